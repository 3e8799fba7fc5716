"""The voice assistant: from the wake word to the spoken answer.

One run at a time. The device asks for it, sends sound once Home Assistant has agreed and until it has heard enough, and
the run is over once the answer has been spoken.
"""

import asyncio
from collections.abc import Callable
from enum import StrEnum, auto
from typing import Final

from aioesphomeapi import VoiceAssistantEventType as EventType

from demo import audio
from demo.satellite.core import Heard
from demo.satellite.info import WAKE_WORD
from demo.satellite.microphone import Microphone

from .info import WAKE_WORDS
from .messages import Message, pb

_BREATH: Final = 0.2
_ANSWER_SECONDS: Final = 0.5


class Phase(StrEnum):
    """Where a run stands."""

    IDLE = auto()
    ASKED = auto()
    """Home Assistant has not agreed yet."""
    STREAMING = auto()
    """Sound is on the wire."""
    WAITING = auto()
    """Enough was heard; the answer is awaited."""
    SPEAKING = auto()
    STUCK = auto()
    """Neither heard nor ended: nothing but a restart helps."""


class Voice:
    """Ask for runs and follow them."""

    def __init__(self, send: Callable[[Message], None], deaf: Callable[[], str]) -> None:
        """Send messages to the one that listens; `deaf` tells why nothing can be heard, or nothing."""
        self.phase = Phase.IDLE
        self.active_wake_words = [WAKE_WORD]
        self.microphone = Microphone(self._hear)
        self._send = send
        self._deaf = deaf
        self._speaks = False
        self._speaking: asyncio.Task[None] | None = None

    def hear(self, sentence: audio.Sentence | None, seconds: float) -> Heard:
        """Let somebody say a wake word that it listens for and then, unless `sentence` is None, a command of so many seconds."""
        if why := self._deaf() or self.busy:
            return Heard(False, why)
        self.microphone.hush()
        self.say(sentence, seconds)
        self._ask(WAKE_WORDS[self.active_wake_words[0]])
        return Heard(True, "")

    def say(self, sentence: audio.Sentence | None, seconds: float) -> None:
        """Let somebody speak: a command or an answer of so many seconds, or nothing. It is lost on a device that does not listen."""
        self.microphone.say(audio.quiet(_BREATH) + (audio.spoken(sentence, seconds) if sentence else b""))

    @property
    def busy(self) -> str:
        """Why no wake word would start a run now; empty where one would."""
        if not self.active_wake_words:
            return "no wake word"
        return "" if self.phase is Phase.IDLE else self.phase.value

    def _ask(self, wake_phrase: str) -> None:
        self.phase = Phase.ASKED
        self._speaks = False
        self._send(pb.VoiceAssistantRequest(start=True, wake_word_phrase=wake_phrase))

    async def _hear(self, chunk: bytes) -> None:
        if self.phase is Phase.STREAMING and not self._deaf():
            self._send(pb.VoiceAssistantAudio(data=chunk))

    # --- What Home Assistant says ---

    def answered(self, response: Message) -> None:
        """Begin to send sound, where Home Assistant agrees to the run."""
        if self.phase is Phase.ASKED:
            self.phase = Phase.IDLE if response.error else Phase.STREAMING

    def happened(self, event: Message) -> None:
        """Follow the run that Home Assistant reports on."""
        if self.phase in (Phase.IDLE, Phase.STUCK):
            return
        match EventType(event.event_type):
            case EventType.VOICE_ASSISTANT_STT_VAD_END | EventType.VOICE_ASSISTANT_STT_END:
                self._stop_streaming(Phase.WAITING)
            case EventType.VOICE_ASSISTANT_TTS_END:
                self._speaks = True
            case EventType.VOICE_ASSISTANT_ERROR:
                self._stop_streaming(Phase.IDLE)
            case EventType.VOICE_ASSISTANT_RUN_END if self._speaks:
                self._speak(lambda: False)
            case EventType.VOICE_ASSISTANT_RUN_END:
                self._stop_streaming(Phase.IDLE)

    def announce(self, announcement: Message, *, opens_while_muted: bool) -> None:
        """Speak what Home Assistant wants said, and listen for the answer without a wake word where that is wanted."""
        opens = announcement.start_conversation
        self._speak(lambda: opens and (opens_while_muted or not self._deaf()))

    def _speak(self, opens: Callable[[], bool]) -> None:
        self._stop_streaming(Phase.SPEAKING)
        self._speaking = asyncio.create_task(self._speak_out(opens))

    async def _speak_out(self, opens: Callable[[], bool]) -> None:
        await asyncio.sleep(_ANSWER_SECONDS)
        self._send(pb.VoiceAssistantAnnounceFinished(success=True))
        self.phase = Phase.IDLE
        if opens():
            self._ask("")

    # --- What ends it ---

    def muted(self, *, ends_run: bool) -> None:
        """Fall silent at once, and call the run off or leave it as it is."""
        if self.phase not in (Phase.ASKED, Phase.STREAMING):
            return
        self._stop_streaming(Phase.IDLE if ends_run else Phase.STUCK)
        if ends_run:
            self._send(pb.VoiceAssistantRequest(start=False))

    def lost(self) -> None:
        """Give the run up: the one that listened has gone."""
        if self._speaking is not None:
            self._speaking.cancel()
        if self.phase is not Phase.STUCK:
            self._stop_streaming(Phase.IDLE)

    def restart(self) -> None:
        """Begin anew."""
        self.phase = Phase.IDLE
        self.lost()

    def _stop_streaming(self, phase: Phase) -> None:
        self.phase = phase
        self.microphone.hush()
