"""What it costs to ask a rule when it will next change."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from time import thread_time
from unittest.mock import patch
from zoneinfo import ZoneInfo

from homeassistant.components import schedule
from homeassistant.components.schedule import Schedule
from homeassistant.util import dt as dt_util

from custom_components.earshot.policy.conditions import TimeCondition
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.rules import Match, Rule
from custom_components.earshot.policy.windows import Window

from .row import Row, Sample, beside

_ZONE = ZoneInfo("Europe/Berlin")
_MONDAY = datetime(2026, 10, 19, 10, 0, tzinfo=UTC)
_WEEK_MINUTES = 7 * 24 * 60
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The safety tick asks every rule once a minute.
_TICK = timedelta(minutes=1)


def _times(number: int) -> tuple[time, time]:
    """Return beginning and end of a window within one day, which is all that the helper has."""
    return time(12 + number % 6, number % 60), time(19 + number % 4, number * 7 % 60)


def _rule(number: int) -> Rule:
    start, end = _times(number)
    hours = TimeCondition((Window(frozenset(range(7)), start, end),))
    return Rule(f"rule{number}", f"Rule {number}", Effect.MUTE, Match.ALL, (hours,))


def _helper(number: int) -> Schedule:
    start, end = _times(number)
    ranges = [{"from": str(start), "to": str(end)}]
    return Schedule.from_storage({"id": f"night{number}", "name": "Night", **dict.fromkeys(_DAYS, ranges)})


class _SortedEdges:
    """The least there is: edges of the week in local time, one conversion, one search. Wrong where the clocks change."""

    def __init__(self, number: int) -> None:
        self._edges = sorted(
            day * 24 * 60 + wall.hour * 60 + wall.minute for day in range(7) for wall in _times(number)
        )

    def next_change(self, now: datetime) -> datetime:
        """Return the next edge."""
        local = now.astimezone(_ZONE)
        minute = local.weekday() * 1440 + local.hour * 60 + local.minute
        edges = self._edges
        index = bisect_right(edges, minute)
        edge = edges[index] if index < len(edges) else edges[0] + _WEEK_MINUTES
        return now + timedelta(minutes=edge - minute)


def next_change(repetitions: int, rules: int = 10_000, ticks: int = 3) -> list[Row]:
    """Return the row: microseconds per rule and question, over so many rules at so many safety ticks."""
    ours = [_rule(number) for number in range(rules)]
    helpers = [_helper(number) for number in range(rules)]
    limits = [_SortedEdges(number) for number in range(rules)]
    columns: list[list[float]] = [[], [], []]
    cold = _per_rule(lambda now: _ask_rules(ours, now), rules, [_MONDAY])
    for repetition in range(repetitions + 1):
        instants = [_MONDAY + (repetition * ticks + tick) * _TICK for tick in range(ticks)]
        turn = (
            _per_rule(lambda now: _ask_rules(ours, now), rules, instants),
            _per_rule(lambda now: _ask_helpers(helpers, now), rules, instants),
            _per_rule(lambda now: _ask_limits(limits, now), rules, instants),
        )
        if repetition:
            # The first turn warms up.
            for column, value in zip(columns, turn, strict=True):
                column.append(value)
    samples = [Sample(column) for column in columns]
    also = ((f"{rules} rules in ms:", samples[0].median * rules / 1000), ("the first time of all", cold))
    target = beside(1.2, 0.94, samples[2])
    return [Row("next_change_per_rule", "µs", samples[0], samples[1], "schedule helper", samples[2], target, also)]


def _ask_rules(rules: Sequence[Rule], now: datetime) -> None:
    for rule in rules:
        rule.next_change(now, _ZONE)


def _ask_helpers(helpers: Sequence[Schedule], now: datetime) -> None:
    """Let the helpers calculate; what they then do with it, a state and a timer, is left out."""
    local = now.astimezone(_ZONE)
    with (
        # Plain functions: a mock would cost more than what is measured.
        patch.object(dt_util, "now", lambda: local),
        patch.object(Schedule, "async_write_ha_state", lambda _: None),
        patch.object(schedule, "async_track_point_in_utc_time", lambda *_: None),
    ):
        for helper in helpers:
            helper._update()  # noqa: SLF001 - its calculation has no other door


def _ask_limits(limits: Sequence[_SortedEdges], now: datetime) -> None:
    for limit in limits:
        limit.next_change(now)


def _per_rule(ask: Callable[[datetime], None], rules: int, instants: Sequence[datetime]) -> float:
    since = thread_time()
    for now in instants:
        ask(now)
    return (thread_time() - since) / (rules * len(instants)) * 1e6
