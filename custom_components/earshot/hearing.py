"""What microphones hear, from what their sources show to what is kept and told of it."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.core import State, callback

from .activity.enrichment import enriched
from .activity.model import Activation, StartedBy
from .activity.report import reported
from .broadcast import Broadcast
from .journal import Journal
from .microphone import Microphone
from .microphone_config import MicrophoneConfig
from .microphones.sources import ActivitySource, PipelineRuns
from .microphones.sources.pipeline_runs import RunWords
from .policy.model import Want
from .tally import Counted, Tally
from .violations import ViolationKind


class Hearing:
    """Observes microphones; an activation that has ended is kept, told, and counted where it must not have been."""

    def __init__(
        self,
        journal: Journal,
        broadcast: Broadcast,
        tally: Tally,
        runs: PipelineRuns,
        home_count: Callable[[], int | None],
        tv_played: Callable[[MicrophoneConfig, datetime], bool],
        violated: Callable[[Microphone, ViolationKind, datetime], None],
    ) -> None:
        """Ask `home_count` how many people are home, and `tv_played` whether a television played where a microphone is.

        `violated` is told of what was heard against a mute.
        """
        self._journal = journal
        self._broadcast = broadcast
        self._tally = tally
        self._runs = runs
        self._home_count = home_count
        self._tv_played = tv_played
        self._violated = violated

    @callback
    def observe(self, microphone: Microphone, now: datetime) -> None:
        """Take what a microphone's sources show now."""
        machine = microphone.machine
        was_active = machine.active
        if (activation := microphone.observe(now)) is not None:
            self._heard(microphone, activation, now)
        if not was_active and machine.active:
            self._identify(microphone)
        if microphone.capture.running and (capture := microphone.capture.tick(now)) is not None:
            self._ended(microphone, capture, now)
        if microphone.streaming or microphone.streams_against:
            self._watch_stream(microphone, now)

    @callback
    def report(self, microphone: Microphone, source: ActivitySource, state: State | None, now: datetime) -> None:
        """Take what a device says that it has heard, where it says so only afterwards."""
        if (report := source.report(state, now)) is None:
            return
        activation = reported(microphone.config.id, report, while_muted=microphone.was_muted(report.at))
        self._ended(microphone, activation, now, report.transcript, report.reply)

    @callback
    def begin_capture(self, microphone: Microphone, seconds: object, now: datetime) -> None:
        """Take that raw sound is being recorded from a microphone, for so long at most."""
        replaced = microphone.capture.begin(now, seconds, while_muted=microphone.heard_while_muted(now))
        if replaced is not None:
            self._ended(microphone, replaced, now)

    def _identify(self, microphone: Microphone) -> None:
        """Take the wake word that was heard just now for what has made a satellite listen, unless it listens for an answer."""
        if microphone.machine.started_by is StartedBy.QUESTION or not microphone.satellites:
            return
        if (phrase := self._runs.wake_phrase()) is not None:
            microphone.machine.identify(StartedBy.WAKE_WORD, phrase)

    def _heard(self, microphone: Microphone, activation: Activation, now: datetime) -> None:
        """Take an activation that was seen, with what its pipeline tells of it."""
        if (told := self._told(microphone, activation.start)) is None:
            self._ended(microphone, activation, now)
            return
        activation = enriched(
            activation, started_by=told.started_by, wake_phrase=told.wake_phrase, outcome=told.outcome
        )
        self._ended(microphone, activation, now, told.transcript, told.reply)

    def _told(self, microphone: Microphone, since: datetime) -> RunWords | None:
        told = (self._runs.words(entity_id, since) for entity_id in microphone.satellites)
        return next((words for words in told if words is not None), None)

    def _ended(
        self,
        microphone: Microphone,
        activation: Activation,
        now: datetime,
        transcript: str | None = None,
        reply: str | None = None,
    ) -> None:
        # A report may be of a time before what was heard last.
        microphone.last_activation = max(activation.start, microphone.last_activation or activation.start)
        keep = microphone.config.keep_transcripts
        self._journal.activation(
            activation,
            home_count=self._home_count(),
            tv=self._tv_played(microphone.config, activation.start),
            decision=microphone.decision,
            transcript=transcript if keep else None,
            reply=reply if keep else None,
        )
        self._tally.count(Counted.ACTIVATIONS, activation.microphone_id, now)
        if activation.misfire:
            self._tally.count(Counted.MISFIRES, activation.microphone_id, now)
        if microphone.is_violation(activation):
            self._violated(microphone, ViolationKind.HEARD, now)
        self._broadcast.activation(activation)

    def _watch_stream(self, microphone: Microphone, now: datetime) -> None:
        """Tell once of each stream that goes on although the control reads muted."""
        against = bool(microphone.read) and microphone.decision.want is Want.MUTED and microphone.streams(now)
        if against and not microphone.streams_against:
            self._violated(microphone, ViolationKind.STREAMING, now)
        if microphone.streams_against and not against:
            self._journal.failure_over(microphone.config.id, microphone.view.status)
        microphone.streams_against = against
