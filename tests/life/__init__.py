"""The entry's life: loaded, changed in place, unloaded, reloaded, removed. Nothing of it unmutes what is not Earshot's."""
