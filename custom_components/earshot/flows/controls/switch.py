"""A switch that mutes."""

from typing import ClassVar, Final, override

from homeassistant.components.input_boolean import DOMAIN as INPUT_BOOLEAN_DOMAIN
from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import voluptuous as vol

from ...const import CONF_MUTED_STATE
from ..fields import select
from .model import ControlForm, Fields

_STATES: Final = (STATE_ON, STATE_OFF)


class SwitchForm(ControlForm):
    """A switch, and in which position it mutes."""

    kind: ClassVar = "switch"
    domains: ClassVar = (SWITCH_DOMAIN, INPUT_BOOLEAN_DOMAIN)

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        return {vol.Required(CONF_MUTED_STATE, default=STATE_ON): select(_STATES, "muted_state")}
