"""Test rules of every kind against an oracle that goes minute by minute."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from custom_components.earshot.policy.rules import RuleState, next_changes

from .oracle import MINUTE
from .oracle_rules import values
from .strategies import facts, memories, moments, rules

COUNT = 36 * 60
_drawn_rules = rules("rule")


@settings(max_examples=250, deadline=None)
@given(moments(), st.data())
def test_nothing_changes_before_the_next_change(moment: tuple[ZoneInfo, datetime], data: st.DataObject) -> None:
    """Who looks only when something is due sees what one sees who never looks away, and names all that is missing."""
    zone, now = moment
    rule, observed = data.draw(_drawn_rules), data.draw(facts(zone, now))
    memory = data.draw(memories(rule, now))
    expected = values(rule, zone, observed, now, COUNT, memory)
    state = rule.evaluate(now, zone, observed, memory)
    due, found = rule.next_change(now, zone, observed, state.memory), []
    for number in range(COUNT):
        minute = now + number * MINUTE
        if due is not None and minute >= due:
            assert minute == due
            state = rule.evaluate(minute, zone, observed, state.memory)
            due = rule.next_change(minute, zone, observed, state.memory)
            assert due is None or due > minute
        found.append(state.value)
        assert bool(state.undetermined) is (state.value is None)
    assert found == expected


@settings(max_examples=100, deadline=None)
@given(moments(), st.data())
def test_looking_too_often_does_no_harm(moment: tuple[ZoneInfo, datetime], data: st.DataObject) -> None:
    """A second look at the same instant, or before anything is due, finds the very same state."""
    zone, now = moment
    rule, observed = data.draw(_drawn_rules), data.draw(facts(zone, now))
    state = rule.evaluate(now, zone, observed, data.draw(memories(rule, now)))
    assert rule.evaluate(now, zone, observed, state.memory) == state
    due = rule.next_change(now, zone, observed, state.memory)
    wait = data.draw(st.integers(0, COUNT)) if due is None else (due - now) // MINUTE - 1
    early = now + min(wait, COUNT) * MINUTE
    assert rule.evaluate(early, zone, observed, state.memory) == state


@settings(max_examples=75, deadline=None)
@given(moments(), st.data())
def test_next_changes_are_those_of_the_oracle(moment: tuple[ZoneInfo, datetime], data: st.DataObject) -> None:
    """As far as the oracle looks."""
    zone, now = moment
    rule, observed = data.draw(_drawn_rules), data.draw(facts(zone, now))
    memory = data.draw(memories(rule, now))
    column = values(rule, zone, observed, now, COUNT, memory)
    active = [RuleState(rule.id, rule.name, rule.effect, value).active for value in column]
    expected = [
        (now + place * MINUTE, active[place]) for place in range(1, COUNT) if active[place] is not active[place - 1]
    ]
    found = next_changes(rule, now, zone, observed, 6, memory)
    assert [change for change in found if change[0] < now + COUNT * MINUTE] == expected[:6]
