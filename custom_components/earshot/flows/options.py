"""The entry's options."""

from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.const import UnitOfTime
from homeassistant.helpers.selector import BooleanSelector, NumberSelector, NumberSelectorConfig, NumberSelectorMode
import voluptuous as vol

from ..const import (
    CONF_LINGER,
    CONF_LOG_IN_BACKUPS,
    CONF_LOG_READERS,
    CONF_NOTICE_NEW,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    LogReaders,
)
from ..policy.unmute import UnmutePolicy
from .fields import select

_NUMBERS: Final = (CONF_RETENTION_DAYS, CONF_LINGER)
# Somebody must be able to lift privacy mode.
_LIFTERS: Final = (UnmutePolicy.ADMINISTRATORS, UnmutePolicy.USERS, UnmutePolicy.ANYONE)


class OptionsError(StrEnum):
    """What can be wrong with the options."""

    NOT_WHOLE = "not_whole"


class EarshotOptionsFlow(OptionsFlow):
    """Retention, indicator, who may do what in the home, and whether new microphones are told of."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show and save all options on one screen."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = {key: OptionsError.NOT_WHOLE for key in _NUMBERS if user_input[key] % 1}
            if not errors:
                whole = {key: int(user_input[key]) for key in _NUMBERS}
                return self.async_create_entry(data={**self.config_entry.options, **user_input, **whole})
        suggested = self.config_entry.options if user_input is None else user_input
        return self.async_show_form(
            step_id="init", data_schema=self.add_suggested_values_to_schema(_schema(), suggested), errors=errors
        )


def _schema() -> vol.Schema:
    return vol.Schema(
        {
            vol.Required(CONF_RETENTION_DAYS, default=DEFAULT_RETENTION_DAYS): _number(3650, UnitOfTime.DAYS),
            vol.Required(CONF_LINGER, default=DEFAULT_LINGER_SECONDS): _number(60, UnitOfTime.SECONDS),
            vol.Required(CONF_LOG_READERS, default=LogReaders.ADMINISTRATORS.value): select(LogReaders, "log_readers"),
            vol.Required(CONF_PRIVACY_LIFTERS, default=UnmutePolicy.USERS.value): select(
                _LIFTERS, "privacy_mode_lifters"
            ),
            vol.Required(CONF_LOG_IN_BACKUPS, default=True): BooleanSelector(),
            vol.Required(CONF_NOTICE_NEW, default=True): BooleanSelector(),
        }
    )


def _number(most: int, unit: UnitOfTime) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(min=0, max=most, step=1, unit_of_measurement=unit, mode=NumberSelectorMode.BOX)
    )
