"""Times of day as forms give them and subentries keep them."""

from homeassistant.util import dt as dt_util


def time_text(text: str) -> str:
    """Return a time of day as it is stored, `HH:MM:SS`.

    Raises ValueError where the text is none; a time selector lets none of those through.
    """
    if (parsed := dt_util.parse_time(text)) is None:
        raise ValueError(f"not a time of day: {text}")
    return parsed.isoformat()
