"""How the log is doing, on Home Assistant's page about the system's health; nothing of what it holds."""

import asyncio
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .data import EarshotConfigEntry
from .log.errors import LogClosed

if TYPE_CHECKING:
    from homeassistant.components.system_health import SystemHealthRegistration


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Tell Home Assistant whom to ask."""
    register.async_register_info(_async_info)


async def _async_info(hass: HomeAssistant) -> dict[str, Any]:
    entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    store = entries[0].runtime_data.log.store if entries else None
    if store is None:
        return {"log": "off"}
    try:
        status = await asyncio.wrap_future(store.status())
    except LogClosed:
        return {"log": "off"}
    unreadable = status.activations is None or status.changes is None
    return {
        "log": "on",
        "rows": "unknown" if unreadable else (status.activations or 0) + (status.changes or 0),
        "size": f"{status.size / 1024**2:.1f} MiB",
        "oldest": status.oldest or "none",
        "last_write": status.last_write or "none",
        "waiting": status.waiting,
        "problem": status.problem or "none",
    }
