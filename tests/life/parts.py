"""What the tests of this package share."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import LOG_FILE

NIGHT = dt_util.parse_datetime("2026-10-20T20:00:00+00:00")


def files(hass: HomeAssistant) -> list[str]:
    """Return the names of the log's files."""
    return sorted(path.name for path in Path(hass.config.config_dir).glob(f"{LOG_FILE}*"))


def listeners(hass: HomeAssistant) -> dict[str, int]:
    """Return how many listen to each event."""
    return {event: count for event, count in hass.bus.async_listeners().items() if count}


def timers(hass: HomeAssistant) -> int:
    """Return how many timers are armed."""
    return sum(not handle.cancelled() for handle in get_scheduled_timer_handles(hass.loop))


def subentry_id(entry: MockConfigEntry, title: str) -> str:
    """Return a subentry's id."""
    return next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)


def add(hass: HomeAssistant, entry: MockConfigEntry, data: ConfigSubentryData) -> str:
    """Add a subentry as a flow would, and return its id."""
    subentry = ConfigSubentry(
        data=MappingProxyType(data["data"]),
        subentry_type=data["subentry_type"],
        title=data["title"],
        unique_id=data["unique_id"],
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def change(hass: HomeAssistant, entry: MockConfigEntry, title: str, new_title: str | None = None, **data: Any) -> None:
    """Change a subentry as a flow would."""
    subentry = entry.subentries[subentry_id(entry, title)]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, **data}, title=new_title or title)
