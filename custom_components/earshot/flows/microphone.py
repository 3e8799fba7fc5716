"""A microphone: where it is seen, how it is muted, and what holds when no rule does."""

from enum import StrEnum
from typing import Any

from homeassistant.components.assist_satellite import DOMAIN as ASSIST_SATELLITE_DOMAIN
from homeassistant.components.switch.const import DOMAIN as SWITCH_DOMAIN
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_NAME
from homeassistant.helpers import entity_registry as er
import voluptuous as vol

from ..const import SUBENTRY_MICROPHONE
from ..microphones.discovery import Candidate, async_candidate
from ..microphones.references import EntityReference, async_resolver
from .fields import CONF_MUTE_SWITCH, CONF_SATELLITE, async_entity_selector, plain
from .labels import candidate_name
from .microphone_data import details_schema, details_suggested, microphone_data, stored_source, stored_switch
from .switches import SwitchError, async_check_switch, async_trust_of_switch


class MicrophoneError(StrEnum):
    """What can be wrong with a microphone, apart from its mute switch."""

    ALREADY_CONFIGURED = "already_configured"
    SATELLITE_NOT_FOUND = "satellite_not_found"
    SATELLITE_DISABLED = "satellite_disabled"
    NAME_EMPTY = "name_empty"


class MicrophoneFlow(ConfigSubentryFlow):
    """Makes a microphone and changes one: its satellite, its mute switch, then the details that follow from both."""

    _candidate: Candidate
    _switch: EntityReference | None = None
    _name = ""
    _data: dict[str, Any]

    async def async_step_satellite(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the Assist satellite."""
        errors: dict[str, str] = {}
        stored = self._stored_subentry()
        if user_input is not None:
            found = self._check_satellite(user_input[CONF_SATELLITE])
            if isinstance(found, Candidate):
                self._candidate = found
                return await self.async_step_mute_switch()
            errors[CONF_SATELLITE] = found
        elif stored and (source := stored_source(stored.data)):
            registered = er.async_get(self.hass).entities.get_entry(source)
            if registered is None:
                errors[CONF_SATELLITE] = MicrophoneError.SATELLITE_NOT_FOUND
            else:
                user_input = {CONF_SATELLITE: registered.entity_id}
        schema = vol.Schema({vol.Required(CONF_SATELLITE): async_entity_selector(self.hass, ASSIST_SATELLITE_DOMAIN)})
        return self.async_show_form(
            step_id="satellite",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            last_step=False,
        )

    async_step_user = async_step_satellite
    async_step_reconfigure = async_step_satellite

    async def async_step_mute_switch(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the switch that mutes it, or none."""
        errors: dict[str, str] = {}
        if user_input is not None:
            chosen = async_check_switch(self.hass, user_input.get(CONF_MUTE_SWITCH))
            if not isinstance(chosen, SwitchError):
                self._switch = chosen
                return await self.async_step_details()
            errors[CONF_MUTE_SWITCH] = chosen
        elif (switch := self._proposed_switch()) and (entity_id := async_resolver(self.hass)(switch)):
            user_input = {CONF_MUTE_SWITCH: entity_id}
        elif switch:
            errors[CONF_MUTE_SWITCH] = SwitchError.SWITCH_GONE
        schema = vol.Schema({vol.Optional(CONF_MUTE_SWITCH): async_entity_selector(self.hass, SWITCH_DOMAIN)})
        return self.async_show_form(
            step_id="mute_switch",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            last_step=False,
        )

    async def async_step_details(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Name it, say how far its mute can be trusted and what holds when no rule does."""
        errors: dict[str, str] = {}
        trust = async_trust_of_switch(self.hass, self._candidate, self._switch) if self._switch else None
        stored = self._stored_subentry()
        if user_input is not None:
            if name := plain(user_input[CONF_NAME]):
                self._name = name
                self._data = microphone_data(
                    self._candidate, self._switch, trust, user_input, stored.data if stored else {}
                )
                return await (self.async_step_finish() if stored else self.async_step_save())
            errors[CONF_NAME] = MicrophoneError.NAME_EMPTY
        else:
            user_input = details_suggested(trust, self._switch, stored.data if stored else {})
            user_input[CONF_NAME] = stored.title if stored else candidate_name(self._candidate)
        return self.async_show_form(
            step_id="details",
            data_schema=self.add_suggested_values_to_schema(details_schema(trust), user_input),
            errors=errors,
            last_step=stored is None,
        )

    async def async_step_finish(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Save what was changed, or leave things as they are."""
        return self.async_show_menu(step_id="finish", menu_options=["save", "leave"])

    async def async_step_leave(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Leave the microphone as it was."""
        return self.async_abort(reason="left")

    async def async_step_save(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Save it."""
        title, data, reference = self._name, self._data, self._candidate.reference
        if (stored := self._stored_subentry()) is None:
            return self.async_create_entry(title=title, data=data, unique_id=reference)
        return self.async_update_and_abort(self._get_entry(), stored, title=title, data=data, unique_id=reference)

    def _check_satellite(self, chosen: str) -> Candidate | MicrophoneError:
        registry = er.async_get(self.hass)
        entity_id = er.async_resolve_entity_id(registry, chosen)
        candidate = async_candidate(self.hass, entity_id) if entity_id else None
        if candidate is None:
            return MicrophoneError.SATELLITE_NOT_FOUND
        if self._taken(candidate.reference):
            return MicrophoneError.ALREADY_CONFIGURED
        # One that was disabled later can still be changed, and so be kept as it is.
        stored = self._stored_subentry()
        if candidate.source.disabled and not (stored and stored.unique_id == candidate.reference):
            return MicrophoneError.SATELLITE_DISABLED
        return candidate

    def _taken(self, reference: EntityReference) -> bool:
        stored = self._stored_subentry()
        others = self._get_entry().get_subentries_of_type(SUBENTRY_MICROPHONE)
        return any(
            other.unique_id == reference and not (stored and other.subentry_id == stored.subentry_id)
            for other in others
        )

    def _stored_subentry(self) -> ConfigSubentry | None:
        return self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None

    def _proposed_switch(self) -> EntityReference | None:
        """Return the stored mute switch where the microphone stays the same one, else what discovery found."""
        stored = self._stored_subentry()
        if stored and stored.unique_id == self._candidate.reference:
            return stored_switch(stored.data)
        return self._candidate.mute_switch.id if self._candidate.mute_switch else None
