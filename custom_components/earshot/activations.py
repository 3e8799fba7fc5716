"""Activations of the log, read and as data for people."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import VolDictType
import voluptuous as vol

from .data import EarshotConfigEntry
from .errors import invalid
from .household import Household
from .log.errors import InvalidCursor, SearchTooLong
from .log.query import MAX_LIMIT, MAX_TEXT
from .log.records import ActivationRecord
from .log_reading import async_read
from .rights import LogAccess

ATTR_CURSOR: Final = "cursor"
ATTR_LIMIT: Final = "limit"
ATTR_TEXT: Final = "text"

PAGE_FIELDS: Final[VolDictType] = {
    vol.Optional(ATTR_TEXT): vol.All(cv.string, vol.Length(min=1, max=MAX_TEXT)),
    vol.Optional(ATTR_LIMIT, default=50): vol.All(vol.Coerce(int), vol.Range(min=1, max=MAX_LIMIT)),
    vol.Optional(ATTR_CURSOR): vol.All(cv.string, vol.Length(max=200)),
}

NAMES_OF_WORDS: Final = ("wake_phrase", "transcript", "reply")
NAMES: Final = (
    "id",
    "microphone_id",
    "microphone",
    "start",
    "end",
    "duration",
    "kind",
    "outcome",
    "misfire",
    "misfire_reason",
    "corrected_from",
    "unusual",
    "while_muted",
    "started_by",
    "home_count",
    "decision",
)


def microphone_names(household: Household) -> dict[str, str]:
    """Return what the microphones are called now, by id."""
    return {id_: microphone.config.name for id_, microphone in household.microphones.items()}


def activation_as_data(names: Mapping[str, str], record: ActivationRecord, *, words: bool) -> dict[str, Any]:
    """Return one activation under NAMES; what was said and answered only where the reader may have words."""
    data: dict[str, Any] = {
        "id": record.id,
        "microphone_id": record.microphone_id,
        "microphone": names.get(record.microphone_id),
        "start": record.start.isoformat(),
        "end": record.end.isoformat(),
        "duration": round((record.end - record.start).total_seconds(), 3),
        "kind": record.kind,
        "outcome": record.outcome,
        "misfire": record.misfire,
        "misfire_reason": record.misfire_reason,
        "corrected_from": record.corrected_from,
        "unusual": list(record.unusual),
        "while_muted": record.while_muted,
        "started_by": record.started_by,
        "home_count": record.home_count,
        "decision": record.decision,
    }
    if words:
        data |= {"wake_phrase": record.wake_phrase, "transcript": record.transcript, "reply": record.reply}
    return data


async def async_page(
    entry: EarshotConfigEntry,
    access: LogAccess,
    span: tuple[datetime | None, datetime | None],
    kinds: Collection[str] | None,
    page: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a page of activations, newest first, under `activations`, and the `cursor` of the next.

    `page` holds PAGE_FIELDS. Raises ServiceValidationError for words that are searched by whom they are not for or in too
    much, and for a cursor of another question, HomeAssistantError where the log cannot be read.
    """
    if page.get(ATTR_TEXT) is not None and not access.words:
        raise invalid(ATTR_TEXT, "text_needs_user")
    if (log := entry.runtime_data.log.store) is None:
        return {"activations": [], "cursor": None}
    start, end = span
    try:
        found = await async_read(
            log,
            lambda log: log.activations(
                start=start,
                end=end,
                microphone_ids=access.microphone_ids,
                kinds=kinds,
                text=page.get(ATTR_TEXT),
                limit=page[ATTR_LIMIT],
                cursor=page.get(ATTR_CURSOR),
            ),
        )
    except InvalidCursor as err:
        raise invalid(ATTR_CURSOR, "invalid_cursor") from err
    except SearchTooLong as err:
        raise invalid(ATTR_TEXT, "search_too_long") from err
    names = microphone_names(entry.runtime_data.household)
    return {
        "activations": [activation_as_data(names, record, words=access.words) for record in found.records],
        "cursor": found.cursor,
    }
