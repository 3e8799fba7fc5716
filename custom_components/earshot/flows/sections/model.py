"""What every section of the rule form can do."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
import voluptuous as vol


class RuleError(StrEnum):
    """What can be wrong with a rule, apart from people."""

    NAME_EMPTY = "name_empty"
    NO_CONDITION = "no_condition"
    HOURS_INCOMPLETE = "hours_incomplete"
    SAME_START_END = "same_start_end"
    PERSONS_UNUSED = "persons_unused"
    NO_MICROPHONE = "no_microphone"


@dataclass(frozen=True, slots=True)
class SectionProblem:
    """What is wrong with a section, shown at the section: Home Assistant shows no error at a field inside one."""

    error: str
    who: str = ""
    """The people that it is about."""


class RuleSection(ABC):
    """One part of a rule between its form and its subentry's data. Checks before it converts; saves nothing itself."""

    key: ClassVar[str]
    """Its name in the form."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry) -> None:
        """Look at this home and this entry."""
        self._hass = hass
        self._entry = entry

    @abstractmethod
    def schema(self) -> vol.Schema:
        """Return the fields."""

    @abstractmethod
    def validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Return the first thing that is wrong with what was filled in."""

    @abstractmethod
    def to_data(self, user_input: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was filled in as part of the rule's data; what is stored and has no field here is kept."""

    @abstractmethod
    def from_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return a rule's data as values for the fields."""


class ConditionSection(RuleSection):
    """A section that says when a rule holds; it may stay empty as long as another does not."""

    @abstractmethod
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether a rule's data hold a condition of this kind."""
