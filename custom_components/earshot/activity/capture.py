"""From the announcement of a raw capture to what is logged of it."""

from datetime import datetime, timedelta
from typing import Final

from .model import Activation, Kind, Outcome

# Home Assistant records raw sound for no longer than this at a time.
LONGEST: Final = timedelta(seconds=60)


class CaptureMachine:
    """Follows the raw captures of one microphone. Only that one begins is told, and for how long: it is held to last for so long.

    Invariants:
    - At most one capture runs; a new one ends the one before at that instant.
    - Each ends once, at the latest after `LONGEST`, and never before it starts.
    - How often `tick` is called changes no capture, only when its end is noticed.
    """

    def __init__(self, microphone_id: str) -> None:
        """Begin with nothing captured."""
        self._microphone_id = microphone_id
        self._start: datetime | None = None
        self._due: datetime | None = None
        self._while_muted = False

    @property
    def running(self) -> bool:
        """Whether a capture runs, for all that is known."""
        return self._start is not None

    @property
    def due(self) -> datetime | None:
        """When the capture that runs is over; None where none runs."""
        return self._due

    def begin(self, now: datetime, seconds: object, *, while_muted: bool = False) -> Activation | None:
        """Take that a capture begins, and return the one that was over or that it ends, if there is one.

        `seconds` may be anything; a length that cannot be told is taken for the longest.
        """
        ended = self.cancel(now)
        self._start, self._due, self._while_muted = now, now + _length(seconds), while_muted
        return ended

    def tick(self, now: datetime) -> Activation | None:
        """Look at the time and return the capture that is over, if one is."""
        if self._due is None:
            return None
        # However far the clock is put back, none seems to run for longer than it can.
        self._due = min(self._due, now + LONGEST)
        return None if now < self._due else self._end(self._due, Outcome.UNKNOWN)

    def cancel(self, now: datetime) -> Activation | None:
        """Take that nothing is captured any more, and return the capture that was over or ends with it, if there is one."""
        return self.tick(now) or self._end(now, Outcome.CUT_OFF)

    def _end(self, now: datetime, outcome: Outcome) -> Activation | None:
        if self._start is None:
            return None
        start, end = self._start, max(self._start, now)
        self._start = self._due = None
        return Activation(
            start=start,
            end=end,
            microphone_id=self._microphone_id,
            kind=Kind.CAPTURE,
            outcome=outcome,
            listened=end - start,
            while_muted=self._while_muted,
            heard_muted=self._while_muted,
            misfire=False,
        )


def _length(seconds: object) -> timedelta:
    # Written so that what is not a number is not short.
    if isinstance(seconds, int | float) and seconds < LONGEST.total_seconds():
        return timedelta(seconds=max(seconds, 0))
    return LONGEST
