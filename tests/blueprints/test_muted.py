"""What mutes: a button, a meeting or the TV, and guests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import CoreState, HomeAssistant
import pytest

from tests.home import Satellite, async_wait, shown
from tests.logged import async_log, id_of, record

from .parts import Run

# --- A button -----------------------------------------------------------------------------------------------------------


PRESS = [{"trigger": "event", "event_type": "pressed"}]


async def async_press(hass: HomeAssistant) -> None:
    """Press the button."""
    hass.bus.async_fire("pressed")
    await hass.async_block_till_done()


async def test_a_button_mutes_for_a_while(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """And no longer."""
    await run("mute_by_button", press=PRESS, microphones=microphones, duration={"minutes": 30})
    await async_press(hass)
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=29))
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=2))
    assert not kitchen.muted


@pytest.mark.parametrize(("again", "muted"), [("ends", False), ("prolongs", True)])
async def test_pressing_again(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
    *,
    again: str,
    muted: bool,
) -> None:
    """Ends the mute, or has its time begin anew; it ends no mute of anybody else."""
    await run("mute_by_button", press=PRESS, microphones=microphones, duration={"minutes": 30}, again=again)
    await hass.services.async_call("earshot", "mute", {**microphones, "hold": "Party", "duration": {"minutes": 20}})
    await async_press(hass)
    await async_wait(hass, tuesday_evening, timedelta(minutes=10))
    await async_press(hass)
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=25))
    assert kitchen.muted is muted


# --- A meeting, or the TV -----------------------------------------------------------------------------------------------


async def async_television(hass: HomeAssistant, state: str) -> None:
    """Let the television show a state."""
    hass.states.async_set("media_player.tv", state)
    await hass.async_block_till_done()


async def test_muted_while_the_tv_plays(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """And for a while afterwards; a pause within that ends nothing."""
    hass.states.async_set("media_player.tv", "off")
    await run("meeting_or_tv", entities=["media_player.tv"], microphones=microphones, linger={"minutes": 5})
    await async_television(hass, "playing")
    assert kitchen.muted
    await async_television(hass, "paused")
    await async_wait(hass, tuesday_evening, timedelta(minutes=4))
    assert kitchen.muted
    await async_television(hass, "playing")
    await async_wait(hass, tuesday_evening, timedelta(minutes=10))
    assert kitchen.muted
    await async_television(hass, "paused")
    await async_wait(hass, tuesday_evening, timedelta(minutes=4))
    await async_television(hass, "idle")
    await async_wait(hass, tuesday_evening, timedelta(minutes=2))
    assert not kitchen.muted
    # Nothing is muted that was not muted before.
    await async_television(hass, "off")
    assert not kitchen.muted


@pytest.mark.parametrize("ends", [False, True])
async def test_a_tv_that_cannot_be_read(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run, *, ends: bool
) -> None:
    """Leaves the mute as it is, unless it is said to be over then."""
    hass.states.async_set("media_player.tv", "off")
    await run("meeting_or_tv", entities=["media_player.tv"], microphones=microphones, unavailable_ends=ends)
    await async_television(hass, "playing")
    await async_television(hass, "unavailable")
    assert kitchen.muted is not ends
    await async_television(hass, "off")
    assert not kitchen.muted


async def test_any_of_several_is_enough(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run
) -> None:
    """The mute ends when the last one is over."""
    hass.states.async_set("binary_sensor.meeting", "on")
    await run("meeting_or_tv", entities=["media_player.tv", "binary_sensor.meeting"], microphones=microphones)
    await async_television(hass, "playing")
    hass.states.async_set("binary_sensor.meeting", "off")
    await hass.async_block_till_done()
    assert kitchen.muted
    await async_television(hass, "off")
    assert not kitchen.muted


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("meeting_or_tv", {"entities": ["input_boolean.it"]}), ("guests", {"guests": "input_boolean.it"})],
)
@pytest.mark.parametrize("starts", [False, True])
async def test_what_has_changed_meanwhile_counts(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    name: str,
    inputs: dict[str, Any],
    *,
    starts: bool,
) -> None:
    """While Home Assistant was not running, or the automation was being changed."""
    hass.states.async_set("input_boolean.it", "on")
    if starts:
        hass.set_state(CoreState.not_running)
    await run(name, **inputs, microphones=microphones)
    assert kitchen.muted is not starts
    if starts:
        await hass.async_start()
        await hass.async_block_till_done()
    assert kitchen.muted


# --- Guests -------------------------------------------------------------------------------------------------------------


async def test_muted_while_guests_are_there(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run
) -> None:
    """And live when they have left; an entity that cannot be read changes nothing."""
    hass.states.async_set("input_boolean.guests", "off")
    await run("guests", guests="input_boolean.guests", microphones=microphones)
    for state, muted in (("on", True), ("unavailable", True), ("on", True), ("off", False), ("unavailable", False)):
        hass.states.async_set("input_boolean.guests", state)
        await hass.async_block_till_done()
        assert kitchen.muted is muted, state


@pytest.mark.parametrize(("hours", "left"), [(0, [1, 200]), (2, [1])])
async def test_what_was_heard_of_guests_can_be_erased(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
    hours: int,
    left: list[int],
) -> None:
    """The hours before they left, and nothing that is older."""
    [entry] = hass.config_entries.async_entries("earshot")
    await async_log(entry, *(record(id_of(entry, "Kitchen"), minutes) for minutes in (1, 200)))
    tuesday_evening.move_to(datetime(2026, 10, 20, 23, 0, tzinfo=UTC))
    hass.states.async_set("input_boolean.guests", "on")
    await run("guests", guests="input_boolean.guests", microphones=microphones, forget_hours=hours)
    hass.states.async_set("input_boolean.guests", "off")
    await hass.async_block_till_done(wait_background_tasks=True)
    answer = await hass.services.async_call(
        "earshot", "get_activations", microphones, blocking=True, return_response=True
    )
    starts = [datetime.fromisoformat(each["start"]) for each in answer["activations"]]
    evening = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
    assert sorted(round((start - evening).total_seconds() / 60) for start in starts) == left
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
