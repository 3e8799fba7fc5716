"""How a microphone is muted: the form of each kind of control, what it stores, and what it refuses."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData
from homeassistant.helpers import entity_registry as er
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, flush_store

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows.controls.number import NumberForm
from custom_components.earshot.microphones.assurance import Assurance

from .home import Home, Subentries, check_stored, fields, selector_of
from .microphones import control, finish, plug, stored, to_control, to_details, to_way

NOWHERE = "0123456789abcdef0123456789abcdef"
KINDS = ["switch", "plug", "network_block", "select", "number", "actions"]
UNKNOWN = {"assurance": "software", "confirmed": False}


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


@pytest.fixture
async def phone(home: Home) -> Any:
    """Return a satellite that nothing mutes."""
    return home.satellite("phone", "Phone", "voip", mute=False)


def controls(entry: MockConfigEntry) -> list[dict[str, Any]]:
    """Return the controls of the only microphone."""
    ((_, _, data),) = stored(entry)
    return data["controls"]


async def test_all_ways_are_offered(flows: Subentries, home: Home) -> None:
    """What was found comes first, nothing last."""
    step = await to_control(flows, home.satellite("kitchen", "Kitchen"))
    assert selector_of(step, "way").config["options"] == ["found", *KINDS, "none"]


async def test_a_switch(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """Of a switch that is not known, a person says everything, and nothing is believed beforehand."""
    switch = home.entity("switch.relay")
    step = await to_way(flows, phone, "switch")
    assert (step["step_id"], fields(step)) == ("switch", {})
    step = await flows.fill_in(step, {"entity_id": "switch.relay"})
    assert (step["step_id"], fields(step)) == ("switch_settings", {"muted_state": "on", **UNKNOWN})
    step = await flows.fill_in(step, {"muted_state": "off", "assurance": "hardware", "confirmed": True})
    await finish(flows, step)
    assert controls(entry) == [control(switch, "off", "hardware", confirmed=True)]


async def test_a_switch_without_a_registry_entry(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, phone: Any
) -> None:
    """A switch that has only a state is kept by its entity id."""
    hass.states.async_set("switch.yaml_mute", "off")
    step = await flows.fill_in(await to_way(flows, phone, "switch"), {"entity_id": "switch.yaml_mute"})
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry)[0]["entity"] == "switch.yaml_mute"


async def test_nobody_can_claim_more_than_is_known(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """A family's word goes with its switch, whichever microphone and whichever form it is chosen for."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen", "esphome"), home.satellite("bedroom", "Bedroom", "wyoming")
    assert kitchen.switch and bedroom.switch
    step = await flows.fill_in(await to_way(flows, kitchen, "switch"), {"entity_id": bedroom.switch.entity_id})
    assert fields(step) == {"muted_state": "on"}, (
        "a Wyoming satellite never confirms, and holds back no better than software"
    )
    for claim in ({"confirmed": True}, {"assurance": "hardware"}):
        with pytest.raises(InvalidData):
            await flows.fill_in(step, fields(step) | claim)
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == [control(bedroom.switch, "on", "software", confirmed=False)]

    study, hall = home.satellite("study", "Study", "esphome"), home.satellite("hall", "Hall")
    assert study.switch
    step = await flows.fill_in(await to_way(flows, hall, "switch"), {"entity_id": study.switch.entity_id})
    assert "confirmed" not in fields(step)
    assert selector_of(step, "assurance").config["options"] == ["firmware", "software"]


async def test_a_mute_switch_is_no_plug(flows: Subentries, home: Home) -> None:
    """What is known to be a device's own mute switch cannot be called anything more certain."""
    kitchen = home.satellite("kitchen", "Kitchen", "wyoming")
    assert kitchen.switch
    step = await flows.fill_in(await to_way(flows, kitchen, "plug"), {"entity_id": kitchen.switch.entity_id})
    assert (step["step_id"], step["errors"]) == ("plug", {"entity_id": "known_weaker"})


async def test_a_plug(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """Off is muted and the power is cut: only the time that the device needs to come back is asked."""
    socket = home.entity("switch.socket")
    step = await flows.fill_in(await to_way(flows, phone, "plug"), {"entity_id": "switch.socket"})
    assert (step["step_id"], fields(step)) == ("plug_settings", {"boot_time": 60})
    for wrong in (-1, 901):
        with pytest.raises(InvalidData):
            await flows.fill_in(step, {"boot_time": wrong})
    await finish(flows, await flows.fill_in(step, {"boot_time": 90}))
    assert controls(entry) == [plug(socket, 90)]
    (microphone,) = check_stored(entry).microphones.values()
    assert (microphone.controls[0].assurance, microphone.controls[0].boot_time.seconds) == (Assurance.POWER_CUT, 90)


async def test_a_plug_that_only_assumes_its_state(flows: Subentries, home: Home, phone: Any) -> None:
    """Where nobody knows whether the power is cut, nothing is certain."""
    home.entity("switch.socket", assumed_state=True)
    step = await flows.fill_in(await to_way(flows, phone, "plug"), {"entity_id": "switch.socket"})
    assert (step["step_id"], step["errors"]) == ("plug", {"entity_id": "plug_assumed"})


async def test_a_plug_is_recommended(
    entry: MockConfigEntry, flows: Subentries, home: Home, hass: HomeAssistant
) -> None:
    """Where nothing else mutes a cloud speaker, the form says so and has a plug chosen."""
    speaker = home.speaker("echo", "Echo")
    step = await flows.fill_in(await flows.add(), {"microphone": speaker.id})
    assert fields(step) == {"way": "plug"}
    assert "smart plug" in step["description_placeholders"]["advice"]


@pytest.mark.parametrize("muted_state", ["off", "on"])
async def test_a_network_block(
    entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any, muted_state: str
) -> None:
    """A switch that allows is off while it blocks, unless it is one that blocks; more than the upload is never claimed."""
    switch = home.entity("switch.allowed")
    step = await flows.fill_in(await to_way(flows, phone, "network_block"), {"entity_id": "switch.allowed"})
    assert fields(step) == {"muted_state": "off"}
    await finish(flows, await flows.fill_in(step, {"muted_state": muted_state}))
    blocked = control(switch, muted_state, "upload_blocked", confirmed=False)
    assert controls(entry) == [blocked | {"kind": "network_block"}]


async def test_an_option(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """The option that mutes and the one to go back to: both exist, and they differ."""
    wake_word = home.entity("select.wake_word", "okay", options=["okay", "hey", "none"])
    step = await flows.fill_in(await to_way(flows, phone, "select"), {"entity_id": "select.wake_word"})
    assert (step["step_id"], fields(step)) == ("select_settings", UNKNOWN)
    assert selector_of(step, "muted_state").config["entity_id"] == "select.wake_word"
    for wrong, error in (
        ({"muted_state": "nothing", "live_state": "okay"}, {"muted_state": "option_not_found"}),
        ({"muted_state": "none", "live_state": "unavailable"}, {"live_state": "option_not_found"}),
        ({"muted_state": "none", "live_state": "none"}, {"live_state": "states_equal"}),
    ):
        step = await flows.fill_in(step, wrong | UNKNOWN)
        assert (step["step_id"], step["errors"]) == ("select_settings", error)
        assert fields(step) == wrong | UNKNOWN
    chosen = {"muted_state": "none", "live_state": "okay", "assurance": "firmware", "confirmed": True}
    await finish(flows, await flows.fill_in(step, chosen))
    assert controls(entry) == [{"kind": "select", "entity": wake_word.id, **chosen}]


async def test_options_that_are_not_known(hass: HomeAssistant, flows: Subentries, home: Home, phone: Any) -> None:
    """An entity that never told its options cannot be chosen; one that is merely unavailable can."""
    home.entity("select.dark", "unavailable")
    step = await flows.fill_in(await to_way(flows, phone, "select"), {"entity_id": "select.dark"})
    assert step["errors"] == {"entity_id": "options_unknown"}
    home.entities.async_update_entity("select.dark", capabilities={"options": ["on", "off"]})
    step = await flows.fill_in(step, {"entity_id": "select.dark"})
    assert step["step_id"] == "select_settings"


async def test_a_number(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """The least is proposed; values are stored as text without a needless fraction."""
    level = home.entity("number.level", "40", min=0, max=100, step=0.5)
    step = await flows.fill_in(await to_way(flows, phone, "number"), {"entity_id": "number.level"})
    assert fields(step) == {"muted_state": 0, **UNKNOWN}
    for wrong, field in (
        ({"muted_state": 101, "live_state": 50}, "muted_state"),
        ({"live_state": 100.5}, "live_state"),
    ):
        step = await flows.fill_in(step, wrong)
        assert step["errors"] == {field: "number_out_of_range"}
        assert step["description_placeholders"] == {"minimum": "0", "maximum": "100"}
    step = await flows.fill_in(step, {"muted_state": -1, "live_state": 50})
    assert step["errors"] == {"muted_state": "number_not_silent"}
    step = await flows.fill_in(step, {"muted_state": 0, "live_state": 0})
    assert step["errors"] == {"live_state": "states_equal"}
    await finish(flows, await flows.fill_in(step, {"muted_state": 0, "live_state": 62.5}))
    assert controls(entry) == [
        {"kind": "number", "entity": level.id, "muted_state": "0", "live_state": "62.5", **UNKNOWN}
    ]


async def test_a_number_that_cannot_reach_silence(flows: Subentries, home: Home, phone: Any) -> None:
    """A camera's level that goes down to 1 is refused, and its least is named."""
    home.entity("number.level", "40", min=1, max=100)
    step = await flows.fill_in(await to_way(flows, phone, "number"), {"entity_id": "number.level"})
    assert (step["step_id"], step["errors"]) == ("number", {"entity_id": "number_not_silent"})
    assert step["description_placeholders"] == {"minimum": "1"}


async def test_a_number_in_decibels(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """Where the least lies below zero, it is that which is proposed; without limits of its own, Home Assistant's hold."""
    home.entity("number.gain", "0", min=-60.5, max=12)
    step = await flows.fill_in(await to_way(flows, phone, "number"), {"entity_id": "number.gain"})
    assert fields(step)["muted_state"] == -60.5
    await finish(flows, await flows.fill_in(step, fields(step) | {"live_state": 0}))
    assert (controls(entry)[0]["muted_state"], controls(entry)[0]["live_state"]) == ("-60.5", "0")


@given(muted=st.floats(allow_nan=False, allow_infinity=False), live=st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_is_shown_again_as_it_was_entered(muted: float, live: float) -> None:
    """What is stored as text is the same number."""
    entered = {"muted_state": muted, "live_state": live}
    assert NumberForm().suggested(NumberForm().data(entered)) == entered


async def test_actions(hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """They are kept exactly as they were entered, so that they survive a restart; Home Assistant has checked them all the same."""
    told = home.entity("binary_sensor.muted", "off")
    mute = [
        {"action": "shell_command.mute", "data": {"room": "{{ 'kitchen' }}"}},
        {"delay": {"hours": 0, "minutes": 0, "seconds": 2}},
        {"if": [{"condition": "template", "value_template": "{{ true }}"}], "then": [{"action": "script.mute"}]},
    ]
    live = [{"action": "shell_command.live", "target": {"entity_id": ["light.lamp"]}}]
    step = await to_way(flows, phone, "actions")
    assert fields(step) == {"mute_actions": [], "live_actions": []}
    chosen = {"mute_actions": mute, "live_actions": live, "entity_id": "binary_sensor.muted"}
    step = await flows.fill_in(step, chosen)
    assert (step["step_id"], fields(step)) == ("actions_settings", UNKNOWN)
    for state in ("", "unavailable", "unknown"):
        step = await flows.fill_in(step, {"muted_state": state, **UNKNOWN})
        assert step["errors"] == {"muted_state": "state_unusable"}
    await finish(flows, await flows.fill_in(step, {"muted_state": "on", **UNKNOWN}))
    assert controls(entry) == [
        {
            "kind": "actions",
            "entity": told.id,
            "mute_actions": mute,
            "live_actions": live,
            "muted_state": "on",
            **UNKNOWN,
        }
    ]
    await flush_store(hass.config_entries._store)


async def test_a_single_action_is_a_sequence(entry: MockConfigEntry, flows: Subentries, home: Home, phone: Any) -> None:
    """What a person types in YAML may be one action instead of a list."""
    home.entity("binary_sensor.muted", "off")
    action = {"action": "script.mute"}
    chosen = {"mute_actions": action, "live_actions": [action], "entity_id": "binary_sensor.muted"}
    step = await flows.fill_in(await to_way(flows, phone, "actions"), chosen)
    await finish(flows, await flows.fill_in(step, {"muted_state": "on"}))
    assert controls(entry)[0]["mute_actions"] == [action]


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        ({"mute_actions": []}, "mute_actions", "actions_missing"),
        ({"live_actions": []}, "live_actions", "actions_missing"),
        ({"mute_actions": [{"unheard": "of"}]}, "mute_actions", "actions_invalid"),
        ({"mute_actions": ["script.mute"]}, "mute_actions", "actions_invalid"),
        ({"mute_actions": "script.mute"}, "mute_actions", "actions_invalid"),
        ({"live_actions": [{"action": "no action\n**x**"}]}, "live_actions", "actions_invalid"),
        ({"live_actions": [{"device_id": NOWHERE, "domain": "light", "type": "x"}]}, "live_actions", "actions_invalid"),
        ({"live_actions": [{"delay": "soon"}]}, "live_actions", "actions_invalid"),
        ({"mute_actions": [{"delay": {"days": 1e20}}]}, "mute_actions", "actions_invalid"),
        ({"mute_actions": [{"wait_for_trigger": 1}]}, "mute_actions", "actions_invalid"),
        ({"mute_actions": [1, None, []]}, "mute_actions", "actions_invalid"),
        ({"mute_actions": [{"variables": {"x": "{{ unclosed"}}]}, "mute_actions", "actions_invalid"),
    ],
)
async def test_actions_that_will_not_do(
    flows: Subentries, home: Home, phone: Any, wrong: dict[str, Any], field: str, error: str
) -> None:
    """Home Assistant's own word on them stands at the field, as one line of plain text; what was entered is kept."""
    home.entity("binary_sensor.muted", "off")
    right = [{"action": "script.mute"}]
    chosen = {"mute_actions": right, "live_actions": right, "entity_id": "binary_sensor.muted"} | wrong
    step = await flows.fill_in(await to_way(flows, phone, "actions"), chosen)
    assert (step["step_id"], step["errors"]) == ("actions", {field: error})
    assert fields(step) == chosen
    if error == "actions_invalid":
        reason = step["description_placeholders"]["reason"]
        assert reason
        assert reason.isprintable()


@pytest.mark.parametrize("kind", ["switch", "plug", "network_block", "select", "number", "actions"])
async def test_entities_that_will_not_do(
    hass: HomeAssistant, flows: Subentries, home: Home, phone: Any, kind: str
) -> None:
    """Each is refused at the field, by name; Earshot's own are not even offered."""
    domain = {"select": "select", "number": "number"}.get(kind, "switch")
    asleep, own = home.entity(f"{domain}.asleep"), home.entity(f"{domain}.own", platform=DOMAIN)
    home.entities.async_update_entity(asleep.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    hass.states.async_set("light.lamp", "on")
    right = [{"action": "script.mute"}]
    more = {"mute_actions": right, "live_actions": right} if kind == "actions" else {}

    step = await to_way(flows, phone, kind)
    assert own.entity_id in selector_of(step, "entity_id").config["exclude_entities"]
    wrongs = [
        (f"{domain}.nowhere", "entity_not_found"),
        (NOWHERE, "entity_not_found"),
        (asleep.entity_id, "entity_disabled"),
        (own.id, "entity_own"),
    ]
    if kind != "actions":
        wrongs.append(("light.lamp", "entity_not_found"))
    for chosen, error in wrongs:
        step = await flows.fill_in(step, {"entity_id": chosen, **more})
        assert (step["step_id"], step["errors"]) == (kind, {"entity_id": error})
        assert fields(step)["entity_id"] == chosen
        assert step["description_placeholders"]["who"]


async def test_a_second_way_to_mute(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """It stands behind the first, cannot be the same, and can be taken back."""
    kitchen, socket = home.satellite("kitchen", "Kitchen"), home.entity("switch.socket")
    assert kitchen.switch
    step = await to_details(flows, kitchen)
    step = await flows.choose(await flows.fill_in(step, fields(step)), "second_control")
    assert (step["step_id"], fields(step)) == ("second_control", {"way": "none"})
    assert selector_of(step, "way").config["options"] == [*KINDS, "none"]
    step = await flows.fill_in(step, {"way": "switch"})
    step = await flows.fill_in(step, {"entity_id": kitchen.switch.entity_id})
    assert step["errors"] == {"entity_id": "entity_twice"}

    step = await flows.fill_in(step, {"entity_id": socket.entity_id})
    step = await flows.fill_in(step, fields(step))
    assert (step["step_id"], step["menu_options"]) == ("ready", ["save", "second_control"])
    assert "socket" in step["description_placeholders"]["second"]

    step = await flows.choose(step, "second_control")
    step = await flows.fill_in(step, {"way": "plug"})
    step = await flows.fill_in(step, {"entity_id": socket.entity_id})
    step = await flows.choose(await flows.fill_in(step, fields(step)), "save")
    first = control(kitchen.switch, "on", "software", confirmed=False)
    assert controls(entry) == [first, plug(socket)]


async def test_the_second_way_can_be_taken_back(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Choosing nothing in its place leaves the first alone."""
    kitchen, socket = home.satellite("kitchen", "Kitchen"), home.entity("switch.socket")
    step = await to_details(flows, kitchen)
    step = await flows.choose(await flows.fill_in(step, fields(step)), "second_control")
    step = await flows.fill_in(await flows.fill_in(step, {"way": "plug"}), {"entity_id": socket.entity_id})
    step = await flows.choose(await flows.fill_in(step, fields(step)), "second_control")
    await flows.choose(await flows.fill_in(step, {"way": "none"}), "save")
    assert controls(entry) == [control(kitchen.switch, "on", "software", confirmed=False)]
