"""The home that every test of this package begins with."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import Satellite, async_earshot, async_satellite, microphone, night


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant, kitchen: Satellite) -> Satellite:
    """Return the bedroom's satellite."""
    return await async_satellite(hass, "Bedroom")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())
