"""Records to rows: one insert per record, with the lookup tables kept in mind."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
import sqlite3

from .errors import UnknownRecord
from .flags import FLAGS, flags_of
from .ids import RowIds
from .records import MAX_DETAIL, MAX_NAME, MAX_WORDS, ActivationRecord, ChangeRecord, Record, clean, to_milliseconds

# How many numbers of each lookup table are remembered. More would only come of made-up wake phrases.
_REMEMBERED = 2_000
_MOST_AT_HOME = 10_000

_FIND_MICROPHONE = "SELECT id FROM microphones WHERE key IS ?"
_ADD_MICROPHONE = "INSERT INTO microphones (key) VALUES (?)"
_FIND_TURN = "SELECT id FROM turns WHERE status IS ? AND cause IS ?"
_ADD_TURN = "INSERT INTO turns (status, cause) VALUES (?, ?)"
_FIND_TRAIT = f"""
    SELECT id FROM traits WHERE kind IS ? AND outcome IS ? AND started_by IS ? AND misfire IS ? AND misfire_reason IS ?
    AND while_muted IS ? AND wake_phrase IS ? AND home_count IS ? AND decision IS ? AND unusual IS ? AND verdict IS ?
    AND id % {FLAGS} = ?
"""  # noqa: S608 - made of constants
# The next number with the flags in its lowest bits: numbers of one combination of them do not make those of another
# longer.
_ADD_TRAIT = f"""
    INSERT INTO traits
    (kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision, unusual, verdict,
        id)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ifnull(max(id) + {FLAGS}, ?12)
    FROM traits WHERE id % {FLAGS} = ?12
"""  # noqa: S608 - made of constants
_TRAIT_OF = """
    SELECT kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase, home_count, decision, unusual,
        ifnull(verdict, misfire)
    FROM traits WHERE id = (SELECT trait FROM activations WHERE id = ?)
"""
_SET_TRAIT = "UPDATE activations SET trait = ? WHERE id = ?"

_ADD_ACTIVATION = """
    INSERT INTO activations (id, start, duration, microphone, trait, transcript, reply) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ADD_CHANGE = "INSERT INTO changes (id, at, microphone, turn, detail) VALUES (?, ?, ?, ?, ?)"

type Values = tuple[str | int | None, ...]


class _Lookup:
    """A table of shared values; gives the number of a combination, adding it where it is new."""

    def __init__(self, find: str, add: str, stored: Callable[..., Values]) -> None:
        """Take the two statements, and what makes their parameters of a combination as records have it."""
        self.known: dict[tuple[object, ...], int] = {}
        """The numbers of combinations, as far as they are remembered."""
        self._find = find
        self._add = add
        self._stored = stored

    def number(self, connection: sqlite3.Connection, key: tuple[object, ...]) -> int:
        """Return the number, read or added within the caller's transaction."""
        if (number := self.known.get(key)) is not None:
            return number
        values = self._stored(*key)
        if (row := connection.execute(self._find, values).fetchone()) is not None:
            number = int(row[0])
        else:
            number = connection.execute(self._add, values).lastrowid or 0
        if len(self.known) >= _REMEMBERED:
            self.known.clear()
        self.known[key] = number
        return number


class RowWriter:
    """Inserts records through one connection; each call is one committed transaction."""

    def __init__(self, connection: sqlite3.Connection, last: Mapping[str, int]) -> None:
        """Begin with nothing remembered; ids that `last` names by table, and lower ones, are not given again."""
        self._connection = connection
        self._microphones = _Lookup(_FIND_MICROPHONE, _ADD_MICROPHONE, _microphone)
        self._traits = _Lookup(_FIND_TRAIT, _ADD_TRAIT, _trait)
        self._turns = _Lookup(_FIND_TURN, _ADD_TURN, _turn)
        self._ids = {table: RowIds(table, last.get(table, 0)) for table in ("activations", "changes")}

    @property
    def last(self) -> Mapping[str, int]:
        """The highest id that is known to have been given, by table."""
        return {table: ids.last for table, ids in self._ids.items()}

    def forget(self) -> None:
        """Forget all remembered numbers; needed whenever rows may have gone, of the lookup tables or of the others."""
        for lookup in (self._microphones, self._traits, self._turns):
            lookup.known.clear()
        for ids in self._ids.values():
            ids.forget()

    def insert(self, record: Record) -> int:
        """Insert and commit one record; return its row id. Raises sqlite3.Error, with nothing changed."""
        if isinstance(record, ActivationRecord):
            return self._insert_activation(record)
        return self._insert_change(record)

    def _insert_activation(self, record: ActivationRecord) -> int:
        start, end = to_milliseconds(record.start), to_milliseconds(record.end)
        transcript, reply = _text(record.transcript, MAX_WORDS), _text(record.reply, MAX_WORDS)
        shared = (
            record.kind,
            record.outcome,
            record.started_by,
            record.misfire,
            record.misfire_reason,
            record.while_muted,
            record.wake_phrase,
            record.home_count,
            record.decision,
            record.unusual,
            None,
        )
        ids, duration = self._ids["activations"], max(0, end - start)
        microphone, trait = self._microphones.known.get((record.microphone_id,)), self._traits.known.get(shared)
        if microphone is not None and trait is not None and ids.follow:
            # The usual case: one statement, which is its own transaction.
            return self._add(ids, _ADD_ACTIVATION, (None, start, duration, microphone, trait, transcript, reply))
        with self._transaction() as connection:
            microphone = self._microphones.number(connection, (record.microphone_id,))
            trait = self._traits.number(connection, shared)
            number = ids.next(connection)
            return self._add(ids, _ADD_ACTIVATION, (number, start, duration, microphone, trait, transcript, reply))

    def _insert_change(self, record: ChangeRecord) -> int:
        with self._transaction() as connection:
            microphone = None
            if record.microphone_id is not None:
                microphone = self._microphones.number(connection, (record.microphone_id,))
            turn = self._turns.number(connection, (record.status, record.cause))
            at, detail = to_milliseconds(record.at), _text(record.detail, MAX_DETAIL)
            ids = self._ids["changes"]
            return self._add(ids, _ADD_CHANGE, (ids.next(connection), at, microphone, turn, detail))

    def _add(self, ids: RowIds, statement: str, values: Values) -> int:
        return ids.given(self._connection.execute(statement, values).lastrowid or 0)

    def correct(self, row: int, misfire: bool) -> bool:
        """Commit what a person says of an activation's misfire, and return whether that is new. Raises UnknownRecord, sqlite3.Error."""
        with self._transaction() as connection:
            if (values := connection.execute(_TRAIT_OF, (row,)).fetchone()) is None:
                raise UnknownRecord(f"no activation {row}")
            *shared, unusual, before = values
            marks = () if unusual is None else tuple(unusual.split(","))
            trait = self._traits.number(connection, (*shared, marks, misfire))
            connection.execute(_SET_TRAIT, (trait, row))
        return bool(before) is not misfire

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            self.forget()
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _text(text: str | None, limit: int = MAX_NAME) -> str | None:
    return None if text is None else clean(text, limit)


# What records share, as it is stored: in the order of the columns of the lookup tables, a trait's flags last.


def _microphone(key: str | None) -> Values:
    return (_text(key),)


def _turn(status: str | None, cause: str) -> Values:
    return _text(status), clean(cause, MAX_NAME)


def _trait(
    kind: str,
    outcome: str,
    started_by: str,
    misfire: bool,
    misfire_reason: str | None,
    while_muted: bool,
    wake_phrase: str | None,
    home_count: int | None,
    decision: str | None,
    unusual: tuple[str, ...],
    verdict: bool | None,
) -> Values:
    return (
        clean(kind, MAX_NAME),
        clean(outcome, MAX_NAME),
        clean(started_by, MAX_NAME),
        int(misfire),
        _text(misfire_reason),
        int(while_muted),
        _text(wake_phrase),
        None if home_count is None else min(max(home_count, 0), _MOST_AT_HOME),
        _text(decision),
        _text(",".join(unusual)) if unusual else None,
        None if verdict is None else int(verdict),
        flags_of(kind, misfire if verdict is None else verdict, while_muted),
    )
