"""Sensors that say that sound leaves a microphone, beside what shows its commands."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from .calls import async_do, of
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown

pytestmark = pytest.mark.usefixtures("tuesday_evening")

UPLOAD = "binary_sensor.upload"
STREAM = {"kind": "streaming_sensor", "entity": UPLOAD}
LINGER = timedelta(seconds=5)


def seen(hass: HomeAssistant) -> tuple[str, str]:
    """Return the microphone's status and its indicator."""
    return shown(hass, "sensor", "status", "Kitchen"), shown(hass, "binary_sensor", "recording", "Kitchen")


async def async_stream(hass: HomeAssistant, state: str) -> None:
    """Let the sensor say something."""
    hass.states.async_set(UPLOAD, state)
    await hass.async_block_till_done()


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite, which a sensor stands beside."""
    satellite = await async_satellite(hass, "Kitchen")
    hass.states.async_set(UPLOAD, "off")
    mine: Any = microphone(hass, satellite)
    mine["data"]["sources"].append(STREAM)
    await async_earshot(hass, mine)
    assert seen(hass) == ("armed", "off")
    return satellite


@pytest.mark.parametrize("doing", ["idle", "processing", "responding"])
async def test_a_stream_is_seen_whatever_the_satellite_does(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, doing: str
) -> None:
    """It begins and ends between phases that look alike."""
    await kitchen.async_show("listening")
    await kitchen.async_show(doing)
    await async_wait(hass, freezer, LINGER)
    assert seen(hass) == ("armed", "off")
    await async_stream(hass, "on")
    assert seen(hass) == ("streaming", "on")
    await async_stream(hass, "off")
    assert seen(hass) == ("armed", "on"), "it lingers"
    await async_wait(hass, freezer, LINGER)
    assert seen(hass) == ("armed", "off")


async def test_a_command_over_a_stream_is_one_command(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It is shown first, and the stream takes nothing from it."""
    await async_stream(hass, "on")
    for state, status in (("listening", "listening"), ("processing", "streaming"), ("responding", "streaming")):
        await kitchen.async_show(state)
        assert seen(hass) == (status, "on")
        freezer.tick(1)
    await kitchen.async_show("idle")
    assert seen(hass) == ("streaming", "on")
    assert hass.states.get(entity(hass, "event", "activation", "Kitchen")).attributes["outcome"] == "intent"
    assert shown(hass, "sensor", "activations_today", "Kitchen") == "1"


async def test_a_sensor_that_is_lost_cuts_no_command(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Nobody knows whether it streams then; what the command came to is known all the same."""
    await kitchen.async_show("listening")
    await kitchen.async_show("processing")
    await async_stream(hass, "unavailable")
    await kitchen.async_show("idle")
    assert hass.states.get(entity(hass, "event", "activation", "Kitchen")).attributes["outcome"] == "intent"
    assert seen(hass) == ("unknown", "unknown")


async def test_a_stream_against_a_mute_while_the_satellite_answers(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The answer hides no violation: what leaves the microphone is never called muted."""
    await kitchen.async_show("responding")
    await async_do(hass, "mute", of(hass, "Kitchen"))
    await async_stream(hass, "on")
    await async_wait(hass, freezer, timedelta(seconds=2))
    assert seen(hass) == ("streaming", "on")
    assert shown(hass, "sensor", "violations_today") == "1"


async def test_a_stream_beside_what_is_told_only_afterwards(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """No stream is no proof that an Echo hears nothing; a stream is seen."""
    echo = await async_satellite(hass, "Kitchen")
    hass.states.async_set(UPLOAD, "off")
    hass.states.async_set("event.echo", "unknown")
    told = {"kind": "alexa_devices", "entity": "event.echo"}
    await async_earshot(hass, microphone(hass, echo, sources=[told, STREAM]))
    assert seen(hass) == ("unobserved", "unknown")
    await async_stream(hass, "on")
    assert seen(hass) == ("streaming", "on")
    await async_stream(hass, "off")
    assert seen(hass) == ("unobserved", "unknown")


@pytest.mark.parametrize("assurance", ["response_only", "upload_blocked"])
async def test_a_stream_is_seen_through_what_silences_nothing(hass: HomeAssistant, assurance: str) -> None:
    """Do-not-disturb and a blocked upload stop no stream into Home Assistant, and excuse none, from the first second on."""
    satellite = await async_satellite(hass, "Kitchen")
    hass.states.async_set(UPLOAD, "on")
    control = microphone(hass, satellite)["data"]["controls"][0] | {"assurance": assurance}
    await async_earshot(hass, microphone(hass, satellite, controls=[control], sources=[STREAM]))
    satellite.switch.by_hand(True)
    await hass.async_block_till_done()
    assert seen(hass) == ("streaming", "on")
