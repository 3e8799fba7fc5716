"""When a rule holds by who is home."""

from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.components.person.const import DOMAIN as PERSON_DOMAIN
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
)
import voluptuous as vol

from ...const import CONF_NOBODY_HOME, CONF_PERSONS, CONF_PRESENCE
from ..people import async_people_problem
from .model import ConditionSection, RuleError, SectionProblem


class PresenceSection(ConditionSection):
    """Nobody home, of everyone or of chosen persons."""

    key: ClassVar = CONF_PRESENCE

    @override
    def schema(self) -> vol.Schema:
        """Return a switch and the persons that count."""
        persons = EntitySelectorConfig(
            multiple=True, filter=[EntityWithDeviceFilterSelectorConfig(domain=PERSON_DOMAIN)]
        )
        return vol.Schema(
            {
                vol.Required(CONF_NOBODY_HOME, default=False): BooleanSelector(),
                vol.Optional(CONF_PERSONS): EntitySelector(persons),
            }
        )

    @override
    def validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Everyone that counts must be there and have trackers."""
        persons = self._persons(user_input)
        if not user_input[CONF_NOBODY_HOME]:
            return SectionProblem(RuleError.PERSONS_UNUSED) if persons else None
        if problem := async_people_problem(self._hass, persons):
            return SectionProblem(problem.error, problem.who)
        return None

    @override
    def to_data(self, user_input: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the two fields within whatever else is stored about presence."""
        chosen = {CONF_NOBODY_HOME: user_input[CONF_NOBODY_HOME], CONF_PERSONS: self._persons(user_input)}
        return {CONF_PRESENCE: {**stored.get(CONF_PRESENCE, {}), **chosen}}

    @override
    def from_data(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the two fields; a person that is no longer there stays among them, so that saving says so."""
        presence = data.get(CONF_PRESENCE, {})
        return {
            CONF_NOBODY_HOME: presence.get(CONF_NOBODY_HOME, False),
            CONF_PERSONS: list(presence.get(CONF_PERSONS, ())),
        }

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether the rule is about an empty home."""
        return bool(data.get(CONF_PRESENCE, {}).get(CONF_NOBODY_HOME))

    def _persons(self, user_input: Mapping[str, Any]) -> list[str]:
        registry = er.async_get(self._hass)
        chosen = user_input.get(CONF_PERSONS, ())
        # The selector lets registry ids through as well. Each person counts once.
        return list(dict.fromkeys(er.async_resolve_entity_id(registry, person) or person for person in chosen))
