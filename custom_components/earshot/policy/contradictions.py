"""What can be said of rules before they are ever used: one that can never be active, one that another hides.

Only what is certain is said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import chain, combinations
from typing import Final, NamedTuple

from .conditions import Condition, EntityState, TimeCondition
from .facts import Facts
from .model import Effect
from .presence import Comparison, Presence, ZoneCount
from .rules import Match, Rule
from .sun import SunCalendar
from .timing import Timed
from .windows import Hours, Window

HOME_ZONE: Final = "zone.home"

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_YEAR: Final = timedelta(days=366)
# Hours that last for longer may as well last for ever: how long exactly is not looked at.
_LONG: Final = timedelta(days=8)


class Contradiction(StrEnum):
    """Why a rule can never be active."""

    HOURS = "hours"
    """Its windows are empty, or shorter than they would have to hold, all year round."""
    PRESENCE = "presence"
    """Nobody can be where it asks them to be."""
    STATES = "states"
    """No entity can be in the states that it asks for."""


def never_active(rule: Rule, zone: tzinfo, sun: SunCalendar | None, start: datetime) -> Contradiction | None:
    """Return why the rule can never be active, however its inputs turn out; None if it may be.

    Its windows are looked at for a year from `start`.
    """
    empty = [_no_hours(condition, zone, sun, start, rule.effect) for condition in rule.conditions]
    if any(empty) if rule.match is Match.ALL else all(empty):
        return Contradiction.HOURS
    if rule.match is Match.ANY:
        return None
    if any(_exclude(one, other) for one, other in combinations(_claims(rule.untimed), 2)) or _no_count(rule.untimed):
        return Contradiction.PRESENCE
    return Contradiction.STATES if _no_states(rule.untimed) else None


def hidden_by(rule: Rule, others: Iterable[Rule]) -> str | None:
    """Return the id of a mute rule that is active whenever this one is, so that this one never makes a difference.

    `others` are rules about at least the microphones that this one is about. Told from windows alone.
    """
    return next((other.id for other in others if other.id != rule.id and _hides(other, rule)), None)


def _no_hours(
    condition: Condition | Timed, zone: tzinfo, sun: SunCalendar | None, start: datetime, effect: Effect
) -> bool:
    """Return whether a condition is on hours that never come, or never for long enough."""
    timing = condition if isinstance(condition, Timed) else None
    asked = condition if timing is None else timing.condition
    if not isinstance(asked, TimeCondition) or asked.schedules:
        return False
    if sun is None and any(window.by_sun for window in asked.windows):
        return False
    hold_for = timedelta() if timing is None else timing.hold_for
    spans = Hours(asked.windows).spans(start, start + _YEAR, zone, effect, Facts(sun=sun))
    return all(span.end - span.start < min(hold_for, _LONG) for span in spans)


class _Claim(NamedTuple):
    """That all, or any, of the persons are away, or home; everyone where there are no persons."""

    about_all: bool
    away: bool
    persons: frozenset[str]


def _claims(conditions: Iterable[Condition]) -> Sequence[_Claim]:
    claims = []
    for condition in conditions:
        if isinstance(condition, Presence):
            persons = condition.persons
            claims.append(_Claim(condition.about_all or len(persons) == 1, condition.about_away, persons))
        elif isinstance(condition, ZoneCount) and condition.zone == HOME_ZONE:
            # Someone at home, or nobody.
            if condition.comparison is Comparison.AT_LEAST and condition.count > 0:
                claims.append(_Claim(False, False, frozenset()))
            elif condition.comparison is Comparison.AT_MOST and condition.count == 0:
                claims.append(_Claim(True, True, frozenset()))
    return claims


def _exclude(one: _Claim, other: _Claim) -> bool:
    """Return whether two claims cannot both be true."""
    if one.away is other.away:
        return False
    if one.about_all and other.about_all:
        return not one.persons or not other.persons or bool(one.persons & other.persons)
    if not one.about_all:
        one, other = other, one
    return one.about_all and (not one.persons or (bool(other.persons) and other.persons <= one.persons))


def _no_count(conditions: Iterable[Condition]) -> bool:
    """Return whether there would have to be more persons in a zone than there may be."""
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    for condition in conditions:
        if isinstance(condition, ZoneCount):
            if condition.comparison is Comparison.AT_LEAST:
                least[condition.zone] = max(condition.count, least.get(condition.zone, 0))
            else:
                most[condition.zone] = min(condition.count, most.get(condition.zone, condition.count))
    return any(least.get(zone, 0) > count for zone, count in most.items())


def _no_states(conditions: Iterable[Condition]) -> bool:
    """Return whether an entity would have to be in a state in which it may not be."""
    within: dict[str, frozenset[str]] = {}
    without: dict[str, frozenset[str]] = {}
    for condition in conditions:
        if isinstance(condition, EntityState):
            if condition.negate:
                without[condition.entity] = without.get(condition.entity, frozenset()) | condition.states
            else:
                within[condition.entity] = within.get(condition.entity, condition.states) & condition.states
    return any(states <= without.get(entity, frozenset()) for entity, states in within.items())


def _hides(other: Rule, rule: Rule) -> bool:
    if other.effect is not Effect.MUTE or not other.enabled or len(other.conditions) != 1:
        return False
    condition, timing = other.untimed[0], other.conditions[0]
    if not isinstance(condition, TimeCondition) or condition.day_filter is not None:
        return False
    if isinstance(timing, Timed) and timing.hold_for:
        return False
    covered = _covered(condition.windows)
    if any(start <= timedelta() and end >= _WEEK for start, end in covered):
        return True
    hidden = [
        isinstance(asked, TimeCondition)
        and not asked.schedules
        and all(_within(window, day, condition.windows, covered) for window in asked.windows for day in window.days)
        for asked in rule.conditions
    ]
    return any(hidden) if rule.match is Match.ALL else all(hidden)


def _within(window: Window, day: int, others: Iterable[Window], covered: Iterable[tuple[timedelta, timedelta]]) -> bool:
    """Return whether what a window takes up on a weekday is taken up by others."""
    if window.by_sun:
        edges = (window.start, window.end)
        return any((other.start, other.end) == edges and day in other.days for other in others)
    start, end = _in_week(window, day)
    return any(earliest <= start and end <= latest for earliest, latest in covered)


def _covered(windows: Iterable[Window]) -> list[tuple[timedelta, timedelta]]:
    """Return the stretches of the week, and of those before and after, that windows by wall time take up."""
    once = [_in_week(window, day) for window in windows if not window.by_sun for day in window.days]
    stretches = sorted(
        chain.from_iterable(((start + by, end + by) for start, end in once) for by in (-_WEEK, _WEEK * 0, _WEEK))
    )
    merged: list[tuple[timedelta, timedelta]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _in_week(window: Window, day: int) -> tuple[timedelta, timedelta]:
    """Return when a window by wall time begins and ends on a weekday, from Monday's midnight on."""
    start, end = (
        timedelta(days=day, hours=edge.hour, minutes=edge.minute, seconds=edge.second, microseconds=edge.microsecond)
        for edge in (window.start, window.end)
        if isinstance(edge, time)
    )
    return start, end if end > start else end + _DAY
