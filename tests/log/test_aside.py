"""Damaged files that were put aside."""

from datetime import timedelta
from pathlib import Path
import shutil

import pytest

from custom_components.earshot.log import aside
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, change, on_writer, write


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the path of a log that is not there yet."""
    return tmp_path / "earshot.db"


def _names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_put_aside(log: Path) -> None:
    """The file and its companions move together; a name that is taken is not overwritten."""
    for content in ("first", "second"):
        log.write_text(content)
        log.with_name("earshot.db-wal").write_text(content)
        aside.put_aside(log, at(0))
    names = ["earshot.db.broken-20260301T120000Z", "earshot.db.broken-20260301T120000Z-1"]
    assert _names(log) == sorted([*names, *(f"{name}-wal" for name in names)])
    assert [copy.path.name for copy in aside.copies(log)] == names
    assert {copy.since for copy in aside.copies(log)} == {at(0)}
    assert (log.parent / names[0]).read_text() == "first"


def test_a_companion_that_cannot_be_moved(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stays where it is too, so that the next attempt takes them all."""
    for suffix in ("", "-wal"):
        log.with_name(log.name + suffix).write_text("words")
    rename = Path.rename

    def stuck(file: Path, target: Path) -> Path:
        if file.name.endswith("-wal"):
            raise PermissionError
        return rename(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stuck)
        with pytest.raises(PermissionError):
            aside.put_aside(log, at(0))
    assert _names(log) == ["earshot.db", "earshot.db-wal"]
    target = aside.put_aside(log, at(1))
    assert _names(log) == [target.name, f"{target.name}-wal"]


def test_only_the_newest_copies_are_kept(log: Path) -> None:
    """A disk that breaks each file does not fill up with them."""
    for number in range(6):
        log.write_text(str(number))
        aside.put_aside(log, at(number))
    assert [copy.path.read_text() for copy in aside.copies(log)] == ["3", "4", "5"]


def test_a_companion_alone_is_a_copy(log: Path) -> None:
    """A -wal that was left behind may hold words too."""
    (log.parent / "earshot.db.broken-20260301T120000Z-wal").write_text("words")
    (log.parent / "earshot.db.broken-yesterday").write_text("not ours")
    (log.parent / "earshot.db.broken-20269999T120000Z").write_text("not ours")
    (log.parent / "other.db.broken-20260301T120000Z").write_text("not ours")
    assert len(aside.copies(log)) == 1
    aside.remove_concerned(log, None, None)
    assert len(_names(log)) == 3


def test_no_folder(tmp_path: Path) -> None:
    """Where there is no folder there are no copies."""
    assert aside.copies(tmp_path / "nowhere" / "earshot.db") == []


def test_a_folder_is_not_ours_to_empty(log: Path) -> None:
    """A folder that stood in the way goes when it is empty, and never with what is in it."""
    log.mkdir()
    (log / "precious").write_text("x")
    target = aside.put_aside(log, at(0))
    aside.remove_concerned(log, None, None)
    assert (target / "precious").read_text() == "x"
    (target / "precious").unlink()
    aside.remove_concerned(log, None, None)
    assert _names(log) == []


def _readable_copy(make_store: MakeStore, path: Path) -> Path:
    """Put aside a sound log with an activation at 100 s and a change at 50 s; put aside at 200.9 s, of which its name says 200."""
    store: LogStore = make_store()
    store.open()
    write(store, [activation(100), change(50)])
    store.close().result(SOON)
    return aside.put_aside(path, at(200.9))


@pytest.mark.parametrize(
    ("start", "end", "gone"),
    [
        (None, None, True),
        (None, 50, False),
        (None, 50.001, True),
        (60, 70, True),
        (200, None, True),
        (200.8, None, True),
        (202, None, False),
        (202, 300, False),
    ],
)
def test_a_purge_takes_the_copies_it_concerns(
    make_store: MakeStore, path: Path, start: float | None, end: float | None, gone: bool
) -> None:
    """A copy goes as a whole as soon as it may hold a row of the span."""
    copy = _readable_copy(make_store, path)
    aside.remove_concerned(path, *(None if each is None else at(each) for each in (start, end)))
    assert copy.exists() is not gone


def test_a_purge_takes_a_copy_with_rows_in_its_write_ahead_log(store: LogStore, path: Path) -> None:
    """They may be older than every row of the file."""
    write(store, [activation(100)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)")
    write(store, [activation(50)])
    copy = path.with_name("earshot.db.broken-20260301T120320Z")
    for suffix in ("", "-wal"):
        shutil.copy2(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    aside.remove_concerned(path, None, at(60))
    assert aside.copies(path) == []


def test_a_purge_does_not_trust_a_copys_index(make_store: MakeStore, path: Path) -> None:
    """It may be what is broken: here it is another table's."""
    store = make_store()
    store.open()
    write(store, [activation(100), change(150)])
    on_writer(
        store,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'changes_at')"
        " WHERE name = 'activations_start'",
    )
    store.close().result(SOON)
    copy = aside.put_aside(path, at(200))
    aside.remove_concerned(path, None, at(90))
    assert copy.exists()
    aside.remove_concerned(path, None, at(120))
    assert not copy.exists()


@pytest.mark.parametrize(("before", "gone"), [(49, False), (50, False), (51, True)])
def test_retention_takes_a_copy_with_its_oldest_row(
    make_store: MakeStore, path: Path, before: float, gone: bool
) -> None:
    """A copy that can be read is held to its oldest row, however young it is."""
    copy = _readable_copy(make_store, path)
    aside.remove_expired(path, at(before), at(201))
    assert copy.exists() is not gone


def test_retention_takes_a_copy_where_the_log_itself_has_nothing_to_erase(make_store: MakeStore, path: Path) -> None:
    """Every hour, whatever is in the log."""
    copy = _readable_copy(make_store, path)
    for since, gone in ((50, False), (51, True)):
        store = make_store(clock=lambda since=since: at(since) + timedelta(days=30))
        store.open(timedelta(days=30))
        assert store.retain(timedelta(days=30)).result(SOON) == 0
        assert copy.exists() is not gone
        store.close().result(SOON)


@pytest.mark.parametrize("companion", ["", "-wal"])
def test_retention_takes_a_copy_that_cannot_be_read(log: Path, companion: str) -> None:
    """Nobody knows what is in it, so that it is seen for an hour and no longer."""
    log.with_name(log.name + companion).write_bytes(b"words" * 1000)
    aside.put_aside(log, at(0))
    long_ago = at(0) - timedelta(days=30)
    aside.remove_expired(log, long_ago, at(0))
    assert _names(log) != []
    aside.remove_expired(log, long_ago, at(3600))
    assert _names(log) == []


def test_retention_takes_a_copy_that_is_older_as_a_whole(log: Path) -> None:
    """Whatever is in it has expired."""
    log.write_bytes(b"words")
    aside.put_aside(log, at(0))
    aside.remove_expired(log, at(1), at(1))
    assert _names(log) == []
