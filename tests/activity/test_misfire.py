"""Test which activations count as misfires."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from custom_components.earshot.activity.misfire import MisfireReason, Unusual, classify, unusual
from custom_components.earshot.activity.model import Activation, Kind, Outcome, StartedBy

START = datetime(2026, 10, 20, 19, tzinfo=UTC)

REASONS = {Outcome.NO_SPEECH: MisfireReason.NO_SPEECH, Outcome.NOT_UNDERSTOOD: MisfireReason.NO_INTENT}


def _activation(**values: Any) -> Activation:
    """Return a command that was carried out."""
    defaults: dict[str, Any] = {
        "start": START,
        "end": START + timedelta(seconds=3),
        "microphone_id": "kitchen",
        "kind": Kind.ACTIVATION,
        "outcome": Outcome.INTENT,
        "listened": timedelta(seconds=2),
        "while_muted": False,
        "misfire": False,
    }
    return Activation(**defaults | values)


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


@pytest.mark.parametrize(
    ("at", "asleep", "sleeps"),
    [
        (time(23), None, False),
        (time(22, 59), (time(23), time(7)), False),
        (time(23), (time(23), time(7)), True),
        (time(3), (time(23), time(7)), True),
        (time(6, 59, 59), (time(23), time(7)), True),
        (time(7), (time(23), time(7)), False),
        (time(12, 59), (time(13), time(15)), False),
        (time(13), (time(13), time(15)), True),
        (time(15), (time(13), time(15)), False),
    ],
)
@pytest.mark.parametrize(("home_count", "empty"), [(None, False), (0, True), (1, False)])
def test_what_is_unusual(
    at: time, asleep: tuple[time, time] | None, sleeps: bool, home_count: int | None, empty: bool
) -> None:
    """In the hours of sleep, their end left out, also over midnight; and where it is known that nobody is home."""
    marks = unusual(_activation(), at, home_count, asleep, tv=False)
    assert (Unusual.ASLEEP in marks, Unusual.NOBODY_HOME in marks) == (sleeps, empty)


@pytest.mark.parametrize(
    ("values", "home_count", "alone"),
    [
        ({}, 2, False),
        ({}, None, False),
        ({}, 0, True),
        ({"misfire": True}, 2, True),
        ({"misfire": True}, None, True),
        ({"misfire": True, "started_by": StartedBy.WAKE_WORD}, 2, True),
        ({"misfire": True, "started_by": StartedBy.BUTTON}, 2, False),
        ({"started_by": StartedBy.BUTTON}, 0, False),
        ({"started_by": StartedBy.QUESTION}, 0, True),
        ({"kind": Kind.CAPTURE}, 0, False),
    ],
)
@pytest.mark.parametrize("tv", [True, False])
def test_a_television_alone(values: dict[str, Any], home_count: int | None, alone: bool, tv: bool) -> None:
    """It plays, and nobody is there who could have spoken, or nothing came of what was said; it presses no button."""
    marks = unusual(_activation(**values), time(12), home_count, None, tv=tv)
    assert (Unusual.TV_ALONE in marks) is (alone and tv)
