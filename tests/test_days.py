"""Local days, over the changes of clocks and of zones."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from homeassistant.util import dt as dt_util
from hypothesis import example, given, strategies as st
import pytest

from custom_components.earshot.days import Days

# Besides the usual: clocks that change at midnight itself, by half an hour, and a day that never was.
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
]
INSTANTS = st.integers(0, 30 * 365 * 86_400).map(
    lambda seconds: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@pytest.fixture(autouse=True)
def own_zone() -> Iterator[None]:
    """Leave the zone as it was."""
    before = dt_util.get_default_time_zone()
    yield
    dt_util.set_default_time_zone(before)


@given(st.lists(st.tuples(st.sampled_from(ZONES), INSTANTS, st.integers(0, 100)), max_size=8))
@example([("America/Sao_Paulo", datetime(2018, 11, 4, 2, tzinfo=UTC), 50)])
@example([("Pacific/Apia", datetime(2011, 12, 30, 9, tzinfo=UTC), 50)])
@example([("America/Havana", datetime(2026, 11, 1, 3, tzinfo=UTC), 50)])
def test_a_day_is_that_of_the_instant(asked: list[tuple[str, datetime, int]]) -> None:
    """Whatever was asked before, in whatever zone; and the day holds the instant."""
    days = Days()
    for name, first, hours in asked:
        dt_util.set_default_time_zone(zone := ZoneInfo(name))
        for hour in range(hours):
            instant = first + timedelta(hours=hour)
            day = days.of(instant)
            assert day.date == instant.astimezone(zone).date().isoformat()
            assert day.start <= instant < day.end


def test_a_day_of_the_repeated_hour_is_longer(own_zone: None) -> None:
    """It begins and ends with the clock of the home."""
    dt_util.set_default_time_zone(ZoneInfo("Europe/Berlin"))
    day = Days().of(datetime(2026, 10, 25, 12, tzinfo=UTC))
    assert (day.date, day.end - day.start) == ("2026-10-25", timedelta(hours=25))


def test_midnight_begins_the_next_day(own_zone: None) -> None:
    """Its instant belongs to the day that it begins."""
    dt_util.set_default_time_zone(ZoneInfo("Europe/Berlin"))
    days = Days()
    before = days.of(datetime(2026, 10, 20, 21, 59, 59, 999999, tzinfo=UTC))
    after = days.of(datetime(2026, 10, 20, 22, tzinfo=UTC))
    assert (before.date, after.date, before.end) == ("2026-10-20", "2026-10-21", after.start)
