"""The reading thread: runs queries one after the other on the read-only connection."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
import sqlite3
from typing import Any

from .database import Database
from .errors import LogClosed, LogError, LogProblem, problem_of
from .reading import Reading

type _Read = tuple[Callable[[Reading], Any], Future[Any]]


class Reader:
    """Reads from the database in its own thread."""

    def __init__(
        self, database: Database, problem: Callable[[], LogProblem | None], suspect: Callable[[], object]
    ) -> None:
        """Prepare; `problem` tells what stands against the log, `suspect` hears of a damaged file."""
        self._database = database
        self._problem = problem
        self._suspect = suspect
        self._queue = SimpleQueue[_Read | None]()
        self._stopping = False

    def submit[T](self, call: Callable[[Reading], T]) -> Future[T]:
        """Have `call` run; the future raises LogError where the log cannot be read."""
        future = Future[T]()
        self._queue.put((call, future))
        return future

    def run(self) -> None:
        """Work until told to stop, then refuse what is left."""
        while (read := self._queue.get()) is not None:
            call, future = read
            if not future.set_running_or_notify_cancel():
                continue
            try:
                if self._stopping:
                    raise LogClosed("the log is closed")
                future.set_result(self._database.read(call))
            except LogError as error:
                error.problem = self._problem() or error.problem
                future.set_exception(error)
            except (sqlite3.Error, OverflowError) as error:
                # A number that no instant can be made of was not written by us.
                problem = problem_of(error) if isinstance(error, sqlite3.Error) else LogProblem.BROKEN
                if problem is LogProblem.BROKEN:
                    self._suspect()
                future.set_exception(LogError(f"cannot read: {error}", problem))
            except BaseException as error:
                future.set_exception(error)
                raise

    def stop(self) -> None:
        """Cut the present read short and end the thread once it has refused the others."""
        self._stopping = True
        self._queue.put(None)
        self._database.interrupt()
