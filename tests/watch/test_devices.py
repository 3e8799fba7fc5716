"""Devices that go, come back as they please, and change their names."""

import asyncio

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from tests.home import SEVEN, TEN, Satellite, async_earshot, async_wait, microphone, night, shown


async def test_a_device_that_forgets_its_mute_is_muted_again_on_its_return(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """linux-voice-assistant comes back `off` after a restart."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    bedroom.switch.come_and_go(False)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Bedroom") == "unknown"
    bedroom.switch._attr_is_on = False
    bedroom.switch.come_and_go(True)
    await hass.async_block_till_done()
    assert bedroom.muted
    assert bedroom.switch.calls == [True, True]
    await async_wait(hass, freezer, SEVEN)
    assert not bedroom.muted, "it was Earshot's own all the time"


async def test_a_mute_that_is_asked_for_while_unavailable_is_applied_on_return(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An action on an unavailable switch does nothing, so none is made."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(False)
    await async_wait(hass, freezer, TEN)
    assert bedroom.switch.calls == []
    bedroom.switch.come_and_go(True)
    await hass.async_block_till_done()
    assert bedroom.switch.calls == [True]


async def test_a_device_that_was_live_and_comes_back_live_has_unmuted_nothing(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It was away when the window began: it is muted, and nothing is told of a device that lost its mute."""
    entry = await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    bedroom.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert bedroom.muted
    assert shown(hass, "sensor", "violations_today") == "0"
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.changes())
    assert "device" not in {record.cause for record in page.records}


async def test_a_renamed_control_is_followed(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A subentry refers to the registry's id, not to a name."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    er.async_get(hass).async_update_entity(bedroom.switch_id, new_entity_id="switch.renamed")
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    assert hass.states.get("switch.renamed").state == "on"
    assert shown(hass, "sensor", "status", "Bedroom") == "muted"
