"""Which microphones an action's target means: by source device, area, floor, label, or any entity of the microphone."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID, ENTITY_MATCH_ALL, ENTITY_MATCH_NONE
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.group import expand_entity_ids

from .const import DOMAIN
from .data import EarshotConfigEntry
from .microphone import Microphone
from .places import TARGET_KEYS, Places


@callback
def async_microphones(hass: HomeAssistant, entry: EarshotConfigEntry, data: Mapping[str, Any]) -> list[Microphone]:
    """Return the microphones that a target means, in the order of the configuration.

    Raises ServiceValidationError where there is no target, or a part of it means no microphone.
    """
    household = entry.runtime_data.household
    places = Places(hass, entry.entry_id, household.microphones)
    meant: set[str] = set()
    for key in TARGET_KEYS:
        for value in _expanded(hass, key, data.get(key, ())):
            found = places.find(key, value)
            if not found:
                raise ServiceValidationError(
                    translation_domain=DOMAIN,
                    translation_key="target_no_microphone",
                    translation_placeholders={"field": key, "value": value},
                )
            meant |= found
    if not meant:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="target_missing")
    return [microphone for id_, microphone in household.microphones.items() if id_ in meant]


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
