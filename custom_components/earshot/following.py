"""Keep each microphone on the device that its source belongs to, wherever its integration moves it."""

from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import CONF_DEVICE
from .data import EarshotConfigEntry
from .microphones.discovery import async_device_of


@callback
def async_follow_devices(hass: HomeAssistant, entry: EarshotConfigEntry) -> CALLBACK_TYPE:
    """Follow moves from now on, and those that nobody watched; the callback that is returned ends that."""

    @callback
    def follow(_event: Event[er.EventEntityRegistryUpdatedData] | None = None) -> None:
        registry = er.async_get(hass)
        for microphone in tuple(entry.runtime_data.household.microphones.values()):
            device_id = async_device_of(hass, microphone.config.sources)
            if device_id is None or device_id == microphone.config.device_id:
                continue
            subentry = entry.subentries[microphone.config.id]
            hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, CONF_DEVICE: device_id})
            for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
                if entity.config_subentry_id == microphone.config.id:
                    registry.async_update_entity(entity.entity_id, device_id=device_id)

    follow()
    return hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, follow, event_filter=_moves)


@callback
def _moves(data: er.EventEntityRegistryUpdatedData) -> bool:
    return data["action"] == "update" and "device_id" in data["changes"]
