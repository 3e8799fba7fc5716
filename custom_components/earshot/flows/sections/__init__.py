"""The parts of a rule, one file for each, in the order in which the form asks for them."""

from typing import Final

from .hours import HoursSection
from .model import ConditionSection, RuleError, RuleSection, SectionProblem
from .presence import PresenceSection
from .targets import TargetsSection

__all__ = ["CONDITIONS", "TARGETS", "ConditionSection", "RuleError", "RuleSection", "SectionProblem"]

CONDITIONS: Final[tuple[type[ConditionSection], ...]] = (HoursSection, PresenceSection)
TARGETS: Final[type[RuleSection]] = TargetsSection
