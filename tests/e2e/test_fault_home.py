"""Home Assistant dies, restarts and comes back to satellites that have gone: what is on the wire meanwhile."""

import asyncio
from collections.abc import AsyncIterator
import time

import pytest
import pytest_asyncio

from demo.check import log
from demo.satellite.habits import Habits
from demo.wire import PAUSE, RUN, chunks, received

from .conftest import Measured
from .faults.home import Home, home

pytestmark = [pytest.mark.e2e, pytest.mark.fault, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]

KITCHEN, STREAMING, HALL = "kitchen", "living_room", "hall"
SATELLITES = {"Kitchen": Habits(), "Living room": Habits(always_streaming=True), "Hall": Habits()}

# Seconds after the return of a satellite's entity, after which nothing of it may be on the wire.
LATEST_SOUND = 0.1


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """A home for the whole file."""
    async with home(tmp_path_factory.mktemp("home"), SATELLITES) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def night(one_home: Home) -> Home:
    """The home in the first seconds of a night that lasts for hours, everything paused and noticed to be."""
    await one_home.settle()
    start = await one_home.night_in(1.5)
    await one_home.muted(start)
    await one_home.noticed()
    return one_home


async def talked_to(at_home: Home, starting: asyncio.Task[None]) -> None:
    """Keep saying the wake word to every satellite while Home Assistant starts, as it would be said by chance."""
    turn = 0
    while not starting.done():
        for key in at_home.keys:
            # What is said to one that streams all the time takes its time; it would go on being said.
            if at_home.satellite(key).child.running and (key != STREAMING or turn % 20 == 0):
                await at_home.satellite(key).hear("LAMP_ON", 1)
        await asyncio.wait([starting], timeout=0.1)
        turn += 1
    await starting


def back(at_home: Home, key: str, since: float) -> float:
    """Return when a satellite's entity was back after a start of Home Assistant."""
    entity_id = at_home.entity_id(key, "satellite")
    came = [change for change in at_home.client.states.of(entity_id, since) if change.old in (None, "unavailable")]
    return came[0].time if came else at_home.client.states.current[entity_id].time


async def test_a_killed_home_assistant_mutes_again_as_soon_as_it_can(night: Home, measured: Measured) -> None:
    """It comes back with every Wyoming mute off. No sound later than 100 ms after the entity is back, and the gap is a violation."""
    await asyncio.sleep(1)
    killed_at = await night.kill()
    await talked_to(night, asyncio.create_task(night.start()))
    muted, late = {}, {}
    for key in night.keys:
        appeared = back(night, key, killed_at)
        muted[key] = await night.until(key, "mute_switch", "on") - appeared
        heard = chunks(night.satellite(key).wire.events(killed_at))
        late[key] = [chunk for chunk in heard if chunk.time > appeared + LATEST_SOUND]
        measured(
            f"{key}: muted {muted[key] * 1000:.1f} ms after its entity was back; {night.runs(key, killed_at)} runs, {len(heard)} chunks"
            + (f", the last {(heard[-1].time - appeared) * 1000:.1f} ms after it" if heard else "")
        )
    for key in night.keys:
        await night.satellite(key).hear("LAMP_ON", 1)
    await asyncio.sleep(1.5)
    causes = [change.cause for change in log.changes(night, killed_at)]
    told = [event.data["name"] for event in night.bus if event.type == "earshot_violation" and event.time >= killed_at]
    measured(f"in the log: {', '.join(sorted(set(causes)))}; violations told: {told}")
    assert not any(late.values())
    assert not [key for key in night.keys if night.chunks(key, time.time() - 1)]
    for key in night.keys:
        await night.until(key, "status", "paused")
    assert "gap" in causes
    assert causes.count("violation") == len(night.keys)


async def test_a_persons_mute_outlives_a_kill_right_after_it(one_home: Home, measured: Measured) -> None:
    """Home Assistant forgets its switch; that somebody muted it is saved at once, and holds again."""
    await one_home.settle()
    # What Home Assistant will believe after the kill: that nothing is muted.
    await one_home.restart()
    await one_home.ready()
    since = await one_home.act("mute", HALL)
    pause = await one_home.paused(HALL, since)
    await asyncio.sleep(LATEST_SOUND)
    killed_at = await one_home.kill()
    await talked_to(one_home, asyncio.create_task(one_home.start()))
    appeared = back(one_home, HALL, killed_at)
    muted = await one_home.until(HALL, "mute_switch", "on") - appeared
    await one_home.until(HALL, "status", "paused")
    await one_home.until(KITCHEN, "mute_switch", "off")
    late = chunks(one_home.satellite(HALL).wire.events(appeared + LATEST_SOUND))
    measured(
        f"killed {(killed_at - pause) * 1000:.0f} ms after the pause; muted {muted * 1000:.1f} ms after its entity was back"
    )
    assert not late


async def test_a_clean_restart_in_a_window_lets_nothing_through(night: Home, measured: Measured) -> None:
    """No run and no sound until the window ends, of a satellite that streams all the time neither; and nothing is logged as heard."""
    silent_from = time.time()
    began = time.monotonic()
    await talked_to(night, asyncio.create_task(night.restart()))
    took = time.monotonic() - began
    for key in night.keys:
        await night.until(key, "status", "paused")
        await night.satellite(key).hear("LAMP_ON", 1)
    await asyncio.sleep(1.5)
    violations = [change for change in log.changes(night, silent_from) if change.cause in ("violation", "gap")]
    end = await night.day_in(1.5)
    runs = await night.all_on_wire(RUN, end - 0.5)
    night.silent(silent_from, end - 0.5)
    measured(
        f"restarted in {took:.1f} s; 0 runs and 0 chunks in {end - silent_from:.0f} s; "
        f"run {min(runs.values()) - 0.5:.3f}–{max(runs.values()) - 0.5:.3f} s after the window"
    )
    assert min(runs.values()) >= 0.5
    assert not violations
    assert not await log.rows(night, silent_from)
    assert all("on" not in night.history(key, "recording", silent_from) for key in (KITCHEN, HALL))


async def test_a_satellite_that_was_away_when_home_assistant_started_is_muted_on_its_return(
    night: Home, measured: Measured
) -> None:
    """It is unavailable for as long as it is away, which is unknown and never quiet; it returns to a mute, and nothing was heard."""
    gone = time.time()
    await night.satellite(HALL).child.kill()
    await night.restart()
    assert night.get(HALL, "satellite") == "unavailable"
    await night.until(HALL, "status", "unknown")
    assert night.get(HALL, "recording") == "unknown"
    await night.satellite(HALL).start()
    came = await night.until(HALL, "satellite", "idle", seconds=40)
    shown = await night.until(HALL, "status", "paused")
    await night.satellite(HALL).hear("LAMP_ON", 1)
    await asyncio.sleep(1.5)
    measured(
        f"paused shown {(shown - came) * 1000:.1f} ms after its return; {night.runs(HALL, gone)} runs, "
        f"{night.chunks(HALL, gone)} chunks, {len(received(night.satellite(HALL).wire.events(gone), PAUSE))} pauses"
    )
    assert "muted" not in night.history(HALL, "status", gone)
    night.silent(gone, keys=[HALL])
    assert not await log.rows(night, gone)
