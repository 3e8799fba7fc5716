"""What Earshot tells the event bus. Never a word of what was said."""

from typing import Final

from homeassistant.const import ATTR_DEVICE_ID, ATTR_NAME
from homeassistant.core import HomeAssistant, callback

from .microphone import Microphone
from .violations import ViolationKind

EVENT_VIOLATION: Final = "earshot_violation"
ATTR_KIND: Final = "kind"
ATTR_MICROPHONE_ID: Final = "microphone_id"


@callback
def async_fire_violation(hass: HomeAssistant, microphone: Microphone, kind: ViolationKind) -> None:
    """Tell that a microphone was not as silent as it had to be."""
    hass.bus.async_fire(
        EVENT_VIOLATION,
        {
            ATTR_MICROPHONE_ID: microphone.config.id,
            ATTR_DEVICE_ID: microphone.config.device_id,
            ATTR_NAME: microphone.config.name,
            ATTR_KIND: kind.value,
        },
    )
