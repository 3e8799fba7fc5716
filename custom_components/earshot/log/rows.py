"""Records to rows: one insert per record, with the lookup tables kept in mind."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
import sqlite3

from .errors import UnknownRecord
from .records import MAX_DETAIL, MAX_NAME, MAX_WORDS, ActivationRecord, ChangeRecord, Record, clean, to_milliseconds

# How many numbers of each lookup table are remembered. More would only come of made-up wake phrases.
_REMEMBERED = 2_000
_MOST_AT_HOME = 10_000

_FIND_MICROPHONE = "SELECT id FROM microphones WHERE key IS ?"
_ADD_MICROPHONE = "INSERT INTO microphones (key) VALUES (?)"
_FIND_TURN = "SELECT id FROM turns WHERE status IS ? AND cause IS ?"
_ADD_TURN = "INSERT INTO turns (status, cause) VALUES (?, ?)"
_FIND_TRAIT = """
    SELECT id FROM traits WHERE kind IS ? AND outcome IS ? AND started_by IS ? AND misfire IS ? AND misfire_reason IS ?
    AND while_muted IS ? AND wake_phrase IS ? AND home_count IS ? AND decision IS ? AND unusual IS ? AND verdict IS ?
"""
_ADD_TRAIT = """
    INSERT INTO traits
    (kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision, unusual, verdict)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_TRAIT_OF = """
    SELECT kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision, unusual,
        ifnull(verdict, misfire)
    FROM traits WHERE id = (SELECT trait FROM activations WHERE id = ?)
"""
_SET_TRAIT = "UPDATE activations SET trait = ? WHERE id = ?"

_ADD_ACTIVATION = """
    INSERT INTO activations (start, duration, microphone, trait, transcript, reply) VALUES (?, ?, ?, ?, ?, ?)
"""
_ADD_CHANGE = "INSERT INTO changes (at, microphone, turn, detail) VALUES (?, ?, ?, ?)"

type Values = tuple[str | int | None, ...]


class _Lookup:
    """A table of shared values; gives the number of a combination, adding it where it is new."""

    def __init__(self, find: str, add: str) -> None:
        """Take the two statements; both have one parameter per value."""
        self._known: dict[Values, int] = {}
        self._find = find
        self._add = add

    def known(self, values: Values) -> int | None:
        """Return the number if it is remembered."""
        return self._known.get(values)

    def number(self, connection: sqlite3.Connection, values: Values) -> int:
        """Return the number, read or added within the caller's transaction."""
        if (number := self._known.get(values)) is not None:
            return number
        if (row := connection.execute(self._find, values).fetchone()) is not None:
            number = int(row[0])
        else:
            number = connection.execute(self._add, values).lastrowid or 0
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[values] = number
        return number

    def forget(self) -> None:
        """Forget all numbers, after an erasure or a rolled back transaction."""
        self._known.clear()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a record shares with others: its microphone, and its values in one lookup table."""

    microphone: Values | None
    lookup: _Lookup
    values: Values


def _text(text: str | None, limit: int = MAX_NAME) -> str | None:
    return None if text is None else clean(text, limit)


class RowWriter:
    """Inserts records through one connection; each call is one committed transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin with nothing remembered."""
        self._connection = connection
        self._microphones = _Lookup(_FIND_MICROPHONE, _ADD_MICROPHONE)
        self._traits = _Lookup(_FIND_TRAIT, _ADD_TRAIT)
        self._turns = _Lookup(_FIND_TURN, _ADD_TURN)

    def forget(self) -> None:
        """Forget all remembered numbers; needed whenever rows of the lookup tables may have gone."""
        for lookup in (self._microphones, self._traits, self._turns):
            lookup.forget()

    def insert(self, record: Record) -> int:
        """Insert and commit one record; return its row id. Raises sqlite3.Error, with nothing changed."""
        shared = self._shared(record)
        if (known := self._known(shared)) is not None:
            # The usual case: one statement, which is its own transaction.
            return self._insert(record, *known)
        with self._transaction():
            return self._insert(record, *self._numbers(shared))

    def correct(self, row: int, misfire: bool) -> bool:
        """Commit what a person says of an activation's misfire, and return whether that is new. Raises UnknownRecord, sqlite3.Error."""
        with self._transaction():
            if (values := self._connection.execute(_TRAIT_OF, (row,)).fetchone()) is None:
                raise UnknownRecord(f"no activation {row}")
            *shared, before = values
            trait = self._traits.number(self._connection, (*shared, int(misfire)))
            self._connection.execute(_SET_TRAIT, (trait, row))
        return bool(before) is not misfire

    @contextmanager
    def _transaction(self) -> Generator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self.forget()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _known(self, shared: _Shared) -> tuple[int | None, int] | None:
        microphone = None if shared.microphone is None else self._microphones.known(shared.microphone)
        number = shared.lookup.known(shared.values)
        if number is None or (microphone is None and shared.microphone is not None):
            return None
        return microphone, number

    def _numbers(self, shared: _Shared) -> tuple[int | None, int]:
        connection = self._connection
        microphone = None if shared.microphone is None else self._microphones.number(connection, shared.microphone)
        return microphone, shared.lookup.number(connection, shared.values)

    def _shared(self, record: Record) -> _Shared:
        """Return what a record shares with others, in the order of the lookup tables' columns."""
        microphone = None if record.microphone_id is None else (clean(record.microphone_id, MAX_NAME),)
        if isinstance(record, ChangeRecord):
            return _Shared(microphone, self._turns, (_text(record.status), clean(record.cause, MAX_NAME)))
        values = (
            clean(record.kind, MAX_NAME),
            clean(record.outcome, MAX_NAME),
            clean(record.started_by, MAX_NAME),
            int(record.misfire),
            _text(record.misfire_reason),
            int(record.while_muted),
            _text(record.wake_phrase),
            None if record.home_count is None else min(max(record.home_count, 0), _MOST_AT_HOME),
            _text(record.decision),
            _text(",".join(record.unusual)) if record.unusual else None,
            None,
        )
        return _Shared(microphone, self._traits, values)

    def _insert(self, record: Record, microphone: int | None, number: int) -> int:
        values: Values
        if isinstance(record, ActivationRecord):
            start, end = to_milliseconds(record.start), to_milliseconds(record.end)
            words = (_text(record.transcript, MAX_WORDS), _text(record.reply, MAX_WORDS))
            statement, values = _ADD_ACTIVATION, (start, max(0, end - start), microphone, number, *words)
        else:
            statement = _ADD_CHANGE
            values = (to_milliseconds(record.at), microphone, number, _text(record.detail, MAX_DETAIL))
        return self._connection.execute(statement, values).lastrowid or 0
