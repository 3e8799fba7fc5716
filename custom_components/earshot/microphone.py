"""One microphone in Earshot's care while Home Assistant runs: what is decided, what is observed, what people see."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from .activity.machine import ActivityMachine
from .activity.model import Activation, Phase
from .clashes import Author, Clashes
from .configuration import MicrophoneConfig
from .const import COMMAND_GRACE, MicrophoneStatus
from .microphones.assurance import Assurance
from .microphones.controls import MuteControl
from .microphones.sources import ActivitySource
from .policy.model import Decision, Hold, Row, Standing, Want
from .reconciler import Enforcement
from .status import Observed, derive_recording, derive_status

# Until the first decision is made nothing is promised and nothing asked for.
_UNDECIDED: Final = Decision(
    want=Want.LIVE, row=Row.NOTHING, holds=(), override=None, listen_rules=(), next_change=None
)
# After a confirmed mute a device may still show the command that the mute has cut; it no longer hears.
_SETTLE: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class View:
    """What people see of one microphone. Two equal views need no new state."""

    status: MicrophoneStatus | None
    recording: bool | None
    read: bool | None
    fails: bool
    """Whether the mute does not read back, however often it is asked for."""
    clash: Author | None
    """Who keeps unmuting it, where somebody does."""
    decision: Decision
    last_activation: datetime | None

    @property
    def problem(self) -> bool:
        """Whether its mute does not hold."""
        return self.fails or self.clash is not None


@dataclass(slots=True)
class Microphone:
    """The live side of a microphone."""

    config: MicrophoneConfig
    standing: Standing
    machine: ActivityMachine
    control: MuteControl | None = None
    source: ActivitySource | None = None
    rules: tuple[str, ...] = ()
    """The ids of the rules that are about it."""
    decision: Decision = _UNDECIDED
    decided: bool = False
    muted_by: Hold | None = None
    """What muted it last, to be told as the cause when that has gone."""
    muted_since: datetime | None = None
    """Since when the decision is muted."""
    waiting_until: datetime | None = None
    """How long a rule's mute waits at most for the running command; None where it does not wait."""
    lingers_until: datetime | None = None
    last_activation: datetime | None = None
    clashes: Clashes = field(default_factory=Clashes)
    view: View = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is known yet."""
        self.view = View(None, None, None, fails=False, clash=None, decision=_UNDECIDED, last_activation=None)

    @property
    def assurance(self) -> Assurance:
        """How far its mute can be trusted."""
        return Assurance.NONE if self.control is None else self.control.config.assurance

    @property
    def phase(self) -> Phase | None:
        """What its source shows; None where it has none."""
        return None if self.source is None else self.source.read()

    def decide(self, decision: Decision, now: datetime) -> None:
        """Take a new decision; one that begins to mute in mid-command waits for it, where such a mute may wait."""
        self.decision = decision
        was_decided, self.decided = self.decided, True
        if decision.want is Want.LIVE:
            self.muted_since = self.waiting_until = None
            return
        self.muted_by = decision.holds[0]
        if self.muted_since is None:
            # A mute that stands when Earshot starts began long ago, as far as anyone knows: no command has a grace then.
            self.muted_since = now if was_decided else now - COMMAND_GRACE
            self.waiting_until = now + COMMAND_GRACE if was_decided and self.machine.active else None
        self.settle_waiting(now)

    def settle_waiting(self, now: datetime) -> None:
        """Stop waiting once the command is over, its time is up, or a mute stands that does not wait."""
        if self.waiting_until is None:
            return
        if not (self.decision.waits_for_command and self.machine.active and now < self.waiting_until):
            self.waiting_until = None

    @property
    def wants_mute_now(self) -> bool:
        """Whether its control has to be muted at this moment."""
        return self.decision.want is Want.MUTED and self.waiting_until is None

    def observe(self, now: datetime, enforcement: Enforcement | None) -> Activation | None:
        """Take what its source shows, and give the activation that has ended with it."""
        if self.source is None:
            return None
        read = bool(enforcement and enforcement.read)
        if not read:
            self.machine.mute_lifted(now)
        past_grace = (
            self.muted_since is not None and self.waiting_until is None and now >= self.muted_since + COMMAND_GRACE
        )
        activation = self.machine.observe(self.source.read() or Phase.UNKNOWN, now, read or past_grace)
        if activation is None:
            activation = self._believe_mute(now, enforcement)
        if activation is not None:
            self.last_activation = activation.start
        return activation

    def _believe_mute(self, now: datetime, enforcement: Enforcement | None) -> Activation | None:
        """Believe a device that confirms its mute, though it goes on showing `listening` (as linux-voice-assistant does)."""
        if enforcement is None or not enforcement.read or not enforcement.control.config.confirmed:
            return None
        since, started = enforcement.read_since, self.machine.started_at
        if since is None or started is None or started > since or now < since + _SETTLE:
            return None
        return self.machine.mute_confirmed(now)

    def due(self, enforcement: Enforcement | None, now: datetime) -> datetime | None:
        """When it has to be looked at again although nothing happens: the first instant that is still to come."""
        instants = [self.waiting_until, self.lingers_until, self.machine.due, self.clashes.over_at]
        instants.extend(hold.until for hold in self.standing.holds)
        if self.standing.person_mute is not None:
            instants.append(self.standing.person_mute.until)
        if self.standing.override is not None:
            instants.append(self.standing.override.until)
        if enforcement is not None and enforcement.read and enforcement.read_since and self.machine.capturing:
            instants.append(enforcement.read_since + _SETTLE)
        # What is past has been looked at, and must not hide what comes.
        return min((instant for instant in instants if instant is not None and instant > now), default=None)

    def refresh(self, now: datetime, linger: timedelta, enforcement: Enforcement | None) -> bool:
        """Work out what people see, and whether that has changed."""
        read = None if enforcement is None else enforcement.read
        fails = bool(enforcement and enforcement.problem)
        clash = self.clashes.author(now)
        capturing = self.machine.capturing
        status = derive_status(
            Observed(
                want=self.decision.want,
                phase=self.phase,
                capturing=capturing,
                control=None if self.control is None else self.control.config,
                read=read,
                problem=fails,
            )
        )
        if self.view.recording and not capturing and self.lingers_until is None:
            self.lingers_until = now + linger
        if capturing or (self.lingers_until is not None and now >= self.lingers_until):
            self.lingers_until = None
        recording = derive_recording(status, capturing=capturing, lingering=self.lingers_until is not None)
        if recording is None:
            self.lingers_until = None
        view = View(status, recording, read, fails, clash, self.decision, self.last_activation)
        if view == self.view:
            return False
        self.view = view
        return True
