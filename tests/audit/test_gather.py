"""Each finding appears with its cause and goes with it, in real registries and with Home Assistant's own assistants."""

from types import SimpleNamespace

from homeassistant.components.assist_pipeline import PipelineStage
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from wyoming.info import Attribution, Info, Satellite as SatelliteInfo, WakeProgram

from custom_components.earshot.audit.findings import Finding, Severity
from custom_components.earshot.const import MicrophoneStatus
from tests.home import async_earshot, async_satellite, microphone
from tests.microphones.assist import async_assist as async_real_assist

from .home import async_assist, async_findings, async_found, id_of


async def test_a_home_that_keeps_to_itself_has_nothing_to_find(hass: HomeAssistant) -> None:
    """A local assistant, a satellite that confirms its mute: silence."""
    await async_assist(hass)
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await async_findings(hass, entry) == []


async def test_debug_recordings(hass: HomeAssistant) -> None:
    """The folder to which commands are written is named, whole as it may be long."""
    folder = "/media/" + "deep/" * 40
    await async_assist(hass, debug_recording_dir=folder)
    entry = await async_earshot(hass)
    (found,) = await async_findings(hass, entry)
    assert found == Finding("debug_recordings", Severity.RISK, "debug_recordings", None, {"folder": folder})


async def test_without_assist_nothing_is_said_of_assistants(hass: HomeAssistant) -> None:
    """Home Assistant runs without its voice assistants; the audit does too."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await async_findings(hass, entry) == []


# --- Wake words that are heard in Home Assistant ----------------------------------------------------------------------


async def test_a_microphone_that_streams_is_told_while_it_does(hass: HomeAssistant) -> None:
    """Its status says so."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    live = entry.runtime_data.household.microphones[id_of(entry, "Kitchen")]
    seen = live.view
    live.view = SimpleNamespace(status=MicrophoneStatus.STREAMING)
    (found,) = await async_findings(hass, entry)
    assert (found.key, found.severity) == ("wake_word_streamed", Severity.RISK)
    assert found.microphone_id == id_of(entry, "Kitchen")
    assert found.placeholders == {"microphone": "Kitchen"}
    live.view = seen
    assert await async_findings(hass, entry) == []


async def test_a_satellite_that_streams_to_its_wake_word_engine_is_told(hass: HomeAssistant) -> None:
    """Whichever integration it is of, in care or not: Home Assistant's own runs tell."""
    assist = await async_real_assist(hass)
    entry = await async_earshot(hass)
    assert await async_found(hass, entry, "wake_word_streamed") == []
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    (found,) = await async_found(hass, entry, "wake_word_streamed")
    assert found.placeholders["microphone"] == "Kitchen"
    await assist.async_hear_wake_word(False)
    assert await async_found(hass, entry, "wake_word_streamed") == []


def tells(*wake: WakeProgram) -> SimpleNamespace:
    """Return what Wyoming's integration keeps of a satellite that tells of these wake word programs."""
    info = Info(
        wake=list(wake),
        satellite=SatelliteInfo("x", Attribution("", ""), installed=True, description=None, version=None),
    )
    return SimpleNamespace(service=SimpleNamespace(info=info))


async def test_a_wyoming_satellite_without_a_wake_word_always_streams(hass: HomeAssistant) -> None:
    """Covered or not; with a wake word of its own it is left alone, and told once though it streams now, too."""
    kitchen = await async_satellite(hass, "Kitchen")
    attic = await async_satellite(hass, "Attic")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    program = WakeProgram("x", Attribution("", ""), installed=True, description=None, version=None, models=[])
    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(program), tells(program)
    assert await async_found(hass, entry, "wake_word_streamed") == []

    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(), tells()
    found = await async_found(hass, entry, "wake_word_streamed")
    assert [(each.placeholders["microphone"], each.microphone_id) for each in found] == [
        ("Attic", None),
        ("Kitchen", id_of(entry, "Kitchen")),
    ]
    live = entry.runtime_data.household.microphones[id_of(entry, "Kitchen")]
    live.view = SimpleNamespace(status=MicrophoneStatus.STREAMING)
    found = await async_found(hass, entry, "wake_word_streamed")
    assert [each.placeholders["microphone"] for each in found] == ["Kitchen", "Attic"]


async def test_only_wyoming_is_asked_for_its_wake_words(hass: HomeAssistant) -> None:
    """What another integration keeps by the same name means something else."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    kitchen.entry.runtime_data = tells()
    assert await async_findings(hass, entry) == []


async def test_a_microphone_of_two_satellites_is_told_once(hass: HomeAssistant) -> None:
    """Though both of them stream."""
    kitchen = await async_satellite(hass, "Kitchen")
    attic = await async_satellite(hass, "Attic")
    mic = microphone(hass, kitchen)
    second = {"kind": "assist_satellite", "entity": er.async_get(hass).async_get(attic.entity_id).id}
    sources = [*mic["data"]["sources"], second]
    entry = await async_earshot(hass, mic | {"data": {**mic["data"], "sources": sources}})
    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(), tells()
    (found,) = await async_found(hass, entry, "wake_word_streamed")
    assert found.placeholders == {"microphone": "Kitchen"}


@pytest.mark.parametrize(
    "runtime_data",
    [
        None,
        SimpleNamespace(),
        SimpleNamespace(service=SimpleNamespace(info=Info())),
        SimpleNamespace(service=SimpleNamespace(info=SimpleNamespace(satellite="x"))),
    ],
)
async def test_what_wyoming_does_not_tell_is_not_found(hass: HomeAssistant, runtime_data: object) -> None:
    """Its structures may change: then nothing is claimed."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    kitchen.entry.runtime_data = runtime_data
    assert await async_found(hass, entry, "wake_word_streamed") == []
