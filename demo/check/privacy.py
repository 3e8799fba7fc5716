"""Step 10: privacy mode."""

import asyncio
import time
from typing import Any

from demo.api import CommandError

from .stage import Failed, Stage, expect, milliseconds


async def privacy_mode(stage: Stage) -> str:
    """Privacy mode mutes everything, in mid-command too, and refuses to be undone meanwhile."""
    await stage.satellite("kitchen").hear("TIME", 6.0)
    await asyncio.sleep(1.5)
    since = time.time()
    await stage.privacy_mode(True)
    pauses = await stage.muted(since)
    last = max(pauses.values())
    await asyncio.sleep(2)
    target = {"entity_id": stage.microphone("kitchen")["mute"]}
    refusals = [
        await _refused(stage, "earshot.unmute", {"device_id": stage.microphone("kitchen").device_id}),
        await _refused(stage, "switch.turn_off", target),
    ]
    by_hand = time.time()
    await stage.mute_by_hand("living_room", False)
    again = await stage.client.states.next_change(stage.microphone("living_room").mute_switch, "on", since=by_hand)
    await stage.everyone_speaks()
    for key, after in pauses.items():
        late = stage.chunks(key, since + after)
        switch, status = stage.states[key], stage.client.states.get(stage.microphone(key)["status"])
        expect(late == 0, f"{key}: {late} audio chunks after the pause; mute switch {switch}, status {status}")
    expect(set(stage.states.values()) == {"on"}, f"mute switches: {stage.states}")
    await stage.privacy_mode(False)
    await stage.ready()
    return (
        f"last pause {milliseconds(last)} after the switch; unmuting refused {len(refusals)} times "
        f"({refusals[0]}), put right from outside after {milliseconds(again.time - by_hand)}; chunks after it: 0"
    )


async def _refused(stage: Stage, action: str, target: dict[str, Any]) -> str:
    try:
        await stage.client.action(action, target=target)
    except CommandError as err:
        return err.code
    raise Failed(f"{action} was not refused")
