"""A smart plug that cuts the device's power."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.const import ATTR_ASSUMED_STATE, CONF_ENTITY_ID, STATE_OFF, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import NumberSelector, NumberSelectorConfig, NumberSelectorMode
import voluptuous as vol

from ...const import CONF_BOOT_TIME, CONF_MUTED_STATE
from ...microphones.assurance import Assurance
from .model import ControlError, ControlForm, Data, Fields, Refusal

# A smart speaker is about so long in starting.
_BOOT_SECONDS: Final = 60
_LONGEST_BOOT: Final = 900


class PlugForm(ControlForm):
    """A plug; off is muted, and nothing is more certain."""

    kind: ClassVar = "plug"
    domains: ClassVar = (SWITCH_DOMAIN,)
    assurances: ClassVar = (Assurance.POWER_CUT,)
    confirmed: ClassVar = True

    @override
    async def async_refuse(self, hass: HomeAssistant, entity_id: str, chosen: Mapping[str, Any]) -> Refusal | None:
        state = hass.states.get(entity_id)
        if state is not None and state.attributes.get(ATTR_ASSUMED_STATE):
            return Refusal(CONF_ENTITY_ID, ControlError.PLUG_ASSUMED)
        return None

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        seconds = NumberSelectorConfig(
            min=0, max=_LONGEST_BOOT, step=1, unit_of_measurement=UnitOfTime.SECONDS, mode=NumberSelectorMode.BOX
        )
        return {vol.Required(CONF_BOOT_TIME, default=_BOOT_SECONDS): NumberSelector(seconds)}

    @override
    def suggested(self, control: Mapping[str, Any]) -> Data:
        return {CONF_BOOT_TIME: control[CONF_BOOT_TIME]} if CONF_BOOT_TIME in control else {}

    @override
    def data(self, settings: Mapping[str, Any]) -> Data:
        return {CONF_MUTED_STATE: STATE_OFF, CONF_BOOT_TIME: settings[CONF_BOOT_TIME]}
