"""Repairs: what a person has to put right is said, and taken back when it is put right."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .calls import async_turn
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen."""
    return await async_earshot(hass, microphone(hass, kitchen))


def raised(hass: HomeAssistant) -> dict[str, dict[str, str] | None]:
    """Return the translation keys of Earshot's repairs with their placeholders."""
    issues = ir.async_get(hass).issues.values()
    return {
        str(issue.translation_key): issue.translation_placeholders
        for issue in issues
        if issue.domain == DOMAIN and issue.active
    }


async def async_come_back(hass: HomeAssistant, before: er.RegistryEntry, config_entry: MockConfigEntry) -> str:
    """Register an entity anew, as an integration does when its device is back; it gets its old registry id."""
    registered = er.async_get(hass).async_get_or_create(
        before.domain,
        before.platform,
        before.unique_id,
        config_entry=config_entry,
        device_id=before.device_id,
        suggested_object_id=before.entity_id.split(".")[1],
        original_name=before.original_name,
    )
    assert registered.id == before.id
    return registered.entity_id


async def test_mute_control_vanishes_and_comes_back(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, caplog: pytest.LogCaptureFixture
) -> None:
    """A repair, an unknown status, no exception in the log; when it is back the repair is gone and the mute enforced."""
    registry = er.async_get(hass)
    switch = registry.async_get(kitchen.switch_id)
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    registry.async_remove(switch.entity_id)
    await hass.async_block_till_done()
    assert raised(hass) == {"mute_control_gone": {"microphone": "Kitchen", "name": "Kitchen"}}
    assert shown(hass, "sensor", "status", "Kitchen") == "unknown"
    assert shown(hass, "switch", "mute", "Kitchen") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    await kitchen.async_speak()

    entity_id = await async_come_back(hass, switch, kitchen.entry)
    hass.states.async_set(entity_id, "on")
    await hass.async_block_till_done()
    assert raised(hass) == {}
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
    assert "Traceback" not in caplog.text


async def test_renamed_control_is_followed(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A rename is no loss."""
    er.async_get(hass).async_update_entity(kitchen.switch_id, new_entity_id="switch.renamed")
    await hass.async_block_till_done()
    assert raised(hass) == {}
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    assert hass.states.get("switch.renamed").state == "on"
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    # An unmute by nobody in particular is put right: it was seen.
    kitchen.switch.by_hand(False)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, True]
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


async def test_renamed_source_is_followed(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """The same for what shows the activity."""
    er.async_get(hass).async_update_entity(kitchen.entity_id, new_entity_id="assist_satellite.renamed")
    hass.states.async_remove(kitchen.entity_id)
    kitchen.entity_id = "assist_satellite.renamed"
    await kitchen.async_show("idle")
    assert raised(hass) == {}
    await kitchen.async_show("listening")
    assert shown(hass, "sensor", "status", "Kitchen") == "listening"
    await kitchen.async_show("idle")


async def test_source_vanishes_and_comes_back(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """What cannot be seen is unknown, and a repair says why."""
    registry = er.async_get(hass)
    source = registry.async_get(kitchen.entity_id)
    registry.async_remove(source.entity_id)
    hass.states.async_remove(source.entity_id)
    await hass.async_block_till_done()
    assert raised(hass) == {"source_gone": {"microphone": "Kitchen", "name": "Kitchen"}}
    assert shown(hass, "sensor", "status", "Kitchen") == "unknown"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "unknown"
    await async_come_back(hass, source, kitchen.entry)
    await kitchen.async_show("idle")
    assert raised(hass) == {}
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"


async def test_device_vanishes(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, caplog: pytest.LogCaptureFixture
) -> None:
    """A microphone whose source device is gone keeps its subentry, and repairs say what is missing."""
    device_id = er.async_get(hass).async_get(kitchen.entity_id).device_id
    await hass.config_entries.async_remove(kitchen.entry.entry_id)
    await hass.async_block_till_done()
    assert dr.async_get(hass).async_get(device_id) is None
    assert set(raised(hass)) == {"mute_control_gone", "source_gone"}
    assert len(entry.subentries) == 1
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


async def test_repairs_of_a_removed_microphone(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Go with it."""
    er.async_get(hass).async_remove(kitchen.switch_id)
    await hass.async_block_till_done()
    assert set(raised(hass)) == {"mute_control_gone"}
    hass.config_entries.async_remove_subentry(entry, next(iter(entry.subentries)))
    await hass.async_block_till_done()
    assert set(raised(hass)) == {"microphones_uncovered"}


async def async_fail(hass: HomeAssistant, freezer: FrozenDateTimeFactory, kitchen: Satellite) -> None:
    """Let a mute fail until it is a problem."""
    kitchen.switch.ignores = True
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    for _ in range(12):
        await async_wait(hass, freezer, timedelta(seconds=6))


async def test_mute_fails_and_holds_again(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """After three attempts a person is told; it is taken back when the mute holds."""
    await async_fail(hass, freezer, kitchen)
    assert raised(hass) == {"mute_fails": {"microphone": "Kitchen", "name": "Kitchen"}}
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "on"
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(minutes=2))
    assert raised(hass) == {}
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


async def test_mute_holds_after_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A repair does not outlive its cause over a reload; nor does anything stand while nobody watches."""
    await async_fail(hass, freezer, kitchen)
    assert set(raised(hass)) == {"mute_fails"}
    kitchen.switch.ignores = False
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert raised(hass) == {}
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert raised(hass) == {}


async def test_lost_control_is_said_after_a_reload(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """What is still wrong is said again."""
    er.async_get(hass).async_remove(kitchen.switch_id)
    await hass.async_block_till_done()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert set(raised(hass)) == {"mute_control_gone"}


async def test_nothing_is_said_while_home_assistant_starts(hass: HomeAssistant, kitchen: Satellite) -> None:
    """What is missing may yet come; it is said once everything has started."""
    subentry = microphone(hass, kitchen)
    er.async_get(hass).async_remove(kitchen.switch_id)
    hass.set_state(CoreState.starting)
    entry = await async_earshot(hass, subentry)
    entry.runtime_data.household.async_configure(entry.runtime_data.household.configuration)
    assert raised(hass) == {}
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert set(raised(hass)) == {"mute_control_gone"}


async def test_a_hostile_name_is_shown_as_it_is(hass: HomeAssistant) -> None:
    """A description is read as Markdown; a title is not."""
    name = "[click](http://evil) <b>now</b>"
    kitchen = await async_satellite(hass, name)
    await async_earshot(hass, microphone(hass, kitchen))
    er.async_get(hass).async_remove(kitchen.switch_id)
    await hass.async_block_till_done()
    placeholders = raised(hass)["mute_control_gone"]
    assert placeholders["microphone"] == name
    assert placeholders["name"] == r"\[click\]\(http\:\/\/evil\) \<b\>now\<\/b\>"
