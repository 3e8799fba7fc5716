"""Slow oracles of time: they step through UTC minutes and look at the wall clock, and share nothing with what they check."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.sun import SunCalendar, SunEvent
from custom_components.earshot.policy.windows import DayFilter, Edge, Keep, Window

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# Zones and a year in which something happens to their clocks.
ZONES = {
    "Europe/Berlin": 2026,
    "America/New_York": 2026,
    "America/Sao_Paulo": 2018,  # at midnight
    "Australia/Lord_Howe": 2026,  # by half an hour
    "Africa/Casablanca": 2026,  # back in spring
    "Asia/Kathmandu": 1986,  # a quarter of an hour, once
    "Pacific/Apia": 2011,  # a whole day, too
}


@cache
def transitions(name: str) -> tuple[datetime, ...]:
    """Return the minutes of the zone's year at which the distance of its wall clock from UTC changes."""
    zone = ZoneInfo(name)
    start = datetime(ZONES[name], 1, 1, tzinfo=UTC) - timedelta(days=1)
    minutes = (start + timedelta(minutes=15 * number) for number in range(4 * 24 * 368))
    found, before = [], None
    for minute in minutes:
        after = minute.astimezone(zone).utcoffset()
        if before is not None and after != before:
            found.append(minute)
        before = after
    return tuple(found)


@dataclass(frozen=True)
class Watch:
    """What a wall clock shows at each minute of a day in UTC, whether for the second time, and where it shows what."""

    walls: tuple[tuple[date, time], ...]
    again: tuple[bool, ...]
    places: dict[tuple[date, time], list[int]]


@lru_cache(maxsize=1000)
def watch(zone: ZoneInfo, day: date) -> Watch:
    """Watch a wall clock for a day."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    shown = [(start + number * MINUTE).astimezone(zone) for number in range(24 * 60)]
    walls = tuple((wall.date(), wall.time().replace(fold=0)) for wall in shown)
    places: dict[tuple[date, time], list[int]] = {}
    for place, wall in enumerate(walls):
        places.setdefault(wall, []).append(place)
    return Watch(walls, tuple(wall.fold == 1 for wall in shown), places)


class Clock:
    """What a wall clock shows at each minute from `start` on."""

    def __init__(self, zone: ZoneInfo, first: date, days: int) -> None:
        """Watch it for some days."""
        watches = [watch(zone, first + number * DAY) for number in range(days)]
        self.start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        self.walls = [wall for watched in watches for wall in watched.walls]
        self.again = [again for watched in watches for again in watched.again]
        self._watches = watches

    def place(self, day: date, wall: time, which: Callable[[list[int]], int]) -> int:
        """Return where it shows a wall time, or where it first shows more if it skips it."""
        found = [
            24 * 60 * number + place
            for number, watched in enumerate(self._watches)
            for place in watched.places.get((day, wall), ())
        ]
        if found:
            return which(found)
        return next((place for place, shown in enumerate(self.walls) if shown > (day, wall)), len(self.walls))


def kept(day_filter: DayFilter | None, facts: Facts, day: date) -> bool | None:
    """Return whether a filter keeps a date: as marked on the nearest date before, else after."""
    if day_filter is None:
        return True
    marks: Mapping[date, bool | None] = facts.marks.get(day_filter.entity, {})
    for distance in (*range(0, -60, -1), *range(60)):
        if (near := day + distance * DAY) in marks:
            mark = marks[near]
            return None if mark is None else mark == (day_filter.keep is Keep.IN)
    return None


def hours_values(
    windows: Iterable[Window],
    zone: ZoneInfo,
    effect: Effect,
    start: datetime,
    end: datetime,
    day_filter: DayFilter | None = None,
    facts: Facts = Facts(),
) -> list[bool | None]:
    """Return for each minute from `start` to `end`, both whole minutes, whether it is inside a window."""
    first = start.date() - 4 * DAY
    watched = Clock(zone, first, (end.date() - first).days + 5)
    dates = {first + number * DAY: kept(day_filter, facts, first + number * DAY) for number in range(-2, 60)}
    inside: list[bool | None] = [False] * len(watched.walls)
    for value in (None, True):
        if value not in dates.values():
            continue
        for window in windows:
            days = {day for day, keeps in dates.items() if keeps is value and day.weekday() in window.days}
            if isinstance(window.start, time) and isinstance(window.end, time) and effect is Effect.LISTEN:
                found = _listen(window.start, window.end, watched, days)
            else:
                found = _occurrences(window, watched, days, effect, facts.sun)
            for place in found:
                inside[place] = value
    offset = (start - watched.start) // MINUTE
    return inside[offset : offset + (end - start) // MINUTE]


def _listen(start: time, end: time, watched: Clock, days: set[date]) -> Iterable[int]:
    """Yield what the wall clock shows for the first time and what is inside the window."""
    nights = {day + DAY for day in days}
    for place, ((today, shown), again) in enumerate(zip(watched.walls, watched.again, strict=True)):
        if start < end:
            within = start <= shown < end and today in days
        else:
            within = (shown >= start and today in days) or (shown < end and today in nights)
        if within and not again:
            yield place


def _occurrences(
    window: Window, watched: Clock, days: set[date], effect: Effect, sun: SunCalendar | None
) -> Iterable[int]:
    """Yield all between the first time that the start comes and the time that the end does: its last one for muting."""
    # The outermost days are there for what reaches in from them; their own ends would be out of sight.
    day, last = watched.walls[0][0] + DAY, watched.walls[-1][0] - DAY
    which = max if effect is Effect.MUTE else min
    while day < last:
        begins = _comes(window.start, watched, day, min, sun) if day in days else None
        if begins is not None:
            ends = _comes(window.end, watched, day, which, sun)
            if isinstance(window.start, time) and isinstance(window.end, time):
                same_day = window.start < window.end
            else:
                same_day = ends is not None and ends > begins
            if not same_day:
                ends = _comes(window.end, watched, day + DAY, which, sun)
            if ends is None:
                ends = watched.place(day + 2 * DAY, time(), which)
            for place in range(max(begins, 0), min(ends, len(watched.walls))):
                if effect is Effect.MUTE or not watched.again[place]:
                    yield place
        day += DAY


def _comes(
    edge: Edge, watched: Clock, day: date, which: Callable[[list[int]], int], sun: SunCalendar | None
) -> int | None:
    """Return when an edge comes on a day: at once where the sun has been up, or down, since before."""
    if isinstance(edge, time):
        return watched.place(day, edge, which)
    assert sun is not None
    if (instant := sun.at(day, edge.event)) is not None:
        return (instant + edge.offset - watched.start) // MINUTE
    has_come = sun.up(day) if edge.event is SunEvent.SUNRISE else not sun.up(day)
    return watched.place(day, time(), which) if has_come else None


def first_change(values: Sequence[object]) -> int | None:
    """Return the place of the first value that differs from the one at the start."""
    return next((place for place, value in enumerate(values) if value != values[0]), None)
