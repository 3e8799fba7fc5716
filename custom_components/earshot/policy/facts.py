"""What was observed, as far as rules mention it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# Names of inputs that have no entity id, as they appear in `Truth.undetermined`.
CLOCK: Final = "clock"
PERSONS: Final = "persons"


@dataclass(frozen=True, slots=True)
class Facts:
    """The observed inputs of all rules at one instant.

    `present` maps the entity id of each person to whether that person is home, `None` where it is undetermined.
    `clock_trusted` is false while the clock is earlier than the last saved time: hours are undetermined then.
    """

    present: Mapping[str, bool | None] = field(default_factory=dict)
    clock_trusted: bool = True
