"""The home as a whole, kept up to date microphone by microphone so that a change costs the same however many there are."""

from datetime import datetime

from .microphone import View
from .status import QUIET


class Home:
    """Who can hear, and whether anything does."""

    def __init__(self) -> None:
        """Start without microphones."""
        self._recording: set[str] = set()
        self._quiet: set[str] = set()
        self._unseen: set[str] = set()
        self._all: set[str] = set()
        self._next_changes: dict[str, datetime | None] = {}

    def update(self, microphone_id: str, view: View) -> bool:
        """Take what is seen of one microphone; whether the home's own values have changed."""
        before = self._values()
        next_change = view.decision.next_change
        moved = self._next_changes.get(microphone_id) != next_change
        self._next_changes[microphone_id] = next_change
        self._all.add(microphone_id)
        _put(self._recording, microphone_id, bool(view.recording))
        _put(self._quiet, microphone_id, view.status in QUIET)
        _put(self._unseen, microphone_id, view.recording is None and view.status not in QUIET)
        return moved or self._values() != before

    def remove(self, microphone_id: str) -> None:
        """Forget a microphone."""
        for ids in (self._recording, self._quiet, self._unseen, self._all):
            ids.discard(microphone_id)
        self._next_changes.pop(microphone_id, None)

    @property
    def next_change(self) -> datetime | None:
        """When the decision about any of them will next change."""
        return min((instant for instant in self._next_changes.values() if instant is not None), default=None)

    @property
    def recording(self) -> bool | None:
        """On while any microphone captures; None where only microphones remain that cannot be seen."""
        if self._recording:
            return True
        remaining = len(self._all) - len(self._quiet)
        return None if remaining and len(self._unseen) == remaining else False

    @property
    def live_count(self) -> int:
        """How many microphones can or may hear."""
        return len(self._all) - len(self._quiet)

    @property
    def live(self) -> set[str]:
        """The ids of the microphones that can or may hear."""
        return self._all - self._quiet

    def _values(self) -> tuple[bool | None, int]:
        return self.recording, self.live_count


def _put(ids: set[str], microphone_id: str, member: bool) -> None:
    if member:
        ids.add(microphone_id)
    else:
        ids.discard(microphone_id)
