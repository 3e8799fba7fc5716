"""Unloaded nothing stays behind, and loaded again everything is as it was."""

from datetime import timedelta
import threading
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.household import Household
from tests.calls import async_turn
from tests.home import Satellite, async_call, async_earshot, async_wait, entity, microphone, night, shown

from .parts import NIGHT, listeners, timers

pytestmark = pytest.mark.usefixtures("tuesday_evening")


async def test_unload_leaves_nothing_behind(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No timer, no listener, no thread, and no mute lifted."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    before = listeners(hass), timers(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.muted
    assert listeners(hass)["call_service"] == 1
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.NOT_LOADED
    left = {event: count for event, count in listeners(hass).items() if count > before[0].get(event, 0)}
    assert left == {}
    assert timers(hass) <= before[1]
    assert kitchen.switch.calls == [True]
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-21T06:00:00+00:00"))
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "unavailable"


@pytest.mark.parametrize("step", ["async_configure", "async_start"])
async def test_setup_that_fails_leaves_nothing_behind(hass: HomeAssistant, kitchen: Satellite, step: str) -> None:
    """No thread, no timer, no listener; the next attempt is a first one."""
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone(hass, kitchen), night()])
    entry.add_to_hass(hass)
    with patch.object(Household, step, side_effect=ValueError("cannot be")):
        assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert listeners(hass).get("call_service", 0) == 0
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("earshot")] == []
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"


async def test_unload_that_fails(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Where a platform cannot be unloaded, Earshot goes on."""
    with patch.object(hass.config_entries, "async_unload_platforms", return_value=False):
        assert not await hass.config_entries.async_unload(entry.entry_id)
    entry._async_set_state(hass, ConfigEntryState.LOADED, None)
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    assert kitchen.muted


async def test_reload(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_storage: dict[str, Any],
    hass_admin_user: MockUser,
) -> None:
    """What was remembered is remembered: the mute is still Earshot's own, an override still stands."""
    await async_wait(hass, freezer, NIGHT)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    await async_turn(hass, "turn_off", entity(hass, "switch", "mute", "Kitchen"), user=hass_admin_user)
    assert kitchen.switch.calls == [True, False]
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-21T05:00:00+00:00"))
    assert not kitchen.muted


async def test_stop_in_order(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """At its last moment Home Assistant saves that it stopped in order, and the log is closed."""
    await hass.async_block_till_done()
    assert hass_storage[DOMAIN]["data"]["clean"] is False
    hass.set_state(CoreState.final_write)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert hass_storage[DOMAIN]["data"]["clean"] is True
    assert entry.runtime_data.log.store is None
    hass.set_state(CoreState.running)


async def test_a_stop_in_order_is_logged_once(
    hass: HomeAssistant, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """While nobody watches nothing is known: the time until the next start is told as such, never as the mute that stood."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    (id_,) = entry.runtime_data.household.microphones
    began = dt_util.utcnow()
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    await async_wait(hass, tuesday_evening, began + timedelta(minutes=10))
    assert await hass.config_entries.async_unload(entry.entry_id)
    tuesday_evening.move_to(began + timedelta(minutes=30))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await async_wait(hass, tuesday_evening, began + timedelta(minutes=40))
    log = entry.runtime_data.log.store
    end = began + timedelta(minutes=40)
    await hass.async_add_executor_job(lambda: log.flush().result(10))
    changes = (await hass.async_add_executor_job(lambda: log.changes().result(10))).records
    assert [each.cause for each in changes if each.microphone_id is None] == ["stopped"]
    told = await hass.async_add_executor_job(lambda: log.timeline(began, end).result(10))
    spans = [((each.end - began) // timedelta(minutes=1), each.status) for each in told.spans[id_]]
    assert spans[-3:] == [(10, "paused"), (30, None), (40, "paused")]


@pytest.mark.parametrize(("clean", "gaps"), [(True, 0), (False, 1)])
async def test_gap_is_logged(
    hass: HomeAssistant, kitchen: Satellite, hass_storage: dict[str, Any], *, clean: bool, gaps: int
) -> None:
    """After a kill the log says since when nobody watched."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass_storage[DOMAIN]["data"]["clean"] = clean
    saved_at = hass_storage[DOMAIN]["data"]["saved_at"]
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    log = entry.runtime_data.log.store
    page = await hass.async_add_executor_job(lambda: (log.flush().result(10), log.changes().result(10))[1])
    found = [change for change in page.records if change.cause == "gap"]
    assert len(found) == gaps
    assert all(saved_at in change.detail and change.microphone_id is None for change in found)
