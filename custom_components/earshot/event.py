"""The event that tells of an activation when it has ended. Never a word of what was said."""

from typing import Final, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .activity.model import Activation, Kind
from .const import ActivationEvent
from .data import EarshotConfigEntry
from .entity import MicrophoneEntity
from .platform import async_add

PARALLEL_UPDATES = 0

ACTIVATION: Final = EventEntityDescription(key="activation", event_types=[event.value for event in ActivationEvent])

ATTR_DURATION: Final = "duration"
ATTR_OUTCOME: Final = "outcome"


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the events, for microphones whose activity can be seen."""
    async_add(
        hass,
        entry,
        async_add_entities,
        microphone=lambda hass, household, microphone: (
            [ActivationEventEntity(hass, household, microphone, ACTIVATION)] if microphone.config.sources else []
        ),
    )


def event_of(activation: Activation) -> ActivationEvent:
    """Return the one event that tells of an activation: the first that fits."""
    if activation.while_muted:
        return ActivationEvent.WHILE_MUTED
    if activation.misfire:
        return ActivationEvent.MISFIRE
    if activation.kind is Kind.CAPTURE:
        return ActivationEvent.CAPTURE
    return ActivationEvent.ACTIVATION


class ActivationEventEntity(MicrophoneEntity, EventEntity):
    """Fires at the end of each activation, with its duration in seconds and its outcome."""

    _unrecorded_attributes = frozenset({ATTR_DURATION, ATTR_OUTCOME})

    @override
    async def async_added_to_hass(self) -> None:
        # What happens is an activation's end, not a change of what the microphone shows.
        self.async_on_remove(
            self.household.broadcast.listen_activation(self.microphone.config.id, self._activation_ended)
        )

    @callback
    def _activation_ended(self, activation: Activation) -> None:
        duration = (activation.end - activation.start).total_seconds()
        self._trigger_event(
            event_of(activation), {ATTR_DURATION: round(duration, 3), ATTR_OUTCOME: activation.outcome.value}
        )
        self._write()
