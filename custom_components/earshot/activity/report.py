"""From what a device tells of a command afterwards to an activation."""

from datetime import datetime, timedelta
from typing import Protocol

from .model import Activation, Kind, Outcome, StartedBy


class CommandReport(Protocol):
    """A command that is told of when it is over."""

    @property
    def at(self) -> datetime:
        """When it was."""

    @property
    def reply(self) -> str | None:
        """What was answered."""

    @property
    def intent(self) -> str | None:
        """What was understood."""


def reported(microphone_id: str, report: CommandReport, *, while_muted: bool) -> Activation:
    """Return the activation that a report tells of. How long the microphone listened is not known, so it has no length."""
    return Activation(
        start=report.at,
        end=report.at,
        microphone_id=microphone_id,
        kind=Kind.ACTIVATION,
        outcome=Outcome.INTENT if report.intent or report.reply else Outcome.UNKNOWN,
        listened=timedelta(),
        while_muted=while_muted,
        heard_muted=while_muted,
        misfire=False,
        started_by=StartedBy.WAKE_WORD,
    )
