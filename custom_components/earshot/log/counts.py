"""Counts per day: one scan of an index, which has all that is counted."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from .errors import InvalidQuery
from .query import ids_as_json
from .reading import Reading
from .records import to_milliseconds

# Ten years, which is the longest retention.
MAX_DAYS = 3_660
# No local day is longer, wherever its clocks are changed; it bounds what is counted at once.
_LONGEST_DAY = 48 * 60 * 60 * 1000

# SQLite would sort the rows of a day to group them, which takes three times as long as telling them one by one.
_DAY = """
    SELECT group_concat(microphone || ' ' || trait, ',') FROM activations WHERE start >= :low AND start < :high
    AND (:ids IS NULL OR microphone IN (SELECT id FROM microphones WHERE key IN (SELECT value FROM json_each(:ids))))
"""


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
    return lambda connection: tuple(_day(connection, start, end, ids) for start, end in days)


def _day(connection: Reading, start: int, end: int, ids: str | None) -> Mapping[str, DayCounts]:
    (told,) = connection.execute(_DAY, {"low": start, "high": end, "ids": ids}).fetchone()
    counts = dict[str, Counter[str]]()
    for both, count in Counter((told or "").split(",")).items() if told else ():
        microphone, trait = map(int, both.split())
        kind, _, _, misfire, _, _, while_muted, *_ = connection.trait(trait)
        counter = counts.setdefault(connection.microphone(microphone), Counter())
        counter["captures" if kind == "capture" else "activations"] += count
        counter["misfires"] += count * misfire
        counter["while_muted"] += count * while_muted
    return {microphone: DayCounts(**counter) for microphone, counter in counts.items()}
