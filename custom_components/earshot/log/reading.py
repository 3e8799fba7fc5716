"""The connection that reads: it keeps in mind what rows share, so that a page needs no join."""

import sqlite3
from typing import Any

from .errors import LogError, LogProblem
from .records import BY_PERSON

# How much of each lookup table is kept in mind. More would only come of made-up wake phrases.
_REMEMBERED = 2_000

_MICROPHONE = "SELECT key FROM microphones WHERE id = ?"
_TRAIT = """
    SELECT kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision, verdict
    FROM traits WHERE id = ?
"""
_TURN = "SELECT cause, status FROM turns WHERE id = ?"

# In the order of an ActivationRecord's fields from `kind` to `decision`.
type Trait = tuple[str, str, str, bool, str | None, str | None, bool, str | None, int | None, str | None]


class Reading(sqlite3.Connection):
    """A connection with the lookup tables. What it remembers is only good until orphans are removed: see `forget`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Connect, with nothing in mind."""
        super().__init__(*args, **kwargs)
        self._microphones = dict[int, str]()
        self._traits = dict[int, Trait]()
        self._turns = dict[int, tuple[str, str | None]]()

    def forget(self) -> None:
        """Forget all; needed whenever rows of the lookup tables may have gone."""
        for known in (self._microphones, self._traits, self._turns):
            known.clear()

    def microphone(self, number: int) -> str:
        """Return a microphone's id. Raises LogError, sqlite3.Error."""
        if (key := self._microphones.get(number)) is None:
            key = self._remember(self._microphones, number, self._row(_MICROPHONE, number)[0])
        return key

    def trait(self, number: int) -> Trait:
        """Return what an activation shares with others. Raises LogError, sqlite3.Error."""
        if (trait := self._traits.get(number)) is None:
            trait = self._remember(self._traits, number, _trait(*self._row(_TRAIT, number)))
        return trait

    def turn(self, number: int) -> tuple[str, str | None]:
        """Return cause and status of a change. Raises LogError, sqlite3.Error."""
        if (turn := self._turns.get(number)) is None:
            turn = self._remember(self._turns, number, self._row(_TURN, number))
        return turn

    def _row(self, sql: str, number: int) -> Any:
        if (row := self.execute(sql, (number,)).fetchone()) is None:
            raise LogError("a row of the log is not whole", LogProblem.BROKEN)
        return row

    def _remember[V](self, known: dict[int, V], number: int, value: V) -> V:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[number] = value
        return value


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
    verdict: int | None,
) -> Trait:
    rest = (bool(while_muted), wake_phrase, home_count, decision)
    if verdict is None:
        return kind, outcome, started_by, bool(misfire), reason, None, *rest
    return kind, outcome, started_by, bool(verdict), BY_PERSON, reason, *rest
