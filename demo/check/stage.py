"""What every step works with: the household, a client, the entities, and the clock of the rules."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
import math
import time
from zoneinfo import ZoneInfo

from demo import earshot
from demo.api import Client
from demo.configuration import PERSONS
from demo.entities import Entities, Microphone
from demo.household import Household, SatelliteProcess
from demo.wire import PAUSE, RUN, WireEvent, chunks, received

HOUR = 3600.0
STREAMING = "living_room"
"""The satellite that streams all the time once the household is set up."""


class Failed(Exception):
    """A step did not see what it must see."""


def expect(holds: bool, otherwise: str) -> None:
    """Raise Failed with words unless something holds."""
    if not holds:
        raise Failed(otherwise)


def milliseconds(seconds: float) -> str:
    """Return a span as the table shows it."""
    return f"{seconds * 1000:.1f} ms"


@dataclass(slots=True)
class Stage:
    """The household as a step finds it."""

    household: Household
    client: Client
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    entities: Entities = field(default_factory=lambda: Entities(None, {}, [], {}))
    night_start: float = 0.0

    # --- Who is who ---

    @property
    def keys(self) -> list[str]:
        """Return the satellites' keys."""
        return list(self.household.satellites)

    def satellite(self, key: str) -> SatelliteProcess:
        """Return a satellite's process."""
        return self.household.satellites[key]

    def microphone(self, key: str) -> Microphone:
        """Return a satellite's entities. Raises Failed where Home Assistant does not have it."""
        expect(key in self.entities.microphones, f"Home Assistant has no satellite {key}")
        return self.entities.microphones[key]

    @property
    def states(self) -> dict[str, str | None]:
        """Return the mute switches' states by satellite."""
        return {key: self.client.states.get(self.microphone(key).mute_switch) for key in self.keys}

    # --- The night ---

    async def no_night(self) -> None:
        """Put the night rule half a day away."""
        await self._hours(time.time() + 11 * HOUR, time.time() + 12 * HOUR)

    async def night_in(self, seconds: float) -> float:
        """Let the night begin in so many seconds and last for long; return the exact moment."""
        self.night_start = float(math.ceil(time.time() + seconds))
        await self._hours(self.night_start, self.night_start + 2 * HOUR)
        expect(time.time() < self.night_start - 0.5, "the rule was saved too late for its own start")
        return self.night_start

    async def day_in(self, seconds: float) -> float:
        """Let the night end in so many seconds; return the exact moment."""
        end = float(math.ceil(time.time() + seconds))
        await self._hours(self.night_start, end)
        expect(time.time() < end - 0.5, "the rule was saved too late for its own end")
        return end

    async def _hours(self, start: float, end: float) -> None:
        expect(self.entities.entry_id is not None, "Earshot is not set up")
        assert self.entities.entry_id is not None
        rule = self.entities.rule(night=True)
        await earshot.set_hours(
            self.client, self.entities.entry_id, rule.subentry_id, self._wall(start), self._wall(end)
        )

    def _wall(self, moment: float) -> str:
        return datetime.fromtimestamp(moment, self.zone).strftime("%H:%M:%S")

    # --- The wire ---

    async def on_wire(self, key: str, kind: str, since: float, seconds: float = 10.0) -> WireEvent:
        """Wait for Home Assistant's first event of a type to a satellite. Raises TimeoutError, in words."""
        deadline = time.monotonic() + seconds
        while not (found := received(self.satellite(key).wire.events(since), kind)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{key}: no {kind} on the wire within {seconds:g} s")
            await asyncio.sleep(0.02)
        return found[0]

    async def all_on_wire(self, kind: str, since: float, keys: list[str] | None = None) -> dict[str, float]:
        """Wait for an event on several wires; return the seconds after `since` by satellite."""
        found = {key: await self.on_wire(key, kind, since) for key in (keys or self.keys)}
        return {key: event.time - since for key, event in found.items()}

    def chunks(self, key: str, since: float, until: float = float("inf")) -> int:
        """Return how many audio chunks a satellite sent in a span of time."""
        return len(chunks(self.satellite(key).wire.events(since, until)))

    def runs(self, key: str, since: float, until: float = float("inf")) -> int:
        """Return how many times a satellite was told to run in a span of time."""
        return len(received(self.satellite(key).wire.events(since, until), RUN))

    def silent(self, since: float, until: float = float("inf"), keys: list[str] | None = None) -> None:
        """Raise Failed if any satellite was told to run or sent audio in a span of time."""
        for key in keys or self.keys:
            count, runs = self.chunks(key, since, until), self.runs(key, since, until)
            expect(count == 0 and runs == 0, f"{key}: {count} audio chunks and {runs} runs while muted")

    async def everyone_speaks(self, seconds: float = 1.5) -> None:
        """Say wake word and command to every satellite, and wait until it has been said."""
        for satellite in self.household.satellites.values():
            if satellite.child.running:
                await satellite.hear("LAMP_ON", seconds)
        await asyncio.sleep(seconds + 0.5)

    # --- Calm ---

    async def calm(self) -> None:
        """Make it an ordinary day: everyone home, no privacy mode, no night, nobody's mute, every satellite ready."""
        await self.out(False)
        await self.privacy_mode(False)
        await self.no_night()
        await asyncio.sleep(0.3)
        for key, state in self.states.items():
            if state == "on":
                await self.mute_by_hand(key, False)
        await self.ready()

    async def ready(self, seconds: float = 20.0) -> None:
        """Wait until every satellite may listen and is idle. Raises TimeoutError, in words."""
        for key in self.keys:
            microphone = self.microphone(key)
            await self.client.states.until(microphone.mute_switch, "off", seconds=seconds)
            await self.client.states.until(microphone.satellite, "idle", seconds=seconds)
            await self.connected(key, seconds)

    async def connected(self, key: str, seconds: float = 15.0) -> None:
        """Wait until a satellite has a server and is not paused. Raises TimeoutError, in words."""
        deadline = time.monotonic() + seconds
        while True:
            state = await self.satellite(key).state()
            if state["connected"] and not state["paused"]:
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"{key} is not ready: {state}")
            await asyncio.sleep(0.05)

    async def out(self, out: bool) -> None:
        """Send everyone out, or call everyone home."""
        for person in PERSONS:
            if self.client.states.get(person.out) != ("on" if out else "off"):
                await self.switch(person.out, out)

    async def privacy_mode(self, on: bool) -> None:
        """Switch privacy mode, unless it is so already."""
        entity_id = self.entities.at_home("privacy_mode")
        if self.client.states.get(entity_id) != ("on" if on else "off"):
            await self.switch(entity_id, on)

    async def mute_by_hand(self, key: str, muted: bool) -> None:
        """Let a person use Home Assistant's own mute switch of a satellite."""
        await self.switch(self.microphone(key).mute_switch, muted)

    async def switch(self, entity_id: str, on: bool) -> None:
        """Turn an entity on or off. Raises CommandError where that is refused."""
        domain = entity_id.split(".", maxsplit=1)[0]
        await self.client.action(f"{domain}.turn_{'on' if on else 'off'}", target={"entity_id": entity_id})

    async def muted(self, since: float, keys: list[str] | None = None) -> dict[str, float]:
        """Wait until satellites were paused on the wire; return the seconds after `since` by satellite."""
        return await self.all_on_wire(PAUSE, since, keys)


def spread(times: dict[str, float]) -> str:
    """Return first and last of several spans as the table shows them."""
    return f"{min(times.values()) * 1000:.1f}–{max(times.values()) * 1000:.1f} ms"
