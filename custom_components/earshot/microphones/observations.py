"""What is shown of a microphone and never counted as a mute: do-not-disturb and the like."""

from dataclasses import dataclass
from enum import StrEnum

from homeassistant.const import STATE_UNAVAILABLE

from .references import EntityReference, EntityResolver, StateReader


class ObservationKind(StrEnum):
    """What an observed entity tells."""

    DO_NOT_DISTURB = "do_not_disturb"
    """The device keeps still; it hears all the same."""
    VOICE_SERVICE = "voice_service"
    """Whether the device's voice service is on, whatever its physical switch says."""
    DROP_IN = "drop_in"
    """Who may open the microphone from afar."""
    COMMUNICATIONS = "communications"
    """Whether calls and messages may open it."""
    ANNOUNCEMENTS = "announcements"
    """Whether others may speak through the device."""
    MICROPHONE_LEVEL = "microphone_level"
    """How sensitive the microphone is; its least is not silence."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ObservationConfig:
    """An entity that is shown beside a microphone."""

    kind: ObservationKind
    entity: EntityReference


class Observation:
    """Reads what is observed beside a microphone."""

    def __init__(self, config: ObservationConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Follow the entity that the configuration refers to."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._states = states

    def read(self) -> tuple[str, str]:
        """Return the kind and the entity's state; unavailable where it is gone."""
        state = None if self.entity_id is None else self._states.get(self.entity_id)
        return self.config.kind.value, STATE_UNAVAILABLE if state is None else state.state
