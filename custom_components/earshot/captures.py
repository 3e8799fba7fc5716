"""Raw captures: an administrator's command has Home Assistant record what a satellite hears, and an event tells of its start."""

from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .household import Household
from .microphone import Microphone

# Written down rather than imported, as in `assist_pipeline/const.py`: Earshot starts before that integration.
_EVENT_RECORDING: Final = "assist_pipeline_recording"
_ATTR_SECONDS: Final = "seconds"


@callback
def async_watch_captures(hass: HomeAssistant, household: Household) -> CALLBACK_TYPE:
    """Have the microphones of a device that is recorded show it; the callback that is returned ends the watch."""

    @callback
    def recorded(event: Event[dict[str, Any]]) -> None:
        device_id = event.data.get(ATTR_DEVICE_ID)
        for microphone in household.microphones.values():
            if device_id is not None and device_id in _devices(hass, microphone):
                household.async_capture(microphone.config.id, event.data.get(_ATTR_SECONDS))

    return hass.bus.async_listen(_EVENT_RECORDING, recorded)


def _devices(hass: HomeAssistant, microphone: Microphone) -> set[str | None]:
    """Return the device that a microphone is shown on, where it has one, and those that its sources really belong to."""
    registry = er.async_get(hass)
    entries = (registry.async_get(source.entity_id) for source in microphone.sources if source.entity_id is not None)
    return {microphone.config.device_id, *(entry.device_id for entry in entries if entry is not None)}
