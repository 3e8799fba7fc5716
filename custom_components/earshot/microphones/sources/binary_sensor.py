"""A binary sensor that says when a microphone is in use: while a command is captured, or while sound leaves it all the time."""

from datetime import datetime
from typing import ClassVar

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import State

from ...activity.model import Phase
from ..references import EntityResolver, StateReader
from .model import SourceConfig


class BinarySensorSource:
    """Takes a sensor that is on for a microphone that listens."""

    kind: ClassVar[str] = "binary_sensor"
    proves_stream: ClassVar = True
    streams_alone: ClassVar[bool] = False
    _on: ClassVar[Phase] = Phase.LISTENING

    def __init__(self, config: SourceConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Follow the sensor that the configuration refers to."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._states = states

    def read(self) -> Phase:
        """Return what the sensor says; unknown while it is unavailable or gone."""
        if self.entity_id is None or (state := self._states.get(self.entity_id)) is None:
            return Phase.UNKNOWN
        return {STATE_ON: self._on, STATE_OFF: Phase.IDLE}.get(state.state, Phase.UNKNOWN)

    def report(self, state: State | None, now: datetime) -> None:
        """Return nothing: what it hears is seen while it lasts."""


class StreamingSensorSource(BinarySensorSource):
    """Takes a sensor that is on for a microphone whose sound leaves it, with no command meant by that."""

    kind: ClassVar[str] = "streaming_sensor"
    streams_alone: ClassVar[bool] = True
    _on: ClassVar[Phase] = Phase.STREAMING
