"""What sticks: the ceiling ends an activation, whoever notices it, and no other time does."""

from datetime import timedelta

import pytest

from custom_components.earshot.activity.machine import CEILING, ActivityMachine
from custom_components.earshot.activity.model import Outcome, Phase

from .parts import IDLE, LISTENING, NOON, PROCESSING, RESPONDING, SECOND, at, run


def test_a_phase_that_sticks() -> None:
    """The ceiling ends it and it counts as stuck; another one starts only after the phase has left listening."""
    machine = ActivityMachine("kitchen")
    machine.observe(LISTENING, at(0), False)
    due = NOON + CEILING
    assert timedelta(minutes=5) == CEILING
    assert machine.tick(due - timedelta(microseconds=1)) is None
    assert (machine.stuck, machine.capturing) == (False, True)
    activation = machine.tick(due + 7 * SECOND)
    assert activation is not None
    assert (activation.start, activation.end, activation.listened) == (NOON, due, CEILING)
    assert (activation.outcome, activation.misfire) == (Outcome.UNKNOWN, False)
    assert machine.observe(LISTENING, due + 8 * SECOND, False) is None
    assert machine.tick(due + 2 * CEILING) is None
    assert (machine.active, machine.capturing, machine.stuck) == (False, False, True)
    assert machine.observe(IDLE, due + 3 * CEILING, False) is None
    assert (machine.capturing, machine.stuck) == (False, False)
    machine.observe(LISTENING, due + 3 * CEILING, False)
    assert machine.started_at == due + 3 * CEILING
    assert (machine.capturing, machine.stuck) == (True, False)


@pytest.mark.parametrize("phase", Phase)
def test_the_ceiling_without_a_tick(phase: Phase) -> None:
    """The next observation notices it, too, whatever it is."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    machine.observe(LISTENING, at(0), False)
    activation = machine.observe(phase, at(11), False)
    assert activation is not None
    assert activation.end == at(10)
    assert not machine.active


def test_the_ceiling_is_for_one_stretch() -> None:
    """A long conversation is not cut, nor a long answer."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    ended = []
    for round_ in range(5):
        ended += [machine.observe(LISTENING, at(20 * round_), False), machine.tick(at(20 * round_ + 9))]
        ended += [machine.observe(RESPONDING, at(20 * round_ + 9), False), machine.tick(at(20 * round_ + 19))]
    assert ended == [None] * 20
    activation = machine.observe(IDLE, at(100), False)
    assert activation is not None
    assert activation.listened == 45 * SECOND


def test_when_the_ceiling_is_due() -> None:
    """From the start of the phase, while there is an activation that it can end; later where nothing is listened to."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    assert machine.due is None
    seen = []
    for second, phase in enumerate((LISTENING, LISTENING, PROCESSING, LISTENING)):
        machine.observe(phase, at(second), False)
        seen.append(machine.due)
    assert seen == [at(10), at(10), at(22), at(13)]
    machine.tick(at(13))
    assert machine.due is None


@pytest.mark.parametrize("phase", [PROCESSING, RESPONDING])
def test_an_answer_that_never_ends(phase: Phase) -> None:
    """It does not swallow the next command."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    run(LISTENING, phase, machine=machine)
    assert machine.tick(at(20)) is None
    activation = machine.tick(at(21))
    assert activation is not None
    assert (activation.end, activation.listened) == (at(21), SECOND)
    machine.observe(LISTENING, at(30), False)
    assert machine.started_at == at(30)


def test_processed_before_it_sticks() -> None:
    """A follow-up that sticks does not undo the command before it."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    run(LISTENING, PROCESSING, LISTENING, machine=machine)
    activation = machine.tick(at(12))
    assert activation is not None
    assert (activation.outcome, activation.end) == (Outcome.INTENT, at(12))


def test_a_mute_after_the_ceiling() -> None:
    """What the ceiling had ended is handed over, and no mute that is lifted makes a stuck phase count again."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    machine.observe(LISTENING, at(0), False)
    activation = machine.mute_confirmed(at(11))
    assert activation is not None
    assert (activation.outcome, activation.end) == (Outcome.UNKNOWN, at(10))
    assert not machine.capturing
    assert machine.mute_lifted(at(12)) is None
    assert (machine.capturing, machine.stuck) == (False, True)
    machine.observe(IDLE, at(13), False)
    machine.observe(LISTENING, at(14), False)
    assert machine.mute_lifted(at(24)) is not None


def test_the_ceiling_stays_as_near_when_the_clock_is_put_back() -> None:
    """An hour less on the clock is not an hour more of the indicator."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    machine.observe(LISTENING, at(3600), False)
    assert machine.tick(at(1)) is None
    assert machine.due == at(11)
    assert machine.tick(at(11)) is not None
    assert machine.stuck
