"""Whose change was that? Home Assistant's context alone does not tell.

An entity's context is dropped after 5 s, and a spontaneous change of a device before that inherits the last caller's. What counts as a
person's doing is a `call_service` event for that control, in that direction, with a user in its context; each explains one change. One
without a user names nobody, but tells that somebody mutes what Earshot has muted already, or is about to; Earshot's own calls, and what they
set off, tell nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_ENTITY_ID,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    ENTITY_MATCH_ALL,
    EVENT_CALL_SERVICE,
)
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.util import dt as dt_util

from .microphones.controls import MuteControl

# A slow device may take this long to do what a person told it.
_EXPLAINS_FOR: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class _Call:
    user_id: str | None
    at: datetime

    def explains(self, now: datetime) -> bool:
        """Whether a change of now may be this call's doing."""
        return now - self.at <= _EXPLAINS_FOR


class Caller(NamedTuple):
    """Whoever has called for a change."""

    user_id: str | None
    """None for an automation, a script or anything else that is nobody in Home Assistant."""


class Attribution:
    """Remembers who has called for a change of a mute control."""

    def __init__(
        self,
        hass: HomeAssistant,
        caused: Callable[[Context], bool],
        muting: Callable[[str], bool],
        muted: Callable[[str, Caller], None],
    ) -> None:
        """Listen to calls, but for those that Earshot has `caused`; `muted` is told (key, who) where what is muted already is muted.

        `muting` is asked whether a mute of Earshot's own is under way.
        """
        self._hass = hass
        self._caused = caused
        self._muting = muting
        self._muted = muted
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

    def consume(self, key: str, *, muted: bool, now: datetime) -> Caller | None:
        """Return who called for this change, once; None where nobody did."""
        call = self._calls.pop((key, muted), None)
        return Caller(call.user_id) if call is not None and call.explains(now) else None

    @callback
    def _concerns(self, data: dict[str, Any]) -> bool:
        return data[ATTR_DOMAIN] in self._domains

    @callback
    def _called(self, event: Event[dict[str, Any]]) -> None:
        caller, now = Caller(event.context.user_id), dt_util.utcnow()
        if caller.user_id is None and self._caused(event.context):
            return
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
                    self._muted(control.key, caller)
                elif muted or read or self._is_being_muted(control.key, now):
                    # What is live is made live by no call, and an unmute that comes after it is somebody else's.
                    self._remember((control.key, muted), _Call(caller.user_id, now))

    def _is_being_muted(self, key: str, now: datetime) -> bool:
        """Whether a mute that was called for, by anyone, may still read back."""
        call = self._calls.get((key, True))
        return (call is not None and call.explains(now)) or self._muting(key)

    def _remember(self, change: tuple[str, bool], call: _Call) -> None:
        before = self._calls.get(change)
        if call.user_id is None and before is not None and before.user_id is not None and before.explains(call.at):
            # A person has called for it already.
            return
        self._calls[change] = call

    def _targets(self, service_data: dict[str, Any]) -> Iterable[str]:
        # The event carries what the caller wrote, before its validation: lists may be strings with commas.
        entity_ids = cv.ensure_list_csv(service_data.get(ATTR_ENTITY_ID))
        if ENTITY_MATCH_ALL in entity_ids:
            return tuple(self._controls)
        selected = async_extract_referenced_entity_ids(
            self._hass, TargetSelection({**service_data, ATTR_ENTITY_ID: entity_ids})
        )
        return selected.referenced | selected.indirectly_referenced
