"""Each family of satellites is found by what its integration registers, with what it can and cannot do."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.discovery import async_discover

from .devices import device, mac, wyoming
from .found import control, only, source


async def test_a_wyoming_satellite_is_paused_by_a_switch_that_it_never_confirms(hass: HomeAssistant) -> None:
    """homeassistant/components/wyoming: assist_satellite.py, switch.py, binary_sensor.py (disabled by the integration)."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    made.entity("binary_sensor", "assist_in_progress", disabled_by=er.RegistryEntryDisabler.INTEGRATION)

    found = only(hass)
    assert (found.reference, found.family, found.name, found.device_id) == (satellite.id, "wyoming", "Kitchen", made.id)
    assert found.sources == (source("assist_satellite", satellite),)
    assert found.controls == (control("switch", switch, "on", "software", confirmed=False) | {"least_hold": 3},)
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

    found = only(hass)
    assert (found.reference, found.family) == (satellite.id, "esphome")
    assert found.sources == (source("assist_satellite", satellite),)
    assert found.controls == (
        control("switch", switch, "on", "firmware"),
        control("select", wake_word, "no_wake_word", "software", confirmed=False),
    )
    assert (found.assurance, found.confirmed) == (Assurance.FIRMWARE, True)


async def test_two_wake_words_stand_in_together(hass: HomeAssistant) -> None:
    """One select silences nothing while the other holds a wake word; one that is disabled holds none."""
    made = device(hass, "esphome", "x", "Voice PE")
    made.entity("assist_satellite", "assist_satellite", "Assist satellite")
    switch = made.entity("switch", name="Mute")
    second = made.entity("select", "wake_word_n", "Wake word 2")
    wake_word = made.entity("select", "wake_word", "Wake word")
    firmware = control("switch", switch, "on", "firmware")
    stands_in = control("select", wake_word, "no_wake_word", "software", confirmed=False)
    assert only(hass).controls == (firmware, stands_in | {"also": [second.id]})

    made.disable(second)
    assert only(hass).controls == (firmware, stands_in)


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
