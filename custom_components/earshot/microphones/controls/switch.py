"""A switch that mutes, in either polarity."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, override

from homeassistant.const import SERVICE_TOGGLE, SERVICE_TURN_OFF, SERVICE_TURN_ON, STATE_OFF, STATE_ON

from .base import EntityControl
from .model import Action


class SwitchControl(EntityControl):
    """Mutes by turning one switch on or, with an inverted polarity, off."""

    kind: ClassVar = "switch"
    # An ESPHome switch reads back after 2–37 ms, after 0.6 s during its wake chime; Home Assistant gives a slow network 5 s.
    deadline: ClassVar = timedelta(seconds=5)
    usual_muted_state: ClassVar = STATE_ON

    @override
    def read(self) -> bool | None:
        """Whether the switch reads muted; None while it is unavailable or gone, or says neither on nor off."""
        value = self._value()
        return value == self.config.muted_state if value in (STATE_ON, STATE_OFF) else None

    def action(self, *, muted: bool, found: str | None = None) -> Action | None:
        """Turn the switch towards muted or live; None while it is gone."""
        return self._action(SERVICE_TURN_ON if muted == self._on_mutes else SERVICE_TURN_OFF)

    @override
    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Which way an action of the switch's domain takes it."""
        if service == SERVICE_TOGGLE:
            read = self.read()
            return None if read is None else not read
        if service in (SERVICE_TURN_ON, SERVICE_TURN_OFF):
            return (service == SERVICE_TURN_ON) == self._on_mutes
        return None

    @property
    def _on_mutes(self) -> bool:
        return self.config.muted_state == STATE_ON
