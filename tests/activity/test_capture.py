"""Test raw captures, example by example and against a plain model."""

from datetime import datetime, timedelta
from typing import Any, override

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
import pytest

from custom_components.earshot.activity.capture import LONGEST, CaptureMachine
from custom_components.earshot.activity.model import Activation, Kind, Outcome, StartedBy

from .parts import NOON, SECOND


def test_a_capture_lasts_for_as_long_as_was_asked_for() -> None:
    """That it ends is told by nobody."""
    machine = CaptureMachine("kitchen")
    assert (machine.running, machine.due, machine.tick(NOON)) == (False, None, None)
    assert machine.begin(NOON, 10, while_muted=True) is None
    assert (machine.running, machine.due) == (True, NOON + 10 * SECOND)
    assert machine.tick(NOON + 9 * SECOND) is None
    assert machine.tick(NOON + 12 * SECOND) == Activation(
        start=NOON,
        end=NOON + 10 * SECOND,
        microphone_id="kitchen",
        kind=Kind.CAPTURE,
        outcome=Outcome.UNKNOWN,
        listened=10 * SECOND,
        while_muted=True,
        heard_muted=True,
        misfire=False,
        misfire_reason=None,
        started_by=StartedBy.UNKNOWN,
        wake_phrase=None,
    )
    assert (machine.running, machine.due, machine.tick(NOON + 13 * SECOND)) == (False, None, None)


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        (0, 0),
        (0.5, 0.5),
        (59.9, 59.9),
        (60, 60),
        (61, 60),
        (10**400, 60),
        (-5, 0),
        (-(10**400), 0),
        (float("inf"), 60),
        (float("-inf"), 0),
        (float("nan"), 60),
        (None, 60),
        ("5", 60),
        ([5], 60),
    ],
)
def test_the_length_of_a_capture_may_be_anything(seconds: Any, length: float) -> None:
    """What cannot be told is taken for the longest that there is."""
    machine = CaptureMachine("kitchen")
    machine.begin(NOON, seconds)
    assert machine.due == NOON + length * SECOND


def test_a_new_capture_ends_the_one_before() -> None:
    """At that instant; one that was over by then ends when it was."""
    machine = CaptureMachine("kitchen")
    machine.begin(NOON, 10)
    replaced = machine.begin(NOON + 4 * SECOND, 10, while_muted=True)
    over = machine.begin(NOON + 20 * SECOND, 10)
    assert (replaced.end, replaced.outcome, replaced.while_muted) == (NOON + 4 * SECOND, Outcome.CUT_OFF, False)
    assert (over.end, over.outcome, over.while_muted) == (NOON + 14 * SECOND, Outcome.UNKNOWN, True)


def test_a_capture_can_be_ended() -> None:
    """The satellite has gone."""
    machine = CaptureMachine("kitchen")
    assert machine.cancel(NOON) is None
    machine.begin(NOON, 10)
    ended = machine.cancel(NOON + SECOND)
    assert (ended.end, ended.listened, ended.outcome) == (NOON + SECOND, SECOND, Outcome.CUT_OFF)
    assert machine.cancel(NOON + 2 * SECOND) is None


def test_a_capture_ends_in_time_when_the_clock_is_put_back() -> None:
    """An hour less on the clock is not an hour more of the indicator, and nothing ends before it starts."""
    machine = CaptureMachine("kitchen")
    machine.begin(NOON, 10)
    early = NOON - timedelta(hours=1)
    assert machine.tick(early) is None
    assert machine.due == early + LONGEST
    ended = machine.tick(early + LONGEST)
    assert (ended.start, ended.end, ended.listened) == (NOON, NOON, timedelta())


class Captures(RuleBasedStateMachine):
    """Two machines, one of which is asked all the time, against a list of captures that were asked for."""

    def __init__(self) -> None:
        """Begin at noon with nothing captured."""
        super().__init__()
        self.now = NOON
        self.patient, self.asked = CaptureMachine("kitchen"), CaptureMachine("kitchen")
        self.ended: tuple[list[Activation | None], list[Activation | None]] = ([], [])
        self.expected: list[tuple[datetime, datetime]] = []

    @rule(passed=st.integers(0, 90_000), steps=st.integers(1, 5))
    def wait(self, passed: int, steps: int) -> None:
        """Let some time pass, which only one looks at."""
        for _ in range(steps):
            self.now += timedelta(milliseconds=passed) / steps
            self.ended[1].append(self.asked.tick(self.now))

    @rule(seconds=st.one_of(st.integers(), st.floats()))
    def begin(self, seconds: float) -> None:
        """Begin a capture."""
        self._cut()
        for machine, ended in zip((self.patient, self.asked), self.ended, strict=True):
            ended.append(machine.begin(self.now, seconds))
        length = 60 if seconds != seconds else min(max(seconds, 0), 60)  # noqa: PLR0124 - not a number
        self.expected.append((self.now, self.now + timedelta(seconds=length)))

    @rule()
    def cancel(self) -> None:
        """End it."""
        self._cut()
        for machine, ended in zip((self.patient, self.asked), self.ended, strict=True):
            ended.append(machine.cancel(self.now))

    def _cut(self) -> None:
        if self.expected:
            start, end = self.expected[-1]
            self.expected[-1] = start, min(end, self.now)

    @invariant()
    def runs(self) -> None:
        """Whether one runs is known to the one that is asked."""
        self.ended[1].append(self.asked.tick(self.now))
        last = self.expected[-1] if self.expected else (NOON, NOON)
        assert self.asked.running is (self.now < last[1])

    @override
    def teardown(self) -> None:
        """Both told of the same captures, each once."""
        for machine, ended in zip((self.patient, self.asked), self.ended, strict=True):
            ended.append(machine.tick(self.now + LONGEST))
            assert [(each.start, each.end) for each in ended if each is not None] == self.expected


TestCaptures = Captures.TestCase
