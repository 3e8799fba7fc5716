"""What was observed, as far as rules mention it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from .kleene import Ternary
from .sun import SunCalendar

# Names of inputs that have no entity id, as they appear in `Truth.undetermined`.
CLOCK: Final = "clock"
PERSONS: Final = "persons"
SUN: Final = "sun"
CONDITIONS: Final = "conditions"

# Whether a day-filter entity was or is on, by local date.
type Marks = Mapping[date, Ternary]


@dataclass(frozen=True, slots=True)
class Facts:
    """The observed inputs of all rules at one instant. What is missing from a mapping is undetermined.

    `present` maps the entity id of each person to whether that person is home, `None` where it is undetermined.
    `clock_trusted` is false while the clock is earlier than the last saved time: hours are undetermined then.
    `states` maps references of entities to their states as they are, `None` where an entity is gone.
    `flips` maps schedule helpers to when their state in `states` will next turn round.
    `counts` maps zones to the number of persons in them.
    `marks` maps day-filter entities to what they were and are on local dates. A date that is missing takes what the
    latest earlier date says, else the earliest later one; `None` is an answer as well.
    `conditions` maps keys of Home Assistant conditions to their results.
    `sun` is the calendar of sunrises and sunsets.
    """

    present: Mapping[str, Ternary] = field(default_factory=dict)
    clock_trusted: bool = True
    states: Mapping[str, str | None] = field(default_factory=dict)
    flips: Mapping[str, datetime] = field(default_factory=dict)
    counts: Mapping[str, int | None] = field(default_factory=dict)
    marks: Mapping[str, Marks] = field(default_factory=dict)
    conditions: Mapping[str, Ternary] = field(default_factory=dict)
    sun: SunCalendar | None = None


NO_FACTS: Final = Facts()


def mark_of(marks: Marks, day: date) -> Ternary:
    """Return whether an entity was or is on, on a local date; undetermined without any marks."""
    if day in marks or not marks:
        return marks.get(day)
    earlier = [known for known in marks if known < day]
    return marks[max(earlier) if earlier else min(marks)]
