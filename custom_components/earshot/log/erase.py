"""Erasure: rows go, and then their bytes.

SQLite's `secure_delete` overwrites a deleted row where it lies, but not the copies that were left behind when rows were
moved between pages (seen: about one row in ten thousand). So a scrub follows: the file is rebuilt from the rows that
remain and the write-ahead log cut to nothing. That a scrub is due is itself kept in the file, so that neither a kill nor
a full disk between the two steps leaves bytes for good.
"""

import sqlite3
from datetime import datetime

from .errors import LogError, LogProblem
from .records import to_milliseconds

# Rows per transaction, which bounds how far the write-ahead log grows.
_BATCH = 5_000
# Larger files are rebuilt through an unlinked temporary file rather than in memory.
_IN_MEMORY = 32 * 1024 * 1024

# Rows of the lookup tables that nothing mentions any more; wake phrases and microphone ids are content too.
_ORPHANS = (
    "DELETE FROM traits WHERE id NOT IN (SELECT trait FROM activations)",
    "DELETE FROM turns WHERE id NOT IN (SELECT turn FROM changes)",
    "DELETE FROM microphones WHERE id NOT IN (SELECT microphone FROM activations"
    " UNION SELECT microphone FROM changes WHERE microphone IS NOT NULL)",
)


def delete(
    connection: sqlite3.Connection, start: datetime | None, end: datetime | None, microphone_id: str | None
) -> int:
    """Delete activations and changes from `start` to `end` (excluded) of one microphone; None does not narrow.

    Returns the number of rows. Their bytes are only gone after `scrub`. Raises sqlite3.Error.
    """
    rows = 0
    for table, column in (("activations", "start"), ("changes", "at")):
        terms, values = ["1"], list[str | int]()
        if start is not None:
            terms.append(f"{column} >= ?")
            values.append(to_milliseconds(start))
        if end is not None:
            terms.append(f"{column} < ?")
            values.append(to_milliseconds(end))
        if microphone_id is not None:
            terms.append("microphone = (SELECT id FROM microphones WHERE key = ?)")
            values.append(microphone_id)
        rows += _delete_in_batches(connection, table, " AND ".join(terms), values)
    return rows


def _delete_in_batches(connection: sqlite3.Connection, table: str, where: str, values: list[str | int]) -> int:
    rows = 0
    statement = f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {where} LIMIT {_BATCH})"
    while connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {where})", values).fetchone()[0]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("INSERT OR IGNORE INTO pending VALUES ('scrub')")
            rows += connection.execute(statement, values).rowcount
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
        raise LogError("another process is reading the log, so that erased bytes are not yet gone", LogProblem.NOT_ERASED)
