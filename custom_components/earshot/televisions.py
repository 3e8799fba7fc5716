"""When the home's televisions played: a microphone that hears one may take it for a person."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from homeassistant.components.media_player.const import ATTR_MEDIA_VOLUME_LEVEL, ATTR_MEDIA_VOLUME_MUTED
from homeassistant.const import STATE_BUFFERING, STATE_ON, STATE_PLAYING
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from .const import DOMAIN
from .microphone_config import MicrophoneConfig
from .microphones.references import EntityReference, async_resolver

# Many a television says that it is on and no more.
_PLAYING: Final = frozenset({STATE_PLAYING, STATE_BUFFERING, STATE_ON})
# What was heard is told at its end, by some devices minutes later, and many homes pause the television meanwhile.
_REMEMBERED: Final = 20


@dataclass(slots=True)
class _Played:
    """Since when a television has been playing, and when it did before."""

    since: datetime | None = None
    before: deque[tuple[datetime, datetime]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def take(self, *, plays: bool, at: datetime) -> None:
        """Take that it plays from here on, or that it does not."""
        if plays and self.since is None:
            self.since = at
        elif not plays and self.since is not None:
            self.before.append((self.since, at))
            self.since = None

    def at(self, instant: datetime) -> bool:
        """Whether it played then."""
        if self.since is not None and self.since <= instant:
            return True
        return any(start <= instant < end for start, end in self.before)


class Televisions:
    """Watches the media players that were chosen as televisions."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Watch none yet."""
        self._hass = hass
        self._references: tuple[EntityReference, ...] = ()
        self._played: dict[str, _Played] = {}
        self._untrack: CALLBACK_TYPE | None = None

    @callback
    def async_configure(self, references: Iterable[EntityReference]) -> None:
        """Watch these from here on; what is known of those that stay is kept."""
        self._references = tuple(references)
        self.async_follow()

    @callback
    def async_follow(self) -> None:
        """Follow renames."""
        resolve = async_resolver(self._hass)
        entity_ids = [entity_id for each in self._references if (entity_id := resolve(each))]
        if self._played.keys() == set(entity_ids):
            return
        self.async_stop()
        self._played = {entity_id: self._played.get(entity_id) or _Played() for entity_id in entity_ids}
        for entity_id, played in self._played.items():
            if (state := self._hass.states.get(entity_id)) is not None:
                played.take(plays=_plays(state), at=state.last_changed)
        if entity_ids:
            self._untrack = async_track_state_change_event(self._hass, entity_ids, self._changed)

    @callback
    def async_stop(self) -> None:
        """Watch none any more."""
        if self._untrack is not None:
            self._untrack()
            self._untrack = None

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        self._played[event.data["entity_id"]].take(plays=_plays(state), at=event.time_fired)

    def played(self, microphone: MicrophoneConfig, at: datetime) -> bool:
        """Whether a television played in a microphone's area at an instant; what has no area may be anywhere."""
        playing = [entity_id for entity_id, played in self._played.items() if played.at(at)]
        if not playing:
            return False
        area = self._area_of_microphone(microphone)
        return area is None or any(self._area(each) in (None, area) for each in playing)

    def _area_of_microphone(self, microphone: MicrophoneConfig) -> str | None:
        status = er.async_get(self._hass).async_get_entity_id("sensor", DOMAIN, f"{microphone.id}-status")
        return (status and self._area(status)) or self._area_of_device(microphone.device_id)

    def _area(self, entity_id: str) -> str | None:
        """Return the area of an entity: its own, or its device's."""
        if (entity := er.async_get(self._hass).async_get(entity_id)) is None:
            return None
        return entity.area_id or self._area_of_device(entity.device_id)

    def _area_of_device(self, device_id: str | None) -> str | None:
        device = None if device_id is None else dr.async_get(self._hass).async_get(device_id)
        return None if device is None else device.area_id


def _plays(state: State | None) -> bool:
    """Whether a television can be heard, as far as it says."""
    if state is None or state.state not in _PLAYING:
        return False
    return not state.attributes.get(ATTR_MEDIA_VOLUME_MUTED) and state.attributes.get(ATTR_MEDIA_VOLUME_LEVEL) != 0
