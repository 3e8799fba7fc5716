"""When a rule holds by who is home."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.components.person.const import DOMAIN as PERSON_DOMAIN
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig, EntityWithDeviceFilterSelectorConfig
import voluptuous as vol

from ...const import CONF_KIND, CONF_PERSONS, CONF_PRESENCE
from ...policy.presence import PresenceKind
from ..fields import dropdown
from ..people import async_people_problem
from .model import ConditionSection, Data, RuleError, SectionProblem

# It does not matter who is home: the data of such a rule have no kind of presence.
NO_MATTER: Final = "none"
_OF_EVERYONE: Final = (PresenceKind.NOBODY_HOME, PresenceKind.ANYBODY_HOME)


class PresenceSection(ConditionSection):
    """Who is home or away, of everyone or of chosen persons."""

    key: ClassVar = CONF_PRESENCE

    @override
    def schema(self) -> vol.Schema:
        """Return a choice of kinds and the persons that count."""
        persons = EntitySelectorConfig(
            multiple=True, filter=[EntityWithDeviceFilterSelectorConfig(domain=PERSON_DOMAIN)]
        )
        return vol.Schema(
            {
                vol.Required(CONF_KIND, default=NO_MATTER): dropdown((NO_MATTER, *PresenceKind), "presence"),
                vol.Optional(CONF_PERSONS): EntitySelector(persons),
            }
        )

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Everyone that counts must be there and have trackers."""
        persons = self._persons(user_input)
        kind = user_input[CONF_KIND]
        if kind == NO_MATTER:
            return SectionProblem(RuleError.PERSONS_UNUSED) if persons else None
        if not persons and kind not in _OF_EVERYONE:
            return SectionProblem(RuleError.PERSONS_MISSING)
        if problem := async_people_problem(self._hass, persons):
            return SectionProblem(problem.error, problem.who)
        return None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put both fields down within whatever else is stored about presence."""
        presence = {key: value for key, value in data.get(CONF_PRESENCE, {}).items() if key != CONF_KIND}
        if user_input[CONF_KIND] != NO_MATTER:
            presence[CONF_KIND] = user_input[CONF_KIND]
        data[CONF_PRESENCE] = presence | {CONF_PERSONS: self._persons(user_input)}

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return both fields; a person that is no longer there stays among them, so that saving says so."""
        presence = data.get(CONF_PRESENCE, {})
        suggested = {CONF_KIND: presence[CONF_KIND]} if CONF_KIND in presence else {}
        if persons := presence.get(CONF_PERSONS):
            suggested[CONF_PERSONS] = list(persons)
        return suggested

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether it matters who is home."""
        return CONF_KIND in data.get(CONF_PRESENCE, {})

    def _persons(self, user_input: Mapping[str, Any]) -> list[str]:
        registry = er.async_get(self._hass)
        chosen = user_input.get(CONF_PERSONS, ())
        # The selector lets registry ids through as well. Each person counts once.
        return list(dict.fromkeys(er.async_resolve_entity_id(registry, person) or person for person in chosen))
