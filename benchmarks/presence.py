"""How long after a person has left the last microphone is muted."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
import gc
from time import perf_counter
from typing import Protocol

from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.helpers.event import async_track_state_change_event

from .home import House, async_earshot, async_house, rule
from .row import Row, Sample, beside
from .timetable import automation, call_service

_PERSON = "person.resident"
_WARM_UPS = 3
# Milliseconds, and those of the limit when they were set, per number of microphones.
TARGETS = {10: (0.75, 0.59), 100: (1.9, 1.72)}


class _Means(Protocol):
    """Something that mutes a house's switches while nobody is home."""

    async def async_arm(self, house: House) -> None:
        """Set it up, so that it acts from here on."""


class _Earshot:
    async def async_arm(self, house: House) -> None:
        await async_earshot(house, [rule(0, persons=[_PERSON])])


class _Automation:
    async def async_arm(self, house: House) -> None:
        automations = [
            automation(service, {"trigger": "state", "entity_id": _PERSON, "to": state}, service, house.switch_ids)
            for state, service in (("not_home", "turn_on"), ("home", "turn_off"))
        ]
        await house.async_setup("automation", {"automation": automations})


class _Tracker:
    async def async_arm(self, house: House) -> None:
        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            state = event.data["new_state"]
            if state is not None:
                call_service(house.hass, "turn_off" if state.state == "home" else "turn_on", house.switch_ids)

        async_track_state_change_event(house.hass, _PERSON, changed)


async def _async_measure(contenders: Sequence[_Means], microphones: int, repetitions: int) -> list[Sample]:
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(async_house(microphones)) for _ in contenders]
        for contender, house in zip(contenders, houses, strict=True):
            house.hass.states.async_set(_PERSON, "home")
            await contender.async_arm(house)
        turns = []
        for _ in range(repetitions + _WARM_UPS):
            gc.collect()
            turns.append([await _async_leave(house) for house in houses])
    return [Sample(column) for column in zip(*turns[_WARM_UPS:], strict=True)]


async def _async_leave(house: House) -> float:
    """Let the person leave, and return: how many milliseconds until the last switch was on."""
    house.stopwatch.marks.clear()
    # As a message of a tracker would come: between two iterations of the loop.
    await asyncio.sleep(0)
    since = perf_counter()
    house.hass.states.async_set(_PERSON, "not_home")
    await house.hass.async_block_till_done()
    if len(house.stopwatch.marks) != len(house.switches):
        raise RuntimeError(f"{len(house.stopwatch.marks)} of {len(house.switches)} switches were turned on")
    house.hass.states.async_set(_PERSON, "home")
    await house.hass.async_block_till_done()
    if any(switch.is_on for switch in house.switches):
        raise RuntimeError("a switch was not released")
    return house.stopwatch.last(since)


def presence(repetitions: int, microphones: int) -> list[Row]:
    """Return the row of a person who leaves, for so many microphones."""
    ours, peer, limit = asyncio.run(
        _async_measure([_Earshot(), _Automation(), _Tracker()], microphones, 4 * repetitions)
    )
    # A size without a target of its own is held against the limit alone.
    target = beside(*TARGETS[microphones], limit) if microphones in TARGETS else 1.1 * limit.median
    return [Row(f"presence_last_mute_{microphones}", "ms", ours, peer, "state automation", limit, target)]
