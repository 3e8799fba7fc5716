"""Steps 6 to 8: Home Assistant restarts, Home Assistant dies, a satellite dies."""

import asyncio
import contextlib
import time

from demo.api import CommandError
from demo.household import RESTART_EXIT_CODE
from demo.wire import RUN, chunks

from . import log
from .stage import Stage, expect, milliseconds, spread

_LATEST_AUDIO = 0.1


async def clean_restart(stage: Stage) -> str:
    """Restart Home Assistant cleanly while muted: no run and no audio until the window ends."""
    start = await stage.night_in(2.5)
    pauses = await stage.muted(start)
    silent_from = start + max(pauses.values())
    began = time.monotonic()
    await restart(stage)
    took = time.monotonic() - began
    await stage.everyone_speaks()
    await asyncio.sleep(2)
    end = await stage.day_in(2.5)
    runs = await stage.all_on_wire(RUN, end - 1)
    stage.silent(silent_from, end)
    early = [key for key, after in runs.items() if after < 1]
    expect(not early, f"run before the window ended: {early}")
    after = {key: seconds - 1 for key, seconds in runs.items()}
    return (
        f"restarted in {took:.1f} s; 0 runs and 0 chunks in {end - silent_from:.0f} s; "
        f"run {spread(after)} after the window"
    )


async def killed(stage: Stage) -> str:
    """Kill Home Assistant while muted and start it again: audio ends at once, and the log says what happened."""
    # A clean restart while live makes Home Assistant remember the mute switches as off: the hard case.
    await restart(stage)
    await stage.ready()
    start = await stage.night_in(2.5)
    await stage.muted(start)
    await asyncio.sleep(1)
    killed_at = time.time()
    await stage.household.hass.kill()
    await stage.client.disconnect()
    await stage.household.hass.start()
    await _talk_until_up(stage)
    back = {key: await _back(stage, key) for key in stage.keys}
    await stage.everyone_speaks()
    await asyncio.sleep(1)
    heard = {key: chunks(stage.satellite(key).wire.events(killed_at)) for key in stage.keys}
    last = {key: sent[-1].time - back[key] for key, sent in heard.items() if sent}
    counted = ", ".join(f"{key} {len(heard[key])} (last after {milliseconds(after)})" for key, after in last.items())
    late = [key for key, after in last.items() if after > _LATEST_AUDIO]
    expect(not late, f"audio later than {milliseconds(_LATEST_AUDIO)} after the satellite's entity was back: {counted}")
    await stage.client.wait_running()
    for key in stage.keys:
        await stage.client.states.until(stage.microphone(key).mute_switch, "on")
    causes = sorted({change.cause for change in log.changes(stage, killed_at)})
    expect("gap" in causes, f"the log does not say that nobody watched: {causes}")
    runs = sum(stage.runs(key, killed_at) for key in stage.keys)
    return f"{runs} runs after the kill, chunks: {counted or 'none'}; log: {', '.join(causes)}"


async def satellite_killed(stage: Stage) -> str:
    """Kill and restart a satellite's process while muted: no audio."""
    start = await stage.night_in(2.5)
    await stage.muted(start)
    await asyncio.sleep(1)
    satellite = stage.satellite("kitchen")
    gone = time.time()
    await satellite.child.kill()
    await asyncio.sleep(1)
    await satellite.start()
    for _ in range(3):
        await stage.everyone_speaks()
    stage.silent(gone)
    watched = time.time() - gone
    end = await stage.day_in(2.5)
    run = (await stage.on_wire("kitchen", RUN, end - 0.05, 15)).time
    return f"0 runs and 0 chunks in {watched:.0f} s; run {milliseconds(run - end)} after the window"


async def restart(stage: Stage) -> None:
    """Restart Home Assistant cleanly and wait until it runs. Raises TimeoutError."""
    # The connection may go before the answer comes.
    with contextlib.suppress(CommandError, ConnectionError, TimeoutError):
        await stage.client.action("homeassistant.restart")
    code = await asyncio.wait_for(stage.household.hass.wait(), 60)
    expect(code == RESTART_EXIT_CODE, f"Home Assistant ended with code {code}")
    await stage.client.disconnect()
    await stage.household.hass.start()
    await stage.client.connect_early()
    await stage.client.wait_running()


async def _talk_until_up(stage: Stage) -> None:
    """Keep saying the wake word to a satellite while Home Assistant starts, as it would be said by chance."""
    connecting = asyncio.create_task(stage.client.connect_early())
    while not connecting.done():
        await stage.satellite("kitchen").hear("LAMP_ON", 1.0)
        await asyncio.wait([connecting], timeout=0.2)
    await connecting


async def _back(stage: Stage, key: str) -> float:
    """Return when a satellite's entity came back after the start of Home Assistant."""
    entity_id = stage.microphone(key).satellite
    await stage.client.states.until(entity_id, "idle", "listening", "processing", "responding", seconds=60)
    change = stage.client.states.current[entity_id]
    return next(
        (
            each.time
            for each in stage.client.states.of(entity_id, stage.client.connected_at)
            if each.old in (None, "unavailable")
        ),
        change.time,
    )
