"""What a flood of changes does to the loop: 1000 a second, real time."""

import asyncio
from asyncio import SelectorEventLoop
from collections.abc import Callable, Sequence
from dataclasses import dataclass
import gc
from resource import RUSAGE_THREAD, getrusage
from selectors import DefaultSelector, SelectorKey
from time import perf_counter, thread_time
from typing import override

from homeassistant.core import Event, EventStateChangedData, callback

from .home import House, async_house
from .indicators import ACTIVATION, EachTemplate, Earshot, Indicator, Tracker
from .row import Row, Sample

_MICROPHONES = 50
_PER_SECOND = 1000
_TARGET = 10.0


class TurnSelector(DefaultSelector):
    """Notes the longest turn of the loop: from when it has waited for what comes until it waits again.

    Where the machine took the processor away meanwhile, a turn counts for the time that it had it.
    """

    def __init__(self) -> None:
        """Begin with no turn at all."""
        super().__init__()
        self.longest = 0.0
        """In seconds."""
        self._begin: tuple[float, float, int] | None = None

    @override
    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """Wait for what comes: between two turns."""
        if self._begin is not None:
            wall, cpu, preempted = self._begin
            taken_away = getrusage(RUSAGE_THREAD).ru_nivcsw != preempted
            self.longest = max(self.longest, thread_time() - cpu if taken_away else perf_counter() - wall)
        ready = super().select(timeout)
        self._begin = perf_counter(), thread_time(), getrusage(RUSAGE_THREAD).ru_nivcsw
        return ready


@dataclass(frozen=True, slots=True)
class Flood:
    """What came of a flood."""

    stall: float
    """The longest turn of the loop, in milliseconds."""
    activations: int
    told: int
    """How many activations were told of."""


def flood(indicator: Indicator, seconds: float, tells: Callable[[str], bool]) -> Flood:
    """Let 50 microphones be woken for so long, and count the states of entities that tell of an activation's end."""
    selector = TurnSelector()
    with asyncio.Runner(loop_factory=lambda: SelectorEventLoop(selector)) as runner:
        return runner.run(_async_flood(selector, indicator, seconds, tells))


async def _async_flood(
    selector: TurnSelector, indicator: Indicator, seconds: float, tells: Callable[[str], bool]
) -> Flood:
    async with async_house(_MICROPHONES) as house:
        await indicator.async_arm(house)
        told = 0

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            nonlocal told
            told += tells(event.data["entity_id"])

        house.hass.bus.async_listen("state_changed", changed)
        gc.collect()
        await asyncio.sleep(0)
        selector.longest = 0.0
        activations = await _async_pour(house, seconds)
        stall = selector.longest * 1000
        await house.hass.async_block_till_done()
        return Flood(stall, activations, told)


async def _async_pour(house: House, seconds: float) -> int:
    """Take each microphone in turns to its next state, one change in a turn of the loop, and return how many activations ended."""
    satellite_ids, states = house.satellite_ids, house.hass.states
    rounds = round(seconds * _PER_SECOND / len(satellite_ids) / len(ACTIVATION))
    since, number = perf_counter(), 0
    for state in ACTIVATION * rounds:
        for satellite_id in satellite_ids:
            states.async_set(satellite_id, state)
            number += 1
            # What is late catches up, without ever doing two in a turn.
            await asyncio.sleep(max(0.0, since + number / _PER_SECOND - perf_counter()))
    return rounds * len(satellite_ids)


def _tells_of_activation(entity_id: str) -> bool:
    return entity_id.startswith("event.")


def _tells_nothing(_entity_id: str) -> bool:
    return False


def flood_stall(repetitions: int) -> list[Row]:
    """Return the row of a flood that lasts as many seconds as there are repetitions.

    Raises RuntimeError where an activation was lost.
    """
    contenders: Sequence[tuple[Indicator, Callable[[str], bool]]] = (
        (Earshot(), _tells_of_activation),
        (EachTemplate(), _tells_nothing),
        (Tracker(), _tells_nothing),
    )
    ours, peer, limit = (flood(indicator, repetitions, tells) for indicator, tells in contenders)
    if lost := ours.activations - ours.told:
        raise RuntimeError(f"{lost} of {ours.activations} activations were lost")
    return [
        Row(
            "flood_stall",
            "ms",
            Sample([ours.stall]),
            Sample([peer.stall]),
            f"{_MICROPHONES} template sensors",
            Sample([limit.stall]),
            _TARGET,
            (("activations, none lost", ours.activations),),
        )
    ]
