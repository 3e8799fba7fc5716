"""How long after a boundary the first and the last microphone is muted: real timers, real time."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
import gc
from time import perf_counter, time

from .home import House, async_house, instant
from .row import Row, Sample, beside
from .timetable import Earshot, EntityMethods, Means, ScheduleHelper, ServiceCall, TimeAutomation, Timetable, timetables

# What is measured first warms everything up and is left out.
_WARM_UPS = 1
_MOST_ATTEMPTS = 4
HELPER = "schedule helper + automation"


class _TooLateError(Exception):
    """Setting up took longer than was allowed for."""

    def __init__(self, seconds: float) -> None:
        """Say how long it took."""
        super().__init__(f"setting up took {seconds:.0f} s")
        self.seconds = seconds


class Boundary:
    """The first and the last mute of each contender, in milliseconds after the boundary."""

    def __init__(self, contenders: Sequence[Means], first: Sequence[Sample], last: Sequence[Sample]) -> None:
        """Take the samples, in the order of the contenders."""
        self._places = {type(contender): place for place, contender in enumerate(contenders)}
        self._first = first
        self._last = last

    def first(self, means: type[Means]) -> Sample:
        """Return the first mutes by one means."""
        return self._first[self._places[means]]

    def last(self, means: type[Means]) -> Sample:
        """Return the last mutes by one means."""
        return self._last[self._places[means]]


def boundary(contenders: Sequence[Means], microphones: int, repetitions: int, seconds: int = 1) -> Boundary:
    """Let windows of so many seconds begin and end in turns, each contender in a Home Assistant of its own.

    Every attempt has a loop of its own: timers that outlive a Home Assistant would be met at later boundaries.
    """
    set_up, lasts = 2.0 + microphones / 100, timedelta(seconds=seconds)
    for _ in range(_MOST_ATTEMPTS):
        try:
            return asyncio.run(_async_attempt(contenders, microphones, repetitions, set_up, lasts))
        except _TooLateError as err:
            set_up = 1.5 * err.seconds + 5
    raise RuntimeError("Setting up takes too long for a boundary to be met")


async def _async_attempt(
    contenders: Sequence[Means], microphones: int, repetitions: int, set_up: float, lasts: timedelta
) -> Boundary:
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(async_house(microphones)) for _ in contenders]
        tables = timetables(len(contenders), repetitions + _WARM_UPS, set_up=set_up, lasts=lasts)
        since = perf_counter()
        for contender, house, table in zip(contenders, houses, tables, strict=True):
            await contender.async_arm(house, table)
        if time() > tables[0].starts[0].timestamp() - 1:
            raise _TooLateError(perf_counter() - since)
        marks = [await _async_turn(houses, tables, number) for number in range(repetitions + _WARM_UPS)]
    columns = list(zip(*marks[_WARM_UPS:], strict=True))
    return Boundary(
        contenders,
        [Sample([first for first, _ in column]) for column in columns],
        [Sample([last for _, last in column]) for column in columns],
    )


async def _async_turn(houses: Sequence[House], tables: Sequence[Timetable], number: int) -> list[tuple[float, float]]:
    """Let every contender's window begin once; return first and last mute of each in milliseconds."""
    marks = []
    for house, table in zip(houses, tables, strict=True):
        start = table.starts[number].timestamp()
        # Whatever the one before left behind is not this one's to clear away.
        gc.collect()
        released = not any(switch.is_on for switch in house.switches)
        house.stopwatch.marks.clear()
        boundary, lasts = instant(start), table.lasts.total_seconds()
        await asyncio.sleep(start - time() + lasts * 0.9)
        if not released or len(house.stopwatch.marks) < len(house.switches):
            # Whoever has not muted by the window's end, or has not yet released the last one, has at least been that late.
            house.stopwatch.marks.append(boundary + lasts)
        marks.append((house.stopwatch.first(boundary), house.stopwatch.last(boundary)))
        await asyncio.sleep(max(0.0, boundary + 1.5 * lasts - perf_counter()))
    return marks


# --- The rows --------------------------------------------------------------------------------------------------------


def boundary_100(repetitions: int, microphones: int = 100) -> list[Row]:
    """Return the rows of a boundary for 100 microphones."""
    contenders: list[Means] = [Earshot(), ScheduleHelper(), ServiceCall(), EntityMethods(), TimeAutomation()]
    measured = boundary(contenders, microphones, repetitions)
    late = measured.last(TimeAutomation).median
    return [
        Row(
            "boundary_first_mute_100",
            "ms",
            measured.first(Earshot),
            measured.first(ScheduleHelper),
            HELPER,
            measured.first(EntityMethods),
            beside(2.0, 0.7, measured.first(EntityMethods)),
            (
                ("time automation", measured.first(TimeAutomation).median),
                ("one service call", measured.first(ServiceCall).median),
            ),
        ),
        Row(
            "boundary_last_mute_100",
            "ms",
            measured.last(Earshot),
            measured.last(ScheduleHelper),
            HELPER,
            measured.last(ServiceCall),
            1.1 * measured.last(ServiceCall).median,
            (("time automation", late), ("entity methods", measured.last(EntityMethods).median)),
        ),
    ]


def boundary_1000(repetitions: int, microphones: int = 1000) -> list[Row]:
    """Return the row of a boundary for 1000 microphones."""
    contenders: list[Means] = [Earshot(), ScheduleHelper(), ServiceCall()]
    measured = boundary(contenders, microphones, repetitions, seconds=2)
    limit = measured.last(ServiceCall)
    return [
        Row(
            "boundary_last_mute_1000",
            "ms",
            measured.last(Earshot),
            measured.last(ScheduleHelper),
            HELPER,
            limit,
            1.1 * limit.median,
            (("first mute", measured.first(Earshot).median),),
        )
    ]


class _EarshotOneRule(Earshot):
    """One rule for all microphones: what a rule for each of them is measured by."""


def boundary_1000_rules(repetitions: int, microphones: int = 1000) -> list[Row]:
    """Return the row of 1000 rules on one boundary, a microphone each; the limit is one rule for all of them.

    Home Assistant takes 10 000 entities of one entry: the microphones have none that tell of their activity.
    """
    contenders: list[Means] = [
        Earshot(rule_each=True, observed=False),
        ScheduleHelper(pair_each=True),
        _EarshotOneRule(observed=False),
    ]
    measured = boundary(contenders, microphones, repetitions, seconds=5)
    limit = measured.last(_EarshotOneRule)
    return [
        Row(
            "boundary_1000_rules",
            "ms",
            measured.last(Earshot),
            measured.last(ScheduleHelper),
            f"{microphones} schedule helpers, an automation each way",
            limit,
            1.3 * limit.median,
        )
    ]
