"""What mute controls have in common: one entity that is read back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from homeassistant.const import ATTR_ASSUMED_STATE, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State

from ..references import EntityResolver, StateReader
from .model import Action, ControlConfig


class EntityControl:
    """Knows its entity, reads it and acts on it."""

    kind: ClassVar[str]
    deadline: ClassVar[timedelta]

    def __init__(self, config: ControlConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Follow the entity that the configuration refers to."""
        self.config = config
        self.key = f"{self.kind}:{config.entity}"
        self.entity_id = resolve(config.entity)
        self._states = states

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The entity, where it is there."""
        return () if self.entity_id is None else (self.entity_id,)

    @property
    def trusted(self) -> ControlConfig:
        """What it was built from, as Home Assistant's belief alone while the entity says that its state is assumed."""
        state = self._state()
        return self.config.believed if state is not None and state.attributes.get(ATTR_ASSUMED_STATE) else self.config

    def read(self) -> bool | None:
        """Whether the entity reads muted; None while that is not known."""
        value = self._value()
        return None if value is None else value == self.config.muted_state

    def found(self, before: str | None = None) -> str | None:
        """Return nothing: there is but one way to be live."""
        return None

    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Return nothing: no action on the entity tells where it takes the control."""
        return None

    def _state(self) -> State | None:
        return None if self.entity_id is None else self._states.get(self.entity_id)

    def _value(self) -> str | None:
        """Return the entity's state; None while it is gone, unavailable or unknown."""
        state = self._state()
        return None if state is None or state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN) else state.state

    def _action(self, service: str, *data: tuple[str, Any]) -> Action | None:
        """Return an action of the entity's domain on it; None while it is gone."""
        if self.entity_id is None:
            return None
        return Action(self.entity_id.split(".", 1)[0], service, self.entity_id, data)
