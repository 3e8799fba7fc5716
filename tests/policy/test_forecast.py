"""Test what is said about the time to come, by hand and against an oracle that goes minute by minute."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.earshot.policy.conditions import EntityState, TimeCondition
from custom_components.earshot.policy.decide import decide, forecast, lapsed
from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import (
    DecisionSpan,
    Default,
    Effect,
    Hold,
    HoldKind,
    NamedHold,
    Origin,
    Override,
    PersonMute,
    Standing,
    Want,
)
from custom_components.earshot.policy.rules import Match, Rule, RuleMemory, RuleState
from custom_components.earshot.policy.timing import ConditionMemory, Timed
from custom_components.earshot.policy.windows import Window

from .oracle import MINUTE, first_change
from .oracle_rules import wants
from .strategies import facts, memories, moments, rules

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Rule("night", "Night", Effect.MUTE, Match.ALL, (TimeCondition((Window(DAILY, time(22), time(6)),)),))
QUIET = Rule("quiet", "Quiet", Effect.MUTE, Match.ALL, (TimeCondition((Window(DAILY, time(23), time(6)),)),))
NIGHT_HOLD = Hold(HoldKind.RULE, "night", "Night", MORNING)
QUIET_HOLD = Hold(HoldKind.RULE, "quiet", "Quiet", MORNING)
SETTING = {"privacy_mode": False, "scheduler": True, "standing": Standing(), "rules": (NIGHT, QUIET), "facts": Facts()}


def test_forecast() -> None:
    """Spans adjoin, and each differs from the one before in want or in holds."""
    assert forecast(NOON, MORNING + HOUR, BERLIN, **SETTING) == [
        DecisionSpan(NOON, EVENING, Want.LIVE, ()),
        DecisionSpan(EVENING, EVENING + HOUR, Want.MUTED, (NIGHT_HOLD,)),
        DecisionSpan(EVENING + HOUR, MORNING, Want.MUTED, (NIGHT_HOLD, QUIET_HOLD)),
        DecisionSpan(MORNING, MORNING + HOUR, Want.LIVE, ()),
    ]


def test_forecast_ends_where_it_is_to_end() -> None:
    """A change at the very end is no span any more, and the end of a hold beyond it is known."""
    assert forecast(NOON, EVENING, BERLIN, **SETTING) == [DecisionSpan(NOON, EVENING, Want.LIVE, ())]
    end = EVENING + HOUR / 2
    assert forecast(EVENING, end, BERLIN, **SETTING) == [DecisionSpan(EVENING, end, Want.MUTED, (NIGHT_HOLD,))]


@pytest.mark.parametrize("end", [NOON, NOON - HOUR])
def test_no_forecast(end: datetime) -> None:
    """Where there is no time there is nothing to say."""
    assert forecast(NOON, end, BERLIN, **SETTING) == []


def test_a_reason_that_changes_nothing_splits_no_span() -> None:
    """An edge of a rule that another condition of it covers is no change."""
    either = Rule("night", "Night", Effect.MUTE, Match.ANY, (NIGHT.conditions[0], QUIET.conditions[0]))
    assert forecast(EVENING, MORNING, BERLIN, **{**SETTING, "rules": (either,)}) == [
        DecisionSpan(EVENING, MORNING, Want.MUTED, (NIGHT_HOLD,))
    ]


def test_a_lifted_override_does_not_come_back() -> None:
    """Quiet begins and lifts it for good, although only the night is left once quiet is over."""
    quiet = Rule("quiet", "Quiet", Effect.MUTE, Match.ALL, (TimeCondition((Window(DAILY, time(23), time(23, 30)),)),))
    override = Override(EVENING, MORNING - HOUR, Origin.PERSON, "anna", frozenset({"night"}))
    spans = forecast(
        EVENING,
        MORNING,
        BERLIN,
        **{**SETTING, "standing": Standing(override=override), "rules": (NIGHT, quiet)},
    )
    assert [(span.start, span.want) for span in spans] == [
        (EVENING, Want.LIVE),
        (EVENING + HOUR, Want.MUTED),
        (EVENING + HOUR * 1.5, Want.MUTED),
    ]


LATE_NIGHT = Rule("night", "Night", Effect.MUTE, Match.ALL, (Timed(NIGHT.conditions[0], HOUR, 2 * HOUR),))


def test_forecast_of_what_holds_and_lingers() -> None:
    """A night that counts after an hour and for two hours more is muted from eleven to eight, and says so all along."""
    begins, ends = EVENING + HOUR, MORNING + 2 * HOUR
    timed = {**SETTING, "rules": (LATE_NIGHT,)}
    muted = DecisionSpan(begins, ends, Want.MUTED, (Hold(HoldKind.RULE, "night", "Night", ends),))
    assert forecast(NOON, ends + HOUR, BERLIN, **timed) == [
        DecisionSpan(NOON, begins, Want.LIVE, ()),
        muted,
        DecisionSpan(ends, ends + HOUR, Want.LIVE, ()),
    ]
    assert decide(NOON, BERLIN, **timed).next_change == begins
    counting = LATE_NIGHT.evaluate(begins, BERLIN, Facts(), (ConditionMemory(True, EVENING, False),))
    decision = decide(begins, BERLIN, **timed, states=[counting])
    assert (decision.want, decision.holds, decision.next_change) == (Want.MUTED, muted.holds, ends)


def test_forecast_goes_on_from_what_is_remembered() -> None:
    """What still lingers is muted until it no longer does, also where nothing else would change."""
    idle = Rule(
        "tv", "TV", Effect.MUTE, Match.ALL, (Timed(EntityState("media_player.tv", frozenset({"on"})), HOUR, HOUR),)
    )
    setting = {**SETTING, "rules": (idle,), "facts": Facts(states={"media_player.tv": "off"})}
    state = idle.evaluate(NOON, BERLIN, setting["facts"], (ConditionMemory(False, NOON - HOUR / 2, True),))
    ends = NOON + HOUR / 2
    assert decide(NOON, BERLIN, **setting, states=[state]).next_change == ends
    assert decide(NOON, BERLIN, **setting).want is Want.LIVE
    assert [span.want for span in forecast(NOON, EVENING, BERLIN, **setting, states=[state])] == [Want.MUTED, Want.LIVE]
    assert forecast(NOON, EVENING, BERLIN, **{**setting, "scheduler": False}, states=[state]) == [
        DecisionSpan(NOON, EVENING, Want.LIVE, ())
    ]


_counts_of_rules = st.sampled_from([0, 1, 1, 2, 2, 3])
_untils = st.one_of(st.integers(1, 30 * 60), st.integers(1, 30 * 60), st.sampled_from([None, -60]))
# Most often nothing hides what the rules do.
_mutes = st.one_of(st.none(), st.none(), st.none(), st.tuples(_untils))
_hold_untils = st.one_of(st.just([]), st.just([]), st.just([]), st.lists(_untils, max_size=2))
_overrides = st.none() | st.tuples(st.integers(1, 12 * 60), st.sampled_from(["now", "now", "now", "none", "other"]))
_seldom = st.sampled_from([False] * 7 + [True])


@st.composite
def settings_of_a_microphone(draw: st.DrawFn) -> tuple[ZoneInfo, datetime, dict[str, Any], list[RuleMemory | None]]:
    """Draw what a decision is made from, near a change of the clocks, and what the rules remember."""
    zone, now = draw(moments())
    drawn = [draw(rules(f"rule_{number}")) for number in range(draw(_counts_of_rules))]
    observed = draw(facts(zone, now))
    remembered = [draw(memories(rule, now)) for rule in drawn]

    def until(minutes: int | None) -> datetime | None:
        return None if minutes is None else now + minutes * MINUTE

    override = None
    if (chosen := draw(_overrides)) is not None:
        # Mostly as it would be made now, sometimes against rules that are no longer those that are active.
        states = [rule.evaluate(now, zone, observed, memory) for rule, memory in zip(drawn, remembered, strict=True)]
        active = frozenset(state.rule_id for state in states if state.effect is Effect.MUTE and state.active)
        against = {"now": active, "none": frozenset[str](), "other": frozenset({"rule_0"})}[chosen[1]]
        override = Override(now, now + chosen[0] * MINUTE, Origin.PERSON, None, against)
    # A listen rule makes a difference only where the default is to be muted.
    listening = any(rule.effect is Effect.LISTEN for rule in drawn)
    default = Default.MUTED if listening is not draw(_seldom) else Default.LIVE
    mute = draw(_mutes)
    standing = Standing(
        default,
        None if mute is None else PersonMute(now, until(mute[0]), Origin.PERSON),
        tuple(NamedHold("hold", now, until(minutes)) for minutes in draw(_hold_untils)),
        override,
    )
    setting = {
        "privacy_mode": draw(_seldom),
        "scheduler": not draw(_seldom),
        "standing": standing,
        "rules": drawn,
        "facts": observed,
    }
    return zone, now, setting, remembered


type Drawn = tuple[ZoneInfo, datetime, dict[str, Any], list[RuleMemory | None]]


def states_of(drawn: Drawn) -> list[RuleState]:
    """Return the rules' states now."""
    zone, now, setting, remembered = drawn
    return [
        rule.evaluate(now, zone, setting["facts"], memory)
        for rule, memory in zip(setting["rules"], remembered, strict=True)
    ]


@settings(max_examples=300, deadline=None)
@given(settings_of_a_microphone())
def test_the_want_is_constant_until_it_flips(drawn: Drawn) -> None:
    """For a day and a half, minute by minute."""
    zone, now, setting, remembered = drawn
    count = 36 * 60 + 1
    expected = wants(now, count, zone, **setting, memories=remembered)
    place = first_change(expected)
    decision = decide(now, zone, **setting, horizon=(count - 1) * MINUTE, states=states_of(drawn))
    assert decision.want is expected[0]
    assert decision.next_change == (None if place is None else now + place * MINUTE)


@settings(max_examples=300, deadline=None)
@given(settings_of_a_microphone(), st.integers(60, 36 * 60))
def test_forecast_is_what_comes(drawn: Drawn, length: int) -> None:
    """Spans fill the time, adjoin, differ, and say at each minute what the oracle says."""
    zone, start, setting, remembered = drawn
    spans = forecast(start, start + length * MINUTE, zone, **setting, states=states_of(drawn))
    assert (spans[0].start, spans[-1].end) == (start, start + length * MINUTE)
    assert all(before.end == after.start and before.start < before.end for before, after in pairwise(spans))
    assert all((before.want, before.holds) != (after.want, after.holds) for before, after in pairwise(spans))
    found = [span.want for span in spans for _ in range((span.end - span.start) // MINUTE)]
    assert found == wants(start, length, zone, **setting, memories=remembered)


@settings(max_examples=150, deadline=None)
@given(settings_of_a_microphone())
def test_a_first_look_remembers_nothing(drawn: Drawn) -> None:
    """Without states it is as if the rules were seen for the first time."""
    zone, now, setting, _ = drawn
    fresh = [rule.evaluate(now, zone, setting["facts"]) for rule in setting["rules"]]
    assert decide(now, zone, **setting) == decide(now, zone, **setting, states=fresh)
    end = now + HOUR
    assert forecast(now, end, zone, **setting) == forecast(now, end, zone, **setting, states=fresh)


@settings(max_examples=150, deadline=None)
@given(settings_of_a_microphone(), st.integers(1, 12 * 60))
def test_looking_again_changes_nothing(drawn: Drawn, minutes: int) -> None:
    """Who looks when something is due, saves what still stands and decides again is told what was forecast."""
    zone, now, setting, _ = drawn
    later = now + minutes * MINUTE
    states = states_of(drawn)
    span = forecast(now, later + MINUTE, zone, **setting, states=states)[-1]
    standing = setting["standing"]
    instants = iter(_changes(drawn, states, later))
    instant: datetime | None = now
    while instant is not None:
        states = [
            rule.evaluate(instant, zone, setting["facts"], state.memory)
            for rule, state in zip(setting["rules"], states, strict=True)
        ]
        muting = {state.rule_id for state in states if state.effect is Effect.MUTE and state.active}
        standing = lapsed(standing, instant, muting if setting["scheduler"] else ())
        instant = next(instants, None)
    decision = decide(later, zone, **{**setting, "standing": standing}, states=states)
    assert decision.want is span.want
    assert [(hold.kind, hold.id) for hold in decision.holds] == [(hold.kind, hold.id) for hold in span.holds]
    for hold in decision.holds:
        assert hold.until is None or hold.until > later


def _changes(drawn: Drawn, states: list[RuleState], later: datetime) -> list[datetime]:
    """Return the instants up to `later`, the last, at which a rule may change."""
    zone, now, setting, _ = drawn
    found = {later}
    for rule, state in zip(setting["rules"], states, strict=True):
        instant: datetime | None = now
        while (instant := rule.next_change(instant, zone, setting["facts"], state.memory)) is not None:
            if instant >= later:
                break
            found.add(instant)
            state = rule.evaluate(instant, zone, setting["facts"], state.memory)
    return sorted(found)
