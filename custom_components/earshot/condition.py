"""Conditions for automations: what a microphone does now. What is unknown meets none of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import (
    ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL,
    Condition,
    ConditionConfig,
    EntityConditionBase,
)
import voluptuous as vol

from .automation import MUTED_OPTIONS, counts_as_muted, ours
from .const import MicrophoneStatus

# The domains of what Earshot shows: named here, for their integrations may not be loaded yet.
_BINARY_SENSOR: Final[Mapping[str, DomainSpec]] = {"binary_sensor": DomainSpec()}
_SENSOR: Final[Mapping[str, DomainSpec]] = {"sensor": DomainSpec()}


class _Ours(EntityConditionBase):
    """Is about what Earshot has made to show one thing, and nothing else."""

    _key: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        return ours(self._hass, super().entity_filter(entities), self._key)

    @override
    def _should_include(self, _state: State) -> bool:
        # One that is unknown is one of all.
        return True

    @override
    def _check_all_match_state(self, states: list[State]) -> bool:
        # Of no microphone nothing can be said.
        return bool(states) and super()._check_all_match_state(states)


class IsRecording(_Ours):
    """A recording indicator is on."""

    _key = "recording"
    _domain_specs = _BINARY_SENSOR

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        return entity_state.state == STATE_ON


class IsMuted(_Ours):
    """A microphone is muted, as far as is asked for."""

    _key = "status"
    _domain_specs = _SENSOR
    _schema = ENTITY_STATE_CONDITION_SCHEMA_ANY_ALL.extend({vol.Required(CONF_OPTIONS, default={}): MUTED_OPTIONS})

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Take what is asked for."""
        super().__init__(hass, config)
        assert config.options is not None
        self._options = config.options

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        return counts_as_muted(entity_state, self._options)

    @override
    def _state_valid_since(self, _state: State) -> datetime:
        # It may have been muted for long and be trusted as far as is asked for only since its attributes changed.
        return _state.last_updated


class CanListen(_Ours):
    """A microphone takes a question and its answer gets through: it is live, and nothing is about to mute it."""

    _key = "status"
    _domain_specs = _SENSOR
    _states: Final = {
        MicrophoneStatus.ARMED,
        MicrophoneStatus.LISTENING,
        MicrophoneStatus.STREAMING,
        MicrophoneStatus.RECORDING,
        MicrophoneStatus.UNOBSERVED,
    }

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        return entity_state.state in self._states


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "can_listen": CanListen,
    "is_muted": IsMuted,
    "is_recording": IsRecording,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
