"""The log: every activation and every change of a mute, on the user's own disk. Free of Home Assistant.

`store.LogStore` is the face; `records` is what it keeps, `query` how it is read, `errors` what can go wrong.
"""
