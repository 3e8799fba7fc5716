"""The home that every test of this package begins with."""

from datetime import UTC, datetime

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.home import Satellite, async_satellite


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen whose mute is Home Assistant's belief."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """A satellite in the bedroom that confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")
