"""Test rules and their conditions."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.facts import CLOCK, PERSONS, Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.rules import Condition, HoursCondition, Match, NobodyHome, Rule, RuleState, Truth
from custom_components.earshot.policy.windows import Hours, Window

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
NIGHT = HoursCondition(Hours([Window(frozenset(range(7)), time(22), time(6))]))
ANNA, BEN = "person.anna", "person.ben"


@dataclass(frozen=True)
class Fixed:
    """A condition with a fixed answer."""

    truth: Truth
    change: datetime | None = None

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return the answer."""
        return self.truth

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return the change, also once it is over."""
        return self.change


def rule(*conditions: Condition, effect: Effect = Effect.MUTE, match: Match = Match.ALL, enabled: bool = True) -> Rule:
    """Return a rule."""
    return Rule("rule", "A rule", effect, match, conditions, enabled)


YES, NO = Fixed(Truth(True)), Fixed(Truth(False))
OPEN = Fixed(Truth(None, ("sensor.a",)))
OPEN_TOO = Fixed(Truth(None, ("sensor.b", "sensor.a")))


def test_hours() -> None:
    """Hours hold inside their windows and change at their edges."""
    assert NIGHT.evaluate(NOON, BERLIN, Facts(), Effect.MUTE) == Truth(False)
    assert NIGHT.evaluate(EVENING, BERLIN, Facts(), Effect.MUTE) == Truth(True)
    assert NIGHT.next_change(NOON, BERLIN, Facts(), Effect.MUTE) == EVENING
    assert NIGHT.next_change(EVENING, BERLIN, Facts(), Effect.MUTE) == MORNING


def test_hours_follow_the_effect() -> None:
    """In the second pass of the repeated hour it is night for muting and not for listening."""
    second_pass = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert NIGHT.evaluate(second_pass, BERLIN, Facts(), Effect.MUTE) == Truth(True)
    assert NIGHT.evaluate(second_pass, BERLIN, Facts(), Effect.LISTEN) == Truth(False)
    assert NIGHT.next_change(second_pass, BERLIN, Facts(), Effect.LISTEN) == datetime(2026, 10, 25, 2, tzinfo=UTC)


@pytest.mark.parametrize("now", [NOON, EVENING])
def test_hours_without_a_clock(now: datetime) -> None:
    """While the clock is not trusted, nobody knows what time it is."""
    assert NIGHT.evaluate(now, BERLIN, Facts(clock_trusted=False), Effect.MUTE) == Truth(None, (CLOCK,))


@pytest.mark.parametrize(
    ("persons", "present", "expected"),
    [
        pytest.param((), {ANNA: False, BEN: False}, Truth(True), id="all_away"),
        pytest.param((), {ANNA: False, BEN: True}, Truth(False), id="one_home"),
        pytest.param((), {ANNA: False, BEN: None}, Truth(None, (BEN,)), id="one_undetermined"),
        pytest.param((), {BEN: None, ANNA: None}, Truth(None, (ANNA, BEN)), id="all_undetermined"),
        pytest.param((), {ANNA: None, BEN: True}, Truth(False), id="one_home_settles_it"),
        pytest.param((), {}, Truth(None, (PERSONS,)), id="no_persons"),
        pytest.param((ANNA,), {ANNA: False, BEN: True}, Truth(True), id="only_those_that_are_meant"),
        pytest.param((ANNA,), {ANNA: False, BEN: None}, Truth(True), id="others_may_be_undetermined"),
        pytest.param((ANNA,), {BEN: False}, Truth(None, (ANNA,)), id="one_that_was_never_seen"),
        pytest.param((ANNA, BEN), {BEN: True}, Truth(False), id="one_home_settles_it_for_the_unseen"),
    ],
)
def test_nobody_home(persons: tuple[str, ...], present: dict[str, bool | None], expected: Truth) -> None:
    """One person known to be home settles it; one who is not known to be away leaves it open."""
    condition = NobodyHome(frozenset(persons))
    assert condition.evaluate(NOON, BERLIN, Facts(present), Effect.MUTE) == expected
    assert condition.next_change(NOON, BERLIN, Facts(), Effect.MUTE) is None


def test_no_rule() -> None:
    """A rule without conditions is refused."""
    with pytest.raises(ValueError):
        rule()


@pytest.mark.parametrize(
    ("match", "conditions", "value", "undetermined"),
    [
        (Match.ALL, (YES, YES), True, ()),
        (Match.ALL, (YES, NO), False, ()),
        (Match.ALL, (OPEN, NO), False, ()),
        (Match.ALL, (OPEN, YES), None, ("sensor.a",)),
        (Match.ANY, (NO, NO), False, ()),
        (Match.ANY, (NO, YES), True, ()),
        (Match.ANY, (OPEN, YES), True, ()),
        (Match.ANY, (OPEN, NO), None, ("sensor.a",)),
        (Match.ANY, (OPEN_TOO, OPEN), None, ("sensor.b", "sensor.a")),
    ],
)
def test_match(match: Match, conditions: tuple[Fixed, ...], value: bool | None, undetermined: tuple[str, ...]) -> None:
    """All or any, and the inputs that an open answer hangs on, each once."""
    expected = RuleState("rule", "A rule", Effect.MUTE, value, undetermined)
    assert rule(*conditions, match=match).evaluate(NOON, BERLIN, Facts()) == expected


@pytest.mark.parametrize(
    ("effect", "condition", "active"),
    [
        pytest.param(Effect.MUTE, YES, True, id="mute_yes"),
        pytest.param(Effect.MUTE, NO, False, id="mute_no"),
        pytest.param(Effect.MUTE, OPEN, True, id="mute_undetermined_counts"),
        pytest.param(Effect.LISTEN, YES, True, id="listen_yes"),
        pytest.param(Effect.LISTEN, NO, False, id="listen_no"),
        pytest.param(Effect.LISTEN, OPEN, False, id="listen_undetermined_does_not_count"),
    ],
)
def test_undetermined_is_muted(effect: Effect, condition: Fixed, active: bool) -> None:
    """What is undetermined mutes and does not let listen."""
    assert rule(condition, effect=effect).evaluate(NOON, BERLIN, Facts()).active is active


@pytest.mark.parametrize("effect", Effect)
@pytest.mark.parametrize("condition", [YES, OPEN])
def test_disabled(effect: Effect, condition: Fixed) -> None:
    """A rule that is not enabled is inactive, whatever its conditions, and stays so."""
    disabled = rule(condition, NIGHT, effect=effect, enabled=False)
    state = disabled.evaluate(EVENING, BERLIN, Facts())
    assert state.value is False
    assert not state.active
    assert disabled.next_change(NOON, BERLIN) is None


def test_next_change_is_the_earliest() -> None:
    """Any of its conditions may change a rule, but none in the past: going from change to change comes to an end."""
    later, sooner = NOON + timedelta(hours=2), NOON + timedelta(hours=1)
    changing = rule(Fixed(Truth(True), later), Fixed(Truth(True), sooner), YES)
    assert changing.next_change(NOON, BERLIN) == sooner
    assert changing.next_change(sooner, BERLIN) == later
    assert changing.next_change(later, BERLIN) is None


@pytest.mark.parametrize(
    ("match", "conditions", "expected"),
    [
        pytest.param(Match.ALL, (NIGHT,), MORNING, id="the_end_of_its_hours"),
        pytest.param(
            Match.ANY, (NIGHT, Fixed(Truth(False), EVENING + timedelta(hours=1))), MORNING, id="not_a_mere_candidate"
        ),
        pytest.param(Match.ANY, (NIGHT, YES), None, id="it_does_not_end"),
        pytest.param(Match.ALL, (YES,), None, id="nothing_in_time_ends_it"),
    ],
)
def test_active_until(match: Match, conditions: tuple[Condition, ...], expected: datetime | None) -> None:
    """A rule is active until it really stops being so, which need not be at its next change."""
    limit = EVENING + timedelta(days=3)
    assert rule(*conditions, match=match).active_until(EVENING, BERLIN, Facts(), limit) == expected


def test_active_until_the_limit() -> None:
    """The limit itself is included, and nothing after it."""
    assert rule(NIGHT).active_until(EVENING, BERLIN, Facts(), MORNING) == MORNING
    assert rule(NIGHT).active_until(EVENING, BERLIN, Facts(), MORNING - timedelta(microseconds=1)) is None
