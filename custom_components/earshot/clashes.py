"""Who keeps unmuting a microphone that Earshot keeps muting."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .policy.model import Origin

# Three counter-mutes in ten minutes are no accident (policy: whose change was that).
_MOST: Final = 3
_WITHIN: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever unmuted last: a device, nobody that could be named, or a person."""

    origin: Origin
    user_id: str | None


class Clashes:
    """Counts the times that a microphone had to be muted again because somebody else had unmuted it."""

    def __init__(self) -> None:
        """Start with none."""
        self._instants: deque[datetime] = deque(maxlen=_MOST)
        self._author: Author | None = None

    def count(self, author: Author, now: datetime) -> None:
        """Note one counter-mute."""
        self._instants.append(now)
        self._author = author

    @property
    def over_at(self) -> datetime | None:
        """When the clash that goes on is over if nothing more happens; None where there is none."""
        return self._instants[0] + _WITHIN if len(self._instants) == _MOST else None

    def author(self, now: datetime) -> Author | None:
        """Return who keeps unmuting it now; None where nobody does."""
        over_at = self.over_at
        if over_at is None or now >= over_at:
            return None
        return self._author
