"""What the tests of the log's keeper share: rows, files and threads to look for."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
import threading
import time

from homeassistant.core import HomeAssistant

from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log.records import ActivationRecord

NOW = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)


def record(age: timedelta) -> ActivationRecord:
    """Return an activation that began so long ago."""
    start = NOW - age
    return ActivationRecord(
        start=start, end=start, microphone_id="a", kind="activation", outcome="intent", started_by="unknown"
    )


async def async_rows(keeper: LogKeeper) -> int | None:
    """Return how many activations there are."""
    assert keeper.store is not None
    await asyncio.wrap_future(keeper.store.flush())
    return (await asyncio.wrap_future(keeper.store.status())).activations


async def async_until(hass: HomeAssistant, condition: Callable[[], bool]) -> None:
    """Wait for something that the log's own thread is about to say."""
    for _ in range(4_000):
        if condition():
            break
        # On a thread: the loop's own clock may be frozen.
        await hass.async_add_executor_job(time.sleep, 0.005)
    assert condition()
    await hass.async_block_till_done()


def files(hass: HomeAssistant) -> list[str]:
    """Return the names of the log's files."""
    return sorted(path.name for path in Path(hass.config.config_dir).glob(f"{LOG_FILE}*"))


def threads() -> int:
    """Return how many of the log's lasting threads are alive."""
    return sum(thread.name in ("earshot log", "earshot log reader") for thread in threading.enumerate())
