"""Whether an indicator shows that a microphone listens, and how soon: real timers, real time.

How soon is the difference between the instants that Home Assistant itself gives to the two states.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.helpers.event import async_track_state_change_event

from .home import House, async_house
from .indicators import ACTIVATION, Earshot, Indicator, Tracker, async_arm, domain_template
from .row import Row, Sample

# Seconds: how long a short listen lasts, how long the satellite then works, and how long it is quiet until the next one.
_SHORT, _WORK, _QUIET = 0.3, 0.1, 0.3
# Seconds since an indicator that had shown the command before went off; and the longest that one is waited for.
_SINCE_LAST, _LONGEST = 0.4, 3.0
_WARM_UPS = 1


class _Watcher:
    """Sees an indicator show a state."""

    def __init__(self, house: House, entity_id: str, state: str) -> None:
        """Begin to watch; what is shown now counts."""
        current = house.hass.states.get(entity_id)
        self.seen_at = current.last_changed_timestamp if current is not None and current.state == state else None
        self._state = state
        self._seen = asyncio.Event()
        self._stop = async_track_state_change_event(house.hass, entity_id, self._changed)

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        if self.seen_at is None and (state := event.data["new_state"]) is not None and state.state == self._state:
            self.seen_at = state.last_changed_timestamp
            self._seen.set()

    async def async_wait(self) -> None:
        """Return when it has been seen, or waited for long enough."""
        if self.seen_at is None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST):
                    await self._seen.wait()
        self._stop()

    def stop(self) -> bool:
        """Stop watching; whether it has been seen."""
        self._stop()
        return self.seen_at is not None


# --- Latency ---------------------------------------------------------------------------------------------------------


async def _async_latencies(indicators: Sequence[Indicator], repetitions: int) -> list[Sample]:
    """Return the milliseconds until each indicator was on, every time for a microphone that was not heard before."""
    times = repetitions + _WARM_UPS
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(async_house(times)) for _ in indicators]
        await async_arm(houses, indicators)
        columns = [
            [await _async_latency(house, indicator, number) for number in range(times)]
            for house, indicator in zip(houses, indicators, strict=True)
        ]
    return [Sample(column[_WARM_UPS:]) for column in columns]


async def _async_latency(house: House, indicator: Indicator, number: int) -> float:
    satellite_id, entity_id = house.satellite_ids[number], indicator.entity_id(house, number)
    await _Watcher(house, entity_id, "off").async_wait()
    await asyncio.sleep(_SINCE_LAST)
    watcher = _Watcher(house, entity_id, "on")
    house.hass.states.async_set(satellite_id, ACTIVATION[0])
    listening = house.hass.states.get(satellite_id)
    await watcher.async_wait()
    for state in ACTIVATION[1:]:
        house.hass.states.async_set(satellite_id, state)
    if listening is None or watcher.seen_at is None:
        return _LONGEST * 1000
    return (watcher.seen_at - listening.last_changed_timestamp) * 1000


# --- Short listens ---------------------------------------------------------------------------------------------------


async def _async_missed(indicators: Sequence[Indicator], seconds: float, listens: int) -> list[int]:
    """Return how many listens of so many seconds each indicator did not show; all houses live at the same time."""
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(async_house(listens)) for _ in indicators]
        await async_arm(houses, indicators)
        turns = zip(houses, indicators, strict=True)
        return await asyncio.gather(*(_async_missed_by(house, indicator, seconds) for house, indicator in turns))


async def _async_missed_by(house: House, indicator: Indicator, seconds: float) -> int:
    states, missed = house.hass.states, 0
    for number, satellite_id in enumerate(house.satellite_ids):
        states.async_set(satellite_id, ACTIVATION[0])
        watcher = _Watcher(house, indicator.entity_id(house, number), "on")
        if seconds:
            await asyncio.sleep(seconds)
        missed += not watcher.stop()
        for state, lasts in zip(ACTIVATION[1:], (_WORK, _WORK, _QUIET), strict=True):
            states.async_set(satellite_id, state)
            await asyncio.sleep(lasts)
    return missed


# --- The rows --------------------------------------------------------------------------------------------------------


def listen(repetitions: int, listens: int = 5) -> list[Row]:
    """Return the rows of an indicator's latency, and of so many short listens that it missed."""
    # A template asks the Home Assistant that was made last.
    indicators: list[Indicator] = [Earshot(), Tracker(shows=True), domain_template()]
    ours, limit, peer = asyncio.run(_async_latencies(indicators, repetitions))
    missed = asyncio.run(_async_missed(indicators, _SHORT, listens))
    at_once = asyncio.run(_async_missed(indicators, 0, listens))
    return [
        Row("indicator_latency", "ms", ours, peer, "domain template", limit, 0.2),
        Row(
            "short_listen_missed",
            f"of {listens}",
            Sample([missed[0]]),
            Sample([missed[2]]),
            "domain template",
            Sample([missed[1]]),
            0,
            (("over within one turn of the loop: ours", at_once[0]), ("the template", at_once[2])),
        ),
    ]
