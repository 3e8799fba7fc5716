"""Reading the log: pages of records, newest first, each with a cursor to the next."""

import base64
import binascii
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
import hashlib
import hmac
import json
import re
import sqlite3
import struct
from typing import Any, Self

from .errors import InvalidCursor, InvalidQuery, UnknownRecord
from .flags import CAPTURE, FLAGS, MISFIRE, WHILE_MUTED, code_of
from .reading import Reading
from .records import (
    EARLIEST,
    EPOCH,
    LATEST,
    MAX_NAME,
    MILLISECOND,
    ActivationRecord,
    ChangeRecord,
    clean,
    from_milliseconds,
    to_milliseconds,
)

MAX_LIMIT = 500
MAX_TEXT = 200
_MAX_IDS = 10_000

# What the filter `kinds` accepts: the two kinds, and the flags that either may carry.
_FLAG_OF_KIND = {"capture": CAPTURE, "misfire": MISFIRE, "while_muted": WHILE_MUTED}
KINDS = frozenset({"activation", *_FLAG_OF_KIND})

# What may come of folding the case of a letter outside of ASCII, and those.
_AMBIGUOUS = re.compile("[afhijklnstwy\\x80-\U0010ffff]")

_POSITION = struct.Struct(">qqqq")
_MAC_BYTES = 14

# The clauses are fixed, and a statement has those that narrow. Rows of one millisecond follow in the index's own order.
_ACTIVATIONS = """
    SELECT a.id, a.start, a.microphone, a.trait, a.duration, a.transcript, a.reply
    FROM activations a WHERE a.start >= :low AND a.start < :high
"""
_CODE = code_of("a.microphone", "a.trait")
_BEHIND_ACTIVATION = f" AND (a.start, a.microphone, {_CODE}, a.id) < (:p0, :p1, {code_of(':p1', ':p2')}, :p3)"
_OF_MICROPHONES = """
    AND a.microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids)))
"""
_OF_KINDS = f" AND ((1 << (unicode({_CODE}) & {FLAGS - 1})) & :kinds)"
_WITH_TEXT = r"""
    AND (a.transcript LIKE :pattern ESCAPE '\' OR a.reply LIKE :pattern ESCAPE '\'
        OR a.trait IN (SELECT id FROM traits WHERE wake_phrase LIKE :pattern ESCAPE '\'))
"""
_WITH_FOLDED_TEXT = r"""
    AND ((a.transcript LIKE :pattern ESCAPE '\' AND holds(a.transcript, :needle))
        OR (a.reply LIKE :pattern ESCAPE '\' AND holds(a.reply, :needle))
        OR a.trait IN (SELECT id FROM traits WHERE wake_phrase LIKE :pattern ESCAPE '\' AND holds(wake_phrase, :needle)))
"""
_ACTIVATION = "SELECT id, start, microphone, trait, duration, transcript, reply FROM activations WHERE id = ?"
# A sum, because SQLite compiles a statement anew whenever a bare parameter of LIMIT is bound, which takes a fifth of a page's time.
_NEWEST_ACTIVATIONS = f" ORDER BY a.start DESC, a.microphone DESC, {_CODE} DESC, a.id DESC LIMIT :rows + 0"

_CHANGES = "SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM changes c WHERE c.at >= :low AND c.at < :high"
_BEHIND_CHANGE = " AND (c.at, coalesce(c.microphone, 0), c.turn, c.id) < (:p0, :p1, :p2, :p3)"
# The unary plus keeps to the index that has the rows in order.
_CHANGES_OF_MICROPHONES = """
    AND ((:home AND +c.microphone IS NULL)
        OR +c.microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids))))
"""
_NEWEST_CHANGES = " ORDER BY c.at DESC, c.microphone DESC, c.turn DESC, c.id DESC LIMIT :rows + 0"

type Value = str | int | None

# Where a row stands in the order: its moment in milliseconds, microphone, trait or turn, and row id.
type Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Records, newest first, and the cursor of the next page; None when this is the last."""

    records: tuple[T, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` (included) up to `high` (excluded), in milliseconds."""

    low: int
    high: int

    @classmethod
    def checked(cls, start: datetime | None, end: datetime | None) -> Self:
        """Return the span of two instants; None: no bound. Raises InvalidQuery."""
        low, high = _bound("start", start), _bound("end", end)
        if low is not None and high is not None and low > high:
            raise InvalidQuery("start", "is after the end")
        return cls(EARLIEST if low is None else low, LATEST if high is None else high)


def _bound(name: str, instant: datetime | None) -> int | None:
    if instant is None:
        return None
    try:
        return to_milliseconds(instant)
    except ValueError as error:
        raise InvalidQuery(name, str(error)) from error


class Cursors:
    """Gives out cursors and takes them back; a cursor is good for one filter and until Earshot starts anew."""

    def __init__(self, key: bytes) -> None:
        """Sign with a secret key."""
        self._key = key

    def _sign(self, position: bytes, mark: str) -> bytes:
        message = position + mark.encode()
        return hmac.digest(self._key, message, hashlib.sha256)[:_MAC_BYTES]

    def give(self, place: Place, mark: str) -> str:
        """Return the cursor that stands behind a row."""
        position = _POSITION.pack(*place)
        return base64.urlsafe_b64encode(position + self._sign(position, mark)).decode()

    def take(self, cursor: str, mark: str) -> Place:
        """Return the place of the last row seen. Raises InvalidCursor for what this filter did not give out."""
        try:
            raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error) as error:
            raise InvalidCursor from error
        position, signature = raw[: _POSITION.size], raw[_POSITION.size :]
        if len(position) != _POSITION.size or not hmac.compare_digest(signature, self._sign(position, mark)):
            raise InvalidCursor
        return _POSITION.unpack(position)


@dataclass(frozen=True, slots=True)
class Query[T]:
    """A checked query, ready to be run on the reading connection."""

    sql: str
    values: dict[str, Value]
    limit: int
    mark: str
    decode: Callable[[Reading, Iterable[Sequence[Any]]], list[T]]
    cursors: Cursors

    def run(self, connection: Reading) -> Page[T]:
        """Return the page. Raises sqlite3.Error, LogError."""
        return self.page(connection, connection.execute(self.sql, self.values).fetchall())

    def page(self, connection: Reading, rows: list[Any]) -> Page[T]:
        """Return the page that these rows make, one more than it holds where there are more. Raises sqlite3.Error, LogError."""
        cursor = None
        if len(rows) > self.limit:
            del rows[self.limit :]
            row, moment, microphone, shared, *_ = rows[-1]
            cursor = self.cursors.give((moment, microphone or 0, shared, row), self.mark)
        return Page(tuple(self.decode(connection, rows)), cursor)

    def between(self, connection: Reading, low: int, high: int, rows: int) -> list[Any]:
        """Return at most so many rows of a part of the query's span, in milliseconds. Raises sqlite3.Error."""
        return connection.execute(self.sql, self.values | {"low": low, "high": high, "rows": rows}).fetchall()


def activations(
    span: Span,
    cursors: Cursors,
    *,
    microphone_ids: Collection[str] | None,
    kinds: Collection[str] | None,
    text: str | None,
    limit: int,
    cursor: str | None,
) -> Query[ActivationRecord]:
    """Check and build a query for activations. Raises InvalidQuery, InvalidCursor."""
    pattern, needle = _pattern(text) if text else (None, None)
    values: dict[str, Value] = {
        "ids": ids_as_json(microphone_ids),
        "kinds": _kinds(kinds),
        "pattern": pattern,
        "needle": needle,
    }
    clauses = [_ACTIVATIONS]
    if microphone_ids is not None:
        clauses.append(_OF_MICROPHONES)
    if kinds is not None:
        clauses.append(_OF_KINDS)
    if text:
        clauses.append(_WITH_TEXT if needle is None else _WITH_FOLDED_TEXT)
    shape = _Shape(clauses, _BEHIND_ACTIVATION, _NEWEST_ACTIVATIONS)
    return _build(shape, span, values, cursors, limit=limit, cursor=cursor, decode=activation_records)


def changes(
    span: Span,
    cursors: Cursors,
    *,
    microphone_ids: Collection[str | None] | None,
    limit: int,
    cursor: str | None,
) -> Query[ChangeRecord]:
    """Check and build a query for changes; None among the microphone ids stands for the home's own.

    Raises InvalidQuery, InvalidCursor.
    """
    home = microphone_ids is not None and None in microphone_ids
    values: dict[str, Value] = {"ids": ids_as_json(microphone_ids), "home": home}
    clauses = [_CHANGES] if microphone_ids is None else [_CHANGES, _CHANGES_OF_MICROPHONES]
    shape = _Shape(clauses, _BEHIND_CHANGE, _NEWEST_CHANGES)
    return _build(shape, span, values, cursors, limit=limit, cursor=cursor, decode=change_records)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement is made of: clauses, the one that a cursor adds, and the order."""

    clauses: Sequence[str]
    behind: str
    order: str


def _build[T](
    shape: _Shape,
    span: Span,
    values: dict[str, Value],
    cursors: Cursors,
    *,
    limit: int,
    cursor: str | None,
    decode: Callable[[Reading, Iterable[Sequence[Any]]], list[T]],
) -> Query[T]:
    # What the cursor is bound to: the table and the filter, but not how many rows a page has.
    mark = repr((shape.behind, span.low, span.high, *values.values()))
    values |= {"low": span.low, "high": span.high, "rows": _limit(limit) + 1}
    if cursor is None:
        return Query("".join((*shape.clauses, shape.order)), values, limit, mark, decode, cursors)
    place = cursors.take(cursor, mark)
    values |= {f"p{number}": value for number, value in enumerate(place)}
    # The index can seek to a bound, while the comparison of places would be tried row by row.
    values["high"] = min(span.high, place[0] + 1)
    return Query("".join((*shape.clauses, shape.behind, shape.order)), values, limit, mark, decode, cursors)


def _limit(limit: int) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
        raise InvalidQuery("limit", f"must be from 1 to {MAX_LIMIT}")
    return limit


def check_row(row: int) -> None:
    """Raise InvalidQuery for what cannot be a row's id."""
    if isinstance(row, bool) or not isinstance(row, int) or not 0 < row < 2**63:
        raise InvalidQuery("id", "must be a row's number")


def ids_as_json(microphone_ids: Collection[str | None] | None) -> str | None:
    """Return the ids as the statements take them; None does not narrow. Raises InvalidQuery."""
    if microphone_ids is None:
        return None
    if len(microphone_ids) > _MAX_IDS:
        raise InvalidQuery("microphone_ids", f"more than {_MAX_IDS}")
    return json.dumps(sorted({clean(each, MAX_NAME) for each in microphone_ids if each is not None}))


def _kinds(kinds: Collection[str] | None) -> int | None:
    """Return one bit for each combination of flags that is wanted. Raises InvalidQuery."""
    if kinds is None:
        return None
    if not KINDS.issuperset(kinds):
        raise InvalidQuery("kinds", f"must be among {', '.join(sorted(KINDS))}")
    return sum(1 << flags for flags in range(FLAGS) if any(_is(flags, kind) for kind in kinds))


def _is(flags: int, kind: str) -> bool:
    return bool(flags & _FLAG_OF_KIND[kind]) if kind in _FLAG_OF_KIND else not flags & CAPTURE


def _pattern(text: str) -> tuple[str, str | None]:
    """Return the pattern for LIKE and, where LIKE alone does not do, the text with its case folded.

    LIKE folds the case of ASCII alone. So it only looks for a piece that is nothing else in any case, and the rows that
    are left are looked at again with the rules of Unicode. A text of ASCII is left to LIKE, but for "ss", which is "ß" too: of
    the other letters that fold to ASCII none is in what people say.
    """
    if len(text) > MAX_TEXT:
        raise InvalidQuery("text", f"longer than {MAX_TEXT} characters")
    text = clean(text, MAX_TEXT)
    folded = text.casefold()
    if text.isascii() and "ss" not in folded:
        return f"%{_escaped(text)}%", None
    # One piece alone: with each wildcard more LIKE could be made to try more ways.
    return f"%{_escaped(max(_AMBIGUOUS.split(folded), key=len))}%", folded


def _escaped(text: str) -> str:
    return "".join("\\" + each if each in "\\%_" else each for each in text)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, and from when; None where there is nothing or it cannot be read."""

    activations: int | None
    changes: int | None
    oldest: datetime | None
    newest: datetime | None


def microphones(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of the microphones that there are rows of. Raises sqlite3.Error."""
    return [key for (key,) in connection.execute("SELECT key FROM microphones")]


def count(connection: sqlite3.Connection) -> Counts:
    """Count the rows. Raises sqlite3.Error."""
    # One query for each end: SQLite answers min and max from the index only when they stand alone.
    row = connection.execute(
        "SELECT (SELECT count(*) FROM activations), (SELECT count(*) FROM changes),"
        " (SELECT min(start) FROM activations), (SELECT min(at) FROM changes),"
        " (SELECT max(start) FROM activations), (SELECT max(at) FROM changes)"
    ).fetchone()
    oldest = min((value for value in row[2:4] if value is not None), default=None)
    newest = max((value for value in row[4:6] if value is not None), default=None)
    return Counts(
        row[0],
        row[1],
        None if oldest is None else from_milliseconds(oldest),
        None if newest is None else from_milliseconds(newest),
    )


def _holds(text: str | None, folded: str) -> bool:
    return text is not None and folded in text.casefold()


def prepare(connection: sqlite3.Connection) -> None:
    """Give a reading connection the function that queries use. Raises sqlite3.Error."""
    connection.create_function("holds", 2, _holds, deterministic=True)


def activation_records(connection: Reading, rows: Iterable[Sequence[Any]]) -> list[ActivationRecord]:
    """Return the records of rows. Raises LogError, sqlite3.Error, OverflowError."""
    microphones, traits = connection.microphones, connection.traits
    return [
        ActivationRecord(
            (since := EPOCH + start * MILLISECOND),
            since + duration * MILLISECOND,
            microphones[microphone],
            *traits[trait],
            transcript,
            reply,
            number,
        )
        for number, start, microphone, trait, duration, transcript, reply in rows
    ]


def change_records(connection: Reading, rows: Iterable[Sequence[Any]]) -> list[ChangeRecord]:
    """Return the records of rows. Raises LogError, sqlite3.Error, OverflowError."""
    microphones, turns = connection.microphones, connection.turns
    return [
        ChangeRecord(
            id=number,
            at=from_milliseconds(at),
            microphone_id=None if microphone is None else microphones[microphone],
            cause=turns[turn][0],
            status=turns[turn][1],
            detail=detail,
        )
        for number, at, microphone, turn, detail in rows
    ]


def activation_by_id(connection: Reading, row: int) -> ActivationRecord:
    """Return one activation. Raises UnknownRecord, LogError, sqlite3.Error."""
    if (found := connection.execute(_ACTIVATION, (row,)).fetchone()) is None:
        raise UnknownRecord(f"no activation {row}")
    return activation_records(connection, (found,))[0]
