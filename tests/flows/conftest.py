"""A home with satellites and persons in real registries, and an entry of Earshot that is not set up."""

from collections.abc import Generator
from unittest.mock import AsyncMock, patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home


@pytest.fixture(autouse=True)
def mock_setup_entry() -> Generator[AsyncMock]:
    """Leave the integration itself out: a flow is done when its entry is saved."""
    with patch("custom_components.earshot.async_setup_entry", return_value=True) as setup_entry:
        yield setup_entry


@pytest.fixture
def home(hass: HomeAssistant) -> Home:
    """Return an empty home."""
    return Home(hass)


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Earshot without microphones and rules."""
    entry = MockConfigEntry(domain=DOMAIN, title="Earshot")
    entry.add_to_hass(hass)
    return entry
