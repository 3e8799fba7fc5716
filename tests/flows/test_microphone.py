"""A microphone: its satellite, its mute switch, the details."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.policy.model import Default
from custom_components.earshot.policy.unmute import UnmutePolicy

from .home import Home, Subentries, check_stored, fields, selector_of
from .microphones import add, control, data_of, stored, to_details, to_switch

NOWHERE = "0123456789abcdef0123456789abcdef"
ASSURANCES = ["power_cut", "hardware", "firmware", "software", "upload_blocked", "response_only"]


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


async def test_an_esphome_satellite(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Everything but the satellite is proposed; the family's word is kept without asking."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    assert kitchen.switch
    step = await flows.add()
    assert (step["step_id"], fields(step), step["errors"]) == ("satellite", {}, {})

    step = await flows.fill_in(step, {"satellite": "assist_satellite.kitchen_satellite"})
    assert (step["step_id"], fields(step)) == ("mute_switch", {"mute_switch": "switch.kitchen_mute"})

    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], step["last_step"]) == ("details", True)
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
