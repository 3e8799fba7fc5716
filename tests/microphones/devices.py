"""Devices as integrations register them: what discovery has to go by."""

from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry


@dataclass
class Device:
    """A device of one integration, to which entities can be added."""

    hass: HomeAssistant
    entry: MockConfigEntry
    device: dr.DeviceEntry
    key: str

    @property
    def id(self) -> str:
        """Its id in the registry."""
        return self.device.id

    def entity(
        self, domain: str, key: str | None = None, name: str | None = None, *, platform: str | None = None, **more: Any
    ) -> er.RegistryEntry:
        """Add an entity with this translation key and name; the unique id tells nothing of either."""
        registry = er.async_get(self.hass)
        return registry.async_get_or_create(
            domain,
            platform or self.entry.domain,
            f"{self.key}-{len(registry.entities)}",
            config_entry=self.entry,
            device_id=self.id,
            translation_key=key,
            original_name=name,
            has_entity_name=more.pop("has_entity_name", True),
            **more,
        )

    def disable(self, entry: er.RegistryEntry) -> None:
        """Disable an entity, as a person would."""
        er.async_get(self.hass).async_update_entity(entry.entity_id, disabled_by=er.RegistryEntryDisabler.USER)


def device(
    hass: HomeAssistant, platform: str, key: str, name: str, *, entry: MockConfigEntry | None = None, **info: Any
) -> Device:
    """Add a device of an integration, through an entry of its own unless one is given."""
    if entry is None:
        entry = MockConfigEntry(domain=platform)
        entry.add_to_hass(hass)
    info.setdefault("identifiers", {(platform, key)})
    added = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, name=name, **info)
    return Device(hass, entry, added, key)


def mac(address: str) -> set[tuple[str, str]]:
    """Return a network address as the registry keeps it."""
    return {(dr.CONNECTION_NETWORK_MAC, address)}


def wyoming(hass: HomeAssistant, key: str, name: str) -> tuple[Device, er.RegistryEntry, er.RegistryEntry]:
    """Add a Wyoming satellite: homeassistant/components/wyoming, entity.py, assist_satellite.py and switch.py."""
    made = device(hass, "wyoming", key, name, entry_type=dr.DeviceEntryType.SERVICE)
    return made, made.entity("assist_satellite", "assist_satellite"), made.entity("switch", "mute", "Mute")


def echo(hass: HomeAssistant, serial: str, name: str) -> tuple[Device, er.RegistryEntry]:
    """Add an Echo with its voice event: homeassistant/components/alexa_devices, entity.py and event.py."""
    made = device(
        hass,
        "alexa_devices",
        serial,
        name,
        manufacturer="Amazon",
        model="Echo Dot",
        serial_number=serial,
    )
    return made, made.entity("event", "voice_event", "Voice event")


def alexa_player(hass: HomeAssistant, serial: str, name: str, model: str) -> tuple[Device, er.RegistryEntry]:
    """Add what the custom integration alexa_media makes a player of: its media_player.py."""
    made = device(hass, "alexa_media", serial, name, manufacturer="Amazon", model=model, serial_number=serial)
    return made, made.entity("media_player", has_entity_name=False, name=name)
