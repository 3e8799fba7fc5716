"""Disks that refuse: nothing is raised into the caller, nothing is lost that there is room for."""

from pathlib import Path
import sqlite3
import subprocess
import sys
import threading

import pytest

from custom_components.earshot.log.database import Database
from custom_components.earshot.log.errors import LogError, LogProblem, NewerFile, RecordDropped, problem_of
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Patience

from .conftest import SOON, MakeStore
from .helpers import activation, at, log_threads, on_writer, transcripts, until, write

CHILD = Path(__file__).with_name("child.py")


def test_a_folder_in_the_way(path: Path, make_store: MakeStore, problems: list[LogProblem | None]) -> None:
    """It is put aside with what is in it, and a log begun."""
    path.mkdir(parents=True)
    (path / "precious").write_text("x")
    store = make_store(clock=lambda: at(0))
    assert store.open().result(SOON) is None
    assert write(store, [activation()]) == [1]
    assert problems == [LogProblem.BROKEN]
    assert (path.with_name("earshot.db.broken-20260301T120000Z") / "precious").read_text() == "x"


@pytest.mark.parametrize(
    "content",
    [b"x", b"no database" * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"SQLite format 3\0" + bytes(84)],
    ids=["byte", "text", "header", "zeros"],
)
def test_no_database(path: Path, make_store: MakeStore, problems: list[LogProblem | None], content: bytes) -> None:
    """What is no log is kept aside as it was, and a log begun."""
    path.parent.mkdir()
    path.write_bytes(content)
    store = make_store(clock=lambda: at(0))
    assert store.open().result(SOON) is None
    assert write(store, [activation()]) == [1]
    assert problems == [LogProblem.BROKEN]
    copy = path.with_name("earshot.db.broken-20260301T120000Z")
    assert copy.read_bytes() == content
    assert store.status().result(SOON).copies == (copy,)


def test_a_broken_write_ahead_log(path: Path, make_store: MakeStore) -> None:
    """Junk that a crash left behind is no reason to give up what is sound."""
    store = make_store()
    store.open()
    write(store, [activation(transcript="kept")])
    store.close().result(SOON)
    path.with_name("earshot.db-wal").write_bytes(b"\xff" * 10_000)
    store = make_store()
    store.open()
    assert transcripts(store) == ["kept"]
    write(store, [activation()])


def _break_inside(path: Path, store: LogStore) -> None:
    write(store, [activation(number, transcript="." * 60) for number in range(2_000)])
    store.close().result(SOON)
    content = bytearray(path.read_bytes())
    content[20 * 4096 : 21 * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def test_damage_inside_is_found_before_a_row_is_entrusted_to_it(
    path: Path, store: LogStore, make_store: MakeStore, problems: list[LogProblem | None]
) -> None:
    """The file is checked as a whole at every opening; what was appended meanwhile is in the new file."""
    _break_inside(path, store)
    again = make_store()
    again.open()
    assert write(again, [activation(transcript="safe")]) == [1]
    assert problems == [LogProblem.BROKEN]
    again.close().result(SOON)
    final = make_store()
    final.open()
    assert transcripts(final) == ["safe"]


def test_damage_that_a_read_finds(path: Path, store: LogStore, problems: list[LogProblem | None]) -> None:
    """The read fails in words, the file is put aside, and the log goes on."""
    write(store, [activation(number, transcript="." * 60) for number in range(2_000)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA shrink_memory")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(LogError) as error:
        store.activations().result(SOON)
    assert error.value.problem is LogProblem.BROKEN
    until(lambda: problems == [LogProblem.BROKEN])
    assert write(store, [activation(transcript="after")]) == [2_001]
    assert transcripts(store) == ["after"]


def test_damage_that_a_write_finds(path: Path, store: LogStore, problems: list[LogProblem | None]) -> None:
    """The record goes into a fresh file."""
    write(store, [activation(number, transcript="." * 60) for number in range(2_000)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA shrink_memory", "PRAGMA cache_size = 0")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    assert write(store, [activation(1, transcript="after")]) == [2_001]
    assert problems == [LogProblem.BROKEN]


def test_a_full_disk(store: LogStore, problems: list[LogProblem | None]) -> None:
    """What does not fit waits, in order, and is written when there is room."""
    write(store, [activation()])
    on_writer(store, "PRAGMA max_page_count = 1")
    futures = [store.append(activation(number, transcript="x" * 3_000)) for number in range(1, 20)]
    until(lambda: problems == [LogProblem.FULL])
    with pytest.raises(LogError) as error:
        store.flush().result(SOON)
    assert error.value.problem is LogProblem.FULL
    status = store.status().result(SOON)
    assert status.problem is LogProblem.FULL
    assert status.waiting > 0
    assert store.activations().result(SOON).records
    on_writer(store, "PRAGMA max_page_count = 100000")
    ids = [future.result(SOON) for future in futures]
    assert ids == sorted(ids)
    until(lambda: problems == [LogProblem.FULL, None])
    assert store.status().result(SOON).activations == 20


def test_a_full_queue_keeps_the_newest(make_store: MakeStore, problems: list[LogProblem | None]) -> None:
    """What is pushed out is counted and its future says so."""
    store = make_store(queue_limit=5, patience=Patience(0.3, 0.3))
    store.open()
    write(store, [activation()])
    on_writer(store, "PRAGMA max_page_count = 1")
    held = store.append(activation(1, transcript="x" * 8_000))
    until(lambda: problems == [LogProblem.FULL])
    futures = [store.append(activation(number)) for number in range(2, 22)]
    for future in futures[:15]:
        with pytest.raises(RecordDropped) as error:
            future.result(0)
        assert error.value.problem is LogProblem.FULL
    assert store.status().result(SOON).dropped == 15
    on_writer(store, "PRAGMA max_page_count = 100000")
    assert [future.result(SOON) for future in (held, *futures[15:])] == [2, 3, 4, 5, 6, 7]


def test_a_purge_makes_room(store: LogStore, path: Path, problems: list[LogProblem | None]) -> None:
    """A full disk does not keep a purge from working, and what waits is written into the room it made."""
    write(store, [activation(number, transcript="x" * 3_000) for number in range(50)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)")
    on_writer(store, f"PRAGMA max_page_count = {path.stat().st_size // 4096 + 1}")
    futures = [store.append(activation(number, transcript="x" * 8_000)) for number in range(100, 104)]
    until(lambda: problems == [LogProblem.FULL])
    assert store.purge(None, at(50)).result(SOON) == 50
    for future in futures:
        future.result(SOON)
    assert problems == [LogProblem.FULL, None]


def test_a_foreign_lock_is_waited_for(store: LogStore, path: Path, problems: list[LogProblem | None]) -> None:
    """Appending goes on at once, writing when the other lets go."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    futures = [store.append(activation(number)) for number in range(3)]
    until(lambda: problems == [LogProblem.LOCKED])
    assert not any(future.done() for future in futures)
    other.execute("ROLLBACK")
    other.close()
    assert [future.result(SOON) for future in futures] == [1, 2, 3]
    until(lambda: problems == [LogProblem.LOCKED, None])


def test_a_file_locked_at_open(path: Path, make_store: MakeStore, problems: list[LogProblem | None]) -> None:
    """A lock at start-up is a problem for a while, not a broken file."""
    first = make_store()
    first.open()
    first.close().result(SOON)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    store = make_store()
    store.open().result(SOON)
    future = store.append(activation())
    until(lambda: bool(problems))
    assert set(problems) <= {LogProblem.LOCKED}
    other.execute("ROLLBACK")
    other.close()
    assert future.result(SOON)


def test_no_folder_can_be_made(tmp_path: Path, problems: list[LogProblem | None]) -> None:
    """Where the file cannot be opened records wait; when it can they are written."""
    blocker = tmp_path / "config"
    blocker.write_text("a file where the folder should be")
    store = LogStore(blocker / "earshot.db", on_problem=problems.append, patience=Patience(0.02, 0.05))
    assert store.open().result(SOON) is LogProblem.UNAVAILABLE
    future = store.append(activation())
    with pytest.raises(LogError) as error:
        store.activations().result(SOON)
    assert error.value.problem is LogProblem.UNAVAILABLE
    with pytest.raises(LogError):
        store.purge(None, at(-1)).result(SOON)
    status = store.status().result(SOON)
    assert (status.activations, status.size, status.problem) == (None, 0, LogProblem.UNAVAILABLE)
    blocker.unlink()
    assert future.result(SOON) == 1
    until(lambda: problems == [LogProblem.UNAVAILABLE, None])
    store.close().result(SOON)


def test_closing_while_the_disk_refuses(tmp_path: Path) -> None:
    """What could not be written is told so, and no thread is left."""
    blocker = tmp_path / "config"
    blocker.write_text("a file where the folder should be")
    store = LogStore(blocker / "earshot.db")
    store.open()
    future = store.append(activation())
    store.close().result(SOON)
    with pytest.raises(RecordDropped) as error:
        future.result(0)
    assert error.value.problem is LogProblem.UNAVAILABLE
    until(lambda: not log_threads())


def test_closing_tries_once_more(store: LogStore, make_store: MakeStore, problems: list[LogProblem | None]) -> None:
    """A disk that has room again by then gets everything that waited."""
    store.close().result(SOON)
    patient = make_store(patience=Patience(600, 600))
    patient.open()
    on_writer(patient, "PRAGMA max_page_count = 1")
    futures = [patient.append(activation(number, transcript="x" * 8_000)) for number in range(3)]
    until(lambda: problems == [LogProblem.FULL])
    on_writer(patient, "PRAGMA max_page_count = 100000")
    patient.close().result(SOON)
    assert [future.result(0) for future in futures] == [1, 2, 3]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_removed_by_hand(store: LogStore, path: Path, problems: list[LogProblem | None], replaced: bool) -> None:
    """Rows do not go into a file that has no name any more."""
    write(store, [activation()])
    other = path.with_name("other")
    other.touch()
    path.unlink()
    if replaced:
        other.rename(path)
    assert write(store, [activation(transcript="after")]) == [2]
    assert transcripts(store) == ["after"]
    assert path.exists()
    assert problems == []


def test_an_unreadable_disk_is_tried_again(
    store: LogStore, problems: list[LogProblem | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Errors of the device itself, at every step, end in a problem and then in the row."""
    with monkeypatch.context() as patch:

        def dead(*_: object) -> None:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
            raise error

        patch.setattr(Database, "insert", dead)
        patch.setattr(Database, "is_sound", dead)
        future = store.append(activation())
        until(lambda: problems == [LogProblem.UNAVAILABLE])
    assert future.result(SOON) == 1
    until(lambda: problems == [LogProblem.UNAVAILABLE, None])


def test_a_copy_cannot_be_put_aside(
    path: Path, make_store: MakeStore, problems: list[LogProblem | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged file that cannot be moved is not written to either."""
    path.parent.mkdir()
    path.write_bytes(b"x" * 5000)

    def stuck(*_: object) -> None:
        raise PermissionError

    store = make_store()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stuck)
        assert store.open().result(SOON) is LogProblem.UNAVAILABLE
        future = store.append(activation())
        assert path.read_bytes() == b"x" * 5000
    assert future.result(SOON) == 1
    until(lambda: problems == [LogProblem.UNAVAILABLE, LogProblem.BROKEN, None])


def test_a_file_that_breaks_and_cannot_be_put_aside(
    store: LogStore, path: Path, problems: list[LogProblem | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record in hand waits until it can."""
    write(store, [activation(number, transcript="." * 60) for number in range(2_000)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA shrink_memory", "PRAGMA cache_size = 0")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))

    def stuck(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stuck)
        future = store.append(activation(transcript="after"))
        until(lambda: problems == [LogProblem.UNAVAILABLE])
        with pytest.raises(LogError) as error:
            store.purge(at(5_000)).result(SOON)
        assert error.value.problem is LogProblem.UNAVAILABLE
    assert future.result(SOON) == 2_001
    until(lambda: problems == [LogProblem.UNAVAILABLE, LogProblem.BROKEN, None])
    assert transcripts(store) == ["after"]


def test_a_newer_log_takes_the_place_of_ours(
    store: LogStore, path: Path, problems: list[LogProblem | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left alone from then on, and nobody waits for a row that will never be."""

    def newer(*_: object) -> None:
        raise NewerFile

    path.unlink()
    monkeypatch.setattr(Database, "open", newer)
    for future in (store.append(activation()), store.append(activation())):
        with pytest.raises(RecordDropped) as error:
            future.result(SOON)
        assert error.value.problem is LogProblem.NEWER
    assert problems == [LogProblem.NEWER]


def test_the_files_cannot_be_listed(store: LogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status tells what it can."""

    def stuck(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", stuck)
        status = store.status().result(SOON)
    assert status.copies == ()
    assert status.size > 0


def test_the_caller_is_never_held_up(store: LogStore, path: Path) -> None:
    """However the disk is doing, appending takes its moment."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Event()

    def append() -> None:
        for number in range(12_000):
            store.append(activation(number))
        done.set()

    threading.Thread(target=append, daemon=True).start()
    assert done.wait(SOON)
    assert store.status().result(SOON).dropped == 12_000 - 10_000 - 1
    other.close()


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (OSError(), LogProblem.UNAVAILABLE),
        (sqlite3.OperationalError(), LogProblem.UNAVAILABLE),
    ],
)
def test_an_error_without_a_code(error: sqlite3.Error | OSError, problem: LogProblem) -> None:
    """What cannot be told apart is a file that cannot be used at present."""
    assert problem_of(error) is problem


def test_a_real_limit_on_the_file_size(path: Path) -> None:
    """A process that may not write further keeps its rows and writes them when it may again."""
    result = subprocess.run(
        [sys.executable, str(CHILD), "limit", str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == ["refused", "recovered"]
