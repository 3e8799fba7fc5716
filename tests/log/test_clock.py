"""Nothing is erased by a clock that has just jumped."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from custom_components.earshot.log.clock import Doubt
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import START, activation, change, on_writer, transcripts, write

HOUR = 3600
DAY = 24 * HOUR
MONTH = timedelta(days=30)


@dataclass
class Clocks:
    """A wall clock that can be set, and one that only runs."""

    wall: datetime = START
    running: float = 1_000.0

    def run(self, seconds: float) -> None:
        """Let time go by."""
        self.wall += timedelta(seconds=seconds)
        self.running += seconds

    def store(self, make_store: MakeStore) -> LogStore:
        """Make a store that looks at these clocks."""
        return make_store(clock=lambda: self.wall, monotonic=lambda: self.running)


@pytest.fixture
def clocks() -> Clocks:
    """Return clocks that agree."""
    return Clocks()


def test_time_that_goes_by_is_trusted(clocks: Clocks) -> None:
    """However much of it: a loop that stood still for days is no jump."""
    doubt = Doubt(lambda: clocks.wall, lambda: clocks.running)
    assert doubt.trusted(None) == START
    for seconds in (HOUR, 40 * DAY, 1):
        clocks.run(seconds)
        assert doubt.trusted(None) == clocks.wall


@pytest.mark.parametrize(("jump", "trusted"), [(DAY, True), (DAY + 1, False), (-DAY, True), (-DAY - 1, False)])
def test_what_is_a_jump(clocks: Clocks, jump: float, trusted: bool) -> None:
    """More than a day in either direction, while it runs or while it did not."""
    doubt = Doubt(lambda: clocks.wall, lambda: clocks.running)
    assert doubt.trusted(START - timedelta(seconds=jump)) == (clocks.wall if trusted else None)
    clocks.run(HOUR)
    assert doubt.trusted(None) == clocks.wall
    clocks.wall += timedelta(seconds=jump)
    assert doubt.trusted(None) == (clocks.wall if trusted else None)


def test_a_new_time_has_to_stand_for_an_hour(clocks: Clocks) -> None:
    """Each further jump, also the one back, begins the hour anew."""
    doubt = Doubt(lambda: clocks.wall, lambda: clocks.running)
    doubt.trusted(None)
    clocks.wall += timedelta(days=4000)
    assert doubt.trusted(None) is None
    clocks.run(HOUR - 1)
    assert doubt.trusted(None) is None
    clocks.wall -= timedelta(days=4000)
    assert doubt.trusted(None) is None
    clocks.run(HOUR - 1)
    assert doubt.trusted(None) is None
    clocks.run(1)
    assert doubt.trusted(None) == clocks.wall


def test_retention_waits_after_a_jump(make_store: MakeStore, clocks: Clocks) -> None:
    """A clock that says another year costs nobody their log, even if it says so for almost an hour."""
    store = clocks.store(make_store)
    store.open()
    write(store, [activation(transcript="kept")])
    assert store.retain(MONTH).result(SOON) == 0
    clocks.wall += timedelta(days=4000)
    assert store.retain(MONTH).result(SOON) is None
    clocks.run(HOUR - 1)
    assert store.retain(MONTH).result(SOON) is None
    clocks.wall -= timedelta(days=4000)
    clocks.run(2 * HOUR)
    assert store.retain(MONTH).result(SOON) is None
    clocks.run(HOUR)
    assert store.retain(MONTH).result(SOON) == 0
    assert transcripts(store) == ["kept"]
    clocks.run(31 * DAY)
    assert store.retain(MONTH).result(SOON) == 1


@pytest.mark.parametrize("trusted_before", [False, True])
@pytest.mark.parametrize("jump", [4000, -4000])
def test_retention_waits_after_a_jump_between_two_starts(
    make_store: MakeStore, clocks: Clocks, trusted_before: bool, jump: int
) -> None:
    """The log's own time is what the new one is compared with, and rows that are written meanwhile do not change that."""
    store = clocks.store(make_store)
    store.open()
    write(store, [activation(-100 * DAY, transcript="old"), change(0)])
    if trusted_before:
        store.retain(timedelta(days=3650)).result(SOON)
    store.close().result(SOON)
    clocks.wall += timedelta(days=jump)
    for _ in range(3):
        store = clocks.store(make_store)
        store.open(MONTH).result(SOON)
        assert transcripts(store) == ["old"]
        if trusted_before:
            write(store, [change(jump * DAY)])
        clocks.run(HOUR - 1)
        assert store.retain(MONTH).result(SOON) is None
        store.close().result(SOON)
    store = clocks.store(make_store)
    store.open(MONTH).result(SOON)
    assert transcripts(store) == ["old"]
    clocks.run(HOUR)
    store.retain(MONTH).result(SOON)
    assert transcripts(store) == (["old"] if jump < 0 else [])


def test_retention_comes_before_the_first_read(make_store: MakeStore, clocks: Clocks) -> None:
    """Nobody sees at a start what should have gone, and the opening does not wait for it."""
    store = clocks.store(make_store)
    store.open()
    write(store, [activation(transcript="old"), activation(20 * HOUR, transcript="new")])
    store.close().result(SOON)
    clocks.run(23 * HOUR)
    store = clocks.store(make_store)
    opened, page = store.open(timedelta(hours=22)), store.activations()
    assert opened.result(SOON) is None
    assert [record.transcript for record in page.result(SOON).records] == ["new"]


def test_retention_that_cannot_be_kept_at_the_opening(
    make_store: MakeStore, clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said, what can be read is read, and the next hour tries again."""
    store = clocks.store(make_store)
    store.open()
    write(store, [activation(transcript="old")])
    on_writer(store, "CREATE TRIGGER no BEFORE DELETE ON activations BEGIN SELECT RAISE(ABORT, 'no'); END")
    store.close().result(SOON)
    clocks.run(23 * HOUR)
    store = clocks.store(make_store)
    store.open(timedelta(hours=22)).result(SOON)
    assert transcripts(store) == ["old"]
    assert "could not be kept at its opening" in caplog.text
    on_writer(store, "DROP TRIGGER no")
    assert store.retain(timedelta(hours=22)).result(SOON) == 1


def test_a_newer_log_is_not_retained(make_store: MakeStore, clocks: Clocks) -> None:
    """The error says why."""
    store = clocks.store(make_store)
    store.open()
    on_writer(store, "PRAGMA user_version = 99")
    store.close().result(SOON)
    store = clocks.store(make_store)
    store.open(MONTH)
    with pytest.raises(LogError) as error:
        store.retain(MONTH).result(SOON)
    assert error.value.problem is LogProblem.NEWER


@pytest.mark.parametrize("retention", [timedelta(days=3650), timedelta.max])
def test_a_retention_beyond_the_calendar(make_store: MakeStore, clocks: Clocks, retention: timedelta) -> None:
    """A clock that begins long ago, or a retention without end, erases nothing."""
    clocks.wall = datetime(1970, 1, 1, tzinfo=START.tzinfo)
    store = clocks.store(make_store)
    store.open(retention)
    write(store, [activation(transcript="kept")])
    assert store.retain(retention).result(SOON) == 0
    assert transcripts(store) == ["kept"]
