"""How often a microphone was not as silent as it had to be: heard, live or streaming while the decision was `muted`."""

from collections import deque
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# For so long what got past a mute shows as a problem. One that was found live is muted by now, or shows as one that fails.
_SHOWN_FOR: Final = timedelta(minutes=10)
# Three in a day are no accident.
_MOST: Final = 3
_WITHIN: Final = timedelta(days=1)


class ViolationKind(StrEnum):
    """In which way a mute did not hold."""

    HEARD = "heard"
    """Something was captured for a command, or recorded."""
    LIVE = "live"
    """Its control was found not muted."""
    STREAMING = "streaming"
    """Its control read muted, and sound went on leaving the device."""


class Violations:
    """Remembers the last violations of one microphone."""

    def __init__(self) -> None:
        """Start with none."""
        self._instants: deque[datetime] = deque(maxlen=_MOST)
        self._kind: ViolationKind | None = None
        self._shown: tuple[ViolationKind, datetime] | None = None

    def count(self, kind: ViolationKind, now: datetime) -> None:
        """Note one violation."""
        self._instants.append(now)
        self._kind = kind
        if kind is not ViolationKind.LIVE:
            self._shown = kind, now + _SHOWN_FOR

    def recent(self, now: datetime) -> ViolationKind | None:
        """Return what the violation was that is still to be shown; None where there is none."""
        return self._shown[0] if self._shown is not None and now < self._shown[1] else None

    def repeated(self, now: datetime) -> ViolationKind | None:
        """Return what the last violation was where there were several in a day; None where there were not."""
        return self._kind if (over_at := self._repeats_until) is not None and now < over_at else None

    def over_at(self, now: datetime) -> datetime | None:
        """When something about it next ceases to be shown; None where nothing is."""
        if self._shown is None and len(self._instants) < _MOST:
            return None
        ends = (None if self._shown is None else self._shown[1], self._repeats_until)
        return min((end for end in ends if end is not None and end > now), default=None)

    @property
    def _repeats_until(self) -> datetime | None:
        return self._instants[0] + _WITHIN if len(self._instants) == _MOST else None
