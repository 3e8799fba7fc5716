"""Which microphones are in Earshot's care, and where they are."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown

MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen."""
    return await async_earshot(hass, microphone(hass, kitchen))


def uncovered(hass: HomeAssistant) -> str | None:
    """Return how many microphones the repair says are not in care; None where it says nothing."""
    issue = ir.async_get(hass).async_get_issue(DOMAIN, "microphones_uncovered")
    return None if issue is None else issue.translation_placeholders["count"]


@pytest.mark.usefixtures("entry")
async def test_all_are_in_care(hass: HomeAssistant) -> None:
    """All of them, and nothing to repair."""
    assert shown(hass, "sensor", "coverage") == "100"
    assert uncovered(hass) is None


async def test_new_microphones_are_noticed(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """With the next tick; one repair for all of them, gone when they are in care or are there no more."""
    bedroom, study = await async_satellite(hass, "Bedroom"), await async_satellite(hass, "Study")
    assert uncovered(hass) is None
    await async_wait(hass, freezer, MINUTE)
    assert shown(hass, "sensor", "coverage") == "33"
    assert uncovered(hass) == "2"
    er.async_get(hass).async_remove(study.entity_id)
    await async_wait(hass, freezer, MINUTE)
    assert (shown(hass, "sensor", "coverage"), uncovered(hass)) == ("50", "1")
    hass.config_entries.async_update_entry(entry, options={"notice_new": False})
    await hass.async_block_till_done()
    assert (shown(hass, "sensor", "coverage"), uncovered(hass)) == ("50", None)
    hass.config_entries.async_update_entry(entry, options={})
    await hass.async_block_till_done()
    assert uncovered(hass) == "1"
    bedroom_entry = er.async_get(hass).async_get(bedroom.entity_id)
    er.async_get(hass).async_update_entity(bedroom_entry.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    await async_wait(hass, freezer, MINUTE)
    assert (shown(hass, "sensor", "coverage"), uncovered(hass)) == ("100", None)


async def test_unloading_takes_the_repair_back(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody looks any more."""
    await async_satellite(hass, "Bedroom")
    await async_wait(hass, freezer, MINUTE)
    assert uncovered(hass) == "1"
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert uncovered(hass) is None


async def test_a_home_without_microphones(hass: HomeAssistant) -> None:
    """There is no share of nothing."""
    await async_earshot(hass)
    assert shown(hass, "sensor", "coverage") == "unknown"


async def test_a_source_that_moves_takes_its_microphone_along(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """To another device: Earshot's entities are found on its page, and targets by device mean the microphone."""
    registry = er.async_get(hass)
    bedroom = await async_satellite(hass, "Bedroom")
    device_id = registry.async_get(bedroom.entity_id).device_id
    registry.async_remove(bedroom.entity_id)
    registry.async_update_entity(kitchen.entity_id, device_id=device_id)
    await hass.async_block_till_done()
    [subentry] = entry.subentries.values()
    assert subentry.data["device_id"] == device_id
    ours = er.async_entries_for_config_entry(registry, entry.entry_id)
    of_microphone = [each for each in ours if each.config_subentry_id == subentry.subentry_id]
    assert {each.device_id for each in of_microphone} == {device_id}
    await hass.services.async_call(DOMAIN, "mute", {"device_id": device_id}, blocking=True)
    await hass.async_block_till_done()
    assert kitchen.muted


async def test_a_move_that_nobody_watched_is_followed(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """At the next start, where the device is no more."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    devices, registry = dr.async_get(hass), er.async_get(hass)
    before = registry.async_get(kitchen.entity_id).device_id
    device = devices.async_get_or_create(
        config_entry_id=kitchen.entry.entry_id, identifiers={("wyoming", "new")}, name="New"
    )
    registry.async_update_entity(kitchen.entity_id, device_id=device.id)
    registry.async_update_entity(kitchen.switch_id, device_id=device.id)
    devices.async_remove_device(before)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert next(iter(entry.subentries.values())).data["device_id"] == device.id
    assert registry.async_get(entity(hass, "sensor", "status", "Kitchen")).device_id == device.id


async def test_a_microphone_on_a_device_of_its_own_stays_there(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Whoever has put it there knows why."""
    bedroom = await async_satellite(hass, "Bedroom")
    registry = er.async_get(hass)
    device_id = registry.async_get(bedroom.entity_id).device_id
    entry = await async_earshot(hass, microphone(hass, kitchen, device_id=device_id))
    registry.async_update_entity(kitchen.entity_id, device_id=None)
    await hass.async_block_till_done()
    assert next(iter(entry.subentries.values())).data["device_id"] == device_id


async def test_a_renamed_entity_is_followed(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Its source as well as its mute control, without a new configuration."""
    registry = er.async_get(hass)
    hass.states.async_remove(kitchen.entity_id)
    registry.async_update_entity(kitchen.entity_id, new_entity_id="assist_satellite.renamed")
    await hass.async_block_till_done()
    kitchen.entity_id = "assist_satellite.renamed"
    await kitchen.async_show("listening")
    assert shown(hass, "sensor", "status", "Kitchen") == "listening"
