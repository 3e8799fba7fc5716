"""An id is given once: what was erased leaves a number that no later row may have."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from custom_components.earshot.log import erase, schema
from custom_components.earshot.log.errors import LogError, UnknownRecord
from custom_components.earshot.log.records import to_milliseconds
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, change, on_writer, write


@pytest.fixture(params=["same", "reopened", "restarted"])
def later(request: pytest.FixtureRequest, store: LogStore, make_store: MakeStore) -> Callable[[], LogStore]:
    """Return what gives the log as it is later: untouched, opened anew, or opened by another Home Assistant."""

    def later() -> LogStore:
        if request.param == "same":
            return store
        store.close().result(SOON)
        found = store if request.param == "reopened" else make_store()
        assert found.open().result(SOON) is None
        return found

    return later


@pytest.mark.parametrize("start", [None, at(3), at(4)], ids=["all", "some", "newest"])
def test_an_erased_id_is_not_given_again(
    store: LogStore, later: Callable[[], LogStore], start: datetime | None
) -> None:
    """Neither to the next row nor to the one after it, and the ids of those that are left stay."""
    assert write(store, [activation(number, transcript=str(number)) for number in range(5)]) == [1, 2, 3, 4, 5]
    assert write(store, [change(number) for number in range(5)]) == [1, 2, 3, 4, 5]
    store.purge(start).result(SOON)
    log = later()
    assert write(log, [activation(10), activation(11), change(10), change(11)]) == [6, 7, 6, 7]
    with pytest.raises(UnknownRecord):
        log.correct(5, True).result(SOON)


def test_the_newest_are_erased_before_the_oldest(store: LogStore, later: Callable[[], LogStore]) -> None:
    """The highest number counts, not the one that went last."""
    write(store, [activation(number) for number in range(5)])
    store.purge(at(3)).result(SOON)
    store.purge().result(SOON)
    assert write(later(), [activation(10)]) == [6]


def test_erased_again_and_again(store: LogStore) -> None:
    """Also where a row was erased that had begun behind an erased one, and where nothing was there to erase."""
    given = list[int]()
    for number in range(6):
        given += write(store, [activation(number)])
        store.purge().result(SOON)
        store.purge().result(SOON)
    assert given == [1, 2, 3, 4, 5, 6]


def test_a_removed_microphone_takes_its_ids_along(store: LogStore) -> None:
    """Whatever has erased the newest row."""
    write(store, [activation(1), activation(2, microphone_id="bedroom")])
    store.forget_microphone("bedroom").result(SOON)
    assert write(store, [activation(3)]) == [3]


def test_an_erasure_that_fails_midway(store: LogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has erased before it failed is remembered."""
    monkeypatch.setattr(erase, "_BATCH", 5)
    write(store, [activation(10 - number) for number in range(10)])
    on_writer(
        store,
        "CREATE TEMP TRIGGER stop BEFORE DELETE ON activations WHEN old.id = 1 BEGIN SELECT RAISE(ABORT, 'no'); END",
    )
    with pytest.raises(LogError, match="cannot erase"):
        store.purge().result(SOON)
    left = store.status().result(SOON).activations
    assert left is not None and left < 10
    assert write(store, [activation(20)]) == [11]


def test_a_fresh_file_goes_on_counting(path: Path, store: LogStore) -> None:
    """Whoever still looks at a file that was put aside corrects nothing of the new one."""
    write(store, [activation(number) for number in range(5)])
    on_writer(store, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA cache_size = 0", "PRAGMA shrink_memory")
    path.write_bytes(b"\xff" * path.stat().st_size)
    assert write(store, [activation(10)]) == [6]


def test_a_log_of_the_version_before(path: Path, make_store: MakeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows keep their ids, and those that are erased from now on are not given again."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_TABLES", schema._TABLES - {"given"})
        connection = schema.open_writer(path, 1, schema.MIGRATIONS[:3])
    connection.execute("INSERT INTO microphones VALUES (1, 'kitchen')")
    connection.execute(
        "INSERT INTO traits (id, kind, outcome, started_by, misfire, while_muted)"
        " VALUES (1, 'activation', 'intent', 'wake_word', 0, 0)"
    )
    connection.execute("INSERT INTO activations VALUES (7, ?, 2000, 1, 1, 'kept', NULL)", (to_milliseconds(at(0)),))
    connection.close()
    store = make_store()
    assert store.open().result(SOON) is None
    assert [record.id for record in store.activations().result(SOON).records] == [7]
    assert write(store, [activation(1)]) == [8]
    store.purge().result(SOON)
    assert write(store, [activation(2)]) == [9]
    store.close().result(SOON)
    assert schema.examine(path, 1) == schema.SCHEMA_VERSION
