"""Run one virtual satellite.

python -m demo.satellite --name Kitchen --port 10700 --control-port 10701 --wire-log kitchen.jsonl
"""

import argparse
import asyncio
from pathlib import Path
import signal

from demo.wire import WireLog

from .control import Control
from .core import Satellite
from .habits import Habits
from .server import WyomingPort


def main() -> None:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.satellite", description="A virtual Wyoming satellite on loopback"
    )
    parser.add_argument("--name", required=True)
    parser.add_argument("--area")
    parser.add_argument("--port", type=int, required=True, help="Wyoming port")
    parser.add_argument("--control-port", type=int, required=True, help="HTTP port of the control interface")
    parser.add_argument("--wire-log", type=Path, required=True, help="JSON Lines file that every event goes to")
    parser.add_argument("--always-streaming", action="store_true", help="leave the wake word to Home Assistant")
    parser.add_argument("--ignores-pause", action="store_true", help="go on after a pause")
    parser.add_argument("--lags", action="store_true", help="send what is heard more slowly than it was said")
    asyncio.run(_run(parser.parse_args()))


async def _run(arguments: argparse.Namespace) -> None:
    habits = Habits(arguments.always_streaming, arguments.ignores_pause, arguments.lags)
    wire = WireLog(arguments.wire_log)
    satellite = Satellite(arguments.name, arguments.area, habits, wire)
    port = WyomingPort(satellite, arguments.port)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    microphone = asyncio.create_task(satellite.microphone.run())
    await port.open()
    control = await Control(satellite, port).start(arguments.control_port)
    try:
        await stop.wait()
    finally:
        microphone.cancel()
        await control.cleanup()
        await port.close()
        wire.close()


if __name__ == "__main__":
    main()
