"""Where the log lies for backups, and how it rests while one is made."""

import asyncio
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.earshot import backup
from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore
from tests.home import async_earshot, async_satellite, async_wait, microphone

from .kept import async_rows, files, record


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


async def test_a_second_backup_has_its_own_time(
    hass: HomeAssistant, keeper: LogKeeper, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """One that failed without a word does not end the rest of the next."""
    await keeper.async_apply(timedelta(days=30))
    await keeper.async_pre_backup()
    await async_wait(hass, freezer, timedelta(hours=2))
    await keeper.async_pre_backup()
    await async_wait(hass, freezer, timedelta(hours=2))
    assert "A backup has not said" not in caplog.text
    await async_wait(hass, freezer, timedelta(hours=1, minutes=1))
    assert "A backup has not said" in caplog.text
    await keeper.async_close()


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
