"""The agenda gives what is due, earliest first, however often instants have moved."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.agenda import Agenda

START = datetime(2026, 10, 20, tzinfo=UTC)


def at(minutes: int) -> datetime:
    """Return an instant so many minutes after the beginning."""
    return START + timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: the agenda is free of it."""


def test_empty() -> None:
    """Nothing is due."""
    agenda: Agenda[str] = Agenda()
    assert agenda.next() is None
    assert list(agenda.take_due(at(0))) == []
    agenda.set("a", None)
    assert agenda.next() is None


def test_due_at_its_instant() -> None:
    """Not a moment before, and once."""
    agenda: Agenda[str] = Agenda()
    agenda.set("a", at(1))
    assert list(agenda.take_due(at(1) - timedelta(microseconds=1))) == []
    assert list(agenda.take_due(at(1))) == ["a"]
    assert list(agenda.take_due(at(1))) == []


def test_moved_taken_off_and_cleared() -> None:
    """The last word counts."""
    agenda: Agenda[str] = Agenda()
    agenda.set("a", at(1))
    agenda.set("a", at(3))
    agenda.set("b", at(2))
    assert agenda.next() == at(2)
    agenda.set("b", None)
    assert agenda.next() == at(3)
    agenda.set("a", at(1))
    # Its first place in the heap is good again; it is due once all the same.
    assert list(agenda.take_due(at(9))) == ["a"]
    agenda.set("a", at(1))
    agenda.clear()
    assert agenda.next() is None


def test_brought_forward() -> None:
    """What is due earlier stays so, also where its instant has come."""
    agenda: Agenda[str] = Agenda()
    assert agenda.bring_forward("a", at(5))
    assert agenda.bring_forward("a", at(2))
    assert not agenda.bring_forward("a", at(2))
    assert not agenda.bring_forward("a", at(3))
    assert agenda.next() == at(2)
    assert (agenda.is_due("a", at(1)), agenda.is_due("a", at(2)), agenda.is_due("b", at(9))) == (False, True, False)
    assert list(agenda.take_due(at(2))) == ["a"]
    assert not agenda.is_due("a", at(2))


def test_keys_that_do_not_compare() -> None:
    """Two at one instant need no order among themselves."""
    agenda: Agenda[object] = Agenda()
    first, second = object(), object()
    agenda.set(first, at(1))
    agenda.set(second, at(1))
    assert list(agenda.take_due(at(1))) == [first, second]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 5), st.booleans())))
def test_like_a_dictionary(steps: list[tuple[str, int | None, bool]]) -> None:
    """Whatever was set before, it is what a plain dictionary would hold."""
    agenda: Agenda[str] = Agenda()
    plain: dict[str, datetime] = {}
    for key, minutes, take in steps:
        instant = None if minutes is None else at(minutes)
        if take and instant is not None:
            due = list(agenda.take_due(instant))
            assert sorted(due) == sorted(key for key, value in plain.items() if value <= instant)
            assert [plain[key] for key in due] == sorted(plain[key] for key in due)
            plain = {key: value for key, value in plain.items() if value > instant}
            continue
        agenda.set(key, instant)
        plain = {other: value for other, value in plain.items() if other != key} | ({key: instant} if instant else {})
        assert agenda.next() == min(plain.values(), default=None)
