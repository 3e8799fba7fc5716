"""What is due when: the earliest instant over many, each of which may move at any time."""

from collections.abc import Hashable, Iterator
from datetime import datetime
import heapq
from itertools import count


class Agenda[Key: Hashable]:
    """Instants by key, earliest first.

    Moving an instant leaves its old place in the heap behind, to be passed over when it comes up: that keeps every step logarithmic.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._instants: dict[Key, datetime] = {}
        self._heap: list[tuple[datetime, int, Key]] = []
        self._order = count()

    def set(self, key: Key, instant: datetime | None) -> None:
        """Say when a key is due; None takes it off."""
        if instant == self._instants.get(key):
            return
        if instant is None:
            del self._instants[key]
            return
        self._instants[key] = instant
        heapq.heappush(self._heap, (instant, next(self._order), key))

    def bring_forward(self, key: Key, instant: datetime) -> bool:
        """Have a key due at an instant at the latest; whether it would have been later, or not at all."""
        due = self._instants.get(key)
        if due is not None and due <= instant:
            return False
        self.set(key, instant)
        return True

    def is_due(self, key: Key, now: datetime) -> bool:
        """Whether a key's instant has come, and has not been taken yet."""
        return (instant := self._instants.get(key)) is not None and instant <= now

    def next(self) -> datetime | None:
        """Return the earliest instant; None where nothing is due."""
        while self._heap:
            instant, _, key = self._heap[0]
            if self._instants.get(key) == instant:
                return instant
            heapq.heappop(self._heap)
        return None

    def take_due(self, now: datetime) -> Iterator[Key]:
        """Take off and give every key whose instant has come."""
        while (instant := self.next()) is not None and instant <= now:
            key = heapq.heappop(self._heap)[2]
            del self._instants[key]
            yield key

    def clear(self) -> None:
        """Take everything off."""
        self._instants.clear()
        self._heap.clear()
