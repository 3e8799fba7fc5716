"""The repair that takes microphones into Earshot's care."""

from types import MappingProxyType
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
import voluptuous as vol

from ..const import CONF_MICROPHONES
from ..microphones.discovery import Candidate
from .fields import choose_named
from .labels import Labels
from .presets import async_microphone_subentry, preselected
from .uncovered import async_uncovered

_MICROPHONE_GONE: Final = "microphone_gone"
_NONE_CHOSEN: Final = "none_chosen"


class UncoveredFlow(RepairsFlow):
    """Adds the microphones that are not covered, as discovery proposes them."""

    def __init__(self, entry: ConfigEntry) -> None:
        """Add to an entry."""
        self._entry = entry

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin; what Home Assistant hands over here is no answer of a person's."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Choose which of them to add."""
        found = async_uncovered(self.hass, self._entry)
        if not found:
            return self.async_create_entry(data={})
        errors: dict[str, str] = {}
        if user_input is not None:
            chosen = set(user_input[CONF_MICROPHONES])
            if not chosen:
                errors[CONF_MICROPHONES] = _NONE_CHOSEN
            elif not chosen <= {each.reference for each in found}:
                errors[CONF_MICROPHONES] = _MICROPHONE_GONE
            else:
                for candidate in found:
                    if candidate.reference in chosen:
                        self.hass.config_entries.async_add_subentry(self._entry, _subentry(self.hass, candidate))
                return self.async_create_entry(data={})
        labels = await Labels.async_load(self.hass)
        options = [(each.reference, labels.found(self.hass, each)) for each in found]
        choice = {vol.Required(CONF_MICROPHONES, default=preselected(found)): choose_named(options)}
        return self.async_show_form(
            step_id="confirm",
            data_schema=vol.Schema(choice),
            errors=errors,
        )


@callback
def _subentry(hass: HomeAssistant, candidate: Candidate) -> ConfigSubentry:
    proposed = async_microphone_subentry(hass, candidate)
    return ConfigSubentry(
        data=MappingProxyType(proposed["data"]),
        subentry_type=proposed["subentry_type"],
        title=proposed["title"],
        unique_id=proposed["unique_id"],
    )
