"""Counts per day: one scan of an index, which has all that is counted."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
import json

from .errors import InvalidQuery
from .query import ids_as_json
from .reading import Reading
from .records import to_milliseconds

# Ten years, which is the longest retention.
MAX_DAYS = 3_660
# No local day is longer, wherever its clocks are changed; it bounds what is counted at once.
_LONGEST_DAY = 48 * 60 * 60 * 1000

# SQLite would sort the rows of a day to group them, which takes three times as long as telling them one by one. A row is
# told as one number, and all days by one statement: each of them would cost what a hundred rows cost.
_DAYS = """
    WITH days (low, high) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:days))
    SELECT (
        SELECT group_concat(microphone * :traits + trait) FROM activations WHERE start >= low AND start < high{only})
    FROM days
"""
_OF_MICROPHONES = """
    AND microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids)))
"""
_TRAITS = "SELECT coalesce(max(id), 0) + 1 FROM traits"

# What else an activation was, beside its microphone's number.
_CAPTURE, _MISFIRE, _WHILE_MUTED = 1, 2, 4
_SHIFT = 3


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What one microphone did on one day. Each activation is either of `activations` or of `captures`."""

    activations: int = 0
    captures: int = 0
    misfires: int = 0
    while_muted: int = 0


type Days = tuple[Mapping[str, DayCounts], ...]


def day_counts(midnights: Sequence[datetime], microphone_ids: Collection[str] | None) -> Callable[[Reading], Days]:
    """Check and build the query: for each day, from one of these instants to the next, the counts of each microphone.

    A microphone without an activation on a day is not there. Raises InvalidQuery.
    """
    ids = ids_as_json(microphone_ids)
    try:
        instants = [to_milliseconds(midnight) for midnight in midnights]
    except ValueError as error:
        raise InvalidQuery("midnights", str(error)) from error
    days = list(pairwise(instants))
    if not 1 <= len(days) <= MAX_DAYS:
        raise InvalidQuery("midnights", f"must bound 1 to {MAX_DAYS} days")
    if not all(0 < end - start <= _LONGEST_DAY for start, end in days):
        raise InvalidQuery("midnights", "must be in order and less than two days apart")
    sql = _DAYS.format(only="" if ids is None else _OF_MICROPHONES)
    return lambda connection: _count(connection, sql, json.dumps(days), ids)


def _count(connection: Reading, sql: str, days: str, ids: str | None) -> Days:
    (traits,) = connection.execute(_TRAITS).fetchone()
    codes = _Codes(connection, traits)
    counted = []
    for (told,) in connection.execute(sql, {"traits": traits, "days": days, "ids": ids}).fetchall():
        counts = Counter(map(codes.__getitem__, told.split(","))) if told else {}
        counted.append(_by_microphone(connection, counts))
    return tuple(counted)


class _Codes(dict[str, int]):
    """What counts of an activation, by the number that it is told as: its microphone's number and the flags, in one."""

    def __init__(self, connection: Reading, traits: int) -> None:
        """Begin with nothing in mind; `traits` is the factor that makes one number of two."""
        super().__init__()
        self._connection = connection
        self._traits = traits

    def __missing__(self, told: str) -> int:
        """Look at the trait."""
        microphone, trait = divmod(int(told), self._traits)
        kind, _, _, misfire, _, _, while_muted, *_ = self._connection.traits[trait]
        flags = (kind == "capture") * _CAPTURE | misfire * _MISFIRE | while_muted * _WHILE_MUTED
        code = self[told] = microphone << _SHIFT | flags
        return code


def _by_microphone(connection: Reading, counts: Mapping[int, int]) -> Mapping[str, DayCounts]:
    day = dict[int, list[int]]()
    for code, count in counts.items():
        row = day.setdefault(code >> _SHIFT, [0, 0, 0, 0])
        row[1 if code & _CAPTURE else 0] += count
        if code & _MISFIRE:
            row[2] += count
        if code & _WHILE_MUTED:
            row[3] += count
    return {connection.microphones[microphone]: DayCounts(*row) for microphone, row in day.items()}
