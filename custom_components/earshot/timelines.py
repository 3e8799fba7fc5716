"""A span of time for people: what microphones were, what they heard, and what is coming."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .activations import activation_as_data, microphone_names
from .const import DOMAIN
from .data import EarshotConfigEntry
from .errors import invalid
from .explain import explain
from .household import Household
from .log.errors import LogError
from .log.records import ChangeRecord
from .log.timeline import StatusSpan, Timeline
from .rights import LogAccess
from .spans import ATTR_END, ATTR_START, bounded, instant


async def async_timeline(entry: EarshotConfigEntry, access: LogAccess, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was from `start` to `end`, 31 days at most, and what of it is still to come, oldest first.

    `since` is later than `start` where there was more than could be told. Raises ServiceValidationError for a span that is
    none, HomeAssistantError where the log cannot be read.
    """
    start, end, now = instant(data, ATTR_START), instant(data, ATTR_END), dt_util.utcnow()
    assert start is not None and end is not None
    start, end = bounded(start, end)
    household = entry.runtime_data.household
    past = await _async_past(entry, access, start, min(end, now)) if start < now else None
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


async def _async_past(entry: EarshotConfigEntry, access: LogAccess, start: datetime, end: datetime) -> Timeline | None:
    if (log := entry.runtime_data.log.store) is None:
        return None
    with suppress(LogError):
        await asyncio.wrap_future(log.flush())
    try:
        return await asyncio.wrap_future(log.timeline(start, end, microphone_ids=access.microphone_ids))
    except LogError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_unreadable") from err


def _microphones(
    household: Household, access: LogAccess, past: Timeline | None, future: tuple[datetime, datetime]
) -> list[dict[str, Any]]:
    """Return each microphone that is there now, then those that the log alone still knows."""
    known = {} if past is None else past.spans
    ids = access.microphone_ids if access.microphone_ids is not None else [*household.microphones, *known]
    return [_microphone(household, id_, known.get(id_, ()), future) for id_ in dict.fromkeys(ids)]


def _microphone(
    household: Household, id_: str, spans: tuple[StatusSpan, ...], future: tuple[datetime, datetime]
) -> dict[str, Any]:
    microphone, (start, end) = household.microphones.get(id_), future
    coming: Any = []
    if microphone is not None and start < end:
        try:
            coming = explain(household, microphone, start, end)["coming"]
        except OverflowError as err:
            # Rules look some days around: at either end of the calendar there are none.
            raise invalid(ATTR_END, "instant_out_of_range") from err
    return {
        "microphone_id": id_,
        "microphone": None if microphone is None else microphone.config.name,
        "spans": [
            {"start": each.start.isoformat(), "end": each.end.isoformat(), "status": each.status} for each in spans
        ],
        "coming": coming,
    }


def _change(change: ChangeRecord) -> dict[str, Any]:
    """Return a change without its detail, which names users."""
    return {
        "id": change.id,
        "at": change.at.isoformat(),
        "microphone_id": change.microphone_id,
        "status": change.status,
        "cause": change.cause,
    }
