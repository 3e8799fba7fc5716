"""Erasing by a person's wish: from the log, and of the recorder's history what it can erase."""

import asyncio
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.recorder import DATA_INSTANCE
from homeassistant.helpers.typing import VolDictType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .const import DOMAIN
from .data import EarshotConfigEntry
from .errors import invalid
from .journal import Cause
from .log.errors import LogError

ATTR_INCLUDE_HISTORY: Final = "include_history"
HISTORY_FIELD: Final[VolDictType] = {vol.Optional(ATTR_INCLUDE_HISTORY, default=True): cv.boolean}


async def async_purge(
    hass: HomeAssistant,
    entry: EarshotConfigEntry,
    user: User | None,
    microphone_ids: Collection[str] | None,
    span: tuple[datetime | None, datetime | None],
    *,
    include_history: bool,
) -> dict[str, Any]:
    """Erase a span of these microphones, or with None of everything; return how many `rows` and whether the `history`.

    The recorder erases its history up to an instant and not from one on. Raises ServiceValidationError where that is what
    it would have to do, with nothing changed; HomeAssistantError where the log could not be erased.
    """
    start, end = span
    include_history = include_history and DATA_INSTANCE in hass.data
    if include_history and start is not None:
        raise invalid(ATTR_INCLUDE_HISTORY, "history_from_start")
    rows = await _async_purge_log(entry, microphone_ids, start, end)
    if include_history:
        _async_purge_history(hass, entry, microphone_ids, end)
    _tell(entry, user, microphone_ids, span, rows)
    return {"rows": rows, "history": include_history}


async def _async_purge_log(
    entry: EarshotConfigEntry, microphone_ids: Collection[str] | None, start: datetime | None, end: datetime | None
) -> int:
    if (log := entry.runtime_data.log.store) is None:
        return 0
    meant = (None,) if microphone_ids is None else microphone_ids
    try:
        return sum(await asyncio.gather(*(asyncio.wrap_future(log.purge(start, end, each)) for each in meant)))
    except LogError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_not_erased") from err


@callback
def _async_purge_history(
    hass: HomeAssistant, entry: EarshotConfigEntry, microphone_ids: Collection[str] | None, end: datetime | None
) -> None:
    """Have the recorder erase the states of Earshot's entities; it does so when it comes to it.

    Its statistics are erased where no end is given: they are kept by the hour, and have no other way to go than whole.
    """
    # Not before it is needed: Earshot starts where there is no recorder too.
    from homeassistant.components.recorder.tasks import PurgeEntitiesTask

    entity_ids = {
        entity.entity_id
        for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if microphone_ids is None or entity.config_subentry_id in microphone_ids
    }
    recorder = hass.data[DATA_INSTANCE]
    recorder.queue_task(PurgeEntitiesTask(entity_ids.__contains__, end or dt_util.utcnow()))
    if end is None:
        recorder.async_clear_statistics(sorted(entity_ids))


def _tell(
    entry: EarshotConfigEntry,
    user: User | None,
    microphone_ids: Collection[str] | None,
    span: tuple[datetime | None, datetime | None],
    rows: int,
) -> None:
    """Leave in the mute history that something was erased: evidence with a hole says so."""
    start, end = span
    detail = {
        "rows": rows,
        "start": None if start is None else start.isoformat(),
        "end": None if end is None else end.isoformat(),
        "user": None if user is None else user.id,
    }
    told = {key: value for key, value in detail.items() if value is not None}
    for microphone_id in (None,) if microphone_ids is None else microphone_ids:
        entry.runtime_data.household.journal.change(microphone_id, None, Cause.PURGE, told)
