"""When a rule holds by the clock: weekly hours."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.helpers.selector import TimeSelector
import voluptuous as vol

from ...const import CONF_DAYS, CONF_END, CONF_HOURS, CONF_START, WEEKDAYS
from ..fields import select, time_text
from .model import ConditionSection, RuleError, SectionProblem


class HoursSection(ConditionSection):
    """The first window of a rule. Further windows have no fields here and stay as they are."""

    key: ClassVar = CONF_HOURS

    @override
    def schema(self) -> vol.Schema:
        """Days, start and end; no defaults, so that they can be cleared."""
        return vol.Schema(
            {
                vol.Optional(CONF_DAYS): select(WEEKDAYS, "weekday", multiple=True),
                vol.Optional(CONF_START): TimeSelector(),
                vol.Optional(CONF_END): TimeSelector(),
            }
        )

    @override
    def validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """All three or none, and an end that is not the start."""
        given = [bool(user_input.get(key)) for key in (CONF_DAYS, CONF_START, CONF_END)]
        if not any(given):
            return None
        if not all(given):
            return SectionProblem(RuleError.HOURS_INCOMPLETE)
        if time_text(user_input[CONF_START]) == time_text(user_input[CONF_END]):
            return SectionProblem(RuleError.SAME_START_END)
        return None

    @override
    def to_data(self, user_input: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first window, taken away where the fields were cleared, before all that were further ones."""
        further = list(stored.get(CONF_HOURS, ()))[1:]
        if not user_input.get(CONF_DAYS):
            return {CONF_HOURS: further}
        first = {
            CONF_DAYS: [day for day in WEEKDAYS if day in user_input[CONF_DAYS]],
            CONF_START: time_text(user_input[CONF_START]),
            CONF_END: time_text(user_input[CONF_END]),
        }
        return {CONF_HOURS: [first, *further]}

    @override
    def from_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first window."""
        windows = data.get(CONF_HOURS)
        return {key: windows[0][key] for key in (CONF_DAYS, CONF_START, CONF_END)} if windows else {}

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether there is any window."""
        return bool(data.get(CONF_HOURS))
