"""Test what is said of rules that can never be active or that another hides."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.earshot.policy.conditions import Condition, EntityState, HomeAssistantCondition, TimeCondition
from custom_components.earshot.policy.contradictions import HOME_ZONE, Contradiction, hidden_by, never_active
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.presence import Comparison, Guests, Presence, PresenceKind, ZoneCount
from custom_components.earshot.policy.rules import Match, Rule
from custom_components.earshot.policy.sun import SunEdge, SunEvent
from custom_components.earshot.policy.timing import Timed
from custom_components.earshot.policy.windows import WEEK, DayFilter, Window

from .oracle import MINUTE
from .strategies import facts, memories, moments, rules
from .suns import Almanac, Sun

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SUNRISE, SUNSET = SunEdge(SunEvent.SUNRISE), SunEdge(SunEvent.SUNSET)
SUN = Sun(11 * 60, 6 * 60, 0, date(2026, 6, 1))
TV = "media_player.tv"
ANNA, BEN = "person.anna", "person.ben"


def within(*windows: Window, schedules: tuple[str, ...] = (), day_filter: DayFilter | None = None) -> TimeCondition:
    """Return a condition on time."""
    return TimeCondition(windows, schedules, day_filter)


def clock(start: int, end: int, days: frozenset[int] = WEEK) -> Window:
    """Return a window from hour to hour."""
    return Window(days, time(start), time(end))


def rule(*conditions: Condition | Timed, match: Match = Match.ALL, rule_id: str = "rule", **more: object) -> Rule:
    """Return a rule that mutes, unless said otherwise."""
    return Rule(rule_id, "Rule", more.get("effect", Effect.MUTE), match, conditions, more.get("enabled", True))


NIGHT = within(clock(22, 6))
EMPTY = within(Window(WEEK, time(23), SunEdge(SunEvent.SUNRISE, -12 * HOUR)))
PLAYING = EntityState(TV, frozenset({"on", "paused"}))
NOT_PLAYING = EntityState(TV, frozenset({"on", "paused", "idle"}), negate=True)


def presence(kind: str, *persons: str) -> Presence:
    """Return a condition on persons."""
    return Presence(PresenceKind(kind), frozenset(persons))


@pytest.mark.parametrize(
    ("conditions", "match", "expected"),
    [
        pytest.param([NIGHT], Match.ALL, None, id="night"),
        pytest.param([EMPTY], Match.ALL, Contradiction.HOURS, id="empty"),
        pytest.param([EMPTY, NIGHT], Match.ANY, None, id="empty_or_night"),
        pytest.param([EMPTY, EMPTY], Match.ANY, Contradiction.HOURS, id="empty_or_empty"),
        pytest.param([EMPTY, PLAYING], Match.ALL, Contradiction.HOURS, id="empty_and_playing"),
        pytest.param([EMPTY, PLAYING], Match.ANY, None, id="empty_or_playing"),
        pytest.param([within(*EMPTY.windows, *NIGHT.windows)], Match.ALL, None, id="one_window_is_not_empty"),
        pytest.param([within(*EMPTY.windows, schedules=("schedule.a",))], Match.ALL, None, id="a_helper_may_be_on"),
        pytest.param([Timed(EMPTY, linger=HOUR)], Match.ALL, Contradiction.HOURS, id="nothing_lingers"),
        pytest.param([Timed(NIGHT, 9 * HOUR + MINUTE)], Match.ALL, Contradiction.HOURS, id="too_short"),
        pytest.param([Timed(NIGHT, 9 * HOUR)], Match.ALL, None, id="long_enough_once_a_year"),
        pytest.param([Timed(within(Window(WEEK, all_day=True)), 1000 * 24 * HOUR)], Match.ALL, None, id="for_ever"),
        pytest.param([within(clock(22, 6), day_filter=DayFilter("binary_sensor.x"))], Match.ALL, None, id="days"),
        pytest.param([HomeAssistantCondition("rule"), Guests(TV)], Match.ALL, None, id="nobody_knows"),
        pytest.param([PLAYING, NOT_PLAYING], Match.ALL, Contradiction.STATES, id="in_and_not_in"),
        pytest.param([Timed(PLAYING, HOUR), NOT_PLAYING], Match.ALL, Contradiction.STATES, id="in_for_long_and_not_in"),
        pytest.param([PLAYING, NOT_PLAYING], Match.ANY, None, id="in_or_not_in"),
        pytest.param(
            [PLAYING, EntityState(TV, frozenset({"on"}), negate=True)], Match.ALL, None, id="in_and_not_in_some_of_them"
        ),
        pytest.param(
            [PLAYING, *(EntityState(TV, frozenset({state}), negate=True) for state in ("on", "paused"))],
            Match.ALL,
            Contradiction.STATES,
            id="in_and_not_in_one_after_the_other",
        ),
        pytest.param(
            [PLAYING, EntityState(TV, frozenset({"idle"}))], Match.ALL, Contradiction.STATES, id="in_this_and_in_that"
        ),
        pytest.param([PLAYING, EntityState(TV, frozenset({"idle", "on"}))], Match.ALL, None, id="in_both"),
        pytest.param(
            [PLAYING, EntityState("media_player.other", PLAYING.states, negate=True)], Match.ALL, None, id="another"
        ),
        pytest.param([NOT_PLAYING], Match.ALL, None, id="not_in"),
        pytest.param(
            [ZoneCount("zone.a", Comparison.AT_LEAST, 2), ZoneCount("zone.a", Comparison.AT_MOST, 1)],
            Match.ALL,
            Contradiction.PRESENCE,
            id="at_least_two_and_at_most_one",
        ),
        pytest.param(
            [
                ZoneCount("zone.a", Comparison.AT_MOST, 3),
                ZoneCount("zone.a", Comparison.AT_LEAST, 3),
                ZoneCount("zone.a", Comparison.AT_MOST, 1),
                ZoneCount("zone.a", Comparison.AT_LEAST, 1),
            ],
            Match.ALL,
            Contradiction.PRESENCE,
            id="of_many_those_furthest_apart",
        ),
        pytest.param(
            [ZoneCount("zone.a", Comparison.AT_LEAST, 2), ZoneCount("zone.a", Comparison.AT_MOST, 2)],
            Match.ALL,
            None,
            id="exactly_two",
        ),
        pytest.param(
            [ZoneCount("zone.a", Comparison.AT_LEAST, 2), ZoneCount("zone.b", Comparison.AT_MOST, 1)],
            Match.ALL,
            None,
            id="two_zones",
        ),
    ],
)
def test_never_active(conditions: list[Condition | Timed], match: Match, expected: Contradiction | None) -> None:
    """Only what is certain is said."""
    assert never_active(rule(*conditions, match=match), BERLIN, SUN, START) is expected


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        (presence("nobody_home"), presence("anybody_home"), True),
        (presence("nobody_home"), presence("any_home", ANNA), True),
        (presence("nobody_home"), presence("all_home", ANNA, BEN), True),
        (presence("nobody_home"), presence("any_away", ANNA), False),
        (presence("nobody_home", ANNA), presence("any_home", ANNA), True),
        (presence("nobody_home", ANNA), presence("any_home", ANNA, BEN), False),
        (presence("nobody_home", ANNA), presence("all_home", ANNA, BEN), True),
        (presence("nobody_home", ANNA), presence("all_home", BEN), False),
        (presence("nobody_home", ANNA), presence("anybody_home"), False),
        (presence("all_away", ANNA, BEN), presence("any_home", ANNA), True),
        (presence("all_away", ANNA, BEN), presence("any_home", ANNA, BEN), True),
        (presence("all_home", ANNA, BEN), presence("any_away", ANNA, BEN), True),
        (presence("all_home", ANNA), presence("any_away", ANNA, BEN), False),
        (presence("any_home", ANNA), presence("any_away", ANNA), True),
        (presence("any_home", ANNA, BEN), presence("any_away", ANNA, BEN), False),
        (presence("all_home", ANNA), presence("any_home", BEN), False),
        (ZoneCount(HOME_ZONE, Comparison.AT_LEAST, 1), presence("nobody_home"), True),
        (ZoneCount(HOME_ZONE, Comparison.AT_LEAST, 0), presence("nobody_home"), False),
        (ZoneCount(HOME_ZONE, Comparison.AT_MOST, 0), presence("any_home", ANNA), True),
        (ZoneCount(HOME_ZONE, Comparison.AT_MOST, 1), presence("any_home", ANNA), False),
        (ZoneCount("zone.work", Comparison.AT_LEAST, 1), presence("nobody_home"), False),
        (Guests(TV), presence("nobody_home"), False),
    ],
)
def test_presence_that_excludes_itself(one: Condition, other: Condition, excluded: bool) -> None:
    """In either order; one that is timed is no exception, and either of them may do."""
    expected = Contradiction.PRESENCE if excluded else None
    for first, second in ((one, other), (other, one), (Timed(one, HOUR), other)):
        assert never_active(rule(first, second), BERLIN, SUN, START) is expected
        assert never_active(rule(first, second, match=Match.ANY), BERLIN, SUN, START) is None


def test_never_active_by_the_sun() -> None:
    """A day's hours where the sun does not rise, unless nobody knows."""
    day = rule(within(Window(WEEK, SUNRISE, SUNSET)))
    assert never_active(day, BERLIN, SUN, START) is None
    assert never_active(day, BERLIN, None, START) is None
    assert never_active(day, BERLIN, Almanac({}), START) is Contradiction.HOURS
    rise = START + timedelta(days=365)
    assert never_active(day, BERLIN, Almanac({(rise.date(), SunEvent.SUNRISE): rise}), START) is None


WHOLE_WEEK = within(Window(WEEK, all_day=True))
LONG = within(clock(21, 7))
WORKDAYS = frozenset(range(5))
DARK = within(Window(WEEK, SUNSET, SUNRISE))


@pytest.mark.parametrize(
    ("hidden", "hiding"),
    [
        pytest.param(rule(NIGHT), rule(LONG), id="longer"),
        pytest.param(rule(NIGHT), rule(NIGHT), id="the_same"),
        pytest.param(rule(within(clock(22, 6, WORKDAYS))), rule(NIGHT), id="on_fewer_days"),
        pytest.param(rule(NIGHT), rule(within(clock(22, 2), clock(2, 6))), id="in_two_parts"),
        pytest.param(rule(NIGHT), rule(within(clock(22, 0), clock(0, 6))), id="in_two_parts_at_midnight"),
        pytest.param(
            rule(within(clock(22, 6, frozenset({6})))), rule(within(clock(20, 8, frozenset({6})))), id="sunday"
        ),
        pytest.param(
            rule(within(clock(1, 6, frozenset({0})))), rule(within(clock(20, 8, frozenset({6})))), id="monday"
        ),
        pytest.param(
            rule(within(Window(frozenset({2}), all_day=True))), rule(within(clock(6, 5), clock(5, 6))), id="day"
        ),
        pytest.param(rule(NIGHT, PLAYING), rule(LONG), id="with_another_condition"),
        pytest.param(rule(PLAYING, NIGHT), rule(LONG), id="with_another_condition_before"),
        pytest.param(rule(NIGHT, within(clock(23, 5)), match=Match.ANY), rule(LONG), id="either_of_two"),
        pytest.param(rule(NIGHT, effect=Effect.LISTEN), rule(LONG), id="listening"),
        pytest.param(
            rule(within(clock(22, 6), day_filter=DayFilter("binary_sensor.x"))), rule(LONG), id="on_days_that_are_kept"
        ),
        pytest.param(rule(NIGHT), rule(within(clock(21, 7), schedules=("schedule.a",))), id="a_helper_adds_to_it"),
        pytest.param(rule(NIGHT), rule(Timed(LONG, linger=HOUR)), id="it_lingers"),
        pytest.param(rule(PLAYING), rule(WHOLE_WEEK), id="always"),
        pytest.param(rule(DARK), rule(WHOLE_WEEK), id="always_dark_or_not"),
        pytest.param(
            rule(Timed(NIGHT, linger=24 * HOUR)), rule(within(clock(6, 5), clock(4, 7))), id="always_in_parts"
        ),
        pytest.param(rule(within(Window(WORKDAYS, SUNSET, SUNRISE))), rule(DARK), id="dark"),
        pytest.param(
            rule(within(Window(WORKDAYS, SUNSET, SUNRISE), clock(12, 13))),
            rule(within(*DARK.windows, clock(12, 14))),
            id="dark_and_at_noon",
        ),
    ],
)
def test_hidden(hidden: Rule, hiding: Rule) -> None:
    """By another mute rule whose windows take up all of its own; the first that does is named."""
    other = Rule("other", "Other", hiding.effect, hiding.match, hiding.conditions)
    last = Rule("last", "Last", hiding.effect, hiding.match, hiding.conditions)
    assert hidden_by(hidden, [rule(WHOLE_WEEK), rule(PLAYING, rule_id="idle"), other, last]) == "other"


@pytest.mark.parametrize(
    ("seen", "other"),
    [
        pytest.param(rule(LONG), rule(NIGHT), id="shorter"),
        pytest.param(rule(NIGHT), rule(within(clock(22, 6, WORKDAYS))), id="on_fewer_days"),
        pytest.param(rule(NIGHT), rule(within(clock(22, 2), clock(3, 6))), id="with_a_gap"),
        pytest.param(rule(NIGHT), rule(LONG, effect=Effect.LISTEN), id="listening"),
        pytest.param(rule(NIGHT), rule(LONG, enabled=False), id="switched_off"),
        pytest.param(rule(NIGHT), rule(LONG, PLAYING), id="with_another_condition"),
        pytest.param(rule(NIGHT), rule(LONG, PLAYING, match=Match.ANY), id="or_another_condition"),
        pytest.param(rule(NIGHT), rule(PLAYING), id="with_no_windows"),
        pytest.param(
            rule(NIGHT), rule(within(clock(21, 7), day_filter=DayFilter("binary_sensor.x"))), id="on_some_days"
        ),
        pytest.param(rule(NIGHT), rule(Timed(WHOLE_WEEK, MINUTE)), id="not_at_once"),
        pytest.param(rule(Timed(NIGHT, linger=HOUR)), rule(LONG), id="it_lingers_itself"),
        pytest.param(rule(within(clock(22, 6), schedules=("schedule.a",))), rule(LONG), id="a_helper_adds_to_it"),
        pytest.param(rule(NIGHT, PLAYING, match=Match.ANY), rule(LONG), id="or_another_condition_of_its_own"),
        pytest.param(rule(PLAYING), rule(LONG), id="no_windows_of_its_own"),
        pytest.param(rule(DARK), rule(LONG), id="dark"),
        pytest.param(rule(DARK), rule(within(Window(WORKDAYS, SUNSET, SUNRISE))), id="dark_on_fewer_days"),
        pytest.param(
            rule(DARK), rule(within(Window(WEEK, SUNSET, SunEdge(SunEvent.SUNRISE, HOUR)))), id="dark_for_longer"
        ),
        pytest.param(rule(NIGHT), rule(within(Window(WEEK, SUNSET, SUNRISE))), id="while_it_is_dark"),
    ],
)
def test_not_hidden(seen: Rule, other: Rule) -> None:
    """Where it is not certain nothing is said, and no rule hides itself."""
    other = Rule("other", "Other", other.effect, other.match, other.conditions, other.enabled)
    assert hidden_by(seen, [other, rule(WHOLE_WEEK)]) is None


_seen, _others = rules("seen"), rules("other")


@settings(max_examples=200, deadline=None)
@given(moments(), st.data())
def test_what_is_said_is_true(moment: tuple[ZoneInfo, datetime], data: st.DataObject) -> None:
    """A rule that can never be active holds at no time; one that is hidden never while the other does not."""
    zone, now = moment
    seen, observed = data.draw(_seen), data.draw(facts(zone, now))
    never = never_active(seen, zone, observed.sun, now) is not None
    state = seen.evaluate(now, zone, observed)
    assert not (never and state.value is True)
    windows = tuple(window for asked in seen.untimed if isinstance(asked, TimeCondition) for window in asked.windows)
    bigger = TimeCondition(windows + tuple(data.draw(st.just(NIGHT.windows)))) if windows else NIGHT
    for other in (data.draw(_others), Rule("other", "Other", Effect.MUTE, Match.ALL, (bigger,))):
        if hidden_by(seen, [other]) is not None:
            for minutes in data.draw(st.lists(st.integers(0, 36 * 60), max_size=5)):
                later = now + minutes * MINUTE
                first = seen.evaluate(later, zone, observed, data.draw(memories(seen, later)))
                assert not first.active or other.evaluate(later, zone, observed).active
