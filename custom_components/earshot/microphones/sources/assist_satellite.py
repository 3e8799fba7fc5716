"""An Assist satellite: its entity's state is what its microphone does."""

from datetime import datetime
from typing import ClassVar, Final

from homeassistant.core import State

from ...activity.model import Phase
from ..references import EntityResolver, StateReader
from .model import SourceConfig

# The states of Home Assistant's `assist_satellite` entities. Written down here rather than imported: Earshot must be able to
# mute before that integration, and all that it depends on, is loaded.
_PHASES: Final[dict[str, Phase]] = {
    "idle": Phase.IDLE,
    "listening": Phase.LISTENING,
    "processing": Phase.PROCESSING,
    "responding": Phase.RESPONDING,
}


class AssistSatelliteSource:
    """Reads the four states of an Assist satellite."""

    kind: ClassVar = "assist_satellite"

    def __init__(self, config: SourceConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Follow the satellite that the configuration refers to."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._states = states

    def read(self) -> Phase:
        """Return the satellite's phase; unknown while it is unavailable, gone, or in a state of a later Home Assistant."""
        if self.entity_id is None or (state := self._states.get(self.entity_id)) is None:
            return Phase.UNKNOWN
        return _PHASES.get(state.state, Phase.UNKNOWN)

    def report(self, state: State | None, now: datetime) -> None:
        """Return nothing: what it hears is seen while it lasts."""
