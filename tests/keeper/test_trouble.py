"""What goes wrong with the log raises a repair and stops nothing."""

from datetime import timedelta
from pathlib import Path
import sqlite3
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.earshot.const import DOMAIN, LOG_FILE
from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Patience
from tests.home import async_earshot, async_satellite, async_wait, entity, microphone, shown

from .kept import async_rows, async_until, files, record

ISSUE = (DOMAIN, "log_problem")


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
