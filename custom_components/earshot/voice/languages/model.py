"""What a language needs so that Earshot can be spoken to in it.

Sentences are templates as Home Assistant's own are: `(a|b)`, `[optional]`, `{slot}`. Every slot takes any words, but for `{spot}`: that
is the name of a microphone, area or floor which is known, so that nobody's question about something else is taken for one about
microphones. `<when>` is where it may be said for how long; of several such places one is used. What else stands in `<…>` is a rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto


class Said(StrEnum):
    """What is said of a microphone, the most audible first."""

    RECORDS = auto()
    STREAMS = auto()
    LISTENS = auto()
    HEARS = auto()
    MAY_LISTEN = auto()
    CANNOT_MUTE = auto()
    MUTING = auto()
    BLOCKED = auto()
    PAUSED = auto()
    MUTED = auto()


class Told(StrEnum):
    """What else is said."""

    NOTHING_IN_CARE = auto()
    """Earshot has no microphones."""
    NOT_LOADED = auto()
    UNKNOWN_PLACE = auto()
    """No microphone goes by `{place}`."""
    NOT_ITSELF = auto()
    """The device that heard this is no microphone of Earshot's."""
    NO_RIGHT = auto()
    """Nothing of what is meant may be muted by who said so."""
    NO_RIGHT_TO = auto()
    """`{names}` may not be muted by who said so."""
    HIDDEN = auto()
    """There are microphones that who asks may not see."""
    ONE_UNCOVERED = auto()
    """One more microphone is not in Earshot's care."""
    UNCOVERED = auto()
    """So are `{count}`."""
    UNTIL_LIFTED = auto()
    """The mute stands until a person lifts it, and not by voice."""
    BAD_DURATION = auto()
    BAD_UNTIL = auto()
    DURATION_AND_UNTIL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """What can be said."""

    rules: Mapping[str, str]
    """Parts of sentences that occur in several, by name."""
    mute_this: tuple[str, ...]
    """Mute the microphone that hears this."""
    mute_all: tuple[str, ...]
    """Mute every microphone."""
    mute_there: tuple[str, ...]
    """Mute those of a `{place}`."""
    ask_all: tuple[str, ...]
    """Ask who can hear."""
    ask_there: tuple[str, ...]
    """Ask the same of a `{place}` or a known `{spot}`."""
    when: tuple[str, ...]
    """For a `{duration}`, or until an instant (`{until}`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How durations and times of day are said. What a template leaves out stands beside it."""

    durations: tuple[tuple[str, Mapping[str, int]], ...]
    """Templates of `{days}`, `{hours}`, `{minutes}` and `{seconds}`."""
    clock: tuple[tuple[str, Mapping[str, int]], ...]
    """Templates of `{hour}` and `{minute}`; `{before}` and `shift` are minutes that are taken off and added."""
    day_parts: tuple[tuple[str, DayPart], ...]
    """What is said before or behind a time of day, the longest first."""
    leading: tuple[str, ...]
    """Words before a time of day that mean nothing."""


@dataclass(frozen=True, slots=True)
class DayPart:
    """Which day and which half of it is meant."""

    days: int | None = None
    """How many days from today."""
    afternoon: bool | None = None
    """Whether hours up to twelve are those after noon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How Earshot answers."""

    name: Callable[[str], str]
    """A microphone's name, as it stands among others."""
    subject_one: str
    """A microphone by its name, `{names}`; sentences begin with it."""
    subject_several: str
    """Several by their `{names}`."""
    subject_many: str
    """`{count}` microphones, where they are too many to be named."""
    one: Mapping[Said, str]
    """Sentences about one microphone, of `{subject}` and `{until}`."""
    several: Mapping[Said, str]
    """The same about several."""
    conjunction: str
    """What stands between the last two names."""
    told: Mapping[Told, str]
    clock: Callable[[int, int, bool], str]
    """A time of day, said of the next twelve hours or not."""
    until_time: str
    """` until {time}`, with all that stands before it."""
    until_tomorrow: str
    until_weekday: str
    """With a `{weekday}` within the next six days."""
    until_date: str
    """With a `{day}` and a `{month}`."""
    weekdays: tuple[str, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language."""

    code: str
    articles: tuple[str, ...]
    """Words before the name of a place that are no part of it, with all that follows them up to the name."""
    sentences: Sentences
    times: Times
    answers: Answers
