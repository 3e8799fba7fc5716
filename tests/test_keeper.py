"""The log is kept as the options say, and what goes wrong with it raises a repair and stops nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
import sqlite3
import threading
import time
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.earshot import backup
from custom_components.earshot.const import DOMAIN, LOG_FILE
from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.records import ActivationRecord
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Patience, Writer

from .home import async_earshot, async_satellite, async_wait, entity, microphone, shown

NOW = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
ISSUE = (DOMAIN, "log_problem")


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


@pytest.fixture
def keeper(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> LogKeeper:
    """Return a keeper that keeps nothing yet."""
    return LogKeeper(hass)


async def test_keeps(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """A log is a file, two threads, and gone from memory when closed."""
    keeper.append(record(timedelta()))
    assert files(hass) == []
    await keeper.async_apply(timedelta(days=30))
    await async_until(hass, lambda: threads() == 2)
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    assert oct((Path(hass.config.config_dir) / LOG_FILE).stat().st_mode & 0o777) == "0o600"
    await keeper.async_close()
    await async_until(hass, lambda: threads() == 0)
    assert keeper.store is None
    assert files(hass) == [LOG_FILE]
    keeper.append(record(timedelta()))
    await keeper.async_close()


async def test_retention_changes(keeper: LogKeeper) -> None:
    """A shorter retention counts at once; a longer one brings nothing back."""
    await keeper.async_apply(timedelta(days=30))
    for days in (0, 5, 10, 29, 31):
        keeper.append(record(timedelta(days=days)))
    store = keeper.store
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 4
    await keeper.async_apply(timedelta(days=10))
    assert await async_rows(keeper) == 3
    await keeper.async_apply(timedelta(days=9))
    assert await async_rows(keeper) == 2
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 2
    assert keeper.store is store
    await keeper.async_close()


async def test_retention_every_hour(hass: HomeAssistant, keeper: LogKeeper, freezer: FrozenDateTimeFactory) -> None:
    """A row is erased within the hour after its time is over."""
    await keeper.async_apply(timedelta(days=1))
    keeper.append(record(timedelta(hours=23, minutes=30)))
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 2
    await async_wait(hass, freezer, timedelta(minutes=59))
    assert await async_rows(keeper) == 2
    await async_wait(hass, freezer, timedelta(minutes=2))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    await async_wait(hass, freezer, timedelta(hours=2))


async def test_no_retention_keeps_nothing(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """Zero days: no file, no thread, and what was kept aside goes as well."""
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    aside = Path(hass.config.config_dir) / f"{LOG_FILE}.broken-20261001T000000Z"
    await hass.async_add_executor_job(aside.write_bytes, b"not a database")
    await keeper.async_apply(timedelta())
    assert files(hass) == []
    await async_until(hass, lambda: threads() == 0)
    assert keeper.store is None
    keeper.append(record(timedelta()))
    await keeper.async_apply(timedelta())
    assert files(hass) == []
    await keeper.async_apply(timedelta(days=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_option(hass: HomeAssistant) -> None:
    """The option counts at once, in both directions."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert files(hass) != []
    hass.config_entries.async_update_entry(entry, options={"retention_days": 0})
    await hass.async_block_till_done()
    assert files(hass) == []
    await kitchen.async_speak()
    assert files(hass) == []
    hass.config_entries.async_update_entry(entry, options={"retention_days": 1})
    await hass.async_block_till_done()
    await kitchen.async_speak()
    assert await async_rows(entry.runtime_data.log) == 1


def impatient(keeper: LogKeeper) -> LogStore:
    """Make a store that tries again at once."""
    path = keeper._hass.config.path(LOG_FILE)
    return LogStore(path, on_problem=keeper._problem, patience=Patience(first=0.01, most=0.01))


async def test_problem_is_a_repair(hass: HomeAssistant, issue_registry: ir.IssueRegistry) -> None:
    """A log that cannot be opened raises a repair, mutes and indicator go on; it goes when the log is well again."""
    link = Path(hass.config.config_dir) / LOG_FILE
    link.symlink_to("/proc/nowhere/earshot.db")
    with patch.object(LogKeeper, "_new_store", autospec=True, side_effect=impatient):
        kitchen = await async_satellite(hass, "Kitchen")
        entry = await async_earshot(hass, microphone(hass, kitchen))
    await async_until(hass, lambda: issue_registry.async_get_issue(*ISSUE) is not None)
    issue = issue_registry.async_get_issue(*ISSUE)
    assert issue is not None
    assert issue.translation_key == "log_unavailable"
    assert (issue.severity, issue.is_fixable) == (ir.IssueSeverity.ERROR, False)

    switch = entity(hass, "switch", "mute", "Kitchen")
    await kitchen.async_show("listening")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await kitchen.async_show("idle")
    await hass.services.async_call("switch", "turn_on", {"entity_id": switch}, blocking=True)
    await hass.async_block_till_done()
    assert kitchen.muted

    link.unlink()
    await async_until(hass, lambda: issue_registry.async_get_issue(*ISSUE) is None)
    # What had to wait is there.
    assert await async_rows(entry.runtime_data.log) == 1


async def test_damaged_file(hass: HomeAssistant, keeper: LogKeeper, issue_registry: ir.IssueRegistry) -> None:
    """A damaged file is put aside, said, and a fresh log begun."""
    path = Path(hass.config.config_dir) / LOG_FILE
    await hass.async_add_executor_job(path.write_bytes, b"no database at all" * 500)
    await keeper.async_apply(timedelta(days=30))
    await async_until(hass, lambda: issue_registry.async_get_issue(*ISSUE) is not None)
    issue = issue_registry.async_get_issue(*ISSUE)
    assert issue is not None
    assert issue.translation_key == "log_broken"
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    await keeper.async_close()


async def test_newer_file(hass: HomeAssistant, keeper: LogKeeper, issue_registry: ir.IssueRegistry) -> None:
    """A later version's log is left alone; with no log wanted at all it goes, and the repair with it."""
    path = Path(hass.config.config_dir) / LOG_FILE

    def age(by: int) -> bytes:
        connection = sqlite3.connect(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version + by}")
        connection.commit()
        connection.close()
        return path.read_bytes()

    await keeper.async_apply(timedelta(days=30))
    await keeper.async_close()
    before = await hass.async_add_executor_job(age, 1)
    await keeper.async_apply(timedelta(days=30))
    await async_until(hass, lambda: issue_registry.async_get_issue(*ISSUE) is not None)
    issue = issue_registry.async_get_issue(*ISSUE)
    assert issue is not None
    assert issue.translation_key == "log_newer"
    assert path.read_bytes() == before
    await keeper.async_apply(timedelta())
    assert files(hass) == []
    assert issue_registry.async_get_issue(*ISSUE) is None


@pytest.mark.parametrize("problem", list(LogProblem))
async def test_every_problem_has_words(
    hass: HomeAssistant, keeper: LogKeeper, issue_registry: ir.IssueRegistry, problem: LogProblem
) -> None:
    """Whatever the log's thread says becomes a repair, and goes again."""
    # Called on a thread, as the log does.
    await hass.async_add_executor_job(keeper._problem, problem)
    await hass.async_block_till_done()
    issue = issue_registry.async_get_issue(*ISSUE)
    assert issue is not None
    assert issue.translation_key == f"log_{problem.value}"
    await hass.async_add_executor_job(keeper._problem, None)
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(*ISSUE) is None


async def test_failed_purge_is_tried_again(
    hass: HomeAssistant,
    keeper: LogKeeper,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A retention that cannot be kept now is said, and kept an hour later."""
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 0
    keeper.append(record(timedelta(days=31)))
    with patch.object(LogStore, "retain", side_effect=LogError("locked", LogProblem.LOCKED)):
        await async_wait(hass, freezer, timedelta(hours=1))
    assert "retention could not be kept" in caplog.text
    assert "Traceback" not in caplog.text
    assert await async_rows(keeper) == 1
    await async_wait(hass, freezer, timedelta(hours=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_deletion_that_fails(hass: HomeAssistant, keeper: LogKeeper, caplog: pytest.LogCaptureFixture) -> None:
    """Files that cannot be deleted are named in the log, and nothing else stops."""
    with patch.object(LogStore, "delete_files", side_effect=LogError("read-only file system")):
        await keeper.async_remove()
    assert "could not be deleted: read-only file system" in caplog.text


async def test_purge_after_close(keeper: LogKeeper) -> None:
    """An hour that strikes while it closes finds nothing to do."""
    await keeper._async_retain(NOW)


async def test_at_once(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """Changes of the option that come faster than they are done are done one after the other."""
    await asyncio.gather(*(keeper.async_apply(timedelta(days=days)) for days in (3, 0, 2, 0, 1)))
    await async_until(hass, lambda: threads() == 2)
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    await asyncio.gather(keeper.async_apply(timedelta(days=1)), keeper.async_remove())
    assert files(hass) == []
    await async_until(hass, lambda: threads() == 0)


# --- The clock -------------------------------------------------------------------------------------------------------


async def test_a_clock_that_jumps(
    hass: HomeAssistant, keeper: LogKeeper, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is erased until the new time has stood for an hour; that is said."""
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    freezer.tick(timedelta(days=4000))
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 1
    await async_wait(hass, freezer, timedelta(minutes=59))
    assert await async_rows(keeper) == 1
    await keeper.async_apply(timedelta(days=29))
    assert "The clock has jumped" in caplog.text
    assert await async_rows(keeper) == 1
    await async_wait(hass, freezer, timedelta(hours=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_retention_before_the_first_read(keeper: LogKeeper, freezer: FrozenDateTimeFactory) -> None:
    """What expired while nothing ran is gone before anyone can read it."""
    await keeper.async_apply(timedelta(days=1))
    keeper.append(record(timedelta(hours=23)))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    freezer.tick(timedelta(hours=2))
    await keeper.async_apply(timedelta(days=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_setup_does_not_wait_for_retention(keeper: LogKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes: the log takes records meanwhile, and only those who read wait."""
    go = threading.Event()
    retain = Writer.retain

    def slow(writer: Writer, retention: timedelta) -> int | None:
        assert go.wait(20)
        return retain(writer, retention)

    monkeypatch.setattr(Writer, "retain", slow)
    await keeper.async_apply(timedelta(days=30))
    assert keeper.store is not None
    page = keeper.store.activations()
    keeper.append(record(timedelta()))
    assert not page.done()
    go.set()
    await asyncio.wrap_future(page)
    assert await async_rows(keeper) == 1
    await keeper.async_close()


# --- Backups ---------------------------------------------------------------------------------------------------------


def cached(hass: HomeAssistant) -> list[str]:
    """Return the names of the log's files where backups do not look."""
    return sorted(path.name for path in Path(hass.config.cache_path()).glob(f"{LOG_FILE}*"))


async def test_a_log_out_of_backups(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """It lies where backups do not look, moves when that is chosen anew, and loses nothing on the way."""
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    for in_backups in (False, True, False):
        moving = asyncio.create_task(keeper.async_apply(timedelta(days=30), in_backups=in_backups))
        await asyncio.sleep(0)
        keeper.append(record(timedelta()))
        await moving
        assert (files(hass) != [], cached(hass) != []) == (in_backups, not in_backups)
    assert await async_rows(keeper) == 4
    await keeper.async_close()
    assert (files(hass), cached(hass)) == ([], [LOG_FILE])

    # Chosen anew while nothing ran.
    other = LogKeeper(hass)
    await other.async_apply(timedelta(days=30))
    assert await async_rows(other) == 4
    await other.async_close()
    assert (files(hass), cached(hass)) == ([LOG_FILE], [])


@pytest.mark.parametrize("in_backups", [True, False])
async def test_removing_a_log_wherever_it_is(hass: HomeAssistant, keeper: LogKeeper, in_backups: bool) -> None:
    """Whoever removes it need not know where it lies."""
    await keeper.async_apply(timedelta(days=30), in_backups=in_backups)
    keeper.append(record(timedelta()))
    await keeper.async_close()
    await LogKeeper(hass).async_remove()
    assert (files(hass), cached(hass)) == ([], [])


async def test_a_backup(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """While Home Assistant copies the file it is whole and does not change; what waited is done afterwards."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    keeper = entry.runtime_data.log
    await kitchen.async_speak()
    assert await async_rows(keeper) == 1
    await backup.async_pre_backup(hass)
    path = Path(hass.config.config_dir) / LOG_FILE
    resting = await hass.async_add_executor_job(path.read_bytes)
    keeper.append(record(timedelta(days=31)))
    await kitchen.async_speak()
    await async_wait(hass, freezer, timedelta(hours=1))
    assert await async_rows(keeper) == 3
    assert await hass.async_add_executor_job(path.read_bytes) == resting
    await backup.async_post_backup(hass)
    assert await async_rows(keeper) == 2
    assert await hass.async_add_executor_job(path.read_bytes) != resting


async def test_a_backup_that_never_ends(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """After three hours the log is written again, and what waited for the end is erased; a later end changes nothing."""
    entry = await async_earshot(hass, microphone(hass, await async_satellite(hass, "Kitchen")))
    keeper = entry.runtime_data.log
    await backup.async_pre_backup(hass)
    path = Path(hass.config.config_dir) / LOG_FILE
    resting = await hass.async_add_executor_job(path.read_bytes)
    keeper.append(record(timedelta(days=31)))
    await async_wait(hass, tuesday_evening, timedelta(hours=2, minutes=59))
    assert await async_rows(keeper) == 1
    await async_wait(hass, tuesday_evening, timedelta(minutes=2))
    assert await async_rows(keeper) == 0
    assert "A backup has not said for three hours that it is over" in caplog.text
    keeper.append(record(timedelta()))
    await backup.async_post_backup(hass)
    assert await async_rows(keeper) == 1
    assert await hass.async_add_executor_job(path.read_bytes) != resting


async def test_a_backup_without_a_log(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """No entry, no log: nothing to make whole, and no backup fails for it."""
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)
    await keeper.async_pre_backup()
    await keeper.async_post_backup()


async def test_a_backup_goes_on_without_the_latest_rows(
    hass: HomeAssistant, keeper: LogKeeper, caplog: pytest.LogCaptureFixture
) -> None:
    """A log that cannot be made whole fails no backup; that is said."""
    await keeper.async_apply(timedelta(days=30))
    for method, call, said in (
        ("rest", keeper.async_pre_backup, "could not be made whole"),
        ("go_on", keeper.async_post_backup, "is at rest until"),
    ):
        with patch.object(LogStore, method, side_effect=LogError("locked", LogProblem.LOCKED)):
            await call()
        assert said in caplog.text
    await keeper.async_close()


# --- A microphone that goes ------------------------------------------------------------------------------------------


async def test_a_removed_microphone(keeper: LogKeeper, caplog: pytest.LogCaptureFixture) -> None:
    """Its rows go with it; where they cannot that is said. Without a log there is nothing to do."""
    await keeper.async_forget("a")
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    keeper.append(replace(record(timedelta()), microphone_id="b"))
    await keeper.async_forget("a")
    assert await async_rows(keeper) == 1
    with patch.object(LogStore, "forget_microphone", side_effect=LogError("locked", LogProblem.LOCKED)):
        await keeper.async_forget("b")
    assert "removed microphone could not be erased" in caplog.text
    await keeper.async_close()


async def test_microphones_that_were_removed_meanwhile(keeper: LogKeeper, caplog: pytest.LogCaptureFixture) -> None:
    """Their rows go, those of the others stay; where nobody can tell whose rows there are, all stay."""
    await keeper.async_forget_others(())
    await keeper.async_apply(timedelta(days=30))
    for microphone_id in ("a", "b", "c"):
        keeper.append(replace(record(timedelta()), microphone_id=microphone_id))
    assert await async_rows(keeper) == 3
    with patch.object(LogStore, "microphones", side_effect=LogError("locked", LogProblem.LOCKED)):
        await keeper.async_forget_others(("b",))
    assert "removed microphones cannot be read" in caplog.text
    assert await async_rows(keeper) == 3
    await keeper.async_forget_others(("b",))
    assert keeper.store is not None
    assert await asyncio.wrap_future(keeper.store.microphones()) == ["b"]
    assert await async_rows(keeper) == 1
    await keeper.async_close()
