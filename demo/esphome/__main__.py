"""Run one virtual ESPHome voice device.

python -m demo.esphome --name Bedroom --port 6053 --control-port 6054 --wire-log bedroom.jsonl
"""

import argparse
import asyncio
from pathlib import Path
import signal

from .serve import serve


def main() -> None:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(
        prog="python -m demo.esphome", description="A virtual ESPHome voice device on loopback"
    )
    parser.add_argument("--name", required=True)
    parser.add_argument("--area")
    parser.add_argument("--port", type=int, required=True, help="native API port")
    parser.add_argument("--control-port", type=int, required=True, help="HTTP port of the control interface")
    parser.add_argument("--wire-log", type=Path, required=True, help="JSON Lines file that every message goes to")
    asyncio.run(_run(parser.parse_args()))


async def _run(arguments: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    ports = {"port": arguments.port, "control_port": arguments.control_port}
    async with serve(arguments.name, arguments.area, log=arguments.wire_log, **ports):
        await stop.wait()


if __name__ == "__main__":
    main()
