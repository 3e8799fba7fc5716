"""A number that mutes at one value, such as a microphone's level at zero."""

from collections.abc import Mapping
from datetime import timedelta
import math
from typing import Any, ClassVar, Final, override

from .base import EntityControl
from .model import Action

# Named by homeassistant.components.number and input_number, which may not be loaded yet.
_ATTR_MAX: Final = "max"
_ATTR_MIN: Final = "min"
_ATTR_STEP: Final = "step"
_ATTR_VALUE: Final = "value"
_SERVICE_SET_VALUE: Final = "set_value"
_STEPS: Final = {"increment": 1, "decrement": -1}

# What a conversion of units may leave behind; finer than any step.
_TOLERANCE: Final = 1e-6


def as_number(text: Any) -> float | None:
    """Return the number that a text holds; None where it holds none, or one that is not finite."""
    try:
        value = float(text)
    except TypeError, ValueError, OverflowError:
        return None
    return value if math.isfinite(value) else None


def silences(minimum: float, muted: float) -> bool:
    """Whether a number that goes no lower than `minimum` reaches the value that mutes."""
    return minimum <= muted + _TOLERANCE


class NumberControl(EntityControl):
    """Mutes by setting one value, and releases to the value that was set before."""

    kind: ClassVar = "number"
    # A camera takes the new level into its settings before it tells of it.
    deadline: ClassVar = timedelta(seconds=10)
    usual_muted_state: ClassVar = "0"

    @override
    def read(self) -> bool | None:
        """Whether the number is at the value that mutes; None while it is no number, or none is configured."""
        value = as_number(self._value())
        return None if value is None else self._mutes(value)

    @override
    def found(self, before: str | None = None) -> str | None:
        """Return the value of now; None where it mutes or is not known."""
        return self._value() if self.read() is False else None

    def action(self, *, muted: bool, found: str | None = None) -> Action | None:
        """Set the value that mutes, or the first of what was found and what is configured as live; None where it cannot be set."""
        for text in (self.config.muted_state,) if muted else (found, self.config.live_state):
            value = as_number(text)
            if value is not None and self._mutes(value) is muted and self._reaches(value):
                return self._action(_SERVICE_SET_VALUE, (_ATTR_VALUE, value))
        return None

    @override
    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Which way a new value takes it."""
        value = as_number(data.get(_ATTR_VALUE)) if service == _SERVICE_SET_VALUE else self._stepped(service)
        return None if value is None else self._mutes(value)

    def _mutes(self, value: float) -> bool | None:
        muted = as_number(self.config.muted_state)
        return None if muted is None else math.isclose(value, muted, abs_tol=_TOLERANCE)

    def _reaches(self, value: float) -> bool:
        minimum, maximum = self._bounds()
        return silences(minimum, value) and value <= maximum + _TOLERANCE

    def _stepped(self, service: str) -> float | None:
        """Return what a step leads to; None where that cannot be told."""
        value, step = as_number(self._value()), self._attribute(_ATTR_STEP)
        if value is None or step is None or (sign := _STEPS.get(service)) is None:
            return None
        minimum, maximum = self._bounds()
        return min(max(value + sign * step, minimum), maximum)

    def _bounds(self) -> tuple[float, float]:
        """Return the least and the greatest value that the entity takes, as far as it tells them."""
        minimum, maximum = self._attribute(_ATTR_MIN), self._attribute(_ATTR_MAX)
        return -math.inf if minimum is None else minimum, math.inf if maximum is None else maximum

    def _attribute(self, name: str) -> float | None:
        state = self._state()
        return None if state is None else as_number(state.attributes.get(name))
