"""A switch that mutes, in either polarity."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from homeassistant.const import SERVICE_TOGGLE, SERVICE_TURN_OFF, SERVICE_TURN_ON, STATE_OFF, STATE_ON

from ..references import EntityResolver, StateReader
from .model import Action, ControlConfig

# An ESPHome switch reads back after 2–37 ms, after 0.6 s during its wake chime; Home Assistant gives a slow network 5 s.
_DEADLINE: Final = timedelta(seconds=5)


class SwitchControl:
    """Mutes by turning one switch on or, with an inverted polarity, off."""

    kind: ClassVar = "switch"
    deadline = _DEADLINE

    def __init__(self, config: ControlConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Follow the switch that the configuration refers to."""
        self.config = config
        self.key = f"{self.kind}:{config.entity}"
        self.entity_id = resolve(config.entity)
        self._states = states
        self._muted_state = config.muted_state

    def read(self) -> bool | None:
        """Whether the switch reads muted; None while it is unavailable or gone."""
        if self.entity_id is None or (state := self._states.get(self.entity_id)) is None:
            return None
        value = state.state
        if value not in (STATE_ON, STATE_OFF):
            return None
        return value == self._muted_state

    def found(self) -> None:
        """Return nothing: a switch has but two states."""

    def action(self, *, muted: bool, found: str | None = None) -> Action | None:
        """Turn the switch towards muted or live; None while it is gone."""
        if self.entity_id is None:
            return None
        service = SERVICE_TURN_ON if muted == (self._muted_state == STATE_ON) else SERVICE_TURN_OFF
        return Action(self.entity_id.split(".", 1)[0], service, self.entity_id)

    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Which way an action of the switch's domain takes it."""
        if service == SERVICE_TOGGLE:
            read = self.read()
            return None if read is None else not read
        if service in (SERVICE_TURN_ON, SERVICE_TURN_OFF):
            return (service == SERVICE_TURN_ON) == (self._muted_state == STATE_ON)
        return None
