"""Weekly windows of local wall time, and the instants at which they begin and end.

A window includes its start and excludes its end. Where the clocks are put forward, a start or an end in the gap is the
gap's end. Where they are put back, a mute window runs from the first pass of its start to the last pass of its end,
and a listen window counts in the first pass only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple, override

from .model import Effect

_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)

# How many days ahead the edges are compiled: the next ones, else a whole week with a window lost in a gap, else
# more than a year, for hours that cover the week and change only where the clocks are put back.
_REACHES: Final = (2, 16, 400)
# What is compiled before and after what is asked for: a zone is up to a day away from UTC, and a window reaches into the
# next day.
_MARGIN: Final = timedelta(days=2)
# How far a stretch that covers more than what is asked for is followed in either direction.
_FOLLOWED: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Window:
    """A weekly window of local wall time.

    `days` are the weekdays of the start, 0 for Monday to 6 for Sunday. An `end` before `start` is on the next day.
    Raises ValueError without days, for a weekday that is none, if start and end are equal and for times with a zone.
    """

    days: frozenset[int]
    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse what is no window."""
        if not self.days or not self.days <= _WEEK:
            raise ValueError("A window needs weekdays from 0 (Monday) to 6 (Sunday)")
        if any(wall.tzinfo is not None or wall.fold for wall in (self.start, self.end)):
            raise ValueError("A window is local wall time, without a zone and without a fold")
        if self.start == self.end:
            raise ValueError("A window's start and end differ")


_WEEK: Final = frozenset(range(7))


class Span(NamedTuple):
    """A stretch of time in UTC, start included and end excluded."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class _Edges:
    """The instants of change between `start` and `end`: at even places the hours begin, at odd ones they end."""

    zone: tzinfo
    effect: Effect
    start: datetime
    end: datetime
    instants: list[datetime]


class Hours:
    """One or more weekly windows, taken together. Raises ValueError without windows.

    Adjoining and overlapping windows are one. The edges around the last instant that was asked about are kept, so that
    a question costs one search among them.
    """

    __slots__ = ("_edges", "windows")

    def __init__(self, windows: Iterable[Window]) -> None:
        """Take the windows, in any order."""
        self.windows = tuple(windows)
        if not self.windows:
            raise ValueError("Hours need at least one window")
        self._edges: _Edges | None = None

    @override
    def __eq__(self, other: object) -> bool:
        """Compare the windows."""
        return isinstance(other, Hours) and self.windows == other.windows

    @override
    def __hash__(self) -> int:
        """Hash the windows."""
        return hash(self.windows)

    @override
    def __repr__(self) -> str:
        """Show the windows."""
        return f"Hours({self.windows!r})"

    def active(self, now: datetime, zone: tzinfo, effect: Effect) -> bool:
        """Return whether `now` is inside a window."""
        edges = self._around(now, zone, effect)
        return bisect_right(edges.instants, now) % 2 == 1

    def next_change(self, now: datetime, zone: tzinfo, effect: Effect) -> datetime | None:
        """Return the first instant after `now` at which `active` changes, or None if it never does."""
        instants = self._around(now, zone, effect).instants
        index = bisect_right(instants, now)
        if index < len(instants):
            return instants[index]
        return self._distant_change(now, zone, effect)

    def spans(self, start: datetime, end: datetime, zone: tzinfo, effect: Effect) -> list[Span]:
        """Return the active stretches that overlap `start` to `end`, oldest first.

        Each is given from its own start to its own end, not cut at what was asked for, unless that is more than eight
        days away.
        """
        spans = self._compile(start - _FOLLOWED, end + _FOLLOWED, zone, effect)
        return [
            Span(max(span.start, start - _FOLLOWED), min(span.end, end + _FOLLOWED))
            for span in spans
            if span.start < end and start < span.end
        ]

    def _around(self, now: datetime, zone: tzinfo, effect: Effect) -> _Edges:
        edges = self._edges
        if edges is None or edges.zone is not zone or edges.effect is not effect or not edges.start <= now < edges.end:
            edges = self._tabulate(now, zone, effect, _REACHES[0])
        return edges

    def _distant_change(self, now: datetime, zone: tzinfo, effect: Effect) -> datetime | None:
        for reach in _REACHES:
            edges = self._edges
            if edges is None or edges.end - now < timedelta(days=reach):
                edges = self._tabulate(now, zone, effect, reach)
            index = bisect_right(edges.instants, now)
            if index < len(edges.instants):
                return edges.instants[index]
        return None

    def _tabulate(self, now: datetime, zone: tzinfo, effect: Effect, reach: int) -> _Edges:
        """Compile and keep the edges of the day of `now` in UTC and of at least `reach` whole days after `now`."""
        start = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
        end = start + timedelta(days=reach + 1)
        instants = [instant for span in self._compile(start, end, zone, effect) for instant in span]
        # What lies beyond may be an end only because nothing later was compiled.
        del instants[bisect_right(instants, end) :]
        self._edges = _Edges(zone, effect, start, end, instants)
        return self._edges

    def _compile(self, start: datetime, end: datetime, zone: tzinfo, effect: Effect) -> list[Span]:
        """Return the merged active stretches, complete between `start` and `end`."""
        first, last = (start - _MARGIN).date(), (end + _MARGIN).date()
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        last_pass = 1 if effect is Effect.MUTE else 0
        spans = sorted(
            Span(_instant(day, window.start, zone, 0), _instant(until, window.end, zone, last_pass))
            for window in self.windows
            for day, until in _occurrences(window, days)
        )
        merged = list(_merge(spans))
        if effect is Effect.LISTEN:
            for repeated in _second_passes(days, zone):
                merged = [part for span in merged for part in _without(span, repeated)]
        return merged


def _occurrences(window: Window, days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield the dates of start and end."""
    nights = _DAY if window.end < window.start else timedelta()
    for day in days:
        if day.weekday() in window.days:
            yield day, day + nights


def _instant(day: date, wall: time, zone: tzinfo, last_pass: int) -> datetime:
    """Return when a wall time comes: in its first or its last pass, or the gap's end where it is skipped."""
    local = datetime.combine(day, wall, zone)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if second < first:
        # In a gap the offset before it leads to an instant after it, and the other way round.
        return _transition(second, first, zone)
    return second if last_pass else first


def _transition(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the first instant with the offset of `after`, to the second."""
    offset = _offset(after, zone)
    seconds = range((after - before) // _SECOND + 1)
    return before + _SECOND * bisect_left(
        seconds, 1, key=lambda number: _offset(before + _SECOND * number, zone) == offset
    )


def _offset(instant: datetime, zone: tzinfo) -> timedelta:
    return instant.astimezone(zone).replace(tzinfo=None) - instant.replace(tzinfo=None)


def _second_passes(days: Iterable[date], zone: tzinfo) -> Iterator[Span]:
    """Yield the stretches of these days whose wall time had been there before."""
    for before, after in pairwise(datetime.combine(day, time(), UTC) for day in days):
        shift = _offset(before, zone) - _offset(after, zone)
        if shift > timedelta():
            start = _transition(before, after, zone)
            yield Span(start, start + shift)


def _merge(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield sorted stretches with adjoining and overlapping ones made one, and without empty ones."""
    current: Span | None = None
    for span in spans:
        if span.start >= span.end:
            continue
        if current is None:
            current = span
        elif span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    if current is not None:
        yield current


def _without(span: Span, cut: Span) -> Iterator[Span]:
    """Yield what is left of a stretch outside another."""
    if span.start < min(span.end, cut.start):
        yield Span(span.start, min(span.end, cut.start))
    if max(span.start, cut.end) < span.end:
        yield Span(max(span.start, cut.end), span.end)
