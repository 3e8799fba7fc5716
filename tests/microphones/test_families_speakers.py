"""Each family of speakers is found by what its integration registers; what only casts or plays is none."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.discovery import async_discover
from custom_components.earshot.microphones.families import FAMILIES

from .devices import alexa_player, device, echo, mac
from .found import observation, only, source


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
