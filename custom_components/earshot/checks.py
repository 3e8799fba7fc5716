"""Home Assistant's own conditions as inputs of rules: built from what the subentry keeps raw, watched, and unloaded when they go.

What such a condition reports is taken as it is. One that cannot be built, or fails while it is asked, is undetermined.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from copy import deepcopy
from typing import Any, Final, NamedTuple

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import condition, config_validation as cv
from homeassistant.helpers.typing import ConfigType
import voluptuous as vol

from .const import LOGGER

type RawConditions = tuple[Mapping[str, Any], ...]

# Home Assistant's validators stumble over some of what is no condition: a million years, a number for a list.
_STUMBLES: Final = (AttributeError, LookupError, OverflowError, TypeError, ValueError)
_WITHOUT_VALUE: Final = frozenset({STATE_UNKNOWN, STATE_UNAVAILABLE})


class Built(NamedTuple):
    """Conditions that can be asked."""

    checkers: list[condition.ConditionChecker]
    entity_ids: frozenset[str]
    """The entities that they name. What a template reads is not among them."""


async def async_build(hass: HomeAssistant, raw: Iterable[Mapping[str, Any]]) -> Built:
    """Build the checkers of raw conditions.

    Raises vol.Invalid or HomeAssistantError for what is no condition, or one of an integration that is not there.
    """
    try:
        return await _async_build(hass, raw)
    except _STUMBLES as err:
        raise vol.Invalid(f"{type(err).__name__}: {err}") from err


async def _async_build(hass: HomeAssistant, raw: Iterable[Mapping[str, Any]]) -> Built:
    configs: list[ConfigType] = cv.CONDITIONS_SCHEMA(deepcopy([dict(each) for each in raw]))
    checkers: list[condition.ConditionChecker] = []
    entity_ids: set[str] = set()
    with ExitStack() as unload:
        for config in configs:
            validated = await condition.async_validate_condition_config(hass, config)
            checker = await condition.async_from_config(hass, validated)
            unload.callback(checker.async_unload)
            checkers.append(checker)
            entity_ids |= condition.async_extract_entities(validated)
        unload.pop_all()
    return Built(checkers, frozenset(entity_ids))


class Check:
    """The conditions of one rule: all of them have to hold."""

    def __init__(self, hass: HomeAssistant, raw: RawConditions, changed: CALLBACK_TYPE) -> None:
        """Wait for `async_start`; until then the result is undetermined."""
        self._hass = hass
        self.raw = raw
        self._changed = changed
        self._checkers: list[condition.ConditionChecker] = []
        self._entity_ids: frozenset[str] = frozenset()
        self._untrack: list[CALLBACK_TYPE] = []
        self._ready = False
        self._stopped = False
        self._failed = False

    async def async_start(self) -> None:
        """Build, watch, and look for the first time."""
        try:
            checkers, self._entity_ids = await async_build(self._hass, self.raw)
        except (vol.Invalid, HomeAssistantError) as err:
            LOGGER.warning("A rule's condition cannot be built and counts as undetermined: %s", err)
            return
        for checker in checkers:
            self._checkers.append(checker)
            self._untrack.append(await checker.async_track_changes(self._changed))
        if self._stopped:
            self._unload()
            return
        self._ready = True
        self._changed()

    @callback
    def async_stop(self) -> None:
        """Watch nothing any more."""
        self._stopped = True
        self._unload()

    @property
    def founded(self) -> bool:
        """Whether every entity that they name has a value: of one without, Home Assistant's conditions report false."""
        states = (self._hass.states.get(entity_id) for entity_id in self._entity_ids)
        return all(state is not None and state.state not in _WITHOUT_VALUE for state in states)

    def result(self) -> bool | None:
        """Whether all hold now; None where that cannot be told."""
        if not self._ready:
            return None
        try:
            held = all(checker.async_check() is not False for checker in self._checkers)
        except Exception as err:  # noqa: BLE001 - any integration may make conditions: none may stop the mutes of the home
            if not self._failed:
                LOGGER.warning("A rule's condition fails and counts as undetermined: %r", err)
            self._failed = True
            return None
        self._failed = False
        return held

    def _unload(self) -> None:
        self._ready = False
        for untrack in self._untrack:
            untrack()
        for checker in self._checkers:
            checker.async_unload()
        self._untrack.clear()
        self._checkers.clear()


class Checks:
    """The conditions of all rules, by rule id."""

    def __init__(self, hass: HomeAssistant, changed: Callable[[Iterable[str]], None]) -> None:
        """Start without rules; `changed` is told the ids of the rules whose conditions may have changed."""
        self._hass = hass
        self._changed = changed
        self._checks: dict[str, Check] = {}

    @callback
    def async_set(self, conditions: Mapping[str, RawConditions]) -> list[str]:
        """Take the raw conditions of all rules that have any; return the ids of those that have others than before, or none.

        Checks whose conditions are the same go on.
        """
        replaced = [id_ for id_, check in self._checks.items() if conditions.get(id_) != check.raw]
        for rule_id in replaced:
            self._checks.pop(rule_id).async_stop()
        for rule_id, raw in conditions.items():
            if rule_id not in self._checks:
                check = self._checks[rule_id] = Check(self._hass, raw, self._teller(rule_id))
                self._hass.async_create_task(check.async_start(), "earshot build conditions")
        return replaced

    @callback
    def async_stop(self) -> None:
        """Watch nothing any more."""
        for check in self._checks.values():
            check.async_stop()
        self._checks.clear()

    def results(self) -> dict[str, bool | None]:
        """Return each rule's result."""
        return {rule_id: check.result() for rule_id, check in self._checks.items()}

    def unfounded(self) -> set[str]:
        """Return the ids of the rules whose conditions name an entity without a value."""
        return {rule_id for rule_id, check in self._checks.items() if not check.founded}

    def _teller(self, rule_id: str) -> CALLBACK_TYPE:
        @callback
        def changed() -> None:
            self._changed((rule_id,))

        return changed
