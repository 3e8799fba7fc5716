"""Conditions of Home Assistant in rules while Home Assistant starts: entities come late, and such a condition calls what is not there false."""

from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from .home import Satellite, async_call, async_earshot, async_satellite, async_wait, entity, microphone, rule, shown

MEETING = {"condition": "state", "entity_id": "binary_sensor.meeting", "state": "on"}

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")


async def async_set(hass: HomeAssistant, entity_id: str, state: str) -> None:
    """Let an entity show a state."""
    hass.states.async_set(entity_id, state)
    await hass.async_block_till_done()


async def async_boot(hass: HomeAssistant, entry: MockConfigEntry, state: str | None) -> None:
    """Let Home Assistant start anew, the meeting's entity in a state or not there yet."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.set_state(CoreState.starting)
    if state is None:
        hass.states.async_remove("binary_sensor.meeting")
    else:
        hass.states.async_set("binary_sensor.meeting", state)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


@pytest.mark.parametrize("gone", ["unavailable", "unknown", None])
@pytest.mark.parametrize(("last", "active", "then"), [("on", "on", "off"), ("off", "off", "on")])
async def test_a_condition_keeps_its_last_result_while_home_assistant_starts(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    gone: str | None,
    last: str,
    active: str,
    then: str,
) -> None:
    """Also where Home Assistant has it that it is false, because an entity has no value yet; as soon as it has one, that counts."""
    await async_set(hass, "binary_sensor.meeting", last)
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", conditions=[MEETING]))
    await async_boot(hass, entry, gone)
    assert shown(hass, "binary_sensor", "active", "Meeting") == active
    assert kitchen.muted is (last == "on")
    await async_set(hass, "binary_sensor.meeting", then)
    assert shown(hass, "binary_sensor", "active", "Meeting") == then
    assert kitchen.muted is (then == "on")


async def test_a_condition_keeps_its_last_result_for_a_minute_and_not_longer(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """And what it reports of an entity without a value is never its last result, however often Home Assistant starts."""
    await async_set(hass, "binary_sensor.meeting", "on")
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", conditions=[MEETING]))
    for _ in range(2):
        await async_boot(hass, entry, "unavailable")
        assert kitchen.muted
        await async_wait(hass, freezer, timedelta(seconds=59))
        assert kitchen.muted
        await async_wait(hass, freezer, timedelta(seconds=1))
        assert shown(hass, "binary_sensor", "active", "Meeting") == "off"


async def test_a_condition_that_cannot_be_built_yet_lifts_no_override(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """It keeps its last result while Home Assistant starts, instead of counting as active."""
    await async_set(hass, "binary_sensor.meeting", "off")
    entry = await async_earshot(hass, microphone(hass, kitchen, default="muted"), rule("Meeting", conditions=[MEETING]))
    await async_call(hass, "earshot.unmute", entity(hass, "sensor", "status", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    with patch("custom_components.earshot.checks.async_build", side_effect=HomeAssistantError("not yet")):
        await async_boot(hass, entry, "off")
    assert shown(hass, "binary_sensor", "active", "Meeting") == "off"
    assert not kitchen.muted


async def test_other_conditions_know_nothing_of_the_last_result(hass: HomeAssistant, kitchen: Satellite) -> None:
    """What is changed while Home Assistant starts is taken as it is."""
    await async_set(hass, "binary_sensor.meeting", "on")
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", conditions=[MEETING]))
    await async_boot(hass, entry, None)
    assert shown(hass, "binary_sensor", "active", "Meeting") == "on"
    subentry = next(each for each in entry.subentries.values() if each.title == "Meeting")
    data = {**subentry.data, "conditions": [MEETING | {"entity_id": "binary_sensor.other"}]}
    hass.config_entries.async_update_subentry(entry, subentry, data=data)
    await hass.async_block_till_done()
    assert shown(hass, "binary_sensor", "active", "Meeting") == "unknown"
