"""What the log keeps of what it is given."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.log.records import (
    MAX_DETAIL,
    MAX_NAME,
    MAX_WORDS,
    belongs_to,
    clean,
    from_milliseconds,
    to_milliseconds,
)
from custom_components.earshot.log.store import LogStore

from .conftest import SOON
from .helpers import activation, at, change, write


def test_an_instant_needs_a_zone() -> None:
    """A naive instant would be off by hours, unnoticed."""
    naive = datetime(2026, 3, 1, 12)  # noqa: DTZ001
    for make in (
        lambda: activation(start=naive),
        lambda: activation(end=naive),
        lambda: change(at=naive),
        lambda: to_milliseconds(naive),
    ):
        with pytest.raises(ValueError, match="time zone"):
            make()


@given(st.datetimes(timezones=st.just(UTC)))
def test_milliseconds_and_back(instant: datetime) -> None:
    """Every instant that Python knows comes back, cut to milliseconds."""
    back = from_milliseconds(to_milliseconds(instant))
    assert timedelta() <= instant - back < timedelta(milliseconds=1)


def test_every_field_comes_back(store: LogStore) -> None:
    """A row holds all that the record held."""
    heard = activation(
        kind="capture",
        outcome="no_speech",
        started_by="button",
        misfire=True,
        misfire_reason="no_speech",
        while_muted=True,
        wake_phrase="ok nabu",
        home_count=3,
        decision="muted",
        unusual=("nobody_home", "asleep"),
        transcript="what is the time",
        reply="noon",
    )
    plain = activation(5)
    changed = change(1, detail='{"rule":"night"}')
    home = change(2, microphone_id=None, cause="privacy_mode", status=None)
    write(store, [heard, plain, changed, home])

    def without_id(record: object) -> dict[str, object]:
        return {name: getattr(record, name) for name in record.__slots__ if name != "id"}  # type: ignore[attr-defined]

    got = store.activations().result(SOON).records
    assert list(map(without_id, got)) == list(map(without_id, [plain, heard]))
    assert [record.id for record in got] == [2, 1]
    got_changes = store.changes().result(SOON).records
    assert list(map(without_id, got_changes)) == list(map(without_id, [home, changed]))


def test_what_cannot_be_kept_is_put_right(store: LogStore) -> None:
    """Hostile or odd values are kept as far as a database can, and refuse nothing."""
    write(
        store,
        [
            activation(
                0.0004567,
                end=at(-60),
                microphone_id="m" * 2 * MAX_NAME,
                transcript="a\0b\ud800c",
                reply="x" * (MAX_WORDS + 1),
                wake_phrase="w\0" * MAX_NAME,
                outcome="o" * 2 * MAX_NAME,
                home_count=10**30,
            ),
            activation(1, home_count=-1, start=at(1).astimezone(timezone(timedelta(hours=9)))),
        ],
    )
    second, first = store.activations().result(SOON).records
    assert first.start == first.end == at(0)
    assert first.microphone_id == "m" * MAX_NAME
    assert first.transcript == "a\N{REPLACEMENT CHARACTER}b?c"
    assert first.reply == "x" * MAX_WORDS
    assert first.wake_phrase == ("w\N{REPLACEMENT CHARACTER}" * MAX_NAME)[:MAX_NAME]
    assert first.outcome == "o" * MAX_NAME
    assert first.home_count == 10_000
    assert second.start.tzinfo is UTC
    assert second.start == at(1)
    assert second.home_count == 0
    write(store, [change(status="s" * 2 * MAX_NAME, cause="\0c", detail="x\ud800" + "y" * MAX_DETAIL)])
    (changed,) = store.changes().result(SOON).records
    assert (changed.status, changed.cause) == ("s" * MAX_NAME, "\N{REPLACEMENT CHARACTER}c")
    assert changed.detail == "x?" + "y" * (MAX_DETAIL - 2)


@given(st.text())
def test_clean_text_can_be_stored(text: str) -> None:
    """Whatever the text, what is left can be encoded and searched."""
    cleaned = clean(text, 10)
    assert len(cleaned) <= 10
    assert "\0" not in cleaned
    cleaned.encode()


@pytest.mark.parametrize(
    ("start", "end", "microphone", "expected"),
    [
        (None, None, None, True),
        (0, 1, None, True),
        (None, 0, None, False),
        (0.001, None, None, False),
        (0, None, "kitchen", True),
        (0, None, "bedroom", False),
    ],
)
def test_belongs_to(start: float | None, end: float | None, microphone: str | None, expected: bool) -> None:
    """A span includes its start and excludes its end."""
    span = [None if each is None else at(each) for each in (start, end)]
    for record in (activation(), change()):
        assert belongs_to(record, span[0], span[1], microphone) is expected


def test_the_home_belongs_to_no_microphone() -> None:
    """A change of the home is not purged with a microphone."""
    assert not belongs_to(change(microphone_id=None), None, None, "kitchen")
