"""Who is home counts, and what is not known mutes."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import CoreState, HomeAssistant

from tests.home import Satellite, async_earshot, async_wait, entity, microphone, nobody_home, shown


async def test_everyone_leaves_and_someone_returns(hass: HomeAssistant, kitchen: Satellite) -> None:
    """The last to leave mutes, the first to return unmutes."""
    hass.states.async_set("person.one", "home")
    hass.states.async_set("person.two", "not_home")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home())
    assert not kitchen.muted
    hass.states.async_set("person.one", "work")
    await hass.async_block_till_done()
    assert kitchen.muted
    hass.states.async_set("person.two", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted


async def test_undetermined_presence_mutes_and_says_so(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Privacy wins ties: an undetermined mute rule counts as active, and its sensor claims nothing."""
    hass.states.async_set("person.one", "not_home")
    hass.states.async_set("person.two", "unavailable")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.one", "person.two"))
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Nobody home") == "unknown"
    reasons = hass.states.get(entity(hass, "sensor", "status", "Kitchen")).attributes["reasons"]
    assert reasons[0]["undetermined"] == ["person.two"]
    hass.states.async_set("person.one", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted


async def test_while_home_assistant_starts_a_person_keeps_the_last_saved_place(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """For 60 s at most, or until Home Assistant has started."""
    hass.states.async_set("person.one", "home")
    entry = await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.one"))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_set("person.one", "unknown")
    hass.set_state(CoreState.starting)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=59))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_a_person_added_later_counts_for_everyone(hass: HomeAssistant, kitchen: Satellite) -> None:
    """A rule about everyone follows who there is."""
    hass.states.async_set("person.one", "not_home")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home())
    assert kitchen.muted
    hass.states.async_set("person.guest", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted
    hass.states.async_remove("person.guest")
    await hass.async_block_till_done()
    assert kitchen.muted
