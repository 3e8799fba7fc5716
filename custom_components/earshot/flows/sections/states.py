"""When a rule holds by the states of entities: which entities; what is asked of each is a step of its own."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig
import voluptuous as vol

from ...const import CONF_ENTITY, CONF_STATES
from ..entities import async_entities_problem, async_references, async_shown
from .model import ConditionSection, Data, SectionProblem

CONF_ENTITIES: Final = "entities"


class StatesSection(ConditionSection):
    """Any number of entities."""

    key: ClassVar = CONF_STATES

    @override
    def schema(self) -> vol.Schema:
        """Return the choice of entities."""
        return vol.Schema({vol.Optional(CONF_ENTITIES): EntitySelector(EntitySelectorConfig(multiple=True))})

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Every entity must be there."""
        problem = async_entities_problem(self._hass, user_input.get(CONF_ENTITIES, ()))
        return SectionProblem(problem.error, problem.who) if problem else None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Keep what is asked of entities that stay; of new ones nothing is asked yet."""
        asked: list[dict[str, Any]] = data.get(CONF_STATES, [])
        data[CONF_STATES] = [
            entry
            for reference in async_references(self._hass, user_input.get(CONF_ENTITIES, ()))
            for entry in [each for each in asked if each[CONF_ENTITY] == reference] or [{CONF_ENTITY: reference}]
        ]

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entities as they are called now, each once."""
        references = dict.fromkeys(entry[CONF_ENTITY] for entry in data.get(CONF_STATES, ()))
        return {CONF_ENTITIES: [async_shown(self._hass, each) for each in references]} if references else {}

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether any entity matters."""
        return bool(data.get(CONF_STATES))
