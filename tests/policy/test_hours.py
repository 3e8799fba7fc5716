"""Test hours against an oracle that watches the wall clock, minute by minute."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings, strategies as st

from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.windows import DayFilter, Hours, Window

from .oracle import MINUTE, first_change, hours_values
from .oracle_rules import time_values
from .strategies import day_filters, effects, facts, moments, time_conditions, windows

type Setting = tuple[ZoneInfo, datetime, list[Window], DayFilter | None, Facts]


_listed = st.lists(windows, min_size=1, max_size=3)
_filters = st.none() | day_filters


@st.composite
def drawn_hours(draw: st.DrawFn) -> Setting:
    """Draw hours, and where and when they are asked about."""
    zone, now = draw(moments())
    return zone, now, draw(_listed), draw(_filters), draw(facts(zone, now))


@settings(max_examples=300, deadline=None)
@given(drawn_hours(), effects)
def test_active_as_the_wall_clock_shows(setting: Setting, effect: Effect) -> None:
    """Every minute of a day and a half is judged as one who watches the wall clock would."""
    zone, start, listed, day_filter, observed = setting
    end = start + timedelta(hours=36)
    of = Hours(listed, day_filter)
    expected = hours_values(listed, zone, effect, start, end, day_filter, observed)
    assert [of.active(start + place * MINUTE, zone, effect, observed) for place in range(len(expected))] == expected


@settings(max_examples=300, deadline=None)
@given(drawn_hours(), effects, st.integers(0, 59))
def test_next_change_is_the_first_minute_that_differs(setting: Setting, effect: Effect, seconds: int) -> None:
    """As one who watches the wall clock for 16 days would say, also between whole minutes."""
    zone, start, listed, day_filter, observed = setting
    end = start + timedelta(days=16)
    place = first_change(hours_values(listed, zone, effect, start, end, day_filter, observed))
    of = Hours(listed, day_filter)
    change = of.next_change(start + timedelta(seconds=seconds), zone, effect, observed)
    if place is None:
        assert change is None or change >= end
    else:
        assert change == start + place * MINUTE


@settings(max_examples=100, deadline=None)
@given(drawn_hours(), effects, st.data())
def test_answers_do_not_depend_on_earlier_questions(setting: Setting, effect: Effect, data: st.DataObject) -> None:
    """Hours that were asked about other instants, and with other facts, say what fresh ones say."""
    zone, now, listed, day_filter, _ = setting
    used = Hours(listed, day_filter)
    for jump in data.draw(st.lists(st.integers(-9000, 9000), max_size=4)):
        now += jump * MINUTE
        observed = data.draw(facts(zone, now))
        for known in (observed, replace(observed, sun=None)):
            fresh = Hours(listed, day_filter)
            assert used.active(now, zone, effect, known) == fresh.active(now, zone, effect, known)
            assert used.next_change(now, zone, effect, known) == fresh.next_change(now, zone, effect, known)


@settings(max_examples=100, deadline=None)
@given(drawn_hours(), effects, st.integers(1, 3 * 24 * 60))
def test_spans_are_the_active_minutes(setting: Setting, effect: Effect, length: int) -> None:
    """In order, apart from each other, overlapping what was asked for, and true at every minute."""
    zone, start, listed, day_filter, observed = setting
    end = start + length * MINUTE
    found = Hours(listed, day_filter).spans(start, end, zone, effect, observed)
    assert all(span.start < span.end and span.start < end and start < span.end for span in found)
    assert all(before.end < after.start for before, after in pairwise(found))
    expected = [value is True for value in hours_values(listed, zone, effect, start, end, day_filter, observed)]
    inside = [any(span.start <= start + number * MINUTE < span.end for span in found) for number in range(length)]
    assert inside == expected


@settings(max_examples=100, deadline=None)
@given(drawn_hours(), st.integers(0, 2 * 24 * 60))
def test_listening_is_never_longer_than_muting(setting: Setting, minutes: int) -> None:
    """Whatever the clocks do, where a listen window counts the same mute window would, too."""
    zone, start, listed, day_filter, observed = setting
    now = start + minutes * MINUTE
    of = Hours(listed, day_filter)
    assume(of.active(now, zone, Effect.LISTEN, observed))
    assert of.active(now, zone, Effect.MUTE, observed)


@settings(max_examples=100, deadline=None)
@given(drawn_hours(), effects, st.integers(0, 36 * 60))
def test_without_a_calendar_nothing_false_is_said(setting: Setting, effect: Effect, minutes: int) -> None:
    """What is said without a calendar, or without marks, is right for any."""
    zone, now, listed, day_filter, observed = setting
    now += minutes * MINUTE
    blind = replace(observed, sun=None, marks={})
    said = Hours(listed, day_filter).active(now, zone, effect, blind)
    assert said is None or said is Hours(listed, day_filter).active(now, zone, effect, observed)


@settings(max_examples=200, deadline=None)
@given(moments(), effects, st.data())
def test_time_as_the_wall_clock_and_the_helpers_show(
    moment: tuple[ZoneInfo, datetime], effect: Effect, data: st.DataObject
) -> None:
    """Windows, schedule helpers and days that are kept, minute by minute; nothing changes before the next change."""
    zone, now = moment
    condition, observed = data.draw(time_conditions), data.draw(facts(zone, now))
    expected = time_values(condition, zone, observed, now, 36 * 60, effect)
    minutes = [now + place * MINUTE for place in range(36 * 60)]
    truths = [condition.evaluate(minute, zone, observed, effect) for minute in minutes]
    assert [truth.value for truth in truths] == expected
    assert all(bool(truth.undetermined) is (truth.value is None) for truth in truths)
    place = first_change(expected)
    change = condition.next_change(now, zone, observed, effect)
    if place is not None:
        assert change is not None
        assert now < change <= minutes[place]
