"""The reading thread: runs queries one after the other on the read-only connection, and searches when nobody else waits."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
import sqlite3
import threading
from typing import Any, NamedTuple

from .database import Database
from .errors import LogClosed, LogError, LogProblem, problem_of
from .futures import failed, running, settle
from .query import Page
from .reading import Reading
from .search import Search

# Searches that may be under way. They take turns, so that more of them would be so much slower each.
_MOST_SEARCHES = 20


class _Read(NamedTuple):
    """A query to run once; the future gets what it returns."""

    call: Callable[[Reading], Any]
    future: Future[Any]


class _Searching(NamedTuple):
    """A search that goes on step by step; the future gets its page."""

    search: Search[Any]
    future: Future[Any]


class Reader:
    """Reads from the database in its own thread."""

    def __init__(
        self, database: Database, problem: Callable[[], LogProblem | None], suspect: Callable[[], object]
    ) -> None:
        """Prepare; `problem` tells what stands against the log, `suspect` hears of a damaged file."""
        self._database = database
        self._problem = problem
        self._suspect = suspect
        self._reads = deque[_Read]()
        self._searches = deque[_Searching]()
        self._changed = threading.Condition(threading.Lock())
        self._stopping = False

    def submit[T](self, call: Callable[[Reading], T]) -> Future[T]:
        """Have `call` run; the future raises LogError where the log cannot be read."""
        future = Future[T]()
        with self._changed:
            if self._stopping:
                return failed(_closed())
            self._reads.append(_Read(call, future))
            self._changed.notify()
        return future

    def search[T](self, search: Search[T]) -> Future[Page[T]]:
        """Have a search done while nothing else waits; the future raises LogError as that of `submit` does."""
        future = running(Future[Page[T]]())
        with self._changed:
            if self._stopping:
                return failed(_closed())
            if len(self._searches) >= _MOST_SEARCHES:
                return failed(LogError("too many searches at once"))
            self._searches.append(_Searching(search, future))
            self._changed.notify()
        return future

    def run(self) -> None:
        """Work until told to stop, then refuse what is left."""
        try:
            while (item := self._take()) is not None:
                if isinstance(item, _Searching):
                    self._step(*item)
                elif item.future.set_running_or_notify_cancel():
                    settle(item.future, partial(self._read, item.call))
        finally:
            self._refuse()

    def _refuse(self) -> None:
        """Take nothing more, and refuse what waits."""
        with self._changed:
            self._stopping = True
        for _, future in self._searches:
            future.set_exception(_closed())
        for _, future in self._reads:
            if future.set_running_or_notify_cancel():
                future.set_exception(_closed())

    def _take(self) -> _Read | _Searching | None:
        """Wait for the next read or, where there is none, the next step of a search; None to stop."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._reads or self._searches)
            if self._stopping:
                return None
            return self._reads.popleft() if self._reads else self._searches.popleft()

    def _step(self, search: Search[Any], future: Future[Any]) -> None:
        """Do a search's next step, and put it behind the others where it is not over."""
        try:
            page = self._read(search.step)
        except BaseException as error:
            future.set_exception(error)
            if not isinstance(error, LogError):
                raise
            return
        if page is not None:
            future.set_result(page)
            return
        with self._changed:
            self._searches.append(_Searching(search, future))

    def _read[T](self, call: Callable[[Reading], T]) -> T:
        """Return what a query returns. Raises LogError."""
        try:
            return self._database.read(call)
        except LogError as error:
            error.problem = self._problem() or error.problem
            raise
        except (sqlite3.Error, OverflowError) as error:
            # A number that no instant can be made of was not written by us.
            problem = problem_of(error) if isinstance(error, sqlite3.Error) else LogProblem.BROKEN
            if problem is LogProblem.BROKEN:
                self._suspect()
            raise LogError(f"cannot read: {error}", problem) from error

    def stop(self) -> None:
        """Cut the present read short and end the thread once it has refused the others."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        self._database.interrupt()


def _closed() -> LogClosed:
    return LogClosed("the log is closed")
