"""The letter box between those who append and the thread that writes."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
import threading
from typing import Any

from .records import Record


@dataclass(frozen=True, slots=True)
class Append:
    """A record to commit; the future gets its row id."""

    record: Record
    future: Future[int]
    number: int


@dataclass(frozen=True, slots=True)
class Job:
    """Work for the writing thread; `run` settles the future."""

    run: Callable[[], None]
    future: Future[Any]
    number: int


class Inbox:
    """Records and jobs, first in, first out; at most `limit` records, of which the newest are kept.

    Putting never waits: the lock is only ever held for a few steps in memory.
    """

    def __init__(self, limit: int) -> None:
        """Begin empty."""
        self._limit = limit
        self._numbered = 0
        self._closed = False
        self._records = deque[Append]()
        self._jobs = deque[Job]()
        self._changed = threading.Condition(threading.Lock())

    def __len__(self) -> int:
        """Return how many records wait."""
        return len(self._records)

    def put(self, record: Record, future: Future[int]) -> Append | None:
        """Add a record; return the oldest one, taken out, if there was no room, or this one, if the box is closed."""
        with self._changed:
            self._numbered += 1
            item = Append(record, future, self._numbered)
            if self._closed:
                return item
            self._records.append(item)
            pushed_out = self._records.popleft() if len(self._records) > self._limit else None
            self._changed.notify()
        return pushed_out

    def put_job(self, run: Callable[[], None], future: Future[Any]) -> bool:
        """Add a job behind what waits already; return False if the box is closed."""
        with self._changed:
            if not self._closed:
                self._numbered += 1
                self._jobs.append(Job(run, future, self._numbered))
                self._changed.notify()
            return not self._closed

    def take(self, timeout: float | None, *, jobs_only: bool = False) -> Append | Job | None:
        """Wait up to `timeout` seconds (None: as long as it takes) for the next item; None if there was none."""
        with self._changed:
            if not self._jobs and (jobs_only or not self._records):
                self._changed.wait_for(lambda: self._jobs or (self._records and not jobs_only), timeout)
            if self._records and not jobs_only and (not self._jobs or self._records[0].number < self._jobs[0].number):
                return self._records.popleft()
            return self._jobs.popleft() if self._jobs else None

    def discard(self, concerned: Callable[[Record], bool]) -> list[Append]:
        """Take out and return the waiting records that are concerned. For the one thread that also takes."""
        with self._changed:
            waiting, self._records = self._records, deque()
        # Looked through without the lock, so that a long queue holds up no one who puts.
        gone, kept = list[Append](), list[Append]()
        for item in waiting:
            (gone if concerned(item.record) else kept).append(item)
        with self._changed:
            self._records.extendleft(reversed(kept))
        return gone

    def close(self) -> list[Append | Job]:
        """Accept nothing more; return what was left."""
        with self._changed:
            self._closed = True
            left: list[Append | Job] = [*self._records, *self._jobs]
            self._records.clear()
            self._jobs.clear()
        return left
