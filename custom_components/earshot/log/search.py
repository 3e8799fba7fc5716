"""Looking for words: no index helps with that, so it is done in steps, between which everybody else has a turn.

An index of words would keep those that were erased. A step looks through some thousand rows, as many as take a few
hundredths of a second on the machine at hand, and neither a page nor an erasure waits for more than one of them.
"""

from collections.abc import Generator
from contextlib import contextmanager
import sqlite3
from time import monotonic
from typing import Any, cast

from .errors import SearchTooLong
from .query import Page, Query
from .reading import Reading

# Rows of a step: at first, at least and at most.
_FIRST, _LEAST, _MOST = 5_000, 50, 20_000
# Seconds that a step should take, after which it is cut short and done again with fewer rows, and that all may take.
_STEP, _CUT, _ALL = 0.02, 0.5, 15.0
# After how many instructions of SQLite, about fifty rows, the clock is looked at.
_INSTRUCTIONS = 1_000

# The row with which a step ends, newest first; none where what is left is less than a step.
_END = """
    SELECT start FROM activations WHERE start >= :low AND start < :high ORDER BY start DESC LIMIT 1 OFFSET :rows
"""


class Search[T]:
    """One search, for the reading thread. Rows that come or go between two steps are found or not, as between two pages."""

    def __init__(self, query: Query[T]) -> None:
        """Begin at the newest row of the query's span."""
        self._query = query
        self._low, self._high = (cast(int, query.values[bound]) for bound in ("low", "high"))
        self._wanted = cast(int, query.values["rows"])
        self._found: list[Any] = []
        self._rows = _FIRST
        self._taken = 0.0

    def step(self, connection: Reading) -> Page[T] | None:
        """Look through some rows more; return the page once it is full or there are no more.

        Raises SearchTooLong, LogError, sqlite3.Error.
        """
        since = monotonic()
        try:
            over = self._look(connection)
        finally:
            self._taken += monotonic() - since
        if over:
            return self._query.page(connection, self._found)
        if self._taken > _ALL:
            raise SearchTooLong(f"not all was looked through in {_ALL:.0f} seconds")
        self._adapt(monotonic() - since)
        return None

    def _look(self, connection: Reading) -> bool:
        """Look through the next rows; return whether that was all that is needed."""
        values = {"low": self._low, "high": self._high, "rows": self._rows}
        end = connection.execute(_END, values).fetchone()
        low = self._low if end is None else end[0]
        try:
            with _at_most(connection, _CUT if self._rows > _LEAST else _ALL):
                found = self._query.between(connection, low, self._high, self._wanted - len(self._found))
        except TimeoutError:
            return False
        self._found += found
        self._high = low
        return end is None or len(self._found) == self._wanted

    def _adapt(self, taken: float) -> None:
        """Choose the next step's rows by what this one took."""
        self._rows = min(max(_LEAST, int(self._rows * min(2.0, _STEP / max(taken, 1e-6)))), _MOST)


@contextmanager
def _at_most(connection: sqlite3.Connection, seconds: float) -> Generator[None]:
    """Have a query cut short after so many seconds. Raises TimeoutError then."""
    until, over = monotonic() + seconds, False

    def is_over() -> bool:
        nonlocal over
        over = monotonic() > until
        return over

    connection.set_progress_handler(is_over, _INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if over and error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise TimeoutError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
