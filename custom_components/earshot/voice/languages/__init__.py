"""The languages that Earshot can be spoken to in. They say the same things, each in its own way."""

from typing import Final

from .de import GERMAN
from .en import ENGLISH
from .es import SPANISH
from .fr import FRENCH
from .model import Language
from .nl import DUTCH

LANGUAGES: Final = {language.code: language for language in (ENGLISH, GERMAN, DUTCH, FRENCH, SPANISH)}


def language_of(*tags: str) -> Language:
    """Return the first language that these tags name (`de`, `de-CH`); English where none is known."""
    codes = (tag.replace("_", "-").split("-", 1)[0].lower() for tag in tags)
    return next((LANGUAGES[code] for code in codes if code in LANGUAGES), ENGLISH)
