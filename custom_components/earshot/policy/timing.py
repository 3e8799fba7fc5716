"""Conditions that count only once they have held for a time, or go on counting after they have ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from .conditions import FALSE, NO_CLOCK, TRUE, Condition, Truth
from .facts import Facts
from .kleene import Ternary
from .model import Effect

_NOTHING = timedelta()


class ConditionMemory(NamedTuple):
    """What a timed condition has to remember from one look to the next.

    `raw` is what it was when it was last determined, undetermined if it never was; `since` is since when; `counts` is
    whether it counted at the last look.
    """

    raw: Ternary
    since: datetime
    counts: bool


@dataclass(frozen=True, slots=True)
class Timed:
    """A condition that counts once it has held for `hold_for`, and for `linger` after it has ended.

    Raises ValueError for negative times, and for none at all: a condition without timing needs no wrapper.
    """

    condition: Condition
    hold_for: timedelta = _NOTHING
    linger: timedelta = _NOTHING

    def __post_init__(self) -> None:
        """Refuse what is no timing."""
        if self.hold_for < _NOTHING or self.linger < _NOTHING or not (self.hold_for or self.linger):
            raise ValueError("A timed condition holds or lingers for some time")

    def look(
        self, memory: ConditionMemory | None, now: datetime, zone: tzinfo, facts: Facts, effect: Effect
    ) -> tuple[Truth, ConditionMemory | None]:
        """Return whether it counts at `now`, and what to remember until the next look.

        While the clock is not trusted nobody can tell how much time has passed: nothing is remembered, and what only
        time could tell is undetermined.
        """
        truth = self.condition.evaluate(now, zone, facts, effect)
        if not facts.clock_trusted:
            return self._without_clock(memory, truth), memory
        memory = self.advance(memory, truth.value, now)
        if truth.value is None:
            return truth, memory
        return TRUE if memory.counts else FALSE, memory

    def next_change(
        self, memory: ConditionMemory | None, now: datetime, zone: tzinfo, facts: Facts, effect: Effect
    ) -> datetime | None:
        """Return the first instant after `now` at which time alone may change it, after a look at `now`."""
        changes = (self.condition.next_change(now, zone, facts, effect), self._due(memory))
        return min((change for change in changes if change is not None and change > now), default=None)

    def advance(self, memory: ConditionMemory | None, raw: Ternary, now: datetime) -> ConditionMemory:
        """Return what is remembered after a look at `now`, the same object where nothing of it has changed.

        While the condition is undetermined its time goes on from what it last was. A condition seen for the first time
        has held since now. A clock that was put back does not make anything last longer than from now on.
        """
        if memory is None:
            memory = ConditionMemory(None, now, False)
        if raw is None:
            return memory
        if memory.raw is None:
            return ConditionMemory(raw, now, raw and not self.hold_for)
        since = min(memory.since, now)
        counts = memory.raw if now >= since + self._delay(memory.raw) else memory.counts
        if raw is not memory.raw:
            since = now
            counts = counts if self._delay(raw) else raw
        new = ConditionMemory(raw, since, counts)
        return memory if new == memory else new

    def _due(self, memory: ConditionMemory | None) -> datetime | None:
        """Return when it begins or ceases to count by itself; None if it does not."""
        if memory is None or memory.raw is None or memory.raw is memory.counts:
            return None
        return memory.since + self._delay(memory.raw)

    def _without_clock(self, memory: ConditionMemory | None, truth: Truth) -> Truth:
        raw = truth.value
        if raw is None or not self._delay(raw):
            return truth
        if memory is None or memory.raw is None:
            settled = not raw
        else:
            settled = raw is memory.raw is memory.counts
        return truth if settled else NO_CLOCK

    def _delay(self, raw: bool) -> timedelta:
        return self.hold_for if raw else self.linger


def timed(condition: Condition, hold_for: timedelta = _NOTHING, linger: timedelta = _NOTHING) -> Condition | Timed:
    """Return a condition with its timing, itself where there is none."""
    return Timed(condition, hold_for, linger) if hold_for or linger else condition
