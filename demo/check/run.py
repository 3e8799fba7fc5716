"""Run the steps and print the table."""

from collections.abc import Awaitable, Callable
import re
import time
from typing import Final, NamedTuple

import aiohttp

from demo.api import Client, CommandError
from demo.household import Household

from . import crashes, listening, presence, privacy, release, start
from .stage import Failed, Stage


class Step(NamedTuple):
    """One row of the table."""

    title: str
    run: Callable[[Stage], Awaitable[str]]


STEPS: Final = (
    Step("Home Assistant up, Earshot set up through its flow", start.set_up),
    Step("Wake word and command", listening.command),
    Step("A window begins", listening.boundary),
    Step("A window begins in mid-command", listening.mid_command),
    Step("Everyone leaves, someone returns", presence.presence),
    Step("Home Assistant restarted while muted", crashes.clean_restart),
    Step("Home Assistant killed while muted", crashes.killed),
    Step("A satellite killed while muted", crashes.satellite_killed),
    Step("The window ends", release.window_ends),
    Step("Privacy mode", privacy.privacy_mode),
)

_ENTRY = re.compile(r"\d{4}-\d\d-\d\d \d\d:")
_EXPECTED = (Failed, CommandError, LookupError, TimeoutError, ConnectionError, aiohttp.ClientError)


async def check(*, keep: bool, only: str | None = None) -> int:
    """Run every step, or the first and some, and return 0 if none failed."""
    chosen = {1, *(int(number) for number in only.split(","))} if only else set(range(1, len(STEPS) + 1))
    began = time.monotonic()
    failures = 0
    async with Household(keep=keep) as household, Client(household.url) as client:
        await household.start()
        stage = Stage(household, client)
        print(f"  #  {'step':<52}{'':6}measured", flush=True)
        for number, step in enumerate(STEPS, 1):
            if number not in chosen:
                continue
            passed, measured, seconds = await _try(stage, number, step)
            failures += not passed
            print(
                f" {number:2}  {step.title:<52}{'ok' if passed else 'FAIL':<6}{measured}  [{seconds:.0f} s]", flush=True
            )
            if number == 1 and not passed:
                print(household.hass.last_words(40))
                break
        errors = own_errors(household)
        print(f"     Earshot's errors in Home Assistant's log: {len(errors)}", *errors, sep="\n       ", flush=True)
        failures += bool(errors)
        household.keep |= failures > 0
    where = f"; everything is in {household.folder}" if household.keep else ""
    print(f"\n{failures} of {len(chosen)} steps failed, {time.monotonic() - began:.0f} s{where}", flush=True)
    return 1 if failures else 0


def own_errors(household: Household) -> list[str]:
    """Return the errors that Earshot, or an exception that went through it, left in Home Assistant's log."""
    found: list[str] = []
    latest = ""
    for line in (household.folder / "hass.log").read_text(errors="replace").splitlines():
        if _ENTRY.match(line):
            latest = line
        if " ERROR " in latest and "custom_components" in line and latest not in found:
            found.append(latest)
    return found


async def _try(stage: Stage, number: int, step: Step) -> tuple[bool, str, float]:
    began = time.monotonic()
    try:
        if number > 1:
            await stage.calm()
        return True, await step.run(stage), time.monotonic() - began
    except _EXPECTED as err:
        return False, f"{type(err).__name__}: {err}", time.monotonic() - began
