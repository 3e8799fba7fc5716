"""Durations and times of day as people say them, read with the numbers and the words of their language.

What is used here of hassil comes with the conversation integration: it is imported where something was said.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
import re
from typing import Any, Final

from homeassistant.util import dt as dt_util

from .languages import LANGUAGES
from .languages.model import DayPart, Language

_NOON: Final = 12 * 60
_DAY: Final = 24 * 60
# 8:30, 8.30 and 8h30 are two numbers; so is 8pm a number and a word.
_SEPARATOR: Final = re.compile(r"(?<=\d)\s*[:.h]\s*(?=\d\d\b)")
_UNIT: Final = re.compile(r"(?<=\d)(?=[^\W\d_])")
_LEADING_ZERO: Final = re.compile(r"^0\d\b")
_LISTS: Final = {
    "days": {"range": {"from": 1, "to": 365}},
    "hours": {"range": {"from": 1, "to": 8760}},
    "minutes": {"range": {"from": 1, "to": 1440}},
    "seconds": {"range": {"from": 1, "to": 3600}},
    "hour": {"range": {"from": 0, "to": 24}},
    "minute": {"range": {"from": 0, "to": 59}},
    "before": {"range": {"from": 1, "to": 59}},
}


def read_duration(text: str, language: Language) -> timedelta | None:
    """Read for how long; None where that is not said in a way that is understood."""
    for found in _matches(language.code, "durations", text):
        return timedelta(**found)
    return None


def read_until(text: str, language: Language, now: datetime) -> datetime | None:
    """Read until when, as an instant in UTC after now; None where that is not understood.

    An hour that may be one before or after noon is the one that comes first.
    """
    words, part = _day_part(_tidy(text), language)
    for leading in language.times.leading:
        words = words.removeprefix(f"{leading} ")
    for found in _matches(language.code, "clock", words):
        minutes = found.get("hour", 0) * 60 + found.get("minute", 0) - found.get("before", 0) + found.get("shift", 0)
        exact = bool(found.get("exact")) or found.get("hour", 0) > 12 or _LEADING_ZERO.match(words) is not None
        return _instant(minutes, part, dt_util.as_local(now), exact=exact or not found.get("hour"))
    return None


def next_time(minutes: int, now: datetime) -> datetime:
    """Return when the clock next shows so many minutes since midnight, as an instant in UTC."""
    local = dt_util.as_local(now)
    return next(each for days in range(3) if (each := _on_day(minutes, days, local)) > now)


def _day_part(text: str, language: Language) -> tuple[str, DayPart]:
    """Take what says which day, and which half of it, from both ends of a text."""
    whole = DayPart()
    for phrase, part in language.times.day_parts:
        if text.endswith(f" {phrase}"):
            text = text.removesuffix(phrase).strip()
        elif text.startswith(f"{phrase} "):
            text = text.removeprefix(phrase).strip()
        else:
            continue
        whole = DayPart(
            part.days if whole.days is None else whole.days,
            part.afternoon if whole.afternoon is None else whole.afternoon,
        )
    return text, whole


def _instant(minutes: int, part: DayPart, local: datetime, *, exact: bool) -> datetime:
    """Return the first instant that fits what was said."""
    halves: tuple[int, ...] = (minutes % _DAY,)
    if not exact and part.afternoon is not None:
        halves = (minutes % _NOON + (_NOON if part.afternoon else 0),)
    elif not exact and part.days is None:
        halves = (minutes % _NOON, minutes % _NOON + _NOON)
    days = range(3) if part.days is None else range(part.days, part.days + 2)
    return min(each for day in days for half in halves if (each := _on_day(half, day, local)) > dt_util.as_utc(local))


def _on_day(minutes: int, days: int, local: datetime) -> datetime:
    """Return a local time of a coming day as an instant in UTC: the later one where the clock shows it twice, or skips it."""
    day = local.date() + timedelta(days=days)
    wall = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=local.tzinfo)
    return max(dt_util.as_utc(wall), dt_util.as_utc(wall.replace(fold=1)))


def _tidy(text: str) -> str:
    spaced = _UNIT.sub(" ", _SEPARATOR.sub(" ", text.casefold()))
    return " ".join(spaced.replace(".", "").split())


def _matches(code: str, kind: str, text: str) -> Iterator[Mapping[str, int]]:
    """Give the numbers of every template that a text fits."""
    from hassil.recognize import recognize_all

    for result in recognize_all(text, _templates(code, kind)):
        yield {name: int(match.value) for name, match in result.entities.items()}


@cache
def _templates(code: str, kind: str) -> Any:
    from hassil.intents import Intents

    templates: tuple[tuple[str, Mapping[str, int]], ...] = getattr(LANGUAGES[code].times, kind)
    data = [{"sentences": [template], "slots": dict(slots)} for template, slots in templates]
    return Intents.from_dict({"language": code, "intents": {kind: {"data": data}}, "lists": _LISTS})
