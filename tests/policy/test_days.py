"""Test that days are kept in or out by what an entity was and is on them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.facts import SUN, Facts, Marks, mark_of
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.sun import SunEdge, SunEvent
from custom_components.earshot.policy.windows import DayFilter, Hours, Keep, Window

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
WORKDAY = "binary_sensor.workday"
SUNDAY, MONDAY, TUESDAY = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)
NIGHT = Window(DAILY, time(22), time(6))
# 23:00 on Sunday and on Monday in Berlin, and five o'clock on the mornings after.
LATE_SUNDAY, LATE_MONDAY = datetime(2026, 5, 31, 21, tzinfo=UTC), datetime(2026, 6, 1, 21, tzinfo=UTC)
EARLY_MONDAY, EARLY_TUESDAY = datetime(2026, 6, 1, 3, tzinfo=UTC), datetime(2026, 6, 2, 3, tzinfo=UTC)


def marked(marks: Marks) -> Facts:
    """Return facts."""
    return Facts(marks={WORKDAY: marks})


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param({}, None, id="no_marks"),
        pytest.param({MONDAY: True}, True, id="marked"),
        pytest.param({MONDAY: False, SUNDAY: True, TUESDAY: True}, False, id="marked_off"),
        pytest.param({MONDAY: None, SUNDAY: True}, None, id="marked_as_undetermined"),
        pytest.param({SUNDAY: True, SUNDAY - timedelta(days=1): False}, True, id="the_day_before"),
        pytest.param({SUNDAY: True, TUESDAY: False}, True, id="rather_the_day_before"),
        pytest.param({SUNDAY: None, TUESDAY: False}, None, id="the_day_before_was_undetermined"),
        pytest.param({TUESDAY: False, TUESDAY + timedelta(days=1): True}, False, id="the_day_after"),
    ],
)
def test_mark(marks: Marks, expected: bool | None) -> None:
    """What is not known of a day is taken from the latest earlier one, else from the earliest later one."""
    assert mark_of(marks, MONDAY) is expected


@pytest.mark.parametrize(
    ("keep", "mark", "expected"),
    [
        (Keep.IN, True, True),
        (Keep.IN, False, False),
        (Keep.IN, None, None),
        (Keep.OUT, True, False),
        (Keep.OUT, False, True),
        (Keep.OUT, None, None),
    ],
)
def test_keeps(keep: Keep, mark: bool | None, expected: bool | None) -> None:
    """In on days when the entity is on, out on days when it is off; undetermined either way."""
    assert DayFilter(WORKDAY, keep).keeps(MONDAY, marked({MONDAY: mark})) is expected
    assert DayFilter(WORKDAY, keep).keeps(MONDAY, Facts()) is None


def test_a_night_that_began_on_a_day_that_is_kept_is_kept_to_its_end() -> None:
    """It belongs to the day of its start, whatever the next one is."""
    night = Hours([NIGHT], DayFilter(WORKDAY))
    facts = marked({SUNDAY: False, MONDAY: True, TUESDAY: False})
    instants = (LATE_SUNDAY, EARLY_MONDAY, LATE_MONDAY, EARLY_TUESDAY)
    found = [night.active(instant, BERLIN, Effect.MUTE, facts) for instant in instants]
    assert found == [False, False, True, True]
    assert night.next_change(LATE_SUNDAY, BERLIN, Effect.MUTE, facts) == datetime(2026, 6, 1, 20, tzinfo=UTC)
    assert night.next_change(LATE_MONDAY, BERLIN, Effect.MUTE, facts) == datetime(2026, 6, 2, 4, tzinfo=UTC)
    assert night.next_change(EARLY_TUESDAY + timedelta(hours=1), BERLIN, Effect.MUTE, facts) is None


def test_new_marks_are_seen() -> None:
    """Also where a mapping that was given before has been changed in place."""
    night, marks = Hours([NIGHT], DayFilter(WORKDAY)), {MONDAY: True}
    assert night.active(LATE_MONDAY, BERLIN, Effect.MUTE, marked(marks)) is True
    marks[MONDAY] = False
    assert night.active(LATE_MONDAY, BERLIN, Effect.MUTE, marked(marks)) is False
    assert night.active(LATE_MONDAY, BERLIN, Effect.MUTE, marked({MONDAY: True})) is True
    assert night.active(LATE_MONDAY, BERLIN, Effect.MUTE) is None


def test_a_day_nobody_knows_about() -> None:
    """Its window is undetermined, from its start to its end, but for what another window settles."""
    facts = marked({SUNDAY: False, MONDAY: None, TUESDAY: True})
    hours = Hours([Window(DAILY, time(13), time(15)), Window(DAILY, time(2), time(3))], DayFilter(WORKDAY))
    found, instant = [], datetime(2026, 5, 31, 12, tzinfo=UTC)
    for _ in range(4):
        change = hours.next_change(instant, BERLIN, Effect.MUTE, facts)
        assert change is not None
        instant = change
        found.append((f"{instant:%d %H:%M}", hours.active(instant, BERLIN, Effect.MUTE, facts)))
    assert found == [("01 00:00", None), ("01 01:00", False), ("01 11:00", None), ("01 13:00", False)]
    settled = Hours([NIGHT, Window(DAILY, time(23), time(5))], DayFilter(WORKDAY))
    known = marked({SUNDAY: True, MONDAY: None})
    assert settled.active(EARLY_MONDAY - timedelta(hours=1), BERLIN, Effect.MUTE, known) is True
    assert settled.active(LATE_MONDAY, BERLIN, Effect.MUTE, known) is None


def test_what_is_settled_has_no_edges_inside() -> None:
    """A window of a day nobody knows about begins and ends within one that is certain: nothing changes there."""
    hours = Hours([Window(DAILY, time(22), time(6)), Window(DAILY, time(2), time(4))], DayFilter(WORKDAY))
    facts = marked({SUNDAY: True, MONDAY: None, TUESDAY: False})
    assert hours.next_change(LATE_SUNDAY, BERLIN, Effect.MUTE, facts) == datetime(2026, 6, 1, 4, tzinfo=UTC)


def test_listening_in_the_second_pass_is_settled() -> None:
    """It does not count there, whatever the day."""
    hours = Hours([Window(DAILY, time(2), time(3))], DayFilter(WORKDAY))
    first_pass = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second_pass = first_pass + timedelta(hours=1)
    assert hours.active(first_pass, BERLIN, Effect.LISTEN) is None
    assert hours.active(second_pass, BERLIN, Effect.LISTEN) is False
    assert hours.active(second_pass, BERLIN, Effect.MUTE) is None


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param({}, (WORKDAY,), id="no_marks"),
        pytest.param({MONDAY: None, TUESDAY: True}, (WORKDAY,), id="a_day_nobody_knows_about"),
        pytest.param({MONDAY: False}, (), id="all_known"),
    ],
)
def test_undetermined(marks: Marks, expected: tuple[str, ...]) -> None:
    """The filter's entity is named where it says nothing, and the sun where a window needs it."""
    day_filter = DayFilter(WORKDAY)
    assert Hours([NIGHT], day_filter).undetermined(marked(marks)) == expected
    by_sun = Window(DAILY, SunEdge(SunEvent.SUNSET), time(6))
    assert Hours([by_sun], day_filter).undetermined(marked(marks)) == (SUN, *expected)
