"""A number entity that mutes at one of its values."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.components.input_number import DOMAIN as INPUT_NUMBER_DOMAIN
from homeassistant.components.number.const import (
    ATTR_MAX,
    ATTR_MIN,
    DEFAULT_MAX_VALUE,
    DEFAULT_MIN_VALUE,
    DOMAIN as NUMBER_DOMAIN,
)
from homeassistant.const import CONF_ENTITY_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import NumberSelectorConfig, NumberSelectorMode
import voluptuous as vol

from ...const import CONF_LIVE_STATE, CONF_MUTED_STATE
from ...microphones.controls.number import as_number, silences
from ..selectors import AnyNumberSelector
from .model import ControlError, ControlForm, Data, Fields, Refusal, async_capability


class NumberForm(ControlForm):
    """A number entity, the value that mutes, and the one to go back to where none was found."""

    kind: ClassVar = "number"
    domains: ClassVar = (NUMBER_DOMAIN, INPUT_NUMBER_DOMAIN)
    asks_live_state: ClassVar = True

    @override
    async def async_refuse(self, hass: HomeAssistant, entity_id: str, chosen: Mapping[str, Any]) -> Refusal | None:
        least, _ = _async_range(hass, entity_id)
        return None if silences(least, 0) else _not_silent(CONF_ENTITY_ID, least)

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        least, most = _async_range(hass, entity_id)
        value = AnyNumberSelector(NumberSelectorConfig(min=least, max=most, step="any", mode=NumberSelectorMode.BOX))
        return {vol.Required(CONF_MUTED_STATE, default=least): value, vol.Required(CONF_LIVE_STATE): value}

    @override
    def live_now(self, hass: HomeAssistant, entity_id: str, muted_state: str) -> str | None:
        state = hass.states.get(entity_id)
        value = as_number(state.state) if state is not None else None
        return None if value is None or value == float(muted_state) else _text(value)

    @override
    def suggested(self, control: Mapping[str, Any]) -> Data:
        return {key: float(text) for key, text in super().suggested(control).items()}

    @override
    def refuse_settings(self, hass: HomeAssistant, entity_id: str, settings: Mapping[str, Any]) -> Refusal | None:
        least, most = _async_range(hass, entity_id)
        if not silences(least, settings[CONF_MUTED_STATE]):
            return _not_silent(CONF_MUTED_STATE, least)
        for field in (CONF_MUTED_STATE, CONF_LIVE_STATE):
            if field in settings and not least <= settings[field] <= most:
                values = {"minimum": _text(least), "maximum": _text(most)}
                return Refusal(field, ControlError.NUMBER_OUT_OF_RANGE, values)
        if settings[CONF_MUTED_STATE] == settings.get(CONF_LIVE_STATE):
            return Refusal(CONF_LIVE_STATE, ControlError.STATES_EQUAL)
        return None

    @override
    def data(self, settings: Mapping[str, Any]) -> Data:
        return {key: _text(settings[key]) for key in (CONF_MUTED_STATE, CONF_LIVE_STATE)}


def _not_silent(field: str, least: float) -> Refusal:
    return Refusal(field, ControlError.NUMBER_NOT_SILENT, {"minimum": _text(least)})


@callback
def _async_range(hass: HomeAssistant, entity_id: str) -> tuple[float, float]:
    """Return the least and the most that an entity can be set to, Home Assistant's defaults where it does not tell."""
    least, most = (as_number(async_capability(hass, entity_id, key)) for key in (ATTR_MIN, ATTR_MAX))
    return DEFAULT_MIN_VALUE if least is None else least, DEFAULT_MAX_VALUE if most is None else most


def _text(number: float) -> str:
    """Return a number as it is stored: without a fraction where it has none."""
    return str(int(number)) if number.is_integer() else str(number)
