"""A room with one ESPHome voice device in a home of real processes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
import time
from typing import Any, Final

import aiohttp
import pytest_socket

from demo.esphome.habits import Habits
from demo.esphome.process import ANNOUNCE, WAKE_WORDS, DeviceProcess
from demo.ports import free_ports
from demo.satellite.info import WAKE_PHRASE
from demo.wire import WireEvent, received

from .home import WINDOW, Device, Home, home

NAME: Final = "Bedroom"
KEY: Final = "bedroom"
NO_WAKE_WORD: Final = "no_wake_word"
_PATIENCE: Final = 15.0


@dataclass(slots=True)
class Room:
    """The device as Home Assistant and Earshot see it, and as it is."""

    home: Home
    device: DeviceProcess

    def get(self, entity: str) -> str | None:
        """Return the state of one of its entities: Earshot's by its key, or `satellite` or `mute_switch`."""
        return self.home.get(KEY, entity)

    async def until(self, entity: str, *wanted: str, seconds: float = _PATIENCE) -> float:
        """Wait until one of its entities is in one of the states, and return since when. Raises TimeoutError, in words."""
        return await self.home.until(KEY, entity, *wanted, seconds=seconds)

    async def change(self, entity: str, *wanted: str, since: float, seconds: float = _PATIENCE) -> float:
        """Wait for the first change of one of its entities to one of the states, and return when. Raises TimeoutError."""
        return await self.home.change(KEY, entity, *wanted, since=since, seconds=seconds)

    def history(self, entity: str, since: float) -> list[str | None]:
        """Return what one of its entities has become from a moment on."""
        return self.home.history(KEY, entity, since)

    @property
    def reasons(self) -> list[str]:
        """The kinds of what holds it muted now."""
        status = self.home.client.states.current[self.home.entity_id(KEY, "status")]
        return [reason["kind"] for reason in status.attributes["reasons"]]

    async def told(self, since: float, *, muted: bool) -> WireEvent:
        """Wait until its mute switch is told so on the wire. Raises TimeoutError, in words."""
        return await _first(lambda: self.device.commands(since, muted=muted), f"the switch was not told {muted=}")

    async def said(self, since: float, *, muted: bool) -> WireEvent:
        """Wait until its mute switch says so on the wire. Raises TimeoutError, in words."""
        return await _first(lambda: self.device.reports(since, muted=muted), f"the switch did not say {muted=}")

    async def listens_for(self, since: float, *words: str) -> WireEvent:
        """Wait until it is told to listen for these wake words and no others. Raises TimeoutError, in words."""

        def told() -> list[WireEvent]:
            events = received(self.device.wire.events(since), WAKE_WORDS)
            return [event for event in events if set(event.data["active_wake_words"]) == set(words)]

        return await _first(told, f"it was not told to listen for {words or 'nothing'}", 5)

    async def choose_wake_word(self, number: int, phrase: str) -> None:
        """Choose the first or the second of what it listens for, as a person."""
        entity_id = f"select.{KEY}_wake_word" + (f"_{number}" if number > 1 else "")
        if self.home.client.states.get(entity_id) not in (phrase, "unavailable"):
            await self.home.client.action("select.select_option", {"option": phrase}, {"entity_id": entity_id})

    async def ask(self, question: str) -> str:
        """Have Home Assistant ask a question, and return the answer. Raises CommandError where none comes."""
        satellite = self.home.entity_id(KEY, "satellite")
        asked = {"question": question, "entity_id": satellite}
        answer = await self.home.client.action("assist_satellite.ask_question", asked, answers=True)
        return str(answer["sentence"])

    async def told_to_ask(self, since: float) -> WireEvent:
        """Wait until it is told, on the wire, to ask a question. Raises TimeoutError, in words."""
        return await _first(lambda: received(self.device.wire.events(since), ANNOUNCE), "it was told to ask nothing")

    async def deaf(self) -> str:
        """Return why it would not hear a wake word now; empty where it would."""
        return str((await self.device.state())["deaf"])

    @asynccontextmanager
    async def chatter(self) -> AsyncIterator[None]:
        """Keep saying the wake word meanwhile, as it would be said by chance."""

        async def talk() -> None:
            while True:
                await self.device.hear("TIME", 1.0)
                await asyncio.sleep(0.1)

        task = asyncio.create_task(talk())
        try:
            yield
        finally:
            task.cancel()

    async def act(self, action: str, **data: Any) -> float:
        """Perform an action on the microphone, as a person, and return the moment before it."""
        since = time.time()
        target = {"device_id": self.home.microphone(KEY).device_id}
        await self.home.client.action(action, data, target)
        return since

    async def settle(self) -> None:
        """Make it an ordinary day again: no habits, no window, nobody's mute, and the device idle and heard."""
        left = await self.device.state()
        await self.device.habits(**Habits().as_dict())
        await self.device.slide(False)
        if left["phase"] == "stuck" or left["habits"]["hides_wake_words"]:
            since = time.time()
            await self.device.restart(0.1)
            await self.change("mute_switch", "unavailable", since=since)
        await self.until("mute_switch", "on", "off", seconds=40)
        if self.home.client.states.get(WINDOW) == "on":
            await self.home.window(False)
        await self.act("earshot.resume_schedule")
        await self.choose_wake_word(1, WAKE_PHRASE)
        await self.choose_wake_word(2, NO_WAKE_WORD)
        await self._forget_clashes()
        for entity, state in (("mute_switch", "off"), ("satellite", "idle"), ("recording", "off"), ("status", "armed")):
            await self.until(entity, state, seconds=40)

    async def _forget_clashes(self) -> None:
        """Have Earshot begin anew: who has unmuted what within ten minutes would reach into the next test."""
        await self.home.client.post(f"/api/config/config_entries/entry/{self.home.entities.entry_id}/reload")


async def _first(events: Callable[[], list[WireEvent]], otherwise: str, seconds: float = _PATIENCE) -> WireEvent:
    deadline = time.monotonic() + seconds
    while not (found := events()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{otherwise} within {seconds:g} s")
        await asyncio.sleep(0.02)
    return found[0]


@asynccontextmanager
async def room(folder: Path) -> AsyncIterator[Room]:
    """Start the device and a home around it, in a folder."""
    pytest_socket.enable_socket()
    async with aiohttp.ClientSession() as session:
        port, control_port = free_ports(2)
        device = DeviceProcess.plan(NAME, folder, (port, control_port), session)
        await device.start()
        try:
            added = Device("esphome", ({"host": "127.0.0.1", "port": port},))
            async with home(folder, {}, devices=[added]) as found:
                yield Room(found, device)
        finally:
            await device.child.stop()
