"""From words to what is meant, by the sentences of all languages.

Home Assistant is given them as templates of a trigger, in which every slot takes any words. So what it takes for one of them is read here
once more, in every way in which it can be read, and the first reading that makes sense counts.

What is used here of hassil comes with the conversation integration: it is imported where something was said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
import re
from typing import Any, Final

from homeassistant.util import dt as dt_util

from .languages import LANGUAGES
from .languages.model import Language
from .times import read_duration, read_until
from .whom import Names

_WHEN: Final = "<when>"
_SPOT: Final = "{spot}"
_SPACES: Final = re.compile(r"\s+")
_SLOTS: Final = ("place", "spot", "duration", "until")
# Home Assistant parses all of them in one turn of its loop: a home of a thousand microphones names the others by their areas.
_MOST_NAMES: Final = 150
# A place that nobody knows is worse than a time that nobody understands.
_UNKNOWN_PLACE: Final = 2
_UNKNOWN_TIME: Final = 1


class Meaning(StrEnum):
    """What a sentence is for: the fields of `Sentences`."""

    MUTE_THIS = "mute_this"
    MUTE_ALL = "mute_all"
    MUTE_THERE = "mute_there"
    ASK_ALL = "ask_all"
    ASK_THERE = "ask_there"


COMMANDS: Final = frozenset({Meaning.MUTE_THIS, Meaning.MUTE_ALL, Meaning.MUTE_THERE})


@dataclass(frozen=True, slots=True)
class Understood:
    """What somebody said."""

    language: Language
    meaning: Meaning
    place: str | None
    """The words for the place that is meant, where one is."""
    until: datetime | None
    """Until when, where that was said and understood."""
    doubt: int = 0
    """How much of it makes no sense."""


def templates(language: Language, meaning: Meaning) -> Iterator[str]:
    """Give the templates of what can be said."""
    sentences: tuple[str, ...] = getattr(language.sentences, meaning)
    when = f"[{'|'.join(language.sentences.when)}]"
    for sentence in sentences:
        *befores, last = sentence.split(_WHEN)
        for chosen in range(len(befores) or 1):
            parts = [f"{each}{when}" if at == chosen else each for at, each in enumerate(befores)]
            yield _written_out(language, "".join((*parts, last)))


def trigger_sentences(names: Sequence[str]) -> list[str]:
    """Return all templates of all languages, with these names as what is known."""
    known = f"({'|'.join(names[:_MOST_NAMES])})"
    found = (
        template.replace(_SPOT, known)
        for language in LANGUAGES.values()
        for meaning in Meaning
        for template in templates(language, meaning)
        if names or _SPOT not in template
    )
    return list(dict.fromkeys(found))


def understand(text: str, names: Names, now: datetime, *languages: str) -> Understood | None:
    """Return what somebody meant, read in these languages first; None where it is none of the sentences."""
    best: Understood | None = None
    for language in _in_order(languages):
        for meaning, slots in _readings(text, language.code):
            understood = _resolved(language, meaning, slots, names, now)
            if understood is not None and (best is None or understood.doubt < best.doubt):
                best = understood
                if not best.doubt:
                    return best
    return best


def _resolved(
    language: Language, meaning: Meaning, slots: Mapping[str, str], names: Names, now: datetime
) -> Understood | None:
    """Return what a reading means; None where it is about something that is no microphone."""
    doubt, until = 0, None
    place = slots.get("spot", slots.get("place"))
    if place is not None and not names.named(place, language):
        if "spot" in slots:
            return None
        doubt += _UNKNOWN_PLACE
    if (said := slots.get("duration")) is not None:
        duration = read_duration(said, language)
        until = None if duration is None else now + duration
    elif (said := slots.get("until")) is not None:
        until = read_until(said, language, dt_util.as_utc(now))
    if said is not None and until is None:
        doubt += _UNKNOWN_TIME
    return Understood(language, meaning, place, until, doubt)


def _readings(text: str, code: str) -> Iterator[tuple[Meaning, dict[str, str]]]:
    """Give every way to read a text in a language."""
    from hassil.recognize import recognize_all

    for result in recognize_all(text, _intents(code)):
        yield Meaning(result.intent.name), {name: match.text.strip() for name, match in result.entities.items()}


@cache
def _intents(code: str) -> Any:
    """Return the sentences of a language as hassil takes them."""
    from hassil.intents import Intents

    language = LANGUAGES[code]
    return Intents.from_dict(
        {
            "language": code,
            "intents": {
                meaning.value: {"data": [{"sentences": list(templates(language, meaning))}]} for meaning in Meaning
            },
            "lists": {slot: {"wildcard": True} for slot in _SLOTS},
        }
    )


def _in_order(codes: tuple[str, ...]) -> list[Language]:
    """Return all languages, those of these tags first."""
    first = (code.replace("_", "-").split("-", 1)[0].lower() for code in codes)
    ordered = dict.fromkeys((*(code for code in first if code in LANGUAGES), *LANGUAGES))
    return [LANGUAGES[code] for code in ordered]


def _written_out(language: Language, template: str) -> str:
    """Return a template with its rules written out: a trigger has none."""
    for name, rule in language.sentences.rules.items():
        template = template.replace(f"<{name}>", rule)
    return _SPACES.sub(" ", template).strip()
