"""The first run, in two screens: the microphones that were found, then first rules."""

from enum import StrEnum
from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult, ConfigSubentryData
from homeassistant.helpers.selector import TimeSelector
import voluptuous as vol

from ..const import CONF_END, CONF_MICROPHONES, CONF_START
from ..microphones.discovery import Candidate, async_discover
from .fields import CONF_PRESET, choose_named, select, time_text
from .labels import Labels
from .people import async_people_problem
from .presets import NIGHT_END, NIGHT_START, Preset, async_microphone_subentry, preselected, rule_subentries

_TITLE = "Earshot"


class SetupError(StrEnum):
    """What can be wrong on the first run, apart from people."""

    MICROPHONE_GONE = "microphone_gone"
    SAME_START_END = "same_start_end"


class SetupFlow(ConfigFlow):
    """Ends with a working set-up: microphones and rules, or with neither, to be added later."""

    def __init__(self) -> None:
        """Start with no microphones chosen."""
        self._microphones: list[ConfigSubentryData] = []

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Confirm the microphones that were found."""
        found = async_discover(self.hass)
        if not found:
            return await self.async_step_none_found()
        errors: dict[str, str] = {}
        if user_input is not None:
            chosen = user_input[CONF_MICROPHONES]
            if set(chosen) <= {candidate.reference for candidate in found}:
                taken = [candidate for candidate in found if candidate.reference in chosen]
                self._microphones = [async_microphone_subentry(self.hass, candidate) for candidate in taken]
                return await self.async_step_rules()
            errors[CONF_MICROPHONES] = SetupError.MICROPHONE_GONE
        return self.async_show_form(
            step_id="user", data_schema=await self._async_found_schema(found), errors=errors, last_step=False
        )

    async def _async_found_schema(self, found: list[Candidate]) -> vol.Schema:
        labels = await Labels.async_load(self.hass)
        options = [(candidate.reference, labels.found(self.hass, candidate)) for candidate in found]
        return vol.Schema({vol.Required(CONF_MICROPHONES, default=preselected(found)): choose_named(options)})

    async def async_step_none_found(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say that no microphone was found, and go on."""
        if user_input is not None:
            return await self.async_step_rules()
        return self.async_show_form(step_id="none_found", data_schema=vol.Schema({}), last_step=False)

    async def async_step_rules(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose the first rules."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            preset = Preset(user_input[CONF_PRESET])
            start, end = time_text(user_input[CONF_START]), time_text(user_input[CONF_END])
            if preset.night and start == end:
                errors[CONF_END] = SetupError.SAME_START_END
            if preset.nobody_home and (problem := async_people_problem(self.hass, [])):
                errors[CONF_PRESET] = problem.error
                placeholders["who"] = problem.who
            if not errors:
                rules = rule_subentries(preset, await Labels.async_load(self.hass), start, end)
                return self.async_create_entry(title=_TITLE, data={}, subentries=[*self._microphones, *rules])
        return self.async_show_form(
            step_id="rules",
            data_schema=self.add_suggested_values_to_schema(self._rules_schema(), user_input),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _rules_schema(self) -> vol.Schema:
        # "Nobody home" is proposed only where Home Assistant could tell.
        proposed = Preset.NIGHT if async_people_problem(self.hass, []) else Preset.BOTH
        return vol.Schema(
            {
                vol.Required(CONF_PRESET, default=proposed.value): select(Preset, "preset"),
                vol.Required(CONF_START, default=NIGHT_START): TimeSelector(),
                vol.Required(CONF_END, default=NIGHT_END): TimeSelector(),
            }
        )
