"""The repair of a source that has gone: another device, another entity, or no microphone any more."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.microphones.devices import device

from .home import Home, fields, labels
from .microphones import control, data_of, put, stored
from .repairs import NOWHERE, lost_source


@pytest.mark.parametrize("switch_gone", [False, True])
async def test_it_is_another_device_now(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, switch_gone: bool
) -> None:
    """What was found takes the place of what is gone, with what mutes it; all else stays."""
    hass.states.async_set("binary_sensor.listening", "off")
    _, microphone_id, fix = lost_source(hass, entry, home)
    if switch_gone:
        home.entities.async_remove("switch.kitchen_mute")
    listening = {"kind": "binary_sensor", "entity": "binary_sensor.listening", "later": 1}
    entry_data = stored(entry)[0][2]
    entry_data["sources"].append(listening)
    new = home.satellite("new", "New", "esphome")
    step = await fix.start()
    assert (step["step_id"], step["menu_options"]) == ("init", ["found", "entity", "remove"])
    step = await fix.choose(step, "found")
    assert list(labels(step, "microphone")) == [new.entity.id]
    step = await fix.fill_in(step, {"microphone": new.entity.id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    firmware = control(new.switch, "on", "firmware", confirmed=True)
    data = data_of(new, [firmware], later="kept")
    data["sources"].append(listening)
    assert stored(entry) == [("Kitchen", new.entity.id, data)]
    assert list(entry.subentries) == [microphone_id]
    assert not fix.raised


async def test_a_camera_that_it_is_now_goes_on_seeing(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """What would stop its picture is not taken over."""
    _, _, fix = lost_source(hass, entry, home)
    home.entities.async_remove("switch.kitchen_mute")
    made = device(hass, "unifiprotect", "porch", "Porch")
    level = made.entity("number", "microphone_level", "Microphone level")
    made.entity("switch", "privacy_mode", "Privacy mode")
    step = await fix.choose(await fix.start(), "found")
    await fix.fill_in(step, {"microphone": level.id})
    assert stored(entry)[0][2]["controls"] == []


async def test_the_same_device_with_a_new_entity(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """An integration that was set up anew registers its entities anew: they are what the microphone becomes."""
    kitchen, _, fix = lost_source(hass, entry, home)
    again = home.beside(kitchen, "assist_satellite", "again")
    step = await fix.choose(await fix.start(), "found")
    await fix.fill_in(step, {"microphone": again.id})
    software = control(kitchen.switch, "on", "software", confirmed=False)
    sources = [{"kind": "assist_satellite", "entity": again.id}]
    assert stored(entry) == [("Kitchen", again.id, data_of(kitchen, [software], sources=sources, later="kept"))]


async def test_a_found_one_that_vanishes_meanwhile(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """What is gone is not taken."""
    *_, fix = lost_source(hass, entry, home)
    new, other = home.satellite("new", "New"), home.satellite("other", "Other")
    step = await fix.choose(await fix.start(), "found")
    home.entities.async_remove(new.entity.entity_id)
    step = await fix.fill_in(step, {"microphone": new.entity.id})
    assert (step["errors"], list(labels(step, "microphone"))) == (
        {"microphone": "microphone_gone"},
        [other.entity.id],
    )


async def test_another_entity_shows_it(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """An entity takes the place of the one that is gone; how it is muted stays, and so does what still shows it."""
    hass.states.async_set("binary_sensor.listening", "off")
    listening = {"kind": "binary_sensor", "entity": "binary_sensor.listening", "later": 1}
    kitchen, microphone_id, fix = lost_source(hass, entry, home)
    before = stored(entry)[0][2]
    before["sources"].append(listening)
    event = home.speaker("echo", "Echo")
    step = await fix.start()
    step = await fix.choose(step, "entity")
    for chosen, error in (
        ("binary_sensor.nowhere", "entity_not_found"),
        (NOWHERE, "entity_not_found"),
        ("switch.kitchen_mute", "source_unsuitable"),
    ):
        step = await fix.fill_in(step, {"entity_id": chosen})
        assert (step["step_id"], step["errors"]) == ("entity", {"entity_id": error})
        assert fields(step) == {"entity_id": chosen}
    step = await fix.fill_in(step, {"entity_id": event.entity_id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    ((title, unique_id, data),) = stored(entry)
    assert (title, unique_id) == ("Kitchen", event.id)
    sources = [{"kind": "alexa_devices", "entity": event.id}, listening]
    assert data == before | {"device_id": event.device_id, "family": "alexa_devices", "sources": sources}
    assert list(entry.subentries) == [microphone_id]
    assert kitchen.switch.id == data["controls"][0]["entity"]


@pytest.mark.parametrize(
    ("lost", "kind"), [("streaming_sensor", "streaming_sensor"), ("binary_sensor", "binary_sensor")]
)
async def test_a_sensor_means_what_the_lost_one_meant(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, lost: str, kind: str
) -> None:
    """A stream stays a stream: taken for a command, it would be one without an end."""
    hass.states.async_set("binary_sensor.watched", "off")
    _, _, fix = lost_source(hass, entry, home, sources=[{"kind": lost, "entity": NOWHERE}])
    step = await fix.choose(await fix.start(), "entity")
    await fix.fill_in(step, {"entity_id": "binary_sensor.watched"})
    assert stored(entry)[0][2]["sources"] == [{"kind": kind, "entity": "binary_sensor.watched"}]


async def test_an_entity_of_another_microphone_is_taken(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """One device is not in Earshot's care twice."""
    *_, fix = lost_source(hass, entry, home)
    other = home.satellite("other", "Other")
    put(hass, entry, other.entity.id, "Other", data_of(other, []))
    step = await fix.start()
    assert step["menu_options"] == ["entity", "remove"], "nothing was found that it could be"
    step = await fix.choose(step, "entity")
    step = await fix.fill_in(step, {"entity_id": other.entity.entity_id})
    assert step["errors"] == {"entity_id": "already_configured"}


async def test_the_microphone_is_removed(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It is asked once more before anything is gone."""
    *_, fix = lost_source(hass, entry, home)
    step = await fix.choose(await fix.start(), "remove")
    assert (step["type"], step["step_id"], len(entry.subentries)) == (FlowResultType.FORM, "remove", 1)
    step = await fix.fill_in(step, {})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert not entry.subentries
