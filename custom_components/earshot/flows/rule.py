"""A rule: when, which microphones, with what effect."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..const import CONF_EFFECT, CONF_MATCH
from ..policy.model import Effect
from ..policy.rules import Match
from .fields import plain, select
from .sections import CONDITIONS, TARGETS, ConditionSection, RuleError, RuleSection

_STEP: Final = "rule"


class RuleFlow(ConfigSubentryFlow):
    """Makes a rule and changes one, through the same form."""

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the whole rule as one form; save it where nothing is wrong with it."""
        entry = self._get_entry()
        form = _RuleForm(
            [kind(self.hass, entry) for kind in CONDITIONS], TARGETS(self.hass, entry), self._stored_subentry()
        )
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            errors, placeholders = form.validate(user_input)
            if not errors:
                return self._save(plain(user_input[CONF_NAME]), form.to_data(user_input))
        return self.async_show_form(
            step_id=_STEP,
            data_schema=self.add_suggested_values_to_schema(
                form.schema(), form.suggested() if user_input is None else user_input
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    async_step_user = async_step_rule
    async_step_reconfigure = async_step_rule

    def _stored_subentry(self) -> ConfigSubentry | None:
        return self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None

    def _save(self, title: str, data: dict[str, Any]) -> SubentryFlowResult:
        if (stored := self._stored_subentry()) is None:
            return self.async_create_entry(title=title, data=data)
        return self.async_update_and_abort(self._get_entry(), stored, title=title, data=data)


class _RuleForm:
    """The form of one rule: its own fields around its sections."""

    def __init__(
        self, conditions: list[ConditionSection], targets: RuleSection, subentry: ConfigSubentry | None
    ) -> None:
        self._conditions = conditions
        self._targets = targets
        self._sections: list[RuleSection] = [*conditions, targets]
        self._subentry = subentry
        self._stored: Mapping[str, Any] = subentry.data if subentry else {}

    def schema(self) -> vol.Schema:
        """Return the fields: when, with what effect, on which microphones."""
        return vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                vol.Required(CONF_EFFECT, default=Effect.MUTE.value): select(Effect, "effect"),
                **{vol.Required(part.key): section(part.schema()) for part in self._conditions},
                vol.Required(CONF_MATCH, default=Match.ALL.value): select(Match, "match"),
                vol.Required(self._targets.key): section(self._targets.schema()),
            }
        )

    def suggested(self) -> dict[str, Any]:
        """Return what is stored, as the form shows it; nothing for a new rule."""
        if self._subentry is None:
            return {}
        own = {CONF_NAME: self._subentry.title}
        own |= {key: self._stored[key] for key in (CONF_EFFECT, CONF_MATCH) if key in self._stored}
        return own | {part.key: part.from_data(self._stored) for part in self._sections}

    def validate(self, user_input: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
        """Errors by field or section, and who they are about."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if not plain(user_input[CONF_NAME]):
            errors[CONF_NAME] = RuleError.NAME_EMPTY
        for part in self._sections:
            if problem := part.validate(user_input[part.key]):
                errors[part.key] = problem.error
                placeholders["who"] = problem.who
        if not any(part.key in errors for part in self._conditions) and not self._has_condition(user_input):
            errors[self._conditions[0].key] = RuleError.NO_CONDITION
        return errors, placeholders

    def to_data(self, user_input: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rule's data; raises nothing once `validate` has found nothing."""
        data = {**self._stored, CONF_EFFECT: user_input[CONF_EFFECT], CONF_MATCH: user_input[CONF_MATCH]}
        for part in self._sections:
            data |= part.to_data(user_input[part.key], self._stored)
        return data

    def _has_condition(self, user_input: Mapping[str, Any]) -> bool:
        data = self.to_data(user_input)
        return any(part.applies(data) for part in self._conditions)
