"""What a satellite does with what Home Assistant tells it and with what it hears.

The rules are those of a satellite with a local wake word:

- one server at a time: the first that says more than Describe; another is turned away until it is gone
- streaming begins at the wake word (Detection, RunPipeline, then chunks) and ends at the transcript, an error, a pause,
  a run or the loss of the server
- while paused nothing is heard: no detection, no chunk
- what Home Assistant speaks is played at real time and answered with Played
"""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any, Final, Protocol

from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import PauseSatellite, RunSatellite
from wyoming.snd import Played
from wyoming.wake import Detection

from demo import audio
from demo.wire import WireLog

from .habits import Habits
from .info import WAKE_WORD, describe
from .microphone import Microphone

PING_SECONDS: Final = 2.0
PONG_SECONDS: Final = 5.0
_BREATH: Final = 0.2
_LAG: Final = 1.25


class Connection(Protocol):
    """One connected server."""

    async def write(self, event: Event) -> None:
        """Send an event. Raises OSError when the connection is lost."""

    def close(self) -> None:
        """Hang up."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a wake word: whether the satellite woke, and why not."""

    woke: bool
    why: str

    def as_dict(self) -> dict[str, Any]:
        """Return the answer of the control interface."""
        return {"woke": self.woke, "why": self.why}


class Satellite:
    """One satellite: its state, its microphone and the server it belongs to."""

    def __init__(self, name: str, area: str | None, habits: Habits, wire: WireLog) -> None:
        """Start deaf: nothing is heard before Home Assistant says run."""
        self.info = describe(name, area)
        self.habits = habits
        self.wire = wire
        self.microphone = Microphone(self._hear)
        self._set_pace()
        self.streaming = False
        # A real satellite without a server cannot send anything; it counts as paused only once it was told so.
        self.paused = False
        self._server: Connection | None = None
        self._pong = asyncio.Event()
        self._ping_task: asyncio.Task[None] | None = None
        self._play_task: asyncio.Task[None] | None = None
        self._wake_task: asyncio.Task[None] | None = None
        self._speech_seconds = 0.0

    @property
    def connected(self) -> bool:
        """Return whether a server has taken this satellite."""
        return self._server is not None

    # --- What Home Assistant says ----------------------------------------------------------------------------------

    async def received(self, event: Event, connection: Connection) -> bool:
        """Act on one event. Returns False where the connection is to be turned away."""
        if Describe.is_type(event.type):
            await connection.write(self.info.event())
            return True
        if self._server is None:
            self._server = connection
            self.wire.write("local", "server-connected")
        elif self._server is not connection:
            self.wire.write("local", "server-turned-away")
            return False
        await self._obey(event)
        return True

    async def lost(self, connection: Connection) -> None:
        """Forget a server that hung up."""
        if self._server is connection:
            self._forget_server()

    async def _obey(self, event: Event) -> None:
        if RunSatellite.is_type(event.type):
            self.paused = False
            self.streaming = False
            if self.habits.always_streaming:
                await self._start_streaming(PipelineStage.WAKE, restart_on_end=True)
        elif PauseSatellite.is_type(event.type):
            if not self.habits.ignores_pause:
                self.streaming = False
                self.paused = True
        elif Transcript.is_type(event.type) or Error.is_type(event.type):
            if not self.habits.always_streaming:
                self.streaming = False
                self.microphone.hush()
        elif Ping.is_type(event.type):
            await self._send(Pong(text=Ping.from_event(event).text).event())
            self._keep_pinging()
        elif Pong.is_type(event.type):
            self._pong.set()
        else:
            self._listen_to_speaker(event)

    def _listen_to_speaker(self, event: Event) -> None:
        if AudioStart.is_type(event.type):
            self._speech_seconds = 0.0
        elif AudioChunk.is_type(event.type):
            self._speech_seconds += AudioChunk.from_event(event).seconds
        elif AudioStop.is_type(event.type):
            self._play_task = asyncio.create_task(self._play(self._speech_seconds))

    async def _play(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._send(Played().event())

    # --- What the satellite hears ----------------------------------------------------------------------------------

    def hear(self, sentence: audio.Sentence | None, seconds: float) -> Heard:
        """Let somebody say the wake word and then, unless `sentence` is None, a command of so many seconds."""
        speech = audio.quiet(_BREATH) + (audio.spoken(sentence, seconds) if sentence else b"")
        if self.habits.always_streaming:
            self.microphone.say(audio.wake_word() + speech)
            return Heard(
                self.streaming,
                "streaming: Home Assistant listens for the wake word" if self.streaming else "not streaming",
            )
        if why := self._deaf():
            self.wire.write("local", "wake-word-unheard", {"why": why})
            return Heard(False, why)
        self.microphone.hush()
        self.microphone.say(speech)
        self._wake_task = asyncio.create_task(self._wake())
        return Heard(True, "")

    def _deaf(self) -> str:
        if self._server is None:
            return "no server"
        if self.paused:
            return "paused"
        waking = self._wake_task is not None and not self._wake_task.done()
        return "already streaming" if self.streaming or waking else ""

    async def _wake(self) -> None:
        await self._send(Detection(name=WAKE_WORD).event())
        await self._start_streaming(PipelineStage.ASR, restart_on_end=False)

    async def _start_streaming(self, start: PipelineStage, *, restart_on_end: bool) -> None:
        await self._send(RunPipeline(start, PipelineStage.TTS, restart_on_end=restart_on_end).event())
        self.streaming = self._server is not None and not self.paused

    async def _hear(self, chunk: bytes) -> None:
        if self.streaming:
            await self._send(AudioChunk(audio.RATE, audio.WIDTH, audio.CHANNELS, chunk).event())

    # --- The connection ----------------------------------------------------------------------------------------------

    async def change_habits(self, habits: Habits) -> None:
        """Take on other habits. Whether it streams is settled at the next run, as after a restart of a real one."""
        restart = habits.always_streaming != self.habits.always_streaming
        self.habits = habits
        self._set_pace()
        self.wire.write("local", "habits", {**habits.as_dict()})
        if restart:
            self.hang_up()

    def _set_pace(self) -> None:
        self.microphone.pace = _LAG if self.habits.lags else 1.0

    def hang_up(self) -> None:
        """Drop the server, as a reboot would."""
        if self._server is not None:
            self._server.close()
        self._forget_server()

    async def _send(self, event: Event) -> None:
        server = self._server
        if server is None:
            return
        with contextlib.suppress(OSError):
            await server.write(event)
            return
        if self._server is server:
            self._forget_server()

    def _forget_server(self) -> None:
        if self._server is not None:
            self.wire.write("local", "server-lost")
        self._server = None
        self.streaming = False
        for task in (self._ping_task, self._play_task):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._ping_task = self._play_task = None

    def _keep_pinging(self) -> None:
        # The early satellites that ignore a pause do not ping either: they never notice that nobody reads.
        if self._ping_task is None and not self.habits.ignores_pause:
            self._ping_task = asyncio.create_task(self._ping())

    async def _ping(self) -> None:
        while self._server is not None:
            await asyncio.sleep(PING_SECONDS)
            self._pong.clear()
            await self._send(Ping().event())
            try:
                async with asyncio.timeout(PONG_SECONDS):
                    await self._pong.wait()
            except TimeoutError:
                # Home Assistant answers no ping while it holds the satellite muted.
                self._forget_server()
