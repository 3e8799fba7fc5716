"""Erasing by a person's wish: from the log, and of the recorder's history what it can erase."""

import asyncio
from collections.abc import Collection, Iterable
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
from .log.errors import LogError, LogProblem

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
    it would have to do, with nothing changed; HomeAssistantError where not all of the log could be erased.
    """
    start, end = span
    include_history = include_history and DATA_INSTANCE in hass.data
    if include_history and start is not None:
        raise invalid(ATTR_INCLUDE_HISTORY, "history_from_start")
    rows = 0
    if (log := entry.runtime_data.log.store) is not None:
        meant = (None,) if microphone_ids is None else tuple(microphone_ids)
        erasures = (asyncio.wrap_future(log.purge(start, end, each)) for each in meant)
        # Waits for each, so that what was erased is told also where another could not be.
        outcomes = await asyncio.gather(*erasures, return_exceptions=True)
        for microphone_id, outcome in zip(meant, outcomes, strict=True):
            _tell(entry, user, microphone_id, span, outcome)
        _raise_first(outcomes)
        rows = sum(outcome for outcome in outcomes if isinstance(outcome, int))
    if include_history:
        _async_purge_history(hass, entry, microphone_ids, end)
    return {"rows": rows, "history": include_history}


def _raise_first(outcomes: Iterable[int | BaseException]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, LogError):
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_not_erased") from outcome
        if isinstance(outcome, BaseException):
            raise outcome


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
    if microphone_ids is None:
        entity_ids |= _removed(hass)
    recorder = hass.data[DATA_INSTANCE]
    recorder.queue_task(PurgeEntitiesTask(entity_ids.__contains__, end or dt_util.utcnow()))
    if end is None:
        recorder.async_clear_statistics(sorted(entity_ids))


def _removed(hass: HomeAssistant) -> set[str]:
    """Return the entity ids of microphones and rules that are gone, as far as Home Assistant remembers them and nothing else has them now."""
    registry = er.async_get(hass)
    return {
        entity.entity_id
        for entity in registry.deleted_entities.values()
        if entity.platform == DOMAIN
        and registry.async_get(entity.entity_id) is None
        and hass.states.get(entity.entity_id) is None
    }


def _tell(
    entry: EarshotConfigEntry,
    user: User | None,
    microphone_id: str | None,
    span: tuple[datetime | None, datetime | None],
    outcome: int | BaseException,
) -> None:
    """Leave in the mute history that something was erased: evidence with a hole says so, also where its bytes are still to go."""
    gone = isinstance(outcome, LogError) and outcome.problem is LogProblem.NOT_ERASED
    if not isinstance(outcome, int) and not gone:
        return
    start, end = span
    detail = {
        "rows": outcome if isinstance(outcome, int) else None,
        "start": None if start is None else start.isoformat(),
        "end": None if end is None else end.isoformat(),
        "user": None if user is None else user.id,
    }
    told = {key: value for key, value in detail.items() if value is not None}
    entry.runtime_data.household.journal.change(microphone_id, None, Cause.PURGE, told)
