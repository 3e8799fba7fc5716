"""The entry's life: loaded, changed in place, unloaded, reloaded, removed. Nothing of it unmutes what is not Earshot's."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
import threading
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState, ConfigSubentry, ConfigSubentryData
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, Platform
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN, LOG_FILE, PLATFORMS
from custom_components.earshot.household import Household

from .calls import async_turn
from .home import (
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    rule,
    shown,
)

NIGHT = dt_util.parse_datetime("2026-10-20T20:00:00+00:00")

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant, kitchen: Satellite) -> Satellite:
    """Return the bedroom's satellite."""
    return await async_satellite(hass, "Bedroom")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


def files(hass: HomeAssistant) -> list[str]:
    """Return the names of the log's files."""
    return sorted(path.name for path in Path(hass.config.config_dir).glob(f"{LOG_FILE}*"))


def listeners(hass: HomeAssistant) -> dict[str, int]:
    """Return how many listen to each event."""
    return {event: count for event, count in hass.bus.async_listeners().items() if count}


def timers(hass: HomeAssistant) -> int:
    """Return how many timers are armed."""
    return sum(not handle.cancelled() for handle in get_scheduled_timer_handles(hass.loop))


def subentry_id(entry: MockConfigEntry, title: str) -> str:
    """Return a subentry's id."""
    return next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)


def add(hass: HomeAssistant, entry: MockConfigEntry, data: ConfigSubentryData) -> str:
    """Add a subentry as a flow would, and return its id."""
    subentry = ConfigSubentry(
        data=MappingProxyType(data["data"]),
        subentry_type=data["subentry_type"],
        title=data["title"],
        unique_id=data["unique_id"],
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def change(hass: HomeAssistant, entry: MockConfigEntry, title: str, new_title: str | None = None, **data: Any) -> None:
    """Change a subentry as a flow would."""
    subentry = entry.subentries[subentry_id(entry, title)]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, **data}, title=new_title or title)


# --- Unload and reload ----------------------------------------------------------------------------------------------------


async def test_unload_leaves_nothing_behind(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No timer, no listener, no thread, and no mute lifted."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    before = listeners(hass), timers(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.muted
    assert listeners(hass)["call_service"] == 1
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.NOT_LOADED
    left = {event: count for event, count in listeners(hass).items() if count > before[0].get(event, 0)}
    assert left == {}
    assert timers(hass) <= before[1]
    assert kitchen.switch.calls == [True]
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-21T06:00:00+00:00"))
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "unavailable"


@pytest.mark.parametrize("step", ["async_configure", "async_start"])
async def test_setup_that_fails_leaves_nothing_behind(hass: HomeAssistant, kitchen: Satellite, step: str) -> None:
    """No thread, no timer, no listener; the next attempt is a first one."""
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone(hass, kitchen), night()])
    entry.add_to_hass(hass)
    with patch.object(Household, step, side_effect=ValueError("cannot be")):
        assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert listeners(hass).get("call_service", 0) == 0
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("earshot")] == []
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"


async def test_unload_that_fails(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Where a platform cannot be unloaded, Earshot goes on."""
    with patch.object(hass.config_entries, "async_unload_platforms", return_value=False):
        assert not await hass.config_entries.async_unload(entry.entry_id)
    entry._async_set_state(hass, ConfigEntryState.LOADED, None)
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    assert kitchen.muted


async def test_reload(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_storage: dict[str, Any],
    hass_admin_user: MockUser,
) -> None:
    """What was remembered is remembered: the mute is still Earshot's own, an override still stands."""
    await async_wait(hass, freezer, NIGHT)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    await async_turn(hass, "turn_off", entity(hass, "switch", "mute", "Kitchen"), user=hass_admin_user)
    assert kitchen.switch.calls == [True, False]
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-21T05:00:00+00:00"))
    assert not kitchen.muted


async def test_stop_in_order(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """At its last moment Home Assistant saves that it stopped in order, and the log is closed."""
    await hass.async_block_till_done()
    assert hass_storage[DOMAIN]["data"]["clean"] is False
    hass.set_state(CoreState.final_write)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert hass_storage[DOMAIN]["data"]["clean"] is True
    assert entry.runtime_data.log.store is None
    hass.set_state(CoreState.running)


async def test_a_stop_in_order_is_logged_once(
    hass: HomeAssistant, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """While nobody watches nothing is known: the time until the next start is told as such, never as the mute that stood."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    (id_,) = entry.runtime_data.household.microphones
    began = dt_util.utcnow()
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    await async_wait(hass, tuesday_evening, began + timedelta(minutes=10))
    assert await hass.config_entries.async_unload(entry.entry_id)
    tuesday_evening.move_to(began + timedelta(minutes=30))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await async_wait(hass, tuesday_evening, began + timedelta(minutes=40))
    log = entry.runtime_data.log.store
    end = began + timedelta(minutes=40)
    await hass.async_add_executor_job(lambda: log.flush().result(10))
    changes = (await hass.async_add_executor_job(lambda: log.changes().result(10))).records
    assert [each.cause for each in changes if each.microphone_id is None] == ["stopped"]
    told = await hass.async_add_executor_job(lambda: log.timeline(began, end).result(10))
    spans = [((each.end - began) // timedelta(minutes=1), each.status) for each in told.spans[id_]]
    assert spans[-3:] == [(10, "paused"), (30, None), (40, "paused")]


@pytest.mark.parametrize(("clean", "gaps"), [(True, 0), (False, 1)])
async def test_gap_is_logged(
    hass: HomeAssistant, kitchen: Satellite, hass_storage: dict[str, Any], *, clean: bool, gaps: int
) -> None:
    """After a kill the log says since when nobody watched."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass_storage[DOMAIN]["data"]["clean"] = clean
    saved_at = hass_storage[DOMAIN]["data"]["saved_at"]
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    log = entry.runtime_data.log.store
    page = await hass.async_add_executor_job(lambda: (log.flush().result(10), log.changes().result(10))[1])
    found = [change for change in page.records if change.cause == "gap"]
    assert len(found) == gaps
    assert all(saved_at in change.detail and change.microphone_id is None for change in found)


# --- Changes in place -----------------------------------------------------------------------------------------------------


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


# --- Removal --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["loaded", "unloaded", "disabled"])
async def test_removed(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    state: str,
) -> None:
    """Released is what Earshot muted, and that alone; log, memory and repairs are gone."""
    bedroom.switch.by_hand(True)
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.muted
    ir.async_create_issue(
        hass, DOMAIN, "any", is_fixable=False, severity=ir.IssueSeverity.ERROR, translation_key="log_full"
    )
    ir.async_create_issue(
        hass, "other", "theirs", is_fixable=False, severity=ir.IssueSeverity.ERROR, translation_key="any"
    )
    if state == "unloaded":
        await hass.config_entries.async_unload(entry.entry_id)
    elif state == "disabled":
        await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    assert kitchen.muted
    assert LOG_FILE in files(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    assert bedroom.switch.calls == []
    assert bedroom.muted
    assert files(hass) == []
    assert DOMAIN not in hass_storage
    assert list(issue_registry.issues) == [("other", "theirs")]
    assert [each for each in er.async_get(hass).entities.values() if each.platform == DOMAIN] == []


async def test_removed_though_nobody_can_read_it(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """A control of a later version cannot be released; log and memory go all the same."""
    await hass.async_block_till_done()
    subentry = entry.subentries[subentry_id(entry, "Kitchen")]
    await hass.config_entries.async_unload(entry.entry_id)
    controls = [{**subentry.data["controls"][0], "kind": "of_tomorrow"}]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "controls": controls})
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert files(hass) == []
    assert DOMAIN not in hass_storage


async def test_removed_without_ever_loading(
    hass: HomeAssistant, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """Nothing is released, nothing fails."""
    kitchen.switch.by_hand(True)
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone(hass, kitchen), night()])
    entry.add_to_hass(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == []
    assert files(hass) == []
    assert DOMAIN not in hass_storage


async def test_removed_while_a_device_is_away(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Best effort: what cannot be read is not touched."""
    await async_wait(hass, freezer, NIGHT)
    kitchen.switch.come_and_go(False)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]


async def test_removed_with_unmuted_device(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser) -> None:
    """What is live already is not released once more."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == []


async def test_set_up_again_after_removal(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """It begins anew."""
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_earshot(hass, microphone(hass, kitchen))
    assert shown(hass, "switch", "privacy_mode") == "off"
    assert not kitchen.muted


def test_platforms_are_the_ones_of_the_contract() -> None:
    """No platform is forgotten."""
    assert set(PLATFORMS) >= {Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR, Platform.SWITCH}
