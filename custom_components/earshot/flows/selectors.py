"""Selectors whose word is not the last: what they let through as it came is judged by the form, in words."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from math import isfinite
from typing import Any, Final, cast, override

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.selector import (
    ChooseSelector,
    ChooseSelectorConfig,
    ConditionSelector,
    DurationSelector,
    DurationSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    ObjectSelector,
)
import voluptuous as vol

from ..policy.sun import OFFSET_LIMIT, SunEvent

CHOSEN: Final = "active_choice"
_LIMIT_MINUTES: Final = OFFSET_LIMIT // timedelta(minutes=1)


class EdgeKind(StrEnum):
    """What a window's start or end goes by."""

    TIME = "time"
    SUNRISE = SunEvent.SUNRISE.value
    SUNSET = SunEvent.SUNSET.value


def offset_config() -> NumberSelectorConfig:
    """Minutes from the sun's event, negative before it."""
    return NumberSelectorConfig(
        min=-_LIMIT_MINUTES,
        max=_LIMIT_MINUTES,
        step="any",
        unit_of_measurement="min",
        mode=NumberSelectorMode.BOX,
    )


class EdgeSelector(ChooseSelector):
    """A time of day, or minutes from sunrise or sunset: `"22:00:00"`, or `{"active_choice": "sunset", "sunset": -30}`."""

    def __init__(self) -> None:
        """Offer the three kinds of edge."""
        number = {"selector": {"number": dict(offset_config())}}
        choices: Any = {
            EdgeKind.TIME.value: {"selector": {"time": {}}},
            EdgeKind.SUNRISE.value: number,
            EdgeKind.SUNSET.value: number,
        }
        super().__init__(ChooseSelectorConfig(choices=choices, translation_key="edge"))

    @override
    def __call__(self, data: Any) -> Any:
        """Let a choice through as it was made, also one that is not filled in yet."""
        if data is None or data == "":
            return None
        if not isinstance(data, Mapping):
            return cv.time(data).isoformat()
        kind = vol.Coerce(EdgeKind)(data.get(CHOSEN, EdgeKind.TIME))
        value = data.get(kind)
        if kind is EdgeKind.TIME:
            return cv.time(value).isoformat() if value else None
        return {CHOSEN: kind.value, kind.value: _number(value or 0)}


class AnyNumberSelector(NumberSelector):
    """A number whose limits hold on the screen, and are said in words where they were not kept."""

    @override
    def __call__(self, data: Any) -> float:
        """Let any number through."""
        return _number(data)


class AnyDurationSelector(DurationSelector):
    """A duration that may turn out negative, and is then refused in words."""

    def __init__(self) -> None:
        """Ask for hours, minutes and seconds."""
        super().__init__(DurationSelectorConfig(enable_second=True))

    @override
    def __call__(self, data: Any) -> dict[str, float]:
        """Let any duration through."""
        if data:
            try:
                cv.time_period_dict(data)
            except (OverflowError, ValueError) as err:
                raise vol.Invalid("expected a duration") from err
        return cast(dict[str, float], data)


class RawConditionSelector(ConditionSelector):
    """Home Assistant's condition editor; what it made is kept as the JSON that it came as."""

    @override
    def __call__(self, data: Any) -> Any:
        """Let it through unread: what Home Assistant would make of it cannot be stored."""
        return data


class ItemsSelector(ObjectSelector):
    """A list of objects, each with the fields of the configuration."""

    @override
    def __call__(self, data: Any) -> Any:
        """Let through what is a list of objects."""
        return super().__call__(vol.Schema([dict])(data))


def _number(data: Any) -> float:
    number: float = vol.Coerce(float)(data)
    if not isfinite(number):
        raise vol.Invalid("expected a number")
    return number
