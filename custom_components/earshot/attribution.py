"""Whose change was that? Home Assistant's context alone does not tell.

An entity's context is dropped after 5 s, and a spontaneous change of a device before that inherits the last caller's. What counts as a
person's doing is a `call_service` event for that control, in that direction, with a user in its context; each explains one change.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    ENTITY_MATCH_ALL,
    EVENT_CALL_SERVICE,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.util import dt as dt_util

from .microphones.controls import MuteControl

# A slow device may take this long to do what a person told it.
_EXPLAINS_FOR: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Call:
    user_id: str
    at: datetime


class Attribution:
    """Remembers which persons have called for a change of a mute control."""

    def __init__(self, hass: HomeAssistant, muted_by_person: Callable[[str, str], None]) -> None:
        """Listen to calls; `muted_by_person` is told (key, user id) where a person mutes what is muted already."""
        self._hass = hass
        self._muted_by_person = muted_by_person
        self._controls: dict[str, list[MuteControl]] = {}
        self._domains: frozenset[str] = frozenset()
        self._calls: dict[tuple[str, bool], _Call] = {}
        self.stop = hass.bus.async_listen(EVENT_CALL_SERVICE, self._called, event_filter=self._concerns)

    @callback
    def set_controls(self, controls: Iterable[MuteControl]) -> None:
        """Take a new picture of the controls."""
        self._controls.clear()
        for control in controls:
            for entity_id in control.entity_ids:
                self._controls.setdefault(entity_id, []).append(control)
        self._domains = frozenset(entity_id.split(".", 1)[0] for entity_id in self._controls)

    def consume(self, key: str, *, muted: bool, now: datetime) -> str | None:
        """Return the user who called for this change, once; None where no person did."""
        call = self._calls.pop((key, muted), None)
        return call.user_id if call is not None and now - call.at <= _EXPLAINS_FOR else None

    @callback
    def _concerns(self, data: dict[str, Any]) -> bool:
        return data[ATTR_DOMAIN] in self._domains

    @callback
    def _called(self, event: Event[dict[str, Any]]) -> None:
        user_id = event.context.user_id
        if user_id is None:
            return
        now = dt_util.utcnow()
        domain = event.data[ATTR_DOMAIN]
        for entity_id in self._targets(event.data[ATTR_SERVICE_DATA]):
            for control in self._controls.get(entity_id, ()):
                if (
                    entity_id.split(".", 1)[0] != domain
                    or (muted := control.direction(event.data[ATTR_SERVICE], event.data[ATTR_SERVICE_DATA])) is None
                ):
                    continue
                if (read := control.read()) is None:
                    # Nothing can come of it: what is out of reach is not told.
                    continue
                if muted and read:
                    self._muted_by_person(control.key, user_id)
                else:
                    self._calls[control.key, muted] = _Call(user_id, now)

    def _targets(self, service_data: dict[str, Any]) -> Iterable[str]:
        # The event carries what the caller wrote, before its validation: lists may be strings with commas.
        entity_ids = cv.ensure_list_csv(service_data.get(ATTR_ENTITY_ID))
        if ENTITY_MATCH_ALL in entity_ids:
            return tuple(self._controls)
        selected = async_extract_referenced_entity_ids(
            self._hass, TargetSelection({**service_data, ATTR_ENTITY_ID: entity_ids})
        )
        return selected.referenced | selected.indirectly_referenced
