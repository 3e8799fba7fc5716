"""The home that every test of this package begins with."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.home import Satellite, async_satellite


@pytest.fixture(autouse=True)
def evening(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night."""


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """A satellite that confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")
