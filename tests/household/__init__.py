"""The home as a whole: what is decided is brought about, and shown as it is read back."""
