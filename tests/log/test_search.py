"""Looking for words is done in steps, and holds up nobody."""

from collections.abc import Iterator
from concurrent.futures import Future
import itertools
import threading
from typing import Any

import pytest

from custom_components.earshot.log import reader, search
from custom_components.earshot.log.errors import LogClosed, LogError, SearchTooLong
from custom_components.earshot.log.query import Query
from custom_components.earshot.log.records import ActivationRecord, to_milliseconds
from custom_components.earshot.log.search import Search
from custom_components.earshot.log.store import LogStore

from .conftest import SOON
from .helpers import activation, at, transcripts, until, write


@pytest.fixture
def household(store: LogStore) -> list[ActivationRecord]:
    """Return what was written: four rows of each instant, of which every third is of lamps."""
    records = [
        activation(
            number // 4,
            microphone_id=("kitchen", "bedroom")[number % 2],
            transcript=f"{number} {'Lämp' if number % 3 == 0 else 'door'}",
        )
        for number in range(60)
    ]
    write(store, records)
    return records


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a step be three rows, however quick it was."""
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(search, name, 3)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[Search[Any]]:
    """Return the list of steps that were done."""
    done, step = list[Search[Any]](), Search.step

    def noted(self: Search[Any], connection: Any) -> Any:
        done.append(self)
        return step(self, connection)

    monkeypatch.setattr(Search, "step", noted)
    return done


def _pages(store: LogStore, limit: int, **query: Any) -> Iterator[tuple[ActivationRecord, ...]]:
    cursor: str | None = None
    while True:
        page = store.activations(limit=limit, cursor=cursor, **query).result(SOON)
        yield page.records
        if (cursor := page.cursor) is None:
            return


@pytest.mark.usefixtures("small_steps")
@pytest.mark.parametrize("text", ["lämp", "DOOR", "5", "nowhere"])
@pytest.mark.parametrize("limit", [1, 4, 20, 100])
@pytest.mark.parametrize("narrowed", [{}, {"start": at(3), "end": at(11)}, {"microphone_ids": ["bedroom"]}])
def test_steps_find_what_one_look_finds(
    store: LogStore, household: list[ActivationRecord], text: str, limit: int, narrowed: dict[str, Any]
) -> None:
    """Page after page, newest first, each row once, though steps end in the middle of an instant."""
    everything = [record for page in _pages(store, 7, **narrowed) for record in page]
    pages = list(_pages(store, limit, text=text, **narrowed))
    expected = [record for record in everything if text.casefold() in (record.transcript or "").casefold()]
    assert [record for page in pages for record in page] == expected
    assert all(len(page) == limit for page in pages[:-1])


@pytest.mark.usefixtures("small_steps")
def test_a_step_is_some_rows(store: LogStore, household: list[ActivationRecord], steps: list[Search[Any]]) -> None:
    """And a search that has found enough goes no further."""
    assert transcripts(store, text="nowhere") == []
    # A step of three rows ends with the fourth and its whole instant; the last one finds none.
    assert len(steps) == 16
    steps.clear()
    assert len(transcripts(store, text="door", limit=2)) == 2
    assert len(steps) == 1


@pytest.mark.usefixtures("small_steps")
def test_a_step_looks_at_its_own_rows_alone(
    store: LogStore, household: list[ActivationRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that went on to the beginning of the log would find the same, and hold up everybody."""
    spans, between = list[tuple[int, int]](), Query.between

    def noted(self: Query[Any], connection: Any, low: int, high: int, rows: int) -> list[Any]:
        spans.append((low, high))
        return between(self, connection, low, high, rows)

    monkeypatch.setattr(Query, "between", noted)
    assert transcripts(store, text="nowhere", start=at(2), end=at(6)) == []
    edges = [to_milliseconds(at(second)) for second in (6, 5, 4, 3, 2, 2)]
    assert spans == [(low, high) for high, low in itertools.pairwise(edges)]


@pytest.mark.usefixtures("small_steps")
def test_everybody_else_has_a_turn(
    store: LogStore, household: list[ActivationRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is asked for in the middle of a search, and an erasure, are there before it is over."""
    begun, go_on, others, step = threading.Event(), threading.Event(), list[Future[Any]](), Search.step

    def held(self: Search[Any], connection: Any) -> Any:
        if not begun.is_set():
            begun.set()
            assert go_on.wait(SOON)
        elif not all(future.done() for future in others):
            # The writing thread may still be on its way to the file, which is free between two steps.
            return None
        return step(self, connection)

    monkeypatch.setattr(Search, "step", held)
    found = store.activations(text="nowhere")
    assert begun.wait(SOON)
    others += [store.activations(limit=1), store.purge(at(0), at(1))]
    go_on.set()
    assert len(others[0].result(SOON).records) == 1
    assert others[1].result(SOON) == 4
    assert found.result(SOON).records == ()


def test_reads_go_before_searches(store: LogStore, household: list[ActivationRecord], steps: list[Search[Any]]) -> None:
    """Whatever was asked for first."""
    go_on = threading.Event()
    held = store._read(lambda _: go_on.wait(SOON))
    found = store.activations(text="nowhere")
    stepped = store._read(lambda _: len(steps))
    go_on.set()
    assert (held.result(SOON), stepped.result(SOON)) == (True, 0)
    assert found.result(SOON).records == ()


@pytest.mark.usefixtures("small_steps")
def test_searches_take_turns(store: LogStore, household: list[ActivationRecord], steps: list[Search[Any]]) -> None:
    """One through all the log does not hold up one that is quick."""
    go_on = threading.Event()
    store._read(lambda _: go_on.wait(SOON))
    long, short = store.activations(text="nowhere"), store.activations(text="door", limit=1)
    go_on.set()
    assert len(short.result(SOON).records) == 1
    assert long.result(SOON).records == ()
    assert len(set(steps[:2])) == 2


@pytest.mark.usefixtures("small_steps")
def test_a_search_is_given_up(
    store: LogStore, household: list[ActivationRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its time; what needs no more than a step is found all the same, and so is the next."""
    with monkeypatch.context() as patch:
        patch.setattr(search, "_ALL", 0.0)
        with pytest.raises(SearchTooLong):
            store.activations(text="nowhere").result(SOON)
        assert len(transcripts(store, text="door", limit=2)) == 2
        assert len(transcripts(store)) == 50
    assert transcripts(store, text="nowhere") == []


def test_a_step_that_takes_too_long_is_cut_short(
    store: LogStore, household: list[ActivationRecord], steps: list[Search[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is done again with fewer rows, until it is short enough; nothing is left out."""
    monkeypatch.setattr(search, "_INSTRUCTIONS", 1)
    monkeypatch.setattr(search, "_CUT", 0.0)
    monkeypatch.setattr(search, "_STEP", 0.0)
    monkeypatch.setattr(search, "_LEAST", 2)
    assert len(transcripts(store, text="lämp")) == 20
    assert len(steps) > 3


def test_steps_become_as_long_as_they_may(
    store: LogStore, household: list[ActivationRecord], steps: list[Search[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine is quick, so that a search is no slower for its steps."""
    monkeypatch.setattr(search, "_FIRST", 1)
    monkeypatch.setattr(search, "_LEAST", 1)
    assert transcripts(store, text="nowhere") == []
    assert len(steps) <= 8


def test_no_more_searches_than_are_useful(store: LogStore, household: list[ActivationRecord]) -> None:
    """Whoever asks for more hears so at once."""
    go_on = threading.Event()
    store._read(lambda _: go_on.wait(SOON))
    found = [store.activations(text="nowhere") for _ in range(reader._MOST_SEARCHES + 1)]
    with pytest.raises(LogError, match="too many"):
        found[-1].result(0)
    go_on.set()
    assert all(each.result(SOON).records == () for each in found[:-1])


def test_closing_ends_a_search(store: LogStore, household: list[ActivationRecord]) -> None:
    """Those that are under way are refused like all else."""
    begun, go_on = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        begun.set()
        go_on.wait(SOON)

    store._read(hold)
    assert begun.wait(SOON)
    found, session = store.activations(text="nowhere"), store._session
    assert session is not None
    closed = store.close()
    until(lambda: session.reader._stopping)
    go_on.set()
    closed.result(SOON)
    for each in (found, store.activations(text="nowhere"), session.reader.submit(lambda _: None)):
        with pytest.raises(LogClosed):
            each.result(SOON)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_a_step_is_told(
    store: LogStore, household: list[ActivationRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one who searches hears of it, and whoever reads later is not left waiting."""

    def bug(self: Search[Any], connection: Any) -> None:
        raise KeyError("bug")

    monkeypatch.setattr(Search, "step", bug)
    with pytest.raises(KeyError):
        store.activations(text="nowhere").result(SOON)
    with pytest.raises(LogClosed):
        store.activations().result(SOON)
