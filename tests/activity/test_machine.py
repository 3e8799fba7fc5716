"""How phases become activations, example by example."""

from datetime import timedelta

import pytest

from custom_components.earshot.activity.machine import CEILING, ActivityMachine
from custom_components.earshot.activity.misfire import MisfireReason
from custom_components.earshot.activity.model import Activation, Kind, Outcome, Phase, StartedBy

from .parts import IDLE, LISTENING, NOON, PROCESSING, RESPONDING, SECOND, STREAMING, UNKNOWN, at, run


def test_a_command() -> None:
    """From listening until idle again, with what was captured in it."""
    assert run(IDLE, LISTENING, LISTENING, PROCESSING, RESPONDING, IDLE) == [
        Activation(
            start=at(1),
            end=at(5),
            microphone_id="kitchen",
            kind=Kind.ACTIVATION,
            outcome=Outcome.INTENT,
            listened=2 * SECOND,
            while_muted=False,
            misfire=False,
            misfire_reason=None,
            started_by=StartedBy.UNKNOWN,
            wake_phrase=None,
        )
    ]


@pytest.mark.parametrize(
    ("phases", "count"),
    [
        pytest.param((), 0, id="nothing"),
        pytest.param((IDLE, RESPONDING, IDLE), 0, id="an_announcement"),
        pytest.param((IDLE, PROCESSING, RESPONDING, IDLE), 0, id="a_typed_command"),
        pytest.param((UNKNOWN, IDLE), 0, id="it_comes_back"),
        pytest.param((IDLE, UNKNOWN, IDLE), 0, id="it_goes_and_comes_back"),
        pytest.param((PROCESSING, IDLE), 0, id="seen_for_the_first_time_while_processing"),
        pytest.param((RESPONDING, IDLE), 0, id="seen_for_the_first_time_while_responding"),
        pytest.param((LISTENING, IDLE), 1, id="seen_for_the_first_time_while_listening"),
        pytest.param((UNKNOWN, LISTENING, IDLE), 1, id="it_comes_back_listening"),
        pytest.param((IDLE, LISTENING), 0, id="still_going_on"),
        pytest.param((LISTENING, IDLE, IDLE, UNKNOWN), 1, id="it_ends_once"),
        pytest.param((IDLE, STREAMING, IDLE, STREAMING), 0, id="it_streams_for_its_wake_word"),
        pytest.param((STREAMING, LISTENING, STREAMING, STREAMING, IDLE), 1, id="it_streams_again"),
        pytest.param((LISTENING, PROCESSING, RESPONDING, LISTENING, PROCESSING, RESPONDING, IDLE), 1, id="a_follow_up"),
        pytest.param((LISTENING, IDLE, LISTENING, UNKNOWN), 2, id="two"),
    ],
)
def test_how_many(phases: tuple[Phase, ...], count: int) -> None:
    """Activations key on listening, not on anything else than idle."""
    assert len(run(*phases)) == count


@pytest.mark.parametrize(
    ("phases", "outcome", "listened"),
    [
        pytest.param((LISTENING, PROCESSING, IDLE), Outcome.INTENT, 1, id="processed"),
        pytest.param((LISTENING, IDLE), Outcome.NO_SPEECH, 1, id="no_speech"),
        pytest.param((LISTENING, RESPONDING, IDLE), Outcome.NO_SPEECH, 1, id="never_processed"),
        pytest.param((STREAMING, LISTENING, STREAMING), Outcome.NO_SPEECH, 1, id="no_speech_in_a_stream"),
        pytest.param((STREAMING, LISTENING, PROCESSING, STREAMING), Outcome.INTENT, 1, id="processed_in_a_stream"),
        pytest.param((LISTENING, UNKNOWN), Outcome.CUT_OFF, 1, id="lost_while_listening"),
        pytest.param((LISTENING, PROCESSING, UNKNOWN), Outcome.CUT_OFF, 1, id="lost_while_processing"),
        pytest.param((LISTENING, PROCESSING, LISTENING, LISTENING, IDLE), Outcome.INTENT, 3, id="a_silent_follow_up"),
        pytest.param((RESPONDING, LISTENING, IDLE), Outcome.UNKNOWN, 1, id="an_answer_is_not_processed"),
        pytest.param((RESPONDING, LISTENING, PROCESSING, IDLE), Outcome.INTENT, 1, id="an_answer_that_is"),
    ],
)
def test_outcome(phases: tuple[Phase, ...], outcome: Outcome, listened: int) -> None:
    """What came of it, and for how long it was listened to."""
    (activation,) = run(*phases)
    assert activation.outcome is outcome
    assert activation.listened == listened * SECOND
    silent = outcome is Outcome.NO_SPEECH
    assert activation.misfire is silent
    assert activation.misfire_reason == (MisfireReason.NO_SPEECH if silent else None)


@pytest.mark.parametrize(
    ("phases", "started_by"),
    [
        pytest.param((IDLE, RESPONDING, LISTENING, IDLE), StartedBy.QUESTION, id="it_spoke_first"),
        pytest.param((IDLE, LISTENING, RESPONDING, LISTENING, IDLE), StartedBy.UNKNOWN, id="a_follow_up_is_none"),
        pytest.param((IDLE, RESPONDING, IDLE, LISTENING, IDLE), StartedBy.UNKNOWN, id="an_announcement_before"),
    ],
)
def test_started_by(phases: tuple[Phase, ...], started_by: StartedBy) -> None:
    """Who speaks first and then listens has asked something."""
    assert run(*phases)[0].started_by is started_by


def test_what_made_it_listen_is_told_later() -> None:
    """The wake phrase comes from elsewhere, for the activation that goes on and for no other."""
    machine = ActivityMachine("kitchen")
    machine.identify(StartedBy.BUTTON)
    machine.observe(LISTENING, at(0), False)
    machine.identify(StartedBy.WAKE_WORD, "okay nabu")
    first = machine.observe(IDLE, at(1), False)
    machine.identify(StartedBy.BUTTON)
    machine.observe(LISTENING, at(2), False)
    second = machine.observe(IDLE, at(3), False)
    assert first is not None
    assert second is not None
    assert (first.started_by, first.wake_phrase, first.outcome) == (
        StartedBy.WAKE_WORD,
        "okay nabu",
        Outcome.NO_SPEECH,
    )
    assert (second.started_by, second.wake_phrase) == (StartedBy.UNKNOWN, None)


@pytest.mark.parametrize(
    ("muted", "expected"),
    [
        pytest.param((False, False, False, False), (False, False), id="never"),
        pytest.param((True, False, False, False), (True, True), id="from_the_start"),
        pytest.param((False, True, False, False), (False, True), id="cut_and_carried_out"),
        pytest.param((False, False, False, True), (False, False), id="when_it_was_over"),
        pytest.param((False, False, True, True), (True, True), id="the_follow_up"),
    ],
)
def test_while_muted(muted: tuple[bool, ...], expected: tuple[bool, bool]) -> None:
    """Heard is what began to be listened to while muted, each time that it did; carried out while muted shows as well."""
    machine = ActivityMachine("kitchen")
    phases = (LISTENING, PROCESSING, LISTENING, IDLE)
    for second, (phase, now_muted) in enumerate(zip(phases, muted, strict=True)):
        activation = machine.observe(phase, at(second), now_muted)
    assert activation is not None
    assert (activation.heard_muted, activation.while_muted) == expected


def test_what_is_seen_meanwhile() -> None:
    """Active until the end, capturing in listening alone."""
    machine = ActivityMachine("kitchen")
    assert (machine.active, machine.capturing, machine.started_at) == (False, False, None)
    seen = []
    for second, phase in enumerate((STREAMING, LISTENING, PROCESSING, RESPONDING, LISTENING, UNKNOWN)):
        machine.observe(phase, at(second), False)
        seen.append((machine.active, machine.capturing, machine.started_at))
    assert seen == [
        (False, False, None),
        (True, True, at(1)),
        (True, False, at(1)),
        (True, False, at(1)),
        (True, True, at(1)),
        (False, False, None),
    ]


def test_a_confirmed_mute_silences() -> None:
    """The device confirms that it is muted and its phase sticks: nothing more is captured, and it was cut off."""
    machine = ActivityMachine("kitchen")
    machine.observe(LISTENING, at(0), False)
    assert machine.mute_confirmed(at(2)) is None
    assert machine.mute_confirmed(at(3)) is None
    assert (machine.active, machine.capturing) == (True, False)
    activation = machine.tick(NOON + CEILING)
    assert activation is not None
    assert (activation.outcome, activation.listened, activation.misfire) == (Outcome.CUT_OFF, 2 * SECOND, False)
    assert not machine.capturing


@pytest.mark.parametrize(
    ("phases", "outcome"),
    [
        pytest.param((IDLE,), Outcome.CUT_OFF, id="cut_off"),
        pytest.param((PROCESSING, IDLE), Outcome.INTENT, id="the_half_heard_command_runs"),
        pytest.param((RESPONDING, LISTENING, IDLE), Outcome.NO_SPEECH, id="it_listens_again"),
    ],
)
def test_after_a_confirmed_mute(phases: tuple[Phase, ...], outcome: Outcome) -> None:
    """What comes after tells what came of it."""
    machine = ActivityMachine("kitchen")
    machine.observe(LISTENING, at(0), False)
    machine.mute_confirmed(at(1))
    for second, phase in enumerate(phases, start=2):
        activation = machine.observe(phase, at(second), True)
    assert activation is not None
    assert activation.outcome is outcome


def test_listening_again_is_believed() -> None:
    """A mute is confirmed for the stretch in which it is: a device that starts to listen all the same is heard."""
    machine = ActivityMachine("kitchen")
    machine.mute_confirmed(at(0))
    machine.observe(LISTENING, at(1), True)
    assert machine.capturing
    machine.mute_confirmed(at(2))
    machine.observe(IDLE, at(3), True)
    machine.observe(LISTENING, at(4), True)
    assert machine.capturing


def test_a_lifted_mute_is_no_silence() -> None:
    """Where the phase still says listening, it captures again; elsewhere nothing changes."""
    machine = ActivityMachine("kitchen")
    machine.mute_lifted(at(0))
    assert not machine.capturing
    machine.observe(LISTENING, at(0), False)
    machine.mute_lifted(at(1))
    machine.mute_confirmed(at(2))
    machine.mute_lifted(at(5))
    assert machine.capturing
    activation = machine.observe(IDLE, at(6), False)
    assert activation is not None
    assert activation.listened == 3 * SECOND


def test_the_clock_is_put_back() -> None:
    """Nothing ends before it starts or lasts for less than nothing."""
    machine = ActivityMachine("kitchen")
    machine.observe(LISTENING, at(100), False)
    machine.observe(PROCESSING, at(103), False)
    machine.observe(LISTENING, at(0), False)
    activation = machine.observe(IDLE, at(1), False)
    assert activation is not None
    assert (activation.start, activation.end, activation.listened) == (at(100), at(100), timedelta())
