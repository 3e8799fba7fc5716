"""The database as one thing: its file, the writing and the reading connection, and what to do with a damaged file."""

from collections.abc import Callable, Mapping
import contextlib
from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
import sqlite3
import threading

from . import aside, erase, place
from .errors import BrokenFile, LogError, LogProblem, problem_of
from .query import prepare
from .reading import Reading
from .records import Record, from_milliseconds, to_milliseconds
from .rows import RowWriter
from .schema import is_sound, open_reader, open_writer

# After how many pages SQLite folds the write-ahead log into the file; its own default.
_AUTOCHECKPOINT = 1_000

_FIRST = datetime.min.replace(tzinfo=UTC)

_LAST_TRUSTED = """
    SELECT coalesce(
        (SELECT trusted FROM clock),
        (SELECT max(newest) FROM (SELECT max(start) AS newest FROM activations UNION ALL SELECT max(at) FROM changes)))
"""


class Database:
    """The log's file. All methods but `read` and `interrupt` belong to the writing thread.

    The gate keeps reads out while the file is replaced, rebuilt or closed; plain inserts do not take it.
    """

    def __init__(
        self, path: Path, busy_timeout: float, clock: Callable[[], datetime], former: Path | None = None
    ) -> None:
        """Remember where the file is and where it was; nothing is opened yet. `busy_timeout` is in seconds."""
        self.path = path
        self._name = str(path)
        self._former = former
        self._busy_timeout = busy_timeout
        self._clock = clock
        self._gate = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._reader: Reading | None = None
        self._rows: RowWriter | None = None
        # Ids given so far, which a fresh file after a damaged one does not give again.
        self._last: Mapping[str, int] = {}
        self._identity: tuple[int, int] | None = None

    @property
    def is_open(self) -> bool:
        """Return whether there is a connection to write through."""
        return self._connection is not None

    def open(self) -> bool:
        """Open the file; put a damaged one aside and begin afresh. Return whether that was needed.

        Raises NewerFile, sqlite3.Error and OSError.
        """
        with self._gate:
            self._close()
            if self._former is not None:
                place.bring(self._former, self.path, self._clock())
            try:
                self._open()
            except BrokenFile:
                pass
            except sqlite3.DatabaseError as error:
                if problem_of(error) is not LogProblem.BROKEN:
                    raise
            else:
                return False
            self._put_aside()
            return True

    def replace(self) -> None:
        """Put the file aside and begin afresh. Raises sqlite3.Error and OSError."""
        with self._gate:
            self._put_aside()

    def _put_aside(self) -> None:
        self._close()
        aside.put_aside(self.path, self._clock())
        try:
            self._open()
        except BrokenFile as error:
            raise OSError(str(error)) from error

    def _open(self) -> None:
        connection = open_writer(self.path, self._busy_timeout)
        self._connection = connection
        self._rows = RowWriter(connection, self._last)
        self._identity = self._stat()

    def _stat(self) -> tuple[int, int]:
        # At every insert: a Path would take as long again.
        found = os.stat(self._name)  # noqa: PTH116
        return found.st_dev, found.st_ino

    def close(self) -> None:
        """Close both connections; harmless when closed. The last one folds the write-ahead log into the file."""
        with self._gate:
            self._close()

    def _close(self) -> None:
        for connection in (self._reader, self._connection):
            if connection is not None:
                # A damaged file can fail even here, and there is nothing left to be done about it.
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
        if self._rows is not None:
            self._last = self._rows.last
        self._reader = self._connection = self._rows = self._identity = None

    def delete_files(self) -> None:
        """Close the file and remove it, its companions and every copy put aside. Raises OSError."""
        with self._gate:
            self._close()
            for path in (self.path, self._former):
                if path is not None:
                    aside.remove(path)
                    for copy in aside.copies(path):
                        aside.remove(copy.path)

    def _writer(self) -> sqlite3.Connection:
        if self._connection is None:
            raise LogError("the log is not open", LogProblem.UNAVAILABLE)
        return self._connection

    def is_sound(self) -> bool:
        """Return whether the file passes SQLite's own check. Raises sqlite3.Error and LogError."""
        return is_sound(self._writer())

    def insert(self, record: Record) -> int:
        """Commit one record and return its row id. Raises sqlite3.Error, OSError and LogError."""
        self._writer()
        assert self._rows is not None
        # SQLite would go on to write a file that someone removed or replaced by hand, and all of it be lost at the end.
        if self._stat() != self._identity:
            raise FileNotFoundError("the log's file was replaced")
        return self._rows.insert(record)

    def correct(self, row: int, misfire: bool) -> bool:
        """Commit what a person says of an activation's misfire, and return whether that is new. Raises UnknownRecord, sqlite3.Error and LogError."""
        self._writer()
        assert self._rows is not None
        return self._rows.correct(row, misfire)

    def delete(self, start: datetime | None, end: datetime | None, microphone_id: str | None) -> int:
        """Delete rows; their bytes are only gone after `scrub`. Raises sqlite3.Error and LogError."""
        connection = self._writer()
        assert self._rows is not None
        try:
            return erase.delete(connection, start, end, microphone_id)
        finally:
            self._rows.forget()

    def last_trusted(self) -> datetime | None:
        """Return when the wall clock was last trusted, or else the newest row's time. Raises sqlite3.Error, LogError."""
        newest = self._writer().execute(_LAST_TRUSTED).fetchone()[0]
        return None if newest is None else from_milliseconds(newest)

    def trust(self, now: datetime) -> None:
        """Remember that the wall clock is trusted. Raises sqlite3.Error and LogError."""
        self._writer().execute("INSERT OR REPLACE INTO clock VALUES (1, ?)", (to_milliseconds(now),))

    def has_expired(self, since: datetime, retention: timedelta) -> bool:
        """Return whether rows from before `since` have to go now. Raises sqlite3.Error, OSError and LogError."""
        lateness = erase.patience(self.path.stat().st_size, retention)
        return erase.is_due(self._writer(), since - min(lateness, since - _FIRST))

    def checkpoint(self) -> None:
        """Fold all that is committed into the file, which then rests until `go_on`. Raises sqlite3.Error, LogError."""
        connection = self._writer()
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LogError("another process is reading the log", LogProblem.LOCKED)

    def go_on(self) -> None:
        """Let the file be written again. Raises sqlite3.Error, LogError."""
        self._writer().execute(f"PRAGMA wal_autocheckpoint = {_AUTOCHECKPOINT}").fetchall()

    def scrub(self) -> None:
        """Rebuild the file if rows were deleted since the last time. Raises LogError, sqlite3.Error."""
        connection = self._writer()
        if not erase.scrub_is_due(connection):
            return
        assert self._rows is not None
        with self._gate:
            self._rows.forget()
            if self._reader is not None:
                self._reader.forget()
            erase.scrub(connection)

    def remove_copies(self, start: datetime | None, end: datetime | None) -> None:
        """Remove the copies put aside that may hold a row from `start` to `end`. Raises OSError."""
        aside.remove_concerned(self.path, start, end)

    def remove_expired_copies(self, before: datetime) -> None:
        """Remove the copies put aside that may hold a row from before an instant. Raises OSError."""
        aside.remove_expired(self.path, before, self._clock())

    def read[T](self, call: Callable[[Reading], T]) -> T:
        """Return what `call` reads through the read-only connection. Raises LogError, sqlite3.Error."""
        with self._gate:
            self._writer()
            if self._reader is None:
                self._reader = open_reader(self.path, self._busy_timeout)
                prepare(self._reader)
            return call(self._reader)

    def interrupt(self) -> None:
        """Cut a read short that is under way; harmless when there is none."""
        if (reader := self._reader) is not None:
            with contextlib.suppress(sqlite3.Error):
                reader.interrupt()

    def size(self) -> int:
        """Return the bytes of all files of the log, copies put aside included."""
        total = 0
        files = (self.path, *self.copies())
        for file in (each.with_name(each.name + suffix) for each in files for suffix in aside.COMPANIONS):
            with contextlib.suppress(OSError):
                total += file.stat().st_size
        return total

    def copies(self) -> tuple[Path, ...]:
        """Return the damaged files that were put aside and are still there."""
        with contextlib.suppress(OSError):
            return tuple(copy.path for copy in aside.copies(self.path))
        return ()
