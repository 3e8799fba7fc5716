"""Records to rows: one insert per record, with the lookup tables kept in mind."""

import sqlite3

from .records import ActivationRecord, ChangeRecord, Record, to_milliseconds

# How many numbers of each lookup table are remembered. More would only come of made-up wake phrases.
_REMEMBERED = 2_000

_TRAIT = (
    "kind",
    "outcome",
    "started_by",
    "misfire",
    "misfire_reason",
    "while_muted",
    "wake_phrase",
    "home_count",
    "decision",
)

type Values = tuple[str | int | None, ...]


class _Lookup:
    """A table of shared values; gives the number of a combination, adding it where it is new."""

    def __init__(self, table: str, columns: tuple[str, ...]) -> None:
        """Prepare the two statements for a table and its columns, both names of ours."""
        self._known: dict[Values, int] = {}
        self._find = f"SELECT id FROM {table} WHERE " + " AND ".join(f"{column} IS ?" for column in columns)
        self._add = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"

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


class RowWriter:
    """Inserts records through one connection; each call is one committed transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Begin with nothing remembered."""
        self._connection = connection
        self._microphones = _Lookup("microphones", ("key",))
        self._traits = _Lookup("traits", _TRAIT)
        self._turns = _Lookup("turns", ("status", "cause"))

    def forget(self) -> None:
        """Forget all remembered numbers; needed whenever rows of the lookup tables may have gone."""
        for lookup in (self._microphones, self._traits, self._turns):
            lookup.forget()

    def insert(self, record: Record) -> int:
        """Insert and commit one record; return its row id. Raises sqlite3.Error, with nothing changed."""
        known = self._known(record)
        if known is not None:
            # The usual case: one statement, which is its own transaction.
            return self._insert(record, *known)
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            row = self._insert(record, *self._numbers(record))
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self.forget()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return row

    def _known(self, record: Record) -> tuple[int | None, int] | None:
        if record.microphone_id is None:
            microphone = None
        elif (microphone := self._microphones.known((record.microphone_id,))) is None:
            return None
        kind = _kind(record)
        number = (self._traits if isinstance(record, ActivationRecord) else self._turns).known(kind)
        return None if number is None else (microphone, number)

    def _numbers(self, record: Record) -> tuple[int | None, int]:
        connection = self._connection
        microphone = None
        if record.microphone_id is not None:
            microphone = self._microphones.number(connection, (record.microphone_id,))
        lookup = self._traits if isinstance(record, ActivationRecord) else self._turns
        return microphone, lookup.number(connection, _kind(record))

    def _insert(self, record: Record, microphone: int | None, number: int) -> int:
        if isinstance(record, ActivationRecord):
            start = to_milliseconds(record.start)
            cursor = self._connection.execute(
                "INSERT INTO activations (start, duration, microphone, trait, transcript, reply)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (start, to_milliseconds(record.end) - start, microphone, number, record.transcript, record.reply),
            )
        else:
            cursor = self._connection.execute(
                "INSERT INTO changes (at, microphone, turn, detail) VALUES (?, ?, ?, ?)",
                (to_milliseconds(record.at), microphone, number, record.detail),
            )
        return cursor.lastrowid or 0


def _kind(record: ActivationRecord | ChangeRecord) -> Values:
    """Return what a record shares with others of its kind, in the order of the lookup table's columns."""
    if isinstance(record, ChangeRecord):
        return (record.status, record.cause)
    return (
        record.kind,
        record.outcome,
        record.started_by,
        record.misfire,
        record.misfire_reason,
        record.while_muted,
        record.wake_phrase,
        record.home_count,
        record.decision,
    )
