"""What a television may have said alone: which of them count, and until when."""

import asyncio
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Satellite, async_earshot, async_satellite, microphone

TV = "media_player.tv"

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in a home where somebody is."""
    hass.states.async_set("person.anna", "home")
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Earshot, which knows of a television that is off."""
    hass.states.async_set(TV, "off")
    return await async_earshot(hass, microphone(hass, kitchen), options={"televisions": [TV]})


async def async_misfire(entry: MockConfigEntry, satellite: Satellite) -> bool:
    """Let a satellite listen to nothing; return whether the log takes it for the television."""
    for state in ("listening", "idle"):
        await satellite.async_show(state)
    return await async_marked(entry)


async def async_marked(entry: MockConfigEntry) -> bool:
    """Return whether the newest activation may have been the television."""
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    (newest,) = (await asyncio.wrap_future(store.activations(limit=1))).records
    return "tv_alone" in newest.unusual


@pytest.mark.parametrize(
    ("state", "attributes", "marked"),
    [
        ("playing", {}, True),
        ("buffering", {}, True),
        ("on", {}, True),
        ("playing", {"volume_level": 0.2, "is_volume_muted": False}, True),
        ("playing", {"is_volume_muted": True}, False),
        ("playing", {"volume_level": 0}, False),
        ("paused", {}, False),
        ("idle", {}, False),
        ("off", {}, False),
        ("unavailable", {}, False),
    ],
)
async def test_what_can_be_heard(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    state: str,
    attributes: dict[str, Any],
    marked: bool,
) -> None:
    """It plays, or is on and says no more, and its sound is not off."""
    hass.states.async_set(TV, state, attributes)
    await hass.async_block_till_done()
    assert await async_misfire(entry, kitchen) is marked


async def test_a_command_is_no_misfire(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """What somebody says beside a television is as usual; what it says to an empty home is not."""
    hass.states.async_set(TV, "playing")
    await hass.async_block_till_done()
    await kitchen.async_speak()
    assert await async_marked(entry) is False
    hass.states.async_set("person.anna", "not_home")
    tuesday_evening.tick(10)
    await kitchen.async_speak()
    assert await async_marked(entry) is True


async def test_what_was_at_the_beginning_counts(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """Many homes pause the television while a microphone listens, and some begin to play by what was said."""
    hass.states.async_set(TV, "playing")
    await hass.async_block_till_done()
    tuesday_evening.tick(60)
    await kitchen.async_show("listening")
    tuesday_evening.tick(1)
    hass.states.async_set(TV, "paused")
    tuesday_evening.tick(2)
    await kitchen.async_show("idle")
    assert await async_marked(entry) is True
    tuesday_evening.tick(10)
    await kitchen.async_show("listening")
    tuesday_evening.tick(1)
    hass.states.async_set(TV, "playing")
    await hass.async_block_till_done()
    tuesday_evening.tick(2)
    await kitchen.async_show("idle")
    assert await async_marked(entry) is False


async def test_a_television_that_played_before_earshot_started(
    hass: HomeAssistant, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """It is known from its state, and forgotten with its state."""
    hass.states.async_set(TV, "playing")
    tuesday_evening.tick(60)
    entry = await async_earshot(hass, microphone(hass, kitchen), options={"televisions": [TV, "media_player.none"]})
    assert await async_misfire(entry, kitchen) is True
    hass.states.async_remove(TV)
    await hass.async_block_till_done()
    tuesday_evening.tick(10)
    assert await async_misfire(entry, kitchen) is False


@pytest.mark.parametrize(
    ("tv_area", "microphone_area", "marked"),
    [("den", "den", True), ("den", "hall", False), (None, "den", True), ("den", None, True), (None, None, True)],
)
@pytest.mark.parametrize("by_device", [True, False])
async def test_in_the_same_area(
    hass: HomeAssistant,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
    area_registry: ar.AreaRegistry,
    kitchen: Satellite,
    tv_area: str | None,
    microphone_area: str | None,
    marked: bool,
    by_device: bool,
) -> None:
    """A television next door is none that this microphone hears; without an area it may be anywhere."""
    areas = {name: area_registry.async_create(name).id for name in ("den", "hall")}
    other = MockConfigEntry(domain="tv")
    other.add_to_hass(hass)
    device = device_registry.async_get_or_create(config_entry_id=other.entry_id, identifiers={("tv", "1")})
    tv = entity_registry.async_get_or_create(
        "media_player", "tv", "1", device_id=device.id, config_entry=other, has_entity_name=True, original_name="Screen"
    )
    hass.states.async_set(tv.entity_id, "playing")
    entry = await async_earshot(hass, microphone(hass, kitchen), options={"televisions": [tv.id]})
    status = entity_registry.async_get_entity_id("sensor", "earshot", f"{next(iter(entry.subentries))}-status")
    assert status is not None
    own = entity_registry.async_get(status)
    assert own is not None and own.device_id is not None
    if by_device:
        device_registry.async_update_device(device.id, area_id=tv_area and areas[tv_area])
        device_registry.async_update_device(own.device_id, area_id=microphone_area and areas[microphone_area])
    else:
        entity_registry.async_update_entity(tv.entity_id, area_id=tv_area and areas[tv_area])
        entity_registry.async_update_entity(status, area_id=microphone_area and areas[microphone_area])
    await hass.async_block_till_done()
    assert await async_misfire(entry, kitchen) is marked


async def test_a_renamed_television(
    hass: HomeAssistant, entity_registry: er.EntityRegistry, kitchen: Satellite
) -> None:
    """It is watched under its new name."""
    tv = entity_registry.async_get_or_create("media_player", "tv", "1")
    entry = await async_earshot(hass, microphone(hass, kitchen), options={"televisions": [tv.id]})
    entity_registry.async_update_entity(tv.entity_id, new_entity_id="media_player.big_one")
    await hass.async_block_till_done()
    hass.states.async_set("media_player.big_one", "playing")
    await hass.async_block_till_done()
    assert await async_misfire(entry, kitchen) is True


async def test_as_the_options_say(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """From the change on, in place; one that stays is known to have played before."""
    hass.states.async_set(TV, "playing")
    await hass.async_block_till_done()
    tuesday_evening.tick(10)
    await kitchen.async_show("listening")
    tuesday_evening.tick(1)
    hass.states.async_set(TV, "off")
    await hass.async_block_till_done()
    tuesday_evening.tick(1)
    hass.config_entries.async_update_entry(entry, options={"televisions": [TV, "media_player.other"]})
    await hass.async_block_till_done()
    await kitchen.async_show("idle")
    assert await async_marked(entry) is True
    hass.states.async_set(TV, "playing")
    hass.config_entries.async_update_entry(entry, options={})
    await hass.async_block_till_done()
    tuesday_evening.tick(10)
    assert await async_misfire(entry, kitchen) is False
