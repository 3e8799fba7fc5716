"""The wire log: one line of JSON for every Wyoming event that crosses a satellite's socket, written as it happens."""

from collections.abc import Iterable
from dataclasses import dataclass, field
import json
from pathlib import Path
import time
from typing import Any, Final, Literal

type Direction = Literal["in", "out", "local"]
"""`in`: from Home Assistant, `out`: to Home Assistant, `local`: something that happened to the satellite itself."""

CHUNK: Final = "audio-chunk"
PAUSE: Final = "pause-satellite"
RUN: Final = "run-satellite"


@dataclass(frozen=True, slots=True)
class WireEvent:
    """One event: wall-clock time in seconds, its direction, its type, its data, and the payload's length in bytes."""

    time: float
    direction: Direction
    type: str
    data: dict[str, Any] = field(default_factory=dict)
    payload: int = 0


class WireLog:
    """Append events to a file. Nothing is held back: a process that is killed loses no line."""

    def __init__(self, path: Path) -> None:
        """Open the file, adding to what is there."""
        self._file = path.open("ab", buffering=0)

    def write(self, direction: Direction, kind: str, data: dict[str, Any] | None = None, payload: int = 0) -> None:
        """Write one event, stamped with the wall clock to the nanosecond."""
        now = time.time_ns()
        rest = json.dumps({"dir": direction, "type": kind, "bytes": payload, "data": data or {}}, ensure_ascii=False)
        # The stamp is spelled out: a float of this size holds no nanoseconds.
        self._file.write(f'{{"t": {now // 10**9}.{now % 10**9:09d}, {rest[1:]}\n'.encode())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class WireReader:
    """Read a wire log that is still being written."""

    def __init__(self, path: Path) -> None:
        """Remember the file; it need not exist yet."""
        self._path = path
        self._offset = 0
        self._events: list[WireEvent] = []

    def events(self, since: float = 0.0, until: float = float("inf")) -> list[WireEvent]:
        """Return the events of a span of wall-clock time in seconds, both ends included."""
        self._read()
        return [event for event in self._events if since <= event.time <= until]

    def _read(self) -> None:
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._offset)
            written = file.read()
        whole = written[: written.rfind(b"\n") + 1]
        self._offset += len(whole)
        self._events += [_parse(line) for line in whole.splitlines()]


def chunks(events: Iterable[WireEvent]) -> list[WireEvent]:
    """Return the microphone's audio chunks among events: those that the satellite sent."""
    return [event for event in events if event.direction == "out" and event.type == CHUNK]


def received(events: Iterable[WireEvent], kind: str) -> list[WireEvent]:
    """Return the events of one type that Home Assistant sent."""
    return [event for event in events if event.direction == "in" and event.type == kind]


def sent(events: Iterable[WireEvent], kind: str) -> list[WireEvent]:
    """Return the events of one type that the satellite sent."""
    return [event for event in events if event.direction == "out" and event.type == kind]


def _parse(line: bytes) -> WireEvent:
    raw = json.loads(line)
    return WireEvent(raw["t"], raw["dir"], raw["type"], raw["data"], raw["bytes"])
