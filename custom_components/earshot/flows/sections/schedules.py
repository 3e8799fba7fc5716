"""When a rule holds by the calendar: schedule helpers, and an entity that keeps days in or out."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig, EntityWithDeviceFilterSelectorConfig
import voluptuous as vol

from ...const import CONF_DAY_FILTER, CONF_ENTITY, CONF_KEEP, CONF_SCHEDULES
from ...policy.windows import Keep
from ..entities import async_entities_problem, async_references, async_shown
from ..fields import select
from .model import ConditionSection, Data, SectionProblem

_SCHEDULE: Final = "schedule"


class SchedulesSection(ConditionSection):
    """Schedule helpers beside the hours, and a filter over the days of both."""

    key: ClassVar = CONF_SCHEDULES

    @override
    def schema(self) -> vol.Schema:
        """Schedules, the entity of the filter, and which days it keeps."""
        schedules = EntitySelectorConfig(multiple=True, filter=[EntityWithDeviceFilterSelectorConfig(domain=_SCHEDULE)])
        return vol.Schema(
            {
                vol.Optional(CONF_SCHEDULES): EntitySelector(schedules),
                vol.Optional(CONF_DAY_FILTER): EntitySelector(),
                vol.Required(CONF_KEEP, default=Keep.IN.value): select(Keep, "keep"),
            }
        )

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Everything chosen must be there."""
        schedules = user_input.get(CONF_SCHEDULES, ())
        problem = async_entities_problem(self._hass, schedules, _SCHEDULE)
        if problem is None and (filtering := user_input.get(CONF_DAY_FILTER)):
            problem = async_entities_problem(self._hass, [filtering])
        return SectionProblem(problem.error, problem.who) if problem else None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put references down; no filter where no entity was chosen."""
        data[CONF_SCHEDULES] = async_references(self._hass, user_input.get(CONF_SCHEDULES, ()))
        data.pop(CONF_DAY_FILTER, None)
        if filtering := user_input.get(CONF_DAY_FILTER):
            (entity,) = async_references(self._hass, [filtering])
            data[CONF_DAY_FILTER] = {CONF_ENTITY: entity, CONF_KEEP: user_input[CONF_KEEP]}

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entities as they are called now."""
        suggested: dict[str, Any] = {}
        if schedules := data.get(CONF_SCHEDULES):
            suggested[CONF_SCHEDULES] = [async_shown(self._hass, each) for each in schedules]
        if filtering := data.get(CONF_DAY_FILTER):
            suggested[CONF_DAY_FILTER] = async_shown(self._hass, filtering[CONF_ENTITY])
            suggested[CONF_KEEP] = filtering[CONF_KEEP]
        return suggested

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether there is a schedule; a filter alone says nothing."""
        return bool(data.get(CONF_SCHEDULES))
