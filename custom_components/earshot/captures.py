"""Raw captures: an administrator's command has Home Assistant record what a satellite hears, and an event tells of its start."""

from typing import Any, Final

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback

from .household import Household

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
            if device_id is not None and microphone.config.device_id == device_id:
                household.async_capture(microphone.config.id, event.data.get(_ATTR_SECONDS))

    return hass.bus.async_listen(_EVENT_RECORDING, recorded)
