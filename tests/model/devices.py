"""Satellites and a plug with bad habits: each writes down who told it what, and what its switch then read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.util import dt as dt_util

from tests.home import Satellite

EARSHOT = "earshot"
# After so long Home Assistant notices that a device has no power, and after so long one with power again answers.
_NOTICED_AFTER = timedelta(seconds=4)
BOOTS_WITHIN = timedelta(seconds=20)


@dataclass(frozen=True)
class Told:
    """Somebody's call has reached the device."""

    muted: bool
    author: str


@dataclass(frozen=True)
class Changed:
    """The switch reads otherwise than before; None while it is unavailable."""

    before: bool | None
    after: bool | None


class Device:
    """A satellite's device: obeys at once, after a delay in seconds, or, with a delay of None, not at all."""

    def __init__(
        self,
        satellite: Satellite,
        author_of: Callable[[str], str],
        log: list[tuple[Device, Told | Changed]],
        *,
        on_mutes: bool = True,
    ) -> None:
        """Take over a satellite's switch; `author_of` names the one behind a context's id, `log` is that of all devices."""
        self._author_of = author_of
        self.on_mutes = on_mutes
        self._log = log
        self.satellite = satellite
        self.switch = satellite.switch
        self.switch._async_turn = self._async_told
        self.delay: int | None = 0
        self.slider = False
        self.available = True
        self.pending: list[tuple[datetime, bool]] = []
        self.feeds: list[Device] = []
        """What is plugged into it."""
        self.forgets = False
        """Whether it comes back unmuted after it was without power."""
        self.powered = True
        self.power_at: datetime | None = None
        """When it shows that its power has gone or come back."""
        self.ignored_at: datetime | None = None
        """When a call to mute was last without effect; None since it was muted."""

    @property
    def muted(self) -> bool:
        """What the device itself is, whether anyone can read it or not."""
        return self.switch._attr_is_on is self.on_mutes

    @property
    def read(self) -> bool | None:
        """What its switch reads."""
        return self.muted if self.available else None

    async def _async_told(self, on: bool) -> None:
        muted = on is self.on_mutes
        self._log.append((self, Told(muted, self._author_of(self.switch._context.id))))
        if muted and (self.delay != 0 or self.muted or not self.powered):
            self.ignored_at = dt_util.utcnow()
        if not self.powered:
            return
        if self.delay == 0:
            self.turn(muted)
        elif self.delay is not None:
            self.pending.append((dt_util.utcnow() + timedelta(seconds=self.delay), muted))

    @property
    def coming(self) -> list[datetime]:
        """When it will do something by itself."""
        return [at for at, _ in self.pending] + ([self.power_at] if self.power_at is not None else [])

    def deliver(self, now: datetime) -> bool | None:
        """Do what is due, and return whether it comes or goes with its power; None where it does neither."""
        due = [muted for at, muted in self.pending if at <= now]
        self.pending = [(at, muted) for at, muted in self.pending if at > now]
        for muted in due:
            self.turn(muted)
        if self.power_at is None or self.power_at > now:
            return None
        self.power_at = None
        return self.powered

    def turn(self, muted: bool, *, by_hand: bool = False) -> None:
        """Mute or unmute, unless the slider is in the way; a device that is gone does neither."""
        if self.available and self.powered and (muted or not self.slider or by_hand):
            self._show(muted, self.available)

    def leave(self) -> None:
        """Become unavailable, with whatever was under way forgotten."""
        self.pending.clear()
        self._show(self.muted, False)

    def come_back(self, muted: bool | None) -> None:
        """Become available, as it was or otherwise; a slider stays where it is."""
        self._show(self.slider or (self.muted if muted is None else muted), True)

    def _feed(self, powered: bool) -> None:
        self.powered = powered
        self.pending.clear()
        self.power_at = dt_util.utcnow() + (BOOTS_WITHIN if powered else _NOTICED_AFTER)

    def _show(self, muted: bool, available: bool) -> None:
        before = self.read
        for device in self.feeds:
            if device.powered is muted:
                device._feed(not muted)
        self.switch._attr_is_on = muted is self.on_mutes
        self.switch._attr_available = self.available = available
        if self.read and not before:
            self.ignored_at = None
        if before is not self.read:
            self._log.append((self, Changed(before, self.read)))
        self.switch.async_write_ha_state()
