"""The store's life: append, flush, close, reopen, delete."""

import asyncio
from concurrent.futures import Future
from pathlib import Path
import sqlite3
import threading
from typing import Any

import pytest

from custom_components.earshot.log.database import Database
from custom_components.earshot.log.errors import LogClosed, LogError, LogProblem, RecordDropped
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Writer

from .conftest import SOON, MakeStore
from .helpers import activation, at, bytes_of, change, log_threads, on_writer, transcripts, until, write


def test_an_acknowledged_row_is_there(store: LogStore) -> None:
    """Row ids count up, and what is acknowledged can be read."""
    assert write(store, [activation(number, transcript=f"t{number}") for number in range(3)]) == [1, 2, 3]
    assert write(store, [change(), change()]) == [1, 2]
    assert transcripts(store) == ["t2", "t1", "t0"]


def test_each_record_is_a_commit_of_its_own(store: LogStore, path: Path) -> None:
    """Another connection sees each row as soon as it is acknowledged."""
    other = sqlite3.connect(path)
    try:
        for number in range(1, 4):
            write(store, [activation(number)])
            assert other.execute("SELECT count(*) FROM activations").fetchone() == (number,)
    finally:
        other.close()


def test_append_does_not_wait_for_the_writer(store: LogStore) -> None:
    """The caller goes on while the writing thread is busy."""
    go = threading.Event()
    busy = store._job(lambda writer: go.wait(SOON))
    futures = [store.append(activation(number)) for number in range(100)]
    assert not any(future.done() for future in futures)
    go.set()
    assert [future.result(SOON) for future in futures] == list(range(1, 101))
    assert busy.result(SOON)


async def test_append_survives_a_cancelled_waiter(store: LogStore) -> None:
    """A row is kept although the task that waited for it was cancelled."""
    go = threading.Event()
    store._job(lambda writer: go.wait(SOON))
    waiter = asyncio.ensure_future(asyncio.wrap_future(store.append(activation(transcript="kept"))))
    await asyncio.sleep(0)
    waiter.cancel()
    go.set()
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.activations())
    assert [record.transcript for record in page.records] == ["kept"]


def test_a_cancelled_read_is_not_run(store: LogStore) -> None:
    """Nobody pays for a query that nobody waits for."""
    go = threading.Event()
    ran = list[str]()
    first = store._read(lambda connection: go.wait(SOON))
    second = store._read(lambda connection: ran.append("second"))
    third = store._read(lambda connection: ran.append("third"))
    assert second.cancel()
    go.set()
    first.result(SOON)
    third.result(SOON)
    assert ran == ["third"]


def test_close_commits_what_waits_and_leaves_no_thread(store: LogStore, path: Path) -> None:
    """Closing is done when all is written, all files but one are gone and no thread is left."""
    assert len(log_threads()) == 2
    futures = [store.append(activation(number)) for number in range(50)]
    store.close().result(SOON)
    assert [future.result(0) for future in futures] == list(range(1, 51))
    until(lambda: not log_threads())
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_closed(store: LogStore) -> None:
    """After closing every method says so, and closing again is harmless."""
    store.close().result(SOON)
    store.close().result(SOON)
    for future in (store.append(activation()), store.flush(), store.purge(), store.activations(), store.status()):
        with pytest.raises(LogClosed):
            future.result(SOON)


def test_reopen(store: LogStore) -> None:
    """A closed store opens again with what it held; opening twice is harmless."""
    write(store, [activation(transcript="first")])
    store.close().result(SOON)
    assert store.open().result(SOON) is None
    assert store.open().result(SOON) is None
    assert len(log_threads()) == 2
    write(store, [activation(1, transcript="second")])
    assert transcripts(store) == ["second", "first"]


def test_append_right_after_open(make_store: MakeStore) -> None:
    """Nobody has to wait for the file before appending."""
    store = make_store()
    opened = store.open()
    assert store.append(activation()).result(SOON) == 1
    assert opened.done()


def test_reads_that_wait_are_refused_at_close(store: LogStore) -> None:
    """A query that never came to run ends with an error, not never."""
    running, go = threading.Event(), threading.Event()

    def read(connection: sqlite3.Connection) -> bool:
        running.set()
        return go.wait(SOON)

    first = store._read(read)
    assert running.wait(SOON)
    second = store.activations()
    reader = store._session.reader
    closed = store.close()
    until(lambda: reader._stopping)
    go.set()
    assert first.result(SOON)
    with pytest.raises(LogClosed):
        second.result(SOON)
    closed.result(SOON)


def test_a_long_read_is_cut_short_at_close(store: LogStore) -> None:
    """Closing does not wait for a query that takes its time."""
    endless = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    running = threading.Event()

    def read(connection: sqlite3.Connection) -> None:
        running.set()
        connection.execute(endless).fetchone()

    future = store._read(read)
    running.wait(SOON)
    threading.Event().wait(0.05)
    store.close().result(SOON)
    assert future.exception(0) is not None


def test_status(store: LogStore, path: Path) -> None:
    """The status tells how much there is and since when, without content."""
    status = store.status().result(SOON)
    assert (status.activations, status.changes, status.oldest, status.newest, status.last_write) == (
        0,
        0,
        None,
        None,
        None,
    )
    write(store, [activation(10), activation(5), change(1), change(20)])
    status = store.status().result(SOON)
    assert (status.activations, status.changes) == (2, 2)
    assert (status.oldest, status.newest) == (at(1), at(20))
    assert status.last_write is not None
    assert status.size == sum(file.stat().st_size for file in path.parent.iterdir())
    assert (status.waiting, status.dropped, status.problem, status.copies) == (0, 0, None, ())


def test_delete_files_of_an_open_store(store: LogStore, path: Path) -> None:
    """Every file goes, and so does what was still waiting."""
    write(store, [activation(transcript="zweifelsfrei")])
    aside = path.with_name("earshot.db.broken-20260101T000000Z")
    aside.write_bytes(b"zweifelsfrei")
    path.with_name(aside.name + "-wal").write_bytes(b"zweifelsfrei")
    path.with_name("other.db").write_bytes(b"not ours")
    go = threading.Event()
    store._job(lambda writer: go.wait(SOON))
    store._job(lambda writer: writer._fail(LogProblem.FULL))
    waiting = store.append(activation())
    removed = store.delete_files()
    go.set()
    removed.result(SOON)
    with pytest.raises(RecordDropped):
        waiting.result(SOON)
    assert [file.name for file in path.parent.iterdir()] == ["other.db"]
    until(lambda: not log_threads())


def test_delete_files_of_a_closed_store(store: LogStore, path: Path, make_store: MakeStore) -> None:
    """Removal needs no open store, and nothing to remove."""
    write(store, [activation(transcript="zweifelsfrei")])
    store.close().result(SOON)
    make_store().delete_files().result(SOON)
    make_store().delete_files().result(SOON)
    assert bytes_of(path) == b""


def test_delete_files_then_open(store: LogStore) -> None:
    """A store whose files were removed begins anew."""
    write(store, [activation()])
    store.delete_files().result(SOON)
    assert store.open().result(SOON) is None
    assert transcripts(store) == []


def test_a_record_with_a_fault_of_its_own_holds_nobody_up(store: LogStore) -> None:
    """What would fail on a healthy disk too is refused, and the next is written."""
    faulty = store.append(activation(microphone_id=None))
    assert store.append(activation(1, transcript="after")).result(SOON)
    with pytest.raises(RecordDropped, match="cannot be kept"):
        faulty.result(SOON)
    assert transcripts(store) == ["after"]


def test_a_row_that_is_refused_leaves_nothing_behind(store: LogStore) -> None:
    """No number of a microphone or a trait that went with it is given to the next."""
    on_writer(store, "CREATE TRIGGER no BEFORE INSERT ON activations BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(RecordDropped, match="cannot be kept"):
        store.append(activation(transcript="refused")).result(SOON)
    on_writer(store, "DROP TRIGGER no")
    write(store, [activation(transcript="kept")])
    assert transcripts(store) == ["kept"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_at_the_opening_leaves_nobody_waiting(make_store: MakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wanted to read or to erase hears that the log is closed."""
    go_on = threading.Event()

    def bug(self: Writer) -> None:
        assert go_on.wait(SOON)
        raise KeyError("bug")

    monkeypatch.setattr(Writer, "begin", bug)
    store = make_store()
    store.open()
    session = store._session
    assert session is not None
    waiting = [store.activations(), store.purge()]
    go_on.set()
    session.closed.result(SOON)
    for refused in (*waiting, session.job(lambda writer: None), session.reader.submit(lambda _: None)):
        with pytest.raises(LogClosed):
            refused.result(SOON)


def test_the_threads_keep_no_crashed_process_alive(store: LogStore) -> None:
    """A log that is not closed must not hold up the end."""
    store.activations().result(SOON)
    ours = [each for each in threading.enumerate() if each.name in log_threads()]
    assert len(ours) == 2
    assert all(each.daemon for each in ours)


def test_many_wake_phrases_do_not_fill_the_memory(store: LogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgotten numbers are looked up again, not given twice."""
    monkeypatch.setattr("custom_components.earshot.log.rows._REMEMBERED", 3)
    write(store, [activation(number, wake_phrase=f"p{number % 5}") for number in range(20)])
    phrases = [record.wake_phrase for record in store.activations().result(SOON).records]
    assert phrases == [f"p{number % 5}" for number in reversed(range(20))]
    assert store._read(lambda connection: connection.execute("SELECT count(*) FROM traits").fetchone()).result(
        SOON
    ) == (5,)
    remembered = store._job(lambda writer: writer._database._rows and len(writer._database._rows._traits.known))
    assert remembered.result(SOON) == 2


def test_nobody_hears_of_problems(path: Path) -> None:
    """The callback is optional, and a loop that is closed stops nothing."""
    path.mkdir(parents=True)

    def deaf(problem: LogProblem | None) -> None:
        raise RuntimeError("Event loop is closed")

    for callback in (None, deaf):
        store = LogStore(path, on_problem=callback)
        assert store.open().result(SOON) is None
        assert store.append(activation()).result(SOON)
        store.close().result(SOON)
        path.unlink()
        path.mkdir()


def test_the_words_are_private(store: LogStore, path: Path) -> None:
    """Companions of the file are as private as the file."""
    write(store, [activation()])
    on_writer(store, "PRAGMA user_version")
    assert {file.stat().st_mode & 0o077 for file in path.parent.iterdir()} == {0}


def test_without_waiting_for_the_end(store: LogStore, path: Path) -> None:
    """Closing, opening and removing in one breath come one after the other."""
    write(store, [activation(transcript="first")])
    store.append(activation(1, transcript="second"))
    closed, opened = store.close(), store.open()
    third = store.append(activation(2, transcript="third"))
    closed.result(SOON)
    assert opened.result(SOON) is None
    third.result(SOON)
    assert transcripts(store) == ["third", "second", "first"]
    store.append(activation(3))
    store.close()
    store.delete_files().result(SOON)
    assert list(path.parent.iterdir()) == []
    store.open()
    assert write(store, [activation()]) == [5]


def test_the_next_session_waits_for_the_last(store: LogStore) -> None:
    """Two writing threads never share the file, nor does a removal cross one."""
    go = threading.Event()
    store._job(lambda writer: go.wait(SOON))
    futures: list[Future[Any]] = [
        store.close(),
        store.open(),
        store.append(activation()),
        store.close(),
        store.delete_files(),
    ]
    threading.Event().wait(0.1)
    assert not any(future.done() for future in futures)
    go.set()
    assert [future.result(SOON) for future in futures] == [None, None, 1, None, None]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("method", ["open", "is_sound", "insert", "delete"])
def test_a_bug_in_the_writing_thread_leaves_nobody_waiting(
    make_store: MakeStore, monkeypatch: pytest.MonkeyPatch, problems: list[LogProblem | None], method: str
) -> None:
    """Should the thread die of what nobody foresaw, every future ends, and the store can be opened again."""

    def bug(*_: object) -> None:
        raise KeyError(method)

    store = make_store()
    with monkeypatch.context() as patch:
        patch.setattr(Database, method, bug)
        opened = store.open()
        futures: list[Future[Any]] = [
            store.append(activation()),
            store.purge(),
            store.append(activation()),
            store.activations(),
        ]
        opened.result(SOON)
        ended = [future.exception(SOON) for future in futures]
        assert isinstance(ended[0], LogError) is (method != "delete")
        assert isinstance(ended[2], LogError)
        until(lambda: not log_threads())
    assert problems == [LogProblem.UNAVAILABLE]
    for closed in (store.append(activation()), store.flush(), store.status()):
        assert isinstance(closed.exception(SOON), LogClosed)
    assert store.open().result(SOON) is None
    write(store, [activation()])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_bug_in_the_reading_thread_is_told(store: LogStore) -> None:
    """The one who asked hears of it."""

    def bug(connection: object) -> None:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        store._read(bug).result(SOON)
    assert store.append(activation()).result(SOON) == 1
