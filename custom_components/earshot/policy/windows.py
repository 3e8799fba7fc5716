"""Weekly windows, and the instants at which they begin and end.

A window includes its start and excludes its end. Where the clocks are put forward, a start or an end in the gap is the
gap's end. Where they are put back, a mute window runs from the first pass of its start to the last pass of its end,
and a listen window counts in the first pass only.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final, override

from .facts import NO_FACTS, SUN, Facts, Marks, mark_of
from .kleene import Ternary
from .model import Effect
from .sun import OFFSET_LIMIT, SunCalendar, SunEdge, SunEvent
from .walltime import MIDNIGHT, Span, instant_of, second_passes

__all__ = ["DayFilter", "Edge", "Hours", "Keep", "Span", "Window"]

type Edge = time | SunEdge

WEEK: Final = frozenset(range(7))
_DAY: Final = timedelta(days=1)
_NO_MARKS: Final[Marks] = {}

# How many days ahead the edges are compiled: the next ones, else a whole week with a window lost in a gap, else
# more than a year, for hours that cover the week and change only where the clocks are put back.
_REACHES: Final = (2, 16, 400)
# What is compiled before and after what is asked for: a zone is up to a day away from UTC, and a window reaches into the
# next day. By the sun it reaches to that day's end and half a day on, and an event may come in the night next to its day.
_MARGIN: Final = timedelta(days=2)
_SUN_MARGIN: Final = timedelta(days=3)
# How far a stretch that covers more than what is asked for is followed in either direction.
_FOLLOWED: Final = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Window:
    """A weekly window: from `start` to `end`, or from midnight to midnight where it is `all_day`.

    `days` are the weekdays of the start, 0 for Monday to 6 for Sunday. An `end` that is not after `start` on the same
    day is on the next one: by wall time, or as instants where an edge is by the sun. An end by the sun that does not
    come on its day is on the next one, too, and that day's midnight at the latest. Raises ValueError without days, for
    a weekday that is none, for times with a zone, and for edges that are equal, or are given and `all_day` is, too.
    """

    days: frozenset[int]
    start: Edge = MIDNIGHT
    end: Edge = MIDNIGHT
    all_day: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no window."""
        if not self.days or not self.days <= WEEK:
            raise ValueError("A window needs weekdays from 0 (Monday) to 6 (Sunday)")
        if any(isinstance(edge, time) and (edge.tzinfo is not None or edge.fold) for edge in (self.start, self.end)):
            raise ValueError("A window is local wall time, without a zone and without a fold")
        if self.all_day and (self.start, self.end) != (MIDNIGHT, MIDNIGHT):
            raise ValueError("A window of whole days has no edges of its own")
        if not self.all_day and self.start == self.end:
            raise ValueError("A window's start and end differ")

    @property
    def by_sun(self) -> bool:
        """Whether an edge is by the sun."""
        return isinstance(self.start, SunEdge) or isinstance(self.end, SunEdge)


class Keep(StrEnum):
    """Which days a day filter keeps: those on which its entity is on, or those on which it is off."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DayFilter:
    """An entity that is on or off for a whole local day, and which of these days count."""

    entity: str
    keep: Keep = Keep.IN

    def keeps(self, day: date, facts: Facts) -> Ternary:
        """Return whether what begins on a local date counts."""
        marks = facts.marks.get(self.entity)
        mark = None if marks is None else mark_of(marks, day)
        return None if mark is None else mark is (self.keep is Keep.IN)


@dataclass(frozen=True, slots=True)
class _Edges:
    """The instants of change between `start` and `end`, and what holds before the first and from each of them on."""

    zone: tzinfo
    effect: Effect
    place: object
    marks: Marks
    start: datetime
    end: datetime
    instants: list[datetime]
    values: list[Ternary]


class Hours:
    """One or more weekly windows, taken together, on the days that a filter keeps. Raises ValueError without windows.

    Adjoining and overlapping windows are one. A window belongs to the local date of its start: one that began on a day
    that is kept is kept to its end. Where the filter, or the calendar that an edge by the sun needs, says nothing, it is
    undetermined what a window that may be there adds to the others.

    The edges around the last instant that was asked about are kept, so that a question costs one search among them.
    """

    __slots__ = ("_by_sun", "_edges", "_observes", "day_filter", "windows")

    def __init__(self, windows: Iterable[Window], day_filter: DayFilter | None = None) -> None:
        """Take the windows, in any order."""
        self.windows = tuple(windows)
        if not self.windows:
            raise ValueError("Hours need at least one window")
        self.day_filter = day_filter
        self._by_sun = any(window.by_sun for window in self.windows)
        self._observes = self._by_sun or day_filter is not None
        self._edges: _Edges | None = None

    @override
    def __eq__(self, other: object) -> bool:
        """Compare the windows and the filter."""
        return isinstance(other, Hours) and (self.windows, self.day_filter) == (other.windows, other.day_filter)

    @override
    def __hash__(self) -> int:
        """Hash the windows and the filter."""
        return hash((self.windows, self.day_filter))

    @override
    def __repr__(self) -> str:
        """Show the windows and the filter."""
        return f"Hours({self.windows!r}, {self.day_filter!r})"

    def active(self, now: datetime, zone: tzinfo, effect: Effect, facts: Facts = NO_FACTS) -> Ternary:
        """Return whether `now` is inside a window."""
        edges = self._around(now, zone, effect, facts)
        return edges.values[bisect_right(edges.instants, now)]

    def next_change(self, now: datetime, zone: tzinfo, effect: Effect, facts: Facts = NO_FACTS) -> datetime | None:
        """Return the first instant after `now` at which `active` changes, or None if it never does."""
        instants = self._around(now, zone, effect, facts).instants
        index = bisect_right(instants, now)
        if index < len(instants):
            return instants[index]
        return self._distant_change(now, zone, effect, facts)

    def spans(
        self, start: datetime, end: datetime, zone: tzinfo, effect: Effect, facts: Facts = NO_FACTS
    ) -> list[Span]:
        """Return the stretches that are active for certain and overlap `start` to `end`, oldest first.

        Each is given from its own start to its own end, not cut at what was asked for, unless that is more than eight
        days away.
        """
        certain, _ = self._compile(start - _FOLLOWED, end + _FOLLOWED, zone, effect, facts)
        return [
            Span(max(span.start, start - _FOLLOWED), min(span.end, end + _FOLLOWED))
            for span in certain
            if span.start < end and start < span.end
        ]

    def undetermined(self, facts: Facts) -> tuple[str, ...]:
        """Return the names of what the facts leave open: the sun without a calendar, the filter's entity."""
        marks = self._marks(facts)
        sun = (SUN,) if self._by_sun and facts.sun is None else ()
        if self.day_filter is None or (marks and None not in marks.values()):
            return sun
        return (*sun, self.day_filter.entity)

    def _place(self, facts: Facts) -> object:
        """Return what the sun's edges were compiled for."""
        return (facts.sun.key,) if self._by_sun and facts.sun is not None else None

    def _marks(self, facts: Facts) -> Marks:
        return _NO_MARKS if self.day_filter is None else facts.marks.get(self.day_filter.entity, _NO_MARKS)

    def _around(self, now: datetime, zone: tzinfo, effect: Effect, facts: Facts) -> _Edges:
        edges = self._edges
        if (
            edges is None
            or edges.zone is not zone
            or edges.effect is not effect
            or not edges.start <= now < edges.end
            or (self._observes and (edges.place != self._place(facts) or edges.marks != self._marks(facts)))
        ):
            edges = self._tabulate(now, zone, effect, facts, _REACHES[0])
        return edges

    def _distant_change(self, now: datetime, zone: tzinfo, effect: Effect, facts: Facts) -> datetime | None:
        for reach in _REACHES:
            edges = self._edges
            if edges is None or edges.end - now < timedelta(days=reach):
                edges = self._tabulate(now, zone, effect, facts, reach)
            index = bisect_right(edges.instants, now)
            if index < len(edges.instants):
                return edges.instants[index]
        return None

    def _tabulate(self, now: datetime, zone: tzinfo, effect: Effect, facts: Facts, reach: int) -> _Edges:
        """Compile and keep the edges of the day of `now` in UTC and of at least `reach` whole days after `now`."""
        start = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
        end = start + timedelta(days=reach + 1)
        certain, possible = self._compile(start, end, zone, effect, facts)
        instants = [instant for span in certain for instant in span]
        values: list[Ternary] = [False, *(True, False) * len(certain)]
        if possible:
            instants, values = _overlaid(certain, possible)
        # What lies beyond may be an end only because nothing later was compiled.
        last = bisect_right(instants, end)
        place, marks = self._place(facts), dict(self._marks(facts))
        self._edges = _Edges(zone, effect, place, marks, start, end, instants[:last], values[: last + 1])
        return self._edges

    def _compile(
        self, start: datetime, end: datetime, zone: tzinfo, effect: Effect, facts: Facts
    ) -> tuple[list[Span], list[Span]]:
        """Return the active stretches and those that may be, merged and complete between `start` and `end`."""
        margin = _SUN_MARGIN if self._by_sun else _MARGIN
        first, last = (start - margin).date(), (end + margin).date()
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        certain: list[Span] = []
        possible: list[Span] = []
        for day in days:
            kept = True if self.day_filter is None else self.day_filter.keeps(day, facts)
            if kept is False:
                continue
            for window in self.windows:
                if day.weekday() not in window.days:
                    continue
                span = _occurrence(window, day, zone, facts.sun, last_pass=effect is Effect.MUTE)
                if span is not None:
                    (possible if kept is None or (window.by_sun and facts.sun is None) else certain).append(span)
        passes = list(second_passes(days, zone)) if effect is Effect.LISTEN else []
        return _merged(certain, passes), _merged(possible, passes)


def _occurrence(window: Window, day: date, zone: tzinfo, sun: SunCalendar | None, *, last_pass: bool) -> Span | None:
    """Return the stretch that belongs to a local date; one that is empty or ends before it starts is none.

    Without a calendar an edge by the sun may be anywhere: the stretch is then all that the window may take up.
    """
    start, end = window.start, window.end
    if isinstance(start, time) and isinstance(end, time):
        until = day if start < end else day + _DAY
        return Span(instant_of(day, start, zone), instant_of(until, end, zone, last_pass=last_pass))
    if sun is None:
        first, last = (instant_of(edge, MIDNIGHT, zone, last_pass=last_pass) for edge in (day, day + 2 * _DAY))
        return Span(first - OFFSET_LIMIT, last + OFFSET_LIMIT)
    begins = _edge(start, day, zone, sun, last_pass=False)
    if begins is None:
        return None
    ends = _edge(end, day, zone, sun, last_pass=last_pass)
    if ends is None or ends <= begins:
        ends = _edge(end, day + _DAY, zone, sun, last_pass=last_pass)
    return Span(begins, ends or instant_of(day + 2 * _DAY, MIDNIGHT, zone, last_pass=last_pass))


def _edge(edge: Edge, day: date, zone: tzinfo, sun: SunCalendar, *, last_pass: bool) -> datetime | None:
    """Return when an edge comes on a day; None where it is by an event that does not.

    Where the sun was up, or down, before the day began and stays so, its event is as if at the day's beginning.
    """
    if isinstance(edge, time):
        return instant_of(day, edge, zone, last_pass=last_pass)
    if (event := sun.at(day, edge.event)) is not None:
        return event + edge.offset
    if sun.up(day) is (edge.event is SunEvent.SUNRISE):
        return instant_of(day, MIDNIGHT, zone, last_pass=last_pass)
    return None


def _overlaid(certain: list[Span], possible: list[Span]) -> tuple[list[datetime], list[Ternary]]:
    """Return the instants of change, and the values before, between and after them."""
    inside, maybe = ([instant for span in spans for instant in span] for spans in (certain, possible))
    instants: list[datetime] = []
    values: list[Ternary] = [False]
    for instant in sorted({*inside, *maybe}):
        value: Ternary = bisect_right(inside, instant) % 2 == 1
        if not value and bisect_right(maybe, instant) % 2 == 1:
            value = None
        if value is not values[-1]:
            instants.append(instant)
            values.append(value)
    return instants, values


def _merged(spans: list[Span], cuts: Iterable[Span]) -> list[Span]:
    """Return stretches in order, with adjoining and overlapping ones made one, without empty ones and without cuts."""
    merged = list(_merge(sorted(spans)))
    for cut in cuts:
        merged = [part for span in merged for part in _without(span, cut)]
    return merged


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
