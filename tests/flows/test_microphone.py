"""A microphone: its satellite, its mute switch, the details; made and changed."""

from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.policy.model import Default
from custom_components.earshot.policy.unmute import UnmutePolicy

from .home import Home, Satellite, Subentries, check_stored, fields, selector_of

NOWHERE = "0123456789abcdef0123456789abcdef"
ASSURANCES = ["power_cut", "hardware", "firmware", "software", "upload_blocked", "response_only"]


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


async def to_switch(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite up to its second screen."""
    return await flows.fill_in(await flows.add(), {"satellite": satellite.entity.entity_id})


async def to_details(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite with what is proposed up to its last screen."""
    step = await to_switch(flows, satellite)
    return await flows.fill_in(step, fields(step))


async def add(flows: Subentries, satellite: Satellite, **details: Any) -> dict[str, Any]:
    """Add a satellite with what is proposed, and these details."""
    step = await to_details(flows, satellite)
    return await flows.fill_in(step, fields(step) | details)


def control(switch: er.RegistryEntry | None, muted_state: str, assurance: str, *, confirmed: bool) -> dict[str, Any]:
    """Return a mute switch as it is stored."""
    assert switch
    return {
        "kind": "switch",
        "entity": switch.id,
        "muted_state": muted_state,
        "assurance": assurance,
        "confirmed": confirmed,
    }


def data_of(satellite: Satellite, controls: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """Return the data of a microphone."""
    return {
        "device_id": satellite.device_id,
        "sources": [{"kind": "assist_satellite", "entity": satellite.entity.id}],
        "controls": controls,
        "default": "live",
        "who_may_unmute": "users",
        "keep_transcripts": False,
    } | changes


def stored(entry: MockConfigEntry) -> list[tuple[str, str | None, Any]]:
    """Return the microphones that are saved: title, unique id, data."""
    check_stored(entry)
    return [(each.title, each.unique_id, dict(each.data)) for each in entry.get_subentries_of_type("microphone")]


def put(hass: HomeAssistant, entry: MockConfigEntry, satellite: Satellite, title: str, data: dict[str, Any]) -> str:
    """Put a microphone into the entry and answer its id."""
    microphone = ConfigSubentryData(subentry_type="microphone", title=title, unique_id=satellite.entity.id, data=data)
    (subentry,) = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone]).subentries.values()
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


async def test_an_esphome_satellite(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Everything but the satellite is proposed; the family's word is kept without asking."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    assert kitchen.switch
    step = await flows.add()
    assert (step["step_id"], fields(step), step["errors"]) == ("satellite", {}, {})

    step = await flows.fill_in(step, {"satellite": "assist_satellite.kitchen_satellite"})
    assert (step["step_id"], fields(step)) == ("mute_switch", {"mute_switch": "switch.kitchen_mute"})

    step = await flows.fill_in(step, fields(step))
    assert step["step_id"] == "details"
    assert fields(step) == {
        "name": "Kitchen",
        "muted_state": "on",
        "assurance": "firmware",
        "default": "live",
        "who_may_unmute": "users",
    }
    # A hardware slider and a soft mute look alike: no more than firmware can be promised.
    assert selector_of(step, "assurance").config["options"] == ASSURANCES[2:]

    step = await flows.fill_in(step, fields(step))
    assert step["type"] is FlowResultType.CREATE_ENTRY
    firmware = control(kitchen.switch, "on", "firmware", confirmed=True)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [firmware]))]


async def test_a_wyoming_satellite_never_confirms(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Nobody is asked what is known, and nobody can claim more than is known."""
    kitchen = home.satellite("kitchen", "Kitchen", "wyoming")
    step = await to_details(flows, kitchen)
    assert "confirmed" not in fields(step)
    assert selector_of(step, "assurance").config["options"] == ASSURANCES[3:]
    for claim in ({"confirmed": True}, {"assurance": "power_cut"}):
        with pytest.raises(InvalidData):
            await flows.fill_in(step, fields(step) | claim)

    await flows.fill_in(step, fields(step))
    software = control(kitchen.switch, "on", "software", confirmed=False)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [software]))]


async def test_a_wyoming_switch_is_known_on_any_microphone(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A family's word goes with its switch, also where another satellite's is chosen."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen", "esphome"), home.satellite("bedroom", "Bedroom", "wyoming")
    assert bedroom.switch
    step = await to_switch(flows, kitchen)
    step = await flows.fill_in(step, {"mute_switch": bedroom.switch.entity_id})
    assert "confirmed" not in fields(step)
    await flows.fill_in(step, fields(step))
    software = control(bedroom.switch, "on", "software", confirmed=False)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [software]))]


async def test_a_plug_and_every_choice(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Of a switch that is not known, the user says everything, and nothing is believed beforehand."""
    kitchen, plug = home.satellite("kitchen", "Kitchen", "esphome"), home.switch("plug", "esphome")
    step = await flows.fill_in(await to_switch(flows, kitchen), {"mute_switch": "switch.plug"})
    assert fields(step) == {
        "name": "Kitchen",
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
        "default": "live",
        "who_may_unmute": "users",
    }
    assert selector_of(step, "assurance").config["options"] == ASSURANCES
    assert selector_of(step, "muted_state").config["options"] == ["on", "off"]
    assert selector_of(step, "default").config["options"] == ["live", "muted"]
    assert selector_of(step, "who_may_unmute").config["options"] == ["nobody", "administrators", "users", "anyone"]

    choices = {
        "name": " Kitchen\nspeaker ",
        "muted_state": "off",
        "assurance": "power_cut",
        "confirmed": True,
        "default": "muted",
        "who_may_unmute": "nobody",
    }
    step = await flows.fill_in(step, choices)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    power_cut = control(plug, "off", "power_cut", confirmed=True)
    data = data_of(kitchen, [power_cut], default="muted", who_may_unmute="nobody")
    assert stored(entry) == [("Kitchen speaker", kitchen.entity.id, data)]

    (microphone,) = check_stored(entry).microphones.values()
    assert (microphone.default, microphone.who_may_unmute) == (Default.MUTED, UnmutePolicy.NOBODY)
    assert microphone.controls[0].assurance is Assurance.POWER_CUT


async def test_a_switch_without_a_registry_entry(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A switch that has only a state is kept by its entity id."""
    kitchen = home.satellite("kitchen", "Kitchen")
    hass.states.async_set("switch.yaml_mute", "off")
    step = await flows.fill_in(await to_switch(flows, kitchen), {"mute_switch": "switch.yaml_mute"})
    await flows.fill_in(step, fields(step) | {"confirmed": False})
    ((_, _, data),) = stored(entry)
    assert data["controls"][0]["entity"] == "switch.yaml_mute"


async def test_without_a_mute_switch(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Nothing is proposed where nothing was found, and nothing is asked about a switch that is not there."""
    phone = home.satellite("phone", "Phone", "voip", mute=False)
    step = await to_switch(flows, phone)
    assert fields(step) == {}
    step = await flows.fill_in(step, {})
    assert fields(step) == {"name": "Phone", "default": "live", "who_may_unmute": "users"}
    step = await flows.fill_in(step, fields(step))
    assert stored(entry) == [("Phone", phone.entity.id, data_of(phone, []))]


async def test_the_proposed_switch_can_be_left_out(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A microphone may be watched only."""
    kitchen = home.satellite("kitchen", "Kitchen")
    step = await flows.fill_in(await to_switch(flows, kitchen), {})
    await flows.fill_in(step, fields(step))
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, []))]


async def test_satellites_that_will_not_do(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Each is refused at the field, in one flow that ends well."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    asleep = home.satellite("asleep", "Asleep")
    await add(flows, bedroom)
    home.entities.async_update_entity(asleep.entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    hass.states.async_set("assist_satellite.unregistered", "idle")
    own = home.entities.async_get_or_create("assist_satellite", DOMAIN, "own")

    step = await flows.add()
    for chosen, error in (
        ("assist_satellite.nowhere", "satellite_not_found"),
        ("assist_satellite.unregistered", "satellite_not_found"),
        (NOWHERE, "satellite_not_found"),
        ("switch.kitchen_mute", "satellite_not_found"),
        (own.id, "satellite_not_found"),
        (asleep.entity.entity_id, "satellite_disabled"),
        (bedroom.entity.entity_id, "already_configured"),
        (bedroom.entity.id, "already_configured"),
    ):
        step = await flows.fill_in(step, {"satellite": chosen})
        assert (step["step_id"], step["errors"]) == ("satellite", {"satellite": error})
        assert fields(step) == {"satellite": chosen}
    assert len(stored(entry)) == 1

    step = await flows.fill_in(step, {"satellite": kitchen.entity.id})
    step = await flows.fill_in(await flows.fill_in(step, {}), {"name": "Kitchen"})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert [title for title, _, _ in stored(entry)] == ["Bedroom", "Kitchen"]


async def test_switches_that_will_not_do(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Each is refused at the field, in one flow that ends well."""
    kitchen, asleep, own = home.satellite("kitchen", "Kitchen"), home.switch("asleep"), home.switch("own", DOMAIN)
    home.entities.async_update_entity(asleep.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    hass.states.async_set("light.lamp", "on")

    step = await to_switch(flows, kitchen)
    assert selector_of(step, "mute_switch").config["exclude_entities"] == ["switch.own"]
    for chosen, error in (
        ("switch.nowhere", "switch_not_found"),
        (NOWHERE, "switch_not_found"),
        ("light.lamp", "switch_not_found"),
        (asleep.entity_id, "switch_disabled"),
        (own.id, "switch_own"),
    ):
        step = await flows.fill_in(step, {"mute_switch": chosen})
        assert (step["step_id"], step["errors"]) == ("mute_switch", {"mute_switch": error})
        assert fields(step) == {"mute_switch": chosen}

    step = await flows.fill_in(step, {"mute_switch": "switch.kitchen_mute"})
    step = await flows.fill_in(step, fields(step))
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert len(stored(entry)) == 1


async def test_a_name_is_needed(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A name of nothing printable is refused, the rest is kept."""
    step = await to_details(flows, home.satellite("kitchen", "Kitchen"))
    step = await flows.fill_in(step, fields(step) | {"name": "\u200b \n", "default": "muted"})
    assert (step["step_id"], step["errors"]) == ("details", {"name": "name_empty"})
    assert fields(step)["default"] == "muted"
    assert stored(entry) == []

    await flows.fill_in(step, fields(step) | {"name": "Kitchen"})
    assert [title for title, _, _ in stored(entry)] == ["Kitchen"]


async def test_the_same_one_in_two_flows_at_once(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """The later of two flows for one satellite saves nothing."""
    kitchen = home.satellite("kitchen", "Kitchen")
    late = await to_details(flows, kitchen)
    await add(flows, kitchen)
    late = await flows.fill_in(late, fields(late))
    assert (late["type"], late["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert len(stored(entry)) == 1


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
    step = await flows.fill_in(step, fields(step))
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
    await flows.fill_in(step, fields(step))
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
    await flows.fill_in(step, fields(step))
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
    await flows.fill_in(step, fields(step))
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
    step = await flows.fill_in(step, fields(step))
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
    await flows.fill_in(step, fields(step))
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
    await flows.fill_in(step, fields(step))
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
    step = await flows.fill_in(step, fields(step) | {"default": "muted"})
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
    for _ in range(3):
        step = await flows.fill_in(step, fields(step))
    assert stored(entry) == before
