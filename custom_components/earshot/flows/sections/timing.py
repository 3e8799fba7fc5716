"""How long conditions must hold before they count, and how long they linger."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final, override

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ...const import (
    CONF_CONDITIONS,
    CONF_FOR,
    CONF_GUESTS,
    CONF_HOURS,
    CONF_LINGER,
    CONF_PRESENCE,
    CONF_STATES,
    CONF_TIMING,
    CONF_ZONE,
)
from ..selectors import AnyDurationSelector
from .model import Data, RuleError, RuleSection, SectionProblem

TIMED: Final = (CONF_HOURS, CONF_PRESENCE, CONF_GUESTS, CONF_ZONE, CONF_STATES, CONF_CONDITIONS)
"""What can be timed, each for itself."""
_WAYS: Final = (CONF_FOR, CONF_LINGER)
_LIMIT: Final = timedelta(days=1)


class TimingSection(RuleSection):
    """Two durations for each kind of condition; no rule needs any."""

    key: ClassVar = CONF_TIMING

    @override
    def schema(self) -> vol.Schema:
        """Return the durations, all of them optional."""
        return vol.Schema({vol.Optional(_field(what, way)): AnyDurationSelector() for what, way in _PAIRS})

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """No duration is negative or longer than a day."""
        durations = [_duration(user_input, what, way) for what, way in _PAIRS]
        if any(duration < timedelta() for duration in durations):
            return SectionProblem(RuleError.TIMING_NEGATIVE)
        if any(duration > _LIMIT for duration in durations):
            return SectionProblem(RuleError.TIMING_TOO_LONG)
        return None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put down what is not zero, in seconds."""
        timing: dict[str, dict[str, float]] = {}
        for what, way in _PAIRS:
            if seconds := _duration(user_input, what, way).total_seconds():
                timing.setdefault(what, {})[way] = int(seconds) if seconds == int(seconds) else seconds
        data[CONF_TIMING] = timing

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the durations as hours, minutes and seconds."""
        timing = data.get(CONF_TIMING, {})
        return {
            _field(what, way): _shown(seconds) for what, way in _PAIRS if (seconds := timing.get(what, {}).get(way))
        }


_PAIRS: Final[Iterable[tuple[str, str]]] = tuple((what, way) for what in TIMED for way in _WAYS)


def _field(what: str, way: str) -> str:
    return f"{what}_{way}"


def _duration(user_input: Mapping[str, Any], what: str, way: str) -> timedelta:
    given = user_input.get(_field(what, way))
    return cv.time_period_dict(given) if given else timedelta()


def _shown(seconds: float) -> dict[str, float]:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return {"hours": hours, "minutes": minutes, "seconds": rest}
