"""The home that every test of this package begins with: a kitchen, and a plug that stands in for its switch."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import Satellite, async_earshot, async_plug, async_satellite, night

from .parts import with_plug


@pytest.fixture(autouse=True)
def evening(before_the_night: None, no_jitter: None) -> None:
    """Begin a minute before the night, without chance in the back-off."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite with a mute switch of its own."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def plug(hass: HomeAssistant) -> Satellite:
    """A smart plug that gives power."""
    return await async_plug(hass)


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, plug: Satellite) -> MockConfigEntry:
    """Earshot with a microphone that has a switch, and a plug that stands in for it."""
    return await async_earshot(hass, with_plug(hass, kitchen, plug), night())
