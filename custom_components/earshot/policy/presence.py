"""Conditions on who is there: persons, guests, and how many are in a zone."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

from .conditions import FALSE, TRUE, UNDETERMINED_STATES, Truth
from .facts import PERSONS, Facts
from .kleene import all_of, any_of, negate
from .model import Effect


class PresenceKind(StrEnum):
    """What is asked about persons. "Nobody" and "anybody" are about everyone where no persons are named."""

    NOBODY_HOME = "nobody_home"
    ANYBODY_HOME = "anybody_home"
    ALL_HOME = "all_home"
    ANY_HOME = "any_home"
    ALL_AWAY = "all_away"
    ANY_AWAY = "any_away"


_ABOUT_EVERYONE: Final = frozenset({PresenceKind.NOBODY_HOME, PresenceKind.ANYBODY_HOME})
_ABOUT_ALL: Final = frozenset({PresenceKind.NOBODY_HOME, PresenceKind.ALL_HOME, PresenceKind.ALL_AWAY})
_ABOUT_AWAY: Final = frozenset({PresenceKind.NOBODY_HOME, PresenceKind.ALL_AWAY, PresenceKind.ANY_AWAY})
_NO_PERSONS: Final = Truth(None, (PERSONS,))


@dataclass(frozen=True, slots=True)
class Presence:
    """Holds while all, or any, of the persons are home, or away.

    One person who is known to be where it matters settles it. Where there are no persons it is undetermined: nothing
    was observed. Raises ValueError without persons for a kind that needs them named.
    """

    kind: PresenceKind
    persons: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a question about nobody."""
        if not self.persons and self.kind not in _ABOUT_EVERYONE:
            raise ValueError(f"{self.kind} needs persons")

    @property
    def about_all(self) -> bool:
        """Whether all persons must be so, not just one of them."""
        return self.kind in _ABOUT_ALL

    @property
    def about_away(self) -> bool:
        """Whether it is about being away, not home."""
        return self.kind in _ABOUT_AWAY

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether the persons are where they are asked to be."""
        present = facts.present
        persons = self.persons or present.keys()
        if not persons:
            return _NO_PERSONS
        home = [present.get(person) for person in persons]
        so = [negate(value) for value in home] if self.about_away else home
        value = all_of(so) if self.about_all else any_of(so)
        if value is None:
            return Truth(None, tuple(sorted(person for person in persons if present.get(person) is None)))
        return TRUE if value else FALSE

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return None: only people come and go."""
        return None


@dataclass(frozen=True, slots=True)
class Guests:
    """Holds while guests are there, as an entity tells: one that is `on` or `home`, or a number above zero."""

    entity: str

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether guests are there."""
        state = facts.states.get(self.entity)
        if state is None or state in UNDETERMINED_STATES:
            return Truth(None, (self.entity,))
        return TRUE if state in {"on", "home"} or _number(state) > 0 else FALSE

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return None: only guests come and go."""
        return None


def _number(state: str) -> float:
    try:
        return float(state)
    except ValueError:
        return 0


class Comparison(StrEnum):
    """How a number of persons is compared."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """Holds while at least, or at most, so many persons are in a zone. Raises ValueError for a negative count."""

    zone: str
    comparison: Comparison
    count: int

    def __post_init__(self) -> None:
        """Refuse fewer than nobody."""
        if self.count < 0:
            raise ValueError("A number of persons is not negative")

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether the number in the zone is as it is asked to be."""
        there = facts.counts.get(self.zone)
        if there is None:
            return Truth(None, (self.zone,))
        holds = there >= self.count if self.comparison is Comparison.AT_LEAST else there <= self.count
        return TRUE if holds else FALSE

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return None: only people come and go."""
        return None
