"""What people see of a microphone, from what is decided and what is observed. Never from what was asked for."""

from enum import StrEnum
from typing import Final, NamedTuple

from .activity.model import Phase
from .clashes import Author
from .const import MicrophoneStatus
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .policy.model import Decision, Want
from .violations import ViolationKind

# Sound is captured for a command, a capture or a stream.
CAPTURING: Final = frozenset({MicrophoneStatus.LISTENING, MicrophoneStatus.STREAMING, MicrophoneStatus.RECORDING})
# Held back, as far as anyone can tell. All others can hear or may hear.
QUIET: Final = frozenset({MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED})
_UNSEEN: Final = (None, Phase.UNKNOWN)


class ProblemKind(StrEnum):
    """In which way a mute does not hold: a violation's kind, or one of these."""

    MUTE_FAILS = "mute_fails"
    """It does not read back, however often it is asked for."""
    CLASH = "clash"
    """Somebody keeps unmuting it."""
    HEARD = ViolationKind.HEARD.value
    LIVE = ViolationKind.LIVE.value
    STREAMING = ViolationKind.STREAMING.value


class Held(NamedTuple):
    """How a microphone is held: what is decided, what reads back, and how far that can be trusted."""

    decision: Decision
    controlled: bool
    """Whether anything mutes it."""
    read: bool | None
    """What its controls say together: True is muted; None where it cannot be told."""
    control: ControlConfig | None
    """The control that holds it muted."""
    assurance: Assurance
    """How far its mute can be trusted: that of the control that holds it, of the first one while none does."""
    fails: bool
    """Whether the mute does not read back, however often it is asked for."""
    clash: Author | None
    """Who keeps unmuting it, where somebody does."""
    violation: ViolationKind | None
    """In which way its mute did not hold lately."""
    repeated: ViolationKind | None
    """The same, where it has happened several times."""
    observations: tuple[tuple[str, str], ...]
    """What is observed beside it and counts for nothing: kinds with the states of their entities."""


class Heard(NamedTuple):
    """What a microphone does, as far as it is believed."""

    phase: Phase | None
    """What its sources show; None where none shows what happens while it happens."""
    listening: bool
    """Whether it captures a command."""
    streaming: bool
    """Whether sound leaves it all the time."""
    recording: bool
    """Whether a raw capture runs."""
    stuck: bool
    """Whether it has claimed to listen for so long that it cannot be believed."""


def derive_status(held: Held, heard: Heard) -> MicrophoneStatus | None:
    """Return the status of a microphone; None where it is unknown."""
    muting = held.decision.want is Want.MUTED and held.controlled and not held.fails and not held.read
    if heard.recording:
        return MicrophoneStatus.RECORDING
    if heard.listening:
        # A running command is let finish before a rule's mute: that is `muting`. Heard while it reads muted is just heard.
        return MicrophoneStatus.MUTING if muting else MicrophoneStatus.LISTENING
    if heard.stuck:
        return None
    if held.controlled and held.read is None:
        return MicrophoneStatus.STREAMING if heard.streaming else None
    if held.control is not None and _holds_back(held.control):
        return MicrophoneStatus.STREAMING if heard.streaming else _quiet(held.control, heard.phase)
    if heard.phase is Phase.UNKNOWN:
        return None
    if muting:
        return MicrophoneStatus.MUTING
    if heard.phase is None:
        return MicrophoneStatus.UNOBSERVED
    return MicrophoneStatus.STREAMING if heard.streaming else MicrophoneStatus.ARMED


def _holds_back(control: ControlConfig) -> bool:
    """Whether anything is held back by this control at all: do-not-disturb stops the replies, not the microphone."""
    return control.assurance.silences or control.assurance is Assurance.UPLOAD_BLOCKED


def _quiet(control: ControlConfig, phase: Phase | None) -> MicrophoneStatus | None:
    """Return what a control that reads muted makes of its microphone."""
    if control.assurance is Assurance.UPLOAD_BLOCKED:
        return MicrophoneStatus.BLOCKED
    if control.confirmed or control.assurance is Assurance.POWER_CUT:
        return MicrophoneStatus.MUTED
    # Home Assistant's belief alone: worth something only while the device is there to be held back.
    return None if phase is Phase.UNKNOWN else MicrophoneStatus.PAUSED


def derive_recording(
    status: MicrophoneStatus | None, phase: Phase | None, *, capturing: bool, lingering: bool
) -> bool | None:
    """Return the recording indicator; None for what cannot be seen."""
    if capturing or status in CAPTURING:
        return True
    if status is None or (phase in _UNSEEN and status is not MicrophoneStatus.MUTED):
        return None
    return lingering
