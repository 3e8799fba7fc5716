"""What the tests of this package share."""

from datetime import UTC, datetime

from homeassistant.core import HomeAssistant

from tests.home import shown

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)


def status(hass: HomeAssistant, title: str = "Kitchen") -> str:
    """Return the status that is shown of a microphone."""
    return shown(hass, "sensor", "status", title)
