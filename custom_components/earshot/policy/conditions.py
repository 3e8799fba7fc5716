"""What a rule asks: hours, the states of entities, and conditions of Home Assistant."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final, Protocol

from .facts import CLOCK, CONDITIONS, Facts
from .kleene import Ternary, all_of, any_of
from .model import Effect
from .windows import WEEK, DayFilter, Hours, Window

_ON: Final = "on"
# The states in which an entity says nothing.
UNDETERMINED_STATES: Final = frozenset({"unavailable", "unknown"})


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether something holds; where that is undetermined, `undetermined` names the inputs it hangs on."""

    value: Ternary
    undetermined: tuple[str, ...] = ()


class Condition(Protocol):
    """What a rule asks. Implementations are immutable."""

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether it holds at `now`."""

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return the first instant after `now` at which time alone may change it; None if time cannot."""


TRUE: Final = Truth(True)
FALSE: Final = Truth(False)
NO_CLOCK: Final = Truth(None, (CLOCK,))
_NO_RESULT: Final = Truth(None, (CONDITIONS,))


@dataclass(frozen=True, slots=True)
class TimeCondition:
    """Holds within weekly windows and while a schedule helper is on, both on the days that a filter keeps.

    What a schedule helper adds counts by the local date it is, and days are kept as windows of whole days are. All of
    it is undetermined while the clock is not trusted. Raises ValueError without windows and schedule helpers.
    """

    windows: tuple[Window, ...] = ()
    schedules: tuple[str, ...] = ()
    day_filter: DayFilter | None = None
    hours: Hours | None = field(init=False, repr=False, compare=False)
    """The windows on the days that are kept."""
    _days: Hours | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what would never hold."""
        if not self.windows and not self.schedules:
            raise ValueError("A condition on time needs a window or a schedule helper")
        hours = Hours(self.windows, self.day_filter) if self.windows else None
        filtered = self.schedules and self.day_filter is not None
        object.__setattr__(self, "hours", hours)
        object.__setattr__(self, "_days", Hours((_EVERY_DAY,), self.day_filter) if filtered else None)

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether `now` is within the hours."""
        if not facts.clock_trusted:
            return NO_CLOCK
        within = False if self.hours is None else self.hours.active(now, zone, effect, facts)
        if within is True:
            return TRUE
        if not self.schedules:
            return FALSE if within is False else Truth(None, self._windows_open(facts))
        return self._with_schedules(within, now, zone, facts, effect)

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return when the hours next begin or end, a schedule helper turns round or a day is no longer kept."""
        change = None if self.hours is None else self.hours.next_change(now, zone, effect, facts)
        if not self.schedules:
            return change
        flips = (facts.flips.get(schedule) for schedule in self.schedules)
        changes = [change, *(flip for flip in flips if flip is not None and flip > now)]
        if self._days is not None:
            changes.append(self._days.next_change(now, zone, effect, facts))
        return min((change for change in changes if change is not None), default=None)

    def _with_schedules(self, within: Ternary, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        kept = True if self._days is None else self._days.active(now, zone, effect, facts)
        on = {schedule: _scheduled(schedule, now, facts) for schedule in self.schedules}
        scheduled = all_of((any_of(on.values()), kept))
        value = any_of((within, scheduled))
        if value is not None:
            return TRUE if value else FALSE
        names = [] if within is False else [*self._windows_open(facts)]
        if scheduled is None:
            names += [schedule for schedule, value in on.items() if value is None]
            names += [] if self._days is None else self._days.undetermined(facts)
        return Truth(None, tuple(dict.fromkeys(names)))

    def _windows_open(self, facts: Facts) -> tuple[str, ...]:
        return () if self.hours is None else self.hours.undetermined(facts)


def _scheduled(schedule: str, now: datetime, facts: Facts) -> Ternary:
    """Return whether a schedule helper is on at an instant: turned round once its next flip has come."""
    state = facts.states.get(schedule)
    if state is None or state in UNDETERMINED_STATES:
        return None
    flip = facts.flips.get(schedule)
    return (state == _ON) is not (flip is not None and flip <= now)


_EVERY_DAY: Final = Window(WEEK, all_day=True)


@dataclass(frozen=True, slots=True)
class EntityState:
    """Holds while an entity is in one of some states; with `negate`, while it is in none of them.

    An entity that is gone, unavailable or unknown leaves it open, also negated, unless that very state is listed.
    Raises ValueError without states.
    """

    entity: str
    states: frozenset[str]
    negate: bool = False

    def __post_init__(self) -> None:
        """Refuse what would never or always hold."""
        if not self.states:
            raise ValueError("A condition on an entity needs at least one state")

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether the entity is as it is asked to be."""
        state = facts.states.get(self.entity)
        listed = state in self.states
        if not listed and (state is None or state in UNDETERMINED_STATES):
            return Truth(None, (self.entity,))
        return TRUE if listed is not self.negate else FALSE

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return None: time does not change an entity."""
        return None


@dataclass(frozen=True, slots=True)
class HomeAssistantCondition:
    """Holds while a condition of Home Assistant's own, tested elsewhere and known by a key, does."""

    key: str

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return what the test gave."""
        value = facts.conditions.get(self.key)
        if value is None:
            return _NO_RESULT
        return TRUE if value else FALSE

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return None: whoever tests it looks at the clock."""
        return None
