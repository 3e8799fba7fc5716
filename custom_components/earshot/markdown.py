"""Text from outside in places where Home Assistant reads Markdown: flows and repairs."""

import re
import string
from typing import Final

_PUNCTUATION: Final = re.compile(f"([{re.escape(string.punctuation)}])")


def markdown(text: str) -> str:
    """Return text so that a place where Markdown is read shows it as it is: no emphasis, no link, no tag."""
    return _PUNCTUATION.sub(r"\\\1", text)
