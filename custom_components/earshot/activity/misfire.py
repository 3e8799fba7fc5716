"""Which activations were probably not meant, and why."""

from enum import StrEnum

from .model import Kind, Outcome


class MisfireReason(StrEnum):
    """The keys that explain a misfire."""

    NO_SPEECH = "no_speech"


def classify(kind: Kind, outcome: Outcome) -> MisfireReason | None:
    """Return why an activation was probably not meant, or None if nothing says so.

    A raw capture is asked for by a person and never a misfire.
    """
    if kind is Kind.ACTIVATION and outcome is Outcome.NO_SPEECH:
        return MisfireReason.NO_SPEECH
    return None
