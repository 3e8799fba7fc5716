"""What people see of a microphone, from what is decided and what is observed. Never from what was asked for."""

from dataclasses import dataclass
from typing import Final

from .activity.model import Phase
from .const import MicrophoneStatus
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .policy.model import Want

# Sound is captured for a command, a capture or a stream.
CAPTURING: Final = frozenset({MicrophoneStatus.LISTENING, MicrophoneStatus.STREAMING, MicrophoneStatus.RECORDING})
# Held back, as far as anyone can tell. All others can hear or may hear.
QUIET: Final = frozenset({MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED})


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known of a microphone now."""

    want: Want
    phase: Phase | None
    """What its source shows; None where it has no source."""
    capturing: bool
    control: ControlConfig | None
    read: bool | None
    """The control's read-back: True is muted; None where it cannot be told."""
    problem: bool


def derive_status(observed: Observed) -> MicrophoneStatus | None:
    """Return the status of a microphone; None where it is unknown."""
    muting = observed.want is Want.MUTED and observed.control is not None and not observed.problem
    if observed.capturing:
        # A running command is let finish before a rule's mute: that is `muting`. Heard while it reads muted is just heard.
        return MicrophoneStatus.MUTING if muting and not observed.read else MicrophoneStatus.LISTENING
    if observed.control is not None:
        if observed.read is None:
            return None
        if observed.read and _holds_back(observed.control):
            return _held(observed.control, observed.phase)
    if observed.phase is None:
        return MicrophoneStatus.UNOBSERVED
    if observed.phase is Phase.UNKNOWN:
        return None
    return MicrophoneStatus.MUTING if muting and not observed.read else MicrophoneStatus.ARMED


def _holds_back(control: ControlConfig) -> bool:
    """Whether anything is held back by this control at all: do-not-disturb stops the replies, not the microphone."""
    return control.assurance.silences or control.assurance is Assurance.UPLOAD_BLOCKED


def _held(control: ControlConfig, phase: Phase | None) -> MicrophoneStatus | None:
    """Return what a control that reads muted makes of its microphone."""
    if control.assurance is Assurance.UPLOAD_BLOCKED:
        return MicrophoneStatus.BLOCKED
    if control.confirmed or control.assurance is Assurance.POWER_CUT:
        return MicrophoneStatus.MUTED
    # Home Assistant's belief alone: worth something only while the device is there to be held back.
    return None if phase is Phase.UNKNOWN else MicrophoneStatus.PAUSED


def derive_recording(status: MicrophoneStatus | None, *, capturing: bool, lingering: bool) -> bool | None:
    """Return the recording indicator; None for what cannot be seen."""
    if capturing or status in CAPTURING:
        return True
    if status is None or status is MicrophoneStatus.UNOBSERVED:
        return None
    return lingering
