"""What discovery found is taken: at once where all is known, after a question where something is open, never a camera's picture unasked."""

from dataclasses import replace
from typing import Any

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows import trust
from custom_components.earshot.microphones.discovery import async_discover
from tests.microphones.devices import device, mac

from .home import Home, Satellite, Subentries, fields, labels, selector_of
from .microphones import control, finish, put, stored, to_details, to_way

CONFIRMED = {"assurance": "firmware", "confirmed": True}


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


def controls(entry: MockConfigEntry) -> list[dict[str, Any]]:
    """Return the controls of the only microphone."""
    ((_, _, data),) = stored(entry)
    return data["controls"]


async def first_run(hass: HomeAssistant, chosen: list[str] | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Go through the first run without rules; answers its first screen, and the controls by the name of their microphone."""
    manager = hass.config_entries.flow
    first = await manager.async_init(DOMAIN, context={"source": SOURCE_USER})
    chosen = fields(first)["microphones"] if chosen is None else chosen
    step = await manager.async_configure(first["flow_id"], {"microphones": chosen})
    step = await manager.async_configure(step["flow_id"], {"preset": "none"})
    return first, {each.title: each.data["controls"] for each in step["result"].subentries.values()}


def protect(hass: HomeAssistant) -> tuple[er.RegistryEntry, er.RegistryEntry]:
    """Add a camera that only its privacy mode silences; answers what stands for it, and the switch."""
    made = device(hass, "unifiprotect", "porch", "Porch")
    level = made.entity("number", "microphone_level", "Microphone level")
    return level, made.entity("switch", "privacy_mode", "Privacy mode")


def intercom(hass: HomeAssistant, value: str | None = "8") -> er.RegistryEntry:
    """Add an intercom that a number mutes, at a value; without a state where that is None."""
    level = device(hass, "ring", "door", "Door").entity("number", "mic_volume", "Mic volume")
    if value is not None:
        hass.states.async_set(level.entity_id, value, {"min": 0, "max": 11})
    return level


# --- A mute that stops a camera's picture ---------------------------------------------------------------------------------


async def test_the_first_run_does_not_propose_what_stops_a_picture(hass: HomeAssistant, home: Home) -> None:
    """The camera is listed and not chosen, and says why; everything else is."""
    level, _ = protect(hass)
    kitchen, phone = home.satellite("kitchen", "Kitchen"), home.satellite("phone", "Phone", "voip", mute=False)
    step, taken = await first_run(hass)
    assert fields(step)["microphones"] == [kitchen.entity.id, phone.entity.id]
    assert labels(step, "microphones")[level.id] == (
        "Porch – can be muted by its switch “Privacy mode”. Firmware: the device itself stops listening. The device confirms"
        " it. That also stops the camera’s picture: until you choose it for this microphone, nothing mutes it."
    )
    assert list(taken) == ["Kitchen", "Phone"]


async def test_a_camera_that_is_chosen_on_the_first_run_goes_on_seeing(hass: HomeAssistant) -> None:
    """It is listed, and nothing mutes it."""
    level, _ = protect(hass)
    _, taken = await first_run(hass, [level.id])
    assert taken == {"Porch": []}


async def test_a_picture_is_stopped_only_for_whoever_chooses_that(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """Adding a camera proposes no mute; what was found is offered with a warning, and taken with its family's word."""
    level, privacy = protect(hass)
    step = await flows.fill_in(await flows.add(), {"microphone": level.id})
    assert fields(step) == {"way": "none"}
    assert "found" in selector_of(step, "way").config["options"]
    assert "also stops the camera’s picture" in step["description_placeholders"]["advice"]
    await finish(flows, await flows.fill_in(step, {"way": "found"}))
    assert controls(entry) == [control(privacy, "on", "firmware", confirmed=True)]


async def test_a_camera_is_watched_only_where_nothing_is_chosen(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """What the form proposes leaves the picture alone."""
    level, _ = protect(hass)
    step = await flows.fill_in(await flows.add(), {"microphone": level.id})
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == []


async def test_what_stops_a_picture_stands_in_for_nothing(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """A camera whose sound can be turned off is proposed with that alone, and without a warning."""
    made = device(hass, "reolink", "drive", "Drive")
    audio = made.entity("switch", "record_audio", "Record audio")
    made.entity("switch", "privacy_mode", "Privacy mode")
    step = await flows.fill_in(await flows.add(), {"microphone": audio.id})
    assert fields(step) == {"way": "found"}
    assert "picture" not in step["description_placeholders"]["advice"]
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == [control(audio, "off", "firmware", confirmed=True)]


async def test_a_privacy_mode_chosen_by_hand_is_known(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """A family's word goes with it, whichever way it is chosen."""
    level, privacy = protect(hass)
    step = await flows.fill_in(await flows.add(), {"microphone": level.id})
    step = await flows.fill_in(await flows.fill_in(step, {"way": "switch"}), {"entity_id": privacy.entity_id})
    assert fields(step) == {"muted_state": "on", "assurance": "firmware"}, "nobody is asked whether it is confirmed"
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == [control(privacy, "on", "firmware", confirmed=True)]


async def test_a_microphone_that_becomes_a_camera_goes_on_seeing(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A microphone that is pointed at a camera does not take over what stops the picture."""
    kitchen = home.satellite("kitchen", "Kitchen")
    step = await to_details(flows, kitchen)
    await flows.finish(step, fields(step))
    level, _ = protect(hass)
    step = await flows.choose(await flows.reconfigure(next(iter(entry.subentries))), "source")
    step = await flows.fill_in(step, {"microphone": level.id})
    await flows.choose(step, "done")
    assert controls(entry) == []


# --- What a release goes to -----------------------------------------------------------------------------------------------


def voice(hass: HomeAssistant, home: Home, wake_word: str | None) -> tuple[Satellite, er.RegistryEntry]:
    """Add an ESPHome device with one wake word select; without a state where that is None."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    select = home.beside(kitchen, "select", "wake_word", translation_key="wake_word", original_name="Wake word")
    if wake_word is not None:
        hass.states.async_set(select.entity_id, wake_word, {"options": ["no_wake_word", "hey_jarvis", "okay_nabu"]})
    return kitchen, select


def no_wake_word(select: er.RegistryEntry, live_state: str) -> dict[str, Any]:
    """Return the wake word select as it is stored."""
    software = control(select, "no_wake_word", "software", confirmed=False)
    return software | {"kind": "select", "live_state": live_state}


async def test_a_second_way_that_was_found_is_asked_what_it_goes_back_to(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """What stands in has no option to go back to yet: the one of now is suggested, any other can be chosen."""
    kitchen, select = voice(hass, home, "okay_nabu")
    step = await to_way(flows, kitchen, "found")
    assert (step["step_id"], fields(step)) == (
        "select_settings",
        {"muted_state": "no_wake_word", "live_state": "okay_nabu"},
    )
    await finish(flows, await flows.fill_in(step, fields(step) | {"live_state": "hey_jarvis"}))
    firmware = control(kitchen.switch, "on", "firmware", confirmed=True)
    assert controls(entry) == [firmware, no_wake_word(select, "hey_jarvis")]


async def test_nothing_is_suggested_where_it_mutes_now(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A microphone that is muted already tells nothing of where to go back to."""
    kitchen, select = voice(hass, home, "no_wake_word")
    step = await to_way(flows, kitchen, "found")
    assert fields(step) == {"muted_state": "no_wake_word"}
    step = await flows.fill_in(step, fields(step) | {"live_state": "no_wake_word"})
    assert step["errors"] == {"live_state": "states_equal"}
    await finish(flows, await flows.fill_in(step, fields(step) | {"live_state": "okay_nabu"}))
    assert controls(entry)[1] == no_wake_word(select, "okay_nabu")


async def test_a_second_way_that_cannot_be_asked_about_is_left_out(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A select that never told its options keeps nobody from adding the microphone."""
    kitchen, _ = voice(hass, home, None)
    await finish(flows, await to_way(flows, kitchen, "found"))
    assert controls(entry) == [control(kitchen.switch, "on", "firmware", confirmed=True)]


async def test_a_first_way_that_cannot_be_asked_about_says_so(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """The error stands at the choice, and another way can be taken."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome", mute=False)
    home.beside(kitchen, "select", "wake_word", translation_key="wake_word")
    step = await to_way(flows, kitchen, "found")
    assert (step["step_id"], step["errors"], fields(step)) == (
        "control",
        {"way": "options_unknown"},
        {"way": "found"},
    )
    await finish(flows, await flows.fill_in(step, {"way": "none"}))
    assert controls(entry) == []


async def test_a_number_that_was_found_is_asked_what_it_goes_back_to(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """The value of now is suggested."""
    level = intercom(hass, "7.5")
    step = await flows.fill_in(await flows.add(), {"microphone": level.id})
    step = await flows.fill_in(step, {"way": "found"})
    assert (step["step_id"], fields(step)) == (
        "number_settings",
        {"muted_state": 0, "live_state": 7.5, "assurance": "firmware"},
    )
    await finish(flows, await flows.fill_in(step, fields(step)))
    number = {"kind": "number", "entity": level.id, "muted_state": "0", "live_state": "7.5", **CONFIRMED}
    assert controls(entry) == [number]


@pytest.mark.parametrize(("wake_word", "taken"), [("okay_nabu", True), ("no_wake_word", False), ("unavailable", False)])
async def test_the_first_run_goes_back_to_the_option_of_now(
    hass: HomeAssistant, home: Home, wake_word: str, taken: bool
) -> None:
    """Where there is none that could be gone back to, the first way stands alone."""
    kitchen, select = voice(hass, home, wake_word)
    _, found = await first_run(hass)
    firmware = control(kitchen.switch, "on", "firmware", confirmed=True)
    assert found["Kitchen"] == [firmware, *([no_wake_word(select, "okay_nabu")] if taken else [])]


@pytest.mark.parametrize(("value", "live"), [("8.0", "8"), ("0", None), ("0.0", None), ("unknown", None), (None, None)])
async def test_the_first_run_goes_back_to_the_value_of_now(
    hass: HomeAssistant, value: str | None, live: str | None
) -> None:
    """Where there is none, nothing mutes the microphone, and its line says why before it is chosen."""
    level = intercom(hass, value)
    step, found = await first_run(hass)
    label = labels(step, "microphones")[level.id]
    if live is None:
        assert found == {"Door": []}
        assert label.startswith("Door – can be muted by “Mic volume” at 0.")
        assert label.endswith("until you choose that for this microphone, nothing mutes it.")
    else:
        number = {"kind": "number", "entity": level.id, "muted_state": "0", "live_state": live, **CONFIRMED}
        assert found == {"Door": [number]}
        assert label.startswith("Door – muted by “Mic volume” at 0.")


async def test_of_an_unknown_camera_the_found_polarity_is_suggested(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """A switch that is on while it hears mutes when it is off; how far to trust it is still for a person to say."""
    made = device(hass, "unheard_of", "yard", "Yard")
    made.entity("camera")
    hears = made.entity("switch", name="Microphone")
    step = await flows.fill_in(await flows.add(), {"microphone": hears.id})
    step = await flows.fill_in(step, {"way": "found"})
    assert fields(step) == {"muted_state": "off", "assurance": "software", "confirmed": False}
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == [control(hears, "off", "software", confirmed=False)]


async def test_what_was_found_says_nothing_of_a_second_way(hass: HomeAssistant, flows: Subentries, home: Home) -> None:
    """Another switch starts with what most switches mean."""
    made = device(hass, "unheard_of", "yard", "Yard")
    made.entity("camera")
    hears = made.entity("switch", name="Microphone")
    home.entity("switch.relay")
    step = await flows.fill_in(await flows.add(), {"microphone": hears.id})
    step = await flows.fill_in(step, {"way": "found"})
    step = await flows.fill_in(step, fields(step))
    step = await flows.choose(await flows.fill_in(step, fields(step)), "second_control")
    step = await flows.fill_in(await flows.fill_in(step, {"way": "switch"}), {"entity_id": "switch.relay"})
    assert fields(step)["muted_state"] == "on"


async def test_what_a_family_knows_goes_with_an_entity_that_is_chosen_by_hand(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside what is asked a control may hold more, such as what has to be muted together with it."""
    kitchen, lamp = home.satellite("kitchen", "Kitchen", "esphome"), home.switch("beside")
    (found,) = async_discover(hass)
    more = replace(found, controls=({**found.controls[0], "also": [lamp.id]},))
    monkeypatch.setattr(trust, "async_discover", lambda hass: [more])
    assert kitchen.switch
    hall = home.satellite("hall", "Hall", "voip", mute=False)
    step = await flows.fill_in(await to_way(flows, hall, "switch"), {"entity_id": kitchen.switch.entity_id})
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert controls(entry) == [control(kitchen.switch, "on", "firmware", confirmed=True) | {"also": [lamp.id]}]


async def test_each_that_is_open_is_asked_in_turn(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries
) -> None:
    """One device that two integrations show may bring two."""
    satellite = device(hass, "esphome", "x", "Door", connections=mac("20:f8:3b:00:00:01"))
    main = satellite.entity("assist_satellite")
    select = satellite.entity("select", "wake_word")
    hass.states.async_set(select.entity_id, "okay_nabu", {"options": ["no_wake_word", "okay_nabu"]})
    made = device(hass, "ring", "y", "Door", connections=mac("20:f8:3b:00:00:01"))
    level = made.entity("number", "mic_volume", "Mic volume")
    hass.states.async_set(level.entity_id, "8", {"min": 0, "max": 11})
    step = await flows.fill_in(await flows.add(), {"microphone": main.id})
    step = await flows.fill_in(step, {"way": "found"})
    assert step["step_id"] == "select_settings"
    step = await flows.fill_in(step, fields(step))
    assert step["step_id"] == "number_settings"
    await finish(flows, await flows.fill_in(step, fields(step)))
    assert [each["live_state"] for each in controls(entry)] == ["okay_nabu", "8"]


# --- What another microphone is muted by ----------------------------------------------------------------------------------


async def test_what_was_found_may_be_another_microphones(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home
) -> None:
    """A satellite described by hand, whose switch another microphone has as something else: the choice says whose."""
    kitchen = home.satellite("kitchen", "Kitchen", "esphome")
    blocked = control(kitchen.switch, "off", "upload_blocked", confirmed=False) | {"kind": "network_block"}
    put(hass, entry, None, "Hall", {"device_id": None, "sources": [], "controls": [blocked]})
    step = await flows.fill_in(await flows.add(), {"sources": [kitchen.entity.entity_id]})
    step = await flows.fill_in(step, {"way": "found"})
    assert (step["step_id"], step["errors"]) == ("control", {"way": "used_otherwise"})
    assert step["description_placeholders"]["who"] == "Hall"
