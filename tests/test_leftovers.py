"""What a home with everything in it leaves behind when Earshot is unloaded, again and again: nothing, and every mute where it was."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import gc
from pathlib import Path
import threading
from typing import Any
import weakref

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import event as event_helper, issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import (
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    rule,
    shown,
)

NIGHT = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
ROUNDS = 4
_TRACKERS = tuple(name for name in vars(event_helper) if name.startswith("_TRACK_") and name.endswith("_DATA"))

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@dataclass(frozen=True)
class Left:
    """What is there of a process, in numbers."""

    listeners: Counter[str]
    trackers: Counter[str]
    timers: int
    tasks: Counter[str]
    threads: Counter[str]
    files: Counter[str]


def left(hass: HomeAssistant) -> Left:
    """Count what is there now."""
    trackers: Counter[str] = Counter()
    for name in _TRACKERS:
        if (data := hass.data.get(getattr(event_helper, name))) is not None:
            trackers[name] = sum(len(jobs) for jobs in data.callbacks.values())
    tasks = (task for task in asyncio.all_tasks(hass.loop) if not task.done())
    return Left(
        listeners=Counter(hass.bus.async_listeners()),
        trackers=trackers,
        timers=sum(not handle.cancelled() for handle in get_scheduled_timer_handles(hass.loop)),
        tasks=Counter(task.get_coro().__qualname__ for task in tasks),
        threads=Counter(thread.name for thread in threading.enumerate() if "earshot" in thread.name.lower()),
        files=Counter(open_files()),
    )


def open_files() -> list[str]:
    """Return what this process has open, but for what Python opens and closes as it pleases."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(descriptor.readlink()))
        except OSError:
            continue
    return [each for each in found if "earshot" in each or each.endswith((".db", "-wal", "-shm"))]


@pytest.fixture
async def satellites(hass: HomeAssistant) -> list[Satellite]:
    """Two satellites, one of which does as it likes."""
    return [await async_satellite(hass, name) for name in ("Kitchen", "Bedroom")]


@pytest.fixture
async def entry(hass: HomeAssistant, satellites: list[Satellite]) -> MockConfigEntry:
    """A home with a rule of every kind, and with every platform that Earshot serves."""
    for component in ("system_health", "diagnostics"):
        assert await async_setup_component(hass, component, {})
    hass.states.async_set("person.anna", "home")
    hass.states.async_set("media_player.television", "off")
    hass.states.async_set("zone.work", "0")
    return await async_earshot(
        hass,
        *(microphone(hass, each) for each in satellites),
        night(),
        nobody_home("person.anna"),
        rule("Film", states=[{"entity": "media_player.television", "states": ["on"]}], timing={"states": {"for": 60}}),
        rule("Sunset", hours=[{"days": ["sat"], "start": {"sun": "sunset"}, "end": "23:00:00"}]),
        rule("Work", presence={"zone": {"zone": "zone.work", "comparison": "at_least", "count": 1}}),
        rule("Template", conditions=[{"condition": "template", "value_template": "{{ is_state('sun.sun', 'x') }}"}]),
    )


async def async_unload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unload, and let everything come to rest."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)


async def async_in_the_middle(hass: HomeAssistant, satellites: list[Satellite], freezer: FrozenDateTimeFactory) -> None:
    """Bring Earshot to where most of it waits for something: a command, a retry, a time, a save, a rule that has begun to count."""
    kitchen, bedroom = satellites
    bedroom.switch.ignores = True
    await kitchen.async_show("listening")
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Bedroom"), duration="00:30:00")
    hass.states.async_set("media_player.television", "on")
    await hass.async_block_till_done()
    await async_wait(hass, freezer, timedelta(seconds=6))


async def test_nothing_is_left(
    hass: HomeAssistant, entry: MockConfigEntry, satellites: list[Satellite], freezer: FrozenDateTimeFactory
) -> None:
    """After one life of Earshot there is as much as after five: no listener, timer, task, thread and open file of any."""
    await async_unload(hass, entry)
    before = left(hass)
    assert (before.threads, before.files) == (Counter(), Counter())
    lives: list[weakref.ref[Any]] = []
    for _ in range(ROUNDS):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        data = entry.runtime_data
        lives += [weakref.ref(each) for each in (data.household, data.watch, data.log, data.care, data.ledger)]
        del data
        during = left(hass)
        assert during.threads and during.files
        assert during.trackers > before.trackers
        await async_in_the_middle(hass, satellites, freezer)
        await async_unload(hass, entry)
        satellites[0].hass.states.async_set(satellites[0].entity_id, "idle")
        hass.states.async_set("media_player.television", "off")
        await hass.async_block_till_done()
    after = left(hass)
    assert after.listeners <= before.listeners
    assert after.trackers == before.trackers
    assert after.timers <= before.timers
    assert after.tasks == before.tasks
    assert (after.threads, after.files) == (Counter(), Counter())
    gc.collect()
    assert [each for each in (life() for life in lives) if each is not None] == []
    domain = [issue for issue in ir.async_get(hass).issues.values() if issue.domain == DOMAIN]
    assert [issue.translation_key for issue in domain] == []


async def test_nothing_is_unmuted(
    hass: HomeAssistant, entry: MockConfigEntry, satellites: list[Satellite], freezer: FrozenDateTimeFactory
) -> None:
    """Neither what a rule has muted nor what a person has, over any number of reloads, nor while it is not loaded in the morning."""
    kitchen, bedroom = satellites
    bedroom.switch.by_hand(True)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, NIGHT)
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([True], [])
    for _ in range(ROUNDS):
        assert await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        await async_wait(hass, freezer, timedelta(minutes=1))
        assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    await async_unload(hass, entry)
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-21T10:00:00+00:00"))
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([True], [])
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    # The night is over: what Earshot had muted is released by the one that comes after it, a person's mute is not.
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([True, False], [])
