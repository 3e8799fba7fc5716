"""Two sequences of Home Assistant's actions, and an entity that tells what became of them."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import ActionSelector, StateSelector, StateSelectorConfig
import voluptuous as vol

from ...const import CONF_LIVE_ACTIONS, CONF_MUTE_ACTIONS, CONF_MUTED_STATE
from ...microphones.controls.sequence import async_validate_sequence
from ..fields import plain
from .model import ControlError, ControlForm, Data, Fields, Refusal

_SEQUENCES: Final = (CONF_MUTE_ACTIONS, CONF_LIVE_ACTIONS)
# Home Assistant's validators stumble over some of what is no action: a delay of a million years, a number for a list.
_REFUSALS: Final = (
    vol.Invalid,
    HomeAssistantError,
    AttributeError,
    LookupError,
    OverflowError,
    TypeError,
    ValueError,
)
_NO_STATES: Final = ("", STATE_UNAVAILABLE, STATE_UNKNOWN)


class ActionsForm(ControlForm):
    """Actions that mute, actions that release, and which state of which entity then means muted."""

    kind: ClassVar = "actions"

    @override
    def fields(self) -> Fields:
        # Not required: a missing sequence is answered in words.
        return {vol.Optional(key, default=list): ActionSelector() for key in _SEQUENCES}

    @override
    async def async_refuse(self, hass: HomeAssistant, entity_id: str, chosen: Mapping[str, Any]) -> Refusal | None:
        for field in _SEQUENCES:
            if not chosen[field]:
                return Refusal(field, ControlError.ACTIONS_MISSING)
            try:
                # What Home Assistant makes of it cannot be stored: it is looked at, and what was entered is kept.
                await async_validate_sequence(hass, _listed(chosen[field]))
            except _REFUSALS as err:
                return Refusal(field, ControlError.ACTIONS_INVALID, {"reason": plain(str(err))})
        return None

    @override
    def chosen(self, user_input: Mapping[str, Any]) -> Data:
        return {field: _listed(user_input[field]) for field in _SEQUENCES}

    @override
    def settings(self, hass: HomeAssistant, entity_id: str) -> Fields:
        state = StateSelectorConfig(entity_id=entity_id, hide_states=[STATE_UNAVAILABLE, STATE_UNKNOWN])
        return {vol.Required(CONF_MUTED_STATE): StateSelector(state)}

    @override
    def suggested(self, control: Mapping[str, Any]) -> Data:
        return {key: control[key] for key in (*_SEQUENCES, CONF_MUTED_STATE) if key in control}

    @override
    def refuse_settings(self, hass: HomeAssistant, entity_id: str, settings: Mapping[str, Any]) -> Refusal | None:
        if settings[CONF_MUTED_STATE] in _NO_STATES:
            return Refusal(CONF_MUTED_STATE, ControlError.STATE_UNUSABLE)
        return None


def _listed(actions: Any) -> list[Any]:
    return actions if isinstance(actions, list) else [actions]
