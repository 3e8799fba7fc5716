"""The mute switch and the slider behind it."""

import asyncio
from collections.abc import Callable


class MuteSwitch:
    """Reads `on` while the device is muted, by software or by its slider: the two look alike from outside.

    While the slider is on a release is ignored without a word. Moving the slider back unmutes, whatever software wanted.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        """Begin unmuted; `changed` is called after every change of `muted`."""
        self.muted = False
        self.slider = False
        self._changed = changed
        self._pending: asyncio.TimerHandle | None = None

    def command(self, muted: bool, takes: float | None) -> None:
        """Do what Home Assistant wants, after so many seconds or never. A later command replaces one that is still pending."""
        self._cancel()
        if takes is not None:
            self._pending = asyncio.get_running_loop().call_later(takes, self._obey, muted)

    def slide(self, on: bool) -> None:
        """Move the slider, unless it is there already."""
        if on is not self.slider:
            self._cancel()
            self.slider = on
            self._set(on)

    def restart(self, *, forgets: bool) -> None:
        """Come up again, with the mute of before or without it. The slider stays where it is."""
        self._cancel()
        self.muted = self.slider or (self.muted and not forgets)

    def _obey(self, muted: bool) -> None:
        if muted or not self.slider:
            self._set(muted)

    def _set(self, muted: bool) -> None:
        if muted is not self.muted:
            self.muted = muted
            self._changed()

    def _cancel(self) -> None:
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
