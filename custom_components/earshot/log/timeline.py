"""A span of time as it was: the status of each microphone all through it, and its activations."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
import json
from typing import Any, NamedTuple

from .errors import InvalidQuery
from .flags import FLAGS
from .query import Span, Value, activation_records, change_records, ids_as_json
from .reading import Reading
from .records import ActivationRecord, ChangeRecord, from_milliseconds, to_milliseconds

MAX_ROWS = 20_000

# What is heard against a mute is a mark; the other violations last until that is over, or a mute holds.
_VIOLATION, _LASTING, _FAILURE = "violation", ("live", "streaming"), "failure"
_HELD = {"muted", "paused", "blocked"}

# Causes of the home's own changes after which nothing is known until a microphone's next change.
_BLANKS = {"gap", "stopped"}
_UNKNOWN = "unknown"
# How far before the span an activation may have begun that reaches into it.
_REACH = 24 * 60 * 60 * 1000

_OF_MICROPHONES = """
    (:ids IS NULL OR +{table}.microphone IN (
        SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids))))
"""
_ROWS = f"""
    SELECT a.id, a.start, a.microphone, a.trait, a.duration{{words}} FROM activations a
    WHERE a.start >= :low - {_REACH} AND a.start < :high AND (a.start >= :low OR a.start + a.duration > :low)
    AND {_OF_MICROPHONES.format(table="a")} ORDER BY a.start DESC LIMIT :rows + 0
"""  # noqa: S608 - made of constants
_ACTIVATIONS = _ROWS.format(words=", a.transcript, a.reply")
_MARKS = _ROWS.format(words="")
_CHANGES = f"""
    SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM changes c WHERE c.at >= :low AND c.at < :high
    AND (+c.microphone IS NULL OR {_OF_MICROPHONES.format(table="c")}) ORDER BY c.at DESC, c.id DESC LIMIT :rows + 0
"""  # noqa: S608 - made of constants
# The last change of each microphone that told its status, with one seek for each, and the last of the home after which
# nothing was known.
_BEFORE = """
    SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM microphones m JOIN changes c ON c.id = (
        SELECT b.id FROM changes b WHERE b.microphone = m.id AND b.at < :low
        AND b.turn IN (SELECT id FROM turns WHERE status IS NOT NULL) ORDER BY b.at DESC, b.id DESC LIMIT 1)
    WHERE (:ids IS NULL OR m.key IN (SELECT value FROM json_each(:ids)))
    UNION ALL SELECT * FROM (
        SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM changes c WHERE c.microphone IS NULL AND c.at < :low
        AND c.turn IN (SELECT id FROM turns WHERE cause IN ('gap', 'stopped')) ORDER BY c.at DESC LIMIT 1)
"""
# Of a gap is only told when it is over.
_GAP_AFTER = """
    SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM changes c WHERE c.microphone IS NULL AND c.at >= :high
    AND c.turn IN (SELECT id FROM turns WHERE cause = 'gap') ORDER BY c.at LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """From `start` to `end` (excluded) a microphone had this status; None: nobody knows."""

    start: datetime
    end: datetime
    status: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was from `start` to `end`, oldest first. `start` is later than asked for where there was more than could be told.

    `activations` are those that began in it or reach into it. `changes` are of its microphones and of the home.
    """

    start: datetime
    end: datetime
    spans: Mapping[str, tuple[StatusSpan, ...]]
    changes: tuple[ChangeRecord, ...]
    activations: tuple[ActivationRecord, ...]

    def time_by_status(self, microphone_id: str) -> dict[str | None, timedelta]:
        """Return how long a microphone had each status."""
        times = dict[str | None, timedelta]()
        for span in self.spans.get(microphone_id, ()):
            times[span.status] = times.get(span.status, timedelta()) + (span.end - span.start)
        return times

    def time_by_kind(self) -> dict[str, dict[str, timedelta]]:
        """Return how long activations of each kind lasted, by microphone, as far as they lie in the timeline."""
        times = dict[str, dict[str, timedelta]]()
        for each in self.activations:
            of_microphone = times.setdefault(each.microphone_id, {})
            lasted = min(each.end, self.end) - max(each.start, self.start)
            of_microphone[each.kind] = of_microphone.get(each.kind, timedelta()) + lasted
        return times


type Mark = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class MarkedTimeline:
    """The same in the least that draws it, by microphone, with instants in milliseconds.

    A mark is an activation's id, start, end and flags, as `flags` has them. `violations` are those that last, by start and end.
    """

    start: datetime
    end: datetime
    spans: Mapping[str, tuple[StatusSpan, ...]]
    marks: Mapping[str, list[Mark]]
    violations: Mapping[str, list[tuple[int, int]]]


def timeline(
    start: datetime, end: datetime, microphone_ids: Collection[str] | None, limit: int
) -> Callable[[Reading], Timeline]:
    """Check and build the query. Raises InvalidQuery."""
    values = _checked(start, end, microphone_ids, limit)

    def read(connection: Reading) -> Timeline:
        past = _read(connection, values, limit, words=True)
        activations = activation_records(connection, past.activations)
        return Timeline(past.start, past.end, past.spans, tuple(past.changes), tuple(activations))

    return read


def marked_timeline(
    start: datetime, end: datetime, microphone_ids: Collection[str] | None, limit: int
) -> Callable[[Reading], MarkedTimeline]:
    """Check and build the query without words. Raises InvalidQuery."""
    values = _checked(start, end, microphone_ids, limit)

    def read(connection: Reading) -> MarkedTimeline:
        past = _read(connection, values, limit, words=False)
        marks = _marks(connection, past.activations)
        return MarkedTimeline(past.start, past.end, past.spans, marks, _violations(past.changes, past.end))

    return read


def _checked(start: datetime, end: datetime, microphone_ids: Collection[str] | None, limit: int) -> Mapping[str, Value]:
    span = Span.checked(start, end)
    if span.low == span.high:
        raise InvalidQuery("end", "is the start")
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_ROWS:
        raise InvalidQuery("limit", f"must be from 1 to {MAX_ROWS}")
    return {"low": span.low, "high": span.high, "ids": ids_as_json(microphone_ids), "rows": limit + 1}


class _Past(NamedTuple):
    """What was read: changes as records, activations as rows, oldest first."""

    start: datetime
    end: datetime
    spans: Mapping[str, tuple[StatusSpan, ...]]
    changes: list[ChangeRecord]
    activations: Iterator[Sequence[Any]]


def _read(connection: Reading, values: Mapping[str, Value], limit: int, *, words: bool) -> _Past:
    activations = connection.execute(_ACTIVATIONS if words else _MARKS, values).fetchall()
    changes = connection.execute(_CHANGES, values).fetchall()
    low, high = int(values["low"] or 0), int(values["high"] or 0)
    # What does not fit is the oldest. The moment of the first row that does not is told in part, so that it goes too.
    low = max([low, *(rows[limit][1] + 1 for rows in (activations, changes) if len(rows) > limit)])
    values = {**values, "low": low}
    start, end = from_milliseconds(low), from_milliseconds(high)
    told = change_records(connection, (row for row in reversed(changes) if row[1] >= low))
    before, after = _all(connection, _BEFORE, values), _all(connection, _GAP_AFTER, values)
    return _Past(
        start,
        end,
        _spans(start, end, sorted(before, key=lambda each: each.at), [*told, *after]),
        told,
        (row for row in reversed(activations) if row[1] >= low or row[1] + row[4] > low),
    )


def _marks(connection: Reading, rows: Iterable[Sequence[Any]]) -> dict[str, list[Mark]]:
    marks = dict[str, list[Mark]]()
    microphones = connection.microphones
    for number, start, microphone, trait, duration in rows:
        marks.setdefault(microphones[microphone], []).append((number, start, start + duration, trait % FLAGS))
    return marks


def _violations(changes: Iterable[ChangeRecord], end: datetime) -> dict[str, list[tuple[int, int]]]:
    """Return from when until when each microphone's mute did not hold."""
    since = dict[str, datetime]()
    spans = dict[str, list[tuple[int, int]]]()

    def close(microphone_id: str, at: datetime) -> None:
        if (start := since.pop(microphone_id, None)) is not None:
            spans.setdefault(microphone_id, []).append((to_milliseconds(start), to_milliseconds(max(start, at))))

    for each in changes:
        if each.microphone_id is None:
            if each.cause in _BLANKS:
                for microphone_id in tuple(since):
                    close(microphone_id, _last_sign(each))
        elif each.cause == _VIOLATION:
            if _detail(each).get("kind") in _LASTING:
                since.setdefault(each.microphone_id, each.at)
        elif each.status in _HELD or (each.cause == _FAILURE and _detail(each).get("over")):
            close(each.microphone_id, each.at)
    for microphone_id in tuple(since):
        close(microphone_id, end)
    return spans


def _all(connection: Reading, sql: str, values: Mapping[str, Value]) -> list[ChangeRecord]:
    return change_records(connection, connection.execute(sql, values).fetchall())


def _spans(
    start: datetime, end: datetime, before: Iterable[ChangeRecord], changes: Iterable[ChangeRecord]
) -> dict[str, tuple[StatusSpan, ...]]:
    """Fold changes, oldest first, into what each microphone's status was all through the span."""
    edges = dict[str, list[tuple[datetime, str | None]]]()
    for each in before:
        if each.microphone_id is not None:
            edges[each.microphone_id] = [(start, each.status)]
        else:
            for known in edges.values():
                known[-1] = (start, None)
    seen = start
    for each in changes:
        if each.microphone_id is not None:
            if each.status is not None:
                edges.setdefault(each.microphone_id, [(start, None)]).append((each.at, each.status))
        elif each.cause in _BLANKS:
            for known in edges.values():
                known.append((max(seen, _last_sign(each)), None))
        seen = max(seen, each.at)
    return {microphone_id: _joined(known, end) for microphone_id, known in edges.items()}


def _last_sign(blank: ChangeRecord) -> datetime:
    """Return until when something was known before a stop, or before the gap that this change ends."""
    try:
        return datetime.fromisoformat(_detail(blank)["last_saved"]).astimezone(UTC)
    except KeyError, TypeError, ValueError, OverflowError:
        return blank.at


def _detail(change: ChangeRecord) -> Mapping[str, Any]:
    """Return a change's detail; nothing where it is none that Earshot wrote."""
    try:
        detail = json.loads(change.detail or "{}")
    except ValueError, RecursionError:
        return {}
    return detail if isinstance(detail, dict) else {}


def _joined(edges: Iterable[tuple[datetime, str | None]], end: datetime) -> tuple[StatusSpan, ...]:
    """Return spans from each edge to the next; the same status twice is one span."""
    spans = list[StatusSpan]()
    for (since, status), (until, _) in pairwise([*edges, (end, None)]):
        status = None if status == _UNKNOWN else status
        until = min(until, end)
        if spans and spans[-1].status == status:
            since = spans.pop().start
        if since < until:
            spans.append(StatusSpan(since, until, status))
    return tuple(spans)
