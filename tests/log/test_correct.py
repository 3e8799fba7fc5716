"""What a person says of a misfire, beside what the classifier said."""

from dataclasses import replace
from pathlib import Path
import sqlite3
from typing import Any

import pytest

from custom_components.earshot.log.errors import InvalidQuery, LogClosed, LogError, LogProblem, UnknownRecord
from custom_components.earshot.log.records import ActivationRecord
from custom_components.earshot.log.store import LogStore

from .conftest import SOON
from .helpers import activation, at, bytes_of, on_writer, transcripts, until, write

MISFIRE: dict[str, Any] = {"misfire": True, "misfire_reason": "no_speech"}


def _said(record: ActivationRecord) -> tuple[bool, str | None, str | None]:
    return record.misfire, record.misfire_reason, record.corrected_from


@pytest.mark.parametrize(
    ("classified", "misfire", "said"),
    [
        (MISFIRE, False, (False, "person", "no_speech")),
        (MISFIRE, True, (True, "person", "no_speech")),
        ({}, True, (True, "person", None)),
        ({}, False, (False, "person", None)),
    ],
)
def test_a_person_has_the_last_word(
    store: LogStore, classified: dict[str, Any], misfire: bool, said: tuple[bool, str | None, str | None]
) -> None:
    """The verdict is theirs, and the classifier's own reason stays beside it; the others of its like stay as they are."""
    alike = activation(transcript="words", **classified)
    write(store, [alike, alike])
    assert store.correct(1, misfire).result(SOON) is (misfire is not alike.misfire)
    assert _said(store.activation(1).result(SOON)) == said
    assert store.activation(2).result(SOON) == replace(alike, id=2)
    assert store.activation(1).result(SOON).transcript == "words"


def test_a_correction_leaves_what_was_unusual(store: LogStore) -> None:
    """It is a fact beside the verdict, and tells rows apart that are alike in all else."""
    write(store, [activation(**MISFIRE, unusual=("asleep",)), activation(**MISFIRE)])
    store.correct(1, False).result(SOON)
    store.correct(2, False).result(SOON)
    assert [store.activation(row).result(SOON).unusual for row in (1, 2)] == [("asleep",), ()]


def test_a_correction_can_be_taken_back(store: LogStore) -> None:
    """The last word is the last that was said, and what the classifier said is never lost."""
    write(store, [activation(**MISFIRE)])
    for misfire, new in ((False, True), (True, True), (True, False), (False, True)):
        assert store.correct(1, misfire).result(SOON) is new
        assert _said(store.activation(1).result(SOON)) == (misfire, "person", "no_speech")


def test_queries_go_by_the_correction(store: LogStore) -> None:
    """What a person cleared is no misfire any more, what they marked is one; later ones of the same kind are judged anew."""
    write(store, [activation(number, transcript=f"{number}", **(MISFIRE if number < 3 else {})) for number in range(6)])
    store.correct(2, False).result(SOON)
    store.correct(5, True).result(SOON)
    assert transcripts(store, kinds=["misfire"]) == ["4", "2", "0"]
    write(store, [activation(9, transcript="9", **MISFIRE)])
    assert transcripts(store, kinds=["misfire"]) == ["9", "4", "2", "0"]


@pytest.mark.parametrize("row", [2, 2**62])
def test_an_unknown_row(store: LogStore, row: int) -> None:
    """It is named, nothing is changed, and the log goes on."""
    write(store, [activation()])
    for asked in (store.correct(row, True), store.activation(row)):
        with pytest.raises(UnknownRecord, match=str(row)):
            asked.result(SOON)
    assert _said(store.activation(1).result(SOON)) == (False, None, None)
    assert write(store, [activation()]) == [2]


@pytest.mark.parametrize("row", [0, -1, 2**63, True, "1", 1.0, None])
def test_no_row_at_all(store: LogStore, row: Any) -> None:
    """Refused at once, on the caller's side."""
    for ask in (lambda: store.correct(row, True), lambda: store.activation(row)):
        with pytest.raises(InvalidQuery) as error:
            ask()
        assert error.value.field == "id"


def test_corrections_that_cannot_be_kept(store: LogStore, path: Path) -> None:
    """A locked or closed log says so, and nothing is half done."""
    write(store, [activation()])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogError) as error:
        store.correct(1, True).result(SOON)
    assert error.value.problem is LogProblem.LOCKED
    other.close()
    assert _said(store.activation(1).result(SOON)) == (False, None, None)
    store.correct(1, True).result(SOON)
    store.close().result(SOON)
    with pytest.raises(LogClosed):
        store.correct(1, True).result(SOON)


def test_a_correction_while_the_disk_is_full(store: LogStore) -> None:
    """It is refused in words, not kept waiting."""
    write(store, [activation()])
    on_writer(store, "PRAGMA max_page_count = 1")
    store.append(activation(1, transcript="x" * 8_000))
    until(lambda: store.status().result(SOON).problem is LogProblem.FULL)
    with pytest.raises(LogError) as error:
        store.correct(1, True).result(SOON)
    assert error.value.problem is LogProblem.FULL
    on_writer(store, "PRAGMA max_page_count = 100000")


def test_a_corrected_row_is_erased_like_any_other(store: LogStore, path: Path) -> None:
    """What was shared with it goes with it."""
    write(store, [activation(transcript="Zweifelsfrei", wake_phrase="Zweifelsohne"), activation(100)])
    store.correct(1, True).result(SOON)
    store.purge(None, at(50)).result(SOON)
    assert b"zweifels" not in bytes_of(path)
    store.correct(2, True).result(SOON)
    assert _said(store.activation(2).result(SOON)) == (True, "person", None)
