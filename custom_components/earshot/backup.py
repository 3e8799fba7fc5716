"""What Home Assistant calls around a backup: the log's file is whole while it is copied."""

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .data import EarshotConfigEntry


def _entries(hass: HomeAssistant) -> list[EarshotConfigEntry]:
    return hass.config_entries.async_loaded_entries(DOMAIN)


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Make the log's file whole and let it rest."""
    for entry in _entries(hass):
        await entry.runtime_data.log.async_pre_backup()


async def async_post_backup(hass: HomeAssistant) -> None:
    """Let it go on."""
    for entry in _entries(hass):
        await entry.runtime_data.log.async_post_backup()
