"""How a subentry refers to entities, and how rooms read their states.

A subentry keeps an entity's registry id, which a rename does not change; an entity without a registry entry is kept by its entity id.
"""

from collections.abc import Callable
from typing import Protocol

from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er

type EntityReference = str
"""A registry id, or the entity id of an entity that has no registry entry."""

type EntityResolver = Callable[[EntityReference], str | None]
"""A reference's entity id now; None where the entity is gone."""


class StateReader(Protocol):
    """The part of Home Assistant's state machine that reading back needs."""

    def get(self, entity_id: str, /) -> State | None:
        """Return the state of an entity, None where there is none."""


@callback
def async_resolver(hass: HomeAssistant) -> EntityResolver:
    """Return a resolver over Home Assistant's entity registry."""
    registry = er.async_get(hass)

    def resolve(reference: EntityReference) -> str | None:
        if (entry := registry.entities.get_entry(reference)) is not None:
            return entry.entity_id
        # Registry ids hold no dot: what has one is an entity id. Without a registry entry it may appear at any time.
        return reference if "." in reference else None

    return resolve


@callback
def async_reference(hass: HomeAssistant, entity_id: str) -> EntityReference:
    """Return the reference under which a subentry keeps an entity."""
    entry = er.async_get(hass).async_get(entity_id)
    return entity_id if entry is None else entry.id
