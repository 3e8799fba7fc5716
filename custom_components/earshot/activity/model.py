"""The words of the activity: phases, and activations as they are logged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Phase(StrEnum):
    """What a voice assistant is observed to do; `unknown` where it is unavailable or absent."""

    IDLE = "idle"
    LISTENING = "listening"
    PROCESSING = "processing"
    RESPONDING = "responding"
    STREAMING = "streaming"
    """Idle, while sound leaves the device all the time: its wake word is listened for elsewhere."""
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What sound was captured for: a command, or a raw capture."""

    ACTIVATION = "activation"
    CAPTURE = "capture"


class Outcome(StrEnum):
    """What came of it."""

    INTENT = "intent"
    ERROR = "error"
    NO_SPEECH = "no_speech"
    NOT_UNDERSTOOD = "not_understood"
    """There was speech, and no intent was found in it."""
    CUT_OFF = "cut_off"
    UNKNOWN = "unknown"


class StartedBy(StrEnum):
    """What made the microphone listen."""

    WAKE_WORD = "wake_word"
    BUTTON = "button"
    QUESTION = "question"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Activation:
    """One episode of a microphone capturing, from the first sign of listening until idle again.

    Instants are in UTC. `listened` is how long of it the microphone captured. `misfire_reason` is a key, not prose.
    """

    start: datetime
    end: datetime
    microphone_id: str
    kind: Kind
    outcome: Outcome
    listened: timedelta
    while_muted: bool
    """Whether it was heard, or went on, while muted."""
    misfire: bool
    misfire_reason: str | None = None
    started_by: StartedBy = StartedBy.UNKNOWN
    wake_phrase: str | None = None
    heard_muted: bool = False
    """Whether it began to listen while muted, and was not merely carried out then."""
