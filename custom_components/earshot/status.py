"""What people see of a microphone, from what is decided and what is observed. Never from what was asked for."""

from typing import Final, NamedTuple

from .activity.model import Phase
from .const import MicrophoneStatus
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .policy.model import Want

# Sound is captured for a command, a capture or a stream.
CAPTURING: Final = frozenset({MicrophoneStatus.LISTENING, MicrophoneStatus.STREAMING, MicrophoneStatus.RECORDING})
# Held back, as far as anyone can tell. All others can hear or may hear.
QUIET: Final = frozenset({MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED})
_UNSEEN: Final = (None, Phase.UNKNOWN)


class Observed(NamedTuple):
    """What is known of a microphone now."""

    want: Want
    phase: Phase | None
    """What its sources show; None where none shows what happens while it happens."""
    listening: bool
    """Whether it captures a command, as far as its phase is believed."""
    streaming: bool
    """Whether sound leaves it all the time, as far as its phase is believed."""
    recording: bool
    """Whether a raw capture runs."""
    stuck: bool
    """Whether it has claimed to listen for so long that it cannot be believed."""
    controlled: bool
    """Whether anything mutes it."""
    read: bool | None
    """What its controls say together: True is muted; None where it cannot be told."""
    holding: ControlConfig | None
    """The control that holds it muted."""
    problem: bool


def derive_status(observed: Observed) -> MicrophoneStatus | None:
    """Return the status of a microphone; None where it is unknown."""
    muting = observed.want is Want.MUTED and observed.controlled and not observed.problem and not observed.read
    if observed.recording:
        return MicrophoneStatus.RECORDING
    if observed.listening:
        # A running command is let finish before a rule's mute: that is `muting`. Heard while it reads muted is just heard.
        return MicrophoneStatus.MUTING if muting else MicrophoneStatus.LISTENING
    if observed.stuck:
        return None
    if observed.controlled and observed.read is None:
        return MicrophoneStatus.STREAMING if observed.streaming else None
    if observed.holding is not None and _holds_back(observed.holding):
        return MicrophoneStatus.STREAMING if observed.streaming else _held(observed.holding, observed.phase)
    if observed.phase is Phase.UNKNOWN:
        return None
    if muting:
        return MicrophoneStatus.MUTING
    if observed.phase is None:
        return MicrophoneStatus.UNOBSERVED
    return MicrophoneStatus.STREAMING if observed.streaming else MicrophoneStatus.ARMED


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


def derive_recording(
    status: MicrophoneStatus | None, phase: Phase | None, *, capturing: bool, lingering: bool
) -> bool | None:
    """Return the recording indicator; None for what cannot be seen."""
    if capturing or status in CAPTURING:
        return True
    if status is None or (phase in _UNSEEN and status is not MicrophoneStatus.MUTED):
        return None
    return lingering
