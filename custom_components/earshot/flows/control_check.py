"""Whether an entity will do as a mute control."""

from collections.abc import Collection, Mapping
from typing import Any

from homeassistant.const import CONF_ENTITY_ID
from homeassistant.core import HomeAssistant

from ..microphones.discovery import Candidate
from ..microphones.references import EntityReference
from .controls import ControlError, ControlForm, Refusal
from .entities import async_entities_problem, async_references, async_shown
from .trust import async_known_otherwise


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
