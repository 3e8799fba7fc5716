"""Erasure: rows go, and then their bytes.

SQLite's `secure_delete` overwrites a deleted row where it lies, but not the copies that were left behind when rows were
moved between pages (seen: about one row in ten thousand). So a scrub follows: the file is rebuilt from the rows that
remain and the write-ahead log cut to nothing. That a scrub is due is itself kept in the file, so that neither a kill
nor a full disk between the two steps leaves bytes for good.
"""

from datetime import datetime, timedelta
import sqlite3

from . import ids
from .errors import LogError, LogProblem
from .records import EARLIEST, LATEST, to_milliseconds

# Rows per transaction, which bounds how far the write-ahead log grows.
_BATCH = 5_000
# Larger files are rebuilt through an unlinked temporary file rather than in memory.
_IN_MEMORY = 32 * 1024 * 1024

# A rebuild costs what the file is large. Up to this size it is done every hour: a tenth of a second's work.
_CHEAP = 16 * 1024 * 1024
_SHARE = 1000
_LATEST = timedelta(days=1)

# For each table whether a row is concerned, and the deletion of some that are. Bounds are in milliseconds; a microphone
# of NULL does not narrow.
_STATEMENTS = (
    (
        "activations",
        (
            "SELECT EXISTS (SELECT 1 FROM activations WHERE start >= :low AND start < :high AND"
            " (:microphone IS NULL OR microphone = (SELECT id FROM microphones WHERE key = :microphone)))"
        ),
        (
            "DELETE FROM activations WHERE id IN (SELECT id FROM activations WHERE start >= :low AND start < :high AND"
            " (:microphone IS NULL OR microphone = (SELECT id FROM microphones WHERE key = :microphone)) LIMIT :batch)"
        ),
    ),
    (
        "changes",
        (
            "SELECT EXISTS (SELECT 1 FROM changes WHERE at >= :low AND at < :high AND"
            " (:microphone IS NULL OR microphone = (SELECT id FROM microphones WHERE key = :microphone)))"
        ),
        (
            "DELETE FROM changes WHERE id IN (SELECT id FROM changes WHERE at >= :low AND at < :high AND"
            " (:microphone IS NULL OR microphone = (SELECT id FROM microphones WHERE key = :microphone)) LIMIT :batch)"
        ),
    ),
)

# Rows of the lookup tables that nothing mentions any more; wake phrases and microphone ids are content too.
_ORPHANS = (
    "DELETE FROM traits WHERE id NOT IN (SELECT trait FROM activations)",
    "DELETE FROM turns WHERE id NOT IN (SELECT turn FROM changes)",
    """
    DELETE FROM microphones WHERE id NOT IN (
        SELECT microphone FROM activations UNION SELECT microphone FROM changes WHERE microphone IS NOT NULL)
    """,
)


def patience(size: int, retention: timedelta) -> timedelta:
    """Return for how long an expired row may stay in a file of so many bytes: no time at all in all but the largest.

    In those it is a thousandth of the retention and a day at most, so that no disk is worn out by rebuilding a decade's
    log every hour.
    """
    return timedelta() if size <= _CHEAP else min(retention / _SHARE, _LATEST)


def is_due(connection: sqlite3.Connection, before: datetime) -> bool:
    """Return whether there is a row from before an instant. Raises sqlite3.Error."""
    values = {"low": EARLIEST, "high": to_milliseconds(before), "microphone": None}
    return any(connection.execute(find, values).fetchone()[0] for _, find, _ in _STATEMENTS)


def delete(
    connection: sqlite3.Connection, start: datetime | None, end: datetime | None, microphone_id: str | None
) -> int:
    """Delete activations and changes from `start` to `end` (excluded) of one microphone; None does not narrow.

    Returns the number of rows. Their bytes are only gone after `scrub`. Raises sqlite3.Error.
    """
    values = {
        "low": EARLIEST if start is None else to_milliseconds(start),
        "high": LATEST if end is None else to_milliseconds(end),
        "microphone": microphone_id,
        "batch": _BATCH,
    }
    rows = 0
    for table, find, remove in _STATEMENTS:
        while connection.execute(find, values).fetchone()[0]:
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("INSERT OR IGNORE INTO pending VALUES ('scrub')")
                ids.keep(connection, table)
                rows += connection.execute(remove, values).rowcount
                connection.execute("COMMIT")
            except sqlite3.Error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    return rows


def scrub_is_due(connection: sqlite3.Connection) -> bool:
    """Return whether rows were deleted whose bytes may still be in the file. Raises sqlite3.Error."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM pending WHERE task = 'scrub')").fetchone()[0])


def scrub(connection: sqlite3.Connection) -> None:
    """Rebuild the file from its rows alone. Raises LogError where bytes may be left, sqlite3.Error."""
    for statement in _ORPHANS:
        connection.execute(statement)
    # First, so that the rebuild finds the room, and is not done in vain where another process reads.
    _cut_write_ahead_log(connection)
    try:
        _rebuild(connection)
    except sqlite3.OperationalError:
        # A rebuild needs as much room as the rows themselves. What can be given back without it is given back, so
        # that the next attempt finds more.
        connection.execute("PRAGMA incremental_vacuum").fetchall()
        _cut_write_ahead_log(connection)
        raise
    _cut_write_ahead_log(connection)
    connection.execute("DELETE FROM pending WHERE task = 'scrub'")


def _rebuild(connection: sqlite3.Connection) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = pages * connection.execute("PRAGMA page_size").fetchone()[0]
    if size > _IN_MEMORY:
        connection.execute("PRAGMA temp_store = FILE")
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")


def _cut_write_ahead_log(connection: sqlite3.Connection) -> None:
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise LogError(
            "another process is reading the log, so that erased bytes are not yet gone", LogProblem.NOT_ERASED
        )
