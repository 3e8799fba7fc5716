"""The home as a whole: what is decided is brought about, and shown as it is read back."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from .home import async_earshot, async_satellite, entity, microphone, night, nobody_home, shown


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


async def async_wait(hass: HomeAssistant, freezer: FrozenDateTimeFactory, until: datetime | timedelta) -> None:
    """Let the time come."""
    if isinstance(until, timedelta):
        until = dt_util.utcnow() + until
    freezer.move_to(until)
    async_fire_time_changed(hass, until)
    await hass.async_block_till_done()


async def test_night_mutes_and_releases(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A window mutes at its start, and releases at its end."""
    kitchen = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
    assert shown(hass, "sensor", "next_change", "Kitchen") == "2026-10-20T20:00:00+00:00"

    await async_wait(hass, freezer, datetime(2026, 10, 20, 20, 0, tzinfo=UTC))
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    assert shown(hass, "binary_sensor", "active", "Night") == "on"

    await async_wait(hass, freezer, datetime(2026, 10, 21, 5, 0, tzinfo=UTC))
    assert kitchen.switch.calls == [True, False]
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"


async def test_esphome_confirms(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Only a device that confirms its mute is shown as muted."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, datetime(2026, 10, 20, 20, 0, tzinfo=UTC))
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"


async def test_activation_is_shown_and_logged(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """A command turns the indicator on and off, and leaves one row."""
    kitchen = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_show("listening")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "binary_sensor", "recording") == "on"
    assert shown(hass, "sensor", "status", "Kitchen") == "listening"
    freezer.tick(3)
    await kitchen.async_show("processing")
    await kitchen.async_show("idle")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "off"
    answer = await hass.services.async_call(
        "earshot",
        "get_activations",
        {"entity_id": entity(hass, "sensor", "status", "Kitchen")},
        blocking=True,
        return_response=True,
    )
    assert [(row["microphone"], row["duration"], row["outcome"]) for row in answer["activations"]] == [
        ("Kitchen", 3.0, "intent")
    ]
