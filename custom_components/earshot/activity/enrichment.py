"""What is learnt of an activation from elsewhere once it is over."""

from dataclasses import replace

from .misfire import classify
from .model import Activation, Outcome, StartedBy


def enriched(
    activation: Activation,
    *,
    started_by: StartedBy = StartedBy.UNKNOWN,
    wake_phrase: str | None = None,
    outcome: Outcome | None = None,
) -> Activation:
    """Return an activation with what is told of it; what is not told stays as its phases showed it."""
    started_by = activation.started_by if started_by is StartedBy.UNKNOWN else started_by
    seen = activation.outcome
    if seen is Outcome.NO_SPEECH and started_by is StartedBy.QUESTION:
        # The answer to a question is not processed: that nothing came after it tells nothing about speech.
        seen = Outcome.UNKNOWN
    outcome = _outcome(seen, outcome)
    reason = classify(activation.kind, outcome, started_by)
    return replace(
        activation,
        started_by=started_by,
        wake_phrase=wake_phrase or activation.wake_phrase,
        outcome=outcome,
        misfire=reason is not None,
        misfire_reason=reason,
    )


def _outcome(seen: Outcome, told: Outcome | None) -> Outcome:
    """Return what came of an activation, from what was seen and what was told."""
    if told is None:
        return seen
    # That a command was cut short explains all that went wrong with it, and silence at the end undoes no command before.
    if seen is Outcome.CUT_OFF or (seen is Outcome.INTENT and told is Outcome.NO_SPEECH):
        return Outcome.INTENT if told is Outcome.INTENT else seen
    return told
