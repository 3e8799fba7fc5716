"""A satellite in a process of its own, and a server that talks to it as Home Assistant does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from demo.household import SatelliteProcess
from demo.ports import free_ports
from demo.process import Child, python_module
from demo.wire import WireReader


class Server:
    """Home Assistant's side of a satellite's connection."""

    def __init__(self, client: AsyncTcpClient) -> None:
        """Use a connected client."""
        self._client = client

    async def send(self, *events: Event) -> None:
        """Send events."""
        for event in events:
            await self._client.write_event(event)

    async def receive(self) -> Event | None:
        """Return the satellite's next event, or None where it hung up."""
        return await self._client.read_event()

    async def until(self, kind: str) -> list[Event]:
        """Return the events up to and including the first of a type."""
        events: list[Event] = []
        while not events or events[-1].type != kind:
            event = await self.receive()
            assert event is not None, f"hung up before {kind}"
            events.append(event)
        return events


type Start = Callable[..., Awaitable[SatelliteProcess]]
type Connect = Callable[[SatelliteProcess], Awaitable[Server]]


@pytest.fixture
async def start(tmp_path: Path, socket_enabled: None) -> AsyncIterator[Start]:
    """Start a satellite with some options; it ends with the test."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())

        async def start_one(*options: str) -> SatelliteProcess:
            port, control_port = free_ports(2)
            log = tmp_path / "wire.jsonl"
            where = ["--port", str(port), "--control-port", str(control_port), "--wire-log", str(log)]
            child = Child(
                "kitchen", python_module("demo.satellite", "--name", "Kitchen", *where, *options), tmp_path / "log"
            )
            satellite = SatelliteProcess("kitchen", "Kitchen", port, control_port, child, WireReader(log), session)
            stack.push_async_callback(child.stop)
            await satellite.start()
            return satellite

        yield start_one


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Connect a server to a satellite; it hangs up with the test."""
    async with AsyncExitStack() as stack:

        async def connect_one(satellite: SatelliteProcess) -> Server:
            return Server(await stack.enter_async_context(_connection(satellite.port)))

        yield connect_one


@asynccontextmanager
async def _connection(port: int) -> AsyncIterator[AsyncTcpClient]:
    client = AsyncTcpClient("127.0.0.1", port)
    await client.connect()
    try:
        yield client
    finally:
        await client.disconnect()
