"""Processes for the tests: one that appends until it is killed, and one that may not write further.

The log is loaded alone, without the integration around it, so that a child starts at once.
"""

from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
import importlib
from pathlib import Path
import resource
import sys
import threading
import types
from typing import Any

_ROOT = Path(__file__).parents[2]


def _room(name: str) -> Any:
    """Return a module of the log."""
    if "custom_components.earshot" not in sys.modules:
        sys.path.insert(0, str(_ROOT))
        package = types.ModuleType("custom_components.earshot")
        package.__path__ = [str(_ROOT / "custom_components" / "earshot")]
        sys.modules[package.__name__] = package
    return importlib.import_module(f"custom_components.earshot.log.{name}")


def _activation(name: str, words: int = 60) -> Any:
    now = datetime.now(UTC)
    return _room("records").ActivationRecord(
        start=now,
        end=now + timedelta(seconds=2),
        microphone_id="kitchen",
        kind="activation",
        outcome="intent",
        started_by="wake_word",
        transcript=name.ljust(words, "."),
    )


def append_until_killed(path: str, run: str) -> None:
    """Append for ever, and name each row on the output as soon as it is acknowledged, not before."""
    store = _room("store").LogStore(path)
    store.open().result()
    room = threading.Semaphore(50)

    def acknowledged(name: str, future: Future[int]) -> None:
        sys.stdout.write(f"{name} {future.result()}\n")
        sys.stdout.flush()
        room.release()

    number = 0
    while True:
        room.acquire()
        name = f"{run}-{number}"
        store.append(_activation(name)).add_done_callback(lambda future, name=name: acknowledged(name, future))
        number += 1


def hit_the_limit(path: str) -> None:
    """Append beyond the allowed file size, then be allowed more."""
    heard = list[str | None]()
    patience = _room("writer").Patience(0.02, 0.1)
    store = _room("store").LogStore(path, on_problem=heard.append, patience=patience)
    store.open().result(20)
    store.append(_activation("before")).result(20)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    futures = [store.append(_activation(f"row {number}", 4_000)) for number in range(200)]
    deadline = threading.Event()
    while not heard:
        deadline.wait(0.01)
    assert heard[0] in ("unavailable", "full"), heard
    assert any(not future.done() for future in futures)
    print("refused")  # noqa: T201
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for future in futures:
        future.result(20)
    store.flush().result(20)
    assert store.status().result(20).activations == 201
    store.close().result(20)
    assert heard[-1] is None, heard
    assert "broken" not in heard, heard
    print("recovered")  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "limit":
        hit_the_limit(sys.argv[2])
    else:
        append_until_killed(sys.argv[2], sys.argv[3])
