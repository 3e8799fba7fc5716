"""Which microphones are found, and which are not."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.discovery import async_candidate, async_device_of, async_discover
from custom_components.earshot.microphones.sources.model import SourceConfig

from .devices import device, wyoming


async def test_microphones_come_in_the_order_of_their_names(hass: HomeAssistant) -> None:
    """A person's name for a device is the one that counts; case does not."""
    first, _, _ = wyoming(hass, "a", "Zebra")
    wyoming(hass, "b", "bedroom")
    wyoming(hass, "c", "Attic")
    dr.async_get(hass).async_update_device(first.id, name_by_user="Cellar")
    assert [candidate.name for candidate in async_discover(hass)] == ["Attic", "bedroom", "Cellar"]


async def test_two_rooms_of_one_name_are_two_microphones(hass: HomeAssistant) -> None:
    """Nothing is told by a name."""
    wyoming(hass, "a", "Kitchen")
    wyoming(hass, "b", "Kitchen")
    assert len(async_discover(hass)) == 2


async def test_a_satellite_without_a_device_is_a_microphone_of_its_own(hass: HomeAssistant) -> None:
    """It goes by its own name, and nothing is known that mutes it."""
    registry = er.async_get(hass)
    satellite = registry.async_get_or_create("assist_satellite", "unheard_of", "x", original_name="Robot")
    registry.async_get_or_create("switch", "unheard_of", "y", original_name="Mute")
    (found,) = async_discover(hass)
    assert (found.reference, found.name, found.device_id) == (satellite.id, "Robot", None)
    assert (found.controls, found.covers) == ((), {satellite.id})


async def test_a_candidate_says_what_its_subentry_is_made_of(hass: HomeAssistant) -> None:
    """And how far its first control can be trusted."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    (found,) = async_discover(hass)
    control = {
        "kind": "switch",
        "entity": switch.id,
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
        "least_hold": 3,
    }
    assert found.as_data() == {
        "device_id": made.id,
        "family": "wyoming",
        "sources": [{"kind": "assist_satellite", "entity": satellite.id}],
        "controls": [control],
        "observations": [],
    }
    assert found.main == satellite
    assert (found.assurance, found.confirmed) == (Assurance.SOFTWARE, False)


async def test_what_is_disabled_is_not_found(hass: HomeAssistant) -> None:
    """Neither a microphone nor a control of one."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    made.disable(switch)
    (found,) = async_discover(hass)
    assert (found.controls, found.assurance) == ((), Assurance.NONE)
    assert switch.id in found.covers

    made.disable(satellite)
    assert async_discover(hass) == []


async def test_a_disabled_device_is_not_found(hass: HomeAssistant) -> None:
    """Home Assistant disables all of its entities."""
    made, _, _ = wyoming(hass, "kitchen", "Kitchen")
    dr.async_get(hass).async_update_device(made.id, disabled_by=dr.DeviceEntryDisabler.USER)
    await hass.async_block_till_done()
    assert async_discover(hass) == []


async def test_a_disabled_satellite_can_still_be_looked_up(hass: HomeAssistant) -> None:
    """One that was disabled later can still be changed."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    made.disable(satellite)
    found = async_candidate(hass, satellite.entity_id)
    assert found is not None
    assert found.main.disabled
    assert [control["entity"] for control in found.controls] == [switch.id]


async def test_only_what_stands_for_a_microphone_leads_to_it(hass: HomeAssistant) -> None:
    """Its main entity or one of its sources; nothing else, and nothing that is not registered."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    second = made.entity("assist_satellite")
    for entity_id in (satellite.entity_id, second.entity_id):
        found = async_candidate(hass, entity_id)
        assert found is not None
        assert found.reference == satellite.id
    assert async_candidate(hass, switch.entity_id) is None
    assert async_candidate(hass, "assist_satellite.nowhere") is None


async def test_the_oldest_entity_stands_for_a_microphone_whatever_it_is_renamed_to(hass: HomeAssistant) -> None:
    """A rename moves an entity to the end of the registry."""
    made, satellite, _ = wyoming(hass, "kitchen", "Kitchen")
    made.entity("assist_satellite")
    er.async_get(hass).async_update_entity(satellite.entity_id, new_entity_id="assist_satellite.zzz")
    (found,) = async_discover(hass)
    assert found.reference == satellite.id


async def test_earshot_does_not_find_itself(hass: HomeAssistant) -> None:
    """Its own entities are no microphones and no controls, even on a microphone's device."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    own = MockConfigEntry(domain=DOMAIN)
    own.add_to_hass(hass)
    mine = er.async_get(hass).async_get_or_create(
        "switch", DOMAIN, "x", config_entry=own, device_id=made.id, original_name="Mute"
    )
    device(hass, DOMAIN, "home", "Earshot", entry=own).entity("assist_satellite")
    (found,) = async_discover(hass)
    assert [control["entity"] for control in found.controls] == [switch.id]
    assert found.covers == {made.id, satellite.id, switch.id}
    assert mine.id not in found.covers


async def test_what_a_person_puts_on_a_device_is_no_part_of_it(hass: HomeAssistant) -> None:
    """A template or a switch shown as something else may have any name; the device's own switch is the one."""
    made, _, switch = wyoming(hass, "kitchen", "Kitchen")
    for platform in ("template", "switch_as_x", "group"):
        made.entity("switch", name="Mute", platform=platform)
    camera = device(hass, "unheard_of", "x", "Yard")
    camera.entity("camera")
    camera.entity("switch", name="Microphone", platform="template")
    (found,) = async_discover(hass)
    assert [control["entity"] for control in found.controls] == [switch.id]


async def test_the_end_of_a_unique_id_tells_nothing(hass: HomeAssistant) -> None:
    """Integrations have migrated those."""
    made = device(hass, "wyoming", "kitchen", "Kitchen")
    made.entity("assist_satellite")
    er.async_get(hass).async_get_or_create(
        "switch", "wyoming", "kitchen-mute", device_id=made.id, original_name="Light"
    )
    (found,) = async_discover(hass)
    assert found.controls == ()


async def test_a_moved_microphone_is_followed_to_its_device(hass: HomeAssistant) -> None:
    """The entity of its first source says where it is now."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    other, elsewhere, _ = wyoming(hass, "bedroom", "Bedroom")
    sources = (SourceConfig("assist_satellite", satellite.id), SourceConfig("assist_satellite", elsewhere.id))
    assert async_device_of(hass, sources) == made.id

    er.async_get(hass).async_update_entity(satellite.entity_id, device_id=other.id)
    assert async_device_of(hass, sources) == other.id
    assert async_device_of(hass, (SourceConfig("binary_sensor", switch.entity_id),)) == made.id


async def test_what_has_no_device_has_moved_nowhere(hass: HomeAssistant) -> None:
    """No source, one that is gone, one that has no registry entry, one without a device."""
    alone = er.async_get(hass).async_get_or_create("assist_satellite", "unheard_of", "x")
    for sources in ((), *((SourceConfig("assist_satellite", each),) for each in ("0" * 32, "event.yaml", alone.id))):
        assert async_device_of(hass, sources) is None
