"""A microphone is reconfigured: what it opens with, what it keeps, what it says has gone."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Home, Subentries, fields
from .microphones import add, control, data_of, put, stored


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


async def test_reconfigure_opens_with_what_is_there_and_keeps_it(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Walking through without a change changes nothing, what a later version stored included."""
    kitchen, plug = home.satellite("kitchen", "Kitchen"), home.switch("plug")
    actions = {"kind": "actions", "mute": [], "entity": "switch.x", "muted_state": "on"}
    actions |= {"assurance": "software", "confirmed": False}
    data = data_of(
        kitchen,
        [actions, control(plug, "off", "power_cut", confirmed=True)],
        default="muted",
        who_may_unmute="anyone",
        keep_transcripts=True,
        later="kept",
    )
    data["sources"] = [{"kind": "event", "entity": "event.voice"}, *data["sources"]]
    microphone_id = put(hass, entry, kitchen, "My kitchen", data)

    step = await flows.reconfigure(microphone_id)
    assert (step["step_id"], fields(step), step["errors"]) == (
        "satellite",
        {"satellite": "assist_satellite.kitchen_satellite"},
        {},
    )
    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], fields(step), step["errors"]) == ("mute_switch", {"mute_switch": "switch.plug"}, {})
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {
        "name": "My kitchen",
        "muted_state": "off",
        "assurance": "power_cut",
        "confirmed": True,
        "default": "muted",
        "who_may_unmute": "anyone",
    }
    assert step["last_step"] is False, "it is asked yet whether to save"
    step = await flows.finish(step, fields(step))
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert stored(entry) == [("My kitchen", kitchen.entity.id, data)]


async def test_another_switch_starts_without_trust(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """What was said of one switch is not said of the next."""
    kitchen, plug = home.satellite("kitchen", "Kitchen", "esphome"), home.switch("plug")
    await add(flows, kitchen, default="muted")
    (microphone_id,) = entry.subentries

    step = await flows.reconfigure(microphone_id)
    step = await flows.fill_in(step, fields(step))
    step = await flows.fill_in(step, {"mute_switch": plug.entity_id})
    assert fields(step) == {
        "name": "Kitchen",
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
        "default": "muted",
        "who_may_unmute": "users",
    }
    await flows.finish(step, fields(step))
    software = control(plug, "on", "software", confirmed=False)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [software], default="muted"))]


async def test_more_than_is_known_is_not_proposed_again(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A stored claim beyond what the family can promise falls back to the family's word."""
    kitchen = home.satellite("kitchen", "Kitchen", "wyoming")
    claim = control(kitchen.switch, "on", "hardware", confirmed=True)
    microphone_id = put(hass, entry, kitchen, "Kitchen", data_of(kitchen, [claim]))
    step = await flows.reconfigure(microphone_id)
    step = await flows.fill_in(step, fields(step))
    step = await flows.fill_in(step, fields(step))
    assert fields(step)["assurance"] == "software"
    await flows.finish(step, fields(step))
    ((_, _, data),) = stored(entry)
    assert data["controls"] == [control(kitchen.switch, "on", "software", confirmed=False)]


async def test_taking_the_switch_away_takes_its_control_alone(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A microphone without its switch is not offered it again by the next reconfigure."""
    kitchen = home.satellite("kitchen", "Kitchen")
    microphone_id = put(
        hass, entry, kitchen, "Kitchen", data_of(kitchen, [control(kitchen.switch, "on", "software", confirmed=False)])
    )
    step = await flows.reconfigure(microphone_id)
    step = await flows.fill_in(await flows.fill_in(step, fields(step)), {})
    await flows.finish(step, fields(step))
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, []))]

    step = await flows.reconfigure(microphone_id)
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {}


async def test_pointing_it_at_another_satellite(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A microphone can move to a new device, never to one that another microphone has."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    new = home.satellite("new", "New kitchen", "esphome")
    await add(flows, kitchen, name="My kitchen", who_may_unmute="administrators")
    await add(flows, bedroom)
    microphone_id = next(iter(entry.subentries))

    step = await flows.reconfigure(microphone_id)
    step = await flows.fill_in(step, {"satellite": bedroom.entity.entity_id})
    assert step["errors"] == {"satellite": "already_configured"}
    step = await flows.fill_in(step, {"satellite": new.entity.entity_id})
    assert fields(step) == {"mute_switch": "switch.new_mute"}
    step = await flows.fill_in(step, fields(step))
    assert (fields(step)["name"], fields(step)["assurance"]) == ("My kitchen", "firmware")
    step = await flows.finish(step, fields(step))
    assert step["reason"] == "reconfigure_successful"
    firmware = control(new.switch, "on", "firmware", confirmed=True)
    data = data_of(new, [firmware], who_may_unmute="administrators")
    assert stored(entry)[0] == ("My kitchen", new.entity.id, data)
    assert list(entry.subentries)[0] == microphone_id


async def test_a_satellite_that_has_gone(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Reconfigure says so at once and takes a new one."""
    kitchen, new = home.satellite("kitchen", "Kitchen"), home.satellite("new", "New")
    await add(flows, kitchen)
    (microphone_id,) = entry.subentries
    home.entities.async_remove(kitchen.entity.entity_id)

    step = await flows.reconfigure(microphone_id)
    assert (fields(step), step["errors"]) == ({}, {"satellite": "satellite_not_found"})
    step = await flows.fill_in(step, {"satellite": new.entity.entity_id})
    step = await flows.fill_in(step, fields(step))
    await flows.finish(step, fields(step))
    ((title, unique_id, _),) = stored(entry)
    assert (title, unique_id) == ("Kitchen", new.entity.id)


async def test_a_mute_switch_that_has_gone(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Reconfigure says so before the mute is lost, and accepts both another switch and none."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    assert kitchen.switch
    home.entities.async_remove(kitchen.switch.entity_id)

    step = await flows.reconfigure(next(iter(entry.subentries)))
    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], fields(step), step["errors"]) == ("mute_switch", {}, {"mute_switch": "switch_gone"})
    step = await flows.fill_in(step, {})
    await flows.finish(step, fields(step))
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, []))]


async def test_a_microphone_that_was_disabled_can_still_be_changed(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A disabled satellite is no reason to refuse another setting; the family's word still counts."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    home.entities.async_update_entity(kitchen.entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    step = await flows.reconfigure(next(iter(entry.subentries)))
    for _ in range(2):
        step = await flows.fill_in(step, fields(step))
    assert "confirmed" not in fields(step)
    step = await flows.finish(step, fields(step) | {"default": "muted"})
    assert step["reason"] == "reconfigure_successful"
    ((_, _, data),) = stored(entry)
    assert data["default"] == "muted"


async def test_a_renamed_entity_stays_the_same_microphone(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Entities are kept by their registry ids."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    before = stored(entry)
    home.entities.async_update_entity(kitchen.entity.entity_id, new_entity_id="assist_satellite.cookery")
    step = await flows.reconfigure(next(iter(entry.subentries)))
    assert fields(step) == {"satellite": "assist_satellite.cookery"}
    for _ in range(2):
        step = await flows.fill_in(step, fields(step))
    await flows.finish(step, fields(step))
    assert stored(entry) == before


async def test_leaving_things_as_they_are(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """At the end changes can still be given up."""
    await add(flows, home.satellite("kitchen", "Kitchen"))
    before = stored(entry)
    step = await flows.reconfigure(next(iter(entry.subentries)))
    for _ in range(2):
        step = await flows.fill_in(step, fields(step))
    step = await flows.fill_in(step, fields(step) | {"name": "Cookery", "default": "muted"})
    assert (step["type"], step["step_id"], step["menu_options"]) == (FlowResultType.MENU, "finish", ["save", "leave"])
    step = await flows.choose(step, "leave")
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "left")
    assert stored(entry) == before
