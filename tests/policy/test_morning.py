"""Test when "until morning" is over."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.earshot.policy.morning import next_morning

from .oracle import MINUTE
from .strategies import moments, times

BERLIN, ST_JOHNS, APIA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")
NIGHT = (time(22), time(6, 30))
LATE, EARLY = (time(22), time(2, 30)), (time(13), time(23, 30))


def morning_by_the_clock(now: datetime, zone: ZoneInfo, wall: time) -> datetime:
    """Watch the wall clock minute by minute until it shows this for the last time, or skips it."""
    minute = now.replace(second=0, microsecond=0)
    while True:
        before, minute = minute.astimezone(zone).replace(tzinfo=None), minute + MINUTE
        shown = minute.astimezone(zone).replace(tzinfo=None)
        skipped = (before + MINUTE * number for number in range(1, (shown - before) // MINUTE))
        if any(each.time() == wall for each in skipped):
            return minute
        if shown.time() == wall and not any(
            (minute + MINUTE * later).astimezone(zone).replace(tzinfo=None) == shown for later in range(1, 180)
        ):
            return minute


@settings(max_examples=200, deadline=None)
@given(moments(), times, st.integers(0, 59))
@example((APIA, datetime(2011, 12, 30, 4, tzinfo=UTC)), time(7), 0)
def test_as_one_who_watches_the_wall_clock(moment: tuple[ZoneInfo, datetime], wall: time, seconds: int) -> None:
    """Morning is the next time the wall clock shows it for good; never now, and never later than the longest day."""
    zone, now = moment
    now += timedelta(seconds=seconds)
    morning = next_morning(now, zone, (time(12, 34), wall))
    assert morning == morning_by_the_clock(now, zone, wall)
    assert now < morning <= now + timedelta(hours=25, minutes=30)


@settings(max_examples=100, deadline=None)
@given(moments())
def test_without_asleep_hours_morning_is_at_seven(moment: tuple[ZoneInfo, datetime]) -> None:
    """Where nobody has said when the home sleeps, seven o'clock stands for the end of the night."""
    zone, now = moment
    assert next_morning(now, zone, None) == next_morning(now, zone, (time(23), time(7)))


@pytest.mark.parametrize(
    ("now", "zone", "asleep", "expected"),
    [
        pytest.param("2026-07-01T21:00", BERLIN, NIGHT, "2026-07-02T04:30", id="tonight"),
        pytest.param("2026-07-02T01:00", BERLIN, NIGHT, "2026-07-02T04:30", id="after_midnight"),
        pytest.param("2026-07-02T04:30", BERLIN, NIGHT, "2026-07-03T04:30", id="never_now"),
        pytest.param("2026-07-01T21:00", BERLIN, None, "2026-07-02T05:00", id="at_seven"),
        pytest.param("2026-03-29T00:00", BERLIN, LATE, "2026-03-29T01:00", id="skipped_in_spring"),
        pytest.param("2026-10-25T00:15", BERLIN, LATE, "2026-10-25T01:30", id="twice_in_autumn"),
        pytest.param("2026-10-25T01:00", BERLIN, LATE, "2026-10-25T01:30", id="before_the_second_time"),
        # One minute after midnight it was one minute past eleven again.
        pytest.param("2010-11-07T02:30:30", ST_JOHNS, EARLY, "2010-11-07T03:00", id="back_into_the_day_before"),
    ],
)
def test_next_morning(now: str, zone: ZoneInfo, asleep: tuple[time, time] | None, expected: str) -> None:
    """Examples, all in UTC."""
    instant, answer = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (now, expected))
    assert next_morning(instant, zone, asleep) == answer
    assert next_morning(instant.astimezone(zone), zone, asleep) == answer
