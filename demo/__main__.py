"""`scripts/demo`: start the household and keep it running, or check it."""

import argparse
import asyncio
from collections.abc import Coroutine
import signal
import sys

from . import dashboard, earshot
from .api import Client
from .check.run import check
from .entities import Entities
from .household import PASSWORD, RESTART_EXIT_CODE, USER, Household
from .setup import move_in


def main() -> int:
    """Return the exit code: 0 where all went well."""
    parser = argparse.ArgumentParser(
        prog="scripts/demo", description="A household to try Earshot in, on this machine only"
    )
    parser.add_argument("--check", action="store_true", help="prove the main job on the wire, print a table and exit")
    parser.add_argument("--only", metavar="N,…", help="with --check: only these steps, and the first")
    parser.add_argument(
        "--keep", action="store_true", help="keep the household's folder: configuration, logs, wire logs"
    )
    arguments = parser.parse_args()
    job = check(keep=arguments.keep, only=arguments.only) if arguments.check else _live(keep=arguments.keep)
    try:
        return asyncio.run(_until_stopped(job))
    except KeyboardInterrupt:
        return 130


async def _until_stopped(job: Coroutine[None, None, int]) -> int:
    """Run a job; Ctrl-C and SIGTERM cancel it, so that it ends what it started."""
    task = asyncio.create_task(job)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        print("\nstopped")
        return 130


async def _live(*, keep: bool) -> int:
    print("Starting a Home Assistant, three satellites and a speech server …", flush=True)
    async with Household(keep=keep) as household:
        await household.start()
        async with Client(household.url) as client:
            await move_in(household, client)
            await earshot.set_up(client)
            await client.settled()
            await dashboard.create(client, await Entities.load(client))
        _welcome(household)
        return await _watch(household)


def _welcome(household: Household) -> None:
    print(f"\n  {household.url}/{dashboard.PATH}\n\n  user      {USER}\n  password  {PASSWORD}\n")
    print(f"  folder    {household.folder}")
    for satellite in household.satellites.values():
        print(
            f"  {satellite.name:<12}{satellite.child.name}.wire.jsonl, control http://127.0.0.1:{satellite.control_port}/state"
        )
    print("\nCtrl-C ends all of it.", flush=True)


async def _watch(household: Household) -> int:
    """Start Home Assistant again when it wants to be restarted; end when it has ended otherwise."""
    while (code := await household.hass.wait()) == RESTART_EXIT_CODE:
        await household.hass.start()
    print(f"Home Assistant ended with code {code}:\n{household.hass.last_words()}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
