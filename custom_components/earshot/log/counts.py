"""Counts per day: one scan of an index, which has all that is counted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
import json
from typing import NamedTuple

from .errors import InvalidQuery
from .flags import CAPTURE, MISFIRE, WHILE_MUTED, code_of, parted
from .query import ids_as_json
from .reading import Reading
from .records import to_milliseconds

# Ten years, which is the longest retention.
MAX_DAYS = 3_660
# No local day is longer, wherever its clocks are changed; it bounds what is counted at once.
_LONGEST_DAY = 48 * 60 * 60 * 1000

# SQLite would sort the rows of a day to group them, which takes three times as long as telling them one by one. A row is
# told as one character, and all days by one statement: each of them would cost what a hundred rows cost.
_DAYS = f"""
    WITH days (low, high) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(:days))
    SELECT (
        SELECT group_concat({code_of()}, '') FROM activations WHERE start >= low AND start < high{{only}})
    FROM days
"""  # noqa: S608 - made of constants
_OF_MICROPHONES = """
    AND microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids)))
"""


class DayCounts(NamedTuple):
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
    told = connection.execute(sql, {"days": days, "ids": ids}).fetchall()
    return tuple(_by_microphone(connection, codes) if codes else {} for (codes,) in told)


def _by_microphone(connection: Reading, codes: str) -> Mapping[str, DayCounts]:
    day = dict[int, list[int]]()
    for code in set(codes):
        # Faster, for the few that there are, than counting all at once.
        count = codes.count(code)
        microphone, flags = parted(code)
        row = day.setdefault(microphone, [0, 0, 0, 0])
        row[1 if flags & CAPTURE else 0] += count
        if flags & MISFIRE:
            row[2] += count
        if flags & WHILE_MUTED:
            row[3] += count
    return {connection.microphones[microphone]: DayCounts(*row) for microphone, row in day.items()}
