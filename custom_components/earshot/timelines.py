"""A span of time for people: what microphones were, what they heard, and what is coming."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from typing import Any, Final

from homeassistant.util import dt as dt_util

from .activations import activation_as_data, microphone_names
from .data import EarshotConfigEntry
from .errors import invalid
from .explain import explain
from .household import Household
from .journal import UNKNOWN_STATUS
from .log.counts import MAX_DAYS
from .log.records import ChangeRecord, to_milliseconds
from .log.store import LogStore
from .log.timeline import StatusSpan, Timeline
from .log_reading import async_read
from .rights import LogAccess
from .spans import ATTR_END, ATTR_START, bounded, instant

ATTR_FIRST_DAY: Final = "first_day"
ATTR_LAST_DAY: Final = "last_day"

# The log knows no shorter span; a page asks from its last moment on, and that may be the present one.
_SHORTEST: Final = timedelta(milliseconds=1)


async def async_timeline(entry: EarshotConfigEntry, access: LogAccess, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was from `start` to `end`, 31 days at most, and what of it is still to come, oldest first.

    `since` is later than `start` where there was more than could be told. Raises ServiceValidationError for a span that is
    none, HomeAssistantError where the log cannot be read.
    """
    start, end, now = _bounds(data)
    household = entry.runtime_data.household
    past = await _async_past(entry, access, (start, min(end, now)), LogStore.timeline)
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "since": (start if past is None else past.start).isoformat(),
        "microphones": _microphones(household, access, past, (max(start, now), end)),
        "changes": [] if past is None else [_change(each) for each in past.changes],
        "activations": []
        if past is None
        else [activation_as_data(microphone_names(household), each, words=access.words) for each in past.activations],
    }


async def async_marked_timeline(
    entry: EarshotConfigEntry, access: LogAccess, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the same span as little as a card needs to draw it: lists in place of objects, milliseconds in place of texts.

    Raises what `async_timeline` raises.
    """
    start, end, now = _bounds(data)
    household = entry.runtime_data.household
    past = await _async_past(entry, access, (start, min(end, now)), LogStore.marked_timeline)
    future = max(start, now), end
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "since": (start if past is None else past.start).isoformat(),
        "microphones": [
            _named(household, id_)
            | {
                "spans": [] if past is None else [_short(span) for span in past.spans.get(id_, ())],
                "marks": [] if past is None else past.marks.get(id_, []),
                "violations": [] if past is None else past.violations.get(id_, []),
                "coming": _coming(household, id_, future),
            }
            for id_ in _ids(household, access, () if past is None else (*past.spans, *past.marks))
        ],
    }


async def async_day_counts(
    entry: EarshotConfigEntry, access: LogAccess, first: date, last: date
) -> list[dict[str, Any]]:
    """Return how often each microphone heard something on each local day from `first` to `last`; days without are left out.

    Raises ServiceValidationError for a span that is none, HomeAssistantError where the log cannot be read.
    """
    if last < first:
        raise invalid(ATTR_LAST_DAY, "end_before_start")
    if (last - first).days >= MAX_DAYS:
        raise invalid(ATTR_LAST_DAY, "too_many_days")
    if (log := entry.runtime_data.log.store) is None:
        return []
    try:
        days = [first + timedelta(days=number) for number in range((last - first).days + 2)]
        # A day that a home's zone has left out has no length.
        midnights = dict(zip((dt_util.as_utc(dt_util.start_of_local_day(day)) for day in days), days, strict=True))
    except OverflowError as err:
        raise invalid(ATTR_LAST_DAY, "instant_out_of_range") from err
    if len(midnights) == 1:
        return []
    counted = await async_read(log, lambda log: log.day_counts(list(midnights), microphone_ids=access.microphone_ids))
    return [
        {
            "date": day.isoformat(),
            "microphones": [
                _named(entry.runtime_data.household, microphone_id) | counts._asdict()
                for microphone_id, counts in of_day.items()
            ],
        }
        for day, of_day in zip(midnights.values(), counted, strict=False)
        if of_day
    ]


def _bounds(data: Mapping[str, Any]) -> tuple[datetime, datetime, datetime]:
    """Return the span that is asked for, and the present."""
    start, end = instant(data, ATTR_START), instant(data, ATTR_END)
    assert start is not None and end is not None
    return *bounded(start, end), dt_util.utcnow()


async def _async_past[T](
    entry: EarshotConfigEntry,
    access: LogAccess,
    span: tuple[datetime, datetime],
    read: Callable[..., Future[T]],
) -> T | None:
    """Return what the log knows of a span; None where none is kept, and of what has not begun."""
    start, end = span
    if (log := entry.runtime_data.log.store) is None or end - start < _SHORTEST:
        return None
    return await async_read(log, lambda log: read(log, start, end, microphone_ids=access.microphone_ids))


def _microphones(
    household: Household, access: LogAccess, past: Timeline | None, future: tuple[datetime, datetime]
) -> list[dict[str, Any]]:
    known = {} if past is None else past.spans
    heard = {} if past is None else past.time_by_kind()
    return [
        _named(household, id_)
        | {
            "spans": [_span(span) for span in known.get(id_, ())],
            "seconds": {} if past is None else _seconds(past.time_by_status(id_)),
            "heard_seconds": _seconds(heard.get(id_, {})),
            "coming": _coming(household, id_, future),
        }
        for id_ in _ids(household, access, known)
    ]


def _seconds(times: Mapping[str, timedelta] | Mapping[str | None, timedelta]) -> dict[str, float]:
    return {key or UNKNOWN_STATUS: round(time.total_seconds(), 3) for key, time in times.items()}


def _ids(household: Household, access: LogAccess, known: Iterable[str]) -> Iterable[str]:
    """Return the ids of the microphones that are there now, then of those that the log alone still knows."""
    ids = access.microphone_ids if access.microphone_ids is not None else [*household.microphones, *known]
    return dict.fromkeys(ids)


def _named(household: Household, id_: str) -> dict[str, Any]:
    microphone = household.microphones.get(id_)
    return {"microphone_id": id_, "microphone": None if microphone is None else microphone.config.name}


def _coming(household: Household, id_: str, future: tuple[datetime, datetime]) -> Any:
    """Return what will be decided for a microphone; nothing for one that is gone, and for a span that is over."""
    microphone, (start, end) = household.microphones.get(id_), future
    if microphone is None or start >= end:
        return []
    try:
        return explain(household, microphone, start, end)["coming"]
    except OverflowError as err:
        # Rules look some days around: at either end of the calendar there are none.
        raise invalid(ATTR_END, "instant_out_of_range") from err


def _span(span: StatusSpan) -> dict[str, Any]:
    return {"start": span.start.isoformat(), "end": span.end.isoformat(), "status": span.status}


def _short(span: StatusSpan) -> tuple[int, int, str | None]:
    return to_milliseconds(span.start), to_milliseconds(span.end), span.status


def _change(change: ChangeRecord) -> dict[str, Any]:
    """Return a change without its detail, which names users."""
    return {
        "id": change.id,
        "at": change.at.isoformat(),
        "microphone_id": change.microphone_id,
        "status": change.status,
        "cause": change.cause,
    }
