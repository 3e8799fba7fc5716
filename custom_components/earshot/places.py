"""Each microphone under everything that may name it: its devices, areas, floors, labels and entities, hidden ones included.

Home Assistant's own expansion of targets drops hidden and config entities, and some of ours are both; so this asks the registries itself.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from homeassistant.const import (
    ATTR_AREA_ID,
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    ATTR_FLOOR_ID,
    ATTR_LABEL_ID,
    ENTITY_MATCH_ALL,
)
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er

from .microphone import Microphone
from .rule_config import Targets

TARGET_KEYS: Final = (ATTR_ENTITY_ID, ATTR_DEVICE_ID, ATTR_AREA_ID, ATTR_FLOOR_ID, ATTR_LABEL_ID)
_REGISTRY_EVENTS: Final[tuple[Any, ...]] = (
    er.EVENT_ENTITY_REGISTRY_UPDATED,
    dr.EVENT_DEVICE_REGISTRY_UPDATED,
    ar.EVENT_AREA_REGISTRY_UPDATED,
)


class Places:
    """An index as the registries are now; it is not kept up to date, but made anew."""

    def __init__(self, hass: HomeAssistant, entry_id: str, microphones: Mapping[str, Microphone]) -> None:
        """Ask the registries for everything that names one of these microphones."""
        self._named: dict[tuple[str, str], set[str]] = {}
        self._areas = ar.async_get(hass)
        self._devices = dr.async_get(hass)
        entities = er.async_get(hass)
        own: dict[str | None, list[er.RegistryEntry]] = {}
        for entity in er.async_entries_for_config_entry(entities, entry_id):
            own.setdefault(entity.config_subentry_id, []).append(entity)
        for id_, microphone in microphones.items():
            self._add(ATTR_ENTITY_ID, ENTITY_MATCH_ALL, id_)
            shown = (entities.async_get(source.entity_id) for source in microphone.sources if source.entity_id)
            for entity in (*own.get(id_, ()), *(each for each in shown if each)):
                self._add_entity(entity, id_)
            if microphone.config.device_id and (device := self._devices.async_get(microphone.config.device_id)):
                self._add_device(device.id, device.labels, id_)

    def find(self, key: str, value: str) -> set[str]:
        """Return the ids of the microphones that go by this name."""
        return self._named.get((key, value), set())

    def meant(self, targets: Targets, microphone_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of those of these microphones that a rule is about, in their order."""
        if targets.everything:
            return tuple(microphone_ids)
        meant = targets.microphones.union(
            *(self.find(ATTR_AREA_ID, area) for area in targets.areas),
            *(self.find(ATTR_FLOOR_ID, floor) for floor in targets.floors),
            *(self.find(ATTR_LABEL_ID, label) for label in targets.labels),
        )
        return tuple(microphone_id for microphone_id in microphone_ids if microphone_id in meant)

    def _add_entity(self, entity: er.RegistryEntry, id_: str) -> None:
        self._add(ATTR_ENTITY_ID, entity.entity_id, id_)
        self._add_labels(entity.labels, id_)
        self._add_area(entity.area_id, id_)
        if entity.device_id and (device := self._devices.async_get(entity.device_id)):
            self._add_device(device.id, device.labels, id_)
            if entity.area_id is None:
                self._add_area(device.area_id, id_)

    def _add_device(self, device_id: str, labels: set[str], id_: str) -> None:
        self._add(ATTR_DEVICE_ID, device_id, id_)
        self._add_labels(labels, id_)

    def _add_area(self, area_id: str | None, id_: str) -> None:
        if area_id is None or (area := self._areas.async_get_area(area_id)) is None:
            return
        self._add(ATTR_AREA_ID, area.id, id_)
        self._add_labels(area.labels, id_)
        if area.floor_id is not None:
            self._add(ATTR_FLOOR_ID, area.floor_id, id_)

    def _add_labels(self, labels: Iterable[str], id_: str) -> None:
        for label in labels:
            self._add(ATTR_LABEL_ID, label, id_)

    def _add(self, key: str, value: str, id_: str) -> None:
        self._named.setdefault((key, value), set()).add(id_)


@callback
def async_track_places(hass: HomeAssistant, changed: Callable[[], None]) -> CALLBACK_TYPE:
    """Call when devices, entities or areas have changed; once for all changes of one moment."""
    pending = False

    @callback
    def tell() -> None:
        nonlocal pending
        pending = False
        changed()

    @callback
    def updated(_event: Event[Any]) -> None:
        nonlocal pending
        if not pending:
            pending = True
            hass.loop.call_soon(tell)

    unsubscribe = [hass.bus.async_listen(event, updated) for event in _REGISTRY_EVENTS]

    @callback
    def stop() -> None:
        for each in unsubscribe:
            each()

    return stop
