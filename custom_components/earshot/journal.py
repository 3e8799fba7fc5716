"""What is written to the log, and why. Nothing here can fail a mute: the store takes a record, or says that it has a problem."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from enum import StrEnum
import json
from typing import Any, Final

from homeassistant.util import dt as dt_util

from .activity.misfire import unusual
from .activity.model import Activation
from .const import MicrophoneStatus
from .log.records import ActivationRecord, ChangeRecord, Record
from .policy.model import Decision, Hold, HoldKind, Row, Want


class Cause(StrEnum):
    """What brought a change about."""

    PRIVACY_MODE = "privacy_mode"
    PERSON = "person"
    AUTOMATION = "automation"
    RULE = "rule"
    DEFAULT = "default"
    DEVICE = "device"
    UNATTRIBUTED = "unattributed"
    STARTUP = "startup"
    FAILURE = "failure"
    VIOLATION = "violation"
    PURGE = "purge"
    GAP = "gap"
    """Nobody watched before: Home Assistant was killed, or the power went."""
    STOPPED = "stopped"
    """Nobody watches from here on."""


_CAUSE_OF_HOLD: Final = {
    HoldKind.PRIVACY_MODE: Cause.PRIVACY_MODE,
    HoldKind.PERSON: Cause.PERSON,
    HoldKind.AUTOMATION: Cause.AUTOMATION,
    HoldKind.RULE: Cause.RULE,
    HoldKind.DEFAULT: Cause.DEFAULT,
}
# Coming and going of a command is an activation's to tell, not the mute history's.
_LIVE: Final = frozenset(
    {MicrophoneStatus.ARMED, MicrophoneStatus.LISTENING, MicrophoneStatus.RECORDING, MicrophoneStatus.STREAMING}
)
UNKNOWN_STATUS: Final = "unknown"


def history_status(status: MicrophoneStatus | None) -> str:
    """Return a status as the mute history keeps it: live is one word there, and the absence of a value has one."""
    if status is None:
        return UNKNOWN_STATUS
    return MicrophoneStatus.ARMED if status in _LIVE else status


def cause_of_change(decision: Decision, muted_by: Hold | None) -> tuple[Cause, Mapping[str, Any]]:
    """Return what brought a decision about: the hold that mutes, the override, or the hold that has gone."""
    if decision.row is Row.OVERRIDE and decision.override is not None:
        return Cause.PERSON, _without_none(user=decision.override.user_id)
    hold = decision.holds[0] if decision.want is Want.MUTED else muted_by
    if hold is None:
        return Cause.STARTUP, {}
    return _CAUSE_OF_HOLD[hold.kind], _without_none(
        rule=hold.id if hold.kind is HoldKind.RULE else None,
        hold=hold.name if hold.kind is HoldKind.AUTOMATION else None,
        origin=hold.origin,
        user=hold.user_id,
    )


class Journal:
    """Turns what happens into records of the log."""

    def __init__(self, append: Callable[[Record], None]) -> None:
        """Hand records to the log."""
        self._append = append
        self.asleep: tuple[time, time] | None = None
        """From when until when the home sleeps, by local time."""

    def activation(
        self,
        activation: Activation,
        *,
        home_count: int | None,
        tv: bool,
        decision: Decision,
        transcript: str | None = None,
        reply: str | None = None,
    ) -> None:
        """Keep an activation that has ended; with words only where its microphone may keep them, which is the caller's to see to.

        `tv` is whether a television played where it was heard.
        """
        self._append(
            ActivationRecord(
                start=activation.start,
                end=activation.end,
                microphone_id=activation.microphone_id,
                kind=activation.kind,
                outcome=activation.outcome,
                misfire=activation.misfire,
                misfire_reason=activation.misfire_reason,
                while_muted=activation.while_muted,
                started_by=activation.started_by,
                wake_phrase=activation.wake_phrase,
                home_count=home_count,
                decision=decision.want,
                unusual=unusual(activation, dt_util.as_local(activation.start).time(), home_count, self.asleep, tv=tv),
                transcript=transcript,
                reply=reply,
            )
        )

    def failure_over(self, microphone_id: str, status: MicrophoneStatus | None) -> None:
        """Keep that a mute does not fail any more: it holds, or is not wanted any longer, which no status tells."""
        self.change(microphone_id, history_status(status), Cause.FAILURE, {"over": True})

    def change(
        self,
        microphone_id: str | None,
        status: str | None,
        cause: Cause,
        detail: Mapping[str, Any],
        at: datetime | None = None,
    ) -> None:
        """Keep a change of a microphone's status, or of the home where no microphone is named."""
        self._append(
            ChangeRecord(
                at=at or dt_util.utcnow(),
                microphone_id=microphone_id,
                status=status,
                cause=cause,
                detail=json.dumps(detail, separators=(",", ":"), sort_keys=True) if detail else None,
            )
        )


def _without_none(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
