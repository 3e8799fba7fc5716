"""Triggers for automations: what a microphone begins, ends or fails to do."""

from collections.abc import Mapping
from typing import ClassVar, Final, override

from homeassistant.const import CONF_OPTIONS, STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR,
    EntityTargetStateTriggerBase,
    EntityTransitionTriggerBase,
    EntityTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
)
import voluptuous as vol

from .automation import MUTED_OPTIONS, counts_as_muted, ours
from .const import ActivationEvent, MicrophoneStatus

# The domains of what Earshot shows: named here, for their integrations may not be loaded yet.
_BINARY_SENSOR: Final[Mapping[str, DomainSpec]] = {"binary_sensor": DomainSpec()}
_EVENT: Final[Mapping[str, DomainSpec]] = {"event": DomainSpec(value_source="event_type")}
_SENSOR: Final[Mapping[str, DomainSpec]] = {"sensor": DomainSpec()}

_ON: Final = {STATE_ON}
_OFF: Final = {STATE_OFF}
_QUIET: Final[set[str | bool]] = {MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED}
_MAY_HEAR: Final[set[str | bool]] = {*MicrophoneStatus} - _QUIET


class _Ours(EntityTriggerBase):
    """Is about what Earshot has made to show one thing, and nothing else."""

    _key: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        return ours(self._hass, super().entity_filter(entities), self._key)

    @override
    def _should_include(self, state: State) -> bool:
        # One that is unknown is one of all: of it nobody can say that it has stopped, is muted or has failed.
        return True


class RecordingStarted(_Ours, EntityTargetStateTriggerBase):
    """A recording indicator goes on."""

    _key = "recording"
    _domain_specs = _BINARY_SENSOR
    _to_states = _ON


class RecordingStopped(_Ours, EntityTargetStateTriggerBase):
    """A recording indicator goes off."""

    _key = "recording"
    _domain_specs = _BINARY_SENSOR
    _to_states = _OFF


class MicrophoneMuted(_Ours):
    """A microphone is muted, as far as is asked for."""

    _key = "status"
    _domain_specs = _SENSOR
    _schema = ENTITY_STATE_TRIGGER_SCHEMA_WITH_BEHAVIOR.extend({vol.Required(CONF_OPTIONS, default={}): MUTED_OPTIONS})

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        return not counts_as_muted(from_state, self._options)

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        return counts_as_muted(state, self._options)


class MicrophoneUnmuted(_Ours, EntityTransitionTriggerBase):
    """A microphone that was muted or paused can hear, or may."""

    _key = "status"
    _domain_specs = _SENSOR
    _from_states = _QUIET
    _to_states = _MAY_HEAR


class MuteFailed(_Ours, EntityTargetStateTriggerBase):
    """A microphone's mute does not hold."""

    _key = "problem"
    _domain_specs = _BINARY_SENSOR
    _to_states = _ON
    # It is a diagnostic entity, and is meant by its area all the same.
    _primary_entities_only = False


class _Activated(_Ours, StatelessEntityTriggerBase):
    """An activation of one type is over."""

    _key = "activation"
    _domain_specs = _EVENT
    _type: ClassVar[ActivationEvent]

    @override
    def is_valid_state(self, state: State, report_not_triggered: NotTriggeredReasonReporter) -> bool:
        return bool(self._get_tracked_value(state) == self._type)


class ActivatedWhileMuted(_Activated):
    """Something was heard although the microphone had to be silent."""

    _type = ActivationEvent.WHILE_MUTED


class Misfired(_Activated):
    """What was heard was probably not meant for it."""

    _type = ActivationEvent.MISFIRE


TRIGGERS: Final[dict[str, type[Trigger]]] = {
    "activated_while_muted": ActivatedWhileMuted,
    "microphone_muted": MicrophoneMuted,
    "microphone_unmuted": MicrophoneUnmuted,
    "misfire": Misfired,
    "mute_failed": MuteFailed,
    "recording_started": RecordingStarted,
    "recording_stopped": RecordingStopped,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
