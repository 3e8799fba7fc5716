"""From local wall time to instants, also where the wall clock is changed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

MIDNIGHT: Final = time()
_SECOND: Final = timedelta(seconds=1)


class Span(NamedTuple):
    """A stretch of time in UTC, start included and end excluded."""

    start: datetime
    end: datetime


def instant_of(day: date, wall: time, zone: tzinfo, *, last_pass: bool = False) -> datetime:
    """Return when a wall time comes: in its first or its last pass, or the gap's end where it is skipped."""
    local = datetime.combine(day, wall, zone)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if second < first:
        # In a gap the offset before it leads to an instant after it, and the other way round.
        return _transition(second, first, zone)
    return second if last_pass else first


def second_passes(days: Iterable[date], zone: tzinfo) -> Iterator[Span]:
    """Yield the stretches of these successive days whose wall time had been there before."""
    for before, after in pairwise(datetime.combine(day, MIDNIGHT, UTC) for day in days):
        shift = _offset(before, zone) - _offset(after, zone)
        if shift > timedelta():
            start = _transition(before, after, zone)
            yield Span(start, start + shift)


def _transition(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the first instant with the offset of `after`, to the second."""
    offset = _offset(after, zone)
    seconds = range((after - before) // _SECOND + 1)
    return before + _SECOND * bisect_left(
        seconds, 1, key=lambda number: _offset(before + _SECOND * number, zone) == offset
    )


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).replace(tzinfo=None) - instant.replace(tzinfo=None)
