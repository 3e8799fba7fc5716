"""The repair of a microphone whose source of activity has gone: point it at another one, or remove it."""

from typing import Any, Final

from homeassistant.components.repairs import RepairsFlowResult
from homeassistant.const import CONF_ENTITY_ID
from homeassistant.helpers import entity_registry as er
import voluptuous as vol

from ..const import CONF_DEVICE, CONF_ENTITY, CONF_FAMILY, CONF_SOURCES
from ..microphones.discovery import Candidate, async_candidate
from .entities import async_exists, async_references, async_shown
from .fields import async_entity_selector, choose_one_named
from .labels import Labels
from .microphone_draft import Data, MicrophoneDraft, entities_of
from .proposals import async_unasked
from .repair_steps import MicrophoneRepair
from .sources import async_source, async_sources_problem, is_stream, source_filters
from .uncovered import async_uncovered

CONF_MICROPHONE: Final = "microphone"
_MICROPHONE_GONE: Final = "microphone_gone"


class SourceGoneFlow(MicrophoneRepair):
    """Offers what was found, any entity that shows activity, and to let the microphone go."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Choose what to do."""
        _ = self._subentry
        found = ["found"] if self._found() else []
        return self.async_show_menu(step_id="init", menu_options=[*found, "entity", "remove"])

    async def async_step_found(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Point it at a microphone that was found."""
        found = self._found()
        errors: dict[str, str] = {}
        if user_input is not None:
            if candidate := found.get(user_input[CONF_MICROPHONE]):
                draft = MicrophoneDraft.of(self._subentry)
                alive = self._alive(draft)
                draft.async_point_at(self.hass, candidate, async_unasked(self.hass, candidate))
                draft.data[CONF_SOURCES] += [each for each in alive if each[CONF_ENTITY] not in draft.sources]
                return self._async_save(draft)
            errors[CONF_MICROPHONE] = _MICROPHONE_GONE
        labels = await Labels.async_load(self.hass)
        options = [(reference, labels.found(self.hass, each)) for reference, each in found.items()]
        return self.async_show_form(
            step_id="found",
            data_schema=vol.Schema({vol.Required(CONF_MICROPHONE): choose_one_named(options)}),
            errors=errors,
        )

    async def async_step_entity(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Point it at an entity."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            chosen = [user_input[CONF_ENTITY_ID]]
            problem = async_sources_problem(self.hass, self._entry, chosen, self._microphone_id)
            if problem is None:
                return self._async_save(self._pointed_at(async_references(self.hass, chosen)[0]))
            errors[CONF_ENTITY_ID], placeholders["who"] = problem
        schema = vol.Schema({vol.Required(CONF_ENTITY_ID): async_entity_selector(self.hass, source_filters())})
        return self.async_show_form(
            step_id="entity",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def async_step_remove(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Remove it from Earshot's care."""
        if user_input is None:
            return self.async_show_form(step_id="remove", data_schema=vol.Schema({}))
        self.hass.config_entries.async_remove_subentry(self._entry, self._subentry.subentry_id)
        return self.async_create_entry(data={})

    def _found(self) -> dict[str, Candidate]:
        """Return what it could be now: what no other microphone is, its own device with a new entity included."""
        uncovered = async_uncovered(self.hass, self._entry, but_by=self._microphone_id)
        return {each.reference: each for each in uncovered}

    def _pointed_at(self, reference: str) -> MicrophoneDraft:
        draft = MicrophoneDraft.of(self._subentry)
        alive = self._alive(draft)
        if draft.unique_id not in entities_of(alive):
            draft.unique_id = reference
        kept = [each for each in alive if each[CONF_ENTITY] != reference]
        gone = [each for each in draft.data[CONF_SOURCES] if each not in alive]
        # A sensor in the place of one that told of streams tells of streams, whatever else it could mean.
        stream = async_source(self.hass, reference, streams=True) if gone and all(map(is_stream, gone)) else None
        draft.data[CONF_SOURCES] = [stream or async_source(self.hass, reference), *kept]
        entry = er.async_get(self.hass).entities.get_entry(reference)
        if entry and entry.device_id:
            draft.data[CONF_DEVICE] = entry.device_id
        if candidate := async_candidate(self.hass, async_shown(self.hass, reference)):
            draft.data[CONF_FAMILY] = candidate.family
        return draft

    def _alive(self, draft: MicrophoneDraft) -> list[Data]:
        """Return the sources that are still there."""
        return [each for each in draft.data[CONF_SOURCES] if async_exists(self.hass, each[CONF_ENTITY])]
