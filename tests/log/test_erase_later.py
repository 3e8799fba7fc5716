"""An erasure that cannot be finished at once is finished later, and until then as much is gone as can be."""

from pathlib import Path
import sqlite3

import pytest

from custom_components.earshot.log import erase
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Patience

from .conftest import SOON, MakeStore
from .helpers import activation, at, on_writer, transcripts, until, write
from .words import still_in, talks, word


@pytest.fixture
def rebuilds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the pages of the file at each rebuild."""
    done, rebuild = list[int](), erase._rebuild

    def counted(connection: sqlite3.Connection) -> None:
        done.append(connection.execute("PRAGMA page_count").fetchone()[0])
        rebuild(connection)

    monkeypatch.setattr(erase, "_rebuild", counted)
    return done


def _full(connection: sqlite3.Connection) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_an_unfinished_erasure_is_finished_at_the_next_open(path: Path, make_store: MakeStore) -> None:
    """Deleted rows whose file was not rebuilt, as after a kill, are scrubbed before anything else."""
    store = make_store()
    store.open()
    write(store, [activation(number, transcript=word(number), wake_phrase=word(number)) for number in range(100)])
    deleted = store._job(lambda writer: writer._database.delete(None, at(50), None))
    assert deleted.result(SOON) == 50
    assert still_in(path, range(50)) != []
    store.close().result(SOON)
    assert still_in(path, range(50)) != []

    store = make_store()
    store.open()
    store.flush().result(SOON)
    assert still_in(path, range(100)) == list(range(50, 100))


def test_someone_else_reads_the_log(
    store: LogStore, path: Path, problems: list[LogProblem | None], rebuilds: list[int]
) -> None:
    """While another process keeps the old bytes alive the purge says so, rebuilds nothing in vain, and is finished when it lets go."""
    write(store, talks(20))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM activations").fetchone()
    with pytest.raises(LogError) as error:
        store.purge().result(SOON)
    assert error.value.problem is LogProblem.NOT_ERASED
    assert rebuilds == []
    assert transcripts(store) == []
    assert store.append(activation(100, transcript="kept")).result(SOON)
    other.close()
    until(lambda: problems == [LogProblem.NOT_ERASED, None])
    assert still_in(path, range(20)) == []
    assert transcripts(store) == ["kept"]


def test_rows_between_an_erasure_and_its_end_are_whole(
    store: LogStore, path: Path, problems: list[LogProblem | None]
) -> None:
    """What such a row no longer shares with any other goes with the erasure, and is added again when it is needed again."""
    write(store, talks(5))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM activations").fetchone()
    with pytest.raises(LogError):
        store.purge().result(SOON)
    (row,) = write(store, [activation(10, wake_phrase="shared")])
    assert store.correct(row, True).result(SOON)
    other.close()
    until(lambda: problems == [LogProblem.NOT_ERASED, None])
    write(store, [activation(20, wake_phrase="shared")])
    records = store.activations().result(SOON).records
    assert [(each.wake_phrase, each.misfire) for each in records] == [("shared", False), ("shared", True)]


def test_appends_do_not_put_off_an_unfinished_erasure(store: LogStore, path: Path) -> None:
    """The next attempt comes in its time however busy the log is."""
    write(store, talks(5))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM activations").fetchone()
    with pytest.raises(LogError):
        store.purge().result(SOON)
    other.close()
    number = 0
    while store.status().result(SOON).problem is not None:
        number += 1
        assert number < 10_000
        store.append(activation(1_000 + number)).result(SOON)
    assert still_in(path, range(5)) == []


def test_a_finished_erasure_is_not_done_again(store: LogStore, make_store: MakeStore, rebuilds: list[int]) -> None:
    """Neither in the same opening nor in the next: a rebuild costs what the file is large."""
    write(store, talks(20))
    assert store.purge(None, at(10)).result(SOON) == 10
    assert store.purge(None, at(10)).result(SOON) == 0
    store.close().result(SOON)
    again = make_store()
    again.open().result(SOON)
    again.flush().result(SOON)
    assert len(rebuilds) == 1


def test_what_goes_without_room_to_rebuild(path: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleted rows are overwritten where they lay, and the file gives its free pages back, which is room for the next attempt."""
    store = make_store(patience=Patience(60, 60))
    store.open()
    write(store, talks(400))
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    monkeypatch.setattr(erase, "_rebuild", _full)
    for purge in (store.purge(None, at(200)), store.forget_microphone("m0")):
        with pytest.raises(LogError):
            purge.result(SOON)
    assert path.stat().st_size < size - size // 4
    assert path.with_name(path.name + "-wal").stat().st_size == 0
    assert still_in(path, range(400)) == [number for number in range(200, 400) if number % 3]


def test_no_room_to_rebuild(store: LogStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk has no room for the rebuilt file the purge says so, and is finished when it has."""
    write(store, talks(50))

    with monkeypatch.context() as patch:
        patch.setattr(erase, "_rebuild", _full)
        with pytest.raises(LogError) as error:
            store.purge().result(SOON)
        assert error.value.problem is LogProblem.NOT_ERASED
    until(lambda: store.status().result(SOON).problem is None)
    assert still_in(path, range(50)) == []


def test_a_purge_opens_what_could_not_be_opened_before(path: Path, make_store: MakeStore) -> None:
    """It does not wait for the next attempt, which may be a minute away."""
    path.parent.write_text("in the way")
    store = make_store(patience=Patience(60, 60))
    assert store.open().result(SOON) is LogProblem.UNAVAILABLE
    with pytest.raises(LogError):
        store.flush().result(SOON)
    path.parent.unlink()
    assert store.purge().result(SOON) == 0
    assert store.status().result(SOON).problem is None
