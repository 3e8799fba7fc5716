"""The entry's options."""

from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.const import UnitOfTime
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TimeSelector,
)
import voluptuous as vol

from ..const import (
    CONF_ASLEEP_FROM,
    CONF_ASLEEP_UNTIL,
    CONF_LINGER,
    CONF_LOG_IN_BACKUPS,
    CONF_LOG_READERS,
    CONF_NOTICE_NEW,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    CONF_TELEVISIONS,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    LogReaders,
)
from ..policy.unmute import UnmutePolicy
from .entities import async_entities_problem, async_references, async_shown
from .fields import async_entity_selector, of_domains, select

_NUMBERS: Final = (CONF_RETENTION_DAYS, CONF_LINGER)
_ASLEEP: Final = (CONF_ASLEEP_FROM, CONF_ASLEEP_UNTIL)
# Fields that may be left empty.
_EMPTY: Final = (*_ASLEEP, CONF_TELEVISIONS)
_MEDIA_PLAYER: Final = "media_player"
# Somebody must be able to lift privacy mode.
_LIFTERS: Final = (UnmutePolicy.ADMINISTRATORS, UnmutePolicy.USERS, UnmutePolicy.ANYONE)


class OptionsError(StrEnum):
    """What can be wrong with the options."""

    NOT_WHOLE = "not_whole"
    BOTH_OR_NEITHER = "both_or_neither"
    SAME_TIME = "same_time"


class EarshotOptionsFlow(OptionsFlow):
    """Retention, indicator, who may do what in the home, and whether new microphones are told of."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show and save all options on one screen."""
        errors: dict[str, str] = {}
        who = ""
        if user_input is not None:
            errors = _errors(user_input)
            televisions = user_input.get(CONF_TELEVISIONS, [])
            if problem := async_entities_problem(self.hass, televisions, _MEDIA_PLAYER):
                errors[CONF_TELEVISIONS], who = problem.error, problem.who
            if not errors:
                whole = {key: int(user_input[key]) for key in _NUMBERS}
                chosen = {CONF_TELEVISIONS: async_references(self.hass, televisions)} if televisions else {}
                # What has no field here is kept; a field that was emptied is not.
                kept = {key: value for key, value in self.config_entry.options.items() if key not in _EMPTY}
                given = {key: value for key, value in user_input.items() if key != CONF_TELEVISIONS}
                return self.async_create_entry(data={**kept, **given, **whole, **chosen})
        suggested = self._suggested() if user_input is None else user_input
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(self._schema(), suggested),
            errors=errors,
            description_placeholders={"who": who},
        )

    def _suggested(self) -> dict[str, Any]:
        """Return the options as the form shows them."""
        options = dict(self.config_entry.options)
        if CONF_TELEVISIONS in options:
            options[CONF_TELEVISIONS] = [async_shown(self.hass, each) for each in options[CONF_TELEVISIONS]]
        return options

    def _schema(self) -> vol.Schema:
        players = async_entity_selector(self.hass, of_domains(_MEDIA_PLAYER), multiple=True)
        return vol.Schema(
            {
                vol.Required(CONF_RETENTION_DAYS, default=DEFAULT_RETENTION_DAYS): _number(3650, UnitOfTime.DAYS),
                vol.Required(CONF_LINGER, default=DEFAULT_LINGER_SECONDS): _number(60, UnitOfTime.SECONDS),
                vol.Required(CONF_LOG_READERS, default=LogReaders.ADMINISTRATORS.value): select(
                    LogReaders, "log_readers"
                ),
                vol.Required(CONF_PRIVACY_LIFTERS, default=UnmutePolicy.USERS.value): select(
                    _LIFTERS, "privacy_mode_lifters"
                ),
                vol.Optional(CONF_ASLEEP_FROM): TimeSelector(),
                vol.Optional(CONF_ASLEEP_UNTIL): TimeSelector(),
                vol.Optional(CONF_TELEVISIONS): players,
                vol.Required(CONF_LOG_IN_BACKUPS, default=True): BooleanSelector(),
                vol.Required(CONF_NOTICE_NEW, default=True): BooleanSelector(),
            }
        )


def _errors(user_input: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong, by field."""
    errors: dict[str, str] = {key: OptionsError.NOT_WHOLE for key in _NUMBERS if user_input[key] % 1}
    asleep_from, asleep_until = (user_input.get(key) for key in _ASLEEP)
    if (asleep_from is None) is not (asleep_until is None):
        errors[CONF_ASLEEP_FROM if asleep_from is None else CONF_ASLEEP_UNTIL] = OptionsError.BOTH_OR_NEITHER
    elif asleep_from is not None and asleep_from == asleep_until:
        errors[CONF_ASLEEP_UNTIL] = OptionsError.SAME_TIME
    return errors


def _number(most: int, unit: UnitOfTime) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(min=0, max=most, step=1, unit_of_measurement=unit, mode=NumberSelectorMode.BOX)
    )
