"""Bring every mute control to what is decided: act, verify by reading back, try again.

Level-triggered and keyed by mute control. `enforce` compares what should be with what reads back, at any time and as often as anyone likes;
it acts only where the two differ and nothing is under way. One control in its life:

    settled ── should differ ──► asked ── read-back agrees ──► settled
                                   │ deadline passes
                                   ├── towards muted: failed, retried with back-off (a problem after three)
                                   └── towards live: whoever holds it muted outranks us; not ours any more, so a person's mute

Only mutes that are Earshot's own are ever released: the ledger says which, before the action could be forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
import random
from typing import Final, NamedTuple

from homeassistant.core import HomeAssistant, callback

from .calls import Calls
from .const import LOGGER
from .ledger import Ledger
from .microphone_config import control_as_data
from .microphones.controls import Doing, MuteControl

# After this many failures in a row a person is told.
PROBLEM_AFTER: Final = 3
_FIRST_RETRY: Final = timedelta(seconds=1)
_LONGEST_RETRY: Final = timedelta(seconds=60)
_MOST_DOUBLINGS: Final = 6


class Seen(Enum):
    """What a read-back that has changed tells."""

    NOTHING = auto()
    """The same as before."""
    OTHER_TRUST = auto()
    """The same as before, to be trusted otherwise: its state is assumed now, or no longer."""
    GONE = auto()
    """It cannot be read any more."""
    AS_ASKED = auto()
    """What Earshot asked for."""
    LATE = auto()
    """What Earshot had asked for before it changed its mind; the later action is still under way."""
    RETURNED = auto()
    """It can be read again, or for the first time: whatever it says, the device said it."""
    OUTSIDE = auto()
    """Somebody else's doing."""


@dataclass(slots=True)
class Enforcement:
    """Where one control stands."""

    control: MuteControl
    read_since: datetime
    """Since when it reads as it does; also since when it cannot be read."""
    read: bool | None = None
    """The last read-back: True is muted."""
    assumed: bool = False
    """Whether that is assumed, as its entity says itself."""
    lost: bool = False
    """Whether a mute was gone when it could be read again."""
    held: bool = False
    """Whether it read muted before it could not be read any more."""
    tested: bool = False
    """Whether its mute is being tried out, to be released when that is over."""
    asked: bool | None = None
    """What was asked for and has not read back yet."""
    deadline: datetime | None = None
    failures: int = 0
    retry_at: datetime | None = None

    @property
    def problem(self) -> bool:
        """Whether the mute does not hold, however often it is asked for."""
        return self.failures >= PROBLEM_AFTER

    @property
    def due(self) -> datetime | None:
        """When this control has to be looked at again."""
        return self.deadline if self.asked is not None else self.retry_at

    @property
    def waits(self) -> bool:
        """Whether something is under way, or due at an instant of its own."""
        return self.asked is not None or self.retry_at is not None or self.tested

    @property
    def release_from(self) -> datetime | None:
        """From when on a release of the mute that reads back gets through; None where that does not matter."""
        least_hold = self.control.config.least_hold
        return self.read_since + least_hold if least_hold and self.read else None

    def holds_on(self, now: datetime) -> bool:
        """Whether a release would come too soon after the mute: one that is under way is read back first."""
        if self.asked is True and self.control.config.least_hold:
            return self.deadline is not None and now < self.deadline
        return (release_from := self.release_from) is not None and now < release_from

    def keep_near(self, now: datetime) -> None:
        """Let nothing be further off than it can be, nor have begun later than now, however far the clock is put back."""
        self.read_since = min(self.read_since, now)
        if self.deadline is not None:
            self.deadline = min(self.deadline, now + self.control.deadline)
        if self.retry_at is not None:
            self.retry_at = min(self.retry_at, now + max(2 * _LONGEST_RETRY, self.control.config.least_hold))

    def settle(self) -> None:
        """Nothing is under way any more."""
        self.asked = self.deadline = self.retry_at = None
        self.failures = 0


class Enforced(NamedTuple):
    """What one enforcement came to."""

    asked: bool
    """Whether any action was asked for."""
    refused: list[str]
    """The controls that somebody holds muted against a release: those mutes are not Earshot's any more."""
    found_live: list[str]
    """The controls that were live although Earshot had muted them, or had tried to."""
    failed: list[str]
    """The controls that did not mute within their time."""


class Reconciler:
    """Enforces decisions on all mute controls."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger) -> None:
        """Start without controls."""
        self._calls = Calls(hass)
        self._ledger = ledger
        self._enforcements: dict[str, Enforcement] = {}
        self._gone: dict[str, Enforcement] = {}
        self.caused = self._calls.caused

    def __getitem__(self, key: str) -> Enforcement:
        """Where a control stands."""
        return self._enforcements[key]

    @callback
    def set_controls(self, controls: Iterable[MuteControl], now: datetime) -> None:
        """Take a new picture of the controls; what is known of those that stay is kept, those that go are `gone` until their `release`."""
        fresh: dict[str, Enforcement] = {}
        for control in controls:
            enforcement = self._enforcements.get(control.key) or Enforcement(control, read_since=now)
            enforcement.control = control
            fresh[control.key] = enforcement
        gone = {key: each for key, each in (self._gone | self._enforcements).items() if key not in fresh}
        self._enforcements, self._gone = fresh, gone
        heirs = {enforcement.control.config.entity: key for key, enforcement in fresh.items()}
        for enforcement in gone.values():
            if (heir := heirs.get(enforcement.control.config.entity)) is not None:
                self.hand_over(enforcement.control.key, heir, now)
        for key in fresh:
            self.observe(key, now)
            if self.owns(key):
                self._describe(key)

    @callback
    def hand_over(self, key: str, heir: str, now: datetime) -> None:
        """Let a mute of Earshot's own go on as that of another control of the same entity: it is only described otherwise."""
        if self.owns(key):
            self.disown(key)
            self.own(heir, now)

    @callback
    def release(self, enforcements: Iterable[Enforcement]) -> None:
        """Release what Earshot muted of these, best effort: nothing is verified and nothing retried."""
        actions = []
        for enforcement in enforcements:
            control = enforcement.control
            # A mute that is under way would come through after all.
            muted = control.read() or enforcement.asked
            if self.owns(control.key) and muted and (action := self._action(control, muted=False)) is not None:
                actions.append(action)
            self.disown(control.key)
            self._gone.pop(control.key, None)
        if actions:
            self._calls.async_make(actions)

    @property
    def gone(self) -> Iterable[Enforcement]:
        """What no microphone is muted by any more, and has yet to be released."""
        return self._gone.values()

    def muting(self, key: str) -> bool:
        """Whether a mute was asked for and has not read back yet."""
        return self._enforcements[key].asked is True

    @property
    def enforcements(self) -> Iterable[Enforcement]:
        """Where all controls stand."""
        return self._enforcements.values()

    @callback
    def observe(self, key: str, now: datetime) -> Seen:
        """Read a control back, and say what a change means."""
        enforcement = self._enforcements[key]
        enforcement.keep_near(now)
        control = enforcement.control
        before, after = enforcement.read, control.read()
        was_assumed, enforcement.assumed = enforcement.assumed, control.trusted is not control.config
        if before is after:
            return Seen.NOTHING if enforcement.assumed is was_assumed else Seen.OTHER_TRUST
        enforcement.read = after
        enforcement.read_since = now
        if after is None:
            enforcement.held = bool(before)
            enforcement.asked = enforcement.deadline = None
            return Seen.GONE
        if before is None:
            enforcement.lost = not after and (enforcement.held or self.owns(key))
            return Seen.RETURNED
        if enforcement.asked is after:
            enforcement.settle()
            return Seen.AS_ASKED
        if enforcement.asked is not None:
            return Seen.LATE
        return Seen.OUTSIDE

    @callback
    def retry(self, enforcements: Iterable[Enforcement]) -> None:
        """Ask these for a mute that reads back once more, and wait no longer to try again what does not.

        Whose the mutes are stays as it is: what a person has muted is not Earshot's to release.
        """
        actions = []
        for enforcement in enforcements:
            if not enforcement.read:
                enforcement.retry_at = None
            elif (action := enforcement.control.action(muted=True)) is not None:
                actions.append(action)
        self._calls.async_make(actions)

    @callback
    def owns(self, key: str) -> bool:
        """Whether the control's mute is Earshot's own."""
        return key in self._ledger.memory.owned

    @callback
    def own(self, key: str, now: datetime) -> None:
        """Take a control's mute as Earshot's own, to be released when nothing holds it any more."""
        if key not in self._ledger.memory.owned:
            self._ledger.memory.owned[key] = now
            self._describe(key)
            self._ledger.changed()

    def _describe(self, key: str) -> None:
        """Save how a control is described that Earshot has muted."""
        described = control_as_data(self._enforcements[key].control.config)
        if self._ledger.memory.controls.get(key) != described:
            self._ledger.memory.controls[key] = described
            self._ledger.changed()

    @callback
    def disown(self, key: str) -> None:
        """Forget that a control's mute was Earshot's."""
        self._ledger.memory.found.pop(key, None)
        self._ledger.memory.controls.pop(key, None)
        if self._ledger.memory.owned.pop(key, None) is not None:
            self._ledger.changed()

    @callback
    def enforce(self, desired: Mapping[str, bool], now: datetime) -> Enforced:
        """Bring each control to what is desired: True muted, False released if the mute is ours."""
        actions: list[Doing] = []
        refused: list[str] = []
        found_live: list[str] = []
        failed: list[str] = []
        for key, muted in desired.items():
            enforcement = self._enforcements[key]
            failures = enforcement.failures
            step = self._towards_muted if muted else self._towards_live
            action = self._action(enforcement.control, muted=muted) if (acts := step(key, enforcement, now)) else None
            if action is not None:
                enforcement.asked = muted
                enforcement.deadline = now + enforcement.control.deadline
                enforcement.retry_at = None
                actions.append(action)
            elif acts and muted:
                # It is there and cannot be muted: an option or a range that it has lost.
                self._failed(enforcement, now)
            elif not muted and enforcement.read and self.owns(key) and not enforcement.waits:
                self.disown(key)
                refused.append(key)
            if muted:
                if enforcement.failures > failures:
                    failed.append(key)
                if enforcement.lost or (failures < PROBLEM_AFTER <= enforcement.failures):
                    found_live.append(key)
            enforcement.lost = False
        if actions:
            self._calls.async_make(actions)
        return Enforced(bool(actions), refused, found_live, failed)

    def _action(self, control: MuteControl, *, muted: bool) -> Doing | None:
        """Return what mutes a control, remembering what it replaces, or what brings that back."""
        found = self._ledger.memory.found
        before = found.get(control.key)
        if not muted:
            return control.action(muted=False, found=before)
        if (state := control.found(before)) is not None and not control.read() and before != state:
            found[control.key] = state
            self._ledger.changed()
        return control.action(muted=True)

    def _towards_muted(self, key: str, enforcement: Enforcement, now: datetime) -> bool:
        """Whether to act. A control that cannot be read is left alone: it is looked at again when it returns."""
        if enforcement.read is None:
            return False
        if enforcement.asked is False:
            # A release is in flight and would come through after all.
            self.own(key, now)
            return True
        if enforcement.asked is True and enforcement.deadline is not None:
            if now < enforcement.deadline:
                return False
            if not enforcement.read:
                self._failed(enforcement, now)
        if enforcement.read:
            enforcement.settle()
            return False
        if enforcement.retry_at is not None and now < enforcement.retry_at:
            return False
        # Ours from the action on: act first, save at once after.
        self.own(key, now)
        return True

    def _towards_live(self, key: str, enforcement: Enforcement, now: datetime) -> bool:
        """Whether to act. What is not ours is not touched."""
        if enforcement.read is None or not self.owns(key):
            enforcement.settle()
            return False
        if enforcement.tested:
            return False
        if enforcement.asked is True and not enforcement.holds_on(now):
            # A mute is in flight and would come through after all.
            return True
        if enforcement.asked is not None and enforcement.deadline is not None and now < enforcement.deadline:
            return False
        if not enforcement.read:
            enforcement.settle()
            self.disown(key)
            return False
        refused = enforcement.asked is False
        enforcement.settle()
        if enforcement.holds_on(now):
            enforcement.retry_at = enforcement.release_from
            return False
        return not refused

    def _failed(self, enforcement: Enforcement, now: datetime) -> None:
        enforcement.asked = enforcement.deadline = None
        enforcement.failures += 1
        # Doubled without end it would soon be longer than any calendar.
        doublings = min(enforcement.failures - 1, _MOST_DOUBLINGS)
        back_off = min(_FIRST_RETRY * 2**doublings, _LONGEST_RETRY)
        # Jitter, so that a hundred devices behind one broken hub do not come back as one.
        enforcement.retry_at = now + back_off * random.uniform(0.8, 1.2)
        LOGGER.warning(
            "%s did not mute within %.0f s (attempt %d)",
            enforcement.control.entity_id,
            enforcement.control.deadline.total_seconds(),
            enforcement.failures,
        )
