"""The file, its versions, and what is no log."""

from dataclasses import replace
import itertools
from pathlib import Path
import sqlite3
import stat

import pytest

from custom_components.earshot.log import schema
from custom_components.earshot.log.counts import DayCounts
from custom_components.earshot.log.errors import BrokenFile, LogError, LogProblem, NewerFile, RecordDropped
from custom_components.earshot.log.records import to_milliseconds
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, change, transcripts, write


def test_a_new_file(path: Path) -> None:
    """The file is ours, private, of the present version, and set up for what the log promises."""
    connection = schema.open_writer(path, 1)
    try:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "application_id",
                "user_version",
                "journal_mode",
                "synchronous",
                "secure_delete",
                "auto_vacuum",
                "temp_store",
                "trusted_schema",
            )
        }
    finally:
        connection.close()
    assert pragmas == {
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.SCHEMA_VERSION,
        "journal_mode": "wal",
        "synchronous": 1,
        "secure_delete": 1,
        "auto_vacuum": 2,
        "temp_store": 2,
        "trusted_schema": 0,
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert schema.examine(path, 1) == schema.SCHEMA_VERSION


def test_erased_bytes_are_overwritten_by_every_sqlite(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also by one that was built to leave them."""
    connect = schema._connect

    def leaving(path: Path, mode: str, busy_timeout: float, factory: type[sqlite3.Connection]) -> sqlite3.Connection:
        connection = connect(path, mode, busy_timeout, factory)
        connection.execute("PRAGMA secure_delete = OFF").fetchall()
        return connection

    monkeypatch.setattr(schema, "_connect", leaving)
    connection = schema.open_writer(path, 1)
    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    connection.close()


def test_examine_writes_nothing(path: Path) -> None:
    """Neither nothing nor an empty file is touched."""
    assert schema.examine(path, 1) == 0
    assert not path.parent.exists()
    path.parent.mkdir()
    path.touch()
    assert schema.examine(path, 1) == 0
    assert path.stat().st_size == 0


def _foreign(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE states (id)"],
        ["PRAGMA user_version = 1", "CREATE TABLE activations (id)"],
        ["PRAGMA user_version = 99", "PRAGMA application_id = 7"],
        [f"PRAGMA application_id = {schema.APPLICATION_ID}", "CREATE TABLE activations (id)"],
    ],
)
def test_a_foreign_database(path: Path, statements: list[str]) -> None:
    """Someone else's database is not written to."""
    path.parent.mkdir()
    _foreign(path, *statements)
    with pytest.raises(BrokenFile):
        schema.examine(path, 1)


def test_a_log_without_its_tables(path: Path) -> None:
    """A file that says it is a log and is none is found out at once."""
    schema.open_writer(path, 1).close()
    _foreign(path, "DROP TABLE changes")
    with pytest.raises(BrokenFile, match="changes"):
        schema.open_writer(path, 1)


def test_an_empty_database_is_used(path: Path) -> None:
    """A database without anything in it is as good as none."""
    path.parent.mkdir()
    _foreign(path, "CREATE TABLE passing (id)", "DROP TABLE passing")
    schema.open_writer(path, 1).close()
    assert schema.examine(path, 1) == schema.SCHEMA_VERSION


MIGRATIONS = (
    *schema.MIGRATIONS,
    ("ALTER TABLE activations ADD COLUMN loudness INTEGER", "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT"),
)


def test_a_migration_keeps_the_rows(path: Path, make_store: MakeStore) -> None:
    """A later version finds what an earlier one wrote."""
    store = make_store()
    store.open()
    write(store, [activation(transcript="kept")])
    store.close().result(SOON)
    connection = schema.open_writer(path, 1, MIGRATIONS)
    try:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.SCHEMA_VERSION + 1
        assert connection.execute("SELECT transcript, loudness FROM activations").fetchall() == [("kept", None)]
    finally:
        connection.close()


def test_a_log_of_the_first_version(path: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first version wrote is read, found, corrected and added to."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_TABLES", schema._TABLES - {"clock", "given"})
        connection = schema.open_writer(path, 1, schema.MIGRATIONS[:1])
    connection.execute("INSERT INTO microphones VALUES (1, 'kitchen')")
    connection.execute(
        "INSERT INTO traits VALUES (1, 'activation', 'no_speech', 'wake_word', 1, 'no_speech', 0, NULL, 2, 'live')"
    )
    connection.execute("INSERT INTO activations VALUES (1, ?, 2000, 1, 1, 'kept', NULL)", (to_milliseconds(at(0)),))
    connection.execute("INSERT INTO turns VALUES (1, 'muted', 'rule')")
    connection.execute("INSERT INTO changes VALUES (1, ?, 1, 1, NULL)", (to_milliseconds(at(0)),))
    connection.close()
    store = make_store()
    assert store.open().result(SOON) is None
    old = activation(
        transcript="kept", outcome="no_speech", misfire=True, misfire_reason="no_speech", home_count=2, decision="live"
    )
    assert store.activations().result(SOON).records == (replace(old, id=1),)
    assert store.changes(microphone_ids=["kitchen"]).result(SOON).records == (change(id=1),)
    store.correct(1, False).result(SOON)
    assert write(store, [replace(old, transcript="new")]) == [2]
    assert transcripts(store, kinds=["misfire"]) == ["new"]
    store.flush().result(SOON)
    store.close().result(SOON)
    assert schema.examine(path, 1) == schema.SCHEMA_VERSION


def test_the_numbers_of_traits_are_given_anew(path: Path, make_store: MakeStore) -> None:
    """So that they tell what is counted; every activation keeps what it was, and one without a trait comes by none."""
    wanted = [
        activation(
            number,
            kind=kind,
            misfire=misfire,
            misfire_reason="person" if corrected else None,
            while_muted=muted,
            home_count=home,
            transcript=f"row {number}",
            id=number + 1,
        )
        for number, (kind, misfire, corrected, muted, home) in enumerate(
            itertools.product(("activation", "capture"), (False, True), (False, True), (False, True), range(3))
        )
    ]
    connection = schema.open_writer(path, 1, schema.MIGRATIONS[:4])
    connection.execute("INSERT INTO microphones VALUES (1, 'kitchen')")
    for each in wanted:
        corrected = each.misfire_reason is not None
        connection.execute(
            "INSERT INTO traits VALUES (?, ?, 'intent', 'wake_word', ?, NULL, ?, NULL, ?, NULL, ?, NULL)",
            (
                100 - (each.id or 0),
                each.kind,
                each.misfire is not corrected,
                each.while_muted,
                each.home_count,
                each.misfire if corrected else None,
            ),
        )
        connection.execute(
            "INSERT INTO activations VALUES (?, ?, 2000, 1, ?, ?, NULL)",
            (each.id, to_milliseconds(each.start), 100 - (each.id or 0), each.transcript),
        )
    connection.execute("INSERT INTO activations VALUES (1000, ?, 0, 1, 500, NULL, NULL)", (to_milliseconds(at(-1)),))
    connection.close()
    store = make_store()
    assert store.open().result(SOON) is None
    assert store.activations(at(0), limit=100).result(SOON).records == tuple(reversed(wanted))
    for kind in ("misfire", "while_muted"):
        found = {record.id for record in store.activations(at(0), kinds=[kind], limit=100).result(SOON).records}
        assert found == {each.id for each in wanted if getattr(each, kind)}
    counted = store.day_counts([at(0), at(100)]).result(SOON)
    assert counted == ({"kitchen": DayCounts(24, 24, 24, 24)},)
    with pytest.raises(LogError) as error:
        store.activations(None, at(0)).result(SOON)
    assert error.value.problem is LogProblem.BROKEN
    (row,) = write(store, [activation(200, home_count=7)])
    assert store.correct(row, True).result(SOON)
    assert store.day_counts([at(200), at(201)]).result(SOON) == ({"kitchen": DayCounts(1, 0, 1)},)
    store.close().result(SOON)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert connection.execute("SELECT min(id), max(id), count(*) FROM traits").fetchone() == (0, 1 + 6 * 8, 50)
    connection.close()


def test_a_failed_migration_changes_nothing(path: Path) -> None:
    """All of a migration or nothing of it."""
    schema.open_writer(path, 1).close()
    broken = (*schema.MIGRATIONS, (*MIGRATIONS[-1], "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        schema.open_writer(path, 1, broken)
    assert schema.examine(path, 1) == schema.SCHEMA_VERSION
    schema.open_writer(path, 1, MIGRATIONS).close()
    with pytest.raises(NewerFile):
        schema.examine(path, 1)


def test_a_newer_log_is_refused_and_left_alone(
    path: Path, make_store: MakeStore, problems: list[LogProblem | None]
) -> None:
    """After a downgrade nothing of the newer log is written, moved or read."""
    schema.open_writer(path, 1, MIGRATIONS).close()
    before = path.read_bytes()
    store = make_store()
    assert store.open().result(SOON) is LogProblem.NEWER
    with pytest.raises(RecordDropped) as dropped:
        store.append(activation()).result(SOON)
    assert dropped.value.problem is LogProblem.NEWER
    for refused in (store.flush(), store.purge(), store.purge_before(activation().start), store.activations()):
        with pytest.raises(LogError) as error:
            refused.result(SOON)
        assert error.value.problem is LogProblem.NEWER
    status = store.status().result(SOON)
    assert (status.activations, status.problem) == (None, LogProblem.NEWER)
    store.close().result(SOON)
    assert problems == [LogProblem.NEWER]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_newer_log_with_a_write_ahead_log_is_refused(path: Path, make_store: MakeStore) -> None:
    """The version may stand in the write-ahead log alone, after a kill."""
    connection = schema.open_writer(path, 1, MIGRATIONS)
    try:
        store: LogStore = make_store()
        assert store.open().result(SOON) is LogProblem.NEWER
    finally:
        connection.close()
