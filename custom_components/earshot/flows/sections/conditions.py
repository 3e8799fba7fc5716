"""When a rule holds by any condition that Home Assistant knows."""

from collections.abc import Mapping
import json
from typing import Any, ClassVar, override

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.template import is_template_string
import voluptuous as vol

from ...checks import async_build
from ...const import CONF_CONDITIONS
from ..fields import plain
from ..selectors import RawConditionSelector
from .model import ConditionSection, Data, RuleError, SectionProblem

_TEMPLATE: str = "template"


class ConditionsSection(ConditionSection):
    """Home Assistant's own conditions, all of which have to hold."""

    key: ClassVar = CONF_CONDITIONS

    @override
    def schema(self) -> vol.Schema:
        """Return Home Assistant's editor."""
        return vol.Schema({vol.Optional(CONF_CONDITIONS): RawConditionSelector()})

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Home Assistant must be able to build them, and they must be fit to be stored."""
        try:
            raw = _raw(user_input)
            built = await async_build(self._hass, raw)
        except (vol.Invalid, HomeAssistantError, TypeError, ValueError) as err:
            # The last two are of what is no JSON.
            return SectionProblem(RuleError.CONDITION_INVALID, plain(str(err)))
        for checker in built.checkers:
            checker.async_unload()
        return None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put them down as the JSON that they came as."""
        data[CONF_CONDITIONS] = _raw(user_input)

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return them as they are stored."""
        return {CONF_CONDITIONS: conditions} if (conditions := data.get(CONF_CONDITIONS)) else {}

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether there is any."""
        return bool(data.get(CONF_CONDITIONS))


def _raw(user_input: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was put in as a list of JSON objects.

    One condition may come without a list, and a template as its bare text. Raises TypeError or ValueError for what is
    no JSON.
    """
    given = user_input.get(CONF_CONDITIONS) or []
    raw = json.loads(json.dumps(given if isinstance(given, list) else [given], allow_nan=False))
    return [{"condition": _TEMPLATE, "value_template": each} if _is_template(each) else each for each in raw]


def _is_template(given: Any) -> bool:
    return isinstance(given, str) and is_template_string(given)
