"""A satellite speaks Wyoming as a real one does, over a real socket."""

import asyncio

import pytest
from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.ping import Ping
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import PauseSatellite, RunSatellite

from demo.household import SatelliteProcess
from demo.wire import chunks, received

from .conftest import Connect, Server, Start

RUN = RunSatellite().event()
PAUSE = PauseSatellite().event()


async def settled(server: Server) -> list[Event]:
    """Return what the satellite sent until it had worked off everything it was told."""
    await server.send(Ping(text="settled").event())
    events = await server.until("pong")
    return [event for event in events if event.type not in ("pong", "ping")]


async def speaking(satellite: SatelliteProcess, server: Server) -> None:
    """Let it run and hear a command, up to its first chunk."""
    await server.send(RUN)
    await settled(server)
    assert (await satellite.hear())["woke"]
    await server.until("audio-chunk")


async def quiet(server: Server) -> bool:
    """Whether no chunk comes for longer than three chunks last."""
    try:
        async with asyncio.timeout(0.25):
            await server.until("audio-chunk")
    except TimeoutError:
        return True
    return False


async def test_describes_itself_to_anyone(start: Start, connect: Connect) -> None:
    """A Describe is answered, and takes the satellite for nobody."""
    satellite = await start("--area", "Kitchen")
    server = await connect(satellite)
    await server.send(Describe().event())
    event = await server.receive()
    assert event is not None
    info = Info.from_event(event)
    assert info.satellite is not None
    assert (info.satellite.name, info.satellite.area) == ("Kitchen", "Kitchen")
    assert info.wake[0].models[0].phrase == "Hey Earshot"
    assert not (await satellite.state())["connected"]


async def test_a_command_is_detected_then_streamed(start: Start, connect: Connect) -> None:
    """Detection, the request for a pipeline, then chunks of 1024 samples at real time until the transcript."""
    satellite, since = await start(), 0.0
    server = await connect(satellite)
    await server.send(RUN)
    await settled(server)
    assert await satellite.hear() == {"woke": True, "why": ""}
    first = await server.until("audio-chunk")
    assert [event.type for event in first] == ["detection", "run-pipeline", "audio-chunk"]
    wanted = RunPipeline.from_event(first[1])
    assert (wanted.start_stage, wanted.end_stage, wanted.restart_on_end) == (
        PipelineStage.ASR,
        PipelineStage.TTS,
        False,
    )
    sound = AudioChunk.from_event(first[2])
    assert (sound.rate, sound.width, sound.channels, len(sound.audio)) == (16000, 2, 1, 2048)
    for _ in range(10):
        await server.until("audio-chunk")
    times = [event.time for event in chunks(satellite.wire.events(since))]
    assert times[10] - times[0] == pytest.approx(0.64, abs=0.05)
    await server.send(Transcript(text="hello").event())
    await settled(server)
    assert await quiet(server)


@pytest.mark.parametrize("ending", [PAUSE, RUN, Error(text="no text", code="stt-no-text-recognized").event()])
async def test_streaming_ends(start: Start, connect: Connect, ending: Event) -> None:
    """A pause, a run and an error end the streaming."""
    satellite = await start()
    server = await connect(satellite)
    await speaking(satellite, server)
    await server.send(ending)
    await settled(server)
    assert await quiet(server)


async def test_paused_it_hears_nothing(start: Start, connect: Connect) -> None:
    """After a pause no wake word is detected and no chunk is logged; after a run it hears again."""
    satellite = await start()
    server = await connect(satellite)
    await speaking(satellite, server)
    await server.send(PAUSE)
    await settled(server)
    (pause,) = received(satellite.wire.events(), "pause-satellite")
    assert await satellite.hear() == {"woke": False, "why": "paused"}
    assert await quiet(server)
    assert not chunks(satellite.wire.events(pause.time))
    await server.send(RUN)
    await settled(server)
    assert (await satellite.hear())["woke"]


async def test_without_a_server_it_hears_nothing(start: Start) -> None:
    """Nobody to send to: no detection."""
    assert await (await start()).hear() == {"woke": False, "why": "no server"}


async def test_ignores_a_pause(start: Start, connect: Connect) -> None:
    """The bad habit: audio goes on after the pause."""
    satellite = await start("--ignores-pause")
    server = await connect(satellite)
    await speaking(satellite, server)
    await server.send(PAUSE)
    await settled(server)
    assert not await quiet(server)


async def test_lags(start: Start, connect: Connect) -> None:
    """The bad habit: what lasts half a second takes longer to leave it."""
    satellite = await start("--lags")
    server = await connect(satellite)
    await speaking(satellite, server)
    for _ in range(8):
        await server.until("audio-chunk")
    times = [event.time for event in chunks(satellite.wire.events())]
    assert times[8] - times[0] == pytest.approx(0.64, abs=0.05)


async def test_streams_all_the_time(start: Start, connect: Connect) -> None:
    """The bad habit: at a run it asks for wake-word detection and streams; a pause stops it."""
    satellite = await start("--always-streaming")
    server = await connect(satellite)
    await server.send(RUN)
    wanted = RunPipeline.from_event((await server.until("run-pipeline"))[-1])
    assert (wanted.start_stage, wanted.restart_on_end) == (PipelineStage.WAKE, True)
    assert not await quiet(server)
    await server.send(Transcript(text="hello").event())
    await settled(server)
    assert not await quiet(server)
    await server.send(PAUSE)
    await settled(server)
    assert await quiet(server)


async def test_one_server_at_a_time(start: Start, connect: Connect) -> None:
    """A second server is turned away while the first is there, and taken once it has gone."""
    satellite = await start()
    first, second = await connect(satellite), await connect(satellite)
    await first.send(RUN)
    await settled(first)
    await second.send(RUN)
    assert await second.receive() is None
    assert (await satellite.state())["connected"]


async def test_answers_speech_with_played(start: Start, connect: Connect) -> None:
    """What Home Assistant speaks is played at real time and reported."""
    satellite = await start()
    server = await connect(satellite)
    second = AudioChunk(22050, 2, 1, bytes(22050))
    await server.send(RUN, AudioStart(22050, 2, 1).event(), second.event(), AudioStop().event())
    await server.until("played")
    spoken = [event for event in satellite.wire.events() if event.type in ("audio-stop", "played")]
    assert spoken[1].time - spoken[0].time == pytest.approx(0.5, abs=0.1)


async def test_goes_away_and_comes_back(start: Start, connect: Connect) -> None:
    """While it is away nobody can connect."""
    satellite = await start()
    server = await connect(satellite)
    await server.send(RUN)
    await settled(server)
    await satellite.away(0.5)
    assert await server.receive() is None
    with pytest.raises(ConnectionRefusedError):
        await connect(satellite)
    await asyncio.wait_for(_back(satellite, connect), 5)


async def _back(satellite: SatelliteProcess, connect: Connect) -> None:
    while True:
        try:
            await connect(satellite)
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
        else:
            return


async def test_the_control_interface_refuses_nonsense(start: Start) -> None:
    """Unknown sentences, habits and spans are refused in words."""
    satellite = await start()
    url = f"http://127.0.0.1:{satellite.control_port}"
    for path, data in (
        ("hear", {"sentence": "SING"}),
        ("hear", {"sentence": "TIME", "seconds": 0}),
        ("hear", {"sentence": "TIME", "seconds": True}),
        ("hear", []),
        ("habits", {"snores": True}),
        ("habits", {"ignores_pause": 1}),
    ):
        async with satellite.session.post(f"{url}/{path}", json=data) as response:
            assert response.status == 400, (path, data)
            assert (await response.json())["error"]


async def test_nothing_outlives_the_demo(start: Start) -> None:
    """A stopped satellite is gone, and its log says so."""
    satellite = await start()
    await satellite.child.stop()
    assert not satellite.child.running
    assert satellite.wire.events()[-1].type == "gone"
