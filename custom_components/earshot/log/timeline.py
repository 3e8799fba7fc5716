"""A span of time as it was: the status of each microphone all through it, and its activations."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
import json

from .errors import InvalidQuery
from .query import Span, Value, activation_records, change_records, ids_as_json
from .reading import Reading
from .records import ActivationRecord, ChangeRecord, from_milliseconds

MAX_ROWS = 20_000

# Causes of the home's own changes after which nothing is known until a microphone's next change.
_BLANKS = {"gap", "stopped"}
_UNKNOWN = "unknown"
# How far before the span an activation may have begun that reaches into it.
_REACH = 24 * 60 * 60 * 1000

_OF_MICROPHONES = """
    (:ids IS NULL OR +{table}.microphone IN (
        SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids))))
"""
_ACTIVATIONS = f"""
    SELECT a.id, a.start, a.microphone, a.trait, a.duration, a.transcript, a.reply FROM activations a
    WHERE a.start >= :low - {_REACH} AND a.start < :high AND (a.start >= :low OR a.start + a.duration > :low)
    AND {_OF_MICROPHONES.format(table="a")} ORDER BY a.start DESC LIMIT :rows
"""  # noqa: S608 - made of constants
_CHANGES = f"""
    SELECT c.id, c.at, c.microphone, c.turn, c.detail FROM changes c WHERE c.at >= :low AND c.at < :high
    AND (+c.microphone IS NULL OR {_OF_MICROPHONES.format(table="c")}) ORDER BY c.at DESC, c.id DESC LIMIT :rows
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

    def captured(self, microphone_id: str, kind: str) -> timedelta:
        """Return how long activations of a kind lasted, as far as they lie in the timeline."""
        return sum(
            (
                min(each.end, self.end) - max(each.start, self.start)
                for each in self.activations
                if each.microphone_id == microphone_id and each.kind == kind
            ),
            timedelta(),
        )


def timeline(
    start: datetime, end: datetime, microphone_ids: Collection[str] | None, limit: int
) -> Callable[[Reading], Timeline]:
    """Check and build the query. Raises InvalidQuery."""
    span = Span.checked(start, end)
    if span.low == span.high:
        raise InvalidQuery("end", "is the start")
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= MAX_ROWS:
        raise InvalidQuery("limit", f"must be from 1 to {MAX_ROWS}")
    values: dict[str, Value] = {
        "low": span.low,
        "high": span.high,
        "ids": ids_as_json(microphone_ids),
        "rows": limit + 1,
    }
    return lambda connection: _read(connection, values, limit)


def _read(connection: Reading, values: dict[str, Value], limit: int) -> Timeline:
    activations = connection.execute(_ACTIVATIONS, values).fetchall()
    changes = connection.execute(_CHANGES, values).fetchall()
    low, high = int(values["low"] or 0), int(values["high"] or 0)
    # What does not fit is the oldest. The moment of the first row that does not is told in part, so that it goes too.
    low = max([low, *(rows[limit][1] + 1 for rows in (activations, changes) if len(rows) > limit)])
    values = values | {"low": low}
    start, end = from_milliseconds(low), from_milliseconds(high)
    told = change_records(connection, (row for row in reversed(changes) if row[1] >= low))
    before, after = _all(connection, _BEFORE, values), _all(connection, _GAP_AFTER, values)
    return Timeline(
        start,
        end,
        _spans(start, end, sorted(before, key=lambda each: each.at), [*told, *after]),
        tuple(told),
        tuple(
            activation_records(
                connection, (row for row in reversed(activations) if row[1] >= low or row[1] + row[4] > low)
            )
        ),
    )


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
        return datetime.fromisoformat(json.loads(blank.detail or "{}")["last_saved"]).astimezone(UTC)
    except KeyError, TypeError, ValueError, OverflowError:
        return blank.at


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
