"""Test weekly windows, above all in the nights in which clocks are changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.sun import OFFSET_LIMIT, SunEdge, SunEvent
from custom_components.earshot.policy.windows import DayFilter, Edge, Hours, Span, Window

from .oracle import MINUTE

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
DAILY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
FRIDAY = frozenset({4})
SUNRISE = SunEdge(SunEvent.SUNRISE)


def utc(text: str) -> datetime:
    """Return an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hours(*times: str, days: frozenset[int] = DAILY) -> Hours:
    """Return hours from texts such as 22:00-06:00."""
    return Hours(Window(days, *(time.fromisoformat(part) for part in text.split("-"))) for text in times)


def spans(of: Hours, start: str, end: str, zone: ZoneInfo, effect: Effect) -> list[tuple[str, str]]:
    """Return the spans as texts in UTC."""
    return [(f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}") for span in of.spans(utc(start), utc(end), zone, effect)]


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        pytest.param(frozenset(), time(22), time(6), id="no_days"),
        pytest.param(frozenset({7}), time(22), time(6), id="no_such_weekday"),
        pytest.param(frozenset({-1, 0}), time(22), time(6), id="negative_weekday"),
        pytest.param(DAILY, time(6), time(6), id="start_is_end"),
        pytest.param(DAILY, time(22, tzinfo=UTC), time(6), id="start_with_a_zone"),
        pytest.param(DAILY, time(22), time(6, tzinfo=UTC), id="end_with_a_zone"),
        pytest.param(DAILY, time(22, fold=1), time(6), id="start_with_a_fold"),
        pytest.param(DAILY, time(22), time(6, fold=1), id="end_with_a_fold"),
        pytest.param(DAILY, time(22, fold=1), SUNRISE, id="start_with_a_fold_until_sunrise"),
        pytest.param(DAILY, SUNRISE, SUNRISE, id="from_sunrise_to_sunrise"),
    ],
)
def test_no_window(days: frozenset[int], start: time, end: time) -> None:
    """What is no window is refused."""
    with pytest.raises(ValueError):
        Window(days, start, end)


@pytest.mark.parametrize("edges", [(time(22), time(6)), (time(), time(6)), (time(6), time()), (SUNRISE, time())])
def test_no_whole_day(edges: tuple[Edge, Edge]) -> None:
    """Whole days have no edges of their own."""
    with pytest.raises(ValueError):
        Window(DAILY, *edges, all_day=True)


@pytest.mark.parametrize("offset", [OFFSET_LIMIT + timedelta(seconds=1), -OFFSET_LIMIT - timedelta(seconds=1)])
def test_no_sun_edge(offset: timedelta) -> None:
    """Further than half a day from the event it would be an edge of another day."""
    with pytest.raises(ValueError):
        SunEdge(SunEvent.SUNRISE, offset)


def test_no_hours() -> None:
    """Hours without windows are refused: as a condition they would never hold."""
    with pytest.raises(ValueError):
        Hours([])


def test_hours_are_compared_by_their_windows() -> None:
    """What was asked of them makes no difference."""
    asked, fresh = hours("22:00-06:00"), hours("22:00-06:00")
    asked.active(utc("2026-06-01T12:00"), BERLIN, Effect.MUTE)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert repr(asked) == repr(fresh)
    assert asked != hours("22:00-07:00")
    assert asked != Hours(asked.windows, DayFilter("binary_sensor.workday"))
    assert asked != asked.windows


def test_start_is_included_and_end_excluded() -> None:
    """A window is half-open, to the microsecond."""
    night = hours("22:00-06:00")
    tick = timedelta(microseconds=1)
    start, end = utc("2026-06-01T20:00"), utc("2026-06-02T04:00")
    assert [night.active(at, BERLIN, Effect.MUTE) for at in (start - tick, start, end - tick, end)] == [
        False,
        True,
        True,
        False,
    ]
    assert night.next_change(start - tick, BERLIN, Effect.MUTE) == start
    assert night.next_change(start, BERLIN, Effect.MUTE) == end
    assert night.next_change(end - tick, BERLIN, Effect.MUTE) == end
    assert night.next_change(end, BERLIN, Effect.MUTE) == utc("2026-06-02T20:00")


def test_day_is_that_of_the_start() -> None:
    """A Friday's night reaches into Saturday; a Thursday's is none."""
    night = hours("22:00-06:00", days=FRIDAY)
    assert spans(night, "2026-06-01T00:00", "2026-06-14T00:00", BERLIN, Effect.MUTE) == [
        ("05 20:00", "06 04:00"),
        ("12 20:00", "13 04:00"),
    ]


def test_adjoining_and_overlapping_windows_are_one() -> None:
    """Nothing changes where one window takes over from another."""
    day = hours("08:00-12:00", "12:00-15:00", "14:00-18:00", "16:00-17:00", "20:00-21:00")
    assert spans(day, "2026-06-01T00:00", "2026-06-02T00:00", BERLIN, Effect.LISTEN) == [
        ("01 06:00", "01 16:00"),
        ("01 18:00", "01 19:00"),
    ]
    assert day.next_change(utc("2026-06-01T06:00"), BERLIN, Effect.LISTEN) == utc("2026-06-01T16:00")


@pytest.mark.parametrize("now", ["2026-03-22T12:00", "2026-03-29T00:59", "2026-03-29T01:00"])
def test_a_window_lost_in_the_gap(now: str) -> None:
    """A window that is skipped is no window that night; the next change is a week later."""
    lost = hours("02:10-02:50", days=frozenset({6}))
    assert lost.next_change(utc(now), BERLIN, Effect.MUTE) == utc("2026-04-05T00:10")
    assert not lost.active(utc(now), BERLIN, Effect.MUTE)


@pytest.mark.parametrize("effect", Effect)
def test_always(effect: Effect) -> None:
    """Hours that cover the week never change, except that listening does not count where the clocks are put back."""
    always = hours("00:00-12:00", "12:00-00:00")
    now = utc("2026-01-15T10:00")
    for _ in range(2):
        change = always.next_change(now, BERLIN, effect)
        assert change == (None if effect is Effect.MUTE else utc("2026-10-25T01:00"))
        assert always.active(now, BERLIN, effect)
    assert always.next_change(utc("2026-10-25T01:00"), BERLIN, Effect.LISTEN) == utc("2026-10-25T02:00")
    assert always.next_change(now, ZoneInfo("UTC"), effect) is None


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_always_is_followed_for_eight_days(zone: str) -> None:
    """A stretch without an end is cut eight days from what was asked for, on either side of the date line."""
    start, end = utc("2026-06-10T01:00"), utc("2026-06-10T23:00")
    days = timedelta(days=8)
    always = hours("00:00-12:00", "12:00-00:00")
    assert always.spans(start, end, ZoneInfo(zone), Effect.MUTE) == [Span(start - days, end + days)]


def test_a_long_window_from_the_day_before_yesterday() -> None:
    """In UTC, that is: on Wednesday at 00:30 UTC it is still Tuesday in New York, and Monday's window is not over."""
    long = hours("21:00-20:59", days=frozenset({0}))
    now = utc("2026-06-03T00:30")
    assert long.active(now, NEW_YORK, Effect.MUTE)
    assert long.next_change(now, NEW_YORK, Effect.MUTE) == utc("2026-06-03T00:59")


def test_spans_are_whole() -> None:
    """A span that is asked for in part is given whole; one that only touches is not."""
    night = hours("22:00-06:00")
    whole = [("01 20:00", "02 04:00")]
    assert spans(night, "2026-06-01T23:00", "2026-06-01T23:30", BERLIN, Effect.MUTE) == whole
    assert spans(night, "2026-06-02T04:00", "2026-06-02T20:00", BERLIN, Effect.MUTE) == []
    assert spans(night, "2026-06-02T03:59", "2026-06-02T20:00", BERLIN, Effect.MUTE) == whole


@pytest.mark.parametrize(
    ("times", "effect", "expected"),
    [
        # 02:00 to 03:00 is skipped on 29 March 2026, at 01:00 UTC.
        pytest.param("02:30-03:30", Effect.MUTE, [("29 01:00", "29 01:30")], id="start_in_the_gap"),
        pytest.param("01:30-02:30", Effect.MUTE, [("29 00:30", "29 01:00")], id="end_in_the_gap"),
        pytest.param("02:10-02:50", Effect.MUTE, [], id="all_in_the_gap"),
        pytest.param("02:00-03:00", Effect.MUTE, [], id="all_of_the_gap"),
        pytest.param("01:00-04:00", Effect.MUTE, [("29 00:00", "29 02:00")], id="around_the_gap"),
        pytest.param("02:30-03:30", Effect.LISTEN, [("29 01:00", "29 01:30")], id="listen_start_in_the_gap"),
        pytest.param("01:30-02:30", Effect.LISTEN, [("29 00:30", "29 01:00")], id="listen_end_in_the_gap"),
    ],
)
def test_clocks_are_put_forward(times: str, effect: Effect, expected: list[tuple[str, str]]) -> None:
    """A start in the gap is the gap's end, and so is an end."""
    of = hours(times, days=frozenset({6}))
    assert spans(of, "2026-03-28T22:00", "2026-03-29T22:00", BERLIN, effect) == expected


@pytest.mark.parametrize(
    ("times", "effect", "expected"),
    [
        # 02:00 to 03:00 comes twice on 25 October 2026, from 00:00 and from 01:00 UTC.
        pytest.param("01:30-02:30", Effect.MUTE, [("24 23:30", "25 01:30")], id="end_in_the_overlap"),
        pytest.param("02:30-03:30", Effect.MUTE, [("25 00:30", "25 02:30")], id="start_in_the_overlap"),
        pytest.param("02:10-02:20", Effect.MUTE, [("25 00:10", "25 01:20")], id="all_in_the_overlap"),
        pytest.param("01:00-02:00", Effect.MUTE, [("24 23:00", "25 01:00")], id="end_is_shown_again"),
        pytest.param("03:00-04:00", Effect.MUTE, [("25 02:00", "25 03:00")], id="after_the_overlap"),
        pytest.param(
            "01:30-03:30", Effect.LISTEN, [("24 23:30", "25 01:00"), ("25 02:00", "25 02:30")], id="listen_around_it"
        ),
        pytest.param("01:30-02:30", Effect.LISTEN, [("24 23:30", "25 00:30")], id="listen_end_in_the_overlap"),
        pytest.param(
            "02:30-03:30", Effect.LISTEN, [("25 00:30", "25 01:00"), ("25 02:00", "25 02:30")], id="listen_start_in_it"
        ),
        pytest.param("02:10-02:20", Effect.LISTEN, [("25 00:10", "25 00:20")], id="listen_all_in_the_overlap"),
        pytest.param("02:00-03:00", Effect.LISTEN, [("25 00:00", "25 01:00")], id="listen_all_of_the_overlap"),
        pytest.param("03:00-04:00", Effect.LISTEN, [("25 02:00", "25 03:00")], id="listen_after_the_overlap"),
    ],
)
def test_clocks_are_put_back(times: str, effect: Effect, expected: list[tuple[str, str]]) -> None:
    """A mute window takes in both passes, a listen window the first only."""
    of = hours(times, days=frozenset({6}))
    assert spans(of, "2026-10-24T22:00", "2026-10-25T22:00", BERLIN, effect) == expected


def test_half_an_hour() -> None:
    """Lord Howe's clocks are put back by 30 minutes: 01:30 to 02:00 comes twice."""
    of = hours("01:45-02:15", days=frozenset({6}))
    span = ("2026-04-04T13:00", "2026-04-05T13:00")
    assert spans(of, *span, LORD_HOWE, Effect.MUTE) == [("04 14:45", "04 15:45")]
    assert spans(of, *span, LORD_HOWE, Effect.LISTEN) == [("04 14:45", "04 15:00"), ("04 15:30", "04 15:45")]


def test_overlap_over_midnight() -> None:
    """The last hour of the day comes twice: the day of the start is the same in both passes."""
    evening = hours("22:30-00:00", days=frozenset({5}))
    span = ("2018-02-17T12:00", "2018-02-18T12:00")
    assert spans(evening, *span, SAO_PAULO, Effect.MUTE) == [("18 00:30", "18 03:00")]
    assert spans(evening, *span, SAO_PAULO, Effect.LISTEN) == [("18 00:30", "18 02:00")]


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        pytest.param(BERLIN, "2026-06-05", ("04 22:00", "05 22:00"), id="summer"),
        pytest.param(BERLIN, "2026-03-29", ("28 23:00", "29 22:00"), id="23_hours"),
        pytest.param(BERLIN, "2026-10-25", ("24 22:00", "25 23:00"), id="25_hours"),
        pytest.param(SAO_PAULO, "2018-11-04", ("04 03:00", "05 02:00"), id="midnight_is_skipped"),
        pytest.param(SAO_PAULO, "2018-02-17", ("17 02:00", "18 03:00"), id="midnight_is_put_off"),
        pytest.param(BERLIN, "2028-02-29", ("28 23:00", "29 23:00"), id="leap_day"),
        pytest.param(BERLIN, "2026-12-31", ("30 23:00", "31 23:00"), id="end_of_the_year"),
        pytest.param(BERLIN, "1970-01-02", ("01 23:00", "02 23:00"), id="clock_without_a_battery"),
    ],
)
def test_whole_days(zone: ZoneInfo, start: str, expected: tuple[str, str]) -> None:
    """A whole day is from midnight to midnight, however long that is."""
    noon = utc(f"{start}T15:00")
    of = Hours([Window(frozenset({noon.weekday()}), all_day=True)])
    found = of.spans(noon, noon + MINUTE, zone, Effect.MUTE)
    assert [(f"{span.start:%d %H:%M}", f"{span.end:%d %H:%M}") for span in found] == [expected]


@pytest.mark.parametrize("effect", Effect)
def test_a_day_that_never_was(effect: Effect) -> None:
    """Samoa had no 30 December 2011, a Friday: its windows begin when the gap ends, or are lost."""
    span = ("2011-12-29T00:00", "2012-01-01T00:00")
    assert spans(hours("10:00-12:00", days=FRIDAY), *span, APIA, effect) == []
    assert Hours([Window(FRIDAY, all_day=True)]).spans(utc(span[0]), utc(span[1]), APIA, effect) == []
    assert spans(hours("22:00-06:00", days=FRIDAY), *span, APIA, effect) == [("30 10:00", "30 16:00")]
    assert spans(hours("22:00-06:00", days=frozenset({3})), *span, APIA, effect) == [("30 08:00", "30 10:00")]


def test_edges_are_kept_and_made_anew() -> None:
    """Another zone, another effect, a later and an earlier instant are each answered rightly by the same hours."""
    of = hours("01:30-02:30")
    questions = [
        (utc("2026-10-24T12:00"), BERLIN, Effect.MUTE, utc("2026-10-24T23:30")),
        (utc("2026-10-24T23:30"), BERLIN, Effect.MUTE, utc("2026-10-25T01:30")),
        (utc("2026-10-24T23:30"), BERLIN, Effect.LISTEN, utc("2026-10-25T00:30")),
        (utc("2026-10-24T23:30"), NEW_YORK, Effect.LISTEN, utc("2026-10-25T05:30")),
        (utc("2027-10-24T23:30"), NEW_YORK, Effect.LISTEN, utc("2027-10-25T05:30")),
        (utc("2025-10-24T23:30"), NEW_YORK, Effect.LISTEN, utc("2025-10-25T05:30")),
    ]
    for now, zone, effect, expected in questions * 2:
        assert of.next_change(now, zone, effect) == expected
    for now, zone, effect, expected in questions * 2:
        assert of.active(expected - MINUTE, zone, effect) is not of.active(expected, zone, effect)
        assert of.active(now, zone, effect) is of.active(expected - MINUTE, zone, effect)


def test_edges_are_made_anew_day_after_day() -> None:
    """The same hours, asked day after day and only whether they are active."""
    night = hours("22:00-06:00")
    for day in range(30):
        now = utc("2026-06-01T10:00") + timedelta(days=day)
        assert not night.active(now, BERLIN, Effect.MUTE)
        assert night.active(now + timedelta(hours=12), BERLIN, Effect.MUTE)
