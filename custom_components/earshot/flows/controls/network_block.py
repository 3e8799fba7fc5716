"""A switch of the router that keeps the device off the network."""

from typing import ClassVar, Final, override

from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
import voluptuous as vol

from ...const import CONF_MUTED_STATE
from ...microphones.assurance import Assurance
from ..fields import select
from .model import ControlForm, Fields

_STATES: Final = (STATE_OFF, STATE_ON)


class NetworkBlockForm(ControlForm):
    """A switch that allows the network, or one that blocks it. The device hears all the same and confirms nothing."""

    kind: ClassVar = "network_block"
    domains: ClassVar = (SWITCH_DOMAIN,)
    assurances: ClassVar = (Assurance.UPLOAD_BLOCKED,)
    confirmed: ClassVar = False

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        return {vol.Required(CONF_MUTED_STATE, default=STATE_OFF): select(_STATES, "blocked_state")}
