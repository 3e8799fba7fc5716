"""A microphone is added: one that was found, or one that a person describes."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.policy.model import Default
from custom_components.earshot.policy.unmute import UnmutePolicy

from .home import Home, Subentries, check_stored, fields, labels, selector_of
from .microphones import NEW, add, control, data_of, finish, put, stored, to_control, to_details, to_way

NOWHERE = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


async def test_one_that_was_found_needs_no_word(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Everything is proposed; the family's word is kept without asking."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    step = await flows.add()
    assert (step["step_id"], fields(step), step["errors"]) == ("user", {"microphone": kitchen.entity.id}, {})
    assert labels(step, "microphone") == {
        kitchen.entity.id: (
            "Kitchen – muted by its switch “Mute”. Firmware: the device itself stops listening. The device confirms it."
        ),
        "by_hand": "Something else: describe it by hand",
    }

    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], fields(step)) == ("control", {"way": "found"})
    assert "muted by its switch “Mute”" in step["description_placeholders"]["advice"]

    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], step["last_step"]) == ("details", False)
    chosen = {"name": "Kitchen", "default": "live", "who_may_unmute": "users", "keep_transcripts": False}
    assert fields(step) == chosen

    step = await flows.fill_in(step, fields(step))
    assert (step["type"], step["step_id"]) == (FlowResultType.MENU, "ready")
    assert step["menu_options"] == ["save", "second_control"]
    assert step["description_placeholders"]["microphone"] == "Kitchen"

    step = await flows.choose(step, "save")
    assert step["type"] is FlowResultType.CREATE_ENTRY
    firmware = control(kitchen.switch, "on", "firmware", confirmed=True)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [firmware]))]


async def test_what_is_covered_is_not_offered_again(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """The list holds what Earshot has not got; where that is nothing, it asks for a description at once."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    await add(flows, kitchen)
    assert list(labels(await flows.add(), "microphone")) == [bedroom.entity.id, "by_hand"]
    await add(flows, bedroom)
    assert (await flows.add())["step_id"] == "by_hand"


async def test_of_an_unknown_family_a_person_says_how_far_to_trust(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """What was found is taken as it is, trust apart: nothing is believed beforehand."""
    kitchen = home.satellite("kitchen", "Kitchen", "unheard_of")
    step = await to_way(flows, kitchen, "found")
    assert step["step_id"] == "switch_settings"
    assert fields(step) == {"muted_state": "on", "assurance": "software", "confirmed": False}
    assert selector_of(step, "assurance").config["options"] == ["hardware", "firmware", "software"]
    step = await flows.fill_in(step, {"muted_state": "off", "assurance": "hardware", "confirmed": True})
    await finish(flows, step)
    hardware = control(kitchen.switch, "off", "hardware", confirmed=True)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [hardware]))]


async def test_every_detail(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """What is chosen is stored, and read as it was meant."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    step = await to_details(flows, kitchen)
    assert selector_of(step, "default").config["options"] == ["live", "muted"]
    assert selector_of(step, "who_may_unmute").config["options"] == ["nobody", "administrators", "users", "anyone"]
    await flows.finish(step, {"name": " Kitchen\nspeaker ", "default": "muted", "who_may_unmute": "nobody"})
    assert stored(entry)[0][0] == "Kitchen speaker"
    (microphone,) = check_stored(entry).microphones.values()
    assert (microphone.default, microphone.who_may_unmute) == (Default.MUTED, UnmutePolicy.NOBODY)


async def test_without_a_mute_switch(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Nothing is proposed where nothing was found, and nothing is asked about a switch that is not there."""
    phone = home.satellite("phone", "Phone", "voip", mute=False)
    step = await to_control(flows, phone)
    assert fields(step) == {"way": "none"}
    assert "found" not in selector_of(step, "way").config["options"]
    step = await flows.fill_in(step, fields(step))
    step = await flows.fill_in(step, fields(step))
    assert step["menu_options"] == ["save"], "there is nothing to stand in for and nothing to test"
    await flows.choose(step, "save")
    ((_, _, data),) = stored(entry)
    assert data["controls"] == []


async def test_the_proposal_can_be_left_out(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A microphone may be watched only."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await finish(flows, await to_way(flows, kitchen, "none"))
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, []))]


async def test_a_name_is_needed(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A name of nothing printable is refused, the rest is kept."""
    step = await to_details(flows, home.satellite("kitchen", "Kitchen"))
    step = await flows.fill_in(step, fields(step) | {"name": "\u200b \n", "default": "muted"})
    assert (step["step_id"], step["errors"]) == ("details", {"name": "name_empty"})
    assert fields(step)["default"] == "muted"
    await flows.finish(step, fields(step) | {"name": "Kitchen"})
    assert [title for title, _, _ in stored(entry)] == ["Kitchen"]


async def test_the_same_one_in_two_flows_at_once(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """The later of two flows for one satellite saves nothing."""
    kitchen = home.satellite("kitchen", "Kitchen")
    late = await to_details(flows, kitchen)
    await add(flows, kitchen)
    late = await flows.finish(late, fields(late))
    assert (late["type"], late["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert len(stored(entry)) == 1


async def test_one_that_vanishes_meanwhile(flows: Subentries, home: Home) -> None:
    """What was shown and is gone is not taken; the list is renewed."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    step = await flows.add()
    home.entities.async_remove(bedroom.entity.entity_id)
    step = await flows.fill_in(step, {"microphone": bedroom.entity.id})
    assert (step["step_id"], step["errors"]) == ("user", {"microphone": "microphone_gone"})
    assert list(labels(step, "microphone")) == [kitchen.entity.id, "by_hand"]


async def test_a_hostile_name_stays_plain(flows: Subentries, home: Home) -> None:
    """Braces, mark-up and line breaks of a device reach no template and no title; where Markdown is read, they are escaped."""
    hostile = home.satellite("evil", "{name} **x**\n# [a](http://b)\u202e", "esphome")
    assert hostile.switch
    home.entities.async_update_entity(hostile.switch.entity_id, name="{entity} <b>")
    step = await to_control(flows, hostile)
    assert "\\{entity\\} \\<b\\>" in step["description_placeholders"]["advice"]
    step = await flows.fill_in(step, fields(step))
    assert fields(step)["name"] == "{name} **x** # [a](http://b)"
    step = await flows.fill_in(step, fields(step))
    assert step["description_placeholders"]["microphone"] == "{name} **x** # [a](http://b)"
    assert "\\<b\\>" in step["description_placeholders"]["control"]


# --- By hand --------------------------------------------------------------------------------------------------------------


async def test_nothing_at_all_is_a_microphone(entry: MockConfigEntry, flows: Subentries) -> None:
    """A microphone that nothing shows and nothing mutes has but a name; two of them are two."""
    for name in ("Old phone", "Older phone"):
        step = await flows.add()
        assert (step["step_id"], fields(step)) == ("by_hand", {"sources": [], "streams": []})
        step = await flows.fill_in(step, {})
        step = await flows.fill_in(step, fields(step))
        assert fields(step)["name"] == ""
        await flows.finish(step, fields(step) | {"name": name})
    data = {"device_id": None, "sources": [], "controls": [], **NEW}
    assert stored(entry) == [("Old phone", None, data), ("Older phone", None, data)]


async def test_a_device_and_what_shows_it(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Entities of every kind that tells of a microphone; its device gives it a name."""
    camera = home.satellite("camera", "Camera", "reolink", mute=False)
    echo = home.entity("event.echo", platform="alexa_devices")
    player = home.entity("media_player.echo", platform="alexa_media")
    hass.states.async_set("binary_sensor.listening", "off")
    step = await flows.fill_in(await flows.add(), {"microphone": "by_hand"})
    chosen = ["binary_sensor.listening", echo.entity_id, player.entity_id, camera.entity.entity_id]
    step = await flows.fill_in(step, {"device_id": camera.device_id, "sources": chosen})
    step = await flows.fill_in(step, fields(step))
    assert fields(step)["name"] == "Camera"
    await finish(flows, step)
    ((_, unique_id, data),) = stored(entry)
    assert unique_id == "binary_sensor.listening"
    assert data["device_id"] == camera.device_id
    assert data["sources"] == [
        {"kind": "binary_sensor", "entity": "binary_sensor.listening"},
        {"kind": "alexa_devices", "entity": echo.id},
        {"kind": "alexa_media", "entity": player.id},
        {"kind": "assist_satellite", "entity": camera.entity.id},
    ]


async def test_a_camera_that_streams_while_it_is_watched(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Only who chooses a sensor can say that no command is meant by it."""
    camera = home.satellite("camera", "Camera", "reolink", mute=False)
    for sensor in ("watched", "called"):
        hass.states.async_set(f"binary_sensor.{sensor}", "off")
    step = await flows.fill_in(await flows.add(), {"microphone": "by_hand"})
    step = await flows.fill_in(
        step, {"streams": ["binary_sensor.watched", "binary_sensor.called"], "sources": [camera.entity.entity_id]}
    )
    step = await flows.fill_in(step, fields(step))
    await finish(flows, step)
    ((_, unique_id, data),) = stored(entry)
    assert unique_id == camera.entity.id
    assert data["sources"] == [
        {"kind": "assist_satellite", "entity": camera.entity.id},
        {"kind": "streaming_sensor", "entity": "binary_sensor.watched"},
        {"kind": "streaming_sensor", "entity": "binary_sensor.called"},
    ]


async def test_a_stream_alone_is_seen(hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries) -> None:
    """What nothing else shows is known by its stream, and named after it."""
    hass.states.async_set("binary_sensor.watched", "off", {"friendly_name": "Porch watched"})
    step = await flows.fill_in(await flows.add(), {"streams": ["binary_sensor.watched"]})
    step = await flows.fill_in(step, fields(step))
    assert fields(step)["name"] == "Porch watched"
    await finish(flows, step)
    ((_, unique_id, data),) = stored(entry)
    assert unique_id == "binary_sensor.watched"
    assert data["sources"] == [{"kind": "streaming_sensor", "entity": "binary_sensor.watched"}]


async def test_a_satellite_by_hand_is_the_same_as_found(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Discovery's word goes with the entity, whichever way it was chosen; without a device the entity gives the name."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    step = await flows.fill_in(await flows.add(), {"microphone": "by_hand"})
    step = await flows.fill_in(step, {"sources": [kitchen.entity.entity_id]})
    assert fields(step) == {"way": "found"}
    step = await flows.fill_in(step, fields(step))
    assert fields(step)["name"] == "assist_satellite.kitchen_satellite"
    await finish(flows, step)
    firmware = control(kitchen.switch, "on", "firmware", confirmed=True)
    name = "assist_satellite.kitchen_satellite"
    assert stored(entry) == [(name, kitchen.entity.id, data_of(kitchen, [firmware], device_id=None))]


async def test_what_will_not_do_by_hand(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Each is refused at the field, by name, in one flow that ends well."""
    kitchen, asleep = home.satellite("kitchen", "Kitchen"), home.entity("binary_sensor.asleep")
    home.entities.async_update_entity(asleep.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    own, event = home.entity("binary_sensor.own", platform=DOMAIN), home.entity("event.button")
    await add(flows, kitchen)
    service = home.devices.async_get_or_create(config_entry_id=entry.entry_id, identifiers={(DOMAIN, "home")})
    hass.states.async_set(listening := "binary_sensor.listening", "off")

    step = await flows.add()
    assert "binary_sensor.own" in selector_of(step, "sources").config["exclude_entities"]
    for wrong, error in (
        ({"sources": ["binary_sensor.nowhere"]}, {"sources": "entity_not_found"}),
        ({"sources": [NOWHERE]}, {"sources": "entity_not_found"}),
        ({"sources": [asleep.entity_id]}, {"sources": "entity_disabled"}),
        ({"sources": [own.id]}, {"sources": "entity_own"}),
        ({"sources": [event.entity_id]}, {"sources": "source_unsuitable"}),
        ({"sources": [kitchen.entity.entity_id]}, {"sources": "already_configured"}),
        ({"streams": [asleep.entity_id]}, {"streams": "entity_disabled"}),
        ({"streams": [kitchen.entity.entity_id]}, {"streams": "stream_unsuitable"}),
        ({"sources": [listening], "streams": [listening]}, {"streams": "source_twice"}),
        ({"device_id": NOWHERE}, {"device_id": "device_not_found"}),
        ({"device_id": service.id}, {"device_id": "device_own"}),
    ):
        step = await flows.fill_in(step, wrong)
        assert (step["step_id"], step["errors"]) == ("by_hand", error)
        assert fields(step).items() >= wrong.items()
    step = await flows.fill_in(step, {"sources": [listening]})
    assert step["step_id"] == "control"


async def test_a_choice_that_was_not_offered(flows: Subentries, home: Home) -> None:
    """What no list holds is refused by the form itself."""
    step = await to_control(flows, home.satellite("phone", "Phone", "voip", mute=False))
    for way in ("found", "laser"):
        with pytest.raises(InvalidData):
            await flows.fill_in(step, {"way": way})


async def test_a_source_of_another_microphone_cannot_be_its_name(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """An entity that shows another microphone's activity is taken, though the other is known by something else."""
    hass.states.async_set("binary_sensor.listening", "off")
    source = {"kind": "binary_sensor", "entity": "binary_sensor.listening"}
    put(hass, entry, "something", "Other", {"device_id": None, "sources": [source], "controls": [], **NEW})
    step = await flows.fill_in(await flows.add(), {"sources": ["binary_sensor.listening"]})
    assert step["errors"] == {"sources": "already_configured"}
