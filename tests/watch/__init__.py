"""Whose change was that: every line of it, on a home with real entities."""
