"""The home that every test of this package begins with."""

from datetime import UTC, datetime

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from tests.home import Satellite, async_satellite


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_update(latitude=52.52, longitude=13.4, elevation=34, time_zone="Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")
