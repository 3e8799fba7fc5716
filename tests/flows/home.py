"""What the flow tests need of a home, and short ways to walk through a flow."""

from collections.abc import Mapping
from dataclasses import dataclass
import json
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.configuration import Configuration


@dataclass
class Satellite:
    """A device with an Assist satellite and, mostly, a mute switch."""

    device_id: str
    entity: er.RegistryEntry
    switch: er.RegistryEntry | None


class Home:
    """Adds devices and persons to the registries and the state machine."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start empty."""
        self.hass = hass
        self.entities = er.async_get(hass)
        self.devices = dr.async_get(hass)

    def satellite(self, key: str, name: str, platform: str = "wyoming", *, mute: bool = True) -> Satellite:
        """Add a satellite; without a mute switch where `mute` is false."""
        config_entry = MockConfigEntry(domain=platform)
        config_entry.add_to_hass(self.hass)
        device = self.devices.async_get_or_create(
            config_entry_id=config_entry.entry_id, identifiers={(platform, key)}, name=name
        )

        def entity(domain: str, suffix: str, **more: Any) -> er.RegistryEntry:
            return self.entities.async_get_or_create(
                domain,
                platform,
                f"{key}-{suffix}",
                device_id=device.id,
                config_entry=config_entry,
                suggested_object_id=f"{key}_{suffix}",
                **more,
            )

        satellite = entity("assist_satellite", "satellite", original_name=None)
        switch = entity("switch", "mute", original_name="Mute", translation_key="mute") if mute else None
        return Satellite(device.id, satellite, switch)

    def switch(self, key: str, platform: str = "shelly") -> er.RegistryEntry:
        """Add a switch that belongs to no satellite."""
        return self.entities.async_get_or_create("switch", platform, key, suggested_object_id=key)

    def entity(self, entity_id: str, state: str = "on", platform: str = "some", **more: Any) -> er.RegistryEntry:
        """Add an entity of any domain, with a state and, where given, attributes."""
        domain, key = entity_id.split(".")
        entity = self.entities.async_get_or_create(domain, platform, key, suggested_object_id=key)
        self.hass.states.async_set(entity_id, state, more)
        return entity

    def beside(self, satellite: Satellite, domain: str, key: str, **more: Any) -> er.RegistryEntry:
        """Add one more entity to a satellite's device."""
        config_entry = self.hass.config_entries.async_get_entry(satellite.entity.config_entry_id)
        return self.entities.async_get_or_create(
            domain,
            satellite.entity.platform,
            f"{satellite.entity.unique_id}-{key}",
            device_id=satellite.device_id,
            config_entry=config_entry,
            **more,
        )

    def speaker(
        self, key: str, name: str, *, platform: str = "alexa_devices", domain: str = "event", model: str | None = None
    ) -> er.RegistryEntry:
        """Add a speaker with a vendor's assistant: an Echo that is seen through its voice event, unless said otherwise."""
        config_entry = MockConfigEntry(domain=platform)
        config_entry.add_to_hass(self.hass)
        device = self.devices.async_get_or_create(
            config_entry_id=config_entry.entry_id, identifiers={(platform, key)}, name=name, model=model
        )
        return self.entities.async_get_or_create(
            domain,
            platform,
            key,
            device_id=device.id,
            config_entry=config_entry,
            suggested_object_id=f"{key}_voice",
            translation_key="voice_event",
        )

    def disable(self, entity_id: str) -> None:
        """Disable an entity, as a person would."""
        self.entities.async_update_entity(entity_id, disabled_by=er.RegistryEntryDisabler.USER)

    def person(self, key: str, name: str, trackers: list[str] | None = None) -> str:
        """Add a person with these trackers, one of their own by default."""
        entity_id = f"person.{key}"
        trackers = [f"device_tracker.{key}"] if trackers is None else trackers
        self.hass.states.async_set(entity_id, "home", {"friendly_name": name, "device_trackers": trackers})
        return entity_id


class Subentries:
    """Walks through the subentry flows of one entry."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, kind: str) -> None:
        """Walk through the flows of one kind."""
        self._flows = hass.config_entries.subentries
        self._entry = entry
        self._kind = kind

    async def add(self) -> dict[str, Any]:
        """Start to add one."""
        return await self._flows.async_init((self._entry.entry_id, self._kind), context={"source": SOURCE_USER})

    async def reconfigure(self, subentry_id: str) -> dict[str, Any]:
        """Start to reconfigure one."""
        context = {"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
        return await self._flows.async_init((self._entry.entry_id, self._kind), context=context)

    async def fill_in(self, step: Mapping[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
        """Fill in a form."""
        return await self._flows.async_configure(step["flow_id"], user_input)

    async def look(self, step: Mapping[str, Any]) -> dict[str, Any]:
        """Look at what a flow shows now."""
        return await self._flows.async_configure(step["flow_id"])

    async def choose(self, step: Mapping[str, Any], option: str) -> dict[str, Any]:
        """Choose from a menu."""
        assert step["type"] is FlowResultType.MENU
        assert option in step["menu_options"]
        return await self._flows.async_configure(step["flow_id"], {"next_step_id": option})

    async def finish(self, step: Mapping[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
        """Fill in the last form and save."""
        return await self.choose(await self.fill_in(step, user_input), "save")


def fields(step: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form holds when it opens: suggestions before defaults, sections as dictionaries of their own."""
    assert step["type"] is FlowResultType.FORM
    return _fields(step["data_schema"])


def _fields(schema: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for marker, selector in schema.schema.items():
        if isinstance(selector, section):
            values[str(marker)] = _fields(selector.schema)
        elif marker.description and "suggested_value" in marker.description:
            values[str(marker)] = marker.description["suggested_value"]
        elif callable(marker.default):
            values[str(marker)] = marker.default()
    return values


def labels(step: Mapping[str, Any], field: str) -> dict[str, str]:
    """Return the choices of a field with their labels, by value."""
    return {option["value"]: option["label"] for option in selector_of(step, field).config["options"]}


def selector_of(step: Mapping[str, Any], *path: str) -> Any:
    """Return the selector of a field, given the names of its section and of itself."""
    schema = step["data_schema"]
    *sections, field = path
    for name in sections:
        schema = schema.schema[name].schema
    return schema.schema[field]


def check_stored(entry: ConfigEntry) -> Configuration:
    """Everything that is saved can be written as JSON and read as a configuration."""
    for subentry in entry.subentries.values():
        assert json.loads(json.dumps(dict(subentry.data))) == subentry.data
    assert json.loads(json.dumps(dict(entry.options))) == entry.options
    return Configuration.from_entry(entry)
