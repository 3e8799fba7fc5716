"""Test what is learnt of an activation once it is over, and activations that are told of afterwards."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from custom_components.earshot.activity.enrichment import enriched
from custom_components.earshot.activity.misfire import MisfireReason, classify
from custom_components.earshot.activity.model import Activation, Kind, Outcome, StartedBy
from custom_components.earshot.activity.report import reported

from .parts import NOON

SEEN = Activation(
    start=NOON,
    end=NOON + timedelta(seconds=9),
    microphone_id="kitchen",
    kind=Kind.ACTIVATION,
    outcome=Outcome.UNKNOWN,
    listened=timedelta(seconds=3),
    while_muted=True,
    misfire=False,
)


def test_what_is_not_told_stays_as_it_was_seen() -> None:
    """Nothing at all may be told."""
    seen = replace(SEEN, started_by=StartedBy.QUESTION, wake_phrase="okay nabu", outcome=Outcome.ERROR)
    assert enriched(seen) == seen
    silent = replace(SEEN, outcome=Outcome.NO_SPEECH, misfire=True, misfire_reason="no_speech")
    assert enriched(silent) == silent


def test_what_is_told_is_taken() -> None:
    """And nothing else changes."""
    assert enriched(
        SEEN, started_by=StartedBy.WAKE_WORD, wake_phrase="okay nabu", outcome=Outcome.NOT_UNDERSTOOD
    ) == replace(
        SEEN,
        started_by=StartedBy.WAKE_WORD,
        wake_phrase="okay nabu",
        outcome=Outcome.NOT_UNDERSTOOD,
        misfire=True,
        misfire_reason=MisfireReason.NO_INTENT,
    )


def test_a_question_without_an_answer_is_no_misfire() -> None:
    """Also where only the run tells that it was one; nothing comes after an answer, so that alone is no silence."""
    silent = replace(SEEN, outcome=Outcome.NO_SPEECH, misfire=True, misfire_reason="no_speech")
    asked = enriched(silent, started_by=StartedBy.QUESTION)
    assert (asked.misfire, asked.misfire_reason, asked.outcome) == (False, None, Outcome.UNKNOWN)
    unanswered = enriched(silent, started_by=StartedBy.QUESTION, outcome=Outcome.NO_SPEECH)
    assert (unanswered.misfire, unanswered.outcome) == (False, Outcome.NO_SPEECH)


@pytest.mark.parametrize("seen", Outcome)
@pytest.mark.parametrize("told", Outcome)
def test_what_came_of_it(seen: Outcome, told: Outcome) -> None:
    """What is told is believed; but a command that was cut short has failed for that reason, and silence undoes none."""
    expected = told
    if seen is Outcome.CUT_OFF and told is not Outcome.INTENT:
        expected = Outcome.CUT_OFF
    if seen is Outcome.INTENT and told is Outcome.NO_SPEECH:
        expected = Outcome.INTENT
    activation = enriched(replace(SEEN, outcome=seen), outcome=told)
    assert activation.outcome is expected
    assert activation.misfire_reason == classify(Kind.ACTIVATION, expected)
    assert activation.misfire is (activation.misfire_reason is not None)


@dataclass
class Told:
    """A report."""

    at: datetime
    reply: str | None = None
    intent: str | None = None


@pytest.mark.parametrize(
    ("reply", "intent", "outcome"),
    [
        (None, None, Outcome.UNKNOWN),
        ("okay", None, Outcome.INTENT),
        (None, "TurnOn", Outcome.INTENT),
        ("okay", "TurnOn", Outcome.INTENT),
    ],
)
def test_a_report_is_an_activation_without_a_length(reply: str | None, intent: str | None, outcome: Outcome) -> None:
    """It was answered or understood, or nobody knows."""
    assert reported("echo", Told(NOON, reply, intent), while_muted=True) == Activation(
        start=NOON,
        end=NOON,
        microphone_id="echo",
        kind=Kind.ACTIVATION,
        outcome=outcome,
        listened=timedelta(),
        while_muted=True,
        heard_muted=True,
        misfire=False,
        started_by=StartedBy.WAKE_WORD,
    )
