"""Slow oracles: they step through UTC minutes and look at the wall clock, and share nothing with what they check."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Default, Effect, Override, Standing, Want
from custom_components.earshot.policy.rules import Rule
from custom_components.earshot.policy.windows import Window

MINUTE = timedelta(minutes=1)
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
class Clock:
    """What a wall clock shows at each minute from `start` on, and whether for the second time."""

    start: datetime
    walls: tuple[datetime, ...]
    again: tuple[bool, ...]
    places: dict[datetime, list[int]]


@lru_cache(maxsize=4)
def clock(zone: ZoneInfo, day: date, days: int) -> Clock:
    """Watch a wall clock for some days."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    shown = [(start + number * MINUTE).astimezone(zone) for number in range(days * 24 * 60)]
    walls = tuple(wall.replace(tzinfo=None, fold=0) for wall in shown)
    places: dict[datetime, list[int]] = {}
    for place, wall in enumerate(walls):
        places.setdefault(wall, []).append(place)
    return Clock(start, walls, tuple(wall.fold == 1 for wall in shown), places)


def hours_active(
    windows: Iterable[Window], zone: ZoneInfo, effect: Effect, start: datetime, end: datetime
) -> list[bool]:
    """Return for each minute from `start` to `end`, both whole minutes, whether it is inside a window."""
    first = start.date() - timedelta(days=4)
    watched = clock(zone, first, (end.date() - first).days + 5)
    mark = _mute if effect is Effect.MUTE else _listen
    inside = [False] * len(watched.walls)
    for window in windows:
        mark(window, watched, inside)
    offset = (start - watched.start) // MINUTE
    return inside[offset : offset + (end - start) // MINUTE]


def _listen(window: Window, watched: Clock, inside: list[bool]) -> None:
    """Mark what the wall clock shows for the first time and what is inside the window."""
    for place, (wall, again) in enumerate(zip(watched.walls, watched.again, strict=True)):
        shown, today, yesterday = wall.time(), wall.weekday(), (wall.weekday() - 1) % 7
        if window.start < window.end:
            within = today in window.days and window.start <= shown < window.end
        else:
            within = (today in window.days and shown >= window.start) or (
                yesterday in window.days and shown < window.end
            )
        inside[place] = inside[place] or (within and not again)


def _mute(window: Window, watched: Clock, inside: list[bool]) -> None:
    """Mark all between the first time that the clock shows the start and the last time that it shows the end."""
    # The outermost days are there for what reaches in from them; their own ends would be out of sight.
    day, last = watched.walls[0].date() + timedelta(days=1), watched.walls[-1].date() - timedelta(days=1)
    while day < last:
        if day.weekday() in window.days:
            ends_on = day if window.start < window.end else day + timedelta(days=1)
            begins = _place(watched, datetime.combine(day, window.start), min)
            ends = _place(watched, datetime.combine(ends_on, window.end), max)
            for place in range(begins, ends):
                inside[place] = True
        day += timedelta(days=1)


def _place(watched: Clock, wall: datetime, which: Callable[[list[int]], int]) -> int:
    """Return where the clock shows `wall`, or where it first shows more if it skips it."""
    if wall in watched.places:
        return which(watched.places[wall])
    return next((place for place, shown in enumerate(watched.walls) if shown > wall), len(watched.walls))


def first_change(values: Sequence[object]) -> int | None:
    """Return the place of the first value that differs from the one at the start."""
    return next((place for place, value in enumerate(values) if value != values[0]), None)


def wants(
    minutes: Iterable[datetime],
    zone: ZoneInfo,
    *,
    privacy_mode: bool,
    scheduler: bool,
    standing: Standing,
    rules: Sequence[Rule],
    facts: Facts,
) -> list[Want]:
    """Return what is wanted at each minute, one after the other, remembering only whether the override was lifted."""
    override: Override | None = standing.override
    found = []
    for minute in minutes:
        active = {rule for rule in rules if scheduler and _counts(rule, rule.evaluate(minute, zone, facts).value)}
        muting = {rule.id for rule in active if rule.effect is Effect.MUTE}
        listening = {rule.id for rule in active if rule.effect is Effect.LISTEN}
        if override is not None and (minute >= override.until or muting != set(override.rules)):
            override = None
        mutes = [reason for reason in (standing.person_mute, *standing.holds) if reason is not None]
        held = any(reason.until is None or minute < reason.until for reason in mutes)
        if privacy_mode or held:
            want = Want.MUTED
        elif override is not None and facts.clock_trusted:
            want = Want.LIVE
        elif muting or (standing.default is Default.MUTED and not listening):
            want = Want.MUTED
        else:
            want = Want.LIVE
        found.append(want)
    return found


def _counts(rule: Rule, value: bool | None) -> bool:
    if value is None:
        return rule.effect is Effect.MUTE
    return value
