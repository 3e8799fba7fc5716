"""What is heard: captures, streams, commands that a device tells of afterwards, and what a pipeline tells of a command."""

import asyncio
from datetime import timedelta
from time import monotonic
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.earshot.log.records import ActivationRecord

from .home import (
    SEVEN,
    TEN,
    Satellite,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    shown,
)
from .pipelines import Pipelines

SETTLED = timedelta(seconds=2)


@pytest.fixture(autouse=True)
def evening(before_the_night: None) -> None:
    """Begin a minute before the night."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite whose mute is Home Assistant's belief."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Earshot with the kitchen, muted at night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


def seen(hass: HomeAssistant) -> tuple[str, str]:
    """Return the status and the indicator."""
    return shown(hass, "sensor", "status", "Kitchen"), shown(hass, "binary_sensor", "recording", "Kitchen")


async def async_logged(entry: MockConfigEntry) -> list[ActivationRecord]:
    """Return the activations of the log, the newest first."""
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    return list((await asyncio.wrap_future(store.activations())).records)


# --- Raw captures ----------------------------------------------------------------------------------------------------


def capture(hass: HomeAssistant, satellite: Satellite, seconds: Any = 10) -> None:
    """Tell of a raw capture as Home Assistant does."""
    device_id = er.async_get(hass).async_get(satellite.entity_id).device_id
    hass.bus.async_fire("assist_pipeline_recording", {"device_id": device_id, "seconds": seconds})


async def test_a_capture_shows_and_is_logged(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """From its start for as long as it was asked for, whatever the satellite's state says."""
    began = TEN - timedelta(minutes=1)
    capture(hass, kitchen)
    await hass.async_block_till_done()
    assert seen(hass) == ("recording", "on")
    assert shown(hass, "binary_sensor", "recording") == "on"
    await async_wait(hass, freezer, timedelta(seconds=9))
    assert seen(hass) == ("recording", "on")
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert seen(hass) == ("armed", "on")
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert seen(hass) == ("armed", "off")
    [record] = await async_logged(entry)
    assert (record.kind, record.start, record.end) == ("capture", began, began + timedelta(seconds=10))
    state = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert state.attributes["event_type"] == "capture"
    assert shown(hass, "sensor", "last_activation", "Kitchen") == began.isoformat()


@pytest.mark.usefixtures("entry")
async def test_a_capture_of_a_muted_microphone_is_a_violation(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It shows although the control reads muted."""
    await async_wait(hass, freezer, TEN)
    capture(hass, kitchen)
    await hass.async_block_till_done()
    assert seen(hass) == ("recording", "on")
    await async_wait(hass, freezer, timedelta(seconds=10))
    assert shown(hass, "sensor", "violations_today") == "1"


async def test_a_capture_shows_at_a_microphone_that_is_kept_elsewhere(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Its satellite is recorded, whether it is shown on another device or on none."""
    await async_earshot(hass, microphone(hass, kitchen, device_id=None))
    capture(hass, kitchen)
    await hass.async_block_till_done()
    assert seen(hass) == ("recording", "on")


@pytest.mark.usefixtures("entry")
async def test_captures_of_other_devices_do_not_show(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Nor do messages without a device."""
    for data in ({"device_id": "another", "seconds": 5}, {"device_id": None, "seconds": 5}, {}):
        hass.bus.async_fire("assist_pipeline_recording", data)
    await hass.async_block_till_done()
    assert seen(hass) == ("armed", "off")


# --- Streams ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def pipelines(hass: HomeAssistant, kitchen: Satellite) -> Pipelines:
    """The pipelines of the home."""
    return Pipelines(hass, kitchen)


@pytest.mark.usefixtures("entry")
async def test_a_stream_shows_while_the_state_says_idle(
    hass: HomeAssistant, kitchen: Satellite, pipelines: Pipelines, freezer: FrozenDateTimeFactory
) -> None:
    """It begins with a state that is written once more as it was, and the mute ends it."""
    assert seen(hass) == ("armed", "off")
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    assert seen(hass) == ("streaming", "on")
    await async_wait(hass, freezer, TEN)
    pipelines.end()
    await kitchen.async_show("idle")
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert seen(hass) == ("paused", "off")
    assert shown(hass, "sensor", "violations_today") == "0"


async def test_a_stream_that_ends_while_a_mute_is_asked_for_is_not_armed(
    hass: HomeAssistant, kitchen: Satellite, pipelines: Pipelines
) -> None:
    """What was decided a moment ago counts, though nothing of it has been shown yet."""
    hass.states.async_set("person.anna", "home")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.anna"))
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    assert seen(hass) == ("streaming", "on")
    statuses = async_capture_events(hass, EVENT_STATE_CHANGED)
    hass.states.async_set("person.anna", "not_home")
    pipelines.end()
    hass.states.async_set(kitchen.entity_id, "idle")
    await hass.async_block_till_done()
    status_id = entity(hass, "sensor", "status", "Kitchen")
    told = [event.data["new_state"].state for event in statuses if event.data["entity_id"] == status_id]
    assert told == ["muting", "paused"]


async def test_a_stream_is_seen_while_do_not_disturb_is_on(
    hass: HomeAssistant, kitchen: Satellite, pipelines: Pipelines
) -> None:
    """That the device gives no answers is no proof that a pipeline waits for its wake word in vain."""
    control = microphone(hass, kitchen)["data"]["controls"][0] | {"assurance": "response_only"}
    await async_earshot(hass, microphone(hass, kitchen, controls=[control]))
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    assert seen(hass) == ("streaming", "on")


async def test_a_stream_that_a_mute_does_not_end_is_a_violation(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Two seconds after the mute, without any event; one for as long as it goes on."""
    hass.states.async_set("binary_sensor.upload", "on")
    sources = [{"kind": "streaming_sensor", "entity": "binary_sensor.upload"}]
    await async_earshot(hass, microphone(hass, kitchen, sources=sources), night())
    assert seen(hass) == ("streaming", "on")
    await async_wait(hass, freezer, TEN)
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    await async_wait(hass, freezer, SETTLED)
    assert seen(hass) == ("streaming", "on")
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "on"
    for _ in range(3):
        await async_wait(hass, freezer, timedelta(minutes=1))
    assert shown(hass, "sensor", "violations_today") == "1"
    hass.states.async_set("binary_sensor.upload", "off")
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


@pytest.mark.usefixtures("entry")
async def test_a_run_that_waits_for_sound_is_no_stream_while_muted(
    hass: HomeAssistant, kitchen: Satellite, pipelines: Pipelines, freezer: FrozenDateTimeFactory
) -> None:
    """After its own mute Home Assistant begins one more for a Wyoming satellite, and nothing ever reaches it."""
    await async_wait(hass, freezer, TEN)
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    await async_wait(hass, freezer, timedelta(minutes=1))
    assert seen(hass) == ("paused", "off")
    assert shown(hass, "sensor", "violations_today") == "0"


# --- What a pipeline tells -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("keeps", "words"), [(True, ("turn it on", "Done")), (False, (None, None))])
async def test_words_are_kept_only_where_they_may(
    hass: HomeAssistant,
    kitchen: Satellite,
    pipelines: Pipelines,
    freezer: FrozenDateTimeFactory,
    keeps: bool,
    words: tuple[str | None, str | None],
) -> None:
    """Outcome and wake word are known of every microphone, words of those that may keep them."""
    entry = await async_earshot(hass, microphone(hass, kitchen, keep_transcripts=keeps))
    response = {"response_type": "action_done", "data": {}, "speech": {"plain": {"speech": "Done"}}}
    pipelines.begin(
        "wake_word",
        {
            "wake_word-end": {"wake_word_output": {"wake_word_phrase": "okay nabu"}},
            "stt-start": {},
            "stt-end": {"stt_output": {"text": "turn it on"}},
            "intent-end": {"intent_output": {"response": response}},
        },
    )
    await kitchen.async_speak()
    [record] = await async_logged(entry)
    assert (record.transcript, record.reply) == words
    assert (record.wake_phrase, record.started_by, record.outcome) == ("okay nabu", "wake_word", "intent")


@pytest.mark.parametrize(
    ("phases", "started_by", "phrase"),
    [(("listening", "idle"), "wake_word", "okay nabu"), (("responding", "listening", "idle"), "question", None)],
    ids=["wake_word", "question"],
)
async def test_the_wake_word_is_that_of_the_activation(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    phases: tuple[str, ...],
    started_by: str,
    phrase: str | None,
) -> None:
    """One that was heard elsewhere does not make a question one of its own."""
    hass.data["assist_pipeline.last_wake_up"] = {"okay nabu": monotonic()}
    for phase in phases:
        await kitchen.async_show(phase)
    [record] = await async_logged(entry)
    assert (record.started_by, record.wake_phrase) == (started_by, phrase)


# --- Reports ---------------------------------------------------------------------------------------------------------


def echo(hass: HomeAssistant, **changes: Any) -> Any:
    """Return an Echo's microphone: told of afterwards, and muted by nothing."""
    return {
        "subentry_type": "microphone",
        "title": "Kitchen",
        "unique_id": "echo",
        "data": {
            "device_id": None,
            "sources": [{"kind": "alexa_devices", "entity": "event.echo_voice"}],
            "controls": [],
            "default": "live",
            "who_may_unmute": "users",
            "keep_transcripts": False,
            **changes,
        },
    }


async def test_a_command_that_is_told_afterwards(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """It is logged, and nobody claims to see what the microphone does now."""
    hass.states.async_set("event.echo_voice", "2026-10-20T10:00:00.000+00:00", {"voice_command": "earlier"})
    entry = await async_earshot(hass, echo(hass), night())
    assert seen(hass) == ("unobserved", "unknown")
    assert await async_logged(entry) == []
    at = TEN - timedelta(seconds=30)
    freezer.move_to(at)
    hass.states.async_set(
        "event.echo_voice", at.isoformat(timespec="milliseconds"), {"voice_command": "secret", "voice_reply": "secret"}
    )
    await hass.async_block_till_done()
    [record] = await async_logged(entry)
    assert (record.start, record.end, record.transcript, record.reply) == (at, at, None, None)
    assert shown(hass, "sensor", "last_activation", "Kitchen") == at.isoformat()
    assert seen(hass) == ("unobserved", "unknown")


async def test_what_was_heard_before_the_mute_and_told_after_it_is_no_violation(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """What counts is when it was heard, not when that was told."""
    hass.states.async_set("media_player.echo", "idle")
    sources = [{"kind": "alexa_media", "entity": "media_player.echo"}]
    entry = await async_earshot(hass, microphone(hass, kitchen, sources=sources), night())
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, TEN + timedelta(seconds=40))
    for seconds, muted in ((-10, False), (30, True)):
        at = int((TEN + timedelta(seconds=seconds)).timestamp() * 1000)
        hass.states.async_set("media_player.echo", "idle", {"last_called": True, "last_called_timestamp": at})
        await hass.async_block_till_done()
        assert (await async_logged(entry))[0].while_muted is muted
        assert shown(hass, "sensor", "violations_today") == str(int(muted))


async def test_a_change_of_another_microphone_loses_no_command(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """What a device has told before is remembered, so that the same words again are a command again."""
    entry = await async_earshot(hass, echo(hass))
    for minute in range(1, 4):
        at = TEN + timedelta(minutes=minute)
        freezer.move_to(at)
        hass.states.async_set("event.echo_voice", at.isoformat(timespec="milliseconds"), {"voice_command": "stop"})
        await hass.async_block_till_done()
        if minute == 2:
            hass.config_entries.async_update_entry(entry, options={"linger": 7})
            await hass.async_block_till_done()
    assert [record.start for record in await async_logged(entry)] == [TEN + timedelta(minutes=each) for each in (3, 2)]


# --- The ceiling -----------------------------------------------------------------------------------------------------


async def test_a_phase_that_sticks_ends_as_unknown(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """After five minutes of listening nothing is claimed any more, and the activation is logged."""
    await async_wait(hass, freezer, SEVEN)
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, timedelta(minutes=4, seconds=59))
    assert seen(hass) == ("listening", "on")
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert seen(hass) == ("unknown", "unknown")
    [record] = await async_logged(entry)
    assert record.end - record.start == timedelta(minutes=5)
    await kitchen.async_show("idle")
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"


# --- What is observed beside it --------------------------------------------------------------------------------------


async def test_do_not_disturb_is_shown_and_counts_for_nothing(hass: HomeAssistant, kitchen: Satellite) -> None:
    """An attribute of the status, which follows the entity."""
    hass.states.async_set("switch.dnd", "off")
    observed = [{"kind": "do_not_disturb", "entity": "switch.dnd"}]
    await async_earshot(hass, microphone(hass, kitchen, observations=observed))
    status = entity(hass, "sensor", "status", "Kitchen")
    assert hass.states.get(status).attributes["observations"] == {"do_not_disturb": "off"}
    hass.states.async_set("switch.dnd", "on")
    await hass.async_block_till_done()
    assert hass.states.get(status).attributes["observations"] == {"do_not_disturb": "on"}
    assert seen(hass) == ("armed", "off")
    hass.states.async_remove("switch.dnd")
    await hass.async_block_till_done()
    assert hass.states.get(status).attributes["observations"] == {"do_not_disturb": "unavailable"}


async def test_a_source_that_fails_stops_no_mute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither its own microphone's nor another's; the log names the microphone."""
    [alive] = entry.runtime_data.household.microphones.values()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    alive.machine.observe = fail
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    assert "What Kitchen hears cannot be observed" in caplog.text
