"""What Home Assistant offers at an issue of Earshot's to put it right."""

from typing import Final

from homeassistant.components.repairs import RepairsFlow
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import UnknownStep

from .const import DOMAIN
from .flows.repair_control import ControlGoneFlow
from .flows.repair_source import SourceGoneFlow
from .flows.repair_uncovered import UncoveredFlow

_UNCOVERED: Final = "microphones_uncovered"
_OF_A_MICROPHONE: Final = {"source_gone": SourceGoneFlow, "mute_control_gone": ControlGoneFlow}


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow that puts an issue right; the data of a microphone's issue name it: `{"microphone_id": …}`.

    Raises UnknownStep for an issue that nothing here puts right.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    if entries and issue_id == _UNCOVERED:
        return UncoveredFlow(entries[0])
    microphone_id = str((data or {}).get("microphone_id"))
    for key, flow in _OF_A_MICROPHONE.items():
        if entries and issue_id == f"{key}_{microphone_id}":
            return flow(entries[0], microphone_id)
    raise UnknownStep(f"Nothing puts {issue_id} right")
