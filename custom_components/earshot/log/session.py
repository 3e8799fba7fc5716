"""What exists from the opening of a log to its closing: two threads, and the letter box before them."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
import threading

from .clock import Doubt
from .database import Database
from .errors import LogClosed, LogProblem, RecordDropped
from .futures import failed, running, settle
from .inbox import Inbox
from .reader import Reader
from .records import Record
from .writer import Patience, Writer


class Session:
    """One opening of a log. `opened` is done when its file was tried, `closed` when no thread of it works any more."""

    def __init__(
        self,
        database: Database,
        report: Callable[[LogProblem | None], None],
        patience: Patience,
        doubt: Doubt,
        queue_limit: int,
    ) -> None:
        """Prepare; nothing is opened before `start`. `report` is called in the writing thread."""
        self.inbox = Inbox(queue_limit)
        self.writer = Writer(database, self.inbox, report, patience, doubt)
        self.reader = Reader(
            database, lambda: self.writer.problem, lambda: self.inbox.put_job(self.writer.suspect, Future())
        )
        self.opened = Future[None]()
        self.closed = Future[None]()

    def start(self, previous: Future[None], retention: timedelta | None, ended: Callable[[], None]) -> threading.Thread:
        """Begin once `previous` is done, and return the writing thread; `ended` is called in it when it works no more."""
        writing = thread("earshot log", lambda: self._run(previous, retention, ended))
        writing.start()
        return writing

    def _run(self, previous: Future[None], retention: timedelta | None, ended: Callable[[], None]) -> None:
        """Be the writing thread, which begins and ends the reading one."""
        previous.exception()
        reading = thread("earshot log reader", self.reader.run)
        try:
            self.writer.begin()
            self.opened.set_result(None)
            if retention is not None:
                self.writer.prepare(retention)
            reading.start()
            self.writer.work()
        finally:
            ended()
            self.reader.stop()
            if not self.opened.done():
                self.opened.set_result(None)
            if reading.ident is None:
                # Refuses what waits to be read.
                self.reader.run()
            else:
                reading.join()
            try:
                self.writer.end()
            finally:
                self.closed.set_result(None)

    def append(self, record: Record) -> tuple[Future[int], bool]:
        """Take a record; return its future, and whether another one was pushed out of the full queue for it."""
        future = running(Future[int]())
        if (pushed_out := self.inbox.put(record, future)) is None:
            return future, False
        pushed_out.future.set_exception(RecordDropped("too many records wait", self.writer.problem))
        return future, True

    def job[T](self, call: Callable[[Writer], T]) -> Future[T]:
        """Have a job done in the writing thread, behind what was appended before; the future raises LogError."""
        # Not to be cancelled: an erasure that was asked for is done, whether or not the asker waits.
        future = running(Future[T]())
        if not self.inbox.put_job(lambda: settle(future, lambda: call(self.writer)), future):
            return failed(LogClosed("the log is closed"))
        return future


def thread(name: str, target: Callable[[], None]) -> threading.Thread:
    """Return a thread that never keeps a crashed process alive."""
    return threading.Thread(target=target, name=name, daemon=True)
