"""The parts of a rule, one file for each, in the order in which the form asks for them."""

from typing import Final

from .conditions import ConditionsSection
from .guests import GuestsSection
from .hours import HoursSection
from .model import ConditionSection, Data, RuleError, RuleSection, SectionProblem
from .presence import PresenceSection
from .schedules import SchedulesSection
from .states import StatesSection
from .targets import TargetsSection
from .timing import TimingSection

__all__ = [
    "CONDITIONS",
    "SCHEDULES",
    "TARGETS",
    "TIMING",
    "ConditionSection",
    "Data",
    "RuleError",
    "RuleSection",
    "SectionProblem",
]

CONDITIONS: Final[tuple[type[ConditionSection], ...]] = (
    HoursSection,
    SchedulesSection,
    PresenceSection,
    GuestsSection,
    StatesSection,
    ConditionsSection,
)
SCHEDULES: Final = SchedulesSection.key
TIMING: Final[type[RuleSection]] = TimingSection
TARGETS: Final[type[RuleSection]] = TargetsSection
