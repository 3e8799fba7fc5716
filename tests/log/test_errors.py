"""What an error stands for, and how long the log waits before it tries again."""

from datetime import UTC, datetime
from pathlib import Path
import sqlite3
import time

import pytest

from custom_components.earshot.log import database
from custom_components.earshot.log.clock import Doubt
from custom_components.earshot.log.database import Database
from custom_components.earshot.log.errors import BrokenFile, LogProblem, problem_of
from custom_components.earshot.log.inbox import Inbox
from custom_components.earshot.log.writer import Patience, Writer


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (sqlite3.SQLITE_CORRUPT, LogProblem.BROKEN),
        (sqlite3.SQLITE_CORRUPT_INDEX, LogProblem.BROKEN),
        (sqlite3.SQLITE_NOTADB, LogProblem.BROKEN),
        (sqlite3.SQLITE_BUSY, LogProblem.LOCKED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LogProblem.LOCKED),
        (sqlite3.SQLITE_LOCKED_SHAREDCACHE, LogProblem.LOCKED),
        (sqlite3.SQLITE_FULL, LogProblem.FULL),
        (sqlite3.SQLITE_IOERR_READ, LogProblem.UNAVAILABLE),
        (sqlite3.SQLITE_READONLY_DBMOVED, LogProblem.UNAVAILABLE),
    ],
)
def test_what_an_error_stands_for(code: int, problem: LogProblem) -> None:
    """The kind of an error counts, not where it happened."""
    error = sqlite3.DatabaseError("no")
    error.sqlite_errorcode = code
    assert problem_of(error) is problem
    assert problem_of(sqlite3.OperationalError("without a code")) is problem_of(OSError()) is LogProblem.UNAVAILABLE


@pytest.fixture
def writer(path: Path) -> Writer:
    """Return a writer that waits a second at first and four at most."""

    def now() -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)

    heard = list[LogProblem | None]()
    return Writer(Database(path, 1, now), Inbox(10), heard.append, Patience(1, 4), Doubt(now, time.monotonic))


def test_attempts_become_rarer_up_to_a_limit(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the disk refuses, the log is back soon after it."""

    def stuck(*_: object) -> bool:
        raise PermissionError

    monkeypatch.setattr(Database, "open", stuck)
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    waits = list[float | None]()
    for _ in range(5):
        writer.begin()
        waits.append(writer._retry_at)
    assert waits == [1, 2, 4, 4, 4]


def test_no_file_can_be_made(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is damaged as soon as it is there is tried again later, and ends no thread."""

    def broken(*_: object) -> None:
        raise BrokenFile

    monkeypatch.setattr(database, "open_writer", broken)
    writer.begin()
    assert writer.problem is LogProblem.UNAVAILABLE
