"""What the configuration makes of the log: whose rows it keeps, and where it lies."""

import asyncio
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import LOG_FILE

from .home import Satellite, async_earshot, async_satellite, microphone

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
