"""Changes apply in place, without a reload."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN
from tests.calls import async_turn
from tests.home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night, rule, shown

from .parts import NIGHT, add, change, subentry_id

pytestmark = pytest.mark.usefixtures("tuesday_evening")


async def test_microphone_added(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Its entities appear, and rules for all microphones are about it at once."""
    await async_wait(hass, freezer, NIGHT)
    data = entry.runtime_data
    add(hass, entry, microphone(hass, bedroom))
    await hass.async_block_till_done()
    assert entry.runtime_data is data
    assert bedroom.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Bedroom") == "paused"
    assert shown(hass, "switch", "mute", "Bedroom") == "on"
    assert shown(hass, "sensor", "live_microphones") == "0"


async def test_microphone_added_that_cannot_be_seen(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """It counts at once."""
    attic = await async_satellite(hass, "Attic", state="unavailable")
    attic.switch.come_and_go(False)
    add(hass, entry, microphone(hass, attic))
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "live_microphones") == "2"


@pytest.mark.parametrize("ours", [True, False])
async def test_microphone_removed(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_storage: dict[str, Any],
    hass_admin_user: MockUser,
    ours: bool,
) -> None:
    """Its entities and holds go; it is released only if Earshot muted it."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    if ours:
        await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Bedroom"), user=hass_admin_user)
    else:
        bedroom.switch.by_hand(True)
        await hass.async_block_till_done()
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.muted and bedroom.muted
    removed = subentry_id(entry, "Bedroom")
    bedroom.switch.calls.clear()
    hass.config_entries.async_remove_subentry(entry, removed)
    await hass.async_block_till_done()
    assert bedroom.switch.calls == ([False] if ours else [])
    assert bedroom.muted is not ours
    assert kitchen.switch.calls == [True]
    registry = er.async_get(hass)
    assert [each.unique_id for each in registry.entities.values() if each.unique_id.startswith(removed)] == []
    assert hass.states.get("sensor.bedroom_microphone_status") is None
    saved = hass_storage[DOMAIN]["data"]
    assert removed not in saved["standings"]
    assert len(saved["owned"]) == 1
    # What happens to its switch from now on is no concern of Earshot's.
    bedroom.switch.by_hand(not bedroom.muted)
    await bedroom.async_speak()
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


async def test_home_forgets_a_removed_microphone(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> None:
    """The home's own entities count it no more, at once."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    assert shown(hass, "sensor", "live_microphones") == "2"
    hass.config_entries.async_remove_subentry(entry, subentry_id(entry, "Bedroom"))
    await hass.async_block_till_done()
    state = hass.states.get(entity(hass, "sensor", "live_microphones"))
    assert (state.state, state.attributes["microphones"]) == ("1", ["Kitchen"])


async def test_microphone_changed(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Name, assurance and default count at once, without a reload."""
    data = entry.runtime_data
    status = entity(hass, "sensor", "status", "Kitchen")
    controls = deepcopy(entry.subentries[subentry_id(entry, "Kitchen")].data["controls"])
    controls[0]["assurance"] = "hardware"
    change(hass, entry, "Kitchen", "Cellar", controls=controls)
    await hass.async_block_till_done()
    assert hass.states.get(status).attributes["assurance"] == "hardware"
    assert hass.states.get(entity(hass, "sensor", "live_microphones")).attributes["microphones"] == ["Cellar"]
    change(hass, entry, "Cellar", default="muted")
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    assert hass.states.get(status).attributes["reasons"] == [{"kind": "default"}]
    assert entry.runtime_data is data


async def test_mute_control_taken_away_and_given_back(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """Switch and button go and come with it; what Earshot had muted is released."""
    mute, button = entity(hass, "switch", "mute", "Kitchen"), entity(hass, "button", "resume_schedule", "Kitchen")
    controls = entry.subentries[subentry_id(entry, "Kitchen")].data["controls"]
    await async_turn(hass, "turn_on", mute)
    change(hass, entry, "Kitchen", controls=[])
    await hass.async_block_till_done()
    assert not kitchen.muted
    registry = er.async_get(hass)
    assert (registry.async_get(mute), registry.async_get(button)) == (None, None)
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
    change(hass, entry, "Kitchen", controls=controls)
    await hass.async_block_till_done()
    assert hass.states.get(mute) is not None
    assert hass.states.get(button) is not None
    # A person's mute has stood all the while.
    assert kitchen.muted


async def test_rule_added_changed_removed(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Each counts at once."""
    hours = [{"days": ["tue"], "start": "20:00:00", "end": "22:00:00"}]
    added = add(hass, entry, rule("Evening", hours=hours))
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Evening") == "on"
    change(hass, entry, "Evening", hours=[hours[0] | {"end": "20:30:00"}])
    await hass.async_block_till_done()
    assert not kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Evening") == "off"
    change(hass, entry, "Evening", hours=hours)
    await hass.async_block_till_done()
    assert kitchen.muted
    switch = entity(hass, "switch", "enabled", "Evening")
    hass.config_entries.async_remove_subentry(entry, added)
    await hass.async_block_till_done()
    assert not kitchen.muted
    assert hass.states.get(switch) is None
    assert er.async_get(hass).async_get(switch) is None


async def test_removed_rule_is_forgotten(
    hass: HomeAssistant, entry: MockConfigEntry, hass_storage: dict[str, Any], hass_admin_user: MockUser
) -> None:
    """That it was turned off is not remembered for ever."""
    night_id = subentry_id(entry, "Night")
    await async_turn(hass, "turn_off", entity(hass, "switch", "enabled", "Night"), user=hass_admin_user)
    assert hass_storage[DOMAIN]["data"]["disabled_rules"] == [night_id]
    hass.config_entries.async_remove_subentry(entry, night_id)
    await hass.async_block_till_done()
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"), user=hass_admin_user)
    assert hass_storage[DOMAIN]["data"]["disabled_rules"] == []


async def test_microphone_removed_while_its_mute_is_under_way(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The mute would come through after all, with nobody left to lift it."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.switch.calls == [True]
    hass.config_entries.async_remove_subentry(entry, subentry_id(entry, "Kitchen"))
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]


async def test_a_control_that_is_described_anew_stays_muted(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The same entity as a control of another kind: the mute is not disturbed, and is still Earshot's to release."""
    own = microphone(hass, kitchen)["data"]["controls"][0]
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    subentry = entry.subentries[subentry_id(entry, "Kitchen")]
    controls = [{**own, "kind": "plug", "assurance": "power_cut"}]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "controls": controls})
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    await async_wait(hass, freezer, NIGHT + timedelta(hours=9))
    assert kitchen.switch.calls == [True, False]


@pytest.mark.parametrize("sources", [[], [{"kind": "alexa_devices", "entity": "event.echo"}]])
async def test_sources_taken_away_in_mid_command(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, *, sources: list[dict[str, str]]
) -> None:
    """Nobody sees any more what it does: neither that it listens for ever, nor that it does not."""
    await kitchen.async_show("listening")
    change(hass, entry, "Kitchen", sources=sources)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "unobserved"
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


async def test_another_control_takes_over_a_mute(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The mute that stands is let go once the new one reads back, however long that takes."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    bedroom.switch.ignores = True
    change(hass, entry, "Kitchen", controls=microphone(hass, bedroom)["data"]["controls"])
    await hass.async_block_till_done()
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([True], [True])
    assert shown(hass, "sensor", "status", "Kitchen") == "muting"
    bedroom.switch.by_hand(True)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    assert bedroom.muted


async def test_a_control_that_goes_and_comes_again_in_a_mute(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Its mute was never let go meanwhile, also where it is described anew; the morning releases it."""
    own = microphone(hass, kitchen)["data"]["controls"]
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    bedroom.switch.ignores = True
    other = microphone(hass, bedroom)["data"]["controls"]
    for controls in (other, own, other, [{**own[0], "kind": "plug", "assurance": "power_cut"}]):
        change(hass, entry, "Kitchen", controls=controls)
        await hass.async_block_till_done()
        assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    await async_wait(hass, freezer, NIGHT + timedelta(hours=9))
    assert kitchen.switch.calls == [True, False]


@pytest.mark.parametrize("ends", ["morning", "removed"])
async def test_a_mute_that_no_other_control_takes_over(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory, *, ends: str
) -> None:
    """It is let go with what it was for."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    bedroom.switch.ignores = True
    change(hass, entry, "Kitchen", controls=microphone(hass, bedroom)["data"]["controls"])
    await hass.async_block_till_done()
    if ends == "morning":
        await async_wait(hass, freezer, NIGHT + timedelta(hours=9))
    else:
        hass.config_entries.async_remove_subentry(entry, subentry_id(entry, "Kitchen"))
        await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert entry.runtime_data.ledger.memory.owned == {}
