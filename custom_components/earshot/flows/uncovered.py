"""What was found and is not in Earshot's care."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..const import SUBENTRY_MICROPHONE
from ..microphones.coverage import coverage
from ..microphones.discovery import Candidate, async_discover


@callback
def async_uncovered(hass: HomeAssistant, entry: ConfigEntry, but_by: str | None = None) -> list[Candidate]:
    """Return the microphones that could be added, sorted by name, or that one microphone could become; `but_by` is its id."""
    others = [each for each in entry.get_subentries_of_type(SUBENTRY_MICROPHONE) if each.subentry_id != but_by]
    return list(coverage(async_discover(hass), others).uncovered)
