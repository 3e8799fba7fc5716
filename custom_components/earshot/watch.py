"""Watch the entities of mute controls and of sources, and say whose change a change was.

A change that Earshot asked for confirms it. Anything else is a person's, a device's or nobody's that could be named: muting by anyone is a
person's mute; unmuting while something holds stands only where the microphone's setting lets its author, and is put right at once otherwise.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    EventStateReportedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event, async_track_state_report_event
from homeassistant.util import dt as dt_util

from . import standings
from .attribution import Attribution, Caller
from .clashes import Author
from .commands import quiet_without_people
from .const import MicrophoneStatus
from .household import Household
from .journal import Cause
from .microphone import Microphone
from .microphones.controls import MuteControl
from .microphones.references import async_resolver
from .microphones.sources import ActivitySource
from .policy.model import Origin, Standing, Want
from .policy.unmute import may_unmute
from .reconciler import Seen

_CAUSE_OF_ORIGIN = {
    Origin.PERSON: Cause.PERSON,
    Origin.DEVICE: Cause.DEVICE,
    Origin.UNATTRIBUTED: Cause.UNATTRIBUTED,
    Origin.AUTOMATION: Cause.AUTOMATION,
}
_BY_HAND = (Origin.UNATTRIBUTED, Origin.DEVICE)


class Watch:
    """Follows the entities that the configured microphones refer to, through renames and returns."""

    def __init__(self, hass: HomeAssistant, household: Household) -> None:
        """Begin with what is configured now."""
        self._hass = hass
        self._household = household
        reconciler = household.reconciler
        self._attribution = Attribution(hass, reconciler.caused, reconciler.muting, self._muted)
        self._looks_of: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
        """What has to be looked at again when an entity changes: what it mutes first, what it shows of a microphone then."""
        self._reporters_of: defaultdict[str, list[tuple[str, ActivitySource]]] = defaultdict(list)
        self._untrack: list[CALLBACK_TYPE] = []
        self._references: dict[str, str | None] = {}
        self._untrack_registry = hass.bus.async_listen(
            er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_updated, event_filter=self._moves
        )

    @callback
    def async_configure(self) -> None:
        """Follow the entities of the household's microphones as they are configured now."""
        self._looks_of.clear()
        self._reporters_of.clear()
        controls: dict[str, MuteControl] = {}
        hearers: set[str] = set()
        for microphone in self._household.microphones.values():
            controls.update((control.key, control) for control in microphone.controls)
        for key, control in controls.items():
            for entity_id in control.entity_ids:
                self._looks_of[entity_id].append(partial(self._read_back, key))
        for microphone_id, microphone in self._household.microphones.items():
            for source in microphone.sources:
                if source.entity_id is None:
                    continue
                if source.read() is None:
                    self._reporters_of[source.entity_id].append((microphone_id, source))
                else:
                    hearers.add(source.entity_id)
                    self._looks_of[source.entity_id].append(partial(self._household.async_hear, microphone_id))
            for observation in microphone.observations:
                if observation.entity_id is not None:
                    look = partial(self._household.async_observe, microphone_id)
                    self._looks_of[observation.entity_id].append(look)
        self._attribution.set_controls(controls.values())
        self._references = self._resolved()
        self._forget()
        self._untrack = [
            async_track_state_change_event(
                self._hass,
                {*self._looks_of, *self._reporters_of},
                self._state_changed,
            ),
            # A satellite whose wake word is listened for elsewhere begins to stream by saying `idle` once more.
            async_track_state_report_event(self._hass, hearers, self._state_reported),
        ]

    @callback
    def async_stop(self) -> None:
        """Follow nothing any more."""
        self._attribution.stop()
        self._untrack_registry()
        self._forget()

    def _forget(self) -> None:
        for untrack in self._untrack:
            untrack()
        self._untrack = []

    # --- What entities say ----------------------------------------------------------------------------------------------

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        entity_id, broadcast = event.data["entity_id"], self._household.broadcast
        # What is asked for meanwhile may read back at once, within this change.
        before, broadcast.context = broadcast.context, event.context
        try:
            for look in self._looks_of.get(entity_id, ()):
                look()
            for microphone_id, source in self._reporters_of.get(entity_id, ()):
                self._household.async_report(microphone_id, source, event.data["new_state"])
        finally:
            broadcast.context = before

    @callback
    def _state_reported(self, event: Event[EventStateReportedData]) -> None:
        for look in self._looks_of.get(event.data["entity_id"], ()):
            look()

    def _read_back(self, key: str) -> None:
        now = dt_util.utcnow()
        household = self._household
        seen = household.reconciler.observe(key, now)
        if seen is Seen.NOTHING:
            return
        microphones = household.mutes.users(key)
        enforcement = household.reconciler[key]
        if seen is not Seen.OTHER_TRUST and (read := enforcement.read) is not None:
            caller = self._attribution.consume(key, muted=read, now=now)
            user_id = None if caller is None else caller.user_id
            if read and user_id is not None:
                self._muted_by_person(microphones, user_id, now)
            elif read and (caller is not None or (seen is Seen.OUTSIDE and not household.reconciler.owns(key))):
                self._muted_by_hand(microphones, now)
            elif not read and (seen is Seen.OUTSIDE or enforcement.lost):
                origin = Origin.DEVICE if seen is Seen.RETURNED else Origin.PERSON if user_id else Origin.UNATTRIBUTED
                self._hass.async_create_task(
                    self._async_unmuted(key, microphones, origin, user_id, now), "earshot outside unmute"
                )
                return
        household.async_look([microphone.config.id for microphone in microphones])

    @callback
    def _muted(self, key: str, caller: Caller) -> None:
        """Muting by anyone becomes a person's mute, also where Earshot had muted already."""
        now, microphones = dt_util.utcnow(), self._household.mutes.users(key)
        if caller.user_id is None:
            self._muted_by_hand(microphones, now)
        else:
            self._muted_by_person(microphones, caller.user_id, now)
        self._household.async_look(microphone.config.id for microphone in microphones)

    def _muted_by_person(self, microphones: Iterable[Microphone], user_id: str, now: datetime) -> None:
        """Muting by a person is that person's mute."""
        for microphone in microphones:
            standing = standings.muted(
                microphone.standing, now, None, origin=Origin.PERSON, user_id=user_id, may_shorten=True
            )
            self._household.set_standing(microphone, standing)

    def _muted_by_hand(self, microphones: Iterable[Microphone], now: datetime) -> None:
        """Muting by nobody that could be named is a person's mute, also where the default would have had it so."""
        household = self._household
        for microphone in microphones:
            if microphone.standing.person_mute is None:
                standing = standings.adopted(microphone.standing, now, Origin.UNATTRIBUTED)
                household.set_standing(microphone, standing)

    async def _async_unmuted(
        self, key: str, microphones: Iterable[Microphone], origin: Origin, user_id: str | None, now: datetime
    ) -> None:
        """Somebody else has unmuted. Looking up the user never waits: this runs to its end at once."""
        user = await self._hass.auth.async_get_user(user_id) if user_id else None
        is_admin = user is not None and user.is_admin
        household = self._household
        allowed = [self._unmute(key, microphone, origin, user_id, is_admin, now) for microphone in microphones]
        if all(allowed):
            household.reconciler.disown(key)
        household.async_look(microphone.config.id for microphone in microphones)

    def _unmute(
        self, key: str, microphone: Microphone, origin: Origin, user_id: str | None, is_admin: bool, now: datetime
    ) -> bool:
        """Let an outside unmute stand for one microphone, where it may; whether it does."""
        household = self._household
        if microphone.decision.want is Want.LIVE:
            return True
        standing = self._after_unmute(microphone, origin, user_id, is_admin, now)
        if standing is not None:
            household.set_standing(microphone, standing)
            return True
        mute = microphone.standing.person_mute
        if origin is Origin.UNATTRIBUTED and mute is not None and mute.origin in _BY_HAND:
            # The hand that muted at the device has let go; what is left is what else holds.
            household.set_standing(microphone, standings.resumed(microphone.standing))
        if not household.mutes.uses(key, microphone, now):
            # Something else mutes it: nothing is put right here, and nobody is in anybody's way.
            return False
        microphone.clashes.count(Author(origin, user_id), now)
        detail = {"put_right": True} | ({"user": user_id} if user_id else {})
        household.journal.change(microphone.config.id, MicrophoneStatus.ARMED, _CAUSE_OF_ORIGIN[origin], detail, now)
        return False

    def _after_unmute(
        self, microphone: Microphone, origin: Origin, user_id: str | None, is_admin: bool, now: datetime
    ) -> Standing | None:
        """Return what stands for a microphone after an outside unmute; None where the unmute does not."""
        household = self._household
        if household.ledger.memory.privacy_mode:
            return None
        standing = microphone.standing
        quiet = quiet_without_people(household, microphone, now)
        if may_unmute(microphone.config.who_may_unmute, origin, is_admin):
            lifted = standings.lifted(standing)
            if not quiet:
                return lifted
            return standings.overridden(
                lifted,
                now,
                None,
                origin=origin,
                user_id=user_id,
                rules=household.rulebook.active_mute_rules(microphone),
            )
        if quiet:
            return None
        if origin is Origin.PERSON:
            # The setting is about quiet time alone: what people hold, people may lift.
            return standings.lifted(standing)
        mute = standing.person_mute
        if origin is Origin.UNATTRIBUTED and mute is not None and mute.origin in _BY_HAND and not standing.holds:
            # The hand that muted at the device lifts it there.
            return standings.resumed(standing)
        return None

    # --- What the registry says -----------------------------------------------------------------------------------------

    @staticmethod
    @callback
    def _moves(data: er.EventEntityRegistryUpdatedData) -> bool:
        return data["action"] != "update" or "entity_id" in data["changes"]

    @callback
    def _registry_updated(self, _event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        """Follow an entity that a microphone refers to and that has come, gone or been renamed."""
        if self._resolved() != self._references:
            self._household.async_configure(self._household.configuration)

    def _resolved(self) -> dict[str, str | None]:
        resolve = async_resolver(self._hass)
        configs = [microphone.config for microphone in self._household.microphones.values()]
        references = {
            entity for config in configs for control in config.controls for entity in (control.entity, *control.also)
        }
        references |= {source.entity for config in configs for source in config.sources}
        references |= {observation.entity for config in configs for observation in config.observations}
        references.update(self._household.rulebook.observer.references)
        return {reference: resolve(reference) for reference in references}
