"""The repair that takes microphones into care: all that mutes without a price is proposed."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.microphones.devices import device

from .home import Home, fields, labels
from .microphones import control, data_of, stored
from .repairs import Fix


async def test_what_is_uncovered_is_added_as_it_was_found(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """Everything is chosen beforehand; what is added is what the first run would have made of it."""
    kitchen, phone = home.satellite("kitchen", "Kitchen"), home.satellite("phone", "Phone", "voip", mute=False)
    fix = Fix(hass, "microphones_uncovered")
    step = await fix.start()
    assert (step["step_id"], fields(step)) == ("confirm", {"microphones": [kitchen.entity.id, phone.entity.id]})
    assert labels(step, "microphones")[kitchen.entity.id].startswith("Kitchen – muted by its switch “Mute”.")
    step = await fix.fill_in(step, fields(step))
    assert step["type"] is FlowResultType.CREATE_ENTRY
    software = control(kitchen.switch, "on", "software", confirmed=False)
    assert stored(entry) == [
        ("Kitchen", kitchen.entity.id, data_of(kitchen, [software])),
        ("Phone", phone.entity.id, data_of(phone, [], family="voip")),
    ]
    assert not fix.raised


async def test_some_can_be_left_alone(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Only what is chosen is added; to add none at all, the issue is to be ignored."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    fix = Fix(hass, "microphones_uncovered")
    step = await fix.fill_in(await fix.start(), {"microphones": []})
    assert step["errors"] == {"microphones": "none_chosen"}
    home.entities.async_remove(kitchen.entity.entity_id)
    step = await fix.fill_in(step, {"microphones": [kitchen.entity.id]})
    assert step["errors"] == {"microphones": "microphone_gone"}
    assert stored(entry) == []
    assert fix.raised
    await fix.fill_in(step, {"microphones": [bedroom.entity.id]})
    assert [title for title, _, _ in stored(entry)] == ["Bedroom"]


async def test_a_camera_that_only_its_privacy_mode_silences_is_not_proposed(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """It is offered and not chosen; whoever chooses it gets it with its picture, and without a mute."""
    made = device(hass, "unifiprotect", "porch", "Porch")
    level = made.entity("number", "microphone_level", "Microphone level")
    made.entity("switch", "privacy_mode", "Privacy mode")
    kitchen = home.satellite("kitchen", "Kitchen")
    step = await Fix(hass, "microphones_uncovered").start()
    assert fields(step) == {"microphones": [kitchen.entity.id]}
    assert "also stops the camera’s picture" in labels(step, "microphones")[level.id]
    await Fix(hass, "microphones_uncovered").fill_in(step, {"microphones": [level.id]})
    ((title, unique_id, data),) = stored(entry)
    assert (title, unique_id, data["controls"]) == ("Porch", level.id, [])


async def test_what_is_added_goes_back_to_what_it_shows_now(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A number that mutes comes with the value that it has."""
    level = device(hass, "ring", "door", "Door").entity("number", "mic_volume", "Mic volume")
    hass.states.async_set(level.entity_id, "8", {"min": 0, "max": 11})
    fix = Fix(hass, "microphones_uncovered")
    step = await fix.start()
    await fix.fill_in(step, fields(step))
    ((_, _, data),) = stored(entry)
    assert [(each["muted_state"], each["live_state"]) for each in data["controls"]] == [("0", "8")]


async def test_what_was_added_meanwhile_needs_no_repair(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Where nothing is left to add, the issue is settled at once."""
    fix = Fix(hass, "microphones_uncovered")
    assert (await fix.start())["type"] is FlowResultType.CREATE_ENTRY
    assert not fix.raised
