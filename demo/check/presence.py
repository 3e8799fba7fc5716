"""Step 5: everyone leaves and someone returns."""

import asyncio
import time

from demo.configuration import PERSONS
from demo.wire import RUN

from .stage import Stage, expect, spread


async def presence(stage: Stage) -> str:
    """Everyone leaves: pause. Someone returns: run again. A microphone that a person muted stays muted."""
    states = stage.client.states
    by_hand = time.time()
    await stage.mute_by_hand("bedroom", True)
    await stage.muted(by_hand, ["bedroom"])
    others = ["kitchen", "living_room"]
    await stage.switch(PERSONS[0].out, True)
    await states.until(PERSONS[0].entity_id, "not_home")
    await asyncio.sleep(1)
    expect(stage.states["kitchen"] == "off", "muted although somebody was still home")
    since = time.time()
    await stage.switch(PERSONS[1].out, True)
    left = await states.next_change(PERSONS[1].entity_id, "not_home", since=since)
    pauses = await stage.muted(left.time, others)
    await stage.everyone_speaks()
    for key in others:
        stage.silent(left.time + pauses[key], keys=[key])
    # Long enough for Home Assistant to have noticed its own mute: it looks when the satellite next says something.
    await asyncio.sleep(1)
    since = time.time()
    await stage.switch(PERSONS[0].out, False)
    back = await states.next_change(PERSONS[0].entity_id, "home", since=since)
    runs = await stage.all_on_wire(RUN, back.time, others)
    await asyncio.sleep(2)
    expect(stage.states["bedroom"] == "on", "the person's mute was lifted")
    stage.silent(by_hand, keys=["bedroom"])
    return (
        f"pause {spread(pauses)} after the last one left, "
        f"run {spread(runs)} after the first one came; a person's mute stood"
    )
