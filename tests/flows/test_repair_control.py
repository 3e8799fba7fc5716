"""The repair of a mute control that has gone: another entity in its place, or none."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Home, fields, selector_of
from .microphones import NEW, plug, put, stored
from .repairs import NOWHERE, gone, lost_controls


async def test_another_switch_mutes_it(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It takes the old one's place and settings; what was claimed of the old one is not claimed of it."""
    relay, socket = home.entity("switch.relay"), home.entity("switch.socket")
    _, fix = lost_controls(hass, entry, home, plug(socket), gone("switch", muted_state="off"))
    step = await fix.start()
    assert (step["step_id"], step["menu_options"]) == ("init", ["replace", "without"])
    step = await fix.choose(step, "replace")
    for chosen, error in (
        ("switch.nowhere", "entity_not_found"),
        ("sensor.any", "entity_not_found"),
        ("switch.socket", "entity_twice"),
    ):
        step = await fix.fill_in(step, {"entity_id": chosen})
        assert (step["step_id"], step["errors"]) == ("replace", {"entity_id": error})
        assert fields(step) == {"entity_id": chosen}
    step = await fix.fill_in(step, {"entity_id": "switch.relay"})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    ((_, _, data),) = stored(entry)
    replaced = gone("switch", muted_state="off", entity=relay.id, assurance="software", confirmed=False)
    assert data["controls"] == [plug(socket), replaced]
    assert data["later"] == "kept"
    assert not fix.raised


async def test_a_plug_stays_as_certain(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """A cut is a cut, whichever plug does it; a device's own switch is none."""
    socket, bedroom = home.entity("switch.socket"), home.satellite("bedroom", "Bedroom")
    assert bedroom.switch
    lost = plug(socket) | {"entity": "switch.old_socket"}
    _, fix = lost_controls(hass, entry, home, lost)
    step = await fix.choose(await fix.start(), "replace")
    step = await fix.fill_in(step, {"entity_id": bedroom.switch.entity_id})
    assert step["errors"] == {"entity_id": "known_weaker"}
    await fix.fill_in(step, {"entity_id": "switch.socket"})
    assert stored(entry)[0][2]["controls"] == [plug(socket)]


async def test_a_family_vouches_for_its_own(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Of a switch that is known, nobody has to say anything."""
    study = home.satellite("study", "Study", "esphome")
    assert study.switch
    _, fix = lost_controls(hass, entry, home, gone("switch"))
    await fix.fill_in(await fix.choose(await fix.start(), "replace"), {"entity_id": study.switch.entity_id})
    (replaced,) = stored(entry)[0][2]["controls"]
    assert (replaced["assurance"], replaced["confirmed"]) == ("firmware", True)


async def test_what_the_new_entity_cannot_do_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """An option that it lacks, a number that it does not reach; each control is asked for in turn."""
    few, wake_word = (
        home.entity("select.few", "a", options=["a", "b"]),
        home.entity("select.wake_word", "x", options=["x", "none"]),
    )
    high, level = home.entity("number.high", "5", min=1), home.entity("number.level", "5", min=0, max=40)
    loud = home.entity("number.loud", "5", min=0, max=4)
    _, fix = lost_controls(
        hass,
        entry,
        home,
        gone("select", muted_state="none"),
        gone("number", muted_state="0", live_state="30"),
    )
    step = await fix.choose(await fix.start(), "replace")
    assert selector_of(step, "entity_id").config["filter"] == [{"domain": ["select"]}, {"domain": ["input_select"]}]
    step = await fix.fill_in(step, {"entity_id": few.entity_id})
    assert step["errors"] == {"entity_id": "option_not_found"}
    step = await fix.fill_in(step, {"entity_id": wake_word.entity_id})
    assert (step["step_id"], fields(step), step["errors"]) == ("replace", {}, {})
    step = await fix.fill_in(step, {"entity_id": high.entity_id})
    assert step["errors"] == {"entity_id": "number_not_silent"}
    step = await fix.fill_in(step, {"entity_id": loud.entity_id})
    assert step["errors"] == {"entity_id": "number_out_of_range"}
    assert step["description_placeholders"] == {"minimum": "0", "maximum": "4"}
    step = await fix.fill_in(step, {"entity_id": level.entity_id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert [each["entity"] for each in stored(entry)[0][2]["controls"]] == [wake_word.id, level.id]


async def test_what_another_microphone_is_muted_by_in_another_way_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """The two would work against each other; in the same way they share it."""
    relay = home.entity("switch.relay")
    put(hass, entry, None, "Hall", {"device_id": None, "sources": [], "controls": [plug(relay)], **NEW})
    _, fix = lost_controls(hass, entry, home, gone("switch", muted_state="off"), plug(relay) | {"entity": NOWHERE})
    step = await fix.choose(await fix.start(), "replace")
    step = await fix.fill_in(step, {"entity_id": "switch.relay"})
    assert (step["step_id"], step["errors"]) == ("replace", {"entity_id": "used_otherwise"})
    assert step["description_placeholders"] == {"who": "Hall"}
    home.entity("switch.other")
    step = await fix.fill_in(step, {"entity_id": "switch.other"})
    step = await fix.fill_in(step, {"entity_id": "switch.relay"})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert stored(entry)[1][2]["controls"][1] == plug(relay)


async def test_one_of_several_that_mute_together_has_gone(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """What takes their place mutes alone, unless its family knows better."""
    relay, left = home.entity("switch.relay"), home.entity("switch.left")
    together = gone("switch", entity=left.id, also=[NOWHERE])
    _, fix = lost_controls(hass, entry, home, together)
    step = await fix.choose(await fix.start(), "replace")
    assert step["step_id"] == "replace"
    await fix.fill_in(step, {"entity_id": "switch.relay"})
    (replaced,) = stored(entry)[0][2]["controls"]
    assert (replaced["entity"], replaced.get("also")) == (relay.id, None)


async def test_going_on_without(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It is asked once more; what is still there goes on muting, and a kind of a later version can only be let go."""
    socket = home.entity("switch.socket")
    _, fix = lost_controls(hass, entry, home, gone("laser"), plug(socket), gone("switch"))
    step = await fix.start()
    assert step["menu_options"] == ["without"]
    step = await fix.choose(step, "without")
    assert (step["type"], step["step_id"]) == (FlowResultType.FORM, "without")
    assert len(stored(entry)[0][2]["controls"]) == 3
    await fix.fill_in(step, {})
    assert stored(entry)[0][2]["controls"] == [plug(socket)]


async def test_one_that_came_back_needs_no_repair(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Where nothing is gone any more, nothing changes."""
    hass.states.async_set("switch.slow", "off")
    _, fix = lost_controls(hass, entry, home, gone("switch", entity="switch.slow"))
    before = stored(entry)
    step = await fix.choose(await fix.start(), "replace")
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert stored(entry) == before
