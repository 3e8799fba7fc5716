"""What is counted since local midnight. It goes on over a restart, and without a log."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from .days import day_of
from .ledger import Ledger


class Counted(StrEnum):
    """What is counted."""

    VIOLATIONS = "violations"
    ACTIVATIONS = "activations"
    MISFIRES = "misfires"
    LIVE_SECONDS = "live_seconds"


class Tally:
    """Counts of the local day, of each microphone and of all together."""

    def __init__(self, ledger: Ledger) -> None:
        """Go on with what the ledger remembers."""
        self._ledger = ledger
        self._live_since: dict[str, datetime] = {}

    def count(self, what: Counted, microphone_id: str, now: datetime) -> None:
        """Count one more."""
        self._add(what, microphone_id, 1, now)

    def recount(self, what: Counted, microphone_id: str, at: datetime, now: datetime, *, counts: bool) -> bool:
        """Count after all what was at an instant, or no longer; whether that was today, which alone is counted."""
        if day_of(at).date != day_of(now).date:
            return False
        if counts:
            self._add(what, microphone_id, 1, now)
        elif self.value(what, now, microphone_id) >= 1:
            self._add(what, microphone_id, -1, now)
        return True

    def value(self, what: Counted, now: datetime, microphone_id: str | None = None) -> float:
        """Return the count of today: of one microphone, or of all of them."""
        memory = self._ledger.memory
        if memory.day != day_of(now).date:
            return 0
        counts = memory.counts.get(what, {})
        return sum(counts.values()) if microphone_id is None else counts.get(microphone_id, 0)

    def set_live(self, microphone_id: str, *, live: bool, now: datetime) -> None:
        """Take that a microphone can or may hear from here on, or that it cannot."""
        if not live:
            self._settle(microphone_id, now)
            self._live_since.pop(microphone_id, None)
        elif microphone_id not in self._live_since:
            self._live_since[microphone_id] = now

    def settle(self, now: datetime) -> Iterable[str]:
        """Add up for how long microphones have been live so far, and return which were."""
        live = tuple(self._live_since)
        for microphone_id in live:
            self._settle(microphone_id, now)
        return live

    def forget(self, microphone_ids: Iterable[str]) -> None:
        """Drop what was counted of these microphones."""
        for microphone_id in microphone_ids:
            self._live_since.pop(microphone_id, None)
            for counts in self._ledger.memory.counts.values():
                counts.pop(microphone_id, None)

    def _settle(self, microphone_id: str, now: datetime) -> None:
        """Add up one microphone's live time, of today alone. A clock that goes back takes none away."""
        if (since := self._live_since.get(microphone_id)) is None or now <= since:
            return
        self._live_since[microphone_id] = now
        self._add(Counted.LIVE_SECONDS, microphone_id, (now - max(since, day_of(now).start)).total_seconds(), now)

    def _add(self, what: Counted, microphone_id: str, amount: float, now: datetime) -> None:
        memory = self._ledger.memory
        if memory.day != (today := day_of(now).date):
            memory.day = today
            memory.counts.clear()
        counts = memory.counts.setdefault(what, {})
        counts[microphone_id] = counts.get(microphone_id, 0) + amount
        self._ledger.touched()
