"""What the property tests draw: windows and instants near the moments at which clocks are changed."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.earshot.policy.conditions import Condition, EntityState, HomeAssistantCondition, TimeCondition
from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.presence import Comparison, Guests, Presence, PresenceKind, ZoneCount
from custom_components.earshot.policy.rules import Match, Rule, RuleMemory
from custom_components.earshot.policy.sun import SunEdge, SunEvent
from custom_components.earshot.policy.timing import ConditionMemory, Timed
from custom_components.earshot.policy.windows import DayFilter, Edge, Keep, Window

from .oracle import DAY, MINUTE, ZONES, transitions
from .suns import Sun

WORKDAY, LESSONS, CLUB, TV = "binary_sensor.workday", "schedule.lessons", "schedule.club", "media_player.tv"
ANNA, BEN = "person.anna", "person.ben"
GARDEN = "zone.garden"

effects = st.sampled_from(Effect)
_matches = st.sampled_from(Match)
days = st.one_of(st.just(frozenset(range(7))), st.frozensets(st.integers(0, 6), min_size=1))
# Clocks are changed between 23:00 and 04:00 local time; by quarters of hours, so that edges meet the transitions.
_quarters = st.sampled_from([23, 0, 1, 2, 3, 4]).flatmap(
    lambda hour: st.sampled_from([0, 15, 30, 45]).map(lambda minute: time(hour, minute))
)
_minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
times = st.one_of(_quarters, _minutes)
_offsets = st.one_of(st.just(0), st.integers(-90, 90), st.integers(-12 * 60, 12 * 60))
sun_edges = st.builds(SunEdge, st.sampled_from(SunEvent), _offsets.map(lambda minutes: minutes * MINUTE))
day_filters = st.builds(DayFilter, st.just(WORKDAY), st.sampled_from(Keep))
ternaries = st.sampled_from([True, False, None])
# The days on which the calendar does something of its own, and the one on which a clock without a battery begins.
_TURNS = (datetime(2028, 2, 29, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC))


def _windows(edges: st.SearchStrategy[Edge]) -> st.SearchStrategy[Window]:
    pairs = st.tuples(edges, edges).filter(lambda pair: pair[0] != pair[1])
    return st.builds(lambda chosen, pair: Window(chosen, *pair), days, pairs)


_whole_days = st.builds(lambda chosen: Window(chosen, all_day=True), days)
windows = st.one_of(_windows(times), _windows(times), _windows(st.one_of(times, sun_edges, sun_edges)), _whole_days)


def _minutes_around(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda minutes: minutes * MINUTE)


_zones = st.sampled_from(sorted(ZONES))
_nearby = {name: st.sampled_from(transitions(name) + _TURNS) for name in ZONES}
_distances = _minutes_around(-180, 180) | _minutes_around(-3 * 24 * 60, 3 * 24 * 60)
_in_a_year = _minutes_around(0, 364 * 24 * 60)


@st.composite
def moments(draw: st.DrawFn) -> tuple[ZoneInfo, datetime]:
    """Draw a zone and a whole minute in UTC, mostly near a transition."""
    name = draw(_zones)
    if draw(st.booleans()):
        return ZoneInfo(name), draw(_nearby[name]) + draw(_distances)
    return ZoneInfo(name), datetime(ZONES[name], 1, 1, tzinfo=UTC) + draw(_in_a_year)


_noons = st.integers(-90, 90)
_halves = st.one_of(st.integers(200, 500), st.integers(-50, 50), st.integers(650, 750))
_slopes = st.sampled_from([0, 2, -2, 30, -30, 90, -90])
_marks = st.dictionaries(st.integers(-5, 5), ternaries, max_size=8)
_mostly = st.sampled_from([True] * 7 + [False])
_helper_states = st.sampled_from(["on", "off", "on", "off", "on", "off", "unavailable"])
_states = st.fixed_dictionaries(
    {
        LESSONS: _helper_states,
        CLUB: _helper_states,
        TV: st.sampled_from(["on", "off", "idle", "home", "1", "2.5", "0", "unknown", None]),
    }
)
_present = st.fixed_dictionaries({ANNA: ternaries, BEN: ternaries})
_flips = st.dictionaries(st.sampled_from([LESSONS, CLUB]), _minutes_around(-60, 36 * 60))
_counts = st.fixed_dictionaries({GARDEN: st.sampled_from([0, 1, 2, 3, None])})
_results = st.fixed_dictionaries({"condition": ternaries})
_nothing: st.SearchStrategy[dict[str, Any]] = st.just({})


def _seldom_missing[Key, Value](
    strategy: st.SearchStrategy[dict[Key, Value]],
) -> st.SearchStrategy[dict[Key, Value]]:
    return _mostly.flatmap(lambda there: strategy if there else _nothing)


_observed = st.tuples(*(_seldom_missing(strategy) for strategy in (_present, _states, _counts, _results)))


@st.composite
def facts(draw: st.DrawFn, zone: ZoneInfo, now: datetime) -> Facts:
    """Draw what is observed around an instant.

    There is always a calendar, with noon about when it is in the zone, and days that may soon never end or begin.
    """
    today = now.date()
    offset = datetime(today.year, 1, 1, tzinfo=zone).utcoffset() or timedelta()
    present, states, counts, results = draw(_observed)
    marks = {today + distance * DAY: mark for distance, mark in draw(_marks).items()}
    return Facts(
        present=present,
        clock_trusted=draw(_mostly),
        states=states,
        flips={schedule: now + distance for schedule, distance in draw(_flips).items()},
        counts=counts,
        marks={WORKDAY: marks} if marks else {},
        conditions=results,
        sun=Sun(12 * 60 - offset // MINUTE + draw(_noons), draw(_halves), draw(_slopes), today),
    )


time_conditions = (
    st.tuples(
        st.lists(windows, max_size=2).map(tuple),
        st.lists(st.sampled_from([LESSONS, CLUB]), max_size=2, unique=True).map(tuple),
        st.none() | day_filters,
    )
    .filter(lambda drawn: bool(drawn[0] or drawn[1]))
    .map(lambda drawn: TimeCondition(*drawn))
)


_persons = st.frozensets(st.sampled_from([ANNA, BEN]), min_size=1)
conditions: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Presence, st.sampled_from(PresenceKind), _persons),
    st.builds(Presence, st.sampled_from([PresenceKind.NOBODY_HOME, PresenceKind.ANYBODY_HOME])),
    st.builds(Guests, st.just(TV)),
    st.builds(ZoneCount, st.just(GARDEN), st.sampled_from(Comparison), st.integers(0, 3)),
    st.builds(
        EntityState,
        st.just(TV),
        st.frozensets(st.sampled_from(["on", "off", "unknown"]), min_size=1),
        st.booleans(),
    ),
    st.just(HomeAssistantCondition("condition")),
)
_delays = st.sampled_from([0, 1, 5, 10, 30, 90, 240, 720]).map(lambda minutes: minutes * MINUTE)
_timings = st.tuples(_delays, _delays).filter(any)


def _evenly[Drawn](*strategies: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    """Draw from each as often as from the others, however many it consists of."""
    return st.sampled_from(strategies).flatmap(lambda chosen: chosen)


maybe_timed: st.SearchStrategy[Condition | Timed] = _evenly(
    conditions,
    time_conditions,
    st.builds(lambda condition, timing: Timed(condition, *timing), time_conditions, _timings),
    st.builds(lambda condition, timing: Timed(condition, *timing), conditions, _timings),
)
_listed_conditions = st.lists(maybe_timed, min_size=1, max_size=2).map(tuple)


@st.composite
def rules(draw: st.DrawFn, rule_id: str) -> Rule:
    """Draw a rule."""
    return Rule(rule_id, "Rule", draw(effects), draw(_matches), draw(_listed_conditions), draw(_mostly))


_seldom = st.sampled_from([False] * 3 + [True])
_ages = st.sampled_from([0, 1, 4, 20, 80, 200, 24 * 60]).map(lambda minutes: minutes * MINUTE)
_known = st.tuples(st.booleans(), _ages, st.booleans())
_remembered = _evenly(_known, _known, _known, st.tuples(st.none(), _ages, st.just(False)), st.none())


@st.composite
def memories(draw: st.DrawFn, rule: Rule, now: datetime) -> RuleMemory | None:
    """Draw what may be remembered of a rule at an instant."""
    if draw(_seldom):
        return None
    found: list[ConditionMemory | None] = []
    for condition in rule.conditions:
        known = draw(_remembered) if isinstance(condition, Timed) else None
        found.append(None if known is None else ConditionMemory(known[0], now - known[1], known[2]))
    return tuple(found)
