"""Each family of cameras is found by what its integration registers, with what silences it and at what price."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.discovery import async_discover

from .devices import device, mac
from .found import control, observation, only


async def test_a_protect_camera_is_silenced_by_its_privacy_mode_alone_which_is_not_proposed(
    hass: HomeAssistant,
) -> None:
    """homeassistant/components/unifiprotect: camera.py, number.py (the level's least is 1), switch.py."""
    made = device(hass, "unifiprotect", "x", "Porch", identifiers=set(), connections=mac("e0:63:da:00:00:01"))
    made.entity("camera", name="High resolution channel")
    level = made.entity("number", "microphone_level", "Microphone level")
    privacy = made.entity("switch", "privacy_mode", "Privacy mode")

    found = only(hass)
    assert (found.reference, found.family, found.sources) == (level.id, "unifiprotect", ())
    assert (found.controls, found.blinding) == ((), (control("switch", privacy, "on", "firmware"),))
    assert found.observations == (observation("microphone_level", level),)
    assert (found.assurance, found.confirmed) == (Assurance.NONE, False)


async def test_a_reolink_camera_stops_recording_sound_and_its_privacy_mode_does_not_stand_in(
    hass: HomeAssistant,
) -> None:
    """homeassistant/components/reolink/switch.py."""
    made = device(hass, "reolink", "x", "Drive", manufacturer="Reolink")
    made.entity("camera", "sub", "Fluent")
    audio = made.entity("switch", "record_audio", "Record audio")
    privacy = made.entity("switch", "privacy_mode", "Privacy mode")
    made.entity("switch", "privacy_mask", "Privacy mask")

    found = only(hass)
    assert (found.reference, found.family) == (audio.id, "reolink")
    assert found.controls == (control("switch", audio, "off", "firmware"),)
    assert found.blinding == (control("switch", privacy, "on", "firmware"),)


async def test_a_reolink_camera_without_sound_is_no_microphone(hass: HomeAssistant) -> None:
    """Its privacy mode is about the picture."""
    made = device(hass, "reolink", "x", "Drive", manufacturer="Reolink")
    made.entity("camera", "sub", "Fluent")
    made.entity("switch", "privacy_mode", "Privacy mode")
    assert async_discover(hass) == []


async def test_an_imou_camera(hass: HomeAssistant) -> None:
    """homeassistant/components/imou/switch.py: the switches are named "Audio recording" and "Privacy mode"."""
    made = device(hass, "imou", "x", "Cot")
    made.entity("camera", "camera_sd", "Live view SD")
    audio = made.entity("switch", "audio_encode_control", "Audio recording")
    privacy = made.entity("switch", "close_camera", "Privacy mode")
    found = only(hass)
    assert (found.reference, found.family) == (audio.id, "imou")
    assert found.controls == (control("switch", audio, "off", "firmware"),)
    assert found.blinding == (control("switch", privacy, "on", "firmware"),)


async def test_an_ezviz_camera(hass: HomeAssistant) -> None:
    """homeassistant/components/ezviz/switch.py: switch 22."""
    made = device(hass, "ezviz", "x", "Yard")
    made.entity("camera")
    audio = made.entity("switch", "audio", "Audio")
    made.entity("switch", "privacy", "Privacy")
    found = only(hass)
    assert (found.family, found.controls) == ("ezviz", (control("switch", audio, "off", "firmware"),))


async def test_a_ring_intercom(hass: HomeAssistant) -> None:
    """homeassistant/components/ring/number.py: the intercom alone has a microphone's volume."""
    made = device(hass, "ring", "x", "Door", manufacturer="Ring")
    made.entity("number", "voice_volume", "Voice volume")
    level = made.entity("number", "mic_volume", "Mic volume")
    found = only(hass)
    assert (found.family, found.controls) == ("ring", (control("number", level, "0", "firmware"),))


@pytest.mark.parametrize(
    ("registered", "shown", "proposed"),
    [
        (0, None, True),
        (1, None, False),
        (None, 1, False),
        (None, -60.5, True),
        (1, 0, False),
        ("low", 1, False),
        (None, None, True),
    ],
)
async def test_a_number_that_cannot_reach_silence_is_not_proposed(
    hass: HomeAssistant, registered: Any, shown: float | None, proposed: bool
) -> None:
    """What the registry keeps of its least counts, else what its state tells; where nothing is known, the form will ask."""
    made = device(hass, "ring", "x", "Door", manufacturer="Ring")
    capabilities = None if registered is None else {"min": registered}
    level = made.entity("number", "mic_volume", "Mic volume", capabilities=capabilities)
    hass.states.async_set(level.entity_id, "5", {} if shown is None else {"min": shown})
    found = only(hass)
    assert found.reference == level.id
    assert found.controls == ((control("number", level, "0", "firmware"),) if proposed else ())


async def test_a_tapo_camera_has_names_and_no_keys(hass: HomeAssistant) -> None:
    """tapo_control (custom): switch.py and number.py put the device's name before each."""
    made = device(hass, "tapo_control", "x", "Nursery", manufacturer="TP-Link")

    def named(domain: str, name: str) -> er.RegistryEntry:
        return made.entity(domain, name=f"Nursery {name}", has_entity_name=False)

    named("camera", "HD Stream")
    mute = named("switch", "Microphone - Mute")
    named("switch", "Microphone - Noise Cancellation")
    named("switch", "Record Audio")
    level = named("number", "Microphone - Volume")
    privacy = named("switch", "Privacy")
    found = only(hass)
    assert (found.reference, found.family) == (mute.id, "tapo")
    assert found.controls == (control("switch", mute, "on", "firmware"),)
    assert found.blinding == (control("switch", privacy, "on", "firmware"),)
    assert found.observations == (observation("microphone_level", level),)


async def test_a_homekit_camera_is_muted_where_one_switch_is_called_mute(hass: HomeAssistant) -> None:
    """homeassistant/components/homekit_controller: camera.py and switch.py, each name with the accessory's before it."""
    made = device(hass, "homekit_controller", "x", "Baby")
    camera = made.entity("camera", name="Baby", has_entity_name=False)
    mute = made.entity("switch", "mute", "Baby Mute", has_entity_name=False)
    found = only(hass)
    assert (found.reference, found.family) == (camera.id, "homekit_camera")
    assert found.controls == (control("switch", mute, "on", "firmware"),)

    made.entity("switch", "mute", "Baby Mute", has_entity_name=False)
    assert only(hass).controls == ()


async def test_a_homekit_television_is_no_microphone(hass: HomeAssistant) -> None:
    """What its switch mutes is its loudspeaker."""
    made = device(hass, "homekit_controller", "x", "TV")
    made.entity("media_player")
    made.entity("switch", "mute", "TV Mute", has_entity_name=False)
    assert async_discover(hass) == []


@pytest.mark.parametrize(
    ("domain", "key", "name", "kind", "muted_state"),
    [
        ("switch", "microphone", None, "switch", "off"),
        ("switch", None, "Microphone", "switch", "off"),
        ("switch", None, "Audio recording", "switch", "off"),
        ("switch", "mute_microphone", None, "switch", "on"),
        ("switch", None, "Microphone mute", "switch", "on"),
        ("number", "mic_volume", None, "number", "0"),
        ("number", None, "Microphone volume", "number", "0"),
    ],
)
async def test_a_camera_of_an_unknown_integration_is_found_by_what_it_calls_its_microphone(
    hass: HomeAssistant, domain: str, key: str | None, name: str | None, kind: str, muted_state: str
) -> None:
    """A switch or a number, in either polarity; nobody knows whether the device itself reports it."""
    made = device(hass, "unheard_of", "x", "Yard")
    made.entity("camera")
    made.entity("switch", name="Mute")
    named = made.entity(domain, key, name)
    found = only(hass)
    assert (found.reference, found.family) == (named.id, "camera")
    assert found.controls == (control(kind, named, muted_state, "software", confirmed=False),)


async def test_a_microphone_switch_without_a_camera_is_none(hass: HomeAssistant) -> None:
    """A lamp that dances to music has one: homeassistant/components/flux_led/switch.py."""
    device(hass, "flux_led", "x", "Lamp").entity("switch", name="Microphone")
    assert async_discover(hass) == []
