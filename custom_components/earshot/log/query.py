"""Reading the log: pages of records, newest first, each with a cursor to the next."""

import base64
import binascii
import hashlib
import hmac
import json
import sqlite3
import struct
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from .errors import InvalidCursor, InvalidQuery
from .records import ActivationRecord, ChangeRecord, clean, from_milliseconds, to_milliseconds

MAX_LIMIT = 500
MAX_TEXT = 200
_MAX_IDS = 10_000

# What the filter `kinds` accepts, and what it asks of the traits. The first two are kinds, the others flags.
_KINDS = {
    "activation": "kind = 'activation'",
    "capture": "kind = 'capture'",
    "misfire": "misfire = 1",
    "while_muted": "while_muted = 1",
}
KINDS = frozenset(_KINDS)

_POSITION = struct.Struct(">qq")
_MAC_BYTES = 14

_ACTIVATIONS = (
    "SELECT a.id, a.start, a.duration, m.key, t.kind, t.outcome, t.started_by, t.misfire, t.misfire_reason,"
    " t.while_muted, t.wake_phrase, t.home_count, t.decision, a.transcript, a.reply"
    # CROSS JOIN keeps SQLite from beginning with the lookup tables, which would cost the order of the index.
    " FROM activations a CROSS JOIN microphones m ON m.id = a.microphone CROSS JOIN traits t ON t.id = a.trait"
)
_CHANGES = (
    "SELECT c.id, c.at, m.key, u.status, u.cause, c.detail"
    " FROM changes c LEFT JOIN microphones m ON m.id = c.microphone CROSS JOIN turns u ON u.id = c.turn"
)


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Records, newest first, and the cursor of the next page; None when this is the last."""

    records: tuple[T, ...]
    cursor: str | None


@dataclass(slots=True)
class _Where:
    """Terms of a WHERE clause with their bound values, and a fingerprint of the filter for the cursor."""

    terms: list[str] = field(default_factory=lambda: ["1"])
    values: list[str | int] = field(default_factory=list)
    mark: list[object] = field(default_factory=list)

    def add(self, term: str, *values: str | int) -> None:
        """Narrow the clause by a term of ours and its values."""
        self.terms.append(term)
        self.values += values

    def span(self, column: str, start: datetime | None, end: datetime | None) -> Self:
        """Narrow to `start` (included) up to `end` (excluded). Raises InvalidQuery."""
        low, high = _bound("start", start), _bound("end", end)
        if low is not None and high is not None and low > high:
            raise InvalidQuery("start", "is after the end")
        if low is not None:
            self.add(f"{column} >= ?", low)
        if high is not None:
            self.add(f"{column} < ?", high)
        self.mark += [low, high]
        return self


def check_span(start: datetime | None, end: datetime | None) -> None:
    """Raise InvalidQuery for a start after its end and for an instant without a time zone."""
    _Where().span("", start, end)


def _bound(name: str, instant: datetime | None) -> int | None:
    if instant is None:
        return None
    try:
        return to_milliseconds(instant)
    except ValueError as error:
        raise InvalidQuery(name, str(error)) from error


def _limit(limit: int) -> int:
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_LIMIT:
        raise InvalidQuery("limit", f"must be from 1 to {MAX_LIMIT}")
    return limit


def _ids(microphone_ids: Collection[str | None]) -> list[str]:
    if len(microphone_ids) > _MAX_IDS:
        raise InvalidQuery("microphone_ids", "too many")
    return sorted({clean(each, 1_000) for each in microphone_ids if each is not None})


class Cursors:
    """Gives out cursors and takes them back; a cursor is good for one filter and until Earshot starts anew."""

    def __init__(self, key: bytes) -> None:
        """Sign with a secret key."""
        self._key = key

    def _sign(self, position: bytes, mark: list[object]) -> bytes:
        message = position + json.dumps(mark).encode()
        return hmac.digest(self._key, message, hashlib.sha256)[:_MAC_BYTES]

    def give(self, moment: int, row: int, mark: list[object]) -> str:
        """Return the cursor that stands behind a row: its moment in milliseconds and its id."""
        position = _POSITION.pack(moment, row)
        return base64.urlsafe_b64encode(position + self._sign(position, mark)).decode()

    def take(self, cursor: str, mark: list[object]) -> tuple[int, int]:
        """Return moment and id of the last row seen. Raises InvalidCursor for what this filter did not give out."""
        try:
            raw = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error, ValueError, AttributeError) as error:
            raise InvalidCursor from error
        position, signature = raw[: _POSITION.size], raw[_POSITION.size :]
        if len(position) != _POSITION.size or not hmac.compare_digest(signature, self._sign(position, mark)):
            raise InvalidCursor
        moment, row = _POSITION.unpack(position)
        return int(moment), int(row)


@dataclass(frozen=True, slots=True)
class Query[T]:
    """A checked query, ready to be run on the reading connection."""

    sql: str
    values: tuple[str | int, ...]
    limit: int
    mark: list[object]
    decode: Callable[[Sequence[Any]], T]
    cursors: Cursors

    def run(self, connection: sqlite3.Connection) -> Page[T]:
        """Return the page. Raises sqlite3.Error."""
        rows = connection.execute(self.sql, self.values).fetchall()
        cursor = None
        if len(rows) > self.limit:
            del rows[self.limit :]
            cursor = self.cursors.give(rows[-1][1], rows[-1][0], self.mark)
        return Page(tuple(map(self.decode, rows)), cursor)


def activations(
    cursors: Cursors,
    start: datetime | None,
    end: datetime | None,
    microphone_ids: Collection[str] | None,
    kinds: Collection[str] | None,
    text: str | None,
    limit: int,
    cursor: str | None,
) -> Query[ActivationRecord]:
    """Check and build a query for activations. Raises InvalidQuery, InvalidCursor."""
    where = _Where(mark=["activations"]).span("a.start", start, end)
    if microphone_ids is not None:
        ids = _ids(microphone_ids)
        where.add(
            "a.microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(?)))",
            json.dumps(ids),
        )
        where.mark.append(ids)
    if kinds is not None:
        if unknown := set(kinds) - KINDS:
            raise InvalidQuery("kinds", f"must be among {', '.join(sorted(KINDS))}; not {sorted(unknown)[0]!r:.40}")
        any_of = " OR ".join(_KINDS[kind] for kind in sorted(set(kinds))) or "0"
        where.add(f"a.trait IN (SELECT id FROM traits WHERE {any_of})")
        where.mark.append(any_of)
    if text:
        _add_text(where, text)
    return _build(_ACTIVATIONS, "a.start", "a.id", where, cursors, limit, cursor, _activation)


def changes(
    cursors: Cursors,
    start: datetime | None,
    end: datetime | None,
    microphone_ids: Collection[str | None] | None,
    limit: int,
    cursor: str | None,
) -> Query[ChangeRecord]:
    """Check and build a query for changes; None among the microphone ids stands for the home's own.

    Raises InvalidQuery, InvalidCursor.
    """
    where = _Where(mark=["changes"]).span("c.at", start, end)
    if microphone_ids is not None:
        ids = _ids(microphone_ids)
        home = None in microphone_ids
        where.add(
            "(c.microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(?)))"
            f"{' OR c.microphone IS NULL' if home else ''})",
            json.dumps(ids),
        )
        where.mark += [ids, home]
    return _build(_CHANGES, "c.at", "c.id", where, cursors, limit, cursor, _change)


def _build[T](
    select: str,
    moment: str,
    row: str,
    where: _Where,
    cursors: Cursors,
    limit: int,
    cursor: str | None,
    decode: Callable[[Sequence[Any]], T],
) -> Query[T]:
    if cursor is not None:
        last_moment, last_row = cursors.take(cursor, where.mark)
        # The first term is what the index can seek to; the second alone would be tried row by row.
        where.add(f"{moment} <= ? AND ({moment}, {row}) < (?, ?)", last_moment, last_moment, last_row)
    sql = f"{select} WHERE {' AND '.join(where.terms)} ORDER BY {moment} DESC, {row} DESC LIMIT ?"
    return Query(sql, (*where.values, _limit(limit) + 1), limit, where.mark, decode, cursors)


def _add_text(where: _Where, text: str) -> None:
    """Narrow to activations whose words or wake phrase hold the text, whatever its case."""
    text = clean(text, MAX_TEXT + 1)
    if len(text) > MAX_TEXT:
        raise InvalidQuery("text", f"is longer than {MAX_TEXT} characters")
    # LIKE folds the case of ASCII alone. Any other character is a wildcard to it, and the few rows that are left are
    # looked at again with the case rules of Unicode.
    pattern = "".join("\\" + each if each in "\\%_" else each if each.isascii() else "_" for each in text)
    exact = "" if text.isascii() else " AND holds({0}, ?)"
    needle = () if text.isascii() else (text.casefold(),)
    term = f"{{0}} LIKE ? ESCAPE '\\'{exact}"
    where.add(
        f"(({term.format('a.transcript')}) OR ({term.format('a.reply')})"
        f" OR a.trait IN (SELECT id FROM traits WHERE {term.format('wake_phrase')}))",
        *(f"%{pattern}%", *needle) * 3,
    )
    where.mark.append(text)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, and from when; None where there is nothing or it cannot be read."""

    activations: int | None
    changes: int | None
    oldest: datetime | None
    newest: datetime | None


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


def _activation(row: Sequence[Any]) -> ActivationRecord:
    return ActivationRecord(
        id=row[0],
        start=from_milliseconds(row[1]),
        end=from_milliseconds(row[1] + row[2]),
        microphone_id=row[3],
        kind=row[4],
        outcome=row[5],
        started_by=row[6],
        misfire=bool(row[7]),
        misfire_reason=row[8],
        while_muted=bool(row[9]),
        wake_phrase=row[10],
        home_count=row[11],
        decision=row[12],
        transcript=row[13],
        reply=row[14],
    )


def _change(row: Sequence[Any]) -> ChangeRecord:
    return ChangeRecord(
        id=row[0],
        at=from_milliseconds(row[1]),
        microphone_id=row[2],
        status=row[3],
        cause=row[4],
        detail=row[5],
    )
