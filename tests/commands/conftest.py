"""The home that every test of this package begins with."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.calls import async_plain_user
from tests.home import Satellite, async_earshot, async_satellite, microphone, night


@pytest.fixture(autouse=True)
def evening(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


@pytest.fixture
async def plain_user(hass: HomeAssistant) -> MockUser:
    """Add a user who is no administrator."""
    return await async_plain_user(hass)
