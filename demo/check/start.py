"""Step 1: everything up and set up."""

import time
from zoneinfo import ZoneInfo

from demo import earshot, setup
from demo.entities import Entities

from .stage import STREAMING, Stage, expect


async def set_up(stage: Stage) -> str:
    """Home Assistant up; Earshot set up through its own flow; three microphones found."""
    begin = time.monotonic()
    await setup.move_in(stage.household, stage.client)
    up = time.monotonic() - begin
    stage.zone = ZoneInfo((await stage.client.command("get_config"))["time_zone"])
    offered = await earshot.found(stage.client)
    begin = time.monotonic()
    await earshot.set_up(stage.client)
    configured = time.monotonic() - begin
    await stage.client.settled()
    stage.entities = await Entities.load(stage.client)
    cared_for = [each for each in stage.entities.microphones.values() if each.earshot]
    expect(len(cared_for) == 3, f"{len(cared_for)} of 3 microphones are in Earshot's care; it offered {offered}")
    expect(len(stage.entities.rules) == 2, f"two rules were expected: {stage.entities.rules}")
    await stage.calm()
    for microphone in cared_for:
        await stage.client.states.until(microphone["status"], "armed")
    # From here on one of the three is the hard case: it leaves the wake word to Home Assistant and streams all the time.
    await stage.satellite(STREAMING).habits(always_streaming=True)
    return f"up in {up:.1f} s, flow {configured:.1f} s, {len(offered)} microphones found, all armed"
