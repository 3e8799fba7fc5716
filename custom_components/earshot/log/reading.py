"""The connection that reads: it keeps in mind what rows share, so that a page needs no join."""

from collections.abc import Callable
import sqlite3
from typing import Any

from .errors import LogError, LogProblem
from .records import BY_PERSON

# How much of each lookup table is kept in mind. More would only come of made-up wake phrases.
_REMEMBERED = 2_000

_MICROPHONE = "SELECT key FROM microphones WHERE id = ?"
_TRAIT = """
    SELECT kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision,
        unusual, verdict
    FROM traits WHERE id = ?
"""
_TURN = "SELECT cause, status FROM turns WHERE id = ?"

# In the order of an ActivationRecord's fields from `kind` to `unusual`.
type Trait = tuple[
    str, str, str, bool, str | None, str | None, bool, str | None, int | None, str | None, tuple[str, ...]
]

# Cause and status of a change.
type Turn = tuple[str, str | None]


class _Lookup[V](dict[int, V]):
    """A lookup table by number, each row read when it is first asked for. Raises LogError, sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection, sql: str, value: Callable[..., V]) -> None:
        """Begin with nothing remembered; `value` makes what is remembered of a row's columns."""
        super().__init__()
        self._connection = connection
        self._sql = sql
        self._value = value

    def __missing__(self, number: int) -> V:
        """Read a row. One whose number nothing explains is damage."""
        if (row := self._connection.execute(self._sql, (number,)).fetchone()) is None:
            raise LogError("a row of the log is not whole", LogProblem.BROKEN)
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[number] = self._value(*row)
        return value


class Reading(sqlite3.Connection):
    """A connection with the lookup tables. What it remembers is only good until orphans are removed: see `forget`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Connect, with nothing in mind."""
        super().__init__(*args, **kwargs)
        self.microphones = _Lookup[str](self, _MICROPHONE, str)
        self.traits = _Lookup[Trait](self, _TRAIT, _trait)
        self.turns = _Lookup[Turn](self, _TURN, _turn)

    def forget(self) -> None:
        """Forget all; needed whenever rows of the lookup tables may have gone."""
        for known in (self.microphones, self.traits, self.turns):
            known.clear()


def _trait(
    kind: str,
    outcome: str,
    started_by: str,
    misfire: int,
    reason: str | None,
    while_muted: int,
    wake_phrase: str | None,
    home_count: int | None,
    decision: str | None,
    unusual: str | None,
    verdict: int | None,
) -> Trait:
    marks = () if unusual is None else tuple(unusual.split(","))
    rest = (bool(while_muted), wake_phrase, home_count, decision, marks)
    if verdict is None:
        return kind, outcome, started_by, bool(misfire), reason, None, *rest
    return kind, outcome, started_by, bool(verdict), BY_PERSON, reason, *rest


def _turn(cause: str, status: str | None) -> Turn:
    return cause, status
