"""What a home has without Earshot's log: the recorder's history, the logbook's events, and a `Store` of one JSON file."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path
import random
import sqlite3
from time import perf_counter, process_time
from typing import Any

from homeassistant.components.logbook.const import DOMAIN as LOGBOOK
from homeassistant.components.logbook.models import LogbookConfig
from homeassistant.components.logbook.processor import EventProcessor
from homeassistant.components.recorder import history
from homeassistant.components.recorder.core import Recorder
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import recorder as recorder_helper
from homeassistant.helpers.recorder import get_instance
from homeassistant.helpers.storage import Store

from .home import House, async_house
from .log_files import MICROPHONES, ZONE, Past

_STATES = ("listening", "processing", "responding", "idle")
SATELLITES = [f"assist_satellite.bench_{number}" for number in range(len(MICROPHONES))]


@asynccontextmanager
async def async_recorded(path: Path) -> AsyncGenerator[tuple[House, Recorder]]:
    """Run a Home Assistant whose recorder keeps its history at `path`."""
    async with async_house(0) as house:
        recorder_helper.async_initialize_recorder(house.hass)
        await house.async_setup("recorder", {"recorder": {"db_url": f"sqlite:///{path}"}})
        instance = get_instance(house.hass)
        await instance.async_recorder_ready.wait()
        # Without its setup, which needs the frontend.
        house.hass.data[LOGBOOK] = LogbookConfig({}, None, None)
        yield house, instance
        await instance.async_block_till_done()


def fill(path: Path, past: Past) -> None:
    """Write the states of satellites for the same activations into a recorder's file, oldest first."""
    rng = random.Random(1)

    def rows() -> Iterator[tuple[object, ...]]:
        for each in past.activations():
            microphone = MICROPHONES.index(each.microphone_id) + 1
            since = each.start.timestamp()
            for number, state in enumerate(_STATES):
                yield state, since + number * (each.end - each.start).total_seconds() / 3, rng.randbytes(16), microphone

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO states_meta (metadata_id, entity_id) VALUES (?, ?)", enumerate(SATELLITES, start=1)
        )
        connection.execute("INSERT INTO state_attributes (attributes_id, hash, shared_attrs) VALUES (1, 0, '{}')")
        connection.executemany(
            "INSERT INTO states (state, last_updated_ts, attributes_id, origin_idx, context_id_bin, metadata_id)"
            " VALUES (?, ?, 1, 0, ?, ?)",
            rows(),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def history_page(hass: HomeAssistant, end: datetime) -> None:
    """Read the last day of the satellites."""
    found = history.get_significant_states(hass, end - timedelta(days=1), end, SATELLITES, no_attributes=True)
    if not found:
        raise RuntimeError("the recorder has nothing")


def history_counts(hass: HomeAssistant, midnights: list[datetime]) -> None:
    """Count the activations of each day."""
    found = history.get_significant_states(
        hass, midnights[0], midnights[-1], SATELLITES, include_start_time_state=False, no_attributes=True
    )
    days = Counter[object]()
    for states in found.values():
        for state in states:
            if not isinstance(state, dict) and state.state == "listening":
                days[state.last_changed.astimezone(ZONE).date()] += 1
    if not days:
        raise RuntimeError("the recorder has nothing")


def logbook_page(hass: HomeAssistant, end: datetime) -> None:
    """Read what the logbook tells of the last day."""
    EventProcessor(hass, (EVENT_CALL_SERVICE,), SATELLITES).get_events(end - timedelta(days=1), end)


async def async_record(house: House, instance: Recorder, activations: int) -> float:
    """Let satellites be woken, and return the microseconds of CPU per activation until all is written."""
    await instance.async_block_till_done()
    since = process_time()
    for number in range(activations):
        for state in _STATES:
            house.hass.states.async_set(SATELLITES[number % len(SATELLITES)], state)
        await asyncio.sleep(0)
    await instance.async_block_till_done()
    return (process_time() - since) * 1e6 / activations


async def async_store(folder: Path, rows: list[dict[str, Any]]) -> tuple[float, float]:
    """Save and load all rows as a `Store` does, and return the milliseconds of each."""
    async with async_house(0, folder=folder) as house:
        store = Store[dict[str, Any]](house.hass, 1, "earshot.bench_log")
        since = perf_counter()
        await store.async_save({"rows": rows})
        saved = perf_counter()
        await Store[dict[str, Any]](house.hass, 1, "earshot.bench_log").async_load()
        return (saved - since) * 1000, (perf_counter() - saved) * 1000


def store_search(rows: list[dict[str, Any]], since: float, text: str, microphone: str | None) -> None:
    """Look for words in what a `Store` holds in memory, newest first."""
    found = list[dict[str, Any]]()
    for row in reversed(rows):
        if row["start"] < since or len(found) == 50:
            break
        if microphone is not None and row["microphone"] != microphone:
            continue
        if text in row["transcript"].casefold() or text in row["reply"].casefold():
            found.append(row)
