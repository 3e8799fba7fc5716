"""Words from outside, which may hold anything."""

from typing import Final

# An intent, a sentence and its answer are far shorter. What is longer is cut, so that nobody can fill memory and log with it.
MOST_CHARACTERS: Final = 1_000


def words(value: object) -> str | None:
    """Return a text from outside, cut to what is kept; None where it is no text or holds none."""
    return value.strip()[:MOST_CHARACTERS] or None if isinstance(value, str) else None
