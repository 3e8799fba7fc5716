"""How far a mute control may be trusted: never further than is known of its device."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback

from ..const import CONF_ASSURANCE, CONF_CONFIRMED, CONF_ENTITY, CONF_KIND, CONF_MUTED_STATE
from ..microphones.assurance import Assurance
from ..microphones.discovery import Candidate, async_discover
from ..microphones.families import FAMILIES
from ..microphones.references import EntityReference
from .controls import ControlForm

_ASKED: Final = (CONF_KIND, CONF_ENTITY, CONF_MUTED_STATE, CONF_ASSURANCE, CONF_CONFIRMED)


@dataclass(frozen=True, slots=True)
class Trust:
    """What can be claimed of a control."""

    proposed: Assurance
    choices: tuple[Assurance, ...]
    """What may be chosen, best first."""
    confirmed: bool | None
    """Whether the read-back is the device's own word; None where nothing is known and the person has to say."""


@callback
def async_trust(hass: HomeAssistant, form: ControlForm, entity: EntityReference, also: Candidate | None) -> Trust:
    """Return what may be claimed of an entity as a control: a family's word for its own, else what the kind can do at best."""
    known = next(_known_controls(hass, entity, also), None)
    if known is None:
        return Trust(form.assurances[-1], form.assurances, form.confirmed)
    assurance = Assurance(known[CONF_ASSURANCE])
    choices = tuple(each for each in form.assurances if each.rank <= assurance.rank)
    return Trust(choices[0], choices, known[CONF_CONFIRMED])


@callback
def async_family_data(
    hass: HomeAssistant, form: ControlForm, entity: EntityReference, also: Candidate | None
) -> dict[str, Any]:
    """Return what a family knows of its own entity as such a control, beyond what is asked: what has to be muted with it, for one."""
    for known in _known_controls(hass, entity, also):
        if known[CONF_KIND] == form.kind:
            return {key: deepcopy(value) for key, value in known.items() if key not in _ASKED}
    return {}


@callback
def async_known_otherwise(
    hass: HomeAssistant, form: ControlForm, entity: EntityReference, also: Candidate | None
) -> bool:
    """Whether a family knows an entity as a weaker control than this form can make of it."""
    return any(
        known[CONF_KIND] != form.kind
        and all(each.rank > Assurance(known[CONF_ASSURANCE]).rank for each in form.assurances)
        for known in _known_controls(hass, entity, also)
    )


def is_known(candidate: Candidate) -> bool:
    """Whether anything is known of a candidate's family, beyond that it is a satellite."""
    return bool(FAMILIES[candidate.family].platforms)


def _known_controls(
    hass: HomeAssistant, entity: EntityReference, also: Candidate | None
) -> Iterator[Mapping[str, Any]]:
    for candidate in (*([also] if also else []), *async_discover(hass)):
        if is_known(candidate):
            yield from (each for each in (*candidate.controls, *candidate.blinding) if each[CONF_ENTITY] == entity)
