"""What is shown of a microphone and never counted as a mute: do-not-disturb and the like."""

from dataclasses import dataclass
from enum import StrEnum

from .references import EntityReference


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
    MICROPHONE_LEVEL = "microphone_level"
    """How sensitive the microphone is; its least is not silence."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ObservationConfig:
    """An entity that is shown beside a microphone."""

    kind: ObservationKind
    entity: EntityReference
