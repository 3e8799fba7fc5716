"""Test conditions on time, on the states of entities and of Home Assistant."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.conditions import (
    Condition,
    EntityState,
    HomeAssistantCondition,
    TimeCondition,
    Truth,
)
from custom_components.earshot.policy.facts import CLOCK, CONDITIONS, SUN, Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.sun import SunEdge, SunEvent
from custom_components.earshot.policy.windows import DayFilter, Window

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
MIDNIGHT = datetime(2026, 6, 1, 22, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = TimeCondition((Window(DAILY, time(22), time(6)),))
LESSONS, CLUB, WORKDAY, TV = "schedule.lessons", "schedule.club", "binary_sensor.workday", "media_player.tv"
BOTH = TimeCondition((Window(DAILY, time(22), time(6)),), (LESSONS, CLUB))
SCHOOL = TimeCondition((), (LESSONS,), DayFilter(WORKDAY))


def evaluate(condition: Condition, facts: Facts, now: datetime = NOON) -> Truth:
    """Evaluate, for muting."""
    return condition.evaluate(now, BERLIN, facts, Effect.MUTE)


def test_no_time() -> None:
    """Neither windows nor schedule helpers: it would never hold."""
    with pytest.raises(ValueError):
        TimeCondition(day_filter=DayFilter(WORKDAY))


def test_windows() -> None:
    """It holds inside its windows and changes at their edges."""
    assert evaluate(NIGHT, Facts()) == Truth(False)
    assert evaluate(NIGHT, Facts(), EVENING) == Truth(True)
    assert NIGHT.next_change(NOON, BERLIN, Facts(), Effect.MUTE) == EVENING
    assert NIGHT.next_change(EVENING, BERLIN, Facts(), Effect.MUTE) == MORNING


def test_windows_follow_the_effect() -> None:
    """In the second pass of the repeated hour it is night for muting and not for listening."""
    second_pass = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert NIGHT.evaluate(second_pass, BERLIN, Facts(), Effect.MUTE) == Truth(True)
    assert NIGHT.evaluate(second_pass, BERLIN, Facts(), Effect.LISTEN) == Truth(False)
    assert NIGHT.next_change(second_pass, BERLIN, Facts(), Effect.LISTEN) == datetime(2026, 10, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize("condition", [NIGHT, BOTH, SCHOOL])
@pytest.mark.parametrize("now", [NOON, EVENING, datetime(1970, 1, 1, tzinfo=UTC)])
def test_without_a_clock(condition: TimeCondition, now: datetime) -> None:
    """While the clock is not trusted, nobody knows what time it is, and helpers go by the same clock."""
    facts = Facts(clock_trusted=False, states={LESSONS: "on", CLUB: "on"}, marks={WORKDAY: {NOON.date(): True}})
    assert evaluate(condition, facts, now) == Truth(None, (CLOCK,))


@pytest.mark.parametrize(
    ("now", "lessons", "club", "expected"),
    [
        pytest.param(NOON, "off", "off", Truth(False), id="neither"),
        pytest.param(NOON, "on", "off", Truth(True), id="one_helper"),
        pytest.param(NOON, "off", "on", Truth(True), id="the_other"),
        pytest.param(EVENING, "off", "off", Truth(True), id="the_window"),
        pytest.param(EVENING, None, "unknown", Truth(True), id="the_window_settles_it"),
        pytest.param(NOON, "on", "unavailable", Truth(True), id="one_helper_settles_it"),
        pytest.param(NOON, "off", "unavailable", Truth(None, (CLUB,)), id="one_is_undetermined"),
        pytest.param(NOON, None, "unknown", Truth(None, (LESSONS, CLUB)), id="both_are_undetermined"),
    ],
)
def test_schedule_helpers(now: datetime, lessons: str | None, club: str, expected: Truth) -> None:
    """It holds in a window or while any helper is on."""
    assert evaluate(BOTH, Facts(states={LESSONS: lessons, CLUB: club}), now) == expected


def test_a_helper_that_was_never_seen() -> None:
    """It is undetermined, as all that is missing is."""
    assert evaluate(BOTH, Facts(states={CLUB: "off"})) == Truth(None, (LESSONS,))


def test_a_helper_turns_round() -> None:
    """From the announced instant on it is what it was not, and afterwards it is held to stay so."""
    flip = NOON + HOUR
    facts = Facts(states={LESSONS: "off", CLUB: "off"}, flips={LESSONS: flip})
    assert BOTH.next_change(NOON, BERLIN, facts, Effect.MUTE) == flip
    assert evaluate(BOTH, facts, flip - timedelta(microseconds=1)) == Truth(False)
    assert evaluate(BOTH, facts, flip) == Truth(True)
    assert BOTH.next_change(flip, BERLIN, facts, Effect.MUTE) == EVENING
    on = replace(facts, states={LESSONS: "on", CLUB: "off"})
    assert [evaluate(BOTH, on, instant).value for instant in (NOON, flip, EVENING)] == [True, False, True]
    late = replace(facts, flips={LESSONS: EVENING + HOUR})
    assert BOTH.next_change(NOON, BERLIN, late, Effect.MUTE) == EVENING
    unclear = replace(facts, states={CLUB: "off"})
    assert evaluate(BOTH, unclear, flip) == Truth(None, (LESSONS,))


@pytest.mark.parametrize(
    ("state", "mark", "expected"),
    [
        ("on", True, Truth(True)),
        ("on", False, Truth(False)),
        ("on", None, Truth(None, (WORKDAY,))),
        ("off", True, Truth(False)),
        ("off", None, Truth(False)),
        (None, True, Truth(None, (LESSONS,))),
        (None, False, Truth(False)),
        (None, None, Truth(None, (LESSONS, WORKDAY))),
    ],
)
def test_helpers_on_days_that_are_kept(state: str | None, mark: bool | None, expected: Truth) -> None:
    """A helper counts by the date it is; a day that is not kept settles it."""
    facts = Facts(states={LESSONS: state}, marks={WORKDAY: {NOON.date(): mark}})
    assert evaluate(SCHOOL, facts) == expected


def test_a_day_is_kept_from_midnight_to_midnight() -> None:
    """A helper that stays on counts until the day is over."""
    facts = Facts(states={LESSONS: "on"}, marks={WORKDAY: {date(2026, 6, 1): True, date(2026, 6, 2): False}})
    assert SCHOOL.next_change(NOON, BERLIN, facts, Effect.MUTE) == MIDNIGHT
    assert evaluate(SCHOOL, facts, MIDNIGHT - timedelta(microseconds=1)) == Truth(True)
    assert evaluate(SCHOOL, facts, MIDNIGHT) == Truth(False)
    assert SCHOOL.next_change(MIDNIGHT, BERLIN, facts, Effect.MUTE) is None


@pytest.mark.parametrize("lessons", ["off", None])
def test_every_input_that_is_missing_is_named_once(lessons: str | None) -> None:
    """The sun, a filter and helpers, as far as it hangs on them."""
    everything = TimeCondition((Window(DAILY, SunEdge(SunEvent.SUNSET), time(6)),), (LESSONS, CLUB), DayFilter(WORKDAY))
    helpers = () if lessons == "off" else (LESSONS,)
    state = Facts(states={LESSONS: lessons, CLUB: "off"})
    assert evaluate(everything, state) == Truth(None, (SUN, WORKDAY, *helpers))
    alone = TimeCondition(everything.windows, (), everything.day_filter)
    assert evaluate(alone, state) == Truth(None, (SUN, WORKDAY))


@pytest.mark.parametrize(
    ("state", "inside", "outside"),
    [
        pytest.param("playing", True, False, id="listed"),
        pytest.param("idle", False, True, id="not_listed"),
        pytest.param("unavailable", None, None, id="unavailable"),
        pytest.param("unknown", None, None, id="unknown"),
        pytest.param(None, None, None, id="gone"),
    ],
)
def test_entity_state(state: str | None, inside: bool | None, outside: bool | None) -> None:
    """In or not in given states; an entity that says nothing leaves both open."""
    facts = Facts(states={TV: state})
    states = frozenset({"playing", "paused"})
    names = (TV,) if inside is None else ()
    assert evaluate(EntityState(TV, states), facts) == Truth(inside, names)
    assert evaluate(EntityState(TV, states, negate=True), facts) == Truth(outside, names)


@pytest.mark.parametrize(
    ("state", "inside"),
    [("unavailable", True), ("unknown", None), (None, None), ("idle", False)],
)
def test_a_state_that_is_listed_says_something(state: str | None, inside: bool | None) -> None:
    """Who asks for `unavailable` gets an answer to it, and to no other that says nothing."""
    facts, states = Facts(states={TV: state}), frozenset({"unavailable"})
    assert evaluate(EntityState(TV, states), facts).value is inside
    assert evaluate(EntityState(TV, states, negate=True), facts).value is (None if inside is None else not inside)


def test_an_entity_that_was_never_seen() -> None:
    """It is undetermined."""
    assert evaluate(EntityState(TV, frozenset({"on"})), Facts()) == Truth(None, (TV,))


def test_no_states() -> None:
    """In none of no states: that would always hold."""
    with pytest.raises(ValueError):
        EntityState(TV, frozenset())


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"rule": True}, Truth(True)),
        ({"rule": False}, Truth(False)),
        ({"rule": None}, Truth(None, (CONDITIONS,))),
        ({"other": True}, Truth(None, (CONDITIONS,))),
    ],
)
def test_home_assistant_condition(conditions: dict[str, bool | None], expected: Truth) -> None:
    """What was tested elsewhere, by its key."""
    assert evaluate(HomeAssistantCondition("rule"), Facts(conditions=conditions)) == expected


@pytest.mark.parametrize("condition", [EntityState(TV, frozenset({"on"})), HomeAssistantCondition("rule")])
def test_time_changes_no_state(condition: Condition) -> None:
    """Nothing to wait for."""
    assert condition.next_change(NOON, BERLIN, Facts(flips={TV: EVENING}), Effect.MUTE) is None
