"""How a microphone is muted: the way, what does it, and how far to trust that."""

from copy import deepcopy
from enum import StrEnum
from functools import partialmethod
from typing import Any, Final

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_ENTITY_ID
from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from ..const import CONF_ASSURANCE, CONF_CONFIRMED, CONF_CONTROLS, CONF_ENTITY, CONF_KIND, CONF_MUTED_STATE
from .control_check import async_refuse_entity, async_used_otherwise
from .controls import CONTROL_FORMS, ControlError, ControlForm, Refusal
from .entities import async_exists, async_references, async_shown
from .fields import async_entity_selector, of_domains, select
from .labels import Labels
from .microphone_draft import Data
from .microphone_steps import MicrophoneSteps
from .proposals import async_settled, is_open
from .trust import Trust, async_family_data, async_trust, is_known

CONF_WAY: Final = "way"


class Way(StrEnum):
    """What can be chosen beside the kinds of controls."""

    FOUND = "found"
    NONE = "none"


class ControlSteps(MicrophoneSteps):
    """Asks for the first mute control, and for the one that stands in where the first fails."""

    _place = 0
    """The place of the control that is asked for."""
    _chosen: Data
    """The control as far as the first screen tells it: its kind, its entity, and what else is asked there."""
    _proposed: Data | None = None
    """The control that was found, where that is what is asked about."""

    async def async_step_control(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose how it is muted."""
        self._place = 0
        return await self._async_way("control", user_input)

    async def async_step_second_control(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose what stands in where the first control fails."""
        self._place = 1
        return await self._async_way("second_control", user_input)

    async def _async_way(self, step_id: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        found = self._found_controls()
        ways: list[str] = [*([Way.FOUND] if found else []), *CONTROL_FORMS, Way.NONE]
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_WAY] != Way.FOUND:
                return await self._async_take_way(user_input[CONF_WAY])
            refusals = [await self._async_refuse_found(each) for each in found]
            if (refusal := refusals[0]) is None:
                usable = [each for each, refused in zip(found, refusals, strict=True) if refused is None]
                return await self._async_take_found(usable)
            errors[CONF_WAY], placeholders = refusal.error, dict(refusal.values)
        schema = vol.Schema({vol.Required(CONF_WAY, default=self._proposed_way()): select(ways, "mute_way")})
        labels = await Labels.async_load(self.hass)
        advice = labels.mute_advice(self.hass, found, self._draft.family, blinds=self._found_blinds)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders={"advice": advice, **placeholders},
            last_step=False,
        )

    async def _async_take_way(self, way: str) -> SubentryFlowResult:
        if way == Way.NONE:
            if self._place:
                self._draft.set_control(self._place, None)
            else:
                # Without a first control nothing can stand in for it.
                self._draft.controls.clear()
            return await self._async_go_on()
        return await self._async_entity(way)

    async def _async_take_found(self, found: list[Data]) -> SubentryFlowResult:
        assert self._candidate
        if is_known(self._candidate):
            self._draft.data[CONF_CONTROLS] = found
            return await self._async_complete()
        return await self._async_ask_settings(found[0])

    async def _async_complete(self) -> SubentryFlowResult:
        """Ask for what a control lacks that was found; then go on."""
        for place, control in enumerate(self._draft.controls):
            if is_open(control) and self._candidate:
                self._place = place
                return await self._async_ask_settings(control)
        return await self._async_go_on()

    async def _async_ask_settings(self, found: Data) -> SubentryFlowResult:
        self._chosen = {key: found[key] for key in (CONF_KIND, CONF_ENTITY)}
        self._proposed = found
        return await self._async_settings(found[CONF_KIND])

    def _found_controls(self) -> list[Data]:
        """Return what was found for a microphone that is being added; what stops its picture only where there is nothing else."""
        if self._candidate is None or self._place:
            return []
        return [deepcopy(dict(each)) for each in self._candidate.controls or self._candidate.blinding[:1]]

    @property
    def _found_blinds(self) -> bool:
        """Whether what was found stops the picture as well."""
        return bool(self._found_controls() and self._candidate and not self._candidate.controls)

    async def _async_refuse_found(self, control: Data) -> Refusal | None:
        """Return why a control that was found cannot be taken now."""
        form, entity_id = CONTROL_FORMS[control[CONF_KIND]], async_shown(self.hass, control[CONF_ENTITY])
        return await form.async_refuse(self.hass, entity_id, control) or self._refuse_used(control, CONF_WAY)

    def _refuse_used(self, control: Data, at: str) -> Refusal | None:
        stored = self._stored_subentry()
        own_id = stored.subentry_id if stored else None
        return async_used_otherwise(self.hass, self._get_entry(), own_id, control, at)

    def _proposed_way(self) -> str:
        if (stored := self._draft.control(self._place)) and stored[CONF_KIND] in CONTROL_FORMS:
            return str(stored[CONF_KIND])
        if self._found_controls() and not self._found_blinds:
            return Way.FOUND
        family = self._draft.family
        return "plug" if family and family.plug_helps and not self._place else Way.NONE

    async def _async_entity(self, kind: str, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose what mutes."""
        form, errors, placeholders = CONTROL_FORMS[kind], dict[str, str](), dict[str, str]()
        if user_input is not None:
            others = [each[CONF_ENTITY] for place, each in enumerate(self._draft.controls) if place != self._place]
            refusal = await async_refuse_entity(self.hass, form, user_input, others, self._candidate)
            if refusal is None:
                (entity,) = async_references(self.hass, [user_input[CONF_ENTITY_ID]])
                known = async_family_data(self.hass, form, entity, self._candidate)
                self._chosen = {CONF_KIND: kind, CONF_ENTITY: entity, **known, **form.chosen(user_input)}
                self._proposed = None
                refusal = self._refuse_used(self._chosen, CONF_ENTITY_ID)
            if refusal is None:
                return await self._async_settings(kind)
            errors[refusal.at], placeholders = refusal.error, dict(refusal.values)
        elif stored := self._stored_control(kind):
            user_input = form.suggested(stored)
            if async_exists(self.hass, stored[CONF_ENTITY]):
                user_input[CONF_ENTITY_ID] = async_shown(self.hass, stored[CONF_ENTITY])
            else:
                errors[CONF_ENTITY_ID] = ControlError.ENTITY_GONE
        schema = {
            **form.fields(),
            vol.Required(CONF_ENTITY_ID): async_entity_selector(self.hass, of_domains(*form.domains)),
        }
        return self.async_show_form(
            step_id=kind,
            data_schema=self.add_suggested_values_to_schema(vol.Schema(schema), user_input),
            errors=errors,
            description_placeholders=placeholders,
            last_step=False,
        )

    async def _async_settings(self, kind: str, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Say what its states mean and how far to trust it."""
        form, errors, placeholders = CONTROL_FORMS[kind], dict[str, str](), dict[str, str]()
        entity_id = async_shown(self.hass, self._chosen[CONF_ENTITY])
        trust = async_trust(self.hass, form, self._chosen[CONF_ENTITY], self._candidate)
        if user_input is not None:
            refusal = form.refuse_settings(self.hass, entity_id, user_input)
            if refusal is None:
                control = self._control_data(form, trust, user_input)
                refusal = self._refuse_used(control, CONF_MUTED_STATE)
            if refusal is None:
                self._draft.set_control(self._place, control)
                return await self._async_complete()
            errors[refusal.at], placeholders = refusal.error, dict(refusal.values)
        elif stored := self._stored_control(kind, self._chosen[CONF_ENTITY]):
            user_input = form.suggested(async_settled(self.hass, stored)) | {CONF_CONFIRMED: stored[CONF_CONFIRMED]}
            if stored[CONF_ASSURANCE] in trust.choices:
                user_input[CONF_ASSURANCE] = stored[CONF_ASSURANCE]
        elif self._proposed:
            # How far an unknown family may be trusted is for a person to say.
            user_input = form.suggested(async_settled(self.hass, self._proposed))
        schema = vol.Schema({**form.settings(self.hass, entity_id), **_trust_fields(trust)})
        return self.async_show_form(
            step_id=f"{kind}_settings",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders=placeholders,
            last_step=False,
        )

    def _control_data(self, form: ControlForm, trust: Trust, settings: Data) -> Data:
        """Return the control as it is stored; what no form knows of is kept as long as it is about the same entity."""
        return {
            **(self._stored_control(form.kind, self._chosen[CONF_ENTITY]) or {}),
            **self._chosen,
            **form.data(settings),
            CONF_ASSURANCE: settings.get(CONF_ASSURANCE, trust.proposed),
            CONF_CONFIRMED: settings[CONF_CONFIRMED] if trust.confirmed is None else trust.confirmed,
        }

    def _stored_control(self, kind: str, entity: str | None = None) -> Data | None:
        """Return the control that is being changed where it is of this kind and about this entity."""
        stored = self._draft.control(self._place)
        if stored is None or stored[CONF_KIND] != kind or entity not in (None, stored[CONF_ENTITY]):
            return None
        return stored

    async_step_switch = partialmethod(_async_entity, "switch")
    async_step_plug = partialmethod(_async_entity, "plug")
    async_step_network_block = partialmethod(_async_entity, "network_block")
    async_step_select = partialmethod(_async_entity, "select")
    async_step_number = partialmethod(_async_entity, "number")
    async_step_actions = partialmethod(_async_entity, "actions")
    async_step_switch_settings = partialmethod(_async_settings, "switch")
    async_step_plug_settings = partialmethod(_async_settings, "plug")
    async_step_network_block_settings = partialmethod(_async_settings, "network_block")
    async_step_select_settings = partialmethod(_async_settings, "select")
    async_step_number_settings = partialmethod(_async_settings, "number")
    async_step_actions_settings = partialmethod(_async_settings, "actions")


def _trust_fields(trust: Trust) -> dict[vol.Marker, Any]:
    fields: dict[vol.Marker, Any] = {}
    if len(trust.choices) > 1:
        fields[vol.Required(CONF_ASSURANCE, default=trust.proposed.value)] = select(trust.choices, "assurance")
    if trust.confirmed is None:
        fields[vol.Required(CONF_CONFIRMED, default=False)] = BooleanSelector()
    return fields
