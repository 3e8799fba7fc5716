"""One device that several integrations show is one microphone."""

import attr
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest

from custom_components.earshot.microphones.discovery import async_candidate, async_discover

from .devices import alexa_player, device, echo, mac, wyoming

SERIAL = "G0911W0793510001"


async def test_an_echo_of_two_integrations_is_one_that_both_tell_of(hass: HomeAssistant) -> None:
    """They have its serial number in common; the core integration's entity stands for it."""
    played, player = alexa_player(hass, SERIAL, "Echo Dot", "Echo Dot (Gen5)")
    theirs = played.entity("switch", "do_not_disturb", "Do not disturb")
    told, event = echo(hass, SERIAL, "Kitchen Echo")
    ours = told.entity("switch", "do_not_disturb", "Do not disturb")

    (found,) = async_discover(hass)
    assert (found.reference, found.family, found.device_id) == (event.id, "alexa_devices", told.id)
    assert found.name == "Kitchen Echo"
    assert [each["entity"] for each in found.sources] == [event.id, player.id]
    assert [each["entity"] for each in found.observations] == [ours.id, theirs.id]
    assert found.covers == {told.id, played.id, event.id, player.id, ours.id, theirs.id}
    assert async_candidate(hass, player.entity_id) == found


async def test_an_echo_of_two_accounts_is_one(hass: HomeAssistant) -> None:
    """For a second account, alexa_media identifies a device by the account as well; the serial number is the device's."""
    alexa_player(hass, SERIAL, "Echo", "Echo Dot (Gen5)")
    second = device(
        hass,
        "alexa_media",
        "2",
        "Echo",
        identifiers={("alexa_media", f"{SERIAL.lower()}_anna_example_com")},
        model="Echo Dot (Gen5)",
        serial_number=SERIAL,
    )
    second.entity("media_player")
    assert len(async_discover(hass)) == 1


async def test_an_echo_that_is_known_by_its_identifier_alone_is_the_same(hass: HomeAssistant) -> None:
    """Older releases of alexa_media set no serial number; an identifier of another shape says nothing, and harms nothing."""
    told, _ = echo(hass, SERIAL, "Echo")
    played = device(hass, "alexa_media", SERIAL, "Echo", model="Echo Dot (Gen5)")
    played.entity("media_player")
    devices = dr.async_get(hass)._devices
    for each in (told.id, played.id):
        odd = {(), ("alexa_media",), ("alexa_media", "G0911W0793510009", "more"), ("alexa_media", 5)}
        devices[each] = attr.evolve(devices[each], identifiers=devices[each].identifiers | odd)
    other = device(
        hass, "alexa_media", "x", "Echo", model="Echo Dot (Gen5)", identifiers={("alexa_media", "G0911W0793510009")}
    )
    other.entity("media_player")
    assert sorted(len(found.sources) for found in async_discover(hass)) == [1, 2]


@pytest.mark.parametrize("serial", ["unknown", "0", "0000000000000000", "", "not available"])
async def test_a_placeholder_is_no_serial_number(hass: HomeAssistant, serial: str) -> None:
    """Two devices must not become one for what neither of them has."""
    for key in ("first", "second"):
        made = device(
            hass, "alexa_media", key, "Echo", identifiers={("alexa_media", key)}, model="Echo", serial_number=serial
        )
        made.entity("media_player")
    assert len(async_discover(hass)) == 2


async def test_the_same_number_of_another_vendor_is_another_device(hass: HomeAssistant) -> None:
    """Serial numbers are a vendor's own."""
    echo(hass, SERIAL, "Echo")
    made = device(hass, "cast", "x", "Home", model="Google Home", serial_number=SERIAL)
    made.entity("media_player")
    assert len(async_discover(hass)) == 2


async def test_one_address_is_one_device(hass: HomeAssistant) -> None:
    """A satellite that another integration shows as a player: the satellite stands for it, and the player is covered."""
    satellite = device(hass, "esphome", "x", "Voice PE", identifiers=set(), connections=mac("20:F8:3B:00:00:01"))
    main = satellite.entity("assist_satellite")
    player = device(hass, "music_assistant", "y", "Voice PE", connections=mac("20f83b000001"))
    played = player.entity("media_player")
    network = device(hass, "unifi", "z", "voice-pe", connections=mac("20:f8:3b:00:00:01"))

    (found,) = async_discover(hass)
    assert (found.reference, found.family) == (main.id, "esphome")
    assert found.covers == {satellite.id, main.id, player.id, played.id, network.id}


async def test_a_speaker_of_two_recipes_goes_by_the_first(hass: HomeAssistant) -> None:
    """What both know of it is kept."""
    sonos = device(hass, "sonos", "RINCON_1", "Kitchen", connections=mac("00:0e:58:00:00:01"))
    microphone = sonos.entity("binary_sensor", "microphone")
    cast = device(hass, "cast", "x", "Kitchen", model="Google Home", connections=mac("00:0e:58:00:00:01"))
    player = cast.entity("media_player")
    (found,) = async_discover(hass)
    assert (found.family, found.reference) == ("cast", player.id)
    assert [each["entity"] for each in found.observations] == [microphone.id]


@pytest.mark.parametrize("kind", [dr.CONNECTION_NETWORK_MAC, dr.CONNECTION_BLUETOOTH])
@pytest.mark.parametrize("address", ["00:00:00:00:00:00", "FF:FF:FF:FF:FF:FF"])
async def test_no_address_is_none_that_two_could_share(hass: HomeAssistant, kind: str, address: str) -> None:
    """What devices report that know none."""
    for key in ("first", "second"):
        device(hass, "esphome", key, "Voice PE", connections={(kind, address)}).entity("assist_satellite")
    assert len(async_discover(hass)) == 2


async def test_what_shares_an_address_with_what_shares_a_serial_number_is_the_same(hass: HomeAssistant) -> None:
    """Likeness goes on from device to device."""
    core, _ = echo(hass, SERIAL, "Echo")
    custom, _ = alexa_player(hass, SERIAL, "Echo", "Echo (Gen3)")
    dr.async_get(hass).async_update_device(custom.id, new_connections=mac("fc:65:de:00:00:01"))
    network = device(hass, "unifi", "z", "echo", connections=mac("fc:65:de:00:00:01"))
    (found,) = async_discover(hass)
    assert {core.id, custom.id, network.id} <= found.covers


async def test_what_home_assistant_split_up_is_one_device_still(hass: HomeAssistant) -> None:
    """Since a device belongs to one integration, each part keeps the id of what it was; so may a subentry."""
    first = device(hass, "esphome", "a", "Voice PE")
    satellite = first.entity("assist_satellite")
    second = device(hass, "camera_maker", "b", "Voice PE")
    second.entity("camera")
    second.entity("switch", name="Microphone")
    assert len(async_discover(hass)) == 2

    devices = dr.async_get(hass)._devices
    for each in (first.id, second.id):
        devices[each] = attr.evolve(devices[each], composite_device_id="c" * 32)
    (found,) = async_discover(hass)
    assert found.reference == satellite.id
    assert {first.id, second.id, "c" * 32} <= found.covers


async def test_an_address_that_an_old_store_has_twice_makes_no_device_be_two_microphones(hass: HomeAssistant) -> None:
    """Only one of two devices of an entry that have an address in common is found by it: looked at from the other they are the same."""
    one, _, _ = wyoming(hass, "a", "Kitchen")
    two = device(hass, "wyoming", "b", "Kitchen", entry=one.entry)
    two.entity("assist_satellite")
    devices = dr.async_get(hass)._devices
    for each in (one.id, two.id):
        devices[each] = attr.evolve(devices[each], connections=mac("20:f8:3b:00:00:01"))
    assert len(async_discover(hass)) == 1
