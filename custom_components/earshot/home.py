"""The home as a whole, kept up to date microphone by microphone so that a change costs the same however many there are."""

from datetime import datetime

from .const import MicrophoneStatus
from .status import QUIET
from .view import View


class Home:
    """Who can hear, and whether anything does."""

    def __init__(self) -> None:
        """Start without microphones."""
        self._recording: set[str] = set()
        self._quiet: set[str] = set()
        self._silent: set[str] = set()
        self._unseen: set[str] = set()
        self._counted: dict[str, tuple[bool | None, bool, bool, datetime | None]] = {}
        """What counts of each microphone: recording, quiet, known to be silent and next change."""

    def update(self, microphone_id: str, view: View) -> bool:
        """Take what is seen of one microphone; whether the home's own values have changed."""
        recording, quiet, next_change = view.recording, view.status in QUIET, view.decision.next_change
        # What is merely held back and cannot be seen may record all the same.
        silent = quiet and (recording is not None or view.status is MicrophoneStatus.MUTED)
        counts = recording, quiet, silent, next_change
        if (counted := self._counted.get(microphone_id)) == counts:
            return False
        before = self._values()
        self._counted[microphone_id] = counts
        _put(self._recording, microphone_id, bool(recording))
        _put(self._quiet, microphone_id, quiet)
        _put(self._silent, microphone_id, silent)
        _put(self._unseen, microphone_id, recording is None and not silent)
        return counted is None or counted[3] != next_change or self._values() != before

    def remove(self, microphone_id: str) -> None:
        """Forget a microphone."""
        for ids in (self._recording, self._quiet, self._silent, self._unseen):
            ids.discard(microphone_id)
        self._counted.pop(microphone_id, None)

    @property
    def next_change(self) -> datetime | None:
        """When the decision about any of them will next change."""
        return min((instant for _, _, _, instant in self._counted.values() if instant is not None), default=None)

    @property
    def recording(self) -> bool | None:
        """On while any microphone captures; None where only microphones remain that cannot be seen."""
        if self._recording:
            return True
        remaining = len(self._counted) - len(self._silent)
        return None if remaining and len(self._unseen) == remaining else False

    @property
    def live_count(self) -> int:
        """How many microphones can or may hear."""
        return len(self._counted) - len(self._quiet)

    @property
    def live(self) -> set[str]:
        """The ids of the microphones that can or may hear."""
        return self._counted.keys() - self._quiet

    def _values(self) -> tuple[bool | None, int]:
        return self.recording, self.live_count


def _put(ids: set[str], microphone_id: str, member: bool) -> None:
    if member:
        ids.add(microphone_id)
    else:
        ids.discard(microphone_id)
