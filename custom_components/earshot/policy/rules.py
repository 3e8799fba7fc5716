"""Rules: under which conditions microphones are muted, or may listen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final, Protocol

from .facts import CLOCK, PERSONS, Facts
from .kleene import Ternary, all_of, any_of, negate
from .model import Effect
from .windows import Hours

__all__ = ["Condition", "Effect", "HoursCondition", "Match", "NobodyHome", "Rule", "RuleState", "Truth"]


class Match(StrEnum):
    """How many of a rule's conditions must hold."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether something holds; where that is undetermined, `undetermined` names the inputs it hangs on."""

    value: Ternary
    undetermined: tuple[str, ...] = ()


class Condition(Protocol):
    """What a rule asks. Implementations are immutable."""

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether it holds at `now`."""

    def next_change(self, now: datetime, zone: tzinfo, effect: Effect) -> datetime | None:
        """Return the first instant after `now` at which time alone may change it; None if time cannot."""


@dataclass(frozen=True, slots=True)
class HoursCondition:
    """Holds within weekly hours; undetermined while the clock is not trusted."""

    hours: Hours

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether `now` is within the hours."""
        if not facts.clock_trusted:
            return _NO_CLOCK
        return _TRUE if self.hours.active(now, zone, effect) else _FALSE

    def next_change(self, now: datetime, zone: tzinfo, effect: Effect) -> datetime | None:
        """Return when the hours next begin or end."""
        return self.hours.next_change(now, zone, effect)


@dataclass(frozen=True, slots=True)
class NobodyHome:
    """Holds while none of the persons is home; without persons, while nobody at all is.

    One person known to be home settles it. Where there are no persons it is undetermined: nothing was observed.
    """

    persons: frozenset[str] = frozenset()

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether nobody is home."""
        present = facts.present
        persons = self.persons or present.keys()
        if not persons:
            return _NO_PERSONS
        value = all_of(negate(present.get(person)) for person in persons)
        if value is None:
            return Truth(None, tuple(sorted(person for person in persons if present.get(person) is None)))
        return _TRUE if value else _FALSE

    def next_change(self, now: datetime, zone: tzinfo, effect: Effect) -> datetime | None:
        """Return None: only people come and go."""
        return None


_TRUE: Final = Truth(True)
_FALSE: Final = Truth(False)
_NO_CLOCK: Final = Truth(None, (CLOCK,))
_NO_PERSONS: Final = Truth(None, (PERSONS,))
_COMBINE: Final[dict[Match, Callable[[Iterable[Ternary]], Ternary]]] = {Match.ALL: all_of, Match.ANY: any_of}


@dataclass(frozen=True, slots=True)
class RuleState:
    """Whether a rule holds at one instant, and the undetermined inputs it hangs on."""

    rule_id: str
    name: str
    effect: Effect
    value: Ternary
    undetermined: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether it counts as active: undetermined does for a mute rule and does not for a listen rule."""
        return self.value is not False if self.effect is Effect.MUTE else self.value is True


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions under which microphones are muted or may listen. Raises ValueError without conditions."""

    id: str
    name: str
    effect: Effect
    match: Match
    conditions: tuple[Condition, ...]
    enabled: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule that would always or never be active."""
        if not self.conditions:
            raise ValueError("A rule needs at least one condition")

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts) -> RuleState:
        """Return its state at `now`. A rule that is not enabled is inactive."""
        if not self.enabled:
            return RuleState(self.id, self.name, self.effect, False)
        truths = [condition.evaluate(now, zone, facts, self.effect) for condition in self.conditions]
        value = _COMBINE[self.match](truth.value for truth in truths)
        if value is not None:
            return RuleState(self.id, self.name, self.effect, value)
        undetermined = dict.fromkeys(name for truth in truths for name in truth.undetermined)
        return RuleState(self.id, self.name, self.effect, None, tuple(undetermined))

    def next_change(self, now: datetime, zone: tzinfo) -> datetime | None:
        """Return the first instant after `now` at which time alone may change it; None if time cannot."""
        if not self.enabled:
            return None
        changes = (condition.next_change(now, zone, self.effect) for condition in self.conditions)
        # Who goes from change to change must get on, whatever a condition says.
        return min((change for change in changes if change is not None and change > now), default=None)

    def active_until(self, now: datetime, zone: tzinfo, facts: Facts, limit: datetime) -> datetime | None:
        """Return when it stops being active if the facts stay as they are; None if not until `limit`."""
        change = self.next_change(now, zone)
        while change is not None and change <= limit:
            if not self.evaluate(change, zone, facts).active:
                return change
            change = self.next_change(change, zone)
        return None
