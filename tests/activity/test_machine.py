"""Test how phases become activations, example by example and by what always holds."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.earshot.activity.machine import CEILING, ActivityMachine
from custom_components.earshot.activity.misfire import MisfireReason
from custom_components.earshot.activity.model import Activation, Kind, Outcome, Phase, StartedBy

IDLE, LISTENING, PROCESSING, RESPONDING, STREAMING, UNKNOWN = Phase
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(seconds: float) -> datetime:
    """Return an instant."""
    return NOON + seconds * SECOND


def run(*phases: Phase, machine: ActivityMachine | None = None, muted: bool = False) -> list[Activation]:
    """Observe a phase every second and return the activations that ended."""
    machine = machine or ActivityMachine("kitchen")
    ended = (machine.observe(phase, at(second), muted) for second, phase in enumerate(phases))
    return [activation for activation in ended if activation is not None]


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


def test_the_clock_is_put_back() -> None:
    """Nothing ends before it starts or lasts for less than nothing."""
    machine = ActivityMachine("kitchen")
    machine.observe(LISTENING, at(100), False)
    machine.observe(PROCESSING, at(103), False)
    machine.observe(LISTENING, at(0), False)
    activation = machine.observe(IDLE, at(1), False)
    assert activation is not None
    assert (activation.start, activation.end, activation.listened) == (at(100), at(100), timedelta())


def test_the_ceiling_stays_as_near_when_the_clock_is_put_back() -> None:
    """An hour less on the clock is not an hour more of the indicator."""
    machine = ActivityMachine("kitchen", ceiling=10 * SECOND)
    machine.observe(LISTENING, at(3600), False)
    assert machine.tick(at(1)) is None
    assert machine.due == at(11)
    assert machine.tick(at(11)) is not None
    assert machine.stuck


_STEPS = st.lists(
    st.tuples(
        st.sampled_from([*Phase, *Phase, "confirmed", "lifted"]),
        st.integers(-5, 30).map(lambda seconds: seconds * SECOND),
        st.booleans(),
    ),
    max_size=40,
)
_CEILING = 20 * SECOND


def _drive(steps: list[tuple[Phase | str, timedelta, bool]], *, ticking: bool) -> list[Activation]:
    """Feed a machine, with the time in between if `ticking`, and check what always holds."""
    machine, now, phase, silenced = ActivityMachine("kitchen", _CEILING), NOON, None, False
    since, stuck = NOON, False
    ended: list[Activation | None] = []
    for step, passed, muted in steps:
        if ticking:
            ended += [machine.tick(now + passed / 3), machine.tick(now + passed * 2 / 3)]
        now += passed
        since = min(since, now)
        stuck |= phase is Phase.LISTENING and now - since >= _CEILING
        started_at, before = machine.started_at, phase
        if isinstance(step, Phase):
            if step is not phase:
                silenced, stuck, since = False, False, now
            phase = step
            ended.append(machine.observe(step, now, muted))
        elif step == "confirmed":
            silenced = phase is Phase.LISTENING
            ended.append(machine.mute_confirmed(now))
        else:
            silenced = False
            ended.append(machine.mute_lifted(now))
        assert machine.stuck is stuck
        assert machine.capturing is (phase is Phase.LISTENING and not silenced and not stuck)
        assert machine.active is (machine.started_at is not None)
        if machine.started_at != started_at and machine.started_at is not None:
            assert (machine.started_at, phase) == (now, Phase.LISTENING)
            assert before is not Phase.LISTENING
        if phase in (None, Phase.IDLE, Phase.STREAMING, Phase.UNKNOWN) or stuck:
            assert not machine.active
    return [activation for activation in ended if activation is not None]


@settings(max_examples=300, deadline=None)
@given(_STEPS)
def test_what_always_holds(steps: list[tuple[Phase | str, timedelta, bool]]) -> None:
    """Whatever is observed and however the clock goes."""
    for activation in _drive(steps, ticking=False):
        assert activation.start <= activation.end
        assert timedelta() <= activation.listened <= activation.end - activation.start
        assert activation.misfire is (activation.misfire_reason is not None)


@settings(max_examples=300, deadline=None)
@given(_STEPS.map(lambda steps: [(step, abs(passed), muted) for step, passed, muted in steps]))
def test_activations_do_not_overlap(steps: list[tuple[Phase | str, timedelta, bool]]) -> None:
    """One after the other, and the same ones however often the time was looked at."""
    activations = _drive(steps, ticking=False)
    assert _drive(steps, ticking=True) == activations
    latest = NOON
    for activation in activations:
        assert activation.start >= latest
        latest = activation.end
