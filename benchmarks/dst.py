"""How many minutes inside a window a microphone is open on the nights when the clocks change: virtual time."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from homeassistant.helpers import event
from homeassistant.util import dt as dt_util

from .home import House, async_earshot, async_house, rule
from .row import Row, Sample
from .timetable import automation

_MINUTE = timedelta(minutes=1)
# Native time triggers come up to half a second late on purpose: nobody is blamed for that.
_JITTER = timedelta(milliseconds=600)
_BEFORE = timedelta(hours=1)
_AFTER = timedelta(minutes=30)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SPRING = (time(2, 30), time(3, 30))
_AUTUMN = (time(1, 30), time(2, 30))


@dataclass(frozen=True, slots=True)
class Case:
    """A window on one night, and the local instant at which Home Assistant starts; None for an hour before."""

    zone: str
    start: datetime
    end: datetime
    started: datetime | None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when the night is looked at, in UTC."""
        zone = ZoneInfo(self.zone)
        begin = self.started or self.start.replace(tzinfo=zone) - _BEFORE
        end = self.end.replace(tzinfo=zone, fold=1)
        return begin.replace(tzinfo=zone).astimezone(UTC), end.astimezone(UTC) + _AFTER

    def inside(self, instant: datetime) -> bool:
        """Whether a clock on the wall shows a time within the window."""
        wall = instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None, fold=0)
        return self.start <= wall < self.end


def matrix() -> list[Case]:
    """Return every window, in both zones, with each moment of starting."""
    cases = []
    for zone, spring, autumn, again in (
        ("Europe/Berlin", datetime(2027, 3, 28), datetime(2026, 10, 25), time(2, 15, fold=1)),  # noqa: DTZ001 - local
        ("America/New_York", datetime(2027, 3, 14), datetime(2026, 11, 1), time(1, 45, fold=1)),  # noqa: DTZ001
    ):
        nights = ((spring, _SPRING, (time(3, 15),)), (autumn, _AUTUMN, (time(1, 45), again)))
        for night, (start, end), moments in nights:
            day = night.date()
            starts = (None, *(datetime.combine(day, moment) for moment in moments))
            cases += [Case(zone, datetime.combine(day, start), datetime.combine(day, end), moment) for moment in starts]
    return cases


async def _async_earshot(house: House, case: Case) -> None:
    days = [day[:3] for day in _DAYS]
    await async_earshot(house, [rule(0, hours=[{"days": days, "start": f"{case.start:%T}", "end": f"{case.end:%T}"}])])


async def _async_helper(house: House, case: Case) -> None:
    ranges = [{"from": f"{case.start:%T}", "to": f"{case.end:%T}"}]
    await house.async_setup("schedule", {"schedule": {"night": {"name": "Night", **dict.fromkeys(_DAYS, ranges)}}})
    # What is more than most people write: the automation also looks when Home Assistant starts.
    automations = [
        automation(service, {"trigger": "state", "entity_id": "schedule.night", "to": state}, service, house.switch_ids)
        for state, service in (("on", "turn_on"), ("off", "turn_off"))
    ]
    await house.async_setup("automation", {"automation": automations})
    if house.hass.states.is_state("schedule.night", "on"):
        await house.async_turn("turn_on")


async def _async_time_automation(house: House, case: Case) -> None:
    automations = [
        automation(service, {"trigger": "time", "at": f"{moment:%T}"}, service, house.switch_ids)
        for moment, service in ((case.start, "turn_on"), (case.end, "turn_off"))
    ]
    await house.async_setup("automation", {"automation": automations})


_MEANS = {"ours": _async_earshot, "helper": _async_helper, "time automation": _async_time_automation}


def _utcnow() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _virtual_time(begin: datetime) -> Iterator[FrozenDateTimeFactory]:
    """Let time stand still until it is moved; the loop's timers go by it too."""
    with (
        freeze_time(begin) as clock,
        patch.object(dt_util, "utcnow", _utcnow),
        patch.object(event, "time_tracker_utcnow", _utcnow),
    ):
        if not isinstance(clock, FrozenDateTimeFactory):
            raise TypeError("time goes on")
        yield clock


async def _async_open_minutes(case: Case, means: str) -> int:
    begin, end = case.span
    with _virtual_time(begin + _JITTER) as clock:
        async with async_house(1, zone=case.zone) as house:
            await _MEANS[means](house, case)
            minutes = 0
            for number in range((end - begin) // _MINUTE):
                instant = begin + number * _MINUTE
                clock.move_to(instant + _JITTER)
                # The loop runs what has become due, and then what that has begun.
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                await house.hass.async_block_till_done()
                minutes += case.inside(instant) and not house.all_on
            return minutes


def dst_open_minutes(cases: Sequence[Case] | None = None) -> list[Row]:
    """Return the row: minutes open, over the whole matrix. Nothing in it is left to chance: once is enough."""
    minutes = dict.fromkeys(_MEANS, 0)
    for case in matrix() if cases is None else cases:
        for means in _MEANS:
            minutes[means] += asyncio.run(_async_open_minutes(case, means))
    ours, helper, native = (Sample([minutes[means]]) for means in _MEANS)
    also = (("time automation", native.median),)
    peer_name = "schedule helper + automation"
    return [Row("dst_open_minutes", "min", ours, helper, peer_name, Sample([0]), 0, also)]
