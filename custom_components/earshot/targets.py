"""Which microphones an action's target means: by source device, area, floor, label, or any entity of the microphone.

Home Assistant's own expansion drops hidden and config entities, and some of ours are both; so this asks the registries itself.
"""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    ENTITY_MATCH_ALL,
    ENTITY_MATCH_NONE,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.group import expand_entity_ids

from .const import DOMAIN
from .data import EarshotConfigEntry
from .microphone import Microphone

TARGET_KEYS = (ATTR_ENTITY_ID, ATTR_DEVICE_ID, ATTR_AREA_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)


@callback
def async_microphones(hass: HomeAssistant, entry: EarshotConfigEntry, data: Mapping[str, Any]) -> list[Microphone]:
    """Return the microphones that a target means, in the order of the configuration.

    Raises ServiceValidationError where there is no target, or a part of it means no microphone.
    """
    index = _Index(hass, entry)
    meant: set[str] = set()
    for key in TARGET_KEYS:
        for value in _expanded(hass, key, data.get(key, ())):
            found = index.find(key, value)
            if not found:
                raise ServiceValidationError(
                    translation_domain=DOMAIN,
                    translation_key="target_no_microphone",
                    translation_placeholders={"field": key, "value": value},
                )
            meant |= found
    if not meant:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="target_missing")
    return [microphone for id_, microphone in entry.runtime_data.household.microphones.items() if id_ in meant]


def _expanded(hass: HomeAssistant, key: str, values: Any) -> list[str]:
    """Return the single values of a target's field: entities by id, whether given by id, registry id or group."""
    if values in (ENTITY_MATCH_ALL, ENTITY_MATCH_NONE):
        return [values] if values == ENTITY_MATCH_ALL else []
    if key != ATTR_ENTITY_ID:
        return list(values)
    registered = er.async_get(hass).entities
    return expand_entity_ids(
        hass, [value if (entry := registered.get_entry(value)) is None else entry.entity_id for value in values]
    )


class _Index:
    """Each microphone under everything that may name it."""

    def __init__(self, hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
        self._named: dict[tuple[str, str], set[str]] = {}
        areas, devices, entities = ar.async_get(hass), dr.async_get(hass), er.async_get(hass)
        own = er.async_entries_for_config_entry(entities, entry.entry_id)
        for id_, microphone in entry.runtime_data.household.microphones.items():
            sources = [
                entities.async_get(source.entity_id) for source in [microphone.source] if source and source.entity_id
            ]
            mine = [entity for entity in own if entity.config_subentry_id == id_]
            mine += [entity for entity in sources if entity is not None]
            for entity in mine:
                self._add(ATTR_ENTITY_ID, entity.entity_id, id_)
                self._add_all(ATTR_LABEL_ID, entity.labels, id_)
                self._add_area(areas, entity.area_id, id_)
                if entity.device_id and (device := devices.async_get(entity.device_id)):
                    self._add(ATTR_DEVICE_ID, device.id, id_)
                    self._add_all(ATTR_LABEL_ID, device.labels, id_)
                    if entity.area_id is None:
                        self._add_area(areas, device.area_id, id_)
            self._add(ATTR_ENTITY_ID, ENTITY_MATCH_ALL, id_)

    def find(self, key: str, value: str) -> set[str]:
        """Return the ids of the microphones that go by this name."""
        return self._named.get((key, value), set())

    def _add(self, key: str, value: str, id_: str) -> None:
        self._named.setdefault((key, value), set()).add(id_)

    def _add_all(self, key: str, values: set[str], id_: str) -> None:
        for value in values:
            self._add(key, value, id_)

    def _add_area(self, areas: ar.AreaRegistry, area_id: str | None, id_: str) -> None:
        if area_id is None or (area := areas.async_get_area(area_id)) is None:
            return
        self._add(ATTR_AREA_ID, area.id, id_)
        self._add_all(ATTR_LABEL_ID, area.labels, id_)
        if area.floor_id is not None:
            self._add(ATTR_FLOOR_ID, area.floor_id, id_)
