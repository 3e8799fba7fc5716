"""A rule: when, which microphones, with what effect; then what it means in words, and when it will change next."""

from copy import deepcopy
from functools import partialmethod
from typing import Any, Final

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.core import split_entity_id
from homeassistant.helpers.selector import StateSelector, StateSelectorConfig
import voluptuous as vol

from ..const import CONF_ENTITY, CONF_NEGATE, CONF_STATES
from ..markdown import markdown
from .entities import async_entity_name, async_shown
from .fields import select
from .labels import Labels
from .presets import RulePreset, StateMatch, async_preset_draft, proposed_states
from .preview import async_never_active, async_preview
from .rule_form import Draft, Errors, RuleForm
from .sections import RuleError
from .words import RuleWords

CONF_STATE_MATCH: Final = "state_match"


class RuleFlow(ConfigSubentryFlow):
    """Makes a rule and changes one, through the same forms."""

    _draft: Draft
    _asked = 0
    """How many of the rule's states have been gone through."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose what to begin with."""
        return self.async_show_menu(step_id="user", menu_options=list(RulePreset))

    async def _async_begin(self, preset: RulePreset, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        self._draft = async_preset_draft(self.hass, preset, await Labels.async_load(self.hass))
        return await self.async_step_rule()

    async_step_own = partialmethod(_async_begin, RulePreset.OWN)
    async_step_night = partialmethod(_async_begin, RulePreset.NIGHT)
    async_step_nobody_home = partialmethod(_async_begin, RulePreset.NOBODY_HOME)
    async_step_guests = partialmethod(_async_begin, RulePreset.GUESTS)
    async_step_meeting = partialmethod(_async_begin, RulePreset.MEETING)
    async_step_tv = partialmethod(_async_begin, RulePreset.TV)
    async_step_childrens_room = partialmethod(_async_begin, RulePreset.CHILDRENS_ROOM)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with what is there."""
        stored = self._get_reconfigure_subentry()
        self._draft = Draft(stored.title, deepcopy(dict(stored.data)))
        return await self.async_step_rule()

    async def async_step_rule(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the whole rule as one form."""
        form = RuleForm(self.hass, self._get_entry(), await Labels.async_load(self.hass), self._draft)
        errors = Errors()
        if user_input is not None:
            errors = await form.async_validate(user_input)
            if not errors.by_field:
                self._draft = form.to_draft(user_input)
                self._asked = 0
                return await self.async_step_state()
        return self.async_show_form(
            step_id="rule",
            data_schema=self.add_suggested_values_to_schema(
                form.schema(user_input, errors.by_field), form.suggested() if user_input is None else user_input
            ),
            errors=errors.by_field,
            description_placeholders=errors.placeholders,
            last_step=False,
        )

    async def async_step_state(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask which states count, of one entity after the other."""
        asked: list[dict[str, Any]] = self._draft.data[CONF_STATES]
        if self._asked == len(asked):
            return await self.async_step_confirm()
        entity_id = async_shown(self.hass, asked[self._asked][CONF_ENTITY])
        errors: dict[str, str] = {}
        if user_input is not None:
            if states := list(dict.fromkeys(filter(None, user_input[CONF_STATES]))):
                negate = user_input[CONF_STATE_MATCH] == StateMatch.NOT_IN
                asked[self._asked] |= {CONF_STATES: states, CONF_NEGATE: negate}
                answered = self._draft.data | {CONF_STATES: asked[: self._asked + 1]}
                if async_never_active(self.hass, answered) is None:
                    self._asked += 1
                    return await self.async_step_state()
                errors[CONF_STATES] = RuleError.NEVER_STATES
            else:
                errors[CONF_STATES] = RuleError.STATES_MISSING
        return self.async_show_form(
            step_id="state",
            data_schema=self.add_suggested_values_to_schema(
                _state_schema(entity_id), _state_suggested(asked[self._asked], entity_id)
            ),
            errors=errors,
            description_placeholders={
                "entity": markdown(async_entity_name(self.hass, entity_id)),
                "number": str(self._asked + 1),
                "count": str(len(asked)),
            },
            last_step=False,
        )

    async def async_step_confirm(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Say in words what the rule means and when it will change; save, change or leave it."""
        words = await RuleWords.async_load(self.hass, self._get_entry())
        stored = self._stored_subentry()
        rule_id = stored.subentry_id if stored else None
        preview = await async_preview(self.hass, self._get_entry(), rule_id, self._draft.name, self._draft.data)
        leave = ["leave"] if stored else []
        return self.async_show_menu(
            step_id="confirm",
            menu_options=["save", "rule", *leave],
            description_placeholders={
                "rule": words.rule(self._draft.data),
                "changes": words.changes(preview),
                "notes": words.notes(preview),
            },
        )

    async def async_step_save(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Save it."""
        if (stored := self._stored_subentry()) is None:
            return self.async_create_entry(title=self._draft.name, data=self._draft.data)
        return self.async_update_and_abort(self._get_entry(), stored, title=self._draft.name, data=self._draft.data)

    async def async_step_leave(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Leave the rule as it was."""
        return self.async_abort(reason="left")

    def _stored_subentry(self) -> ConfigSubentry | None:
        return self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None


def _state_schema(entity_id: str) -> vol.Schema:
    return vol.Schema(
        {
            vol.Required(CONF_STATE_MATCH, default=StateMatch.IN.value): select(StateMatch, "state_match"),
            # Not required: an empty list is answered in words.
            vol.Optional(CONF_STATES, default=list): StateSelector(
                StateSelectorConfig(entity_id=entity_id, multiple=True)
            ),
        }
    )


def _state_suggested(entry: dict[str, Any], entity_id: str) -> dict[str, Any]:
    match = StateMatch.NOT_IN if entry.get(CONF_NEGATE) else StateMatch.IN
    proposed = proposed_states(split_entity_id(entity_id)[0])
    return {CONF_STATE_MATCH: match.value, CONF_STATES: list(entry.get(CONF_STATES, proposed))}
