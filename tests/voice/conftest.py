"""A kitchen whose device confirms its mute, a bedroom that Home Assistant alone holds back, and the night."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import Satellite, async_earshot, async_satellite, microphone, night

from .talk import async_talk


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite, whose mute is confirmed."""
    return await async_satellite(hass, "Kitchen", platform="esphome")


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """Return the bedroom's satellite, whose mute nobody confirms."""
    return await async_satellite(hass, "Bedroom")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> MockConfigEntry:
    """Set Earshot up with both and the night, then the conversation integration."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_talk(hass)
    return entry
