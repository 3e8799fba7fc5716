"""The home that every test of this package begins with."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.home import Satellite, async_satellite


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night, under the sun of Berlin."""
    await hass.config.async_update(latitude=52.52, longitude=13.4, elevation=34)


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")
