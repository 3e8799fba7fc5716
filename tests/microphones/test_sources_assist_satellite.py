"""Test what is seen of an Assist satellite, with Home Assistant's own pipelines."""

import asyncio
from typing import Any

from homeassistant.components.assist_pipeline import PipelineStage
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event, async_track_state_report_event
import pytest

from custom_components.earshot.activity.model import Phase
from custom_components.earshot.microphones.references import async_resolver
from custom_components.earshot.microphones.sources import ActivitySource, PipelineRuns, SourceConfig, build_source

from .assist import Assist, Device, async_assist


@pytest.fixture
async def assist(hass: HomeAssistant) -> Assist:
    """A home with Assist."""
    return await async_assist(hass)


def source_of(hass: HomeAssistant, device: Device) -> ActivitySource:
    """Return the source that watches a satellite."""
    config = SourceConfig("assist_satellite", device.entity_id)
    return build_source(config, async_resolver(hass), hass.states, PipelineRuns(hass))


def seen(hass: HomeAssistant, device: Device) -> list[Phase | None]:
    """Return a list that gets each phase that is seen when a satellite's state is written, once in a row."""
    source, phases = source_of(hass, device), []

    @callback
    def written(_event: Event[Any]) -> None:
        phase = source.read()
        if phases[-1:] != [phase]:
            phases.append(phase)

    async_track_state_change_event(hass, device.entity_id, written)
    async_track_state_report_event(hass, device.entity_id, written)
    return phases


async def test_a_satellite_whose_wake_word_is_heard_here_streams_while_it_is_idle(assist: Assist) -> None:
    """Its state says idle; a report of that same state is the sign to look."""
    phases = seen(assist.hass, assist.kitchen)
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    assert assist.kitchen.state == "idle"
    assert phases == [Phase.STREAMING]
    await assist.async_hear_wake_word()
    assert phases == [Phase.STREAMING, Phase.LISTENING]
    await assist.async_understand("")
    assert phases == [Phase.STREAMING, Phase.LISTENING, Phase.IDLE]


async def test_a_stream_that_ends_without_a_wake_word_is_over(assist: Assist) -> None:
    """The run has told its end when the state is written, and is still on the books."""
    phases = seen(assist.hass, assist.kitchen)
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word(False)
    assert phases == [Phase.STREAMING, Phase.IDLE]
    assert source_of(assist.hass, assist.kitchen).read() is Phase.IDLE


async def test_a_command_in_a_stream_is_seen_in_all_its_phases(assist: Assist) -> None:
    """And while the answer is played the next stream is no more than that."""
    phases = seen(assist.hass, assist.kitchen)
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word()
    await assist.async_understand("what time is it")
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    assert phases == [Phase.STREAMING, Phase.LISTENING, Phase.PROCESSING, Phase.RESPONDING]
    assert source_of(assist.hass, assist.kitchen).read() is Phase.RESPONDING
    assist.kitchen.tts_response_finished()
    assert phases[-1] is Phase.STREAMING


async def test_a_new_command_is_heard_while_the_last_answer_is_said_to_be_over(assist: Assist) -> None:
    """The end of the playback sets the state to idle, whatever the satellite does by then."""
    source, phases = source_of(assist.hass, assist.kitchen), seen(assist.hass, assist.kitchen)
    await assist.kitchen.async_run()
    await assist.async_understand("what time is it")
    await assist.kitchen.async_run()
    assist.kitchen.tts_response_finished()
    assert assist.kitchen.state == "idle"
    assert source.read() is Phase.LISTENING
    assert phases == [Phase.LISTENING, Phase.PROCESSING, Phase.RESPONDING, Phase.LISTENING]
    await assist.async_understand("")
    assert phases[-1] is Phase.IDLE


async def test_a_command_is_heard_although_the_satellite_is_said_to_respond(assist: Assist) -> None:
    """Whoever writes that state, the sound of a command is on its way."""
    await assist.kitchen.async_run()
    assist.kitchen._set_state("responding")
    assert source_of(assist.hass, assist.kitchen).read() is Phase.LISTENING


async def test_a_run_of_one_satellite_is_nothing_of_another(assist: Assist) -> None:
    """The runs of a pipeline are those of all who use it."""
    await assist.bedroom.async_run(PipelineStage.WAKE_WORD)
    assert source_of(assist.hass, assist.kitchen).read() is Phase.IDLE
    assert source_of(assist.hass, assist.bedroom).read() is Phase.STREAMING


async def test_a_stream_is_seen_after_ten_later_runs(assist: Assist) -> None:
    """The notes of a run are pushed out by later ones of its pipeline; the run itself is not."""
    await assist.bedroom.async_run(PipelineStage.WAKE_WORD)
    for _ in range(11):
        await assist.kitchen.async_run()
        await assist.async_understand("")
    assert source_of(assist.hass, assist.bedroom).read() is Phase.STREAMING


async def test_a_question_is_listened_to(assist: Assist) -> None:
    """It speaks first; then the answer is awaited without a wake word."""
    phases = seen(assist.hass, assist.kitchen)
    question = assist.hass.async_create_task(assist.kitchen.async_internal_ask_question("Lights?", preannounce=False))
    async with asyncio.timeout(10):
        await assist.kitchen.asked.wait()
    await assist.kitchen.async_run()
    await assist.async_understand("yes")
    assert (await question).sentence == "yes"
    assert phases == [Phase.RESPONDING, Phase.LISTENING, Phase.IDLE]


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        ("idle", Phase.IDLE),
        ("listening", Phase.LISTENING),
        ("processing", Phase.PROCESSING),
        ("responding", Phase.RESPONDING),
        ("unavailable", Phase.UNKNOWN),
        ("dreaming", Phase.UNKNOWN),
        (None, Phase.UNKNOWN),
    ],
)
def test_without_pipelines_a_satellite_is_what_its_state_says(
    hass: HomeAssistant, state: str | None, phase: Phase
) -> None:
    """Also where Assist is not loaded."""
    if state is not None:
        hass.states.async_set("assist_satellite.kitchen", state)
    config = SourceConfig("assist_satellite", "assist_satellite.kitchen")
    for runs in (None, PipelineRuns(hass)):
        source = build_source(config, async_resolver(hass), hass.states, runs)
        assert source.read() is phase
        assert source.report(hass.states.get("assist_satellite.kitchen"), None) is None


def test_a_satellite_that_is_gone_is_unknown(hass: HomeAssistant) -> None:
    """Its registry entry was removed."""
    source = build_source(SourceConfig("assist_satellite", "gone"), async_resolver(hass), hass.states)
    assert (source.entity_id, source.read()) == (None, Phase.UNKNOWN)
