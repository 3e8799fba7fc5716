"""The device's native API port."""

import asyncio
from typing import Final

from .device import Device
from .messages import Message, as_data, frame, name_of, pb, read

_HOST: Final = "127.0.0.1"


class _Connection:
    """One client that has connected. Everything that crosses it is in the wire log."""

    def __init__(self, device: Device, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._device = device
        self._reader = reader
        self._writer = writer

    async def run(self) -> None:
        """Take messages until the client hangs up. Raises EOFError, OSError, ValueError."""
        while True:
            message = await read(self._reader)
            self._device.wire.write("in", name_of(message), as_data(message))
            self._device.received(message, self)

    def send(self, message: Message) -> None:
        """Send a message, unless the client is gone."""
        if self._writer.is_closing():
            return
        sound = len(message.data) if isinstance(message, pb.VoiceAssistantAudio) else 0
        # Logged before it is written: nothing can be on the wire that is not in the log.
        self._device.wire.write("out", name_of(message), as_data(message), sound)
        self._writer.write(frame(message))

    def close(self) -> None:
        """Hang up, once everything has been sent."""
        self._writer.close()


class ApiPort:
    """The listening socket, which can go away and come back."""

    def __init__(self, device: Device, port: int) -> None:
        """Remember where to listen."""
        self._device = device
        self._port = port
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Listen on loopback."""
        self._server = await asyncio.start_server(self._connected, _HOST, self._port)
        self._device.wire.write("local", "listening", {"port": self._port})

    async def close(self) -> None:
        """Hang up on everybody without a word, as a pulled plug does, and stop listening."""
        if self._server is not None:
            self._server.close()
        for task in tuple(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._device.wire.write("local", "gone")

    async def go_away(self, seconds: float, *, restart: bool) -> None:
        """Be gone for a while, as with a lost network or, where it restarts, with a lost mind."""
        await self.close()
        await asyncio.sleep(seconds)
        if restart:
            self._device.restart()
        await self.open()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        connection = _Connection(self._device, reader, writer)
        try:
            await connection.run()
        except OSError, EOFError, ValueError, asyncio.CancelledError:
            pass
        finally:
            self._connections.discard(task)
            self._device.lost(connection)
            writer.close()
