"""What a card subscribes to: the whole picture first, then what has changed of it, at most one event in a turn of the loop.

It listens to what entities listen to, and works out anew only what was told to have changed. What comes out as it was is not sent.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.auth.models import User
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_point_in_utc_time

from .activity.model import Activation
from .const import DOMAIN
from .data import EarshotConfigEntry
from .household import Household
from .picture import Data, Picture, mark


class Subscription:
    """One card's picture of the home, kept up to date for as long as it listens."""

    def __init__(self, hass: HomeAssistant, user: User, send: Callable[[Data], None]) -> None:
        """Wait for `start`; `send` takes each event."""
        self._hass = hass
        self._user = user
        self._send = send
        self._entry: EarshotConfigEntry | None = None
        self._household: Household | None = None
        self._always: list[CALLBACK_TYPE] = []
        self._while_loaded: list[CALLBACK_TYPE] = []
        self._to_each: list[CALLBACK_TYPE] = []
        self._telling: CALLBACK_TYPE | None = None
        self._morning: tuple[datetime, CALLBACK_TYPE] | None = None
        # What was told last; nothing yet, or that nothing is loaded, where there is no home.
        self._home: Data | None = None
        self._microphones: dict[str, Data] = {}
        self._rules: dict[str, Data] = {}
        # What has changed since.
        self._stale: set[str] = set()
        self._marks: list[Data] = []

    # --- Life -----------------------------------------------------------------------------------------------------------

    @callback
    def start(self) -> None:
        """Tell everything at once, and go on telling what changes."""
        self._always = [
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed),
            self._hass.bus.async_listen(EVENT_USER_UPDATED, self._everything, event_filter=self._is_user),
        ]
        self._follow()
        self._tell()

    @callback
    def stop(self) -> None:
        """Tell nothing any more."""
        self._leave()
        for unsubscribe in self._always:
            unsubscribe()
        if self._telling is not None:
            self._telling()

    @callback
    def _entry_changed(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == DOMAIN and self._follow():
            self._everything()

    def _follow(self) -> bool:
        """Listen to the home that is loaded now; whether it is another than before, or none any more."""
        entries: list[EarshotConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        entry = entries[0] if entries else None
        household = None if entry is None else entry.runtime_data.household
        if household is self._household:
            return False
        self._leave()
        self._entry, self._household, self._home = entry, household, None
        if household is not None:
            self._listen(household)
        return True

    def _listen(self, household: Household) -> None:
        bus, broadcast = self._hass.bus, household.broadcast
        self._while_loaded = [
            broadcast.listen_home(self._changed),
            broadcast.listen_configuration(partial(self._configured, household)),
            # Whatever was missed is found then, and nothing is sent where nothing was.
            broadcast.listen_tick(self._everything),
            bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._everything, event_filter=self._is_ours),
            bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._everything, event_filter=_moves),
            bus.async_listen(ar.EVENT_AREA_REGISTRY_UPDATED, self._everything),
        ]
        self._listen_to_each(household)

    def _listen_to_each(self, household: Household) -> None:
        _end(self._to_each)
        broadcast = household.broadcast
        for microphone_id in household.microphones:
            self._to_each += (
                broadcast.listen_microphone(microphone_id, partial(self._changed, microphone_id)),
                broadcast.listen_activation(microphone_id, self._heard),
            )
        for rule_id in household.rulebook.rules:
            self._to_each.append(broadcast.listen_rule(rule_id, partial(self._rule_changed, household, rule_id)))

    def _leave(self) -> None:
        _end(self._while_loaded)
        _end(self._to_each)
        self._stale.clear()
        self._marks.clear()
        if self._morning is not None:
            self._morning[1]()
            self._morning = None

    # --- What has changed -----------------------------------------------------------------------------------------------

    @callback
    def _changed(self, *ids: str) -> None:
        """Have what has changed told before the next turn: microphones and rules by id, the home in any case."""
        self._stale.update(ids)
        if self._telling is None:
            self._telling = self._hass.loop.call_soon(self._tell).cancel

    @callback
    def _everything(self, _event: Event[Any] | None = None) -> None:
        self._changed(*self._microphones, *self._rules)

    @callback
    def _rule_changed(self, household: Household, rule_id: str) -> None:
        # What comes next for a microphone changes with its rules, also where the decision stays.
        self._changed(rule_id, *household.rulebook.microphones_of(rule_id))

    @callback
    def _configured(self, household: Household) -> None:
        self._listen_to_each(household)
        self._everything()

    @callback
    def _heard(self, activation: Activation) -> None:
        self._marks.append(mark(activation))
        self._changed()

    @callback
    def _morning_came(self, _now: datetime) -> None:
        self._morning = None
        self._changed()

    @callback
    def _is_user(self, data: dict[str, Any]) -> bool:
        return bool(data["user_id"] == self._user.id)

    @callback
    def _is_ours(self, data: er.EventEntityRegistryUpdatedData) -> bool:
        """Whether an entity may be one of Earshot's; of one that is gone nobody can tell."""
        entity = er.async_get(self._hass).async_get(data["entity_id"])
        return entity is None or entity.platform == DOMAIN

    # --- Telling --------------------------------------------------------------------------------------------------------

    @callback
    def _tell(self) -> None:
        self._telling = None
        if self._entry is None:
            self._send({"loaded": False})
            return
        picture = Picture(self._hass, self._entry, self._user)
        stale, self._stale = self._stale, set()
        marks, self._marks = self._marks, []
        microphone_ids, rule_ids = picture.microphone_ids, picture.rule_ids
        if self._home is None or microphone_ids != list(self._microphones) or rule_ids != list(self._rules):
            self._tell_all(picture, microphone_ids, rule_ids)
        else:
            self._tell_changes(picture, stale, marks)
        self._await_morning(picture.morning)

    def _tell_all(self, picture: Picture, microphone_ids: list[str], rule_ids: list[str]) -> None:
        self._microphones = {microphone_id: picture.microphone(microphone_id) for microphone_id in microphone_ids}
        self._rules = {rule_id: picture.rule(rule_id) for rule_id in rule_ids}
        self._home = self._home_of(picture)
        self._send(
            {
                "loaded": True,
                "full": True,
                "home": self._home,
                "microphones": list(self._microphones.values()),
                "rules": list(self._rules.values()),
            }
        )

    def _tell_changes(self, picture: Picture, stale: set[str], marks: list[Data]) -> None:
        event: Data = {}
        if microphones := _renewed(self._microphones, stale, picture.microphone):
            event["microphones"] = microphones
        if rules := _renewed(self._rules, stale, picture.rule):
            event["rules"] = rules
        if (home := self._home_of(picture)) != self._home:
            event["home"] = self._home = home
        if picture.has_marks and (told := [each for each in marks if each["microphone_id"] in self._microphones]):
            event["activations"] = told
        if event:
            self._send(event)

    def _home_of(self, picture: Picture) -> Data:
        return picture.home([microphone["status"] for microphone in self._microphones.values()])

    def _await_morning(self, morning: datetime) -> None:
        """Tell the morning after as soon as this one has come."""
        if self._morning is not None:
            at, cancel = self._morning
            if at == morning:
                return
            cancel()
        self._morning = (morning, async_track_point_in_utc_time(self._hass, self._morning_came, morning))


def _renewed(told: dict[str, Data], stale: set[str], make: Callable[[str], Data]) -> list[Data]:
    """Make anew what may have changed of what was told, and return what has."""
    changed = {id_: data for id_ in told if id_ in stale and (data := make(id_)) != told[id_]}
    told |= changed
    return list(changed.values())


@callback
def _moves(data: dr.EventDeviceRegistryUpdatedData) -> bool:
    """Whether a device has come to another area."""
    return data["action"] == "update" and "area_id" in data["changes"]


def _end(subscriptions: list[CALLBACK_TYPE]) -> None:
    while subscriptions:
        subscriptions.pop()()
