"""How a mute control is asked for: first what does it, then what its states mean and how far to trust it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Final

from homeassistant.components.select.const import ATTR_OPTIONS
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
import voluptuous as vol

from ...const import CONF_LIVE_STATE, CONF_MUTED_STATE
from ...microphones.assurance import Assurance

type Fields = dict[vol.Marker, Any]
type Data = dict[str, Any]


class ControlError(StrEnum):
    """Why what was chosen will not do as a mute control, beside what is wrong with it as an entity."""

    ENTITY_GONE = "entity_gone"
    ENTITY_TWICE = "entity_twice"
    KNOWN_WEAKER = "known_weaker"
    PLUG_ASSUMED = "plug_assumed"
    OPTIONS_UNKNOWN = "options_unknown"
    OPTION_NOT_FOUND = "option_not_found"
    STATES_EQUAL = "states_equal"
    NUMBER_NOT_SILENT = "number_not_silent"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"
    ACTIONS_MISSING = "actions_missing"
    ACTIONS_INVALID = "actions_invalid"
    STATE_UNUSABLE = "state_unusable"
    USED_OTHERWISE = "used_otherwise"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong, at which field; `values` are for its words."""

    at: str
    error: str
    values: Mapping[str, str] = field(default_factory=dict)


# Of a control whose device says nothing of itself, a person may know this much.
SILENCING: Final = (Assurance.HARDWARE, Assurance.FIRMWARE, Assurance.SOFTWARE)


class ControlForm:
    """One kind of mute control. The first screen asks for the entity and `fields`, the second for `settings`."""

    kind: ClassVar[str]
    domains: ClassVar[tuple[str, ...]] = ()
    """Where its entities are; none is anywhere."""
    assurances: ClassVar[tuple[Assurance, ...]] = SILENCING
    """What may be claimed of it, best first."""
    confirmed: ClassVar[bool | None] = None
    """Whether its read-back is the device's own word; None where that depends on the device."""

    asks_live_state: ClassVar = False
    """Whether it has to be told what a release goes to where nothing was found before the mute."""

    def fields(self) -> Fields:
        """Return what the first screen asks for beside the entity."""
        return {}

    async def async_refuse(self, hass: HomeAssistant, entity_id: str, chosen: Mapping[str, Any]) -> Refusal | None:
        """Return why the first screen's choice will not do."""
        return None

    def chosen(self, user_input: Mapping[str, Any]) -> Data:
        """Return what the first screen's own fields put into the data."""
        return {}

    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        """Return what the second screen asks for, trust apart."""
        raise NotImplementedError

    def live_now(self, hass: HomeAssistant, entity_id: str, muted_state: str) -> str | None:
        """Return the state of now as what a release may go to; None where it mutes, or is none that could be set."""
        return None

    def suggested(self, control: Mapping[str, Any]) -> Data:
        """Return a control's data as both screens show them."""
        return {key: control[key] for key in (CONF_MUTED_STATE, CONF_LIVE_STATE) if key in control}

    def refuse_settings(self, hass: HomeAssistant, entity_id: str, settings: Mapping[str, Any]) -> Refusal | None:
        """Return why the second screen's settings will not do."""
        return None

    def data(self, settings: Mapping[str, Any]) -> Data:
        """Return what the second screen's own fields put into the data."""
        return {CONF_MUTED_STATE: settings[CONF_MUTED_STATE]}


@callback
def async_capability(hass: HomeAssistant, entity_id: str, key: str) -> Any:
    """Return an attribute that an entity has for good, though it may be unavailable; None where it is not known."""
    state = hass.states.get(entity_id)
    if state is not None and key in state.attributes:
        return state.attributes[key]
    entry = er.async_get(hass).async_get(entity_id)
    return (entry.capabilities or {}).get(key) if entry else None


@callback
def async_options(hass: HomeAssistant, entity_id: str) -> list[str]:
    """Return the options of a select entity."""
    return [str(option) for option in async_capability(hass, entity_id, ATTR_OPTIONS) or ()]
