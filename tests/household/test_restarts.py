"""What stands over a restart, and what is found after one."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant

from tests.home import (
    SEVEN,
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    shown,
)


async def test_a_mute_that_was_there_before_is_a_persons(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Never unmute what Earshot did not mute."""
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == []
    assert kitchen.muted


async def test_the_default_muted_adopts_a_mute_that_is_there(hass: HomeAssistant, hass_admin_user: User) -> None:
    """And so may release it when a person says so."""
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    assert kitchen.switch.calls == []
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted


async def test_unload_and_reload_disturb_no_mute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A mute on record stays Earshot's own over a restart, and is released in its time."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert kitchen.switch.calls == [True]
    freezer.move_to(SEVEN + timedelta(hours=1))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]


async def test_holds_outlive_a_restart(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """A person's mute, a named hold, privacy mode and a disabled rule are remembered."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="02:00:00")
    await async_call(hass, "earshot.mute", target, hold="film")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "enabled", "Night"))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    kinds = [reason["kind"] for reason in hass.states.get(target).attributes["reasons"]]
    assert kinds == ["privacy_mode", "person", "automation"]
    assert shown(hass, "switch", "privacy_mode") == "on"
    assert shown(hass, "switch", "enabled", "Night") == "off"
    assert kitchen.switch.calls == [True]


async def test_an_override_does_not_outlive_a_night_that_nobody_watched(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A rule that has ended and begun again while Home Assistant was down has lifted it."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night(start="22:00:00", end="21:00:00"))
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, TEN + timedelta(hours=20))
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.move_to(TEN + timedelta(hours=25))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted


async def test_a_clock_that_went_back_makes_hours_undetermined(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A boot with the clock in 1970 mutes rather than guesses."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.move_to(datetime(1970, 1, 1, 12, 0, tzinfo=UTC))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "unknown"


async def test_a_plug_that_two_share_is_off_while_either_is_muted(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Reconciliation is keyed by mute control."""
    plug = {
        "kind": "switch",
        "entity": kitchen.switch_id,
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
    }
    shared = microphone(hass, bedroom, controls=[plug])
    await async_earshot(hass, microphone(hass, kitchen, controls=[plug]), shared)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    assert kitchen.switch.calls == [True]
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Bedroom"), hass_admin_user.id)
    assert kitchen.switch.calls == [True, False]
