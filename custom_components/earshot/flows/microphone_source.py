"""Which microphone it is: one that was found, or one that a person describes."""

from enum import StrEnum
from itertools import chain
from typing import Any, Final

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_DEVICE_ID
from homeassistant.core import callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import DeviceSelector
import voluptuous as vol

from ..const import CONF_DEVICE, CONF_ENTITY, CONF_FAMILY, CONF_OBSERVATIONS, CONF_SOURCES
from ..microphones.discovery import Candidate, async_candidate
from ..microphones.references import EntityReference, async_resolver
from .entities import async_entity_name, async_references
from .fields import async_entity_selector, choose_one_named, plain
from .labels import Labels, candidate_name
from .microphone_control import ControlSteps
from .microphone_details import DetailsSteps
from .microphone_draft import Data, MicrophoneDraft
from .proposals import async_unasked
from .sources import SourceError, async_source, async_sources_problem, is_stream, source_filters, stream_filters
from .uncovered import async_uncovered

CONF_MICROPHONE: Final = "microphone"
CONF_STREAMS: Final = "streams"
_OF_A_DEVICE: Final = (CONF_FAMILY, CONF_OBSERVATIONS)
BY_HAND: Final = "by_hand"


class ChooseError(StrEnum):
    """What can be wrong with the choice of a microphone, beside what is wrong with its sources."""

    MICROPHONE_GONE = "microphone_gone"
    DEVICE_NOT_FOUND = "device_not_found"
    DEVICE_OWN = "device_own"


class SourceSteps(ControlSteps, DetailsSteps):
    """Asks which microphone it is, when it is added and when it is pointed at another."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose one that was found, or something else."""
        self._draft = MicrophoneDraft.new()
        return await self._async_choose("user", user_input)

    async def async_step_source(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Point the microphone at another one."""
        return await self._async_choose("source", user_input)

    async def _async_choose(self, step_id: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        stored, own = self._stored_subentry(), self._own_candidate()
        offered = async_uncovered(self.hass, self._get_entry(), but_by=stored.subentry_id if stored else None)
        if own and own.reference not in [each.reference for each in offered]:
            offered.append(own)
        if not offered:
            return await self.async_step_by_hand()
        errors: dict[str, str] = {}
        if user_input is not None:
            if (chosen := user_input[CONF_MICROPHONE]) == BY_HAND:
                return await self.async_step_by_hand()
            candidate = next((each for each in offered if each.reference == chosen), None)
            if candidate is not None:
                return await self._async_take(candidate, same=bool(own and candidate.reference == own.reference))
            errors[CONF_MICROPHONE] = ChooseError.MICROPHONE_GONE
        labels = await Labels.async_load(self.hass)
        options = [(each.reference, labels.found(self.hass, each)) for each in offered]
        proposed = own.reference if own else BY_HAND if stored else options[0][0]
        schema = vol.Schema(
            {
                vol.Required(CONF_MICROPHONE, default=proposed): choose_one_named(
                    [*options, (BY_HAND, labels.text("found_microphone", BY_HAND))]
                )
            }
        )
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors, last_step=False)

    async def _async_take(self, candidate: Candidate, *, same: bool) -> SubentryFlowResult:
        if self._stored_subentry() is None:
            self._candidate, self._proposed_name = candidate, candidate_name(candidate)
            self._draft = MicrophoneDraft.found(candidate, "", [])
            return await self.async_step_control()
        if not same:
            self._draft.async_point_at(self.hass, candidate, async_unasked(self.hass, candidate))
        return await self._async_go_on()

    @callback
    def _own_candidate(self) -> Candidate | None:
        """Return what is found of the microphone that is being changed."""
        return self._found(self._draft.sources) if self._stored_subentry() else None

    async def async_step_by_hand(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Describe it: the device that it is a part of, and the entities that show its activity, or nothing at all."""
        errors: dict[str, str] = {}
        placeholders: dict[str, str] = {}
        if user_input is not None:
            errors, placeholders = self._check_by_hand(user_input)
            if not errors:
                return await self._async_describe(user_input)
        else:
            user_input = self._described()
            for field, stored in self._stored_sources().items():
                if len(user_input[field]) < len(stored):
                    errors[field] = SourceError.SOURCE_GONE
        schema = vol.Schema(
            {
                vol.Optional(CONF_DEVICE_ID): DeviceSelector(),
                vol.Optional(CONF_SOURCES, default=list): async_entity_selector(
                    self.hass, source_filters(), multiple=True
                ),
                vol.Optional(CONF_STREAMS, default=list): async_entity_selector(
                    self.hass, stream_filters(), multiple=True
                ),
            }
        )
        return self.async_show_form(
            step_id=BY_HAND,
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders=placeholders,
            last_step=False,
        )

    def _check_by_hand(self, user_input: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
        if device_id := user_input.get(CONF_DEVICE_ID):
            device = dr.async_get(self.hass).async_get(device_id)
            if device is None:
                return {CONF_DEVICE_ID: ChooseError.DEVICE_NOT_FOUND}, {}
            if device.config_entry_id == self._get_entry().entry_id:
                return {CONF_DEVICE_ID: ChooseError.DEVICE_OWN}, {}
        stored = self._stored_subentry()
        microphone_id = stored.subentry_id if stored else None
        for field, before in self._stored_sources().items():
            # What is there already may be disabled, or of a kind that this version does not know.
            new = [each for each in async_references(self.hass, user_input[field]) if each not in before]
            if problem := async_sources_problem(
                self.hass, self._get_entry(), new, microphone_id, streams=field == CONF_STREAMS
            ):
                error, who = problem
                return {field: error}, {"who": who}
        if set(user_input[CONF_SOURCES]) & set(user_input[CONF_STREAMS]):
            return {CONF_STREAMS: SourceError.SOURCE_TWICE}, {}
        return {}, {}

    async def _async_describe(self, described: dict[str, Any]) -> SubentryFlowResult:
        stored = self._stored_sources()
        references = {field: async_references(self.hass, described[field]) for field in stored}
        sources = [
            before.get(each) or async_source(self.hass, each, streams=field == CONF_STREAMS)
            for field, before in stored.items()
            for each in references[field]
        ]
        first = next(chain.from_iterable(references.values()), None)
        if first != next(chain.from_iterable(stored.values()), None):
            found = self._found(references[CONF_SOURCES])
            self._draft.unique_id = first
            self._draft.data |= {key: found.as_data()[key] for key in _OF_A_DEVICE} if found else {CONF_FAMILY: None}
            self._candidate = None if self._stored_subentry() else found
        self._draft.data |= {CONF_DEVICE: described.get(CONF_DEVICE_ID), CONF_SOURCES: sources}
        if self._stored_subentry():
            return await self._async_go_on()
        self._proposed_name = self._name_of(described.get(CONF_DEVICE_ID), first)
        return await self.async_step_control()

    def _described(self) -> dict[str, Any]:
        """Return the draft as the form shows it, without entities that have gone."""
        resolve = async_resolver(self.hass)
        shown = {
            field: [entity_id for each in stored if (entity_id := resolve(each))]
            for field, stored in self._stored_sources().items()
        }
        device_id = self._draft.data.get(CONF_DEVICE)
        return shown | ({CONF_DEVICE_ID: device_id} if device_id else {})

    def _stored_sources(self) -> dict[str, dict[EntityReference, Data]]:
        """Return the draft's sources by the fields that ask for them, and by their entities."""
        sources: list[Data] = self._draft.data[CONF_SOURCES]
        return {
            CONF_SOURCES: {each[CONF_ENTITY]: each for each in sources if not is_stream(each)},
            CONF_STREAMS: {each[CONF_ENTITY]: each for each in sources if is_stream(each)},
        }

    def _found(self, sources: list[EntityReference]) -> Candidate | None:
        """Return what discovery makes of the first of these sources that it knows."""
        for entity_id in filter(None, map(async_resolver(self.hass), sources)):
            if candidate := async_candidate(self.hass, entity_id):
                return candidate
        return None

    def _name_of(self, device_id: str | None, reference: EntityReference | None) -> str:
        device = dr.async_get(self.hass).async_get(device_id) if device_id else None
        if device and (name := plain(device.name_by_user or device.name or "")):
            return name
        return async_entity_name(self.hass, reference) if reference else ""
