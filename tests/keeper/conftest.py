"""The log's keeper, alone."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.earshot.keeper import LogKeeper


@pytest.fixture
def keeper(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> LogKeeper:
    """Return a keeper that keeps nothing yet."""
    return LogKeeper(hass)
