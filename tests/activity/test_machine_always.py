"""What always holds of the machine, whatever is observed and however the clock goes."""

from datetime import timedelta

from hypothesis import given, settings, strategies as st

from custom_components.earshot.activity.machine import ActivityMachine
from custom_components.earshot.activity.model import Activation, Phase

from .parts import NOON, SECOND

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
