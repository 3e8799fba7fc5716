"""A sun for tests, whose days grow longer or shorter as fast as is wanted."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from custom_components.earshot.policy.sun import SunEvent

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Sun:
    """A calendar. All numbers are minutes, but for the day from which lengths are counted.

    The sun is highest at `noon` after midnight UTC, and rises `half` before and sets `half` after that on `day`, each
    day by `slope` more. It does not set for days longer than 23 hours, rise for those longer than 24, and does
    neither for those that are not.
    """

    noon: int
    half: int
    slope: int
    day: date

    @property
    def key(self) -> Hashable:
        """What is different for another place."""
        return (self.noon, self.half, self.slope, self.day)

    def at(self, day: date, event: SunEvent) -> datetime | None:
        """Return when the sun rises or sets."""
        half = self._half(day)
        if half <= 0 or half > (12 * 60 if event is SunEvent.SUNRISE else 23 * 30):
            return None
        highest = datetime.combine(day, time(), UTC) + self.noon * MINUTE
        return highest + (-half if event is SunEvent.SUNRISE else half) * MINUTE

    def up(self, day: date) -> bool:
        """Return whether the sun is up all day."""
        return self._half(day) > 0

    def _half(self, day: date) -> int:
        return self.half + self.slope * (day - self.day).days


@dataclass
class Almanac:
    """A calendar with entries by hand: the events of some days, and the days on which the sun is up throughout."""

    entries: dict[tuple[date, SunEvent], datetime]
    light: frozenset[date] = frozenset()
    key: Hashable = "here"

    def at(self, day: date, event: SunEvent) -> datetime | None:
        """Return the entry."""
        return self.entries.get((day, event))

    def up(self, day: date) -> bool:
        """Return whether the sun is up all day."""
        return day in self.light
