"""How many rows that were there already are lost when the process is killed.

`python -m benchmarks.log_kill (log | recorder) PATH` writes for ever and names each row on its output as soon as it is there.
"""

import asyncio
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
import random
import sqlite3
import subprocess
import sys
from tempfile import TemporaryDirectory
import threading

from custom_components.earshot.log.store import LogStore

from .log_files import activation
from .row import Sample

_ROOT = Path(__file__).parents[1]


def lost(kind: str, kills: int, seconds: float) -> Sample:
    """Kill so often, each time after about so many seconds of writing; return the rows lost at each kill."""
    rng = random.Random()
    return Sample([_lost(kind, seconds * rng.uniform(0.5, 1.5)) for _ in range(kills)])


def _lost(kind: str, seconds: float) -> int:
    with TemporaryDirectory(prefix="earshot-bench-") as folder:
        path = Path(folder) / "killed.db"
        with subprocess.Popen(
            [sys.executable, "-m", "benchmarks.log_kill", kind, str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=_ROOT,
        ) as child:
            if child.stdout is None or not (first := child.stdout.readline()):
                raise RuntimeError(f"the {kind} wrote nothing")
            timer = threading.Timer(seconds, child.kill)
            timer.start()
            # A line that the kill cut off was not told.
            lines = [first, *child.stdout]
        told = [line for line in lines if line.endswith("\n")]
        query = (
            "SELECT count(*) FROM activations"
            if kind == "log"
            else "SELECT count(*) FROM states WHERE state = 'listening'"
        )
        with closing(sqlite3.connect(path)) as connection:
            return max(0, len(told) - int(connection.execute(query).fetchone()[0]))


def _append(path: str) -> None:
    store = LogStore(path)
    store.open().result()
    rng = random.Random(0)
    room = threading.Semaphore(50)

    def there(future: Future[int]) -> None:
        sys.stdout.write(f"{future.result()}\n")
        sys.stdout.flush()
        room.release()

    while True:
        room.acquire()
        store.append(activation(datetime.now(UTC), rng)).add_done_callback(there)


async def _async_record(path: str) -> None:
    # Half of Home Assistant, which the other child does without.
    from .log_peers import SATELLITES, async_recorded

    async with async_recorded(Path(path)) as (house, _):
        number = 0
        while True:
            for state in ("listening", "idle"):
                house.hass.states.async_set(SATELLITES[0], state)
            number += 1
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    if sys.argv[1] == "log":
        _append(sys.argv[2])
    else:
        asyncio.run(_async_record(sys.argv[2]))
