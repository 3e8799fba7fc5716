"""Test rules and their conditions."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.conditions import Condition, EntityState, TimeCondition, Truth
from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.rules import Match, Rule, RuleState, next_changes
from custom_components.earshot.policy.timing import ConditionMemory, Timed
from custom_components.earshot.policy.windows import Window

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
NIGHT = TimeCondition((Window(frozenset(range(7)), time(22), time(6)),))
HOUR = timedelta(hours=1)
TV = "media_player.tv"
PLAYING = EntityState(TV, frozenset({"on"}))
ON, OFF = Facts(states={TV: "on"}), Facts(states={TV: "off"})
LATER = Timed(PLAYING, HOUR, HOUR)


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


def rule(
    *conditions: Condition | Timed, effect: Effect = Effect.MUTE, match: Match = Match.ALL, enabled: bool = True
) -> Rule:
    """Return a rule."""
    return Rule("rule", "A rule", effect, match, conditions, enabled)


YES, NO = Fixed(Truth(True)), Fixed(Truth(False))
OPEN = Fixed(Truth(None, ("sensor.a",)))
OPEN_TOO = Fixed(Truth(None, ("sensor.b", "sensor.a")))


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


def test_a_rule_without_timing_remembers_nothing() -> None:
    """And its states are the same as long as its value is."""
    state = rule(NIGHT, YES).evaluate(NOON, BERLIN, Facts())
    assert state.memory == ()
    assert rule(OPEN).evaluate(NOON, BERLIN, Facts()).memory == ()


def test_a_rule_remembers_what_its_conditions_do() -> None:
    """In their order, with nothing for those that are not timed."""
    timed = rule(NIGHT, LATER, match=Match.ANY)
    assert timed.untimed == (NIGHT, PLAYING)
    first = timed.evaluate(NOON, BERLIN, ON)
    assert first == RuleState("rule", "A rule", Effect.MUTE, False, (), (None, ConditionMemory(True, NOON, False)))
    assert timed.next_change(NOON, BERLIN, ON, first.memory) == NOON + HOUR
    assert timed.evaluate(NOON + HOUR / 2, BERLIN, ON, first.memory) == first
    then = timed.evaluate(NOON + HOUR, BERLIN, ON, first.memory)
    assert (then.value, then.memory[1]) == (True, ConditionMemory(True, NOON, True))
    assert timed.next_change(NOON + HOUR, BERLIN, ON, then.memory) == EVENING
    open_now = timed.evaluate(NOON + HOUR, BERLIN, Facts(), then.memory)
    assert (open_now.value, open_now.undetermined, open_now.memory) == (None, (TV,), then.memory)


@pytest.mark.parametrize("memory", [(), (None,), (ConditionMemory(True, NOON - HOUR, True),)])
def test_what_other_conditions_left_behind_is_forgotten(memory: tuple[ConditionMemory | None, ...]) -> None:
    """As at a first look."""
    timed = rule(NIGHT, LATER, match=Match.ANY)
    assert timed.evaluate(NOON, BERLIN, ON, memory) == timed.evaluate(NOON, BERLIN, ON)
    assert timed.next_change(NOON, BERLIN, ON, memory) == EVENING


def test_a_rule_without_timing_takes_no_notice_of_memory() -> None:
    """Its timing was taken away."""
    assert rule(PLAYING).evaluate(NOON, BERLIN, ON, (ConditionMemory(False, NOON, False),)).value is True


def test_disabled_forgets() -> None:
    """What is switched off begins anew when it is switched on."""
    assert rule(LATER, enabled=False).evaluate(NOON, BERLIN, ON).memory == ()


def test_active_until_a_condition_no_longer_lingers() -> None:
    """The end of its lingering is known in advance; what it began to hold for is stepped through."""
    timed = rule(LATER, NIGHT, match=Match.ANY)
    memory = (ConditionMemory(False, NOON, True), None)
    limit = MORNING + timedelta(days=1)
    assert timed.active_until(NOON, BERLIN, OFF, limit, memory) == NOON + HOUR
    holding = (ConditionMemory(True, EVENING, False), None)
    assert timed.active_until(EVENING, BERLIN, ON, limit, holding) is None
    late = (ConditionMemory(False, MORNING - HOUR / 2, True), None)
    assert timed.active_until(MORNING - HOUR / 2, BERLIN, OFF, limit, late) == MORNING + HOUR / 2
    twice = rule(Timed(NIGHT, HOUR, HOUR))
    assert twice.active_until(EVENING + HOUR, BERLIN, OFF, limit, (ConditionMemory(True, EVENING, True),)) == (
        MORNING + HOUR
    )


def test_next_changes() -> None:
    """Only those that make a difference, with what they make of the rule."""
    days = timedelta(days=1)
    night = rule(NIGHT)
    expected = [(EVENING, True), (MORNING, False), (EVENING + days, True)]
    assert next_changes(night, NOON, BERLIN, Facts(), 3) == expected
    assert next_changes(night, NOON, BERLIN, Facts(), 0) == []
    assert next_changes(rule(NIGHT, YES, match=Match.ANY), NOON, BERLIN, Facts(), 3) == []
    assert next_changes(rule(NIGHT, OPEN), NOON, BERLIN, Facts(), 2) == expected[:2]
    assert next_changes(rule(NIGHT, OPEN, effect=Effect.LISTEN), NOON, BERLIN, Facts(), 2) == []
    assert next_changes(rule(PLAYING), NOON, BERLIN, OFF, 3) == []
    lingering = rule(Timed(NIGHT, HOUR, 2 * HOUR))
    assert next_changes(lingering, NOON, BERLIN, Facts(), 2) == [(EVENING + HOUR, True), (MORNING + 2 * HOUR, False)]
    known = (ConditionMemory(False, NOON - HOUR, True),)
    assert next_changes(lingering, NOON, BERLIN, Facts(), 1, known) == [(NOON + HOUR, False)]


def test_next_changes_within_a_little_more_than_a_year() -> None:
    """Listening always is interrupted once a year, where the clocks are put back; the next time is too far away."""
    always = rule(TimeCondition((Window(frozenset(range(7)), all_day=True),)), effect=Effect.LISTEN)
    second_pass = datetime(2026, 10, 25, 1, tzinfo=UTC)
    assert next_changes(always, NOON, BERLIN, Facts(), 3) == [(second_pass, False), (second_pass + HOUR, True)]
    assert next_changes(always, second_pass, BERLIN, Facts(), 3)[1:] == [
        (datetime(2027, 10, 31, 1, tzinfo=UTC), False),
        (datetime(2027, 10, 31, 2, tzinfo=UTC), True),
    ]
