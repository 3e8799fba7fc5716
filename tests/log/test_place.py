"""The log moves with everything that belongs to it, and rests for a backup."""

import errno
from pathlib import Path
import shutil
import sqlite3

import pytest

from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, bytes_of, on_writer, transcripts, until, write


@pytest.fixture
def other(path: Path) -> Path:
    """Where the log is to be."""
    return path.parent / ".cache" / "earshot.db"


def _names(path: Path) -> list[str]:
    return sorted(str(file.relative_to(path.parent)) for file in path.parent.rglob("*") if file.is_file())


def test_an_open_log_moves(store: LogStore, path: Path, other: Path) -> None:
    """What was written before, what waits and what comes meanwhile is all there, and nothing is left behind."""
    write(store, [activation(0, transcript="before")])
    waiting = store.append(activation(1, transcript="waits"))
    moved = store.move(other)
    meanwhile = store.append(activation(2, transcript="meanwhile"))
    assert moved.result(SOON) is None
    assert [future.result(SOON) for future in (waiting, meanwhile)] == [2, 3]
    assert transcripts(store) == ["meanwhile", "waits", "before"]
    assert {name for name in _names(path) if not name.startswith(".cache")} == set()
    assert other.stat().st_mode & 0o077 == 0
    store.move(path).result(SOON)
    assert transcripts(store) == ["meanwhile", "waits", "before"]
    store.close().result(SOON)
    assert _names(path) == ["earshot.db"]


def test_a_folder_in_the_former_place_is_not_ours(path: Path, other: Path) -> None:
    """It stays there with what is in it."""
    path.mkdir(parents=True)
    (path / "precious").write_text("x")
    log = LogStore(other, former=path)
    assert log.open().result(SOON) is None
    log.close().result(SOON)
    assert _names(path) == [".cache/earshot.db", "earshot.db/precious"]


def test_a_log_that_lies_elsewhere_is_brought_at_the_opening(
    store: LogStore, path: Path, other: Path, make_store: MakeStore
) -> None:
    """After a kill its write-ahead log, with rows that were acknowledged, comes along."""
    write(store, [activation(0, transcript="kept")])
    killed = path.parent / "killed"
    killed.mkdir()
    for file in path.parent.glob("earshot.db*"):
        shutil.copy2(file, killed)
    store.close().result(SOON)
    path.unlink()
    assert (killed / "earshot.db-wal").stat().st_size > 0
    again = LogStore(other, former=killed / "earshot.db")
    assert again.open().result(SOON) is None
    assert transcripts(again) == ["kept"]
    again.close().result(SOON)
    assert _names(path) == [".cache/earshot.db"]


def test_a_move_that_was_cut_short_goes_on(store: LogStore, path: Path, other: Path) -> None:
    """The companion that had come already meets its file again."""
    write(store, [activation(0, transcript="kept")])
    other.parent.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy2(path.with_name(path.name + suffix), other.with_name("copy.db" + suffix))
    store.close().result(SOON)
    path.unlink()
    other.with_name("copy.db").rename(path)
    other.with_name("copy.db-wal").rename(other.with_name("earshot.db-wal"))
    again = LogStore(other, former=path)
    again.open()
    assert transcripts(again) == ["kept"]
    again.close().result(SOON)


def test_two_logs(store: LogStore, path: Path, other: Path) -> None:
    """The one in its place goes on; the other, from a restored backup, is put aside there and goes with retention."""
    write(store, [activation(0, transcript="Zweifelsfrei")])
    store.close().result(SOON)
    both = LogStore(other, clock=lambda: at(0))
    both.open()
    write(both, [activation(1, transcript="in its place")])
    both.close().result(SOON)
    both = LogStore(other, former=path, clock=lambda: at(0))
    both.open()
    assert transcripts(both) == ["in its place"]
    assert [copy.name for copy in both.status().result(SOON).copies] == ["earshot.db.broken-20260301T120000Z"]
    assert _names(path)[0].startswith(".cache")
    assert b"zweifelsfrei" in bytes_of(path)
    both.purge_before(at(0.5)).result(SOON)
    assert b"zweifelsfrei" not in bytes_of(path)
    both.close().result(SOON)


def test_copies_put_aside_move_too(store: LogStore, path: Path, other: Path) -> None:
    """One of the same name is not overwritten."""
    name = "earshot.db.broken-20260301T120000Z"
    other.parent.mkdir()
    other.with_name(name).write_bytes(b"there already")
    path.with_name(name).write_bytes(b"put aside")
    path.with_name(f"{name}-wal").write_bytes(b"its companion")
    store.move(other).result(SOON)
    assert other.with_name(name).read_bytes() == b"there already"
    assert other.with_name(f"{name}-1").read_bytes() == b"put aside"
    assert other.with_name(f"{name}-1-wal").read_bytes() == b"its companion"


def test_another_disk(store: LogStore, path: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a name cannot simply change, the original goes when its copy is whole."""
    write(store, [activation(0, transcript="kept")])
    rename = Path.rename

    def crossing(file: Path, target: Path) -> Path:
        if file.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return rename(file, target)

    monkeypatch.setattr(Path, "rename", crossing)
    store.move(other).result(SOON)
    assert transcripts(store) == ["kept"]
    assert other.stat().st_mode & 0o077 == 0
    store.close().result(SOON)
    assert _names(path) == [".cache/earshot.db"]


def test_a_disk_without_room_for_the_copy(
    path: Path, other: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch, problems: list[LogProblem | None]
) -> None:
    """The log stays where it is, records wait, and it moves when there is room."""
    store = make_store()
    store.open()
    write(store, [activation(0, transcript="kept")])

    def crossing(file: Path, target: Path) -> Path:
        raise OSError(errno.EXDEV if target.name == "earshot.db" else errno.ENOSPC, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", crossing)
        assert store.move(other).result(SOON) is LogProblem.UNAVAILABLE
        waiting = store.append(activation(1, transcript="waits"))
        assert _names(path) == ["earshot.db"]
    assert waiting.result(SOON) == 2
    assert transcripts(store) == ["waits", "kept"]
    until(lambda: problems[-1] is None)


def test_deleting_reaches_both_places(store: LogStore, path: Path, other: Path) -> None:
    """Wherever it lies, it goes."""
    store.close().result(SOON)
    path.with_name("earshot.db.broken-20260301T120000Z").write_bytes(b"words")
    other.parent.mkdir()
    other.write_bytes(b"words")
    LogStore(other, former=path).delete_files().result(SOON)
    assert _names(path) == []


def _restored(path: Path, folder: Path) -> list[str]:
    """Return the transcripts in a copy of the file alone."""
    folder.mkdir()
    shutil.copy2(path, folder)
    connection = sqlite3.connect(folder / path.name)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT transcript FROM activations ORDER BY id")]
    finally:
        connection.close()


def test_at_rest_the_file_is_whole(store: LogStore, path: Path, tmp_path: Path) -> None:
    """A copy of it has every row that was there, and later ones do not touch it until it may be written again."""
    write(store, [activation(0, transcript="before")])
    store.rest().result(SOON)
    resting = path.read_bytes()
    write(store, [activation(number, transcript="x" * 4_000) for number in range(1, 2_000)])
    assert path.read_bytes() == resting
    assert _restored(path, tmp_path / "backup") == ["before"]
    assert store.status().result(SOON).activations == 2_000
    store.go_on().result(SOON)
    write(store, [activation(3_000)])
    assert len(_restored(path, tmp_path / "later")) == 2_001


def test_a_rest_that_cannot_be_had(store: LogStore, path: Path) -> None:
    """Someone else reads or writes the file: the error says so, and the log goes on."""
    write(store, [activation()])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogError) as error:
        store.rest().result(SOON)
    assert error.value.problem is LogProblem.LOCKED
    other.close()
    store.go_on().result(SOON)
    write(store, [activation()])
    on_writer(store, "PRAGMA user_version")
