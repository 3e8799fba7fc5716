"""Test conditions that count only after a time, or for a time after they have ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.earshot.policy.conditions import EntityState, Truth
from custom_components.earshot.policy.facts import CLOCK, Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.timing import ConditionMemory, Timed, timed

from .oracle_rules import timed_values

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TV = "media_player.tv"
PLAYING = EntityState(TV, frozenset({"on"}))
STATES = {True: "on", False: "off", None: "unknown"}
FIVE = Timed(PLAYING, 5 * MINUTE, 3 * MINUTE)


def look(
    of: Timed, memory: ConditionMemory | None, raw: bool | None, now: datetime, *, clock_trusted: bool = True
) -> tuple[Truth, ConditionMemory | None]:
    """Look at a condition that is as said."""
    return of.look(memory, now, BERLIN, Facts(clock_trusted=clock_trusted, states={TV: STATES[raw]}), Effect.MUTE)


def next_change(of: Timed, memory: ConditionMemory | None, now: datetime) -> datetime | None:
    """Return when time alone may change it."""
    return of.next_change(memory, now, BERLIN, Facts(), Effect.MUTE)


@pytest.mark.parametrize(
    ("hold_for", "linger"),
    [(timedelta(), timedelta()), (-SECOND, timedelta()), (timedelta(), -SECOND), (-SECOND, MINUTE), (MINUTE, -SECOND)],
)
def test_no_timing(hold_for: timedelta, linger: timedelta) -> None:
    """None at all needs no wrapper, and time does not run backwards."""
    with pytest.raises(ValueError):
        Timed(PLAYING, hold_for, linger)


def test_timed() -> None:
    """A condition is wrapped only where it is timed."""
    assert timed(PLAYING) is PLAYING
    assert timed(PLAYING, hold_for=MINUTE) == Timed(PLAYING, MINUTE)
    assert timed(PLAYING, linger=MINUTE) == Timed(PLAYING, timedelta(), MINUTE)


def test_it_counts_once_it_has_held() -> None:
    """Five minutes after it began, not earlier."""
    truth, memory = look(FIVE, None, False, NOON)
    assert (truth.value, memory, next_change(FIVE, memory, NOON)) == (False, ConditionMemory(False, NOON, False), None)
    truth, memory = look(FIVE, memory, True, NOON + MINUTE)
    assert (truth.value, memory) == (False, ConditionMemory(True, NOON + MINUTE, False))
    due = NOON + 6 * MINUTE
    assert next_change(FIVE, memory, NOON + MINUTE) == due
    assert look(FIVE, memory, True, due - SECOND) == (Truth(False), memory)
    truth, after = look(FIVE, memory, True, due)
    assert (truth.value, after) == (True, ConditionMemory(True, NOON + MINUTE, True))
    assert next_change(FIVE, after, due) is None


def test_it_lingers() -> None:
    """Three minutes after it ended, not longer."""
    counting = ConditionMemory(True, NOON - HOUR, True)
    truth, memory = look(FIVE, counting, False, NOON)
    assert (truth.value, memory) == (True, ConditionMemory(False, NOON, True))
    due = NOON + 3 * MINUTE
    assert next_change(FIVE, memory, NOON) == due
    assert look(FIVE, memory, False, due - SECOND)[0].value is True
    truth, memory = look(FIVE, memory, False, due)
    assert (truth.value, memory) == (False, ConditionMemory(False, NOON, False))
    assert next_change(FIVE, memory, due) is None


def test_it_began_to_count_while_nobody_looked() -> None:
    """It had held for long enough, so it lingers."""
    assert look(FIVE, ConditionMemory(True, NOON, False), False, NOON + 5 * MINUTE)[0].value is True
    assert look(FIVE, ConditionMemory(True, NOON, False), False, NOON + 5 * MINUTE - SECOND)[0].value is False


@pytest.mark.parametrize(
    ("hold_for", "linger", "raw", "counts"),
    [(HOUR, HOUR, True, False), (timedelta(), HOUR, True, True), (HOUR, HOUR, False, False)],
)
def test_the_first_look(hold_for: timedelta, linger: timedelta, raw: bool, counts: bool) -> None:
    """What is seen for the first time holds since now, and never lingers from before; nothing known is the same."""
    of = Timed(PLAYING, hold_for, linger)
    never = ConditionMemory(None, NOON - HOUR, False)
    for memory in (None, never):
        assert look(of, memory, raw, NOON) == (Truth(counts), ConditionMemory(raw, NOON, counts))
    assert look(of, None, None, NOON) == (Truth(None, (TV,)), ConditionMemory(None, NOON, False))
    assert look(of, never, None, NOON) == (Truth(None, (TV,)), never)
    assert next_change(of, never, NOON) is None


def test_undetermined_at_once_and_timing_goes_on() -> None:
    """What only flickers is not begun anew."""
    memory = ConditionMemory(True, NOON, False)
    truth, after = look(FIVE, memory, None, NOON + MINUTE)
    assert truth == Truth(None, (TV,))
    assert after is memory
    assert look(FIVE, after, True, NOON + 5 * MINUTE)[0].value is True
    lingering = ConditionMemory(False, NOON, True)
    assert look(FIVE, lingering, None, NOON + 4 * MINUTE)[1] is lingering
    assert look(FIVE, lingering, False, NOON + 4 * MINUTE)[0].value is False


def test_memory_is_the_same_while_nothing_changes() -> None:
    """A tick is no change."""
    for memory in (ConditionMemory(True, NOON, False), ConditionMemory(False, NOON, False)):
        assert look(FIVE, memory, memory.raw, NOON + MINUTE)[1] is memory
    restarted = look(FIVE, ConditionMemory(True, NOON, False), False, NOON)[1]
    assert restarted == ConditionMemory(False, NOON, False)


@pytest.mark.parametrize(("raw", "counts", "lasting"), [(True, False, 5 * MINUTE), (False, True, 3 * MINUTE)])
def test_a_clock_that_was_put_back(raw: bool, counts: bool, lasting: timedelta) -> None:
    """What was to come in minutes does not come in hours."""
    truth, memory = look(FIVE, ConditionMemory(raw, NOON, counts), raw, NOON - HOUR)
    assert (truth.value, memory) == (counts, ConditionMemory(raw, NOON - HOUR, counts))
    assert next_change(FIVE, memory, NOON - HOUR) == NOON - HOUR + lasting
    assert look(FIVE, memory, raw, NOON - HOUR + lasting)[0].value is raw


@pytest.mark.parametrize(("raw", "counts"), [(True, False), (False, True)])
def test_a_clock_that_was_put_forward(raw: bool, counts: bool) -> None:
    """The time in between has passed as far as anybody can tell."""
    assert look(FIVE, ConditionMemory(raw, NOON, counts), raw, NOON + HOUR)[0].value is raw


@pytest.mark.parametrize(
    ("hold_for", "memory", "raw", "expected"),
    [
        pytest.param(5, ConditionMemory(True, NOON, True), True, True, id="it_counts_and_goes_on"),
        pytest.param(5, ConditionMemory(False, NOON, False), False, False, id="it_does_not_count_and_goes_on"),
        pytest.param(5, ConditionMemory(True, NOON, False), True, None, id="who_knows_how_long_it_has_held"),
        pytest.param(5, ConditionMemory(False, NOON, False), True, None, id="who_knows_how_long_it_will_have_held"),
        pytest.param(5, ConditionMemory(False, NOON, True), True, None, id="who_knows_whether_it_still_lingered"),
        pytest.param(0, ConditionMemory(False, NOON, False), True, True, id="it_counts_at_once"),
        pytest.param(5, ConditionMemory(True, NOON, True), False, None, id="who_knows_how_long_it_will_linger"),
        pytest.param(5, ConditionMemory(True, NOON, False), False, None, id="who_knows_whether_it_counted"),
        pytest.param(5, None, True, None, id="seen_for_the_first_time"),
        pytest.param(0, None, True, True, id="seen_for_the_first_time_and_at_once"),
        pytest.param(5, None, False, False, id="seen_for_the_first_time_not_to_hold"),
        pytest.param(5, ConditionMemory(None, NOON, False), False, False, id="never_known_before"),
    ],
)
def test_without_a_clock(hold_for: int, memory: ConditionMemory | None, raw: bool, expected: bool | None) -> None:
    """A boot in 1970: what only time could tell is undetermined, and nothing is remembered of it."""
    of = Timed(PLAYING, hold_for * MINUTE, 3 * MINUTE)
    truth, after = look(of, memory, raw, EPOCH, clock_trusted=False)
    assert truth == Truth(expected, (CLOCK,) if expected is None else ())
    assert after is memory
    assert look(of, memory, None, EPOCH, clock_trusted=False) == (Truth(None, (TV,)), memory)


def test_after_a_boot_in_1970() -> None:
    """Once the clock is right, what was remembered goes on as if it had not been wrong."""
    memory = ConditionMemory(True, NOON, False)
    later = look(FIVE, memory, False, EPOCH, clock_trusted=False)[1]
    assert look(FIVE, later, True, NOON + MINUTE) == (Truth(False), memory)
    assert look(FIVE, later, True, NOON + 5 * MINUTE)[0].value is True


@dataclass(frozen=True)
class Fixed:
    """A condition that changes at one instant."""

    change: datetime | None

    def evaluate(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> Truth:
        """Return whether the instant has come."""
        return Truth(self.change is not None and now >= self.change)

    def next_change(self, now: datetime, zone: tzinfo, facts: Facts, effect: Effect) -> datetime | None:
        """Return the instant, also once it is over."""
        return self.change


@pytest.mark.parametrize(
    ("change", "now", "expected"),
    [
        pytest.param(NOON + MINUTE, NOON, NOON + MINUTE, id="the_conditions_own"),
        pytest.param(NOON + HOUR, NOON, NOON + 5 * MINUTE, id="its_timing"),
        pytest.param(None, NOON, NOON + 5 * MINUTE, id="its_timing_alone"),
        pytest.param(NOON - MINUTE, NOON + HOUR, None, id="both_are_over"),
    ],
)
def test_next_change(change: datetime | None, now: datetime, expected: datetime | None) -> None:
    """What comes first, and never what is over."""
    of = Timed(Fixed(change), 5 * MINUTE)
    assert next_change(of, ConditionMemory(True, NOON, False), now) == expected


_stretches = st.lists(st.tuples(st.sampled_from([True, False, None]), st.integers(1, 40)), min_size=1, max_size=8)
_remembered = st.none() | st.tuples(st.booleans(), st.integers(0, 60), st.booleans())


@settings(max_examples=300, deadline=None)
@given(_stretches, st.integers(0, 30), st.integers(0, 30), _remembered, st.data())
def test_timing_second_by_second(
    stretches: list[tuple[bool | None, int]],
    hold_for: int,
    linger: int,
    remembered: tuple[bool, int, bool] | None,
    data: st.DataObject,
) -> None:
    """Who looks at each change and when something is due sees what one sees who never looks away."""
    if not hold_for and not linger:
        hold_for = 1
    of = Timed(PLAYING, hold_for * SECOND, linger * SECOND)
    memory = (
        None if remembered is None else ConditionMemory(remembered[0], NOON - remembered[1] * SECOND, remembered[2])
    )
    raws = [raw for raw, length in stretches for _ in range(length)]
    expected = timed_values(raws, SECOND, NOON, hold_for * SECOND, linger * SECOND, memory)
    spare = data.draw(st.sets(st.integers(0, len(raws)), max_size=5))
    due, found = NOON, []
    for number, raw in enumerate(raws):
        now = NOON + number * SECOND
        changed = number > 0 and raw is not raws[number - 1]
        if changed or now >= due or number in spare:
            truth, memory = look(of, memory, raw, now)
            due = next_change(of, memory, now) or NOON + HOUR
            assert due > now
        found.append(truth.value)
    assert found == expected
