"""What the configuration makes of the log: whose rows it keeps, and where it lies."""

import asyncio
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot import backup
from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.log.store import LogStore

from .home import Satellite, async_earshot, async_satellite, async_wait, microphone

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def satellites(hass: HomeAssistant) -> list[Satellite]:
    """Two satellites."""
    return [await async_satellite(hass, name) for name in ("Kitchen", "Bedroom")]


@pytest.fixture
async def entry(hass: HomeAssistant, satellites: list[Satellite]) -> MockConfigEntry:
    """Earshot with both of them, each with a command in the log."""
    entry = await async_earshot(hass, *(microphone(hass, each) for each in satellites))
    for each in satellites:
        await each.async_speak()
    return entry


async def async_heard(entry: MockConfigEntry) -> set[str]:
    """Return whose commands the log keeps."""
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.activations())
    return {entry.subentries[record.microphone_id].title for record in page.records}


async def test_a_removed_microphone_takes_its_rows_along(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """And those of the others stay."""
    assert await async_heard(entry) == {"Bedroom", "Kitchen"}
    removed = next(id_ for id_, subentry in entry.subentries.items() if subentry.title == "Bedroom")
    hass.config_entries.async_remove_subentry(entry, removed)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await async_heard(entry) == {"Kitchen"}


async def test_a_microphone_that_is_removed_meanwhile_takes_its_rows_along(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """As soon as Earshot is loaded again."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    removed = next(id_ for id_, subentry in entry.subentries.items() if subentry.title == "Bedroom")
    hass.config_entries.async_remove_subentry(entry, removed)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert await async_heard(entry) == {"Kitchen"}


async def test_the_log_moves_out_of_backups_and_back(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """In place, with all that it holds."""
    taken, left_out = Path(hass.config.path(LOG_FILE)), Path(hass.config.cache_path(LOG_FILE))
    for in_backups, here, gone in ((False, left_out, taken), (True, taken, left_out)):
        hass.config_entries.async_update_entry(entry, options={"log_in_backups": in_backups})
        await hass.async_block_till_done(wait_background_tasks=True)
        assert await async_heard(entry) == {"Bedroom", "Kitchen"}
        assert (here.exists(), gone.exists()) == (True, False)


async def test_what_is_unusual_is_kept_with_what_was_heard(
    hass: HomeAssistant, entry: MockConfigEntry, satellites: list[Satellite], tuesday_evening: FrozenDateTimeFactory
) -> None:
    """By the hours in which the home sleeps as they are told now, and by who is home; the verdict stays as it is."""
    hass.states.async_set("person.anna", "home")
    hass.config_entries.async_update_entry(entry, options={"asleep_from": "20:30:00", "asleep_until": "06:00:00"})
    await hass.async_block_till_done()
    tuesday_evening.tick(10)
    await satellites[0].async_speak()
    hass.states.async_set("person.anna", "not_home")
    tuesday_evening.tick(10)
    await satellites[0].async_speak()
    hass.config_entries.async_update_entry(entry, options={})
    await hass.async_block_till_done()
    tuesday_evening.tick(10)
    await satellites[0].async_speak()
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.activations(limit=3))
    assert [each.unusual for each in page.records] == [("nobody_home",), ("nobody_home", "asleep"), ("asleep",)]
    assert not any(each.misfire for each in page.records)


async def test_a_backup_that_has_ended_is_not_missed(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    tuesday_evening: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The three hours of one backup are over with it, and end no later one's rest."""
    keeper = entry.runtime_data.log
    await backup.async_pre_backup(hass)
    await backup.async_post_backup(hass)
    await async_wait(hass, tuesday_evening, timedelta(hours=2))
    await backup.async_pre_backup(hass)
    with patch.object(LogStore, "go_on") as go_on:
        await async_wait(hass, tuesday_evening, timedelta(hours=2))
        go_on.assert_not_called()
    assert "A backup has not said" not in caplog.text
    await keeper.async_post_backup()


async def test_a_backup_is_not_missed_where_the_log_is_closed(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    tuesday_evening: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """There is nothing left to be written again."""
    await backup.async_pre_backup(hass)
    assert await hass.config_entries.async_unload(entry.entry_id)
    await async_wait(hass, tuesday_evening, timedelta(hours=4))
    assert "A backup has not said" not in caplog.text
