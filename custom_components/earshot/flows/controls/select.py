"""A select entity one of whose options mutes."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.components.input_select import DOMAIN as INPUT_SELECT_DOMAIN
from homeassistant.components.select.const import DOMAIN as SELECT_DOMAIN
from homeassistant.const import CONF_ENTITY_ID, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import StateSelector, StateSelectorConfig
import voluptuous as vol

from ...const import CONF_LIVE_STATE, CONF_MUTED_STATE
from .model import ControlError, ControlForm, Data, Fields, Refusal, async_options


class SelectForm(ControlForm):
    """A select entity, the option that mutes, and the one to go back to where none was found."""

    kind: ClassVar = "select"
    domains: ClassVar = (SELECT_DOMAIN, INPUT_SELECT_DOMAIN)
    asks_live_state: ClassVar = True

    @override
    async def async_refuse(self, hass: HomeAssistant, entity_id: str, chosen: Mapping[str, Any]) -> Refusal | None:
        if len(async_options(hass, entity_id)) < 2:
            return Refusal(CONF_ENTITY_ID, ControlError.OPTIONS_UNKNOWN)
        return None

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        option = StateSelector(StateSelectorConfig(entity_id=entity_id, hide_states=[STATE_UNAVAILABLE, STATE_UNKNOWN]))
        return {vol.Required(CONF_MUTED_STATE): option, vol.Required(CONF_LIVE_STATE): option}

    @override
    def live_now(self, hass: HomeAssistant, entity_id: str, muted_state: str) -> str | None:
        state = hass.states.get(entity_id)
        if state is None or state.state == muted_state or state.state not in async_options(hass, entity_id):
            return None
        return state.state

    @override
    def refuse_settings(self, hass: HomeAssistant, entity_id: str, settings: Mapping[str, Any]) -> Refusal | None:
        options = async_options(hass, entity_id)
        for field in (CONF_MUTED_STATE, CONF_LIVE_STATE):
            if field in settings and settings[field] not in options:
                return Refusal(field, ControlError.OPTION_NOT_FOUND)
        if settings[CONF_MUTED_STATE] == settings.get(CONF_LIVE_STATE):
            return Refusal(CONF_LIVE_STATE, ControlError.STATES_EQUAL)
        return None

    @override
    def data(self, settings: Mapping[str, Any]) -> Data:
        return {key: settings[key] for key in (CONF_MUTED_STATE, CONF_LIVE_STATE)}
