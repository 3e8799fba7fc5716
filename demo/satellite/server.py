"""The satellite's Wyoming port."""

import asyncio
from typing import Final, override

from wyoming.event import Event
from wyoming.server import AsyncEventHandler

from .core import Satellite

_HOST: Final = "127.0.0.1"


class _Connection(AsyncEventHandler):
    """One server that has connected. Everything that crosses it is in the wire log."""

    def __init__(self, satellite: Satellite, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(reader, writer)
        self._satellite = satellite

    @override
    async def handle_event(self, event: Event) -> bool:
        self._satellite.wire.write("in", event.type, event.data, len(event.payload or b""))
        return await self._satellite.received(event, self)

    @override
    async def disconnect(self) -> None:
        await self._satellite.lost(self)

    async def write(self, event: Event) -> None:
        """Send an event. Raises OSError when the connection is lost."""
        if self.writer.is_closing():
            raise ConnectionResetError
        # Logged before it is written: nothing can be on the wire that is not in the log.
        self._satellite.wire.write("out", event.type, event.data, len(event.payload or b""))
        await self.write_event(event)

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


class WyomingPort:
    """The listening socket, which can go away and come back."""

    def __init__(self, satellite: Satellite, port: int) -> None:
        """Remember where to listen."""
        self._satellite = satellite
        self._port = port
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Listen on loopback."""
        self._server = await asyncio.start_server(self._connected, _HOST, self._port)
        self._satellite.wire.write("local", "listening", {"port": self._port})

    async def close(self) -> None:
        """Hang up on everybody and stop listening."""
        self._satellite.hang_up()
        if self._server is not None:
            self._server.close()
        for task in tuple(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._satellite.wire.write("local", "gone")

    async def go_away(self, seconds: float) -> None:
        """Be gone for a while, as with a pulled plug or a lost network."""
        await self.close()
        await asyncio.sleep(seconds)
        await self.open()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await _Connection(self._satellite, reader, writer).run()
        except OSError, EOFError, asyncio.CancelledError:
            pass
        finally:
            self._connections.discard(task)
            writer.close()
