"""When a rule holds by guests, or by how many people are somewhere."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.components.zone.const import DOMAIN as ZONE_DOMAIN
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelectorConfig,
    NumberSelectorMode,
)
import voluptuous as vol

from ...const import CONF_COMPARISON, CONF_COUNT, CONF_GUESTS, CONF_PRESENCE, CONF_ZONE
from ...policy.presence import Comparison
from ..entities import async_entities_problem, async_references, async_shown
from ..fields import select
from ..selectors import AnyNumberSelector
from .model import ConditionSection, Data, RuleError, SectionProblem

_OWN: Final = (CONF_GUESTS, CONF_ZONE)


class GuestsSection(ConditionSection):
    """An entity that tells of guests, and a number of people in a zone."""

    key: ClassVar = CONF_GUESTS

    @override
    def schema(self) -> vol.Schema:
        """Return the entity, the zone and its number."""
        zone = EntitySelectorConfig(filter=[EntityWithDeviceFilterSelectorConfig(domain=ZONE_DOMAIN)])
        count = NumberSelectorConfig(min=0, step=1, mode=NumberSelectorMode.BOX)
        return vol.Schema(
            {
                vol.Optional(CONF_GUESTS): EntitySelector(),
                vol.Optional(CONF_ZONE): EntitySelector(zone),
                vol.Required(CONF_COMPARISON, default=Comparison.AT_LEAST.value): select(Comparison, "comparison"),
                vol.Required(CONF_COUNT, default=1): AnyNumberSelector(count),
            }
        )

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Everything chosen must be there; the number counts where there is a zone."""
        problem = None
        if guests := user_input.get(CONF_GUESTS):
            problem = async_entities_problem(self._hass, [guests])
        if problem is None and (zone := user_input.get(CONF_ZONE)):
            problem = async_entities_problem(self._hass, [zone], ZONE_DOMAIN)
            if problem is None and user_input[CONF_COUNT] % 1:
                return SectionProblem(RuleError.COUNT_NOT_WHOLE)
            if problem is None and user_input[CONF_COUNT] < 0:
                return SectionProblem(RuleError.COUNT_NEGATIVE)
        return SectionProblem(problem.error, problem.who) if problem else None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put both down within whatever else is stored about presence."""
        presence = {key: value for key, value in data.get(CONF_PRESENCE, {}).items() if key not in _OWN}
        if guests := user_input.get(CONF_GUESTS):
            (presence[CONF_GUESTS],) = async_references(self._hass, [guests])
        if zone := user_input.get(CONF_ZONE):
            presence[CONF_ZONE] = {
                CONF_ZONE: er.async_resolve_entity_id(er.async_get(self._hass), zone) or zone,
                CONF_COMPARISON: user_input[CONF_COMPARISON],
                CONF_COUNT: int(user_input[CONF_COUNT]),
            }
        data[CONF_PRESENCE] = presence

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entities as they are called now."""
        presence = data.get(CONF_PRESENCE, {})
        suggested = dict(presence.get(CONF_ZONE, {}))
        if guests := presence.get(CONF_GUESTS):
            suggested[CONF_GUESTS] = async_shown(self._hass, guests)
        return suggested

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether guests or numbers matter."""
        return not data.get(CONF_PRESENCE, {}).keys().isdisjoint(_OWN)
