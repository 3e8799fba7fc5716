"""Sunrise and sunset as edges of windows. When they come is asked of a calendar: no astronomy here."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

# How far from its event an edge may be at most: further away it would be an edge of another day.
OFFSET_LIMIT: Final = timedelta(hours=12)


class SunEvent(StrEnum):
    """What the sun does once a day, as a rule."""

    SUNRISE = "sunrise"
    SUNSET = "sunset"


@dataclass(frozen=True, slots=True)
class SunEdge:
    """An edge of a window at a distance from sunrise or sunset, negative for before.

    Raises ValueError if that is more than `OFFSET_LIMIT`.
    """

    event: SunEvent
    offset: timedelta = timedelta()

    def __post_init__(self) -> None:
        """Refuse an edge of another day."""
        if abs(self.offset) > OFFSET_LIMIT:
            raise ValueError(f"An edge is at most {OFFSET_LIMIT} away from sunrise or sunset")


class SunCalendar(Protocol):
    """When the sun rises and sets at one place.

    It is asked for each day of the span that is looked at, again and again: an implementation remembers its answers.
    """

    @property
    def key(self) -> Hashable:
        """What is different for another place."""

    def at(self, day: date, event: SunEvent) -> datetime | None:
        """Return when the event comes on a local date, in UTC; None where it does not come on that day."""

    def up(self, day: date) -> bool:
        """Return whether the sun is up all day; asked only for days on which an event does not come."""
