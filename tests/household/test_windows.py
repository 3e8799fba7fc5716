"""A window mutes at its start and releases at its end."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.home import SEVEN, TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night, shown

from .parts import status


async def test_window_mutes_and_releases(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A window mutes at its start and releases at its end."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert status(hass) == "armed"
    assert shown(hass, "sensor", "next_change", "Kitchen") == TEN.isoformat()
    assert shown(hass, "binary_sensor", "active", "Night") == "off"

    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"
    assert shown(hass, "sensor", "next_change", "Kitchen") == SEVEN.isoformat()
    assert shown(hass, "binary_sensor", "active", "Night") == "on"

    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == [True, False]
    assert status(hass) == "armed"


async def test_only_a_device_that_confirms_is_muted(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """`muted` is the device's own word; what Home Assistant alone believes is `paused`."""
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    assert shown(hass, "sensor", "live_microphones") == "2"
    await async_wait(hass, freezer, TEN)
    assert (status(hass), status(hass, "Bedroom")) == ("paused", "muted")
    assert shown(hass, "sensor", "live_microphones") == "0"


async def test_set_up_within_a_window_mutes_at_once(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """There is no edge to wait for: what should be is computed from what is."""
    freezer.move_to(TEN + timedelta(hours=2))
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"


async def test_the_safety_tick_finds_what_was_missed(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A change that no event told of is found within a minute."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    # Past every listener, as a lost event would be.
    hass.states._states[bedroom.switch_id] = type(hass.states.get(bedroom.switch_id))(bedroom.switch_id, "off")
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert bedroom.switch.calls == [True, True]
    assert status(hass, "Bedroom") == "muted"


async def test_a_rule_for_chosen_microphones(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A rule mutes its own microphones alone; a change of it applies in place."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    rule_entry = entry.subentries[ids["Night"]]
    data = {**rule_entry.data, "all_microphones": False, "microphones": [ids["Bedroom"]]}
    hass.config_entries.async_update_subentry(entry, rule_entry, data=data)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    assert (kitchen.muted, bedroom.muted) == (False, True)

    data = {**data, "microphones": [ids["Kitchen"]]}
    hass.config_entries.async_update_subentry(entry, rule_entry, data=data)
    await hass.async_block_till_done()
    assert (kitchen.muted, bedroom.muted) == (True, False)


@pytest.mark.parametrize(("key", "title"), [("scheduler", None), ("enabled", "Night")])
async def test_scheduler_off_releases_and_rule_off_too(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    key: str,
    title: str | None,
) -> None:
    """With the scheduler off no rule is active; a rule that is off is not either. No automation may turn either off."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    switch = entity(hass, "switch", key, title)
    with pytest.raises(ServiceValidationError, match="may not"):
        await async_call(hass, "switch.turn_off", switch)
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", switch, hass_admin_user.id)
    assert not kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "off"
    assert hass.states.get(switch).state == "off"
    await async_call(hass, "switch.turn_on", switch)
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "on"
