"""Entities that a flow asks for: whether they will do, and what they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..microphones.references import EntityReference, async_reference, async_resolver
from .fields import plain


class EntityError(StrEnum):
    """Why an entity will not do."""

    ENTITY_NOT_FOUND = "entity_not_found"
    ENTITY_DISABLED = "entity_disabled"
    ENTITY_OWN = "entity_own"


@dataclass(frozen=True, slots=True)
class EntityProblem:
    """What is wrong, and with which entities."""

    error: EntityError
    who: str


@callback
def async_entities_problem(hass: HomeAssistant, chosen: Iterable[str], *domains: str) -> EntityProblem | None:
    """Return what keeps these entities, by entity id or registry id, from being used; where domains are given, all are of them."""
    problems = [(each, _async_error(hass, each, domains)) for each in chosen]
    for error in EntityError:
        if who := [async_entity_name(hass, each) for each, found in problems if found is error]:
            return EntityProblem(error, ", ".join(who))
    return None


@callback
def _async_error(hass: HomeAssistant, chosen: str, domains: tuple[str, ...]) -> EntityError | None:
    registry = er.async_get(hass)
    entity_id = er.async_resolve_entity_id(registry, chosen)
    if entity_id is None or (domains and split_entity_id(entity_id)[0] not in domains):
        return EntityError.ENTITY_NOT_FOUND
    entry = registry.async_get(entity_id)
    if entry is None:
        return EntityError.ENTITY_NOT_FOUND if hass.states.get(entity_id) is None else None
    if entry.platform == DOMAIN:
        return EntityError.ENTITY_OWN
    return EntityError.ENTITY_DISABLED if entry.disabled else None


@callback
def async_exists(hass: HomeAssistant, reference: EntityReference) -> bool:
    """Whether a stored entity is registered or, without that, has a state."""
    entity_id = async_resolver(hass)(reference)
    return entity_id is not None and (er.async_get(hass).async_get(entity_id) or hass.states.get(entity_id)) is not None


@callback
def async_references(hass: HomeAssistant, chosen: Iterable[str]) -> list[EntityReference]:
    """Return chosen entities as they are stored, each once."""
    registry = er.async_get(hass)
    resolved = ((each, er.async_resolve_entity_id(registry, each)) for each in chosen)
    return list(dict.fromkeys(async_reference(hass, entity_id) if entity_id else each for each, entity_id in resolved))


@callback
def async_shown(hass: HomeAssistant, reference: EntityReference) -> str:
    """Return a stored entity as a field shows it; one that has gone as it is stored, so that saving says so."""
    return async_resolver(hass)(reference) or reference


@callback
def async_entity_name(hass: HomeAssistant, reference: EntityReference) -> str:
    """Return what an entity is called, as one line; its id where it has no name. Still hostile text."""
    entity_id = async_shown(hass, reference)
    if state := hass.states.get(entity_id):
        return plain(state.name) or entity_id
    entry = er.async_get(hass).async_get(entity_id)
    return plain((entry and (entry.name or entry.original_name)) or "") or entity_id
