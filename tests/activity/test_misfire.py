"""Test which activations count as misfires."""

import pytest

from custom_components.earshot.activity.misfire import MisfireReason, classify
from custom_components.earshot.activity.model import Kind, Outcome, StartedBy

REASONS = {Outcome.NO_SPEECH: MisfireReason.NO_SPEECH, Outcome.NOT_UNDERSTOOD: MisfireReason.NO_INTENT}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("started_by", StartedBy)
def test_an_activation_that_led_to_nothing_is_a_misfire(outcome: Outcome, started_by: StartedBy) -> None:
    """No speech, or speech that led to nothing; but a question that nobody answers was meant."""
    expected = None if started_by is StartedBy.QUESTION else REASONS.get(outcome)
    assert classify(Kind.ACTIVATION, outcome, started_by) == expected


@pytest.mark.parametrize("outcome", Outcome)
def test_a_raw_capture_is_no_misfire(outcome: Outcome) -> None:
    """Somebody asked for it."""
    assert classify(Kind.CAPTURE, outcome) is None
