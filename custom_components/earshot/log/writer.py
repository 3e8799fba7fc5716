"""The writing thread: commits records one by one, and keeps them while the disk refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import logging
import sqlite3
import time

from .clock import Doubt
from .database import Database
from .errors import DATA_ERRORS, LogClosed, LogError, LogProblem, NewerFile, RecordDropped, problem_of
from .inbox import Append, Inbox
from .records import Record, belongs_to

_LOGGER = logging.getLogger(__name__)

_FIRST_DAY = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between attempts while the disk refuses: `first`, doubled each time, `most` at most."""

    first: float = 1.0
    most: float = 60.0


class Writer:
    """Owns the database's writing side; every method but the two properties runs in the writing thread.

    Blocked, it holds the record that failed, leaves the others in the inbox, and still does jobs: a purge may be just
    what a full disk needs. A file of a newer version is never written; every record is refused.
    """

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        report: Callable[[LogProblem | None], None],
        patience: Patience,
        doubt: Doubt,
    ) -> None:
        """Prepare; `report` is called in the writing thread."""
        self._database = database
        self._inbox = inbox
        self._report = report
        self._patience = patience
        self._doubt = doubt
        self._delay = patience.first
        self._retry_at: float | None = None
        self._held: Append | None = None
        self._blocked: LogProblem | None = None
        self._unscrubbed = False
        self._checked = False
        self._stopped = False
        self._told: LogProblem | None = None
        self._last_write: datetime | None = None

    @property
    def problem(self) -> LogProblem | None:
        """Return what stands against the log; readable from any thread."""
        return self._told

    @property
    def last_write(self) -> datetime | None:
        """Return when this writer last committed a record; readable from any thread."""
        return self._last_write

    # The loop

    def begin(self) -> None:
        """Try to open the file."""
        self._open()

    def work(self) -> None:
        """Check the file, then work until told to stop."""
        self._settle()
        while not self._stopped:
            self._step()

    def end(self) -> None:
        """Refuse what is left and close the file."""
        if not self._stopped:
            self._report(LogProblem.UNAVAILABLE)
        self._give_up("the log was closed before it was written", self._blocked)
        for item in self._inbox.close():
            if isinstance(item, Append):
                item.future.set_exception(RecordDropped("the log was closed before it was written", self._blocked))
            else:
                item.future.set_exception(LogClosed("the log is closed"))
        self._database.close()

    def _step(self) -> None:
        timeout = None if self._retry_at is None else self._retry_at - time.monotonic()
        if timeout is not None and timeout <= 0:
            self._settle()
            return
        waits = self._blocked not in (None, LogProblem.NEWER)
        item = self._inbox.take(timeout, jobs_only=waits)
        if isinstance(item, Append):
            self._commit(item)
        elif item is not None:
            item.run()

    def stop(self) -> None:
        """Write what was put before, trying once more where the disk refused, then end."""
        if not self._can_write():
            self._settle()
            while self._can_write() and isinstance(item := self._inbox.take(0), Append):
                self._commit(item)
        self._stopped = True

    def flush(self) -> None:
        """Return when everything put before is committed. Raises LogError where it is not."""
        if self._blocked is not None:
            raise LogError("the log cannot be written at present", self._blocked)

    # Trouble

    def _can_write(self) -> bool:
        return self._blocked is None

    def _fail(self, problem: LogProblem) -> None:
        """Stop writing until the next attempt; there is none for a file of a newer version."""
        self._blocked = problem
        self._retry_at = None
        if problem is LogProblem.NEWER:
            self._give_up("the file is of a newer version", problem)
        else:
            self._retry_later()
        self._tell()

    def _retry_later(self) -> None:
        self._retry_at = time.monotonic() + self._delay
        self._delay = min(self._delay * 2, self._patience.most)

    def _tell(self) -> None:
        problem = self._blocked or (LogProblem.NOT_ERASED if self._unscrubbed else None)
        if problem is not self._told:
            self._told = problem
            self._report(problem)

    # Opening, checking and putting right

    def _open(self) -> bool:
        """Open the file; return whether that worked."""
        self._checked = False
        try:
            fresh = self._database.open()
        except NewerFile:
            self._fail(LogProblem.NEWER)
            return False
        except (sqlite3.Error, OSError) as error:
            self._fail(problem_of(error))
            return False
        if fresh:
            self._checked = True
            self._report(LogProblem.BROKEN)
        return True

    def _replace(self) -> bool:
        """Put a damaged file aside and begin afresh; return whether that worked."""
        try:
            self._database.replace()
        except (sqlite3.Error, OSError) as error:
            self._fail(problem_of(error))
            return False
        self._checked = True
        self._report(LogProblem.BROKEN)
        return True

    def _check(self) -> bool:
        """Have SQLite check the file before a row is entrusted to it; return whether there is a sound one now."""
        try:
            sound = self._database.is_sound()
        except sqlite3.Error as error:
            if (problem := problem_of(error)) is not LogProblem.BROKEN:
                self._fail(problem)
                return False
            sound = False
        if not sound and not self._replace():
            return False
        self._checked = True
        return True

    def suspect(self) -> None:
        """Look at the whole file again, because a read found it damaged."""
        if self._database.is_open:
            self._check()

    def _settle(self) -> None:
        """Do what is overdue: open, check, write what is held, scrub."""
        if self._blocked is LogProblem.NEWER:
            return
        self._retry_at = None
        if not self._database.is_open and not self._open():
            return
        if not self._checked and not self._check():
            return
        self._blocked = None
        if self._held is not None:
            self._commit(self._held)
        if self._can_write():
            self._scrub()

    # Writing

    def _commit(self, item: Append, *, again: bool = True) -> None:
        """Commit a record, or hold it where the disk refuses."""
        self._held = item
        if self._blocked is LogProblem.NEWER:
            self._give_up("the file is of a newer version", LogProblem.NEWER)
            return
        try:
            row = self._database.insert(item.record)
        except DATA_ERRORS as error:
            self._give_up(f"cannot be kept: {error}")
        except (sqlite3.Error, OSError) as error:
            problem = problem_of(error)
            if again and self._put_right(problem):
                self._commit(item, again=False)
            elif self._blocked is None:
                self._fail(LogProblem.UNAVAILABLE if problem is LogProblem.BROKEN else problem)
        else:
            self._held = None
            self._last_write = datetime.now(UTC)
            item.future.set_result(row)

    def _give_up(self, reason: str, problem: LogProblem | None = None) -> None:
        """Tell whoever waits for the record in hand that it will not be kept."""
        held, self._held = self._held, None
        if held is not None:
            held.future.set_exception(RecordDropped(reason, problem))

    def _put_right(self, problem: LogProblem) -> bool:
        """Try what may help at once; return whether another attempt is worth it."""
        if problem is LogProblem.BROKEN:
            return self._replace()
        # A fresh connection sees a disk that came back, or makes anew a file that was removed by hand.
        return problem is LogProblem.UNAVAILABLE and self._open() and self._check()

    def correct(self, row: int, misfire: bool) -> bool:
        """Commit what a person says of an activation's misfire, and return whether that is new. Raises LogError."""
        self.flush()
        try:
            return self._database.correct(row, misfire)
        except sqlite3.Error as error:
            raise LogError(f"cannot be corrected: {error}", problem_of(error)) from error

    def rest(self) -> None:
        """Make the file whole and let it rest, so that it can be copied; records go on into its write-ahead log.

        Raises LogError.
        """
        self._do(self._database.checkpoint)

    def go_on(self) -> None:
        """End the file's rest. Raises LogError."""
        self._do(self._database.go_on)

    def _do(self, call: Callable[[], None]) -> None:
        try:
            call()
        except sqlite3.Error as error:
            raise LogError(str(error), problem_of(error)) from error

    # Erasing

    def purge(self, start: datetime | None, end: datetime | None, microphone_id: str | None) -> int:
        """Erase from the file, from copies put aside and from what waits. Return the rows erased.

        Raises LogError; with NOT_ERASED the rest is tried again until it is done.
        """
        return self._erase(start, end, microphone_id, lambda: self._database.remove_copies(start, end))

    def prepare(self, retention: timedelta) -> None:
        """Check the file and erase what is older than that, before anyone reads; where it cannot be, it is later."""
        self._settle()
        try:
            self.retain(retention)
        except LogError as error:
            _LOGGER.warning("The log's retention could not be kept at its opening: %s", error)

    def retain(self, retention: timedelta) -> int | None:
        """Erase what is older than that. Return the rows erased, None where the clock has jumped and may yet jump back.

        Raises LogError as `purge` does.
        """
        self._refuse_newer()
        if not self._database.is_open:
            self._settle()
        try:
            now = self._doubt.trusted(self._database.last_trusted())
            if now is None:
                return None
            since = now - min(retention, now - _FIRST_DAY)
            rows = self.retain_since(since) if self._database.has_expired(since, retention) else 0
            self._database.remove_expired_copies(since)
            self._database.trust(now)
        except (sqlite3.Error, OSError) as error:
            raise LogError(f"cannot erase: {error}", problem_of(error)) from error
        return rows

    def retain_since(self, since: datetime) -> int:
        """Erase what is older. Return the rows erased. Raises LogError as `purge` does."""
        return self._erase(None, since, None, lambda: self._database.remove_expired_copies(since))

    def _erase(
        self,
        start: datetime | None,
        end: datetime | None,
        microphone_id: str | None,
        remove_copies: Callable[[], None],
    ) -> int:
        self._refuse_newer()
        waiting = self._drop(lambda record: belongs_to(record, start, end, microphone_id))
        try:
            remove_copies()
            if not self._database.is_open:
                self._settle()
            rows = waiting + self._delete(start, end, microphone_id, remove_copies)
        except (sqlite3.Error, OSError) as error:
            # Some rows may be gone already, and their bytes not yet.
            self._retry_at = self._retry_at or time.monotonic()
            raise LogError(f"cannot erase: {error}", problem_of(error)) from error
        self._scrub()
        if self._unscrubbed:
            raise LogError("erased, but bytes may be left; this is tried again", LogProblem.NOT_ERASED)
        if self._blocked is not None:
            self._settle()
        return rows

    def _refuse_newer(self) -> None:
        if self._blocked is LogProblem.NEWER:
            raise LogError("the file is of a newer version", LogProblem.NEWER)

    def _delete(
        self,
        start: datetime | None,
        end: datetime | None,
        microphone_id: str | None,
        remove_copies: Callable[[], None],
    ) -> int:
        try:
            return self._database.delete(start, end, microphone_id)
        except sqlite3.DatabaseError as error:
            if problem_of(error) is not LogProblem.BROKEN or not self._replace():
                raise
            # The rows went with the damaged file; how many there were, nobody can tell.
            remove_copies()
            return 0

    def _drop(self, concerned: Callable[[Record], bool]) -> int:
        gone = self._inbox.discard(concerned)
        for item in gone:
            item.future.set_exception(RecordDropped("erased before it was written"))
        if self._held is None or not concerned(self._held.record):
            return len(gone)
        self._give_up("erased before it was written")
        return len(gone) + 1

    def _scrub(self) -> None:
        try:
            self._database.scrub()
        except LogError, sqlite3.Error:
            self._unscrubbed = True
            self._retry_later()
        else:
            self._unscrubbed = False
            if self._blocked is None:
                self._delay = self._patience.first
        self._tell()

    def delete_files(self) -> None:
        """Remove every file of the log, and end. Raises LogError."""
        self._stopped = True
        self._drop(lambda record: True)
        try:
            self._database.delete_files()
        except OSError as error:
            raise LogError(f"cannot remove the log: {error}", LogProblem.NOT_ERASED) from error
