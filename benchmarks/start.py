"""What rules cost when Home Assistant starts again, in CPU time of the whole process."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from homeassistant.components.switch import SwitchEntity
from homeassistant.components.switch.const import DATA_COMPONENT

from .home import House, async_earshot, async_house, rule
from .row import Row, Sample, beside
from .timetable import automation

_MICROPHONES = 3
# Milliseconds of CPU time, and those of the limit when they were set, per number of rules.
TARGETS = {50: (5.0, 4.0), 500: (35.0, 29.0)}

type _SetUp = Callable[[House, int], Coroutine[None, None, None]]


async def _async_earshot(house: House, count: int) -> None:
    """Earshot with rules of their own hours each, for all microphones in turns."""
    rules = [
        rule(number, hours=[_window(number)], microphones=[number % len(house.switches)]) for number in range(count)
    ]
    await async_earshot(house, rules)


def _window(number: int) -> dict[str, Any]:
    minute = number * 7 % 60
    return {"days": ["mon", "tue", "wed", "thu", "fri"], "start": f"22:{minute:02}:00", "end": f"06:{minute:02}:00"}


async def _async_automations(house: House, count: int) -> None:
    """One native time automation per rule, as far as one automation goes: it mutes and never releases."""
    automations = [
        automation(
            f"night_{number}", {"trigger": "time", "at": _window(number)["start"]}, "turn_on", house.switch_ids[:1]
        )
        for number in range(count)
    ]
    await house.async_setup("automation", {"automation": automations})


class _Bare(SwitchEntity):
    """An entity that does nothing: the least that a rule which can be switched off needs."""

    _attr_should_poll = False
    _attr_is_on = True

    def __init__(self, number: int) -> None:
        self._attr_unique_id = self._attr_name = f"rule_{number}"


async def _async_bare(house: House, count: int) -> None:
    await house.hass.data[DATA_COMPONENT].async_add_entities([_Bare(number) for number in range(count)])
    await house.hass.async_block_till_done()


_SET_UPS: Mapping[str, _SetUp] = {"ours": _async_earshot, "peer": _async_automations, "limit": _async_bare}


@dataclass(slots=True)
class _Place:
    """A folder in which one set-up with so many rules is started again and again."""

    set_up: _SetUp
    count: int
    folder: Path

    def start(self) -> float:
        """Start once more, in a loop of its own, and return the CPU time in milliseconds that the set-up took."""
        return asyncio.run(self._async_start())

    async def _async_start(self) -> float:
        async with async_house(_MICROPHONES, folder=self.folder) as house:
            gc.collect()
            since = process_time()
            await self.set_up(house, self.count)
            return (process_time() - since) * 1000


def start_cost(repetitions: int, counts: tuple[int, ...] = (50, 500)) -> list[Row]:
    """Return a row per number of rules: what they add to a start, beyond a start without any."""
    with TemporaryDirectory(prefix="earshot-bench-") as temporary:
        places = {
            (name, count): _Place(set_up, count, Path(temporary) / f"{name}-{count}")
            for count in (0, *counts)
            for name, set_up in _SET_UPS.items()
        }
        for place in places.values():
            place.folder.mkdir()
            # The first start registers the entities; what is measured is any later one.
            place.start()
        turns = [{key: place.start() for key, place in places.items()} for _ in range(repetitions)]
    return [_row(turns, count) for count in counts]


def _row(turns: list[dict[tuple[str, int], float]], count: int) -> Row:
    def added(name: str) -> Sample:
        return Sample([turn[name, count] - turn[name, 0] for turn in turns])

    limit = added("limit")
    target = beside(*TARGETS[count], limit) if count in TARGETS else 1.2 * limit.median
    peer_name = f"{count} native automations"
    return Row(f"start_cost_{count}_rules", "ms", added("ours"), added("peer"), peer_name, limit, target)
