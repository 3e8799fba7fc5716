"""Records to write, and the look into every file of a log."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
import threading
import time
from typing import Any

from custom_components.earshot.log.records import ActivationRecord, ChangeRecord
from custom_components.earshot.log.store import LogStore

from .conftest import SOON

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """Return an instant so many seconds after the tests' own beginning."""
    return START + timedelta(seconds=seconds)


def activation(seconds: float = 0, **values: Any) -> ActivationRecord:
    """Return an activation of two seconds."""
    defaults: dict[str, Any] = {
        "start": at(seconds),
        "end": at(seconds + 2),
        "microphone_id": "kitchen",
        "kind": "activation",
        "outcome": "intent",
        "started_by": "wake_word",
    }
    return ActivationRecord(**defaults | values)


def change(seconds: float = 0, **values: Any) -> ChangeRecord:
    """Return a change of the kitchen's mute by a rule."""
    defaults: dict[str, Any] = {"at": at(seconds), "microphone_id": "kitchen", "cause": "rule", "status": "muted"}
    return ChangeRecord(**defaults | values)


def write(store: LogStore, records: Iterable[ActivationRecord | ChangeRecord]) -> list[int]:
    """Append records and wait for their ids."""
    return [future.result(SOON) for future in [store.append(record) for record in records]]


def transcripts(store: LogStore, **query: Any) -> list[str | None]:
    """Return the transcripts of the newest page."""
    return [record.transcript for record in store.activations(**query).result(SOON).records]


def bytes_of(path: Path) -> bytes:
    """Return the lower-cased bytes of every file beside the log, its companions and copies put aside included."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file()).lower()


def on_writer(store: LogStore, *statements: str) -> None:
    """Run statements on the writing connection, in the writing thread."""

    def run(writer: Any) -> None:
        for statement in statements:
            writer._database._connection.execute(statement).fetchall()

    store._job(run).result(SOON)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another thread is about to do."""
    deadline = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.005)


def log_threads() -> list[str]:
    """Return the names of the log's threads that are alive."""
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("earshot log")]
