"""The log: what it costs to write, what a kill costs it, and what it costs to read ten years of it.

`BENCH_ACTIVATIONS` says how many there are, a million if nothing does.
"""

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
import gc
import os
from pathlib import Path
from queue import SimpleQueue
import random
import sqlite3
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time
from typing import Any

from custom_components.earshot.log import query
from custom_components.earshot.log.counts import day_counts
from custom_components.earshot.log.reading import Reading
from custom_components.earshot.log.records import ActivationRecord, to_milliseconds
from custom_components.earshot.log.store import LogStore

from . import log_peers
from .log_files import MICROPHONES, Bare, Past, activation, fill
from .log_kill import lost
from .row import Row, Sample, beside

ACTIVATIONS = int(os.environ.get("BENCH_ACTIVATIONS", "1000000"))
_APPENDED = 5_000
_RECORDED = 200
# More would be a JSON file of hundreds of megabytes.
_STORED = 100_000
_HIT, _NO_HIT = "ten minutes", "zebra"
_PAGE_READS = 50


def log_writes(repetitions: int, appended: int = _APPENDED) -> list[Row]:
    """Return the rows of appending: microseconds on the caller's thread, and from end to end."""
    columns: list[list[float]] = [[], [], [], []]
    with TemporaryDirectory(prefix="earshot-bench-") as folder, closing(Bare(Path(folder) / "bare.db")) as bare:
        store = LogStore(Path(folder) / "log.db")
        store.open().result()
        for repetition in range(repetitions + 1):
            figures = (*_append(store, appended), _put(appended), _insert(bare, appended))
            if repetition:
                for column, figure in zip(columns, figures, strict=True):
                    column.append(figure)
        store.close().result()
        recorded = asyncio.run(_async_recorded(Path(folder), repetitions))
        rows = [_as_data(record) for record in Past(appended, datetime.now(UTC)).activations()]
        saved, _ = asyncio.run(log_peers.async_store(Path(folder), rows))
    loop, total, put, insert = map(Sample, columns)
    also = ((f"a Store of {appended} rows, each save", saved * 1000),)
    peer = "recorder, CPU of an activation's states"
    return [
        Row("log_append_loop", "µs", loop, recorded, peer, put, 15),
        Row("log_append_total", "µs", total, recorded, peer, insert, beside(50, 23, insert), also),
    ]


def _records(count: int) -> list[ActivationRecord]:
    rng, now = random.Random(count), datetime.now(UTC)
    return [activation(now, rng) for _ in range(count)]


def _append(store: LogStore, count: int) -> tuple[float, float]:
    records = _records(count)
    gc.collect()
    since, running = perf_counter(), thread_time()
    for record in records:
        store.append(record)
    loop = thread_time() - running
    store.flush().result()
    return loop / count * 1e6, (perf_counter() - since) / count * 1e6


def _put(count: int) -> float:
    queue, records = SimpleQueue[ActivationRecord](), _records(count)
    since = thread_time()
    for record in records:
        queue.put(record)
    return (thread_time() - since) / count * 1e6


def _insert(bare: Bare, count: int) -> float:
    records = _records(count)
    since = perf_counter()
    for record in records:
        bare.insert(record)
    return (perf_counter() - since) / count * 1e6


async def _async_recorded(folder: Path, repetitions: int) -> Sample:
    async with log_peers.async_recorded(folder / "recorder.db") as (house, instance):
        await log_peers.async_record(house, instance, _RECORDED)
        return Sample([await log_peers.async_record(house, instance, _RECORDED) for _ in range(repetitions)])


def log_kill(repetitions: int) -> list[Row]:
    """Return the row of rows lost at a kill."""
    ours, recorder = lost("log", repetitions * 2, 0.5), lost("recorder", 2, 4)
    worst = (("the most at one kill", max(ours.values)),)
    return [Row("log_kill9_lost", "rows", Sample([max(ours.values)]), recorder, "recorder", Sample([0]), 0, worst)]


def log_reads(repetitions: int, activations: int = ACTIVATIONS) -> list[Row]:
    """Return the rows of reading, and of what lies on the disk."""
    past = Past(activations, datetime.now(UTC))
    with TemporaryDirectory(prefix="earshot-bench-") as name:
        folder = Path(name)
        log = folder / "log.db"
        fill(log, past)
        bare = Bare(folder / "bare.db")
        bare.fill(log)
        stored = [_as_data(record) for record in Past(min(activations, _STORED), past.end).activations()]
        reads = _Reads(log, bare, past, stored)
        try:
            return [
                *asyncio.run(_async_beside_recorder(reads, folder, repetitions)),
                *reads.searches(repetitions),
                _size(log, folder, activations),
                _open(log, folder, stored, repetitions),
            ]
        finally:
            reads.store.close().result()
            bare.close()


class _Reads:
    """An open log, and what is asked of it."""

    def __init__(self, log: Path, bare: Bare, past: Past, stored: list[dict[str, Any]]) -> None:
        self.store = LogStore(log)
        self.store.open().result()
        self.store.flush().result()
        self.bare, self.past, self._stored = bare, past, stored
        self._cursors = query.Cursors(b"benchmark")
        self.midnights = past.midnights(90)

    def query[T](self, build: Callable[[], Callable[[Reading], T]], times: int = 1) -> float:
        """Return the milliseconds of a query, built and run in the reading thread."""

        def measure(connection: Reading) -> float:
            return _timed(lambda: build()(connection), times)

        return self.store._read(measure).result()  # noqa: SLF001 - its thread has no other door

    def activations(self, since: datetime | None) -> Callable[[Reading], Any]:
        """Build the query for a page of fifty."""
        span = query.Span.checked(since, None)
        return query.activations(
            span, self._cursors, microphone_ids=None, kinds=None, text=None, limit=50, cursor=None
        ).run

    def look_for(self, text: str, since: datetime | None, microphone: str | None) -> float:
        """Return the milliseconds until the page of fifty is there, in all the steps that it takes."""
        ids = None if microphone is None else [microphone]
        return _timed(lambda: self.store.activations(since, microphone_ids=ids, text=text).result())

    def page(self) -> float:
        """Read the newest fifty of the last day."""
        since = self.past.end - timedelta(days=1)
        return self.query(lambda: self.activations(since), _PAGE_READS)

    def search(self, repetitions: int, text: str, microphone: int | None) -> list[Sample]:
        """Look for words in the last ninety days; return ours, a Store's and the bare samples."""
        since = self.midnights[0]
        key = None if microphone is None else MICROPHONES[microphone - 1]
        return _turns(
            repetitions,
            lambda: self.look_for(text, since, key),
            lambda: _timed(lambda: log_peers.store_search(self._stored, since.timestamp(), text, key)),
            lambda: _timed(lambda: self.bare.search(to_milliseconds(since), text, microphone)),
        )

    def searches(self, repetitions: int) -> list[Row]:
        """Return the rows of looking for words."""
        peer = "a Store's rows in memory"
        ours, stored, bare = self.search(repetitions, _HIT, 1)
        row = Row("log_text_search", "ms", ours, stored, peer, bare, beside(10, 7.8, bare))
        ours, stored, bare = self.search(repetitions, _NO_HIT, None)
        also = ((f"in all {self.past.count}", self.look_for(_NO_HIT, None, None)),)
        return [row, Row("log_text_no_hit", "ms", ours, stored, peer, bare, beside(35, 26, bare), also)]


async def _async_beside_recorder(reads: _Reads, folder: Path, repetitions: int) -> list[Row]:
    path, past = folder / "recorder.db", reads.past
    async with log_peers.async_recorded(path):
        pass
    log_peers.fill(path, past)
    size = path.stat().st_size / past.count
    async with log_peers.async_recorded(path) as (house, instance):
        hass = house.hass

        def measure() -> list[list[Sample]]:
            day = to_milliseconds(past.end - timedelta(days=1))
            midnights = [to_milliseconds(each) for each in reads.midnights]
            return [
                _turns(
                    repetitions,
                    reads.page,
                    lambda: _timed(lambda: log_peers.history_page(hass, past.end)),
                    lambda: _timed(lambda: reads.bare.page(day), _PAGE_READS),
                    lambda: _timed(lambda: log_peers.logbook_page(hass, past.end)),
                ),
                _turns(
                    repetitions,
                    lambda: reads.query(lambda: day_counts(reads.midnights, None)),
                    lambda: _timed(lambda: log_peers.history_counts(hass, reads.midnights)),
                    lambda: _timed(lambda: reads.bare.days(midnights[0], midnights[-1])),
                    lambda: _timed(lambda: reads.bare.counts(midnights)),
                ),
            ]

        page, counts = await instance.async_add_executor_job(measure)
    return [
        Row(
            "log_page_24h",
            "ms",
            page[0],
            page[1],
            "recorder's history",
            page[2],
            beside(0.1, 0.035, page[2]),
            (("logbook", page[3].median), ("recorder's bytes of an activation, without words", size)),
        ),
        Row(
            "log_day_counts_90d",
            "ms",
            counts[0],
            counts[1],
            "recorder's history",
            counts[2],
            beside(6, 4.1, counts[2]),
            (("counted alone, day by day", counts[3].median),),
        ),
    ]


def _size(log: Path, folder: Path, activations: int) -> Row:
    ours, bare = (Sample([(folder / name).stat().st_size / activations]) for name in (log.name, "bare.db"))
    recorder = Sample([(folder / "recorder.db").stat().st_size / activations])
    return Row("log_bytes_per_row", "B", ours, recorder, "recorder, without words", bare, 110)


def _open(log: Path, folder: Path, stored: list[dict[str, Any]], repetitions: int) -> Row:
    """Open the log anew, until it takes records and a first page is read; the memory that this takes is told beside."""
    opened, memory, connected = list[float](), list[float](), list[float]()
    for _ in range(repetitions):
        gc.collect()
        resident = _resident()
        store = LogStore(log)
        since = perf_counter()
        store.open().result()
        opened.append((perf_counter() - since) * 1000)
        store.activations().result()
        memory.append((_resident() - resident) / 2**20)
        store.close().result()
        connected.append(_timed(lambda: _first_read(log)))
    _, loaded = asyncio.run(log_peers.async_store(folder, stored))
    also = (("MB, at most", max(memory)),)
    peer = f"a Store of {len(stored)} rows"
    return Row("log_open", "ms", Sample(opened), Sample([loaded]), peer, Sample(connected), 5, also)


def _first_read(log: Path) -> None:
    with closing(sqlite3.connect(log)) as connection:
        connection.execute("SELECT max(start) FROM activations").fetchone()


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _turns(repetitions: int, *measures: Callable[[], float]) -> list[Sample]:
    """Measure one after the other, again and again; the first turn warms up."""
    turns = [[measure() for measure in measures] for _ in range(repetitions + 1)]
    return [Sample(column) for column in zip(*turns[1:], strict=True)]


def _timed(call: Callable[[], object], times: int = 1) -> float:
    since = perf_counter()
    for _ in range(times):
        call()
    return (perf_counter() - since) * 1000 / times


def _as_data(record: ActivationRecord) -> dict[str, Any]:
    data = asdict(record)
    return data | {
        "start": record.start.timestamp(),
        "end": record.end.timestamp(),
        "microphone": record.microphone_id,
    }
