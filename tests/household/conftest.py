"""The home that every test of this package begins with."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.home import Satellite, async_satellite


@pytest.fixture(autouse=True)
def evening(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen whose mute is Home Assistant's belief."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """A satellite in the bedroom that confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")
