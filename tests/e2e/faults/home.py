"""A home of real processes: Home Assistant with Earshot, satellites around it, and a witness of states and wires."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
import os
from pathlib import Path
import time
from typing import Any, Final, override
from zoneinfo import ZoneInfo

import pytest_socket

from demo import configuration, earshot, setup
from demo.api import Client, CommandError, flows
from demo.check.run import own_errors
from demo.check.stage import Stage
from demo.entities import Entities, Microphone
from demo.household import RESTART_EXIT_CODE, Household
from demo.satellite.habits import Habits
from demo.wire import PAUSE, received

# Another copy of the integration can be tried: each of these tests fails with the one that lacks what it is about.
INTEGRATION: Final = Path(os.environ.get("EARSHOT_INTEGRATION") or configuration.INTEGRATION)

WINDOW: Final = "input_boolean.television_plays"
"""What the rule "While the television plays" is about: a window that begins and ends at a word."""

_NOTICED_AFTER: Final = 2.5
_EVENTS: Final = ("call_service", "assist_pipeline_recording", "earshot_violation")


@dataclass(frozen=True, slots=True)
class Device:
    """A device that runs already: the integration whose config flow adds it, and what its forms are filled in with."""

    integration: str
    forms: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class BusEvent:
    """One event of Home Assistant's bus: the moment in seconds of wall-clock time by its own stamp, type and data."""

    time: float
    type: str
    data: dict[str, Any]


@dataclass(slots=True)
class Home(Stage):
    """A home in which Home Assistant can be killed, stopped and started again.

    `client.states` knows every change of a state, `bus` the calls, captures and violations, `satellite(key).wire` what crossed a satellite's
    socket: all in seconds of the same wall clock, over all lives of Home Assistant.
    """

    bus: list[BusEvent] = field(default_factory=list)
    _rang: asyncio.Event = field(default_factory=asyncio.Event)
    _night: str = ""

    # --- Home Assistant's life ---

    async def kill(self) -> float:
        """End Home Assistant as a power cut would, and return the moment."""
        await self._written()
        killed_at = time.time()
        await self.household.hass.kill()
        await self.client.disconnect()
        return killed_at

    async def stop(self) -> None:
        """Let Home Assistant end as it ends when it is updated: it says goodbye and writes everything down."""
        await self.household.hass.stop()
        await self.client.disconnect()

    async def restart(self) -> None:
        """Have Home Assistant restart itself, and wait until it runs again."""
        # The connection may go before the answer comes.
        with suppress(CommandError, ConnectionError, TimeoutError):
            await self.client.action("homeassistant.restart")
        code = await self.household.hass.wait()
        assert code == RESTART_EXIT_CODE, f"Home Assistant ended with code {code}"
        await self.client.disconnect()
        await self.start()

    async def start(self) -> None:
        """Start a Home Assistant that has ended, watch it from the first moment on, and wait until it runs."""
        await self.household.hass.start()
        await self.client.connect_early()
        await self.listen()
        await self.client.wait_running()

    async def _written(self) -> None:
        """Wait until devices and hours are on disk: killed before, Home Assistant would know other ones."""
        storage = self.household.config / ".storage"
        devices = {each.device_id for each in self.entities.microphones.values()}
        async with asyncio.timeout(30):
            # An entity is written later than its device.
            while True:
                known = _holds(storage / "core.entity_registry", devices)
                if known and _holds(storage / "core.config_entries", {self._night}):
                    return
                await asyncio.sleep(0.1)

    @override
    async def _hours(self, start: float, end: float) -> None:
        await Stage._hours(self, start, end)
        self._night = self._wall(start)

    async def listen(self) -> None:
        """Witness the bus; a new connection needs to be asked again."""
        for event_type in _EVENTS:
            await self.client.subscribe(self._heard, "subscribe_events", event_type=event_type)

    def _heard(self, event: dict[str, Any]) -> None:
        moment = datetime.fromisoformat(event["time_fired"]).timestamp()
        self.bus.append(BusEvent(moment, event["event_type"], event["data"]))
        self._rang.set()
        self._rang.clear()

    # --- What is seen ---

    def get(self, key: str, entity: str) -> str | None:
        """Return the state of a microphone's entity: Earshot's by its key, or `satellite` or `mute_switch`."""
        return self.client.states.get(self.entity_id(key, entity))

    async def until(self, key: str, entity: str, *wanted: str, seconds: float = 10.0) -> float:
        """Wait until a microphone's entity is in one of the states, and return since when. Raises TimeoutError, in words."""
        return (await self.client.states.until(self.entity_id(key, entity), *wanted, seconds=seconds)).time

    async def change(self, key: str, entity: str, *wanted: str, since: float, seconds: float = 10.0) -> float:
        """Wait for the first change of a microphone's entity to one of the states, and return when. Raises TimeoutError."""
        change = await self.client.states.next_change(
            self.entity_id(key, entity), *wanted, since=since, seconds=seconds
        )
        return change.time

    def history(self, key: str, entity: str, since: float) -> list[str | None]:
        """Return what a microphone's entity was from a moment on, each state once for as long as it lasted."""
        changes = self.client.states.of(self.entity_id(key, entity), since)
        return [change.new for change in changes if change.new != change.old]

    def entity_id(self, key: str, entity: str) -> str:
        """Return the entity id of a microphone's entity. Raises LookupError, in words."""
        microphone: Microphone = self.microphone(key)
        own = {"satellite": microphone.satellite, "mute_switch": microphone.mute_switch}
        return own.get(entity) or microphone[entity]

    async def told(self, event_type: str, since: float, seconds: float = 5.0, **data: Any) -> BusEvent:
        """Wait for the first event of a type, with these data among others, from a moment on. Raises TimeoutError, in words."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    for event in self.bus:
                        if event.type == event_type and event.time >= since and data.items() <= event.data.items():
                            return event
                    await self._rang.wait()
        except TimeoutError:
            raise TimeoutError(f"no {event_type} {data} within {seconds:g} s") from None

    async def called(self, action: str, since: float) -> float:
        """Return when an action was first performed, by whomever, from a moment on. Raises TimeoutError, in words."""
        domain, service = action.split(".")
        return (await self.told("call_service", since, domain=domain, service=service)).time

    async def paused(self, key: str, since: float, seconds: float = 10.0) -> float:
        """Wait until a satellite is paused on the wire, and return when."""
        return (await self.on_wire(key, PAUSE, since, seconds)).time

    # --- What is done ---

    async def window(self, on: bool) -> float:
        """Begin or end the window of the rule about the television, and return the moment."""
        since = time.time()
        await self.switch(WINDOW, on)
        change = await self.client.states.next_change(WINDOW, "on" if on else "off", since=since)
        return change.time

    async def act(self, action: str, *keys: str, **data: Any) -> float:
        """Have an action of Earshot's performed on microphones, and return the moment."""
        target = {"device_id": [self.microphone(key).device_id for key in keys]}
        since = time.time()
        await self.client.action(f"earshot.{action}", data, target)
        return since

    async def control(self, key: str, way: str, chosen: dict[str, Any], settings: dict[str, Any]) -> None:
        """Have a microphone muted in another way, as its reconfiguration asks for it."""
        entry_id = self.entities.entry_id
        assert entry_id is not None
        subentries = await self.client.command("config_entries/subentries/list", entry_id=entry_id)
        name = self.microphone(key).name
        (id_,) = [
            each["subentry_id"] for each in subentries if (each["subentry_type"], each["title"]) == ("microphone", name)
        ]
        await earshot.set_control(self.client, entry_id, id_, way, chosen, settings)

    async def noticed(self) -> None:
        """Wait until Home Assistant has noticed its own mutes: unmuted before, a Wyoming satellite stays paused for good.

        One that is unmuted while it still responds to what its mute has cut goes on responding for good.
        """
        for key in self.keys:
            await self.until(key, "satellite", "idle", "unavailable", seconds=20)
        # It looks when the satellite next says something, and a satellite pings every two seconds.
        pauses = [event.time for key in self.keys for event in received(self.satellite(key).wire.events(), PAUSE)]
        await asyncio.sleep(max(pauses, default=0.0) + _NOTICED_AFTER - time.time())

    async def settle(self) -> None:
        """Make it an ordinary day again, whatever the test before has left: no window, no mute, everything live and idle."""
        for satellite in self.household.satellites.values():
            if not satellite.child.running:
                await satellite.start()
        await self.noticed()
        if self.client.states.get(WINDOW) == "on":
            await self.switch(WINDOW, False)
        await self.calm()


@asynccontextmanager
async def home(
    folder: Path, satellites: Mapping[str, Habits], *, devices: Sequence[Device] = (), rules: Sequence[str] = ("tv",)
) -> AsyncIterator[Home]:
    """Start a home in a folder: Wyoming satellites by name and habits, further devices, and Earshot over all of them.

    Everything goes through the flows that people walk. Earshot has its rules for the night and for an empty home, and one for each
    preset in `rules`. Fails, at the end, for every error of Earshot's in Home Assistant's log.
    """
    pytest_socket.enable_socket()
    plan = Household(satellites, where=folder, integration=INTEGRATION, keep=True)
    async with plan as household, Client(household.url) as client:
        await household.start()
        await setup.move_in(household, client)
        for device in devices:
            await _add(client, device)
        await client.settled(0.5)
        entry = await earshot.set_up(client)
        for preset in rules:
            await earshot.add_rule(client, entry["result"]["entry_id"], preset)
        await client.settled(0.5)
        zone = ZoneInfo((await client.command("get_config"))["time_zone"])
        found = Home(household, client, zone, await Entities.load(client))
        await found.listen()
        await found.settle()
        yield found
        errors = own_errors(household)
        assert not errors, errors


def _holds(file: Path, words: set[str]) -> bool:
    written = file.read_text() if file.exists() else ""
    return all(word in written for word in words)


async def _add(client: Client, device: Device) -> None:
    step = await flows.start(client, device.integration)
    for form in device.forms:
        step = await flows.fill_in(client, step, dict(form))
    flows.created(step)
