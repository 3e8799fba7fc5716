"""Which activations were probably not meant, and why."""

from datetime import time
from enum import StrEnum
from typing import Final

from .model import Activation, Kind, Outcome, StartedBy


class MisfireReason(StrEnum):
    """The keys that explain a misfire."""

    NO_SPEECH = "no_speech"
    NO_INTENT = "no_intent"


class Unusual(StrEnum):
    """The keys of what was unusual about an activation, meant or not."""

    NOBODY_HOME = "nobody_home"
    ASLEEP = "asleep"
    TV_ALONE = "tv_alone"


_REASONS: Final = {Outcome.NO_SPEECH: MisfireReason.NO_SPEECH, Outcome.NOT_UNDERSTOOD: MisfireReason.NO_INTENT}


def classify(kind: Kind, outcome: Outcome, started_by: StartedBy = StartedBy.UNKNOWN) -> MisfireReason | None:
    """Return why an activation was probably not meant, or None if nothing says so.

    A raw capture and a question are asked for, and never a misfire.
    """
    if kind is not Kind.ACTIVATION or started_by is StartedBy.QUESTION:
        return None
    return _REASONS.get(outcome)


def unusual(
    activation: Activation, at: time, home_count: int | None, asleep: tuple[time, time] | None, *, tv: bool
) -> tuple[Unusual, ...]:
    """Return what was unusual about an activation that began at a local wall time, with so many people home; None: nobody knows.

    `asleep` is from when until when the home sleeps, past midnight where it ends before it starts; None: not told.
    `tv` is whether a television played.
    """
    marks = [Unusual.NOBODY_HOME] if home_count == 0 else []
    if asleep is not None:
        start, end = asleep
        if start <= at < end if start < end else at >= start or at < end:
            marks.append(Unusual.ASLEEP)
    if tv and _may_be_tv(activation, home_count):
        marks.append(Unusual.TV_ALONE)
    return tuple(marks)


def _may_be_tv(activation: Activation, home_count: int | None) -> bool:
    """Whether a television that played may have spoken alone: nobody was home, or nothing came of it. It presses no button."""
    if activation.kind is not Kind.ACTIVATION or activation.started_by is StartedBy.BUTTON:
        return False
    return home_count == 0 or activation.misfire
