"""The virtual microphone: sound at real time, whether anybody wants it or not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from demo import audio

_ROOM: Final = 4.0


class Microphone:
    """Hand out one chunk of 1024 samples every 64 ms: what was said, then the quiet of the room."""

    def __init__(self, listener: Callable[[bytes], Awaitable[None]]) -> None:
        """Remember who hears. A pace of 2 takes twice the time for everything."""
        self._listener = listener
        self.pace = 1.0
        self._spoken = bytearray()
        self._room = audio.quiet(_ROOM)
        self._room_position = 0

    def say(self, pcm: bytes) -> None:
        """Make somebody speak from now on, after what is still being said."""
        self._spoken += pcm

    def hush(self) -> None:
        """Drop what has not been said yet."""
        self._spoken.clear()

    async def run(self) -> None:
        """Hand out chunks until cancelled."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += audio.CHUNK_SECONDS * self.pace
            # A listener that blocked for long gets no burst of old sound: a sound card's buffer would have overrun.
            due = max(due, loop.time() - audio.CHUNK_SECONDS)
            await asyncio.sleep(due - loop.time())
            await self._listener(self._next())

    def _next(self) -> bytes:
        chunk = bytes(self._spoken[: audio.CHUNK_BYTES])
        del self._spoken[: len(chunk)]
        return chunk + self._quiet(audio.CHUNK_BYTES - len(chunk))

    def _quiet(self, length: int) -> bytes:
        if self._room_position + length > len(self._room):
            self._room_position = 0
        start = self._room_position
        self._room_position += length
        return self._room[start : start + length]
