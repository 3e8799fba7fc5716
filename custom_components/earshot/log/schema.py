"""The database file: its tables, its versions, and how a connection to it is opened.

A row is kept small (about 100 bytes with sixty characters of words): instants are whole milliseconds since the epoch, a
microphone is a number, and everything about an activation that repeats from one to the next (kind, outcome, flags, wake
phrase, ...) is one row of `traits` that many activations share.
"""

from collections.abc import Sequence
import contextlib
import os
from pathlib import Path
import sqlite3
import stat
import struct

from .errors import BrokenFile, NewerFile
from .reading import Reading

# Marks the file as ours ("Ears"), so that someone else's database at our path is put aside and not written to.
APPLICATION_ID = 0x45617273

# MIGRATIONS[n] takes a file from version n to n + 1; version 0 is an empty file. Never edit one that was released.
MIGRATIONS: tuple[Sequence[str], ...] = (
    (
        "CREATE TABLE microphones (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT",
        (
            "CREATE TABLE traits (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, outcome TEXT NOT NULL,"
            " started_by TEXT NOT NULL, misfire INTEGER NOT NULL, misfire_reason TEXT, while_muted INTEGER NOT NULL,"
            " wake_phrase TEXT, home_count INTEGER, decision TEXT) STRICT"
        ),
        "CREATE INDEX traits_lookup ON traits (wake_phrase, decision, misfire_reason, home_count)",
        (
            "CREATE TABLE activations (id INTEGER PRIMARY KEY, start INTEGER NOT NULL, duration INTEGER NOT NULL,"
            " microphone INTEGER NOT NULL, trait INTEGER NOT NULL, transcript TEXT, reply TEXT) STRICT"
        ),
        # Covers every filter but text, and the counts of a day.
        "CREATE INDEX activations_start ON activations (start, microphone, trait)",
        "CREATE TABLE turns (id INTEGER PRIMARY KEY, status TEXT, cause TEXT NOT NULL) STRICT",
        (
            "CREATE TABLE changes (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, microphone INTEGER,"
            " turn INTEGER NOT NULL, detail TEXT) STRICT"
        ),
        "CREATE INDEX changes_at ON changes (at, microphone, turn)",
        # One row per promise still to be kept; so far only that erased bytes have not yet been scrubbed.
        "CREATE TABLE pending (task TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
        f"PRAGMA application_id = {APPLICATION_ID}",
    ),
    (
        # What a person said of a misfire, beside what the classifier said; NULL where nobody did.
        "ALTER TABLE traits ADD COLUMN verdict INTEGER",
        # The status of one microphone at an instant.
        "CREATE INDEX changes_microphone ON changes (microphone, at)",
        # When the wall clock was last trusted to erase by, in one row.
        "CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), trusted INTEGER NOT NULL) STRICT",
    ),
    (
        # What was unusual about it: keys with commas between them, in their order; NULL for nothing.
        "ALTER TABLE traits ADD COLUMN unusual TEXT",
    ),
    (
        # The highest id that rows of a table ever had, where those rows were erased.
        "CREATE TABLE given (name TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        # The numbers of traits have what is counted in their lowest three bits; see `flags`.
        """
        CREATE TABLE renumbered AS SELECT id AS old,
            8 * row_number() OVER (PARTITION BY flags ORDER BY id) - 8 + flags AS new
        FROM (
            SELECT id, (ifnull(verdict, misfire) != 0) + 2 * (while_muted != 0) + 4 * (kind = 'capture') AS flags
            FROM traits)
        """,
        "CREATE UNIQUE INDEX renumbered_old ON renumbered (old, new)",
        # A row without a trait is damage, and is not to come by one.
        "UPDATE activations SET trait = ifnull((SELECT new FROM renumbered WHERE old = trait), -8)",
        # By way of numbers that none has.
        "UPDATE traits SET id = (SELECT -1 - new FROM renumbered WHERE old = id)",
        "UPDATE traits SET id = -1 - id",
        "DROP TABLE renumbered",
        "DROP INDEX activations_start",
        """
        CREATE INDEX activations_start ON activations (
            start, microphone, char(microphone * 8 + (trait & 7) + 2048 * (microphone >= 6912)))
        """,
    ),
)
SCHEMA_VERSION = len(MIGRATIONS)
_TABLES = {"microphones", "traits", "activations", "turns", "changes", "pending", "clock", "given"}

# The 100 bytes that begin every SQLite file: the schema version at 60, the application id at 68.
_HEADER = struct.Struct(">60xi4xi28x")

# auto_vacuum only has an effect on an empty file, and has to come before WAL. With WAL a commit that is merely written
# survives the death of the process; NORMAL spares the disk an fsync per commit, which only a power cut would need.
# Erased bytes are overwritten, and nothing is spilled into temporary files.
_PRAGMAS = (
    "auto_vacuum = INCREMENTAL",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)


def _connect[C: sqlite3.Connection](path: Path, mode: str, busy_timeout: float, factory: type[C]) -> C:
    # Autocommit, so that each statement is its own transaction unless a BEGIN says otherwise. A connection is handed
    # from thread to thread only under the database's gate.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_timeout,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=64,
        factory=factory,
    )


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    value = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    assert isinstance(value, int)
    return value


def examine(path: Path, busy_timeout: float, newest: int = SCHEMA_VERSION) -> int:
    """Return the schema version of the file at the path, 0 for none or an empty one, without writing to it.

    Raises BrokenFile for what is no log of ours, NewerFile for a later version, sqlite3.Error and OSError.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0
    if not stat.S_ISREG(found.st_mode):
        raise BrokenFile("not a file")
    if found.st_size == 0:
        return 0
    application, version = _marks(path, busy_timeout)
    if application == APPLICATION_ID and version > newest:
        raise NewerFile(f"schema version {version}")
    if application == APPLICATION_ID and version > 0:
        return version
    if application == version == 0 and _is_empty(path, busy_timeout):
        return 0
    raise BrokenFile("a database, but not ours")


def _marks(path: Path, busy_timeout: float) -> tuple[int, int]:
    """Return application id and schema version."""
    if not path.with_name(f"{path.name}-wal").exists():
        # Read where the file format has them: a connection, even one that only reads, would leave companions behind.
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
        if len(header) != _HEADER.size or not header.startswith(b"SQLite format 3\0"):
            raise BrokenFile("not a database")
        version, application = _HEADER.unpack(header)
        return application, version
    with contextlib.closing(_connect(path, "ro", busy_timeout, sqlite3.Connection)) as connection:
        return _number(connection, "application_id"), _number(connection, "user_version")


def _is_empty(path: Path, busy_timeout: float) -> bool:
    with contextlib.closing(_connect(path, "ro", busy_timeout, sqlite3.Connection)) as connection:
        return not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]


def open_writer(
    path: Path, busy_timeout: float, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> sqlite3.Connection:
    """Open the file for writing, created or migrated as needed.

    Raises BrokenFile, NewerFile, sqlite3.Error and OSError; after a failed migration the file is as it was.
    """
    version = examine(path, busy_timeout, len(migrations))
    path.parent.mkdir(parents=True, exist_ok=True)
    # Words are the household's own: SQLite gives the -wal and -shm files the same rights.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = _connect(path, "rw", busy_timeout, sqlite3.Connection)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        for number in range(version, len(migrations)):
            _migrate(connection, migrations[number], number + 1)
        if version < len(migrations):
            # What a migration has let go of.
            connection.execute("PRAGMA incremental_vacuum").fetchall()
        _require_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, statements: Sequence[str], version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _require_tables(connection: sqlite3.Connection) -> None:
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := _TABLES - found:
        raise BrokenFile(f"without {', '.join(sorted(missing))}")


def open_reader(path: Path, busy_timeout: float) -> Reading:
    """Open the file for reading only. Raises sqlite3.Error."""
    connection = _connect(path, "ro", busy_timeout, Reading)
    for pragma in ("query_only = ON", "temp_store = MEMORY", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def is_sound(connection: sqlite3.Connection) -> bool:
    """Return whether the whole file passes SQLite's check of its structure. Raises sqlite3.Error."""
    row = connection.execute("PRAGMA quick_check(1)").fetchone()
    return row is not None and row[0] == "ok"
