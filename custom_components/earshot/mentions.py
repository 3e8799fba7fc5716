"""What a rule mentions of the home: the entities and conditions that have to be watched for its sake."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from .checks import RawConditions
from .microphones.references import EntityReference


@dataclass(frozen=True, slots=True)
class Mentions:
    """The inputs of one rule, or of several together."""

    everyone: bool = False
    """Whether it is about all persons that Home Assistant knows."""
    persons: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    entities: frozenset[EntityReference] = frozenset()
    """Entities whose states are asked for."""
    schedules: frozenset[EntityReference] = frozenset()
    day_filters: frozenset[EntityReference] = frozenset()
    conditions: RawConditions = field(default=(), compare=False)

    @property
    def of_people(self) -> bool:
        """Whether they tell who is home."""
        return self.everyone or bool(self.persons or self.zones)

    @property
    def references(self) -> frozenset[EntityReference]:
        """All that is referred to by reference."""
        return self.entities | self.schedules | self.day_filters

    @classmethod
    def union(cls, mentions: Iterable[Self]) -> Self:
        """Return the inputs of several rules together, their conditions left out."""
        each = tuple(mentions)
        return cls(
            everyone=any(one.everyone for one in each),
            persons=frozenset().union(*(one.persons for one in each)),
            zones=frozenset().union(*(one.zones for one in each)),
            entities=frozenset().union(*(one.entities for one in each)),
            schedules=frozenset().union(*(one.schedules for one in each)),
            day_filters=frozenset().union(*(one.day_filters for one in each)),
        )
