"""Steps 2 to 4: a command, the boundary of a window, and a boundary in mid-command."""

import asyncio
import time

from demo.wire import chunks, received, sent

from . import log
from .stage import STREAMING, Stage, expect, milliseconds, spread

_INDICATOR_SECONDS = 0.2
_LOG_SECONDS = 0.1


async def command(stage: Stage) -> str:
    """Wake word and command: the indicator follows, and the log keeps one row with its duration."""
    microphone, states = stage.microphone("kitchen"), stage.client.states
    since = time.time()
    await stage.satellite("kitchen").hear("LAMP_ON", 2.0)
    listening = await states.next_change(microphone.satellite, "listening", since=since)
    on = await states.next_change(microphone["recording"], "on", since=since)
    delay = on.time - listening.time
    expect(delay <= _INDICATOR_SECONDS, f"the indicator came {milliseconds(delay)} after listening")
    idle = await states.next_change(microphone.satellite, "idle", since=listening.time)
    off = await states.next_change(microphone["recording"], "off", since=on.time, seconds=20)
    await asyncio.sleep(0.5)
    rows = await log.rows(stage, since)
    expect(len(rows) == 1, f"{len(rows)} rows in the log: {rows}")
    duration, seen = float(rows[0]["duration"]), idle.time - listening.time
    expect(abs(duration - seen) <= _LOG_SECONDS, f"the log says {duration} s, the satellite was busy for {seen:.2f} s")
    count = len(chunks(stage.satellite("kitchen").wire.events(since)))
    return (
        f"on {milliseconds(delay)} after listening, off {off.time - idle.time:.2f} s after idle; "
        f"{count} chunks; 1 row, {duration:.2f} s"
    )


async def boundary(stage: Stage) -> str:
    """Let a window begin: pauses on the wire, no audio after them, and speech while muted leaves no trace."""
    states = stage.client.states
    start = await stage.night_in(3)
    pauses = await stage.muted(start)
    before = stage.chunks(STREAMING, start - 1, start)
    expect(before > 0, "the streaming satellite did not stream before the boundary")
    between = stage.chunks(STREAMING, start, start + pauses[STREAMING])
    for key in stage.keys:
        # Never "muted": a satellite does not confirm what it was told.
        await states.until(stage.microphone(key)["status"], "paused")
    await stage.everyone_speaks()
    for key, after in pauses.items():
        stage.silent(start + after, keys=[key])
        microphone = stage.microphone(key)
        expect(
            not any(change.new == "listening" for change in states.of(microphone.satellite, start)), f"{key} listened"
        )
        expect(
            not any(change.new == "on" for change in states.of(microphone["recording"], start + after)),
            f"{key}: indicator on",
        )
    rows = await log.rows(stage, start)
    expect(not rows, f"{len(rows)} rows in the log: {rows}")
    return (
        f"pause {spread(pauses)} after the boundary; "
        f"chunks after it: 0 (streaming: {before} before, {between} until the pause); 0 rows"
    )


async def mid_command(stage: Stage) -> str:
    """Let a window begin in mid-command: the command runs to its end, then the pause comes."""
    microphone, states = stage.microphone("kitchen"), stage.client.states
    await stage.switch("light.kitchen_lamp", False)
    start = await stage.night_in(3.5)
    await asyncio.sleep(start - 1.5 - time.time())
    since = time.time()
    heard = await stage.satellite("kitchen").hear("LAMP_ON", 4.0)
    expect(heard["woke"], f"the satellite did not wake: {heard['why']}")
    others = await stage.muted(start, [key for key in stage.keys if key != "kitchen"])
    # Mutes go out before states are written: what is shown comes a moment after the others' pause.
    shown = await states.next_change(microphone["status"], "muting", since=start, seconds=1)
    indicator = states.get(microphone["recording"])
    idle = await states.next_change(microphone.satellite, "idle", since=start, seconds=20)
    pause = (await stage.on_wire("kitchen", "pause-satellite", since, 20)).time
    wire = stage.satellite("kitchen").wire.events(since)
    transcripts = received(wire, "transcript")
    expect(len(transcripts) == 1 and transcripts[0].time < pause, f"the transcript was cut off: {transcripts}")
    expect(transcripts[0].data["text"] == "turn on the kitchen lamp", f"half heard: {transcripts[0].data}")
    expect(states.get("light.kitchen_lamp") == "on", "the command did not run")
    expect(shown.time < idle.time, "the status was not muting while the command ran on")
    expect(indicator == "on", f"the indicator was {indicator} while the command ran on")
    played = sent(wire, "played")
    await stage.everyone_speaks()
    stage.silent(pause, keys=["kitchen"])
    through = stage.chunks("kitchen", start, pause)
    rows = await log.rows(stage, since)
    expect(len(rows) == 1, f"{len(rows)} rows in the log: {rows}")
    return (
        f"others {spread(others)}; the command went on for {idle.time - start:.2f} s ({through} chunks), "
        f"pause {milliseconds(pause - idle.time)} after idle{' and the answer' if played else ''}; chunks after it: 0"
    )
