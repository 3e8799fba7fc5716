"""What every source of activity declares."""

from dataclasses import dataclass
from typing import Protocol

from ...activity.model import Phase
from ..references import EntityReference


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """A source of activity as a microphone's subentry describes it."""

    kind: str
    entity: EntityReference


class ActivitySource(Protocol):
    """Where a microphone's activity is seen."""

    @property
    def entity_id(self) -> str | None:
        """The entity that is watched; None where it is gone."""

    def read(self) -> Phase:
        """Return what the microphone does now, `Phase.UNKNOWN` where that cannot be told."""
