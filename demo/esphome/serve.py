"""One device with all its parts, up and running."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from demo.wire import WireLog

from .control import Control
from .device import Device
from .habits import Habits
from .server import ApiPort


@asynccontextmanager
async def serve(name: str, area: str | None, *, port: int, control_port: int, log: Path) -> AsyncIterator[None]:
    """Serve a device and its control interface on two ports of loopback, every message in a wire log."""
    wire = WireLog(log)
    device = Device(name, area, Habits(), wire)
    api = ApiPort(device, port)
    microphone = asyncio.create_task(device.voice.microphone.run())
    await api.open()
    control = await Control(device, api).start(control_port)
    try:
        yield
    finally:
        microphone.cancel()
        await control.cleanup()
        await api.close()
        wire.close()
