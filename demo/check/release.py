"""Step 9: the window ends."""

import asyncio
import time

from demo.wire import RUN

from .stage import Stage, expect, spread


async def window_ends(stage: Stage) -> str:
    """Let the window end: live again, and only what Earshot muted."""
    states = stage.client.states
    await stage.mute_by_hand("bedroom", True)
    start = await stage.night_in(2.5)
    others = ["kitchen", "living_room"]
    await stage.muted(start, others)
    await asyncio.sleep(2.5)
    end = await stage.day_in(2.5)
    runs = await stage.all_on_wire(RUN, end, others)
    for key in others:
        await states.until(stage.microphone(key)["status"], "armed", "streaming")
    await asyncio.sleep(2)
    expect(stage.states == {"kitchen": "off", "living_room": "off", "bedroom": "on"}, f"mute switches: {stage.states}")
    stage.silent(start, keys=["bedroom"])
    since = time.time()
    await stage.satellite("kitchen").hear("LAMP_OFF", 1.5)
    await states.next_change(stage.microphone("kitchen").satellite, "listening", since=since)
    await states.next_change(stage.microphone("kitchen").satellite, "idle", since=since, seconds=15)
    return f"run {spread(runs)} after the end; a person's mute stood; it hears again"
