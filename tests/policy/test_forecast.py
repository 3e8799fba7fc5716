"""Test what is said about the time to come, by hand and against an oracle that goes minute by minute."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

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
from custom_components.earshot.policy.rules import Condition, HoursCondition, Match, NobodyHome, Rule
from custom_components.earshot.policy.windows import Hours, Window

from .oracle import MINUTE, first_change, wants
from .strategies import moments, windows

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Rule("night", "Night", Effect.MUTE, Match.ALL, (HoursCondition(Hours([Window(DAILY, time(22), time(6))])),))
QUIET = Rule("quiet", "Quiet", Effect.MUTE, Match.ALL, (HoursCondition(Hours([Window(DAILY, time(23), time(6))])),))
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
    quiet = Rule(
        "quiet", "Quiet", Effect.MUTE, Match.ALL, (HoursCondition(Hours([Window(DAILY, time(23), time(23, 30))])),)
    )
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


@st.composite
def settings_of_a_microphone(draw: st.DrawFn) -> tuple[ZoneInfo, datetime, dict[str, Any]]:
    """Draw what a decision is made from, near a change of the clocks."""
    zone, now = draw(moments())
    conditions: st.SearchStrategy[Condition] = st.one_of(
        st.lists(windows(), min_size=1, max_size=2).map(lambda drawn: HoursCondition(Hours(drawn))),
        st.sampled_from([NobodyHome(), NobodyHome(frozenset({"person.anna"}))]),
    )
    rules = tuple(
        Rule(
            f"rule_{number}",
            "Rule",
            draw(st.sampled_from(Effect)),
            draw(st.sampled_from(Match)),
            tuple(draw(st.lists(conditions, min_size=1, max_size=2))),
            draw(st.sampled_from([True, True, True, False])),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    clock_trusted = draw(st.sampled_from([True, True, True, False]))
    facts = Facts(draw(st.dictionaries(st.just("person.anna"), st.sampled_from([True, False, None]))), clock_trusted)
    later = st.integers(1, 30 * 60).map(lambda minutes: now + minutes * MINUTE)
    never = st.sampled_from([None, None, now - HOUR])
    override = None
    if draw(st.booleans()):
        # Mostly as it would be made now, sometimes against rules that are no longer those that are active.
        active = frozenset(
            rule.id for rule in rules if rule.effect is Effect.MUTE and rule.evaluate(now, zone, facts).active
        )
        against = draw(st.sampled_from([active, active, active, frozenset(), frozenset({"rule_0"})]))
        minutes = draw(st.integers(1, 12 * 60))
        override = Override(now, now + minutes * MINUTE, Origin.PERSON, None, against)
    standing = Standing(
        draw(st.sampled_from(Default)),
        draw(st.none() | st.builds(PersonMute, st.just(now), later | never, st.just(Origin.PERSON))),
        tuple(draw(st.lists(st.builds(NamedHold, st.just("hold"), st.just(now), later | never), max_size=2))),
        override,
    )
    return (
        zone,
        now,
        {
            "privacy_mode": draw(st.sampled_from([False, False, False, True])),
            "scheduler": draw(st.sampled_from([True, True, True, False])),
            "standing": standing,
            "rules": rules,
            "facts": facts,
        },
    )


@settings(max_examples=150, deadline=None)
@given(settings_of_a_microphone())
def test_the_want_is_constant_until_it_flips(drawn: tuple[ZoneInfo, datetime, dict[str, Any]]) -> None:
    """For a day and a half, minute by minute."""
    zone, now, setting = drawn
    horizon = timedelta(hours=36)
    minutes = [now + number * MINUTE for number in range(horizon // MINUTE + 1)]
    expected = wants(minutes, zone, **setting)
    place = first_change(expected)
    decision = decide(now, zone, **setting, horizon=horizon)
    assert decision.want is expected[0]
    assert decision.next_change == (None if place is None else minutes[place])


@settings(max_examples=100, deadline=None)
@given(settings_of_a_microphone(), st.integers(1, 36 * 60))
def test_forecast_is_what_comes(drawn: tuple[ZoneInfo, datetime, dict[str, Any]], length: int) -> None:
    """Spans fill the time, adjoin, differ, and say at each minute what the oracle says."""
    zone, start, setting = drawn
    minutes = [start + number * MINUTE for number in range(length)]
    spans = forecast(start, start + length * MINUTE, zone, **setting)
    assert (spans[0].start, spans[-1].end) == (start, start + length * MINUTE)
    assert all(before.end == after.start and before.start < before.end for before, after in pairwise(spans))
    assert all((before.want, before.holds) != (after.want, after.holds) for before, after in pairwise(spans))
    found = [next(span.want for span in spans if span.start <= minute < span.end) for minute in minutes]
    assert found == wants(minutes, zone, **setting)


@settings(max_examples=100, deadline=None)
@given(settings_of_a_microphone(), st.integers(1, 12 * 60))
def test_looking_again_changes_nothing(drawn: tuple[ZoneInfo, datetime, dict[str, Any]], minutes: int) -> None:
    """Who saves what still stands and decides again later is told what was forecast, and each hold's own end."""
    zone, now, setting = drawn
    later = now + minutes * MINUTE
    span = forecast(now, later + MINUTE, zone, **setting)[-1]
    standing = setting["standing"]
    for instant in (*_changes(now, later, zone, setting), later):
        states = [rule.evaluate(instant, zone, setting["facts"]) for rule in setting["rules"] if setting["scheduler"]]
        active = {state.rule_id for state in states if state.effect is Effect.MUTE and state.active}
        standing = lapsed(standing, instant, active)
    decision = decide(later, zone, **{**setting, "standing": standing})
    assert decision.want is span.want
    assert [(hold.kind, hold.id) for hold in decision.holds] == [(hold.kind, hold.id) for hold in span.holds]
    for hold in decision.holds:
        assert hold.until is None or hold.until > later


def _changes(now: datetime, later: datetime, zone: ZoneInfo, setting: dict[str, Any]) -> list[datetime]:
    """Return the instants from `now` on at which a mute rule may change."""
    found, instant = [], now
    while instant is not None and instant < later:
        found.append(instant)
        changes = [change for rule in setting["rules"] if (change := rule.next_change(instant, zone)) is not None]
        instant = min(changes, default=None)
    return found
