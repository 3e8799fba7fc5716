"""What Home Assistant's states were and when they changed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the moment in seconds of wall-clock time by Home Assistant's own stamp, and the states around it.

    `old` and `new` are None where the entity was not there.
    """

    time: float
    entity_id: str
    old: str | None
    new: str | None
    attributes: dict[str, Any] = field(default_factory=dict)


class States:
    """The current states and every change since the connection was made."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.current: dict[str, Change] = {}
        self.changes: list[Change] = []
        self._changed = asyncio.Event()

    def seed(self, states: list[dict[str, Any]]) -> None:
        """Take over the states as they are now."""
        self.current = {}
        for state in states:
            change = Change(
                _seconds(state["last_updated"]), state["entity_id"], None, state["state"], state["attributes"]
            )
            self.current[change.entity_id] = change
        self._wake()

    def apply(self, event: dict[str, Any]) -> None:
        """Take in a `state_changed` event."""
        data = event["data"]
        old, new = data["old_state"], data["new_state"]
        change = Change(
            _seconds(event["time_fired"]),
            data["entity_id"],
            old["state"] if old else None,
            new["state"] if new else None,
            new["attributes"] if new else {},
        )
        self.changes.append(change)
        if new:
            self.current[change.entity_id] = change
        else:
            self.current.pop(change.entity_id, None)
        self._wake()

    def get(self, entity_id: str) -> str | None:
        """Return an entity's state, or None where there is no such entity."""
        change = self.current.get(entity_id)
        return change.new if change else None

    async def until(self, entity_id: str, *wanted: str, seconds: float = 10.0) -> Change:
        """Wait until an entity is in one of the states, and return how it got there. Raises TimeoutError, in words."""
        await self.until_true(
            lambda: self.get(entity_id) in wanted,
            seconds,
            lambda: f"{entity_id} is {self.get(entity_id)}, not {' or '.join(wanted)}",
        )
        return self.current[entity_id]

    async def next_change(self, entity_id: str, *wanted: str, since: float, seconds: float = 10.0) -> Change:
        """Wait for an entity's first change to one of the states from a moment on. Raises TimeoutError, in words."""
        await self.until_true(
            lambda: self.first(entity_id, *wanted, since=since) is not None,
            seconds,
            lambda: f"{entity_id} did not become {' or '.join(wanted)}: it is {self.get(entity_id)}",
        )
        change = self.first(entity_id, *wanted, since=since)
        assert change is not None
        return change

    def first(self, entity_id: str, *wanted: str, since: float) -> Change | None:
        """Return the first change of an entity to one of the states at or after a moment."""
        return next((each for each in self.of(entity_id, since) if each.new in wanted and each.old != each.new), None)

    def of(self, entity_id: str, since: float = 0.0) -> list[Change]:
        """Return an entity's changes at or after a moment."""
        return [each for each in self.changes if each.entity_id == entity_id and each.time >= since]

    async def until_true(self, predicate: Callable[[], bool], seconds: float, complaint: Callable[[], str]) -> None:
        """Wait until the states fulfil a predicate. Raises TimeoutError with the complaint."""
        try:
            async with asyncio.timeout(seconds):
                while not predicate():
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"{complaint()} after {seconds:g} s") from None

    def _wake(self) -> None:
        self._changed.set()
        self._changed.clear()


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
