"""`earshot/subscribe`: everything first, then what changes and nothing else, of what the user may see."""
