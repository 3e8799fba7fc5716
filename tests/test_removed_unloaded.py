"""Microphones that are removed while Earshot is not loaded: what it had muted is released at the next chance, and that alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphone_config import control_as_data, control_from_data
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.controls import ControlConfig

from .home import Satellite, async_call, async_earshot, async_satellite, async_wait, entity, microphone, night, shown

NIGHT = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """Return the bedroom's satellite."""
    return await async_satellite(hass, "Bedroom")


async def async_remove_unloaded(hass: HomeAssistant, entry: MockConfigEntry, title: str) -> None:
    """Unload Earshot, and remove a microphone then."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    removed = next(id_ for id_, each in entry.subentries.items() if each.title == title)
    hass.config_entries.async_remove_subentry(entry, removed)
    await hass.async_block_till_done()


async def async_load(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Load Earshot again."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def remembered(hass_storage: dict[str, Any]) -> list[Any]:
    """Return all that is on record of mutes and of what stands."""
    return [hass_storage[DOMAIN]["data"][key] for key in ("owned", "controls", "found", "standings")]


async def test_what_earshot_had_muted_is_released(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_admin_user: MockUser,
    hass_storage: dict[str, Any],
) -> None:
    """And forgotten with all that stood for it; the other microphone stays as it is."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"), hass_admin_user.id)
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    assert kitchen.muted
    await async_load(hass, entry)
    assert kitchen.switch.calls == [True, False]
    assert bedroom.switch.calls == [True]
    owned, controls, *others = remembered(hass_storage)
    assert owned.keys() == controls.keys()
    assert len(owned) == 1
    assert others == [{}, {}]


async def test_what_a_person_had_muted_is_not_touched(
    hass: HomeAssistant, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """Nor what was forgotten in between."""
    kitchen.switch.by_hand(True)
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_remove_unloaded(hass, entry, "Kitchen")
    await async_load(hass, entry)
    assert kitchen.switch.calls == []
    assert kitchen.muted
    assert remembered(hass_storage) == [{}, {}, {}, {}]


async def test_what_is_not_there_yet_is_released_once_home_assistant_has_started(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """Devices come late."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    kitchen.switch.come_and_go(False)
    hass.set_state(CoreState.starting)
    await async_load(hass, entry)
    kitchen.switch.come_and_go(True)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    assert remembered(hass_storage) == [{}, {}, {}, {}]


async def test_what_is_out_of_reach_is_forgotten(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """Nobody can know whose mute it is when it comes back."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    kitchen.switch.come_and_go(False)
    await async_load(hass, entry)
    assert kitchen.switch.calls == [True]
    assert remembered(hass_storage) == [{}, {}, {}, {}]


async def test_what_another_microphone_needs_goes_on_as_its_own(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Though it is described otherwise there: it is still Earshot's, and released in the morning."""
    own = microphone(hass, kitchen)["data"]["controls"][0]
    plug = {**own, "kind": "plug", "assurance": "power_cut"}
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    subentry = next(each for each in entry.subentries.values() if each.title == "Bedroom")
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "controls": [plug]})
    await async_load(hass, entry)
    assert kitchen.switch.calls == [True]
    held = hass.states.get(entity(hass, "sensor", "status", "Bedroom")).attributes["reasons"]
    assert [hold["kind"] for hold in held] == ["rule"]
    # Its own former switch is of no use to anyone any more.
    assert bedroom.switch.calls == [True, False]
    await async_wait(hass, freezer, MORNING)
    assert kitchen.switch.calls == [True, False]


async def test_a_part_of_what_another_microphone_needs_is_let_be(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It is silent only with it."""
    own = microphone(hass, kitchen)["data"]["controls"][0]
    both = {**microphone(hass, bedroom)["data"]["controls"][0], "also": [own["entity"]]}
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom, controls=[both]), night())
    await async_wait(hass, freezer, NIGHT)
    kitchen.switch.calls.clear()
    await async_remove_unloaded(hass, entry, "Kitchen")
    await async_load(hass, entry)
    assert kitchen.switch.calls == []
    assert shown(hass, "switch", "mute", "Bedroom") == "on"


async def test_nothing_is_released_while_a_microphone_cannot_be_read(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It may be what needs the mute."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    subentry = next(each for each in entry.subentries.values() if each.title == "Bedroom")
    (control,) = subentry.data["controls"]
    for kind, calls in (("of_tomorrow", [True]), (control["kind"], [True, False])):
        data = {**subentry.data, "controls": [{**control, "kind": kind}]}
        hass.config_entries.async_update_subentry(entry, subentry, data=data)
        await async_load(hass, entry)
        assert kitchen.switch.calls == calls
        assert bedroom.switch.calls == [True]
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_what_is_not_understood_is_forgotten(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """A description of a later version, or none at all, as from before they were kept."""
    for spoil in (dict.clear, lambda controls: controls[next(iter(controls))].pop("kind")):
        entry = await async_earshot(hass, microphone(hass, kitchen), night())
        await async_wait(hass, freezer, NIGHT)
        assert kitchen.muted
        await async_remove_unloaded(hass, entry, "Kitchen")
        spoil(hass_storage[DOMAIN]["data"]["controls"])
        kitchen.switch.calls.clear()
        await async_load(hass, entry)
        assert kitchen.switch.calls == []
        assert remembered(hass_storage) == [{}, {}, {}, {}]
        await hass.config_entries.async_remove(entry.entry_id)
        await hass.async_block_till_done()
        kitchen.switch.by_hand(False)


async def test_a_mute_from_before_descriptions_were_kept(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_storage: dict[str, Any]
) -> None:
    """It is described as soon as Earshot is loaded with its microphone there."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    assert await hass.config_entries.async_unload(entry.entry_id)
    del hass_storage[DOMAIN]["data"]["controls"]
    await async_load(hass, entry)
    await async_remove_unloaded(hass, entry, "Kitchen")
    await async_load(hass, entry)
    assert kitchen.switch.calls == [True, False]


async def test_the_entry_is_removed_next(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Without being loaded in between."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, NIGHT)
    await async_remove_unloaded(hass, entry, "Kitchen")
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]


@pytest.mark.parametrize(
    "config",
    [
        ControlConfig("switch", "switch.a", "on", Assurance.FIRMWARE, confirmed=True),
        ControlConfig(
            "actions",
            "sensor.b",
            "quiet",
            Assurance.SOFTWARE,
            confirmed=False,
            live_state="loud",
            boot_time=timedelta(seconds=20),
            mute_actions=({"action": "script.hush"},),
            live_actions=({"action": "script.go", "data": {"a": [1]}},),
            least_hold=timedelta(seconds=1.5),
            also=("switch.c",),
        ),
    ],
)
def test_a_description_comes_back_as_it_was(config: ControlConfig) -> None:
    """With all that it has."""
    assert control_from_data(control_as_data(config)) == config
