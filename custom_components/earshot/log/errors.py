"""What can go wrong with the log, as data that the doors of Home Assistant turn into words."""

from enum import StrEnum
import sqlite3


class LogProblem(StrEnum):
    """A reason why the log cannot keep or erase what it should.

    All but `BROKEN` stand until the problem callback hears `None` or another problem. `BROKEN` is news rather than a
    state: a damaged file was put aside and a fresh one begun, so the log is already well again.
    """

    FULL = "full"
    LOCKED = "locked"
    UNAVAILABLE = "unavailable"
    NEWER = "newer"
    NOT_ERASED = "not_erased"
    BROKEN = "broken"


class LogError(Exception):
    """The log could not do what it was asked; `problem` says why, where the reason is one of its problems."""

    def __init__(self, message: str, problem: LogProblem | None = None) -> None:
        """Keep the problem beside the message."""
        super().__init__(message)
        self.problem = problem


class LogClosed(LogError):
    """The log is closed."""


class RecordDropped(LogError):
    """A record that was never committed: pushed out of the full queue, erased while it waited, or refused."""


class UnknownRecord(LogError):
    """There is no such record, or not any more."""


class SearchTooLong(LogError):
    """A search for words that was given up: there is more to look through than it has time for."""


class InvalidQuery(ValueError):
    """A query that cannot be answered; `field` names the argument at fault."""

    def __init__(self, field: str, message: str) -> None:
        """Keep the field beside the message."""
        super().__init__(f"{field}: {message}")
        self.field = field


class InvalidCursor(InvalidQuery):
    """A cursor that this log did not give out for this query."""

    def __init__(self) -> None:
        """Name the field; the reason is always the same, so that a forger learns nothing."""
        super().__init__("cursor", "not a cursor of this query")


class BrokenFile(Exception):
    """The file at the log's path is damaged or is no log; it has to be put aside."""


class NewerFile(Exception):
    """The file was written by a later version of Earshot; it must not be touched."""


# Errors of one statement's own data. They would fail again on a healthy disk, so that the record is refused, not kept.
DATA_ERRORS = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError, sqlite3.InterfaceError)

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def problem_of(error: sqlite3.Error | OSError) -> LogProblem:
    """Return which problem an error of SQLite or of the file system stands for."""
    if isinstance(error, OSError):
        return LogProblem.UNAVAILABLE
    # The low byte is the primary code; the rest says where it happened.
    primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if primary in _BROKEN:
        return LogProblem.BROKEN
    if primary in _LOCKED:
        return LogProblem.LOCKED
    if primary == sqlite3.SQLITE_FULL:
        return LogProblem.FULL
    return LogProblem.UNAVAILABLE
