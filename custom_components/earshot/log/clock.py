"""Whether the wall clock can be trusted to erase by: what is erased never comes back, what waits an hour does no harm."""

from collections.abc import Callable
from datetime import datetime, timedelta

# A difference of less is a home that was switched off overnight, or a clock that was put right.
_JUMP = timedelta(days=1)
# For how long a new time has to stand, in seconds.
_STANDING = 60 * 60


class Doubt:
    """Compares the wall clock with one that only runs forward, and with when the log was last known to be right."""

    def __init__(self, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        """Begin with nothing seen. `monotonic` is in seconds."""
        self._wall = wall
        self._monotonic = monotonic
        self._seen: tuple[datetime, float] | None = None
        self._since: float | None = None

    def trusted(self, before: datetime | None) -> datetime | None:
        """Return the present, or None where erasing by it has to wait: a jump was noticed less than an hour ago.

        `before` is a time that was trusted before the first call, where there is one. Each jump begins the hour anew.
        """
        now, running = self._wall(), self._monotonic()
        if self._seen is None:
            expected = before
        else:
            seen, then = self._seen
            expected = seen + timedelta(seconds=running - then)
        self._seen = now, running
        if expected is not None and abs(now - expected) > _JUMP:
            self._since = running
        if self._since is not None and running - self._since < _STANDING:
            return None
        self._since = None
        return now
