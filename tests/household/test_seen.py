"""What is shown is what is read back."""

from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.earshot.const import MicrophoneStatus
from tests.home import TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night, rule, shown

from .parts import status


async def test_the_indicator_lingers_and_the_activation_is_logged(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A command turns the indicator on and, five seconds after it, off; it leaves one event and one row."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_show("listening")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "binary_sensor", "recording") == "on"
    assert status(hass) == "listening"
    freezer.tick(3)
    await kitchen.async_show("processing")
    await kitchen.async_show("idle")
    assert status(hass) == "armed"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "off"
    assert shown(hass, "binary_sensor", "recording") == "off"
    event = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert event.attributes["event_type"] == "activation"
    assert (event.attributes["duration"], event.attributes["outcome"]) == (3.0, "intent")
    answer = await hass.services.async_call("earshot", "get_activations", {}, blocking=True, return_response=True)
    assert [(row["microphone"], row["duration"]) for row in answer["activations"]] == [("Kitchen", 3.0)]


async def test_a_blocked_upload_says_nothing_of_a_device_that_is_away(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """What the router does is known, what the microphone does is not: the indicator is unknown, never off."""
    block = {
        "kind": "network_block",
        "entity": bedroom.switch_id,
        "muted_state": "on",
        "assurance": "upload_blocked",
        "confirmed": False,
    }
    await async_earshot(hass, microphone(hass, kitchen, controls=[block]), night())
    await async_wait(hass, freezer, TEN)
    recording = entity(hass, "binary_sensor", "recording", "Kitchen")
    assert (shown(hass, "sensor", "status", "Kitchen"), hass.states.get(recording).state) == ("blocked", "off")
    await kitchen.async_show("unavailable")
    assert (shown(hass, "sensor", "status", "Kitchen"), hass.states.get(recording).state) == ("blocked", "unknown")


async def test_what_is_unavailable_is_unknown(hass: HomeAssistant, bedroom: Satellite) -> None:
    """Never "not recording", never "muted"."""
    await async_earshot(hass, microphone(hass, bedroom))
    bedroom.switch.come_and_go(False)
    await bedroom.async_show("unavailable")
    assert status(hass, "Bedroom") == "unknown"
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "unknown"
    assert shown(hass, "binary_sensor", "recording") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_heard_while_paused_is_shown_and_told(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A mute that is only believed in does not hide what is heard."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    assert status(hass) == "listening"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await kitchen.async_show("idle")
    event = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert event.attributes["event_type"] == "while_muted"


async def test_what_goes_on_while_paused_is_not_looked_at_without_end(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No timer is ever armed in the past: that would be a spin."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    freezer.tick(timedelta(seconds=30))
    await kitchen.async_show("processing")
    await kitchen.async_show("listening")
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    assert household._timer_at > dt_util.utcnow()


async def test_what_a_command_no_longer_waits_for_hides_nothing_that_comes_later(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A timer that was armed for less stays armed, and is armed for the boundary when it comes to nothing."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    await kitchen.async_speak()
    lingers_until = household._timer_at
    assert lingers_until == dt_util.utcnow() + timedelta(seconds=5)
    await kitchen.async_show("listening")
    assert household._timer_at == lingers_until
    await kitchen.async_show("unavailable")
    await async_wait(hass, freezer, lingers_until)
    assert household._timer_at == TEN
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted


async def test_no_timer_stays_armed_for_what_the_clock_has_left_behind(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Where the clock is put forward, the timer that it has passed is armed anew."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_speak()
    freezer.tick(timedelta(seconds=30))
    await kitchen.async_show("listening")
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    assert household._timer_at > dt_util.utcnow()


async def test_a_mute_waits_no_longer_than_a_command_is_believed(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Where `listening` sticks from before the boundary, the mute comes with the ceiling and not with the end of the grace."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(minutes=4, seconds=50))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert status(hass) == "muting"
    await async_wait(hass, freezer, timedelta(seconds=9))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_what_is_heard_just_as_something_is_due_does_not_put_it_off(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A timer fires late by a little: whoever speaks within that does not have a mute last until the next tick."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    assert kitchen.muted
    freezer.tick(timedelta(minutes=15, milliseconds=1))
    await kitchen.async_show("unavailable")
    assert not kitchen.muted


async def test_a_confirmed_mute_is_believed_where_listening_sticks(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """linux-voice-assistant shows `listening` for minutes after a mute in mid-utterance."""
    await async_earshot(hass, microphone(hass, bedroom))
    await bedroom.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "on"
    await async_wait(hass, freezer, timedelta(seconds=2))
    assert status(hass, "Bedroom") == "muted"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "off"


@pytest.mark.parametrize(
    ("assurance", "recording"), [("firmware", "off"), ("upload_blocked", "on"), ("response_only", "on")]
)
async def test_only_what_silences_is_a_proof_of_silence(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, assurance: str, recording: str
) -> None:
    """A blocked upload reads back, and what goes on listening goes on being shown."""
    (control,) = microphone(hass, bedroom)["data"]["controls"][:1]
    controls = [{**control, "assurance": assurance, "confirmed": True}]
    await async_earshot(hass, microphone(hass, bedroom, controls=controls))
    await bedroom.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    await async_wait(hass, freezer, timedelta(seconds=2))
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == recording


async def test_a_microphone_that_nothing_mutes_or_shows(hass: HomeAssistant, kitchen: Satellite) -> None:
    """It may be listening: that is what is said."""
    await async_earshot(hass, microphone(hass, kitchen, controls=[], sources=[]))
    assert status(hass) == MicrophoneStatus.UNOBSERVED
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_listen_rule_for_a_microphone_that_is_muted_by_default(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Live only while the listen rule is active."""
    hours = [{"days": ["tue"], "start": "21:30:00", "end": "21:45:00"}]
    await async_earshot(hass, microphone(hass, kitchen, default="muted"), rule("Ask", effect="listen", hours=hours))
    assert kitchen.muted
    await async_wait(hass, freezer, datetime(2026, 10, 20, 19, 30, tzinfo=UTC))
    assert not kitchen.muted
    await async_wait(hass, freezer, datetime(2026, 10, 20, 19, 45, tzinfo=UTC))
    assert kitchen.muted
