"""Each family of devices is found by what its integration registers, with what it can and cannot do."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.controls import CONTROL_KINDS
from custom_components.earshot.microphones.discovery import Candidate, async_discover
from custom_components.earshot.microphones.families import FAMILIES
from custom_components.earshot.microphones.sources import SOURCE_KINDS

from .devices import alexa_player, device, echo, mac, wyoming


def only(hass: HomeAssistant) -> Candidate:
    """Return the one microphone that is found."""
    (candidate,) = async_discover(hass)
    return candidate


def source(kind: str, entity: er.RegistryEntry) -> dict[str, Any]:
    """Return a source as it is stored."""
    return {"kind": kind, "entity": entity.id}


observation = source


def control(
    kind: str, entity: er.RegistryEntry, muted_state: str, assurance: str, *, confirmed: bool = True
) -> dict[str, Any]:
    """Return a control as it is stored."""
    return {
        "kind": kind,
        "entity": entity.id,
        "muted_state": muted_state,
        "assurance": assurance,
        "confirmed": confirmed,
    }


# --- Satellites -----------------------------------------------------------------------------------------------------------


async def test_a_wyoming_satellite_is_paused_by_a_switch_that_it_never_confirms(hass: HomeAssistant) -> None:
    """homeassistant/components/wyoming: assist_satellite.py, switch.py, binary_sensor.py (disabled by the integration)."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    made.entity("binary_sensor", "assist_in_progress", disabled_by=er.RegistryEntryDisabler.INTEGRATION)

    found = only(hass)
    assert (found.reference, found.family, found.name, found.device_id) == (satellite.id, "wyoming", "Kitchen", made.id)
    assert found.sources == (source("assist_satellite", satellite),)
    assert found.controls == (control("switch", switch, "on", "software", confirmed=False),)
    assert (found.assurance, found.confirmed) == (Assurance.SOFTWARE, False)


async def test_an_esphome_device_has_its_own_switch_and_its_wake_word_to_stand_in(hass: HomeAssistant) -> None:
    """homeassistant/components/esphome: switch.py (names are the firmware's, no translation keys) and select.py."""
    made = device(
        hass,
        "esphome",
        "x",
        "Voice PE",
        identifiers=set(),
        connections=mac("20:f8:3b:00:00:01"),
        model="Home Assistant Voice PE",
    )
    made.entity("media_player", name="Media player")
    made.entity("switch", name="Wake sound")
    satellite = made.entity("assist_satellite", "assist_satellite", "Assist satellite")
    switch = made.entity("switch", name="Mute", entity_category=er.EntityCategory.CONFIG)
    made.entity("select", "pipeline", "Assistant")
    wake_word = made.entity("select", "wake_word", "Wake word")
    made.entity("select", "wake_word_n", "Wake word 2")

    found = only(hass)
    assert (found.reference, found.family) == (satellite.id, "esphome")
    assert found.sources == (source("assist_satellite", satellite),)
    assert found.controls == (
        control("switch", switch, "on", "firmware"),
        control("select", wake_word, "no_wake_word", "software", confirmed=False),
    )
    assert (found.assurance, found.confirmed) == (Assurance.FIRMWARE, True)


async def test_an_esphome_device_without_a_satellite_is_no_microphone(hass: HomeAssistant) -> None:
    """A loudspeaker's mute is no microphone's."""
    made = device(hass, "esphome", "x", "Speaker", identifiers=set(), connections=mac("20:f8:3b:00:00:01"))
    made.entity("media_player", name="Media player")
    made.entity("switch", name="Mute")
    assert async_discover(hass) == []


async def test_a_voip_phone_is_seen_and_cannot_be_muted(hass: HomeAssistant) -> None:
    """homeassistant/components/voip: assist_satellite.py, switch.py, binary_sensor.py."""
    made = device(hass, "voip", "sip:1@host", "Phone")
    satellite = made.entity("assist_satellite", "assist_satellite")
    made.entity("switch", "allow_call", "Allow calls")
    made.entity("binary_sensor", "call_in_progress", "Call in progress")

    found = only(hass)
    assert (found.family, found.sources, found.controls) == ("voip", (source("assist_satellite", satellite),), ())
    assert (found.assurance, found.confirmed) == (Assurance.NONE, False)


async def test_a_voice_satellite_tablet_restores_its_mute_and_confirms_nothing(hass: HomeAssistant) -> None:
    """voice_satellite (custom): assist_satellite.py and switch.py."""
    made = device(hass, "voice_satellite", "x", "Tablet", model="Browser Satellite")
    satellite = made.entity("assist_satellite")
    switch = made.entity("switch", "mute", "Mute")
    made.entity("switch", "wake_sound", "Wake sound")

    found = only(hass)
    assert (found.family, found.sources) == ("voice_satellite", (source("assist_satellite", satellite),))
    assert found.controls == (control("switch", switch, "on", "software", confirmed=False),)


async def test_a_satellite_of_an_unknown_integration_is_promised_nothing(hass: HomeAssistant) -> None:
    """A switch that is called "Mute" is proposed, as software that nobody confirms."""
    made = device(hass, "unheard_of", "x", "Kitchen")
    satellite = made.entity("assist_satellite")
    switch = made.entity("switch", name="MUTE ")

    found = only(hass)
    assert (found.family, found.sources) == ("assist_satellite", (source("assist_satellite", satellite),))
    assert found.controls == (control("switch", switch, "on", "software", confirmed=False),)


async def test_of_two_mute_switches_none_is_proposed(hass: HomeAssistant) -> None:
    """Which of them is the microphone's cannot be told."""
    made, _, _ = wyoming(hass, "kitchen", "Kitchen")
    made.entity("switch", name="Mute")
    assert only(hass).controls == ()


# --- Speakers -------------------------------------------------------------------------------------------------------------


async def test_an_echo_is_seen_afterwards_and_only_watched(hass: HomeAssistant) -> None:
    """homeassistant/components/alexa_devices: event.py, switch.py and select.py."""
    made, event = echo(hass, "G0911W0793510001", "Echo")
    do_not_disturb = made.entity("switch", "do_not_disturb", "Do not disturb")
    announcements = made.entity("switch", "announcements", "Announcements")
    communications = made.entity("switch", "communications", "Communications")
    drop_in = made.entity("select", "dropin", "Drop In")
    made.entity("notify", "speak", "Speak")

    found = only(hass)
    assert (found.reference, found.family, found.controls) == (event.id, "alexa_devices", ())
    assert found.sources == (source("alexa_devices", event),)
    assert found.observations == (
        observation("do_not_disturb", do_not_disturb),
        observation("communications", communications),
        observation("announcements", announcements),
        observation("drop_in", drop_in),
    )
    assert found.assurance is Assurance.NONE


async def test_an_alexa_group_has_no_voice_event_and_is_no_microphone(hass: HomeAssistant) -> None:
    """homeassistant/components/alexa_devices/event.py removes the voice event of virtual groups."""
    made = device(hass, "alexa_devices", "group", "Everywhere", model="Speaker Group")
    made.entity("switch", "do_not_disturb", "Do not disturb")
    made.entity("notify", "speak", "Speak")
    assert async_discover(hass) == []


@pytest.mark.parametrize(
    "model",
    ["Echo Dot (Gen5)", "Echo (Gen3)", "Generic Echo", "KNIGHT A1XYZ", "ROOK A1XYZ", "Fire TV Cube", "Sonos Beam"],
)
async def test_an_echo_of_alexa_media_is_seen_by_its_last_call(hass: HomeAssistant, model: str) -> None:
    """alexa_media (custom): media_player.py, switch.py, MODEL_IDS in const.py; the switch's older name has the device's before it."""
    made, player = alexa_player(hass, "G0911W0793510001", "Echo", model)
    do_not_disturb = made.entity("switch", name="Echo do not disturb switch", has_entity_name=False)
    made.entity("switch", "shuffle", "Shuffle")

    found = only(hass)
    assert (found.reference, found.family, found.controls) == (player.id, "alexa_media", ())
    assert found.sources == (source("alexa_media", player),)
    assert found.observations == (observation("do_not_disturb", do_not_disturb),)


@pytest.mark.parametrize(
    "model",
    [
        "Speaker Group",
        "Stereo/Subwoofer Pair",
        "Echo Sub",
        "Echo Link Amp",
        "Fire TV Stick 4K",
        "2021 Samsung QLED TV",
        "LG TV",
        "Fire Tablet HD 8",
        "Alexa Mobile Voice iOS",
        None,
    ],
)
async def test_an_alexa_media_player_without_far_reaching_ears_is_none(hass: HomeAssistant, model: str | None) -> None:
    """Groups, amplifiers, televisions, tablets and telephones are players there as well."""
    alexa_player(hass, "G0911W0793510001", "Player", model)  # type: ignore[arg-type]
    assert async_discover(hass) == []


@pytest.mark.parametrize(
    "model",
    [
        "Google Home",
        "Google Home Mini",
        "Google Home Max",
        "Google Nest Hub",
        "Google Nest Hub Max",
        "Google Nest Mini",
        "Nest Audio",
        "Nest Wifi point",
        "Lenovo Smart Display 7",
    ],
)
async def test_a_google_speaker_is_known_by_its_model_and_neither_seen_nor_muted(
    hass: HomeAssistant, model: str
) -> None:
    """homeassistant/components/cast/media_player.py; the models are those of pychromecast/const.py."""
    made = device(hass, "cast", "x", "Living room", model=model, manufacturer="Google Inc.")
    player = made.entity("media_player", original_device_class="speaker")

    found = only(hass)
    assert (found.reference, found.family) == (player.id, "cast")
    assert (found.sources, found.controls, found.observations) == ((), (), ())


@pytest.mark.parametrize(
    "model",
    [
        "Chromecast",
        "Chromecast Audio",
        "Chromecast Ultra",
        "Google TV Streamer",
        "Google Cast Group",
        "BRAVIA 4K VH2",
        "SHIELD Android TV",
        "Nest Wifi Pro",
        "Eureka Dongle",
        "",
        None,
    ],
)
async def test_a_dongle_a_television_and_a_group_are_no_microphones(hass: HomeAssistant, model: str | None) -> None:
    """What casts need not hear."""
    made = device(hass, "cast", "x", "Google Home", model=model, manufacturer="Google Inc.")
    made.entity("media_player")
    assert async_discover(hass) == []


@pytest.mark.parametrize("model", ["HomePod", "HomePod Mini", "HomePod (gen 2)", "AudioAccessory9,1"])
async def test_a_homepod_is_known_by_its_model(hass: HomeAssistant, model: str) -> None:
    """homeassistant/components/apple_tv/__init__.py and media_player.py; the models are those of pyatv/convert.py."""
    made = device(
        hass, "apple_tv", "x", "Bedroom", model=model, manufacturer="Apple", connections=mac("f4:22:f0:10:33:71")
    )
    player = made.entity("media_player")
    made.entity("remote")
    found = only(hass)
    assert (found.reference, found.family, found.controls) == (player.id, "homepod", ())


async def test_an_apple_tv_is_no_microphone(hass: HomeAssistant) -> None:
    """It comes through the same integration."""
    device(hass, "apple_tv", "x", "HomePod", model="Apple TV 4K (gen 3)", manufacturer="Apple").entity("media_player")
    assert async_discover(hass) == []


async def test_a_sonos_speaker_shows_its_voice_service_and_no_more(hass: HomeAssistant) -> None:
    """homeassistant/components/sonos: entity.py, binary_sensor.py, media_player.py."""
    made = device(hass, "sonos", "RINCON_1", "Kitchen", model="Era 100", manufacturer="Sonos")
    made.entity("media_player")
    microphone = made.entity("binary_sensor", "microphone", "Microphone")
    made.entity("binary_sensor", name="Power")

    found = only(hass)
    assert (found.reference, found.family) == (microphone.id, "sonos")
    assert (found.sources, found.controls) == ((), ())
    assert found.observations == (observation("voice_service", microphone),)


async def test_a_sonos_speaker_without_a_microphone_is_none(hass: HomeAssistant) -> None:
    """It has no such entity."""
    device(hass, "sonos", "RINCON_1", "Port", model="Port", manufacturer="Sonos").entity("media_player")
    assert async_discover(hass) == []


@pytest.mark.parametrize(
    "model",
    [
        "ecobee4 Smart Thermostat",
        "ecobee Smart Premium Thermostat",
        "ecobee Smart Thermostat with Voice Control Thermostat",
    ],
)
async def test_an_ecobee_with_alexa_has_no_mute_that_reads_back(hass: HomeAssistant, model: str) -> None:
    """homeassistant/components/ecobee: climate.py and ECOBEE_MODEL_TO_NAME in const.py."""
    made = device(hass, "ecobee", "311019888888", "Hall", model=model, manufacturer="ecobee")
    climate = made.entity("climate")
    found = only(hass)
    assert (found.reference, found.family, found.controls, found.sources) == (climate.id, "ecobee", (), ())
    assert not FAMILIES["ecobee"].plug_helps


@pytest.mark.parametrize("model", ["ecobee3 lite Smart Thermostat", "ecobee Smart Thermostat Lite Thermostat", None])
async def test_an_ecobee_without_alexa_is_no_microphone(hass: HomeAssistant, model: str | None) -> None:
    """Of the same integration."""
    device(hass, "ecobee", "311019888888", "Hall", model=model, manufacturer="ecobee").entity("climate")
    assert async_discover(hass) == []


# --- Cameras --------------------------------------------------------------------------------------------------------------


async def test_a_protect_camera_is_silenced_by_privacy_mode_alone(hass: HomeAssistant) -> None:
    """homeassistant/components/unifiprotect: camera.py, number.py (the level's least is 1), switch.py."""
    made = device(hass, "unifiprotect", "x", "Porch", identifiers=set(), connections=mac("e0:63:da:00:00:01"))
    made.entity("camera", name="High resolution channel")
    level = made.entity("number", "microphone_level", "Microphone level")
    privacy = made.entity("switch", "privacy_mode", "Privacy mode")

    found = only(hass)
    assert (found.reference, found.family, found.sources) == (level.id, "unifiprotect", ())
    assert found.controls == (control("switch", privacy, "on", "firmware"),)
    assert found.observations == (observation("microphone_level", level),)


async def test_a_reolink_camera_stops_recording_sound_and_its_privacy_mode_stands_in(hass: HomeAssistant) -> None:
    """homeassistant/components/reolink/switch.py."""
    made = device(hass, "reolink", "x", "Drive", manufacturer="Reolink")
    made.entity("camera", "sub", "Fluent")
    audio = made.entity("switch", "record_audio", "Record audio")
    privacy = made.entity("switch", "privacy_mode", "Privacy mode")
    made.entity("switch", "privacy_mask", "Privacy mask")

    found = only(hass)
    assert (found.reference, found.family) == (audio.id, "reolink")
    assert found.controls == (control("switch", audio, "off", "firmware"), control("switch", privacy, "on", "firmware"))


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
    assert found.controls == (control("switch", audio, "off", "firmware"), control("switch", privacy, "on", "firmware"))


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
    assert found.controls == (control("switch", mute, "on", "firmware"), control("switch", privacy, "on", "firmware"))
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
    """A switch or a number, in either polarity."""
    made = device(hass, "unheard_of", "x", "Yard")
    made.entity("camera")
    made.entity("switch", name="Mute")
    named = made.entity(domain, key, name)
    found = only(hass)
    assert (found.reference, found.family) == (named.id, "camera")
    assert found.controls == (control(kind, named, muted_state, "firmware"),)


async def test_a_microphone_switch_without_a_camera_is_none(hass: HomeAssistant) -> None:
    """A lamp that dances to music has one: homeassistant/components/flux_led/switch.py."""
    device(hass, "flux_led", "x", "Lamp").entity("switch", name="Microphone")
    assert async_discover(hass) == []


# --- The table ------------------------------------------------------------------------------------------------------------


def test_what_the_recipes_propose_can_be_built() -> None:
    """Every kind of control and of source is one that exists."""
    for family in FAMILIES.values():
        assert {proposed.kind for proposed in family.controls} <= CONTROL_KINDS.keys()
        assert {proposed.kind for proposed in family.sources} <= SOURCE_KINDS.keys()


def test_a_plug_is_recommended_for_what_hears_for_a_vendor_and_can_be_plugged_in() -> None:
    """And whose microphone nothing else silences."""
    recommended = {key for key, family in FAMILIES.items() if family.plug_helps}
    assert recommended == {"alexa_devices", "alexa_media", "cast", "homepod", "sonos"}
    assert all(FAMILIES[key].vendor and not FAMILIES[key].controls for key in recommended)
    assert {family.vendor for family in FAMILIES.values()} == {None, "amazon", "google", "apple", "sonos"}


def test_whether_it_can_be_seen_that_a_family_listens() -> None:
    """Satellites while they do, an Echo afterwards, the others never."""
    shown = {key for key, family in FAMILIES.items() if family.shows_activity}
    assert shown == {
        "esphome",
        "wyoming",
        "voip",
        "voice_satellite",
        "assist_satellite",
        "alexa_devices",
        "alexa_media",
    }


def test_what_nothing_is_promised_of_comes_after_what_is_known() -> None:
    """Of two recipes that fit, the first is the one that counts."""
    keys = list(FAMILIES)
    assert keys.index("assist_satellite") > keys.index("esphome")
    assert keys[-1] == "camera"
    assert [key for key, family in FAMILIES.items() if not family.platforms] == ["assist_satellite", "camera"]
