"""What is counted since local midnight. It goes on over a restart, and without a log."""

from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from .ledger import Ledger

VIOLATIONS: Final = "violations"


class Tally:
    """Counts of the local day, by name."""

    def __init__(self, ledger: Ledger) -> None:
        """Go on with what the ledger remembers."""
        self._ledger = ledger

    def count(self, name: str, now: datetime) -> None:
        """Count one more."""
        self._begin_day(now)
        counts = self._ledger.memory.counts
        counts[name] = counts.get(name, 0) + 1
        self._ledger.changed()

    def value(self, name: str, now: datetime) -> int:
        """Return the count of today."""
        return self._ledger.memory.counts.get(name, 0) if self._ledger.memory.day == _day(now) else 0

    def _begin_day(self, now: datetime) -> None:
        memory = self._ledger.memory
        if memory.day != (today := _day(now)):
            memory.day = today
            memory.counts.clear()


def last_reset(now: datetime) -> datetime:
    """Return the local midnight with which the day of an instant began, in UTC."""
    return dt_util.as_utc(dt_util.start_of_local_day(dt_util.as_local(now)))


def next_reset(now: datetime) -> datetime:
    """Return the local midnight with which the day of an instant ends, in UTC."""
    tomorrow = dt_util.as_local(now).date() + timedelta(days=1)
    return dt_util.as_utc(dt_util.start_of_local_day(tomorrow))


def _day(now: datetime) -> str:
    return dt_util.as_local(now).date().isoformat()
