"""An Assist satellite: its entity's state is what its microphone does."""

from datetime import datetime
from typing import ClassVar, Final

from homeassistant.core import State

from ...activity.model import Phase
from ..references import EntityResolver, StateReader
from .model import SourceConfig
from .pipeline_runs import PipelineRuns

# The states of Home Assistant's `assist_satellite` entities. Written down here rather than imported: Earshot must be able to
# mute before that integration, and all that it depends on, is loaded.
_PHASES: Final[dict[str, Phase]] = {
    "idle": Phase.IDLE,
    "listening": Phase.LISTENING,
    "processing": Phase.PROCESSING,
    "responding": Phase.RESPONDING,
}
# The phases that a state shows although the satellite may do something else.
_ASKED: Final = (Phase.IDLE, Phase.RESPONDING)


class AssistSatelliteSource:
    """Reads the four states of an Assist satellite, and from the pipelines what those states do not show.

    Its state is `idle` while it streams for a wake word that is listened for elsewhere, and for as long as its last answer may still be
    played while a new command is already listened to.
    """

    kind: ClassVar = "assist_satellite"
    proves_stream: ClassVar = False
    streams_alone: ClassVar = False

    def __init__(
        self, config: SourceConfig, resolve: EntityResolver, states: StateReader, runs: PipelineRuns | None = None
    ) -> None:
        """Follow the satellite that the configuration refers to; without runs, by its state alone."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._states = states
        self._runs = runs

    def read(self) -> Phase:
        """Return the satellite's phase; unknown while it is unavailable, gone, or in a state of a later Home Assistant."""
        if self.entity_id is None or (state := self._states.get(self.entity_id)) is None:
            return Phase.UNKNOWN
        phase = _PHASES.get(state.state, Phase.UNKNOWN)
        if self._runs is None or phase not in _ASKED:
            return phase
        run = self._runs.phase(self.entity_id)
        # An answer is played over the stream; what is told is that it responds.
        return phase if run is None or (run is Phase.STREAMING and phase is not Phase.IDLE) else run

    def report(self, state: State | None, now: datetime) -> None:
        """Return nothing: what it hears is seen while it lasts."""
