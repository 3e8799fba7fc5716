"""The log's keeper: what is kept for how long, and what becomes of it."""
