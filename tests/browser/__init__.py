"""The cards in a real browser, in a real Home Assistant."""
