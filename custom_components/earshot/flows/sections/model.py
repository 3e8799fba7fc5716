"""What every section of the rule form can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import voluptuous as vol

from ..labels import Labels

type Data = dict[str, Any]
"""A rule's data while the form is at it."""


class RuleError(StrEnum):
    """What can be wrong with a rule, apart from people and entities."""

    NAME_EMPTY = "name_empty"
    NO_CONDITION = "no_condition"
    HOURS_INCOMPLETE = "hours_incomplete"
    SAME_START_END = "same_start_end"
    EDGE_TWICE = "edge_twice"
    OFFSET_TOO_LONG = "offset_too_long"
    DAY_FILTER_ALONE = "day_filter_alone"
    PERSONS_UNUSED = "persons_unused"
    PERSONS_MISSING = "persons_missing"
    COUNT_NOT_WHOLE = "count_not_whole"
    COUNT_NEGATIVE = "count_negative"
    STATES_MISSING = "states_missing"
    CONDITION_INVALID = "condition_invalid"
    TIMING_NEGATIVE = "timing_negative"
    TIMING_TOO_LONG = "timing_too_long"
    NEVER_HOURS = "never_hours"
    NEVER_PRESENCE = "never_presence"
    NEVER_STATES = "never_states"
    NO_MICROPHONE = "no_microphone"
    TARGET_NOT_FOUND = "target_not_found"


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """What is wrong with a section, shown at the section: Home Assistant shows no error at a field inside one."""

    error: str
    who: str = ""
    """The people or things that it is about."""


class RuleSection(ABC):
    """One part of a rule between its form and its subentry's data. Checks before it converts; saves nothing itself."""

    key: ClassVar[str]
    """Its name in the form."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, labels: Labels) -> None:
        """Look at this home and this entry; speak with these words."""
        self._hass = hass
        self._entry = entry
        self._labels = labels

    @abstractmethod
    def schema(self) -> vol.Schema:
        """Return the fields."""

    @abstractmethod
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Return the first thing that is wrong with what was filled in."""

    @abstractmethod
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put what was filled in into a rule's data; what is stored there and has no field here is kept."""

    @abstractmethod
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return a rule's data as values for the fields; nothing for data without any."""


class ConditionSection(RuleSection):
    """A section that says when a rule holds; it may stay empty as long as another does not."""

    @abstractmethod
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether a rule's data hold a condition of this kind."""
