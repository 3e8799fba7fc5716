"""Which microphones a rule is about."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from ...const import CONF_ALL_MICROPHONES, CONF_MICROPHONES, SUBENTRY_MICROPHONE
from ..fields import CONF_TARGETS, choose_named, plain
from .model import RuleError, RuleSection, SectionProblem


class TargetsSection(RuleSection):
    """All microphones, or chosen ones."""

    key: ClassVar = CONF_TARGETS

    @override
    def schema(self) -> vol.Schema:
        """Return a switch for all and, where there are microphones, a choice of them."""
        fields: dict[vol.Marker, Any] = {vol.Required(CONF_ALL_MICROPHONES, default=True): BooleanSelector()}
        if titles := self._titles():
            fields[vol.Optional(CONF_MICROPHONES)] = choose_named(titles.items())
        return vol.Schema(fields)

    @override
    def validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """At least one microphone."""
        if user_input[CONF_ALL_MICROPHONES] or self._chosen(user_input):
            return None
        return SectionProblem(RuleError.NO_MICROPHONE)

    @override
    def to_data(self, user_input: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """Chosen microphones are kept only where they count."""
        every = user_input[CONF_ALL_MICROPHONES]
        return {CONF_ALL_MICROPHONES: every, CONF_MICROPHONES: [] if every else self._chosen(user_input)}

    @override
    def from_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the choice, without microphones that have been removed."""
        return {CONF_ALL_MICROPHONES: data[CONF_ALL_MICROPHONES], CONF_MICROPHONES: self._chosen(data)}

    def _titles(self) -> dict[str, str]:
        microphones = self._entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
        return {microphone.subentry_id: plain(microphone.title) for microphone in microphones}

    def _chosen(self, choice: Mapping[str, Any]) -> list[str]:
        chosen = choice.get(CONF_MICROPHONES, ())
        return [microphone_id for microphone_id in self._titles() if microphone_id in chosen]
