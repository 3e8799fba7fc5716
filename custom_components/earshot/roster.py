"""Which microphones there are, and what stands for each of them: through changes of the configuration, and through restarts."""

from typing import NamedTuple

from homeassistant.core import HomeAssistant, callback

from . import standings
from .activity.capture import CaptureMachine
from .activity.machine import ActivityMachine
from .configuration import Configuration
from .ledger import Ledger
from .microphone import Microphone
from .microphone_config import MicrophoneConfig
from .microphones.controls import build_control
from .microphones.observations import Observation
from .microphones.references import EntityResolver, async_resolver
from .microphones.sources import PipelineRuns, build_source
from .microphones.sources.assist_satellite import AssistSatelliteSource
from .policy.model import Standing
from .violations import Violations


class Changes(NamedTuple):
    """What a new configuration came to, in ids of microphones."""

    new: list[str]
    gone: list[str]
    changed: list[str]
    """Those that stay, otherwise than they were."""


class Roster:
    """The microphones that are configured, by id."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger, runs: PipelineRuns) -> None:
        """Begin without microphones."""
        self._hass = hass
        self._ledger = ledger
        self._runs = runs
        self.microphones: dict[str, Microphone] = {}

    @callback
    def async_configure(self, configuration: Configuration) -> Changes:
        """Take microphones up and let them go; what is known of those that stay is kept."""
        changes = Changes([], [], [])
        resolve = async_resolver(self._hass)
        self._forget_removed(configuration)
        for microphone_id in self.microphones.keys() - configuration.microphones.keys():
            del self.microphones[microphone_id]
            changes.gone.append(microphone_id)
        for microphone_id, config in configuration.microphones.items():
            microphone = self.microphones.get(microphone_id)
            if microphone is None:
                standing = self._ledger.memory.standings.get(microphone_id, Standing())
                microphone = Microphone(config, standing, ActivityMachine(microphone_id), CaptureMachine(microphone_id))
                microphone.violations = Violations(self._ledger.memory.violations.get(microphone_id, ()))
                self.microphones[microphone_id] = microphone
                changes.new.append(microphone_id)
            elif microphone.config != config:
                changes.changed.append(microphone_id)
            self._configure(microphone, config, resolve)
        return changes

    def _forget_removed(self, configuration: Configuration) -> None:
        """Forget what stands for microphones that are gone, also of those that went while Earshot was not loaded."""
        memory = self._ledger.memory
        for microphone_id in memory.violations.keys() - configuration.microphones.keys():
            del memory.violations[microphone_id]
        for microphone_id in memory.standings.keys() - configuration.microphones.keys():
            self._save_standing(microphone_id, Standing())

    def _configure(self, microphone: Microphone, config: MicrophoneConfig, resolve: EntityResolver) -> None:
        states = self._hass.states
        microphone.config = config
        microphone.standing = standings.with_default(microphone.standing, config.default)
        microphone.controls = tuple(build_control(each, resolve, states) for each in config.controls)
        # A source that stays the same remembers what its device has told before.
        kept = {(source.config, source.entity_id): source for source in microphone.sources}
        microphone.sources = tuple(
            kept.get((each, resolve(each.entity))) or build_source(each, resolve, states, self._runs)
            for each in config.sources
        )
        microphone.satellites = tuple(
            source.entity_id
            for source in microphone.sources
            if isinstance(source, AssistSatelliteSource) and source.entity_id is not None
        )
        microphone.observations = tuple(Observation(each, resolve, states) for each in config.observations)

    def set_standing(self, microphone: Microphone, standing: Standing) -> None:
        """Let this stand for a microphone from now on, and remember it."""
        if standing is not microphone.standing and standing != microphone.standing:
            microphone.standing = standing
            self._save_standing(microphone.config.id, standing)

    def _save_standing(self, microphone_id: str, standing: Standing) -> None:
        remembered = self._ledger.memory.standings
        if standings.is_empty(standing):
            if remembered.pop(microphone_id, None) is None:
                return
        else:
            remembered[microphone_id] = standing
        self._ledger.changed()
