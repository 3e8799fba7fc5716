"""Test which activations are called misfires, and why."""

import pytest

from custom_components.earshot.activity.misfire import MisfireReason, classify
from custom_components.earshot.activity.model import Kind, Outcome


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("outcome", Outcome)
def test_classify(kind: Kind, outcome: Outcome) -> None:
    """An activation without speech is one; a raw capture never is, and nothing else that is known so far."""
    silent = kind is Kind.ACTIVATION and outcome is Outcome.NO_SPEECH
    assert classify(kind, outcome) == (MisfireReason.NO_SPEECH if silent else None)
