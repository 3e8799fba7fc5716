"""How often a microphone was not as silent as it had to be: heard, live or streaming while the decision was `muted`."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

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


class Violation(NamedTuple):
    """One time that a mute did not hold."""

    kind: ViolationKind
    at: datetime


class Violations:
    """Remembers the last violations of one microphone."""

    def __init__(self, last: Iterable[Violation] = ()) -> None:
        """Start with those that are remembered, the last one last."""
        self._last = deque(last, maxlen=_MOST)

    @property
    def last(self) -> tuple[Violation, ...]:
        """What is to be remembered, the last one last."""
        return tuple(self._last)

    def count(self, kind: ViolationKind, now: datetime) -> None:
        """Note one violation."""
        self._last.append(Violation(kind, now))

    def recent(self, now: datetime) -> ViolationKind | None:
        """Return what the violation was that is still to be shown; None where there is none."""
        shown = self._shown
        return shown.kind if shown is not None and now < shown.at + _SHOWN_FOR else None

    def repeated(self, now: datetime) -> ViolationKind | None:
        """Return what the last violation was where there were several in a day; None where there were not."""
        return self._last[-1].kind if (over_at := self._repeats_until) is not None and now < over_at else None

    def over_at(self, now: datetime) -> datetime | None:
        """When something about it next ceases to be shown; None where nothing is."""
        if not self._last:
            return None
        shown = self._shown
        ends = (None if shown is None else shown.at + _SHOWN_FOR, self._repeats_until)
        return min((end for end in ends if end is not None and end > now), default=None)

    @property
    def _shown(self) -> Violation | None:
        return next((each for each in reversed(self._last) if each.kind is not ViolationKind.LIVE), None)

    @property
    def _repeats_until(self) -> datetime | None:
        return self._last[0].at + _WITHIN if len(self._last) == _MOST else None
