"""The stub speech server: speech-to-text, text-to-speech and wake-word detection over Wyoming.

Run it with `python -m demo.speech --port 10800`. The recognised words depend on the sound, as `demo.audio` describes;
whatever is to be spoken becomes a short chime.
"""

import argparse
import asyncio
import contextlib
import signal
from typing import Final, override

import numpy as np
from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info, TtsProgram, TtsVoice, WakeModel, WakeProgram
from wyoming.server import AsyncEventHandler
from wyoming.tts import Synthesize
from wyoming.wake import Detect, Detection, NotDetected

from . import audio
from .satellite.info import SPEAKER_RATE, WAKE_PHRASE, WAKE_WORD

_HOST: Final = "127.0.0.1"
_OWN: Final = Attribution(name="Earshot", url="")
_LANGUAGES: Final = ["en"]
_LONGEST_BYTES: Final = 60 * audio.RATE * audio.WIDTH

INFO: Final = Info(
    asr=[
        AsrProgram(
            name="Virtual ears",
            attribution=_OWN,
            installed=True,
            description="Stub speech-to-text",
            version="1.0.0",
            # The sound is read as it was sent: gain and noise reduction would bend the tones.
            prefers_auto_gain_enabled=False,
            prefers_noise_reduction_enabled=False,
            models=[AsrModel("tones", _OWN, True, "Tones", "1.0.0", _LANGUAGES)],
        )
    ],
    tts=[
        TtsProgram(
            "Virtual voice",
            _OWN,
            True,
            "Stub text-to-speech",
            "1.0.0",
            [TtsVoice("chime", _OWN, True, "Chime", "1.0.0", _LANGUAGES)],
        )
    ],
    wake=[
        WakeProgram(
            "Virtual wake word",
            _OWN,
            True,
            "Stub wake-word detection",
            "1.0.0",
            [WakeModel(WAKE_WORD, _OWN, True, WAKE_PHRASE, "1.0.0", _LANGUAGES, WAKE_PHRASE)],
        )
    ],
)


class SpeechHandler(AsyncEventHandler):
    """One request of Home Assistant: a transcription, an answer to speak or a stream to listen to for the wake word."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Begin with nothing heard."""
        super().__init__(reader, writer)
        self._heard = bytearray()
        self._detecting = False

    @override
    async def handle_event(self, event: Event) -> bool:
        """Answer one event."""
        if Describe.is_type(event.type):
            await self.write_event(INFO.event())
        elif Detect.is_type(event.type):
            self._detecting = True
        elif AudioStart.is_type(event.type):
            self._heard.clear()
        elif AudioChunk.is_type(event.type):
            return await self._listen(AudioChunk.from_event(event))
        elif AudioStop.is_type(event.type) and self._detecting:
            await self.write_event(NotDetected().event())
            return False
        elif AudioStop.is_type(event.type):
            words = await asyncio.to_thread(audio.understood, bytes(self._heard))
            await self.write_event(Transcript(text=words).event())
            return False
        elif Synthesize.is_type(event.type):
            await self._speak()
            return False
        return True

    async def _listen(self, chunk: AudioChunk) -> bool:
        self._heard += chunk.audio
        if not self._detecting:
            return len(self._heard) <= _LONGEST_BYTES
        # Half a second is enough for the tone of the wake word.
        del self._heard[: -audio.RATE]
        sound = np.frombuffer(bytes(self._heard[: len(self._heard) // 2 * 2]), dtype="<i2") / 32768
        if audio.strength(sound, audio.WAKE_TONE) < 0.005:
            return True
        await self.write_event(Detection(name=WAKE_WORD, timestamp=chunk.timestamp).event())
        return False

    async def _speak(self) -> None:
        pcm = audio.chime(SPEAKER_RATE)
        await self.write_event(AudioStart(SPEAKER_RATE, audio.WIDTH, audio.CHANNELS).event())
        for start in range(0, len(pcm), audio.CHUNK_BYTES):
            await self.write_event(
                AudioChunk(SPEAKER_RATE, audio.WIDTH, audio.CHANNELS, pcm[start : start + audio.CHUNK_BYTES]).event()
            )
        await self.write_event(AudioStop().event())


async def serve(port: int) -> None:
    """Serve on loopback until told to stop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = await asyncio.start_server(_connected, _HOST, port)
    await stop.wait()
    server.close()


async def _connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, EOFError):
        await SpeechHandler(reader, writer).run()


def main() -> None:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m demo.speech", description="Stub speech services on loopback")
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
