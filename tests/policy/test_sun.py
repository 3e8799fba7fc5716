"""Test windows by the sun, also where it does not rise or set."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.facts import SUN, Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.sun import SunEdge, SunEvent
from custom_components.earshot.policy.windows import Edge, Hours, Window

from .suns import Almanac, Sun

BERLIN = ZoneInfo("Europe/Berlin")
OSLO = ZoneInfo("Europe/Oslo")
DAILY = frozenset(range(7))
HOUR = timedelta(hours=1)
SUNRISE, SUNSET = SunEdge(SunEvent.SUNRISE), SunEdge(SunEvent.SUNSET)
# From 04:00 to 20:00 UTC every day: six o'clock to ten o'clock in the evening in Berlin.
SUMMER = Sun(12 * 60, 8 * 60, 0, date(2026, 6, 1))
# Rises for the last time on 21 November, at 11:50 UTC for twenty minutes, and next on the 24th, at 11:55 for ten.
NIGHTFALL = {
    (date(2026, 11, 21), SunEvent.SUNRISE): datetime(2026, 11, 21, 11, 50, tzinfo=UTC),
    (date(2026, 11, 21), SunEvent.SUNSET): datetime(2026, 11, 21, 12, 10, tzinfo=UTC),
    (date(2026, 11, 24), SunEvent.SUNRISE): datetime(2026, 11, 24, 11, 55, tzinfo=UTC),
    (date(2026, 11, 24), SunEvent.SUNSET): datetime(2026, 11, 24, 12, 5, tzinfo=UTC),
}
# Sets for the last time on 21 November (of another hemisphere), and next on the 24th.
DAYBREAK = {
    (date(2026, 11, 21), SunEvent.SUNSET): datetime(2026, 11, 20, 23, 50, tzinfo=UTC),
    (date(2026, 11, 21), SunEvent.SUNRISE): datetime(2026, 11, 21, 0, 10, tzinfo=UTC),
    (date(2026, 11, 24), SunEvent.SUNSET): datetime(2026, 11, 23, 23, 55, tzinfo=UTC),
    (date(2026, 11, 24), SunEvent.SUNRISE): datetime(2026, 11, 24, 0, 5, tzinfo=UTC),
}
LIGHT = frozenset({date(2026, 11, 22), date(2026, 11, 23)})


def spans(window: Window, facts: Facts, start: str, end: str, zone: ZoneInfo = BERLIN) -> list[tuple[str, str]]:
    """Return the spans as texts in UTC."""
    first, last = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    found = Hours([window]).spans(first, last, zone, Effect.MUTE, facts)
    return [(f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}") for span in found]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(SUNSET, SUNRISE, ("03 20:00", "04 04:00"), id="night"),
        pytest.param(SUNRISE, SUNSET, ("03 04:00", "03 20:00"), id="day"),
        pytest.param(time(21), SUNRISE, ("03 19:00", "04 04:00"), id="from_an_hour_before_sunset"),
        pytest.param(time(3), SUNRISE, ("03 01:00", "03 04:00"), id="early_morning"),
        pytest.param(SUNSET, time(23), ("03 20:00", "03 21:00"), id="late_evening"),
        pytest.param(SUNSET, time(1), ("03 20:00", "03 23:00"), id="over_midnight"),
        pytest.param(SUNSET, time(22), ("03 20:00", "04 20:00"), id="until_the_minute_of_sunset_on_the_next_day"),
        pytest.param(
            SunEdge(SunEvent.SUNSET, -HOUR), time(22), ("03 19:00", "03 20:00"), id="from_an_hour_before_sunset_on"
        ),
        pytest.param(
            SunEdge(SunEvent.SUNSET, -HOUR), SunEdge(SunEvent.SUNSET, HOUR), ("03 19:00", "03 21:00"), id="dusk"
        ),
        pytest.param(
            SunEdge(SunEvent.SUNSET, HOUR), SunEdge(SunEvent.SUNSET, -HOUR), ("03 21:00", "04 19:00"), id="but_dusk"
        ),
    ],
)
def test_edges_by_the_sun(start: Edge, end: Edge, expected: tuple[str, str]) -> None:
    """An end that is not after the start on the same day is on the next one, as instants; the day is the start's."""
    wednesday = Window(frozenset({2}), start, end)
    assert spans(wednesday, Facts(sun=SUMMER), "2026-06-01", "2026-06-08") == [expected]


def test_an_end_before_its_start_all_the_same_is_empty() -> None:
    """An hour before midnight until what the next day counts as its sunrise, less twelve hours."""
    backwards = Window(DAILY, time(23), SunEdge(SunEvent.SUNRISE, -12 * HOUR))
    assert spans(backwards, Facts(sun=SUMMER), "2026-06-01", "2026-06-08") == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(SUNSET, SUNRISE, [("21 12:10", "24 11:55")], id="night"),
        pytest.param(SUNRISE, SUNSET, [("21 11:50", "21 12:10"), ("24 11:55", "24 12:05")], id="day"),
        pytest.param(time(22), SUNRISE, [("21 21:00", "24 11:55")], id="until_it_rises"),
        pytest.param(
            SUNSET,
            time(16),
            [("21 12:10", "21 15:00"), ("21 23:00", "22 15:00"), ("22 23:00", "23 15:00")],
            id="since_before_midnight",
        ),
        pytest.param(SUNRISE, time(16), [("21 11:50", "21 15:00"), ("24 11:55", "24 15:00")], id="it_does_not_rise"),
    ],
)
def test_the_sun_does_not_rise(start: Edge, end: Edge, expected: list[tuple[str, str]]) -> None:
    """Night from its last setting to its next rising, without a gap, and no day."""
    facts = Facts(sun=Almanac(NIGHTFALL))
    window = Window(frozenset({5, 6, 0, 1}), start, end)
    assert spans(window, facts, "2026-11-21T12:00", "2026-11-24T12:00", OSLO) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(SUNRISE, SUNSET, [("21 00:10", "23 23:55"), ("24 00:05", "24 23:00")], id="day"),
        pytest.param(SUNSET, SUNRISE, [("20 23:50", "21 00:10"), ("23 23:55", "24 00:05")], id="night"),
        pytest.param(time(8), SUNSET, [("21 07:00", "23 23:55")], id="until_it_sets"),
        pytest.param(
            SUNRISE,
            time(16),
            [("21 00:10", "21 15:00"), ("21 23:00", "22 15:00"), ("22 23:00", "23 15:00"), ("24 00:05", "24 15:00")],
            id="since_before_midnight",
        ),
        pytest.param(SUNSET, time(16), [("20 23:50", "21 15:00"), ("23 23:55", "24 15:00")], id="it_does_not_set"),
    ],
)
def test_the_sun_does_not_set(start: Edge, end: Edge, expected: list[tuple[str, str]]) -> None:
    """Day from its last rising to its next setting, without a gap, and no night."""
    facts = Facts(sun=Almanac(DAYBREAK, LIGHT))
    days = frozenset({5, 6, 0, 1}) if (start, end) != (time(8), SUNSET) else frozenset({5, 6, 0})
    assert spans(Window(days, start, end), facts, "2026-11-21T00:05", "2026-11-24T00:30", OSLO) == expected


def test_a_long_window_from_three_days_ago() -> None:
    """In UTC, that is: Monday's evening until noon after a sunset that comes only when Tuesday is over."""
    samoa = ZoneInfo("Pacific/Pago_Pago")
    sunsets = {
        date(2026, 6, 1): datetime(2026, 6, 1, 21, tzinfo=UTC),
        date(2026, 6, 2): datetime(2026, 6, 3, 13, tzinfo=UTC),
    }
    sun = Almanac({(day, SunEvent.SUNSET): instant for day, instant in sunsets.items()})
    long = Hours([Window(frozenset({0}), time(23), SunEdge(SunEvent.SUNSET, 12 * HOUR))])
    now = datetime(2026, 6, 4, 0, 30, tzinfo=UTC)
    assert long.active(now, samoa, Effect.MUTE, Facts(sun=sun)) is True
    assert long.next_change(now, samoa, Effect.MUTE, Facts(sun=sun)) == now.replace(hour=1, minute=0)


def test_half_a_year_of_night() -> None:
    """What changes only when the sun comes back is found, and so is that nothing ever does."""
    back = datetime(2027, 3, 20, 9, tzinfo=UTC)
    now = datetime(2026, 11, 1, 12, tzinfo=UTC)
    day = Hours([Window(DAILY, SUNRISE, SUNSET)])
    returning = Facts(sun=Almanac({(back.date(), SunEvent.SUNRISE): back}, key="returning"))
    assert day.next_change(now, OSLO, Effect.MUTE, returning) == back
    assert day.next_change(now, OSLO, Effect.MUTE, Facts(sun=Almanac({}))) is None


def test_another_place() -> None:
    """Edges are made anew for another place, and for none."""
    night, now = Hours([Window(DAILY, SUNSET, SUNRISE)]), datetime(2026, 6, 1, 12, tzinfo=UTC)
    longer = Sun(12 * 60, 6 * 60, 0, date(2026, 6, 1))
    for sun, hour in ((SUMMER, 20), (longer, 18), (SUMMER, 20)):
        change = night.next_change(now, BERLIN, Effect.MUTE, Facts(sun=sun))
        assert change == now.replace(hour=hour)
        assert night.active(now, BERLIN, Effect.MUTE, Facts(sun=sun)) is False
        assert night.active(now, BERLIN, Effect.MUTE) is None


@pytest.mark.parametrize(
    ("windows", "now", "expected"),
    [
        pytest.param([Window(DAILY, SUNSET, SUNRISE)], "2026-06-01T12:00", None, id="it_may_be_night"),
        pytest.param([Window(frozenset({0}), SUNSET, SUNRISE)], "2026-06-04T12:00", False, id="not_on_a_thursday"),
        pytest.param([Window(frozenset({0}), SUNSET, SUNRISE)], "2026-06-03T09:59", None, id="at_the_very_most"),
        pytest.param([Window(frozenset({0}), SUNSET, SUNRISE)], "2026-06-03T10:00", False, id="at_most"),
        pytest.param([Window(frozenset({0}), SUNSET, SUNRISE)], "2026-05-31T10:00", None, id="at_the_earliest"),
        pytest.param([Window(frozenset({0}), SUNSET, SUNRISE)], "2026-05-31T09:59", False, id="before_that"),
        pytest.param(
            [Window(DAILY, SUNSET, SUNRISE), Window(DAILY, time(13), time(15))],
            "2026-06-01T12:00",
            True,
            id="another_window_settles_it",
        ),
    ],
)
def test_without_a_calendar(windows: list[Window], now: str, expected: bool | None) -> None:
    """A window by the sun may be anywhere about its day, and nowhere else."""
    of = Hours(windows)
    assert of.active(datetime.fromisoformat(now).replace(tzinfo=UTC), BERLIN, Effect.MUTE) is expected
    assert of.undetermined(Facts()) == (SUN,)
    assert of.undetermined(Facts(sun=SUMMER)) == ()
