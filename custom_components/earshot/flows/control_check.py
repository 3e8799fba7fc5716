"""Whether an entity will do as a mute control."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_ENTITY_ID
from homeassistant.core import HomeAssistant, callback

from ..const import (
    CONF_ALSO,
    CONF_CONTROLS,
    CONF_ENTITY,
    CONF_KIND,
    CONF_LIVE_ACTIONS,
    CONF_MUTE_ACTIONS,
    CONF_MUTED_STATE,
    SUBENTRY_MICROPHONE,
)
from ..microphones.discovery import Candidate
from ..microphones.references import EntityReference
from .controls import ControlError, ControlForm, Refusal
from .entities import async_entities_problem, async_references, async_shown
from .fields import plain
from .trust import async_known_otherwise

# What two microphones have to have in common where one entity mutes both.
_COMMON: Final = (CONF_KIND, CONF_MUTED_STATE, CONF_MUTE_ACTIONS, CONF_LIVE_ACTIONS)


async def async_refuse_entity(
    hass: HomeAssistant,
    form: ControlForm,
    chosen: Mapping[str, Any],
    others: Collection[EntityReference],
    also: Candidate | None = None,
) -> Refusal | None:
    """Return why what was chosen on a control's first screen will not do; `others` are the microphone's other controls."""
    entity_id = chosen[CONF_ENTITY_ID]
    if problem := async_entities_problem(hass, [entity_id], *form.domains):
        return Refusal(CONF_ENTITY_ID, problem.error, {"who": problem.who})
    (reference,) = async_references(hass, [entity_id])
    if reference in others:
        return Refusal(CONF_ENTITY_ID, ControlError.ENTITY_TWICE)
    if async_known_otherwise(hass, form, reference, also):
        return Refusal(CONF_ENTITY_ID, ControlError.KNOWN_WEAKER)
    return await form.async_refuse(hass, async_shown(hass, reference), chosen)


@callback
def async_used_otherwise(
    hass: HomeAssistant, entry: ConfigEntry, microphone_id: str | None, control: Mapping[str, Any], at: str
) -> Refusal | None:
    """Return, for a field, that another microphone is muted by the same entity in another way, as far as a control is known.

    One would be muted where the other is released, or act for both with what is right for one.
    """
    own = _entity_ids(hass, control)
    for other in entry.get_subentries_of_type(SUBENTRY_MICROPHONE):
        if other.subentry_id == microphone_id:
            continue
        for each in other.data[CONF_CONTROLS]:
            theirs = _entity_ids(hass, each)
            differs = own != theirs or any(key in control and control[key] != each.get(key) for key in _COMMON)
            if differs and not own.isdisjoint(theirs):
                return Refusal(at, ControlError.USED_OTHERWISE, {"who": plain(other.title)})
    return None


@callback
def _entity_ids(hass: HomeAssistant, control: Mapping[str, Any]) -> set[str]:
    """Return the entities that a control is read back from."""
    return {async_shown(hass, each) for each in (control[CONF_ENTITY], *control.get(CONF_ALSO, ()))}
