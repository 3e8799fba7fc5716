"""A virtual ESPHome device speaks the native API to the client that Home Assistant itself uses, over a real socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
import time
from typing import Any

from aioesphomeapi import (
    APIClient,
    APIConnectionError,
    SwitchInfo,
    SwitchState,
    VoiceAssistantEventType,
    VoiceAssistantFeature,
)
import aiohttp
import pytest

from demo import audio
from demo.esphome.process import COMMAND, DeviceProcess
from demo.esphome.serve import serve
from demo.ports import free_ports
from demo.satellite.info import WAKE_PHRASE, WAKE_WORD
from demo.wire import received

END = VoiceAssistantEventType.VOICE_ASSISTANT_RUN_END
VAD_END = VoiceAssistantEventType.VOICE_ASSISTANT_STT_VAD_END
TTS_END = VoiceAssistantEventType.VOICE_ASSISTANT_TTS_END
# Long enough for three chunks of sound.
MOMENT = 0.25


@dataclass
class Server:
    """Home Assistant's side: a connected client, and all that the device has told it."""

    client: APIClient
    mute: SwitchInfo
    told: list[tuple[str, Any]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, kind: str, what: Any = None) -> None:
        """Note what the device says."""
        self.told.append((kind, what))
        self._news.set()

    async def until(self, kind: str, count: int = 1) -> list[Any]:
        """Return what was said of one kind, once there is so much of it."""
        async with asyncio.timeout(5):
            while len(found := self.all(kind)) < count:
                self._news.clear()
                await self._news.wait()
        return found

    def all(self, kind: str) -> list[Any]:
        """Return what has been said of one kind."""
        return [what for said, what in self.told if said == kind]

    async def quiet(self) -> bool:
        """Whether no sound comes for a moment."""
        before = len(self.all("audio"))
        await asyncio.sleep(MOMENT)
        return len(self.all("audio")) == before

    def switch(self, muted: bool) -> None:
        """Use the mute switch."""
        self.client.switch_command(self.mute.key, muted)

    def event(self, kind: VoiceAssistantEventType) -> None:
        """Report on the run."""
        self.client.send_voice_assistant_event(kind, None)


type Connect = Callable[[], Awaitable[Server]]


@pytest.fixture
async def device(tmp_path: Path, socket_enabled: None) -> AsyncIterator[DeviceProcess]:
    """A device, in the test's own process to save the time that a start takes; it ends with the test."""
    async with aiohttp.ClientSession() as session:
        port, control_port = free_ports(2)
        device = DeviceProcess.plan("Bedroom", tmp_path, (port, control_port), session)
        async with serve("Bedroom", None, port=port, control_port=control_port, log=tmp_path / "bedroom.wire.jsonl"):
            yield device


@pytest.fixture
async def connect(device: DeviceProcess) -> AsyncIterator[Connect]:
    """Connect as Home Assistant does; the clients hang up with the test."""
    async with AsyncExitStack() as stack:

        async def connect_one() -> Server:
            client = APIClient("127.0.0.1", device.port, None)
            await client.connect(login=True)
            stack.push_async_callback(client.disconnect, force=True)
            entities, _ = await client.list_entities_services()
            (mute,) = entities
            assert isinstance(mute, SwitchInfo)
            server = Server(client, mute)

            async def start(_conversation: str, _flags: int, _settings: object, wake_phrase: str | None) -> int:
                server.tell("start", wake_phrase)
                return 0

            async def stop(abort: bool) -> None:
                server.tell("stop", abort)

            async def audio(data: bytes, _other: bytes | None) -> None:
                server.tell("audio", data)

            async def finished(_finished: object) -> None:
                server.tell("finished")

            client.subscribe_voice_assistant(
                handle_start=start, handle_stop=stop, handle_audio=audio, handle_announcement_finished=finished
            )
            client.subscribe_states(
                lambda state: server.tell("muted", state.state) if isinstance(state, SwitchState) else None
            )
            await server.until("muted")
            return server

        yield connect_one


async def test_it_is_a_voice_assistant_with_a_mute_switch(device: DeviceProcess, connect: Connect) -> None:
    """What Home Assistant asks for first: who it is, what it can, and its one entity among the settings."""
    server = await connect()
    info = await server.client.device_info()
    assert (info.name, info.friendly_name, info.uses_password) == ("bedroom", "Bedroom", False)
    assert info.mac_address.startswith("02:")
    flags = VoiceAssistantFeature(info.voice_assistant_feature_flags)
    assert VoiceAssistantFeature.API_AUDIO in flags and VoiceAssistantFeature.SPEAKER not in flags
    assert (server.mute.name, server.mute.entity_category.name) == ("Mute", "CONFIG")
    assert server.all("muted") == [False]


async def test_a_command_is_asked_for_then_streamed_until_enough_was_heard(
    device: DeviceProcess, connect: Connect
) -> None:
    """The wake phrase, chunks of 1024 samples at real time, and silence from the end of speech on."""
    server = await connect()
    assert await device.hear() == {"woke": True, "why": ""}
    began = time.monotonic()
    sound = await server.until("audio", 10)
    assert time.monotonic() - began == pytest.approx(0.64, abs=0.2)
    assert server.all("start") == [WAKE_PHRASE]
    assert {len(chunk) for chunk in sound} == {2048}
    assert (await device.hear())["why"] == "streaming"
    server.event(VAD_END)
    await asyncio.sleep(MOMENT)
    assert await server.quiet()
    server.event(END)
    await asyncio.sleep(MOMENT)
    assert (await device.hear())["woke"]


async def test_an_answer_is_spoken_and_reported(device: DeviceProcess, connect: Connect) -> None:
    """The run is over half a second after its answer has come."""
    server = await connect()
    await device.hear()
    await server.until("audio")
    for event in (VAD_END, TTS_END, END):
        server.event(event)
    began = time.monotonic()
    await server.until("finished")
    assert time.monotonic() - began == pytest.approx(0.5, abs=0.15)


async def test_an_announcement_may_ask_for_an_answer(device: DeviceProcess, connect: Connect) -> None:
    """A conversation that Home Assistant starts opens the microphone without a wake word."""
    server = await connect()
    finished = await server.client.send_voice_assistant_announcement_await_response("", 5, "Hello")
    assert finished.success and not server.all("start")
    await server.client.send_voice_assistant_announcement_await_response("", 5, "Well?", start_conversation=True)
    assert await server.until("start") == [None]
    await server.until("audio")


async def test_muted_it_hears_nothing(device: DeviceProcess, connect: Connect) -> None:
    """The switch reads back, no wake word counts and no sound is sent; unmuted it hears again."""
    server = await connect()
    server.switch(True)
    assert await server.until("muted", 2) == [False, True]
    assert (await device.hear())["why"] == "muted"
    assert await server.quiet()
    server.switch(False)
    await server.until("muted", 3)
    assert (await device.hear())["woke"]


@pytest.mark.parametrize("opens", [False, True])
async def test_asked_while_muted_it_opens_only_by_habit(device: DeviceProcess, connect: Connect, opens: bool) -> None:
    """With the bad habit it opens a run and sends no sound, until it is unmuted and sends what it hears."""
    await device.habits(opens_when_asked_while_muted=opens)
    server = await connect()
    server.switch(True)
    await server.until("muted", 2)
    await server.client.send_voice_assistant_announcement_await_response("", 5, "Well?", start_conversation=True)
    assert await server.quiet()
    assert server.all("start") == ([None] if opens else [])
    server.switch(False)
    await server.until("muted", 3)
    assert await server.quiet() is not opens


async def test_what_is_said_without_a_wake_word_counts_where_it_listens(
    device: DeviceProcess, connect: Connect
) -> None:
    """It is lost on a device that does not listen, and is heard after a question."""
    server = await connect()
    await device.say("TIME", 0.5)
    assert await server.quiet()
    await server.client.send_voice_assistant_announcement_await_response("", 5, "Well?", start_conversation=True)
    await server.until("audio")
    await device.say("LAMP_ON", 1)
    sound = await server.until("audio", 25)
    assert audio.understood(b"".join(sound)) == audio.Sentence.LAMP_ON.words


async def test_muted_in_mid_utterance_it_calls_the_run_off(device: DeviceProcess, connect: Connect) -> None:
    """Not one chunk follows the mute, and Home Assistant is told to abort."""
    server = await connect()
    await device.hear()
    await server.until("audio")
    server.switch(True)
    assert await server.until("stop") == [True]
    muted = next(event for event in device.wire.events() if event.type == "muted")
    assert not device.chunks(muted.time)
    state = await device.state()
    assert (state["phase"], state["deaf"]) == ("idle", "muted")


async def test_never_ends_its_run_on_mute(device: DeviceProcess, connect: Connect) -> None:
    """The bad habit: silence, no end, and deaf though unmuted until it is restarted."""
    await device.habits(never_ends_run_on_mute=True)
    server = await connect()
    await device.hear()
    await server.until("audio")
    server.switch(True)
    await server.until("muted", 2)
    assert await server.quiet()
    assert not server.all("stop")
    server.switch(False)
    await server.until("muted", 3)
    server.event(END)
    assert (await device.hear())["why"] == "stuck"
    await device.restart(0.1)
    await _back(device, connect)
    assert (await device.hear())["woke"]


async def test_forgets_its_mute_when_it_restarts_only_by_habit(device: DeviceProcess, connect: Connect) -> None:
    """A lost network changes nothing, a restart only with the bad habit."""
    (await connect()).switch(True)
    for habit, leave, muted in (
        (False, device.restart, True),
        (True, device.away, True),
        (True, device.restart, False),
    ):
        await device.habits(forgets_mute_on_restart=habit)
        await leave(0.1)
        assert (await _back(device, connect)).all("muted") == [muted]


async def test_while_it_is_away_nobody_can_connect(device: DeviceProcess, connect: Connect) -> None:
    """It hangs up without a word and refuses until it is back."""
    await connect()
    await device.restart(1)
    await asyncio.sleep(0.1)
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", device.port)
    assert not (await device.state())["connected"]
    await _back(device, connect)


async def _back(device: DeviceProcess, connect: Connect) -> Server:
    """Connect once it is there again."""
    async with asyncio.timeout(5):
        while True:
            # It hangs up before it stops listening: the first answer may still be the old one's.
            await asyncio.sleep(0.15)
            with suppress(APIConnectionError):
                return await connect()


async def test_a_slow_switch_reads_back_late_or_never(device: DeviceProcess, connect: Connect) -> None:
    """What it was told takes effect, and shows, only after its time."""
    server = await connect()
    await device.habits(switch_takes=0.4)
    began = time.monotonic()
    server.switch(True)
    await server.until("muted", 2)
    assert time.monotonic() - began == pytest.approx(0.4, abs=0.1)
    await device.habits(switch_takes=None)
    server.switch(False)
    await asyncio.sleep(MOMENT)
    assert server.all("muted") == [False, True]
    assert (await device.hear())["why"] == "muted"
    (event,) = device.commands(0, muted=False)
    assert event in received(device.wire.events(), COMMAND)


async def test_the_slider_outranks_the_switch(device: DeviceProcess, connect: Connect) -> None:
    """It mutes, a release is ignored without a word, and moving it back unmutes what software had muted."""
    server = await connect()
    await device.slide(True)
    await server.until("muted", 2)
    server.switch(False)
    await asyncio.sleep(MOMENT)
    server.switch(True)
    await asyncio.sleep(MOMENT)
    assert server.all("muted") == [False, True]
    await device.habits(forgets_mute_on_restart=True)
    await device.restart(0.1)
    server = await _back(device, connect)
    assert server.all("muted") == [True]
    await device.slide(False)
    assert await server.until("muted", 2) == [True, False]
    server.switch(True)
    await server.until("muted", 3)
    await device.slide(False)
    assert (await device.state())["muted"]


async def test_only_the_wake_words_that_are_chosen_count(device: DeviceProcess, connect: Connect) -> None:
    """It can listen for two; without any it is deaf. Where it hides them it still hears."""
    server = await connect()
    config = await server.client.get_voice_assistant_configuration(5)
    assert (config.active_wake_words, config.max_active_wake_words) == ([WAKE_WORD], 2)
    assert [word.wake_word for word in config.available_wake_words] == [WAKE_PHRASE, "Okay Earshot"]
    await server.client.set_voice_assistant_configuration([])
    assert not (await server.client.get_voice_assistant_configuration(5)).active_wake_words
    assert (await device.hear())["why"] == "no wake word"
    await server.client.set_voice_assistant_configuration(["okay_earshot"])
    await device.habits(hides_wake_words=True)
    hidden = await server.client.get_voice_assistant_configuration(5)
    assert not hidden.available_wake_words and not hidden.active_wake_words
    await device.hear()
    assert await server.until("start") == ["Okay Earshot"]


async def test_without_anyone_who_listens_it_hears_nothing(device: DeviceProcess) -> None:
    """Nobody to send to: no wake word."""
    assert (await device.hear())["why"] == "nobody listens"


async def test_the_control_interface_refuses_nonsense(device: DeviceProcess) -> None:
    """Unknown sentences, habits and spans are refused in words."""
    url = f"http://127.0.0.1:{device.control_port}"
    for path, data in (
        ("hear", {"sentence": "SING"}),
        ("hear", {"sentence": "TIME", "seconds": 0}),
        ("hear", []),
        ("say", {"sentence": "SING"}),
        ("habits", {"snores": True}),
        ("habits", {"forgets_mute_on_restart": 1}),
        ("habits", {"switch_takes": True}),
        ("habits", {"switch_takes": -1}),
        ("habits", {"switch_takes": "long"}),
        ("slider", {"on": 1}),
        ("slider", {}),
        ("restart", {"seconds": 61}),
    ):
        async with device.session.post(f"{url}/{path}", json=data) as response:
            assert response.status == 400, (path, data)
            assert (await response.json())["error"]


async def test_hangs_up_on_what_is_no_plain_frame(device: DeviceProcess) -> None:
    """An encrypted greeting, an unknown message and an endless number are no reason to crash."""
    for garbage in (b"\x01\x00\x00", b"\x00\x00\x7f\x00\x00\xff\x7f", b"\x00\xff\xff\xff\xff\xff"):
        reader, writer = await asyncio.open_connection("127.0.0.1", device.port)
        writer.write(garbage)
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
    assert not (await device.state())["connected"]


async def test_nothing_outlives_whoever_started_it(tmp_path: Path, socket_enabled: None) -> None:
    """A device in a process of its own comes up, ends when it is told to, and its log says so."""
    async with aiohttp.ClientSession() as session:
        port, control_port = free_ports(2)
        device = DeviceProcess.plan("Living room", tmp_path, (port, control_port), session)
        await device.start()
        assert device.key == "living_room" and (await device.state())["phase"] == "idle"
        await device.child.stop()
    assert not device.child.running
    assert device.wire.events()[-1].type == "gone"
