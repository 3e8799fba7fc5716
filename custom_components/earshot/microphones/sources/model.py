"""What every source of activity declares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from homeassistant.core import State

from ...activity.model import Phase
from ..references import EntityReference


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """A source of activity as a microphone's subentry describes it."""

    kind: str
    entity: EntityReference


@dataclass(frozen=True, slots=True)
class Report:
    """A command that a device tells of when it is over. Its words are hostile text, and nothing but a log may keep them."""

    at: datetime
    """When the device, or Home Assistant, says that it was; in UTC."""
    transcript: str | None = None
    reply: str | None = None
    intent: str | None = None


class ActivitySource(Protocol):
    """Where a microphone's activity is seen."""

    @property
    def config(self) -> SourceConfig:
        """What it was built from."""

    @property
    def entity_id(self) -> str | None:
        """The entity that is watched; None where it is gone."""

    @property
    def proves_stream(self) -> bool:
        """Whether `Phase.STREAMING` from it says that sound leaves the device, and not only that Home Assistant waits for it."""

    @property
    def streams_alone(self) -> bool:
        """Whether it shows that sound leaves the device and nothing else: it knows of no command."""

    def read(self) -> Phase | None:
        """Return what the microphone does now, `Phase.UNKNOWN` where that cannot be told; None from a source that only reports."""

    def report(self, state: State | None, now: datetime) -> Report | None:
        """Return the command that a state of the entity tells of for the first time; None where it tells of none."""
