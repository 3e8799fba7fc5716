"""The repair of a microphone whose mute control has gone: take another entity for it, or go on without."""

from typing import Any

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_ENTITY_ID
import voluptuous as vol

from ..const import CONF_ALSO, CONF_ASSURANCE, CONF_CONFIRMED, CONF_CONTROLS, CONF_ENTITY, CONF_KIND
from .control_check import async_refuse_entity, async_used_otherwise
from .controls import CONTROL_FORMS
from .entities import async_exists, async_references, async_shown
from .fields import async_entity_selector, of_domains
from .microphone_draft import Data, MicrophoneDraft
from .repair_steps import MicrophoneRepair
from .trust import async_family_data, async_trust


class ControlGoneFlow(MicrophoneRepair):
    """Goes through the controls that have gone, one after the other."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Choose what to do."""
        self._draft = MicrophoneDraft.of(self._subentry)
        known = all(self._draft.controls[place][CONF_KIND] in CONTROL_FORMS for place in self._gone())
        return self.async_show_menu(step_id="init", menu_options=[*(["replace"] if known else []), "without"])

    async def async_step_replace(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Choose the entity that takes the place of the first one that has gone."""
        if not (gone := self._gone()):
            return self._async_save(self._draft)
        place = gone[0]
        control = self._draft.controls[place]
        form = CONTROL_FORMS[control[CONF_KIND]]
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            others = [each[CONF_ENTITY] for each in self._draft.controls if each is not control]
            settings = form.suggested(control)
            refusal = await async_refuse_entity(self.hass, form, settings | user_input, others)
            if refusal is None:
                (entity,) = async_references(self.hass, [user_input[CONF_ENTITY_ID]])
                new = self._replaced(control, entity)
                refusal = form.refuse_settings(self.hass, async_shown(self.hass, entity), settings)
                refusal = refusal or async_used_otherwise(
                    self.hass, self._entry, self._microphone_id, new, CONF_ENTITY_ID
                )
                if refusal is None:
                    self._draft.set_control(place, new)
                    return await self.async_step_replace()
            errors[CONF_ENTITY_ID], placeholders = refusal.error, dict(refusal.values)
        schema = vol.Schema({vol.Required(CONF_ENTITY_ID): async_entity_selector(self.hass, of_domains(*form.domains))})
        return self.async_show_form(
            step_id="replace",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_step_without(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Go on without what has gone."""
        if user_input is None:
            return self.async_show_form(step_id="without", data_schema=vol.Schema({}))
        gone = self._gone()
        self._draft.data[CONF_CONTROLS] = [each for place, each in enumerate(self._draft.controls) if place not in gone]
        return self._async_save(self._draft)

    def _gone(self) -> list[int]:
        """Return the places of the controls that have gone."""
        controls = enumerate(self._draft.controls)
        return [
            place
            for place, each in controls
            if not all(async_exists(self.hass, entity) for entity in (each[CONF_ENTITY], *each.get(CONF_ALSO, ())))
        ]

    def _replaced(self, control: Data, entity: str) -> Data:
        """Return the control with another entity; what was said of the old one is not said of the new one."""
        form = CONTROL_FORMS[control[CONF_KIND]]
        trust = async_trust(self.hass, form, entity, None)
        return {
            **{key: value for key, value in control.items() if key != CONF_ALSO},
            **async_family_data(self.hass, form, entity, None),
            CONF_ENTITY: entity,
            CONF_ASSURANCE: trust.proposed.value,
            CONF_CONFIRMED: bool(trust.confirmed),
        }
