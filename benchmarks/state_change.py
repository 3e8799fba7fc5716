"""What a change of a satellite's state costs, in CPU time of the whole process."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
import gc
from time import process_time

from .home import House, async_house
from .indicators import (
    ACTIVATION,
    Earshot,
    EarshotIndicator,
    Indicator,
    Tracker,
    async_arm,
    expand_template,
    explicit_template,
)
from .row import Row, Sample, beside

_ACTIVATIONS = 500
# A template over many satellites takes a while.
_PEER_ACTIVATIONS = 25
_WARM_UPS = 2
# The most microphones that an explicit template is tried for.
_MOST_EXPLICIT = 100
# What Earshot may add to a bare tracker, and what that took when this was set, in microseconds.
ALLOWANCES = {10: (2.0, 6.1), 1000: (4.0, 6.4)}


async def _async_measure(
    indicators: Sequence[Indicator], activations: Sequence[int], microphones: int, repetitions: int
) -> list[Sample]:
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(async_house(microphones)) for _ in indicators]
        await async_arm(houses, indicators)
        turns = []
        for _ in range(repetitions + _WARM_UPS):
            gc.collect()
            turns.append([await _async_live(*turn) for turn in zip(houses, activations, strict=True)])
    return [Sample(column) for column in zip(*turns[_WARM_UPS:], strict=True)]


async def _async_live(house: House, activations: int) -> float:
    """Let microphones be woken in turns, and return the microseconds per change of a state."""
    satellite_ids, set_state = house.satellite_ids, house.hass.states.async_set
    since = process_time()
    for number in range(activations):
        for state in ACTIVATION:
            set_state(satellite_ids[number % len(satellite_ids)], state)
        # Whatever was put off is part of the price.
        await asyncio.sleep(0)
    return (process_time() - since) * 1e6 / (activations * len(ACTIVATION))


def state_change(repetitions: int, microphones: int) -> list[Row]:
    """Return the row of so many microphones.

    A template and a bare tracker tell one thing: whether anything listens. What Earshot needs for that is `ours`; beside it stands what it
    costs with all its entities and its log.
    """
    explicit = microphones <= _MOST_EXPLICIT
    peer = explicit_template() if explicit else expand_template()
    # A template asks the Home Assistant that was made last.
    indicators: list[Indicator] = [EarshotIndicator(), Tracker(), Earshot(), Tracker(shows=True), peer]
    activations = [*[_ACTIVATIONS] * 4, _PEER_ACTIVATIONS]
    ours, limit, everything, shown, theirs = asyncio.run(
        _async_measure(indicators, activations, microphones, repetitions)
    )
    return [
        Row(
            f"state_change_cpu_{microphones}",
            "µs",
            ours,
            theirs,
            "explicit template" if explicit else "template with expand",
            limit,
            limit.median + beside(*ALLOWANCES.get(microphones, ALLOWANCES[1000]), limit),
            (("with all entities and the log", everything.median), ("a tracker that shows it", shown.median)),
        )
    ]
