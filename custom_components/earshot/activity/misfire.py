"""Which activations were probably not meant, and why."""

from enum import StrEnum
from typing import Final

from .model import Kind, Outcome, StartedBy


class MisfireReason(StrEnum):
    """The keys that explain a misfire."""

    NO_SPEECH = "no_speech"
    NO_INTENT = "no_intent"


_REASONS: Final = {Outcome.NO_SPEECH: MisfireReason.NO_SPEECH, Outcome.NOT_UNDERSTOOD: MisfireReason.NO_INTENT}


def classify(kind: Kind, outcome: Outcome, started_by: StartedBy = StartedBy.UNKNOWN) -> MisfireReason | None:
    """Return why an activation was probably not meant, or None if nothing says so.

    A raw capture and a question are asked for, and never a misfire.
    """
    if kind is not Kind.ACTIVATION or started_by is StartedBy.QUESTION:
        return None
    return _REASONS.get(outcome)
