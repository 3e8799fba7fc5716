"""What the tests of this package share."""

from homeassistant.core import HomeAssistant

from tests.home import shown


def status(hass: HomeAssistant, title: str = "Kitchen") -> str:
    """Return the status that is shown of a microphone."""
    return shown(hass, "sensor", "status", title)
