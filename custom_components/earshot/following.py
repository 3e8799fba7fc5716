"""Keep each microphone on the device that its source belongs to, wherever its integration moves it."""

from typing import Any

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import CONF_DEVICE
from .data import EarshotConfigEntry
from .microphone import Microphone
from .microphones.discovery import async_device_of


@callback
def async_follow_devices(hass: HomeAssistant, entry: EarshotConfigEntry) -> CALLBACK_TYPE:
    """Follow moves from now on, and those that nobody watched; the callback that is returned ends that.

    A microphone that somebody has put on another device than its source's stays there.
    """

    @callback
    def moved(event: Event[Any]) -> None:
        left = event.data["changes"]["device_id"]
        for microphone in tuple(entry.runtime_data.household.microphones.values()):
            sources = {source.entity_id for source in microphone.sources}
            if microphone.config.device_id == left and event.data["entity_id"] in sources:
                _follow(hass, entry, microphone)

    for microphone in tuple(entry.runtime_data.household.microphones.values()):
        device_id = microphone.config.device_id
        if device_id is not None and dr.async_get(hass).async_get(device_id) is None:
            _follow(hass, entry, microphone)
    return hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, moved, event_filter=_moves)


@callback
def _moves(data: er.EventEntityRegistryUpdatedData) -> bool:
    return data["action"] == "update" and "device_id" in data["changes"]


def _follow(hass: HomeAssistant, entry: EarshotConfigEntry, microphone: Microphone) -> None:
    """Put a microphone with all its entities on its source's device, where it has one."""
    device_id = async_device_of(hass, microphone.config.sources)
    if device_id is None:
        return
    subentry = entry.subentries[microphone.config.id]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, CONF_DEVICE: device_id})
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if entity.config_subentry_id == microphone.config.id:
            registry.async_update_entity(entity.entity_id, device_id=device_id)
