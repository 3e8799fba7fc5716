"""When "until morning" is over."""

from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from .walltime import instant_of

# Where nobody has said when the home sleeps.
USUAL: Final = time(7)
_DAY: Final = timedelta(days=1)


def next_morning(now: datetime, zone: tzinfo, asleep: tuple[time, time] | None) -> datetime:
    """Return the first end of the asleep hours after `now`, in UTC; without any the next seven o'clock.

    It comes as a mute window's end does: in the last pass of a wall time that comes twice, and at the gap's end for one
    that is skipped.
    """
    wall = USUAL if asleep is None else asleep[1]
    today = now.astimezone(zone).date()
    # Clocks that are put back at midnight lead from the first minutes of a day to the last hour of the one before.
    days = (today - _DAY, today, today + _DAY)
    return min(morning for day in days if (morning := instant_of(day, wall, zone, last_pass=True)) > now)
