"""Between microphones and their mute controls: which control has to be muted for whom, and whose a mute is that is there.

A microphone's first control is the one that is used. A later one stands in while all before it fail, and stays in until the microphone
may be live again: it may itself be what keeps the first from answering (a plug that cuts its power).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import callback

from . import standings
from .agenda import Agenda
from .microphone import Microphone
from .microphones.controls import MuteControl
from .policy.decide import Decider
from .policy.model import Default, Origin, Standing, Want
from .reconciler import Enforcement, Reconciler
from .violations import ViolationKind

# A device that restarts is back by then; one that stays away for longer is not to be relied on.
_GIVES_UP_AFTER: Final = timedelta(seconds=60)


class Mutes:
    """The mute controls of all microphones."""

    def __init__(
        self,
        reconciler: Reconciler,
        agenda: Agenda[tuple[str, str]],
        set_standing: Callable[[Microphone, Standing], None],
        violated: Callable[[Microphone, ViolationKind, datetime], None],
    ) -> None:
        """Begin without microphones; `violated` is told of those that were found live although they had to be muted."""
        self._reconciler = reconciler
        self._agenda = agenda
        self._set_standing = set_standing
        self._violated = violated
        self._users: dict[str, tuple[Microphone, ...]] = {}
        self._users_before: dict[str, tuple[Microphone, ...]] = {}
        """Of controls that are gone: whom they had muted."""
        self._microphones: Mapping[str, Microphone] = {}

    @callback
    def async_configure(self, microphones: Mapping[str, Microphone], now: datetime) -> None:
        """Take a new picture of the microphones and their controls."""
        controls: dict[str, MuteControl] = {}
        users: dict[str, list[Microphone]] = {}
        for microphone in microphones.values():
            for control in microphone.controls:
                controls[control.key] = control
                users.setdefault(control.key, []).append(microphone)
        before = self._users_before | self._users
        self._users = {key: tuple(each) for key, each in users.items()}
        self._microphones = microphones
        self._reconciler.set_controls(controls.values(), now)
        self._users_before = {each.control.key: before[each.control.key] for each in self._reconciler.gone}
        for microphone in microphones.values():
            microphone.enforcements = tuple(self._reconciler[control.key] for control in microphone.controls)
        self._let_go()

    def _let_go(self) -> None:
        """Release what is no microphone's control any more, as soon as those that it had muted are muted otherwise, or need not be."""
        self._reconciler.release(
            [
                enforcement
                for enforcement in self._reconciler.gone
                if not any(self._hangs_on(microphone) for microphone in self._users_before[enforcement.control.key])
            ]
        )

    def _hangs_on(self, microphone: Microphone) -> bool:
        """Whether a microphone would be live without what muted it before its controls were changed."""
        return (
            self._microphones.get(microphone.config.id) is microphone
            and bool(microphone.controls)
            and microphone.decision.want is Want.MUTED
            and not microphone.read
        )

    @property
    def keys(self) -> Iterable[str]:
        """The keys of all controls."""
        return self._users.keys()

    def users(self, key: str) -> tuple[Microphone, ...]:
        """Return the microphones that share a control."""
        return self._users.get(key, ())

    # --- Whose mute is it -----------------------------------------------------------------------------------------------

    def adopted(self, microphone: Microphone, standing: Standing, decider: Decider, now: datetime) -> Standing:
        """Take a mute that is there and not Earshot's for a person's; where it should be there by default, take it over."""
        if standing.person_mute is not None:
            return standing
        for enforcement in microphone.enforcements:
            if not enforcement.read or self._reconciler.owns(key := enforcement.control.key):
                continue
            if not all(_muted_by_default(each, decider) for each in self._users[key]):
                return standings.adopted(standing, now, Origin.UNATTRIBUTED)
            self._reconciler.own(key, now)
        return standing

    # --- What has to be muted -------------------------------------------------------------------------------------------

    def enforce(self, keys: Iterable[str], now: datetime) -> tuple[bool, set[str]]:
        """Bring controls to what is decided; whether anything was asked for, and the ids of microphones to be decided anew."""
        desired = {key: wanted for key in keys if (wanted := self._desired(key, now)) is not None}
        enforced = self._reconciler.enforce(desired, now)
        self._let_go()
        again: set[str] = set()
        for key in enforced.refused:
            # A hardware slider always wins towards muted.
            for microphone in self._users[key]:
                self._set_standing(microphone, standings.adopted(microphone.standing, now, Origin.DEVICE))
                again.add(microphone.config.id)
        # One violation, however many of a microphone's controls let it through.
        found_live = {each.config.id: each for key in enforced.found_live for each in self._users[key]}
        for microphone in found_live.values():
            if microphone.wants_mute_now and not microphone.read:
                self._violated(microphone, ViolationKind.LIVE, now)
        for key in enforced.failed:
            # What stands in for it is asked in the next round.
            again.update(each.config.id for each in self._users[key] if len(each.controls) > 1)
        if not enforced.asked:
            # What was asked for is looked at again before anything of it is due.
            for key in keys:
                self._agenda.set(("control", key), _later(self._due(key, now), now))
        return enforced.asked, again

    def _desired(self, key: str, now: datetime) -> bool | None:
        """Return whether a control has to be muted; None where it is to be left as it is."""
        users = self._users[key]
        for microphone in users:
            if microphone.wants_mute_now and self.uses(key, microphone, now):
                return True
        if all(microphone.decided and microphone.decision.want is Want.LIVE for microphone in users):
            return False
        return None

    def uses(self, key: str, microphone: Microphone, now: datetime) -> bool:
        """Whether a microphone that has to be muted is muted by this control, and not by one before it alone."""
        if microphone.enforcements[0].control.key == key or self._reconciler.owns(key):
            return True
        for enforcement in microphone.enforcements:
            if enforcement.control.key == key:
                return True
            if not _fails(enforcement, microphone, now):
                return False
        return False

    def _due(self, key: str, now: datetime) -> datetime | None:
        """Return when a control has to be looked at again; one that cannot be read, when it is given up."""
        enforcement = self._reconciler[key]
        shared = [microphone for microphone in self._users[key] if len(microphone.controls) > 1]
        if enforcement.read is None and shared:
            return min((_given_up_at(enforcement, microphone) for microphone in shared), default=None)
        return enforcement.due


def _muted_by_default(microphone: Microphone, decider: Decider) -> bool:
    """Whether a mute that is there is as it should be. One that comes while the microphone may be live is somebody's own."""
    standing = decider.lapsed(microphone.standing, microphone.rules)
    return standing.default is Default.MUTED and decider.decide(standing, microphone.rules).want is Want.MUTED


def _fails(enforcement: Enforcement, microphone: Microphone, now: datetime) -> bool:
    """Whether something else has to stand in for a control: it did not mute, or has been out of reach for long."""
    if enforcement.read is None:
        return now >= _given_up_at(enforcement, microphone)
    return enforcement.failures > 0


def _given_up_at(enforcement: Enforcement, microphone: Microphone) -> datetime:
    """Return when a control that cannot be read is given up. A device that has just got its power back has to start first."""
    starts = [
        other.read_since + other.control.config.boot_time for other in microphone.enforcements if other.read is False
    ]
    return max([enforcement.read_since, *starts]) + _GIVES_UP_AFTER


def _later(due: datetime | None, now: datetime) -> datetime | None:
    """Return what is due later. What is due by now has been looked at in this very pass; to be told again would be a spin."""
    return due if due is not None and due > now else None
