"""A microphone's name, and what holds of it when no rule does."""

from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers.selector import BooleanSelector, TextSelector
import voluptuous as vol

from ..const import CONF_DEFAULT, CONF_KEEP_TRANSCRIPTS, CONF_WHO_MAY_UNMUTE
from ..policy.model import Default
from ..policy.unmute import UnmutePolicy
from .fields import plain, select
from .microphone_steps import MicrophoneSteps

# What is stored as it was entered.
_STORED: Final = (CONF_DEFAULT, CONF_WHO_MAY_UNMUTE, CONF_KEEP_TRANSCRIPTS)


class DetailsError(StrEnum):
    """What can be wrong with the details."""

    NAME_EMPTY = "name_empty"


class DetailsSteps(MicrophoneSteps):
    """Asks for the details, whichever microphone it is."""

    _proposed_name = ""

    async def async_step_details(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Name it, and say what holds when no rule does."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if name := plain(user_input[CONF_NAME]):
                self._draft.name = name
                self._draft.data |= {key: user_input[key] for key in _STORED}
                return await self._async_go_on()
            errors[CONF_NAME] = DetailsError.NAME_EMPTY
        else:
            user_input = {key: self._draft.data[key] for key in _STORED if key in self._draft.data}
            user_input[CONF_NAME] = self._draft.name or self._proposed_name
        schema = vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_DEFAULT, default=Default.LIVE.value): select(Default, "default"),
                vol.Required(CONF_WHO_MAY_UNMUTE, default=UnmutePolicy.USERS.value): select(
                    UnmutePolicy, "who_may_unmute"
                ),
                vol.Required(CONF_KEEP_TRANSCRIPTS, default=False): BooleanSelector(),
            }
        )
        return self.async_show_form(
            step_id="details",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            last_step=False,
        )
