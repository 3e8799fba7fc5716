"""What was found and is not in Earshot's care."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import SUBENTRY_MICROPHONE
from ..microphones.coverage import coverage
from ..microphones.discovery import Candidate, async_discover


@callback
def async_uncovered(hass: HomeAssistant, entry: ConfigEntry) -> list[Candidate]:
    """Return the microphones that could be added, sorted by name."""
    microphones = entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
    return list(coverage(async_discover(hass), microphones).uncovered)
