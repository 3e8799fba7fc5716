"""A select with an option that mutes, such as no wake word at all."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final, override

from homeassistant.const import ATTR_OPTION, SERVICE_SELECT_OPTION

from .base import EntityControl
from .model import Action

# Named by homeassistant.components.select and input_select, which may not be loaded yet.
_ATTR_CYCLE: Final = "cycle"
_ATTR_OPTIONS: Final = "options"
_SERVICE_FIRST: Final = "select_first"
_SERVICE_LAST: Final = "select_last"
_STEPS: Final = {"select_next": 1, "select_previous": -1}


class SelectControl(EntityControl):
    """Mutes by choosing one option, and releases to the option that was chosen before."""

    kind: ClassVar = "select"
    # ESPHome's wake words are written at once; a camera's modes come back from the camera.
    deadline: ClassVar = timedelta(seconds=10)

    @override
    def found(self, before: str | None = None) -> str | None:
        """Return the option of now; None where it mutes or is not known."""
        value = self._value()
        return None if value == self.config.muted_state else value

    def action(self, *, muted: bool, found: str | None = None) -> Action | None:
        """Choose the option that mutes, or the first of what was found and what is configured as live; None where it is not offered."""
        options = self._options()
        for option in (self.config.muted_state,) if muted else (found, self.config.live_state):
            if option in options and self._mutes(option) is muted:
                return self._action(SERVICE_SELECT_OPTION, (ATTR_OPTION, option))
        return None

    @override
    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Which way a choice takes it."""
        option = self._chosen(service, data)
        return None if option is None else self._mutes(option)

    def _mutes(self, option: str) -> bool:
        return option == self.config.muted_state

    def _options(self) -> list[str]:
        """Return the options that the entity offers now."""
        state = self._state()
        options = None if state is None else state.attributes.get(_ATTR_OPTIONS)
        return list(options) if isinstance(options, list | tuple) else []

    def _chosen(self, service: str, data: Mapping[str, Any]) -> str | None:
        """Return the option that an action of the select's domain chooses; None where that cannot be told."""
        if service == SERVICE_SELECT_OPTION:
            option = data.get(ATTR_OPTION)
            return str(option) if isinstance(option, str | int | float) else None
        options = self._options()
        if not options:
            return None
        if service == _SERVICE_FIRST:
            return options[0]
        if service == _SERVICE_LAST:
            return options[-1]
        value = self._value()
        if value not in options or (step := _STEPS.get(service)) is None:
            return None
        place = options.index(value) + step
        if data.get(_ATTR_CYCLE, True):
            return options[place % len(options)]
        return options[min(max(place, 0), len(options) - 1)]
