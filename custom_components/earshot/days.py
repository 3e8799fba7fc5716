"""Local days, which begin at local midnight in whatever zone the home is."""

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from homeassistant.util import dt as dt_util


class Day(NamedTuple):
    """A local day."""

    date: str
    """Its date, in ISO 8601."""
    start: datetime
    """The local midnight that it begins with, in UTC."""
    end: datetime
    """The local midnight that it ends with, in UTC."""


class Days:
    """Tells the local day of an instant. Every count and every sensor of a day asks, and all day long the answer is the same."""

    def __init__(self) -> None:
        """Know none yet."""
        self._zone: tzinfo | None = None
        self._day: Day | None = None

    def of(self, instant: datetime) -> Day:
        """Return the local day of an instant, in the zone that Home Assistant has now."""
        day, zone = self._day, dt_util.get_default_time_zone()
        if day is None or zone is not self._zone or not day.start <= instant < day.end:
            day = self._day = _worked_out(instant)
            self._zone = zone
        return day


def _worked_out(instant: datetime) -> Day:
    date = dt_util.as_local(instant).date()
    return Day(
        date.isoformat(),
        dt_util.as_utc(dt_util.start_of_local_day(date)),
        dt_util.as_utc(dt_util.start_of_local_day(date + timedelta(days=1))),
    )


day_of = Days().of
