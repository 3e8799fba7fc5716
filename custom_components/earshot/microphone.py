"""One microphone in Earshot's care while Home Assistant runs: what is decided, what is observed, what people see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from .activity.capture import CaptureMachine
from .activity.machine import ActivityMachine
from .activity.model import Activation, Phase
from .clashes import Clashes
from .const import COMMAND_GRACE
from .microphone_config import MicrophoneConfig
from .microphones.assurance import Assurance
from .microphones.controls import ControlConfig, MuteControl
from .microphones.observations import Observation
from .microphones.sources import ActivitySource
from .policy.model import Decision, Hold, Standing, Want
from .reconciler import Enforcement
from .status import Heard, Held, derive_recording, derive_status
from .view import UNDECIDED, UNSEEN, View
from .violations import Violations

# After a confirmed mute a device may still show the command that the mute has cut; it no longer hears. After any mute a
# stream that has ended may still be on the books.
_SETTLE: Final = timedelta(seconds=2)
# Phases between which nothing changes that people see.
_ALIKE: Final = frozenset({Phase.IDLE, Phase.PROCESSING, Phase.RESPONDING})
# Phases that are not to begin while muted.
_MUTED_MATTERS: Final = (Phase.LISTENING, Phase.PROCESSING)
# Of several sources the one that shows most is believed; one that cannot tell outweighs one that sees nothing.
_MOST_TELLING: Final = (
    Phase.LISTENING,
    Phase.PROCESSING,
    Phase.RESPONDING,
    Phase.STREAMING,
    Phase.UNKNOWN,
    Phase.IDLE,
)


@dataclass(slots=True)
class Microphone:
    """The live side of a microphone."""

    config: MicrophoneConfig
    standing: Standing
    machine: ActivityMachine
    capture: CaptureMachine
    controls: tuple[MuteControl, ...] = ()
    """What mutes it: the first one that works."""
    enforcements: tuple[Enforcement, ...] = ()
    """Where its controls stand, in their order."""
    sources: tuple[ActivitySource, ...] = ()
    satellites: tuple[str, ...] = ()
    """The entity ids of the Assist satellites among its sources."""
    observations: tuple[Observation, ...] = ()
    rules: tuple[str, ...] = ()
    """The ids of the rules that are about it."""
    decision: Decision = UNDECIDED
    decided: bool = False
    muted_by: Hold | None = None
    """What muted it last, to be told as the cause when that has gone."""
    muted_since: datetime | None = None
    """Since when the decision is muted."""
    live_since: datetime | None = None
    """Since when the decision is live again, after one that muted."""
    waiting_until: datetime | None = None
    """How long a rule's mute waits at most for the running command; None where it does not wait."""
    lingers_until: datetime | None = None
    last_activation: datetime | None = None
    clashes: Clashes = field(default_factory=Clashes)
    violations: Violations = field(default_factory=Violations)
    phase: Phase | None = None
    """What its sources showed when they were looked at last; None where none shows what happens while it happens."""
    streaming: bool = False
    """Whether any of them showed then that sound leaves it all the time, whatever it does besides."""
    streams_against: bool = False
    """Whether it is known to stream against its mute: one stream is one violation."""
    view: View = UNSEEN
    status_since: datetime | None = None
    """Since when people see this status."""
    problem_since: datetime | None = None
    """Since when its mute does not hold in this way."""

    # --- What is there --------------------------------------------------------------------------------------------------

    def _read_sources(self) -> Phase | None:
        """Take what its sources show now, and return what that is for its commands."""
        if len(self.sources) == 1:
            self.phase = phase = self.sources[0].read()
            self.streaming = phase is Phase.STREAMING
            return phase
        commands = [source.read() for source in self.sources if not source.streams_alone]
        streams = [source.read() for source in self.sources if source.streams_alone]
        self.phase, self.streaming = _most_telling(commands + streams), Phase.STREAMING in commands + streams
        if not commands:
            return self.phase
        # That no stream is on says nothing of commands which are told of only afterwards.
        if (command := _most_telling(commands)) is None and not self.streaming:
            self.phase = None
        return command

    @property
    def alike(self) -> bool:
        """Whether it shows nothing that people see, beyond that it is there."""
        return self.phase in _ALIKE and not self.streaming

    @property
    def read(self) -> bool | None:
        """What its controls say together: muted where any holds it, None where none can tell."""
        if len(self.enforcements) == 1:
            return self.enforcements[0].read
        reads = {enforcement.read for enforcement in self.enforcements}
        return True if True in reads else False if False in reads else None

    @property
    def holding(self) -> Enforcement | None:
        """The control that holds it muted, the most trusted where several do; None where none does."""
        if len(self.enforcements) == 1:
            return self.enforcements[0] if self.enforcements[0].read else None
        held = [enforcement for enforcement in self.enforcements if enforcement.read]
        return max(held, key=lambda enforcement: self._trust(enforcement).assurance.rank, default=None)

    @property
    def assurance(self) -> Assurance:
        """How far its mute can be trusted: that of the control that holds it, of the first one while none does."""
        return self._assurance(self.holding)

    def _assurance(self, holding: Enforcement | None) -> Assurance:
        if holding is not None:
            return self._trust(holding).assurance
        return self.controls[0].trusted.assurance if self.controls else Assurance.NONE

    def _trust(self, enforcement: Enforcement) -> ControlConfig:
        """Return one of its controls as it is described here: another microphone that shares it may trust it otherwise."""
        if len(self.controls) == 1:
            return self.controls[0].trusted
        return next(
            control.trusted
            for control, each in zip(self.controls, self.enforcements, strict=True)
            if each is enforcement
        )

    def _is_certain(self, enforcement: Enforcement) -> bool:
        """Whether a control that reads muted is a proof of silence: the device's own word, or no power at all."""
        config = self._trust(enforcement)
        return config.assurance.silences and (config.confirmed or config.assurance is Assurance.POWER_CUT)

    # --- What is decided ------------------------------------------------------------------------------------------------

    def decide(self, decision: Decision, now: datetime) -> None:
        """Take a new decision; one that begins to mute in mid-command waits for it, where such a mute may wait."""
        self.decision = decision
        was_decided, self.decided = self.decided, True
        if decision.want is Want.LIVE:
            if self.muted_since is not None:
                self.live_since = now
            self.muted_since = self.waiting_until = None
            return
        self.muted_by = decision.holds[0]
        if self.muted_since is None:
            # A mute that stands when Earshot starts began long ago, as far as anyone knows: no command has a grace then.
            self.muted_since = now if was_decided else now - COMMAND_GRACE
            self.waiting_until = now + COMMAND_GRACE if was_decided and self.machine.active else None
        # However far the clock is put back, it began no later than now and waits no longer than it may.
        self.muted_since = min(self.muted_since, now)
        if self.waiting_until is not None:
            self.waiting_until = min(self.waiting_until, now + COMMAND_GRACE)
        self.settle_waiting(now)

    def settle_waiting(self, now: datetime) -> bool:
        """Stop waiting once the command is over, its time is up, or a mute stands that does not wait; whether it does not wait."""
        if self.waiting_until is not None and not (
            self.decision.waits_for_command and self.machine.active and now < self.waiting_until
        ):
            self.waiting_until = None
        return self.waiting_until is None

    @property
    def wants_mute_now(self) -> bool:
        """Whether it has to be muted at this moment."""
        return self.decision.want is Want.MUTED and self.waiting_until is None

    def heard_while_muted(self, now: datetime) -> bool:
        """Whether what is heard now is heard against a mute: one that reads back, or one that is decided and past its grace."""
        return bool(self.read) or (
            self.muted_since is not None and self.waiting_until is None and now >= self.muted_since + COMMAND_GRACE
        )

    def was_muted(self, at: datetime) -> bool:
        """Whether what is told of only now was heard against the mute that stands now."""
        return any(each.read and each.read_since <= at for each in self.enforcements) or (
            self.muted_since is not None and at >= self.muted_since + COMMAND_GRACE
        )

    def is_violation(self, activation: Activation) -> bool:
        """Whether an activation that has ended was heard against a mute that was decided, also where that has ended meanwhile."""
        return activation.heard_muted and (
            self.decision.want is Want.MUTED or (self.live_since is not None and activation.start < self.live_since)
        )

    # --- What is heard --------------------------------------------------------------------------------------------------

    def observe(self, now: datetime) -> Activation | None:
        """Take what its sources show, and give the activation that has ended with it."""
        if (phase := self._read_sources()) is None:
            # A command that was shown by a source which has been taken away is over, as far as anyone knows.
            phase = Phase.UNKNOWN
        machine = self.machine
        # What Home Assistant merely believes in is no proof of silence, and keeps none up.
        over = machine.mute_lifted(now) if machine.silenced and not self._certainly_muted else None
        ended = machine.observe(phase, now, phase in _MUTED_MATTERS and self.heard_while_muted(now))
        return over or ended or (self._believe_mute(now) if machine.capturing else None)

    @property
    def confirmed_since(self) -> datetime | None:
        """Since when its mute is proven: by the device's own word, or by its power being cut; None where nothing proves one."""
        holding = self.holding
        return None if holding is None or not self._is_certain(holding) else holding.read_since

    @property
    def _certainly_muted(self) -> bool:
        """Whether what mutes it is a proof of silence."""
        return (holding := self.holding) is not None and self._is_certain(holding)

    def _believe_mute(self, now: datetime) -> Activation | None:
        """Believe a device that confirms its mute, though it goes on showing `listening` (as linux-voice-assistant does)."""
        holding, started = self.holding, self.machine.started_at
        if holding is None or started is None or not self._is_certain(holding):
            return None
        if started > holding.read_since or now < holding.read_since + _SETTLE:
            return None
        return self.machine.mute_confirmed(now)

    def streams(self, now: datetime) -> bool:
        """Whether sound leaves it all the time.

        While a mute is read back only a proof counts, and that of a mute which was just set not at once: after a mute of its own Home
        Assistant begins one more run for a Wyoming satellite, and nothing ever reaches it. What silences nothing is no such mute.
        """
        if not self.streaming:
            return False
        if (holding := self.holding) is None or not self._trust(holding).assurance.silences:
            return True
        if not any(source.proves_stream and source.read() is Phase.STREAMING for source in self.sources):
            return False
        return now >= holding.read_since + _SETTLE

    # --- What people see ------------------------------------------------------------------------------------------------

    def due(self, now: datetime) -> datetime | None:
        """When it has to be looked at again although nothing happens: the first instant that is still to come."""
        standing = self.standing
        instants = [
            self.waiting_until,
            self.capture.due,
            self.clashes.over_at,
            self.violations.over_at(now),
            self.heard_due(now),
        ]
        if standing.holds:
            instants.extend(hold.until for hold in standing.holds)
        if standing.person_mute is not None:
            instants.append(standing.person_mute.until)
        if standing.override is not None:
            instants.append(standing.override.until)
        return _first(instants, now)

    def heard_due(self, now: datetime) -> datetime | None:
        """When it has to be looked at again for what it hears."""
        settled = None
        if (self.machine.capturing or self.streaming) and (holding := self.holding) is not None:
            settled = holding.read_since + _SETTLE
        return _first((self.lingers_until, self.machine.due, settled), now)

    def refresh(self, now: datetime, linger: timedelta, *, heard_alone: bool = False) -> bool:
        """Work out what people see, and whether that has changed; `heard_alone` where nothing can have changed but what it hears."""
        held, view, machine = self.view.held if heard_alone else self._held(now), self.view, self.machine
        heard = Heard(
            self.phase,
            machine.capturing,
            self.streams(now),
            self.capture.running,
            machine.stuck and not self._certainly_muted,
        )
        capturing = heard.listening or heard.recording or heard.streaming
        status = derive_status(held, heard)
        if view.recording and not capturing and self.lingers_until is None:
            self.lingers_until = now + linger
        if capturing or (self.lingers_until is not None and now >= self.lingers_until):
            self.lingers_until = None
        recording = derive_recording(status, heard.phase, capturing=capturing, lingering=self.lingers_until is not None)
        if recording is None:
            self.lingers_until = None
        if status is view.status and recording is view.recording and held is view.held:
            return False
        self.view = View(status, recording, held)
        if status is not view.status:
            self.status_since = now
        if (problem := self.view.problem_kind) is not view.problem_kind:
            self.problem_since = None if problem is None else now
        return True

    def _held(self, now: datetime) -> Held:
        """Return how it is held now, the same object where nothing of that has changed."""
        read, holding = self.read, self.holding
        held = Held(
            decision=self.decision,
            controlled=bool(self.controls),
            read=read,
            control=None if holding is None else self._trust(holding),
            assurance=self._assurance(holding),
            fails=not read and any(enforcement.problem for enforcement in self.enforcements),
            clash=self.clashes.author(now),
            # Without a mute there is none that could fail to hold.
            violation=self.violations.recent(now) if self.decision.want is Want.MUTED else None,
            repeated=self.violations.repeated(now),
            observations=tuple([observation.read() for observation in self.observations]) if self.observations else (),
        )
        return self.view.held if held == self.view.held else held


def _most_telling(phases: Collection[Phase | None]) -> Phase | None:
    """Return the phase to be believed where several sources show one; None where none of them does."""
    return next((phase for phase in _MOST_TELLING if phase in phases), None)


def _first(instants: Iterable[datetime | None], now: datetime) -> datetime | None:
    """Return the first instant that is still to come. What is past has been looked at, and must not hide what comes."""
    coming = [instant for instant in instants if instant is not None and instant > now]
    return min(coming) if coming else None
