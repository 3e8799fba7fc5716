"""A microphone is reconfigured: what it opens with, what it keeps, what it says has gone."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Home, Subentries, fields, labels, selector_of
from .microphones import NEW, add, change, control, data_of, plug, put, stored

MENU = ["source", "control", "second_control", "details", "done", "leave"]


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


async def walk(flows: Subentries, step: dict[str, Any]) -> dict[str, Any]:
    """Leave every form as it opens, until the menu comes back."""
    while step["type"] is FlowResultType.FORM:
        assert step["errors"] in (None, {})
        step = await flows.fill_in(step, fields(step))
    return step


def full(home: Home) -> tuple[str, dict[str, Any]]:
    """Return a microphone with all that can be stored, and some of a later version; answers its unique id and its data."""
    kitchen, relay, told = (
        home.satellite("kitchen", "Kitchen"),
        home.entity("switch.relay"),
        home.entity("sensor.told", "x"),
    )
    actions = {
        "kind": "actions",
        "entity": told.id,
        "muted_state": "off",
        "assurance": "hardware",
        "confirmed": True,
        "mute_actions": [{"action": "script.mute", "data": {"x": "{{ 1 }}"}}],
        "live_actions": [{"delay": {"seconds": 1}}],
        "later": 1,
    }
    data = data_of(
        kitchen,
        [actions, plug(relay, 5) | {"later": [2]}, control(kitchen.switch, "on", "software", confirmed=False)],
        default="muted",
        who_may_unmute="anyone",
        keep_transcripts=True,
        vendor_checks={"deletion": "2026-01-02"},
        later={"kept": True},
    )
    data["sources"] = [{"kind": "later", "entity": "event.voice"}, *data["sources"]]
    data["observations"] = [{"kind": "other", "entity": "sensor.x", "later": 3}]
    return kitchen.entity.id, data


@pytest.mark.parametrize("what", ["source", "control", "second_control", "details"])
async def test_walking_through_changes_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home, what: str
) -> None:
    """Every form opens with what is there, and keeps it, what a later version stored included."""
    unique_id, data = full(home)
    hass.states.async_set("event.voice", "unknown")
    microphone_id = put(hass, entry, unique_id, "My kitchen", data)
    step = await flows.reconfigure(microphone_id)
    assert (step["step_id"], step["menu_options"]) == ("menu", MENU)
    step = await walk(flows, await flows.choose(step, what))
    assert (step["step_id"], step["menu_options"]) == ("menu", MENU)
    step = await flows.choose(step, "done")
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert stored(entry) == [("My kitchen", unique_id, data)]


async def test_leaving_things_as_they_are(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Nothing is saved before it is chosen so."""
    await add(flows, home.satellite("kitchen", "Kitchen"))
    before = stored(entry)
    (microphone_id,) = entry.subentries
    step = await change(flows, microphone_id, "details")
    step = await flows.fill_in(step, fields(step) | {"name": "Cookery", "default": "muted"})
    assert step["description_placeholders"]["microphone"] == "Cookery"
    step = await flows.choose(step, "control")
    step = await flows.fill_in(step, {"way": "none"})
    assert stored(entry) == before
    step = await flows.choose(step, "leave")
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "left")
    assert stored(entry) == before


async def test_the_details(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """They open with what is stored and change that alone."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    (microphone_id,) = entry.subentries
    step = await change(flows, microphone_id, "details")
    step = await flows.fill_in(step, fields(step) | {"name": " "})
    assert step["errors"] == {"name": "name_empty"}
    step = await flows.fill_in(step, {"name": "Cookery", "default": "muted", "who_may_unmute": "nobody"})
    await flows.choose(step, "done")
    software = control(kitchen.switch, "on", "software", confirmed=False)
    data = data_of(kitchen, [software], default="muted", who_may_unmute="nobody")
    assert stored(entry) == [("Cookery", kitchen.entity.id, data)]


# --- What mutes it --------------------------------------------------------------------------------------------------------


async def test_another_switch_starts_without_trust(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """What was said of one switch is not said of the next."""
    kitchen, relay = home.satellite("kitchen", "Kitchen", "esphome"), home.entity("switch.relay")
    await add(flows, kitchen, default="muted")
    step = await change(flows, next(iter(entry.subentries)), "control")
    assert fields(step) == {"way": "switch"}
    assert "found" not in selector_of(step, "way").config["options"]
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {"entity_id": "switch.kitchen_mute"}
    step = await flows.fill_in(step, {"entity_id": "switch.relay"})
    assert fields(step) == {"muted_state": "on", "assurance": "software", "confirmed": False}
    await flows.choose(await flows.fill_in(step, fields(step)), "done")
    software = control(relay, "on", "software", confirmed=False)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [software], default="muted"))]


async def test_more_than_is_known_is_not_proposed_again(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A stored claim beyond what the family can promise falls back to the family's word."""
    kitchen = home.satellite("kitchen", "Kitchen", "wyoming")
    claim = control(kitchen.switch, "on", "hardware", confirmed=True)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, [claim]))
    await flows.choose(await walk(flows, await change(flows, microphone_id, "control")), "done")
    ((_, _, data),) = stored(entry)
    assert data["controls"] == [control(kitchen.switch, "on", "software", confirmed=False)]


async def test_a_claim_beyond_the_choices_is_not_shown(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Where there is a choice, it opens with one that can be made."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    claim = control(kitchen.switch, "off", "hardware", confirmed=True)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, [claim]))
    step = await flows.fill_in(await change(flows, microphone_id, "control"), {"way": "switch"})
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {"muted_state": "off", "assurance": "firmware"}


async def test_taking_the_switch_away(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A microphone without its switch is watched only, and is not offered it again by the next reconfigure."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    (microphone_id,) = entry.subentries
    step = await flows.fill_in(await change(flows, microphone_id, "control"), {"way": "none"})
    assert step["menu_options"] == ["source", "control", "details", "done", "leave"]
    await flows.choose(step, "done")
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, []))]
    assert fields(await change(flows, microphone_id, "control")) == {"way": "none"}


async def test_a_mute_switch_that_has_gone(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Its form says so before the mute is lost."""
    kitchen, relay = home.satellite("kitchen", "Kitchen"), home.entity("switch.relay")
    await add(flows, kitchen)
    assert kitchen.switch
    home.entities.async_remove(kitchen.switch.entity_id)
    step = await change(flows, next(iter(entry.subentries)), "control")
    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], fields(step), step["errors"]) == ("switch", {}, {"entity_id": "entity_gone"})
    step = await flows.fill_in(step, {"entity_id": relay.entity_id})
    await flows.choose(await flows.fill_in(step, fields(step)), "done")
    software = control(relay, "on", "software", confirmed=False)
    assert stored(entry) == [("Kitchen", kitchen.entity.id, data_of(kitchen, [software]))]


async def test_a_kind_of_a_later_version_can_be_replaced(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """What this version does not know it names as such, and proposes nothing in its place."""
    kitchen = home.satellite("kitchen", "Kitchen")
    laser = control(kitchen.switch, "on", "software", confirmed=False) | {"kind": "laser"}
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, [laser]))
    step = await flows.reconfigure(microphone_id)
    assert "does not know" in step["description_placeholders"]["control"]
    assert fields(await flows.choose(step, "control")) == {"way": "none"}


# --- Which microphone it is -----------------------------------------------------------------------------------------------


async def test_pointing_it_at_another_device(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """What muted the old device is taken from the new one; another microphone's device is not offered."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    new = home.satellite("new", "New kitchen", "esphome")
    await add(flows, kitchen, name="My kitchen", who_may_unmute="administrators")
    await add(flows, bedroom)
    microphone_id = next(iter(entry.subentries))
    step = await change(flows, microphone_id, "source")
    assert (fields(step), list(labels(step, "microphone"))) == (
        {"microphone": kitchen.entity.id},
        [kitchen.entity.id, new.entity.id, "by_hand"],
    )
    step = await flows.fill_in(step, {"microphone": new.entity.id})
    await flows.choose(step, "done")
    firmware = control(new.switch, "on", "firmware", confirmed=True)
    data = data_of(new, [firmware], who_may_unmute="administrators")
    assert stored(entry)[0] == ("My kitchen", new.entity.id, data)
    assert next(iter(entry.subentries)) == microphone_id


async def test_a_plug_stays_when_the_device_is_replaced(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """What is not the old device's own goes on muting, in its place."""
    kitchen, new, socket = (
        home.satellite("kitchen", "Kitchen"),
        home.satellite("new", "New"),
        home.entity("switch.socket"),
    )
    own = control(kitchen.switch, "on", "software", confirmed=False)
    for controls, expected in (
        ([plug(socket), own], [plug(socket), control(new.switch, "on", "software", confirmed=False)]),
        ([own, plug(socket)], [control(new.switch, "on", "software", confirmed=False), plug(socket)]),
    ):
        microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, controls))
        step = await flows.fill_in(await change(flows, microphone_id, "source"), {"microphone": new.entity.id})
        await flows.choose(step, "done")
        assert stored(entry) == [("Kitchen", new.entity.id, data_of(new, expected))]
        hass.config_entries.async_remove_subentry(entry, microphone_id)


async def test_what_mutes_it_already_is_not_taken_twice(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A switch of the new device that muted the old one stays one control."""
    kitchen, new = home.satellite("kitchen", "Kitchen"), home.satellite("new", "New")
    mute = control(new.switch, "on", "software", confirmed=False)
    data = data_of(kitchen, [mute | {"later": 1}], device_id=None)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data)
    step = await flows.fill_in(await change(flows, microphone_id, "source"), {"microphone": new.entity.id})
    await flows.choose(step, "done")
    assert stored(entry) == [("Kitchen", new.entity.id, data_of(new, [mute | {"later": 1}]))]


async def test_a_satellite_that_has_gone(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """It is no longer among those that are offered; by hand it says what is missing."""
    kitchen, new = home.satellite("kitchen", "Kitchen"), home.satellite("new", "New")
    await add(flows, kitchen)
    (microphone_id,) = entry.subentries
    home.entities.async_remove(kitchen.entity.entity_id)
    step = await change(flows, microphone_id, "source")
    assert fields(step) == {"microphone": "by_hand"}
    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], step["errors"]) == ("by_hand", {"sources": "source_gone"})
    assert fields(step) == {"device_id": kitchen.device_id, "sources": [], "streams": []}
    step = await flows.fill_in(step, {"sources": [new.entity.entity_id]})
    await flows.choose(step, "done")
    ((title, unique_id, data),) = stored(entry)
    assert (title, unique_id, data["device_id"]) == ("Kitchen", new.entity.id, None)
    assert data["sources"] == [{"kind": "assist_satellite", "entity": new.entity.id}]


async def test_by_hand_keeps_what_stays(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A source that stays keeps all that is stored of it, and the microphone what it is known by."""
    unique_id, data = full(home)
    hass.states.async_set("event.voice", "unknown")
    hass.states.async_set("binary_sensor.listening", "off")
    microphone_id = put(hass, entry, unique_id, "Kitchen", data)
    step = await flows.fill_in(await change(flows, microphone_id, "source"), {"microphone": "by_hand"})
    step = await flows.fill_in(step, fields(step) | {"sources": ["event.voice", "binary_sensor.listening"]})
    await flows.choose(step, "done")
    ((_, kept, after),) = stored(entry)
    listening = {"kind": "binary_sensor", "entity": "binary_sensor.listening"}
    assert (kept, after) == (unique_id, data | {"sources": [data["sources"][0], listening]})


async def test_a_stream_that_stays_and_one_that_has_gone(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Each is shown in the field that it was chosen in, whatever the order in which they are stored."""
    unique_id, data = full(home)
    hass.states.async_set("event.voice", "unknown")
    hass.states.async_set("binary_sensor.watched", "off")
    watched = {"kind": "streaming_sensor", "entity": "binary_sensor.watched", "later": 1}
    lost = {"kind": "streaming_sensor", "entity": "0123456789abcdef0123456789abcdef"}
    microphone_id = put(hass, entry, unique_id, "Kitchen", data | {"sources": [watched, *data["sources"], lost]})
    step = await flows.fill_in(await change(flows, microphone_id, "source"), {"microphone": "by_hand"})
    assert step["errors"] == {"streams": "source_gone"}
    assert (fields(step)["sources"][0], fields(step)["streams"]) == ("event.voice", ["binary_sensor.watched"])
    step = await flows.fill_in(step, fields(step))
    await flows.choose(step, "done")
    ((_, kept, after),) = stored(entry)
    assert (kept, after) == (unique_id, data | {"sources": [*data["sources"], watched]})


async def test_a_microphone_that_was_disabled_can_still_be_changed(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A disabled satellite is no reason to refuse another setting, and stays where it is."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    before = stored(entry)
    home.entities.async_update_entity(kitchen.entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    step = await flows.reconfigure(next(iter(entry.subentries)))
    for what in ("source", "control"):
        step = await walk(flows, await flows.choose(step, what))
    step = await flows.fill_in(await flows.choose(step, "source"), {"microphone": "by_hand"})
    step = await walk(flows, step)
    await flows.choose(step, "done")
    assert stored(entry) == before


async def test_a_renamed_entity_stays_the_same_microphone(
    entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """Entities are kept by their registry ids."""
    kitchen = home.satellite("kitchen", "Kitchen")
    await add(flows, kitchen)
    before = stored(entry)
    home.entities.async_update_entity(kitchen.entity.entity_id, new_entity_id="assist_satellite.cookery")
    step = await change(flows, next(iter(entry.subentries)), "source")
    step = await flows.fill_in(step, {"microphone": "by_hand"})
    assert fields(step)["sources"] == ["assist_satellite.cookery"]
    await flows.choose(await walk(flows, step), "done")
    assert stored(entry) == before


async def test_two_that_become_the_same(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """The later of two flows that take one device saves nothing."""
    new = home.satellite("new", "New")
    nothing = {"device_id": None, "sources": [], "controls": [], **NEW}
    first, second = (put(hass, entry, None, name, nothing) for name in ("First", "Second"))
    late = await flows.fill_in(await change(flows, second, "source"), {"microphone": new.entity.id})
    early = await flows.fill_in(await change(flows, first, "source"), {"microphone": new.entity.id})
    await flows.choose(early, "done")
    late = await flows.choose(late, "done")
    assert (late["type"], late["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert stored(entry)[1] == ("Second", None, nothing)
