"""The log's face: every method returns at once, with a future for what the log's own threads do.

From Home Assistant's event loop: `await asyncio.wrap_future(store.purge(...))`.
"""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import logging
from pathlib import Path
import secrets
import threading
import time

from . import query
from .clock import Doubt
from .counts import Days, day_counts
from .database import Database
from .errors import LogClosed, LogProblem
from .futures import done, failed, running, settle
from .inbox import Inbox
from .query import Cursors, Page
from .reading import Reading
from .records import MAX_NAME, ActivationRecord, ChangeRecord, Record, clean
from .search import Search
from .session import Session, thread
from .timeline import MAX_ROWS, MarkedTimeline, Timeline, marked_timeline, timeline
from .writer import Patience, Writer

_LOGGER = logging.getLogger(__name__)

# Records that may wait, be it for a disk that refuses or for a check of the whole file: weeks of a home, or a boundary at
# which a thousand microphones change, in a few megabytes of memory.
QUEUE_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class LogStatus:
    """How the log is doing; no content.

    `activations`, `changes`, `oldest` and `newest` are None where the file cannot be read. `size` is in bytes, of all
    files. `waiting` records are not yet committed, `dropped` ones were pushed out of the full queue. `copies` are
    damaged files put aside.
    """

    activations: int | None
    changes: int | None
    oldest: datetime | None
    newest: datetime | None
    size: int
    last_write: datetime | None
    waiting: int
    dropped: int
    problem: LogProblem | None
    copies: tuple[Path, ...]


class LogStore:
    """A log in one SQLite file, written and read on two threads of its own.

    Nothing here blocks or raises for the disk's sake. `append` may be called from any thread, the other methods from
    one. `on_problem` is called in the writing thread; see LogProblem for what it hears.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        on_problem: Callable[[LogProblem | None], None] | None = None,
        queue_limit: int = QUEUE_LIMIT,
        busy_timeout: float = 2.0,
        patience: Patience | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = lambda: time.monotonic(),  # noqa: PLW0108 - looked up when it is called
        former: str | Path | None = None,
    ) -> None:
        """Prepare; nothing is touched before `open`.

        `busy_timeout`: seconds to wait for a file locked by others. `former`: where a log may lie that is to be moved to
        `path` when it is opened, or removed when that is.
        """
        self._on_problem = on_problem
        self._queue_limit = queue_limit
        self._patience = patience or Patience()
        self._busy_timeout = busy_timeout
        self._clock = clock
        self._doubt = Doubt(clock, monotonic)
        self._database = self._database_at(Path(path), None if former is None else Path(former))
        self._cursors = Cursors(secrets.token_bytes(32))
        self._thread: threading.Thread | None = None
        self._session: Session | None = None
        # Done when the threads of the last session have ended; the next one waits for them.
        self._ended: Future[None] = done(None)
        self._dropped = 0

    def _database_at(self, path: Path, former: Path | None) -> Database:
        return Database(path, self._busy_timeout, self._clock, former)

    # Opening and closing

    def open(self, retention: timedelta | None = None) -> Future[LogProblem | None]:
        """Start; the future holds what stands against the log once the file was tried, None if all is well.

        A file that cannot be opened is tried again, a damaged one put aside, one of a newer version left alone. With a
        retention nothing is read before it was kept once; the future does not wait for that.
        """
        session = self._session or self._start(retention)
        result = Future[LogProblem | None]()
        result.set_running_or_notify_cancel()
        session.opened.add_done_callback(lambda _: result.set_result(session.writer.problem))
        return result

    def _start(self, retention: timedelta | None) -> Session:
        session = Session(self._database, self._report, self._patience, self._doubt, self._queue_limit)
        previous, self._session, self._ended = self._ended, session, session.closed

        def ended() -> None:
            if self._session is session:
                self._session = None

        self._thread = session.start(previous, retention, ended)
        return session

    def close(self) -> Future[None]:
        """Commit what waits and close; the future is done when no thread works any more. Harmless when closed."""
        session, self._session = self._session, None
        if session is not None:
            session.inbox.put_job(session.writer.stop, Future())
        result = running(Future[None]())
        self._ended.add_done_callback(lambda _: result.set_result(None))
        return result

    def move(self, path: str | Path) -> Future[LogProblem | None]:
        """Move an open log to another place; the future is that of `open`. Records are taken all the while."""
        self.close()
        self._database = self._database_at(Path(path), self._database.path)
        return self.open()

    def join(self) -> None:
        """Wait, after `close` or `delete_files`, until the thread that has said so is gone as well. Blocks for a moment."""
        if self._thread is not None:
            self._thread.join()

    def delete_files(self) -> Future[None]:
        """Close without writing what waits, and remove every file of the log. The future raises LogError.

        The store need not be open.
        """
        session, self._session = self._session, None
        removed, result = running(Future[None]()), running(Future[None]())
        if session is not None and session.inbox.put_job(lambda: settle(removed, session.writer.delete_files), removed):
            # Whoever waits may go on when the threads have ended too.
            session.closed.add_done_callback(lambda _: settle(result, removed.result))
            return result
        previous, self._ended = self._ended, result
        writer = Writer(self._database, Inbox(0), self._report, self._patience, self._doubt)

        def remove() -> None:
            previous.exception()
            settle(result, writer.delete_files)

        thread("earshot log removal", remove).start()
        return result

    def _report(self, problem: LogProblem | None) -> None:
        if self._on_problem is None:
            return
        try:
            self._on_problem(problem)
        except RuntimeError:
            # What asyncio raises when the loop that should hear of it is closed.
            _LOGGER.debug("Nobody is left to hear of the log's problem %s", problem)

    # Writing

    def append(self, record: Record) -> Future[int]:
        """Have a record committed; the future holds its row id once a killed process can no longer lose it.

        It raises RecordDropped for a record that is given up, LogClosed when closed. It cannot be cancelled: the record
        is kept even if nobody waits.
        """
        if (session := self._session) is None:
            return failed(LogClosed("the log is closed"))
        future, pushed_out = session.append(record)
        self._dropped += pushed_out
        return future

    def flush(self) -> Future[None]:
        """Have the future done when everything appended before is committed; it raises LogError where it is not."""
        return self._job(lambda writer: writer.flush())

    def purge(
        self, start: datetime | None = None, end: datetime | None = None, microphone_id: str | None = None
    ) -> Future[int]:
        """Erase activations that began, and changes that happened, from `start` to `end` (excluded); None: no bound.

        The future holds the number of rows erased when their bytes are in no file of the log any more; damaged copies
        that may hold such rows go as a whole. It raises LogError. Raises InvalidQuery for a span that is none.
        """
        query.Span.checked(start, end)
        microphone = None if microphone_id is None else clean(microphone_id, MAX_NAME)
        return self._job(lambda writer: writer.purge(start, end, microphone))

    def purge_before(self, instant: datetime) -> Future[int]:
        """Erase what is older than the instant, as retention does; otherwise like `purge`."""
        query.Span.checked(instant, None)
        return self._job(lambda writer: writer.retain_since(instant))

    def retain(self, retention: timedelta) -> Future[int | None]:
        """Erase what is older than that; to be called every hour. The future holds the number of rows, like `purge`.

        It holds None where nothing was erased because the clock has jumped by more than a day, and the new time has not
        yet stood for an hour.
        """
        return self._job(lambda writer: writer.retain(retention))

    def rest(self) -> Future[None]:
        """Have the file made whole and at rest, for a backup; the future raises LogError. Only an erasure changes it then."""
        return self._job(lambda writer: writer.rest())

    def go_on(self) -> Future[None]:
        """End the file's rest; the future raises LogError."""
        return self._job(lambda writer: writer.go_on())

    def forget_microphone(self, microphone_id: str) -> Future[int]:
        """Erase everything of one microphone, its id included; otherwise like `purge`."""
        return self.purge(microphone_id=microphone_id)

    def correct(self, row: int, misfire: bool) -> Future[bool]:
        """Keep what a person says: whether an activation was a misfire. The classifier's own reason stays beside it.

        The future holds whether that is something else than what stood there before, and raises UnknownRecord where there is no such activation, else LogError. Raises InvalidQuery for what is
        no row id.
        """
        query.check_row(row)
        return self._job(lambda writer: writer.correct(row, misfire))

    def _job[T](self, call: Callable[[Writer], T]) -> Future[T]:
        session = self._session
        return failed(LogClosed("the log is closed")) if session is None else session.job(call)

    # Reading

    def activations(
        self,
        start: datetime | None = None,
        end: datetime | None = None,
        *,
        microphone_ids: Collection[str] | None = None,
        kinds: Collection[str] | None = None,
        text: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Future[Page[ActivationRecord]]:
        """Read a page of activations that began from `start` to `end` (excluded), newest first.

        `kinds` are any of query.KINDS; `text` is looked for in the words and the wake phrase, whatever its case. None
        does not narrow, an empty collection finds nothing. The future raises LogError, SearchTooLong where there was too
        much to look for the text in; other reads do not wait for that. Raises InvalidQuery and InvalidCursor at once.
        """
        span = query.Span.checked(start, end)
        page = query.activations(
            span, self._cursors, microphone_ids=microphone_ids, kinds=kinds, text=text, limit=limit, cursor=cursor
        )
        if not text:
            return self._read(page.run)
        session = self._session
        return failed(LogClosed("the log is closed")) if session is None else session.reader.search(Search(page))

    def activation(self, row: int) -> Future[ActivationRecord]:
        """Read one activation; the future raises UnknownRecord where there is none, else LogError.

        Raises InvalidQuery for what is no row id.
        """
        query.check_row(row)
        return self._read(lambda connection: query.activation_by_id(connection, row))

    def changes(
        self,
        start: datetime | None = None,
        end: datetime | None = None,
        *,
        microphone_ids: Collection[str | None] | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Future[Page[ChangeRecord]]:
        """Read a page of changes like `activations`; None among the ids stands for the home's own changes."""
        span = query.Span.checked(start, end)
        return self._read(
            query.changes(span, self._cursors, microphone_ids=microphone_ids, limit=limit, cursor=cursor).run
        )

    def day_counts(
        self, midnights: Sequence[datetime], *, microphone_ids: Collection[str] | None = None
    ) -> Future[Days]:
        """Count the activations of each day, from one of these instants to the next, by microphone.

        The caller knows the home's time zone, and so when its days begin and end. A microphone without an activation on
        a day is not there. The future raises LogError. Raises InvalidQuery.
        """
        return self._read(day_counts(midnights, microphone_ids))

    def timeline(
        self,
        start: datetime,
        end: datetime,
        *,
        microphone_ids: Collection[str] | None = None,
        limit: int = 5_000,
    ) -> Future[Timeline]:
        """Read what was from `start` to `end`, at most `limit` changes and as many activations, the newest of them.

        The future raises LogError. Raises InvalidQuery.
        """
        return self._read(timeline(start, end, microphone_ids, limit))

    def marked_timeline(
        self,
        start: datetime,
        end: datetime,
        *,
        microphone_ids: Collection[str] | None = None,
        limit: int = MAX_ROWS,
    ) -> Future[MarkedTimeline]:
        """Read the same in the least that draws it.

        The future raises LogError. Raises InvalidQuery.
        """
        return self._read(marked_timeline(start, end, microphone_ids, limit))

    def microphones(self) -> Future[list[str]]:
        """Read the ids of the microphones that there are rows of; the future raises LogError."""
        return self._read(query.microphones)

    def status(self) -> Future[LogStatus]:
        """Read how the log is doing; the future only raises LogClosed."""
        if (session := self._session) is None:
            return failed(LogClosed("the log is closed"))
        result = running(Future[LogStatus]())
        counted = session.reader.submit(query.count)
        counted.add_done_callback(lambda counts: settle(result, lambda: self._status(session, counts)))
        return result

    def _status(self, session: Session, counted: Future[query.Counts]) -> LogStatus:
        counts = query.Counts(None, None, None, None) if counted.exception() else counted.result()
        return LogStatus(
            activations=counts.activations,
            changes=counts.changes,
            oldest=counts.oldest,
            newest=counts.newest,
            size=self._database.size(),
            last_write=session.writer.last_write,
            waiting=len(session.inbox),
            dropped=self._dropped,
            problem=session.writer.problem,
            copies=self._database.copies(),
        )

    def _read[T](self, call: Callable[[Reading], T]) -> Future[T]:
        session = self._session
        return failed(LogClosed("the log is closed")) if session is None else session.reader.submit(call)
