"""Erased means erased: after a purge no file of the log holds a byte of it."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
import random
import sqlite3

import pytest

from custom_components.earshot.log import erase
from custom_components.earshot.log.errors import LogError, LogProblem, RecordDropped
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, change, on_writer, transcripts, until, write
from .words import still_in, talks, word


def test_a_purged_span(store: LogStore, path: Path) -> None:
    """The rows of the span go with their words, the others stay."""
    write(store, [*talks(300), change(120, detail=word(900_000)), change(250, detail=word(900_001))])
    assert len(still_in(path, range(300))) == 300
    assert store.purge(at(100), at(200)).result(SOON) == 101
    assert still_in(path, [*range(300), 900_000, 900_001]) == [*range(100), *range(200, 300), 900_001]
    assert store.status().result(SOON).activations == 200


def test_the_words_are_gone_while_the_log_goes_on(store: LogStore, path: Path) -> None:
    """Rows that come before, while and after are kept."""
    write(store, talks(50))
    purged = store.purge(None, at(1000))
    after = store.append(activation(2000, transcript="after"))
    assert purged.result(SOON) == 50
    after.result(SOON)
    assert transcripts(store) == ["after"]
    assert still_in(path, range(50)) == []


def test_a_forgotten_microphone(store: LogStore, path: Path) -> None:
    """Its rows, its words and its id are gone; a later row of it is welcome."""
    write(store, talks(90))
    write(store, [change(5, microphone_id="m1", cause="person")])
    assert store.forget_microphone("m1").result(SOON) == 31
    assert still_in(path, range(90)) == [number for number in range(90) if number % 3 != 1]
    keys = store._read(lambda connection: connection.execute("SELECT key FROM microphones ORDER BY key").fetchall())
    assert keys.result(SOON) == [("m0",), ("m2",)]
    write(store, [activation(500, microphone_id="m1", transcript="again")])
    assert transcripts(store, microphone_ids=["m1"]) == ["again"]


def test_what_rows_share_goes_with_the_last_of_them(store: LogStore, path: Path) -> None:
    """Wake phrases, reasons and causes are content too."""
    write(store, [activation(1, wake_phrase=word(1), decision=word(2)), activation(100, wake_phrase=word(3))])
    write(store, [change(1, cause=word(4), status=word(5), microphone_id=word(6))])
    store.purge(None, at(50)).result(SOON)
    assert still_in(path, range(1, 7)) == [3]
    assert store.append(activation(2, wake_phrase=word(1))).result(SOON)
    assert store.activations(text=word(1)).result(SOON).records


def test_a_number_in_the_tables_that_rows_share_may_be_given_anew(store: LogStore) -> None:
    """Whoever has read before an erasure reads nothing of it in later rows."""
    before = activation(0, microphone_id="erased", wake_phrase="erased", misfire=True)
    write(store, [before, change(0, microphone_id="erased", status="muted", cause="rule")])
    assert store.activations().result(SOON).records[0].wake_phrase == "erased"
    assert store.changes().result(SOON).records[0].cause == "rule"
    store.purge().result(SOON)
    later, changed = activation(1, wake_phrase="later"), change(1, status="armed", cause="person")
    row, number = write(store, [later, changed])
    assert store.activations().result(SOON).records == (replace(later, id=row),)
    assert store.changes().result(SOON).records == (replace(changed, id=number),)


def test_a_microphone_with_nothing_but_changes_keeps_its_name(store: LogStore) -> None:
    """It is shared by what is left, whatever that is."""
    write(store, [activation(0), change(20, microphone_id="bedroom")])
    store.purge(None, at(10)).result(SOON)
    assert [each.microphone_id for each in store.changes().result(SOON).records] == ["bedroom"]


def test_retention(store: LogStore, path: Path) -> None:
    """What is older than the instant is gone, the instant's own row is not."""
    write(store, talks(100))
    assert store.purge_before(at(60)).result(SOON) == 60
    assert still_in(path, range(100)) == list(range(60, 100))
    assert store.purge_before(at(60)).result(SOON) == 0


@pytest.mark.parametrize("seed", [2, 6])
def test_scattered_erasure_leaves_no_copies_behind(store: LogStore, path: Path, seed: int) -> None:
    """Rows that SQLite moved from page to page leave nothing where they were; overwriting alone does, with these seeds."""
    rng = random.Random(seed)
    owners = list[int]()
    for number in range(3_000):
        owners.append(rng.randrange(9))
        words = word(number) + "." * rng.randrange(300)
        store.append(activation(number, end=at(number), microphone_id=f"m{owners[number]}", transcript=words))
    for microphone in range(8):
        store.forget_microphone(f"m{microphone}").result(SOON)
        left = [number for number, owner in enumerate(owners) if owner > microphone]
        assert still_in(path, range(3_000)) == left


def test_large_files_are_rebuilt_too(store: LogStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size the rebuild is not held in memory; batch by batch the result is the same."""
    monkeypatch.setattr(erase, "_IN_MEMORY", 0)
    monkeypatch.setattr(erase, "_BATCH", 7)
    write(store, talks(100))
    assert store.purge(at(10), at(60)).result(SOON) == 50
    assert still_in(path, range(100)) == [*range(10), *range(60, 100)]


def test_waiting_records_are_erased_with_the_rest(store: LogStore, path: Path) -> None:
    """What the disk refused so far is purged from memory, and not written later."""
    write(store, [activation(1, transcript=word(1))])
    on_writer(store, "PRAGMA max_page_count = 1")
    held = store.append(activation(2, transcript=word(2), reply="x" * 8_000))
    until(lambda: store.status().result(SOON).problem is LogProblem.FULL)
    waiting, kept = (store.append(activation(number, transcript=word(number))) for number in (3, 100))
    on_writer(store, "PRAGMA max_page_count = 100000")
    assert store.purge(None, at(50)).result(SOON) == 3
    for future in (held, waiting):
        with pytest.raises(RecordDropped):
            future.result(SOON)
    kept.result(SOON)
    assert still_in(path, [1, 2, 3, 100]) == [100]


@pytest.mark.parametrize("page", [0, 5], ids=["header", "inside"])
def test_damaged_copies_are_purged(
    path: Path, make_store: MakeStore, problems: list[LogProblem | None], page: int
) -> None:
    """Words in a file that broke are gone after a purge, wherever it broke."""
    store = make_store()
    store.open()
    write(store, talks(400))
    store.close().result(SOON)
    pages = bytearray(path.read_bytes())
    pages[page * 4096 : page * 4096 + 2000] = b"\xff" * 2000
    path.write_bytes(pages)

    store = make_store()
    store.open()
    write(store, [activation(1_000, transcript=word(1_000))])
    assert problems == [LogProblem.BROKEN]
    assert len(still_in(path, range(400))) > 300
    store.purge(at(0), at(10)).result(SOON)
    assert still_in(path, [*range(400), 1_000]) == [1_000]
    assert [file.name for file in path.parent.iterdir() if "broken" in file.name] == []


def test_retention_reaches_damaged_copies(path: Path, make_store: MakeStore) -> None:
    """A copy whose rows have all expired is gone after retention."""
    store = make_store(clock=lambda: at(500))
    path.parent.mkdir()
    path.write_bytes(word(1).encode() * 500)
    store.open()
    assert store.purge_before(at(400)).result(SOON) == 0
    assert still_in(path, [1]) == [1]
    store.purge_before(at(501)).result(SOON)
    assert still_in(path, [1]) == []


def test_a_locked_file_is_not_erased_and_says_so(store: LogStore, path: Path) -> None:
    """Nothing is half done: the rows are still there, and the same purge works afterwards."""
    write(store, talks(5))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LogError) as error:
        store.purge().result(SOON)
    assert error.value.problem is LogProblem.LOCKED
    other.close()
    assert store.status().result(SOON).activations == 5
    assert store.purge().result(SOON) == 5


def test_a_deletion_that_fails_midway(store: LogStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was deleted before is scrubbed nevertheless, the rest is still there, and the log goes on."""
    monkeypatch.setattr(erase, "_BATCH", 10)
    write(store, talks(30))
    on_writer(
        store,
        "CREATE TEMP TRIGGER stop BEFORE DELETE ON activations WHEN old.id > 20 BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    with pytest.raises(LogError, match="cannot erase"):
        store.purge().result(SOON)
    write(store, [activation(100, transcript=word(100))])
    until(lambda: still_in(path, range(101)) == [*range(20, 30), 100])
    on_writer(store, "DROP TRIGGER stop")
    assert store.purge().result(SOON) == 11
    assert still_in(path, range(101)) == []


def test_a_copy_that_cannot_be_removed(store: LogStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A purge that cannot reach everything does not say that it did."""
    write(store, talks(5))
    path.with_name("earshot.db.broken-20260301T130000Z").write_bytes(b"words")

    def stuck(file: Path, missing_ok: bool = False) -> None:
        raise PermissionError(file)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stuck)
        with pytest.raises(LogError) as error:
            store.purge().result(SOON)
        assert error.value.problem is LogProblem.UNAVAILABLE
        with pytest.raises(LogError):
            store.delete_files().result(SOON)


def test_a_file_that_breaks_under_a_purge(store: LogStore, path: Path, problems: list[LogProblem | None]) -> None:
    """The damaged file goes as a whole, since nobody can erase in it."""
    write(store, talks(400))
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA cache_size = 0", "PRAGMA shrink_memory")
    with closing(sqlite3.connect(path)) as other:
        (root,) = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'activations'").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert still_in(path, range(400)) == list(range(400))
    assert store.purge(at(0), at(400)).result(SOON) == 0
    assert problems == [LogProblem.BROKEN]
    assert still_in(path, range(400)) == []
    assert store.append(activation()).result(SOON) == 401


@pytest.mark.parametrize(
    ("size", "days", "hours"), [(1_000, 3650, 0), (2**24, 3650, 0), (2**24 + 1, 3650, 24), (2**24 + 1, 100, 2.4)]
)
def test_how_late_retention_may_be(size: int, days: int, hours: float) -> None:
    """Not at all, but for the largest files, which cost the disk as much as they are large."""
    assert erase.patience(size, timedelta(days=days)) == timedelta(hours=hours)


def test_a_large_log_is_rebuilt_once_a_day(make_store: MakeStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of ten years ago may stay another day, with all that expires meanwhile; then nothing of it is left."""
    monkeypatch.setattr(erase, "_CHEAP", 0)
    hours = 0

    def now() -> datetime:
        return at(3_650 * 86_400 + hours * 3_600 + 1)

    store = make_store(clock=now, monotonic=lambda: hours * 3_600)
    store.open(timedelta(days=3_650))
    assert store.status().result(SOON).activations == 0
    talk = talks(60)
    write(store, [replace(each, start=at(number * 3_600)) for number, each in enumerate(talk)])
    gone = []
    for hours in range(60):
        rows = store.retain(timedelta(days=3_650)).result(SOON)
        gone.append(rows)
        left = still_in(path, range(60))
        assert left == list(range(sum(gone), 60))
        assert left[0] >= hours - 24
    assert [rows for rows in gone if rows] == [25, 25]


@pytest.mark.parametrize("microphone", [None, "m1"])
def test_a_purge_of_a_large_log_does_not_wait(
    store: LogStore, path: Path, monkeypatch: pytest.MonkeyPatch, microphone: str | None
) -> None:
    """However large the file is: only retention may put the rebuild off, and whoever purges is told when the words are gone."""
    monkeypatch.setattr(erase, "_CHEAP", 0)
    monkeypatch.setattr(erase, "_IN_MEMORY", 0)
    write(store, talks(300))
    store.retain(timedelta(days=3_650 * 5)).result(SOON)
    store.purge(at(0), at(150), microphone).result(SOON)
    assert still_in(path, range(300)) == [
        number for number in range(300) if number >= 150 or (microphone is not None and number % 3 != 1)
    ]


def test_every_hour_all_words_that_expired_are_gone(make_store: MakeStore, path: Path) -> None:
    """Hour by hour, over a log that grows meanwhile, no file has a word of what is older than the retention."""
    hours = 0
    store = make_store(clock=lambda: at(hours * 3_600 + 1), monotonic=lambda: hours * 3_600)
    store.open()
    rng = random.Random(3)
    for hours in range(48):
        words = [word(hours * 20 + number) + "." * rng.randrange(600) for number in range(20)]
        write(store, [activation(hours * 3_600 + number, transcript=each) for number, each in enumerate(words)])
        if hours % 5 == 0:
            store.correct(store.activations().result(SOON).records[0].id or 0, True).result(SOON)
        store.retain(timedelta(hours=20)).result(SOON)
        first = 0 if hours < 20 else (hours - 20) * 20 + 1
        assert still_in(path, range(960)) == list(range(first, hours * 20 + 20))
