"""What the logbook tells of Earshot's events: that a mute did not hold, and nothing of what was said."""

from collections.abc import Callable
from typing import Final

from homeassistant.const import ATTR_NAME
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN
from .events import ATTR_KIND, ATTR_MICROPHONE_ID, EVENT_VIOLATION
from .violations import ViolationKind

# homeassistant.components.logbook.const; it is looked for before the logbook is there, and must not bring it.
_ENTITY_ID: Final = "entity_id"
_MESSAGE: Final = "message"
_NAME: Final = "name"

# Like Home Assistant's own: the logbook is worded on the server, before it is known for whom.
_MESSAGES: Final = {
    ViolationKind.HEARD: "was recorded although it was to be muted",
    ViolationKind.LIVE: "was found live although it was to be muted",
    ViolationKind.STREAMING: "went on sending sound although it was muted",
}


@callback
def async_describe_events(
    hass: HomeAssistant, async_describe_event: Callable[[str, str, Callable[[Event], dict[str, str | None]]], None]
) -> None:
    """Describe the violation of a mute."""

    @callback
    def describe(event: Event) -> dict[str, str | None]:
        microphone_id = event.data[ATTR_MICROPHONE_ID]
        return {
            _NAME: event.data[ATTR_NAME],
            _MESSAGE: _MESSAGES[ViolationKind(event.data[ATTR_KIND])],
            _ENTITY_ID: er.async_get(hass).async_get_entity_id("binary_sensor", DOMAIN, f"{microphone_id}-problem"),
        }

    async_describe_event(DOMAIN, EVENT_VIOLATION, describe)
