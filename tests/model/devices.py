"""Satellites with bad habits: each writes down who told it what, and what its switch then read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from tests.home import Satellite

EARSHOT = "earshot"


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

    def __init__(self, hass: HomeAssistant, satellite: Satellite, author_of: Callable[[str], str]) -> None:
        """Take over a satellite's switch; `author_of` names the one behind a context's id."""
        self._hass = hass
        self._author_of = author_of
        self.satellite = satellite
        self.switch = satellite.switch
        self.switch._async_turn = self._async_told
        self.delay: int | None = 0
        self.slider = False
        self.available = True
        self.pending: list[tuple[datetime, bool]] = []
        self.log: list[Told | Changed] = []
        self.ignored_at: datetime | None = None
        """When a call to mute was last without effect; None since it was muted."""

    @property
    def muted(self) -> bool:
        """What the device itself is, whether anyone can read it or not."""
        return bool(self.switch._attr_is_on)

    @property
    def read(self) -> bool | None:
        """What its switch reads."""
        return self.muted if self.available else None

    async def _async_told(self, muted: bool) -> None:
        self.log.append(Told(muted, self._author_of(self.switch._context.id)))
        if muted and (self.delay != 0 or self.muted):
            self.ignored_at = dt_util.utcnow()
        if self.delay == 0:
            self.turn(muted)
        elif self.delay is not None:
            self.pending.append((dt_util.utcnow() + timedelta(seconds=self.delay), muted))

    def deliver(self, now: datetime) -> None:
        """Do what was asked for long enough ago."""
        due = [muted for at, muted in self.pending if at <= now]
        self.pending = [(at, muted) for at, muted in self.pending if at > now]
        for muted in due:
            self.turn(muted)

    def turn(self, muted: bool, *, by_hand: bool = False) -> None:
        """Mute or unmute, unless the slider is in the way; a device that is gone does neither."""
        if self.available and (muted or not self.slider or by_hand):
            self._show(muted, self.available)

    def leave(self) -> None:
        """Become unavailable, with whatever was under way forgotten."""
        self.pending.clear()
        self._show(self.muted, False)

    def come_back(self, muted: bool | None) -> None:
        """Become available, as it was or otherwise; a slider stays where it is."""
        self._show(self.slider or (self.muted if muted is None else muted), True)

    def _show(self, muted: bool, available: bool) -> None:
        before = self.read
        self.switch._attr_is_on = muted
        self.switch._attr_available = self.available = available
        if self.read and not before:
            self.ignored_at = None
        if before is not self.read:
            self.log.append(Changed(before, self.read))
        self.switch.async_write_ha_state()
