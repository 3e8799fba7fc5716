"""The home that every test of this package begins with."""

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.cards import Card
from tests.home import Satellite, async_earshot, async_satellite, microphone, night

from .parts import Opener


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite, whose mute Home Assistant alone believes in."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant, kitchen: Satellite) -> Satellite:
    """Return the bedroom's satellite, which confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> MockConfigEntry:
    """Set Earshot up with both and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())


@pytest.fixture
def opener(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Opener:
    """Return what opens a card."""

    async def open_card(user: User | None = None) -> Card:
        return await Card.async_open(hass, hass_ws_client, user)

    return open_card


@pytest.fixture
async def card(entry: MockConfigEntry, opener: Opener) -> Card:
    """Return an administrator's card that has been told everything."""
    card = await opener()
    await card.async_all()
    return card
