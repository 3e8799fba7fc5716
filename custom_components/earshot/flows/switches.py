"""The mute switch of a microphone: which will do, and what can be said of each."""

from dataclasses import dataclass
from enum import StrEnum

from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..microphones.assurance import Assurance
from ..microphones.discovery import FAMILIES, Candidate, async_discover
from ..microphones.references import EntityReference, async_reference


class SwitchError(StrEnum):
    """Why a switch will not do."""

    SWITCH_NOT_FOUND = "switch_not_found"
    SWITCH_GONE = "switch_gone"
    SWITCH_DISABLED = "switch_disabled"
    SWITCH_OWN = "switch_own"


@dataclass(frozen=True, slots=True)
class SwitchTrust:
    """How far a switch's mute can be trusted."""

    proposed: Assurance
    choices: tuple[Assurance, ...]
    """What may be chosen, best first: never more than is known of a family's own mute switch."""
    confirmed: bool | None
    """Whether the device itself reports the switch; None where nothing is known and the person has to say."""


@callback
def async_check_switch(hass: HomeAssistant, chosen: str | None) -> EntityReference | SwitchError | None:
    """Return a chosen switch as it is stored; None for none."""
    if chosen is None:
        return None
    registry = er.async_get(hass)
    entity_id = er.async_resolve_entity_id(registry, chosen)
    if entity_id is None or split_entity_id(entity_id)[0] != SWITCH_DOMAIN:
        return SwitchError.SWITCH_NOT_FOUND
    entry = registry.async_get(entity_id)
    if entry is None and hass.states.get(entity_id) is None:
        return SwitchError.SWITCH_NOT_FOUND
    if entry and entry.platform == DOMAIN:
        return SwitchError.SWITCH_OWN
    if entry and entry.disabled:
        return SwitchError.SWITCH_DISABLED
    return async_reference(hass, entity_id)


@callback
def async_trust_of_switch(hass: HomeAssistant, candidate: Candidate, switch: EntityReference) -> SwitchTrust:
    """Return what is known of a switch: a family's word for its own mute switches, nothing for any other."""
    for known in (candidate, *async_discover(hass)):
        if known.mute_switch and known.mute_switch.id == switch and known.platform in FAMILIES:
            trust = known.trust
            return SwitchTrust(trust.assurance, _choices(trust.assurance), trust.confirmed)
    return SwitchTrust(Assurance.SOFTWARE, _choices(Assurance.POWER_CUT), None)


def _choices(most: Assurance) -> tuple[Assurance, ...]:
    return tuple(each for each in Assurance if Assurance.NONE.rank < each.rank <= most.rank)
