"""Rules: under which conditions microphones are muted, or may listen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from .conditions import Condition, Truth
from .facts import NO_FACTS, Facts
from .kleene import Ternary, all_of, any_of
from .model import Effect
from .timing import ConditionMemory, Timed

# How far ahead a rule's own changes are looked for.
_HORIZON: Final = timedelta(days=400)


class Match(StrEnum):
    """How many of a rule's conditions must hold."""

    ALL = "all"
    ANY = "any"


_COMBINE: Final[dict[Match, Callable[[Iterable[Ternary]], Ternary]]] = {Match.ALL: all_of, Match.ANY: any_of}

# What a rule's conditions remember, in their order; nothing at all where none is timed.
type RuleMemory = tuple[ConditionMemory | None, ...]


@dataclass(frozen=True, slots=True)
class RuleState:
    """Whether a rule holds at one instant, the undetermined inputs it hangs on, and what it has to remember."""

    rule_id: str
    name: str
    effect: Effect
    value: Ternary
    undetermined: tuple[str, ...] = ()
    memory: RuleMemory = ()

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
    conditions: tuple[Condition | Timed, ...]
    enabled: bool = True
    untimed: tuple[Condition, ...] = field(init=False, repr=False, compare=False)
    """The conditions without their timing."""
    _timed: bool = field(init=False, repr=False, compare=False)
    _settled: dict[bool, RuleState] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a rule that would always or never be active."""
        if not self.conditions:
            raise ValueError("A rule needs at least one condition")
        untimed = tuple(
            condition.condition if isinstance(condition, Timed) else condition for condition in self.conditions
        )
        object.__setattr__(self, "untimed", untimed)
        object.__setattr__(self, "_timed", any(isinstance(condition, Timed) for condition in self.conditions))
        states = {value: RuleState(self.id, self.name, self.effect, value) for value in (False, True)}
        object.__setattr__(self, "_settled", states)

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, memory: RuleMemory | None = None) -> RuleState:
        """Return its state at `now`. A rule that is not enabled is inactive.

        `memory` is that of its state at the last look, nothing at the first.
        """
        if not self.enabled:
            return self._settled[False]
        if self._timed:
            return self._look(now, zone, facts, memory)
        truths = [condition.evaluate(now, zone, facts, self.effect) for condition in self.untimed]
        return self._state(truths, ())

    def next_change(
        self, now: datetime, zone: tzinfo, facts: Facts = NO_FACTS, memory: RuleMemory | None = None
    ) -> datetime | None:
        """Return the first instant after `now` at which time alone may change it; None if time cannot.

        `memory` is that of its state at `now`.
        """
        if not self.enabled:
            return None
        if self._timed:
            changes = [
                condition.next_change(remembered, now, zone, facts, self.effect)
                if isinstance(condition, Timed)
                else condition.next_change(now, zone, facts, self.effect)
                for condition, remembered in zip(self.conditions, self._remembered(memory), strict=True)
            ]
        else:
            changes = [condition.next_change(now, zone, facts, self.effect) for condition in self.untimed]
        earliest = None
        for change in changes:
            # Who goes from change to change must get on, whatever a condition says.
            if change is not None and change > now and (earliest is None or change < earliest):
                earliest = change
        return earliest

    def active_until(
        self, now: datetime, zone: tzinfo, facts: Facts, limit: datetime, memory: RuleMemory | None = None
    ) -> datetime | None:
        """Return when it stops being active if the facts stay as they are; None if not until `limit`."""
        change = self.next_change(now, zone, facts, memory)
        while change is not None and change <= limit:
            state = self.evaluate(change, zone, facts, memory)
            if not state.active:
                return change
            memory = state.memory
            change = self.next_change(change, zone, facts, memory)
        return None

    def _look(self, now: datetime, zone: tzinfo, facts: Facts, memory: RuleMemory | None) -> RuleState:
        """Return its state where conditions are timed."""
        truths, remembered = [], []
        for condition, before in zip(self.conditions, self._remembered(memory), strict=True):
            if isinstance(condition, Timed):
                truth, after = condition.look(before, now, zone, facts, self.effect)
            else:
                truth, after = condition.evaluate(now, zone, facts, self.effect), None
            truths.append(truth)
            remembered.append(after)
        return self._state(truths, tuple(remembered))

    def _remembered(self, memory: RuleMemory | None) -> RuleMemory:
        # What was remembered of other conditions is nothing.
        return memory if memory and len(memory) == len(self.conditions) else (None,) * len(self.conditions)

    def _state(self, truths: list[Truth], memory: RuleMemory) -> RuleState:
        value = truths[0].value if len(truths) == 1 else _COMBINE[self.match](truth.value for truth in truths)
        if value is None:
            undetermined = tuple(dict.fromkeys(name for truth in truths for name in truth.undetermined))
            return RuleState(self.id, self.name, self.effect, None, undetermined, memory)
        if memory:
            return RuleState(self.id, self.name, self.effect, value, (), memory)
        return self._settled[value]


def next_changes(
    rule: Rule, now: datetime, zone: tzinfo, facts: Facts, count: int, memory: RuleMemory | None = None
) -> list[tuple[datetime, bool]]:
    """Return up to `count` instants after `now` at which the rule becomes or ceases to be active, and which of both.

    As far as the facts stay as they are, and a little more than a year ahead.
    """
    found: list[tuple[datetime, bool]] = []
    state, change, limit = rule.evaluate(now, zone, facts, memory), now, now + _HORIZON
    while len(found) < count:
        following = rule.next_change(change, zone, facts, state.memory)
        if following is None or following > limit:
            break
        change, active = following, state.active
        state = rule.evaluate(change, zone, facts, state.memory)
        if state.active is not active:
            found.append((change, state.active))
    return found
