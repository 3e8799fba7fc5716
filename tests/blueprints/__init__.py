"""Every blueprint, imported from its address as Home Assistant does it, and run on a home that Earshot looks after."""
