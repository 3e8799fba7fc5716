"""The household: its processes and what each of them is called."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import os
from pathlib import Path
import shutil
import sys
import tempfile
from typing import Any, Final, Self

import aiohttp

from . import configuration
from .ports import free_ports, wait_for_port
from .process import ROOT, Child, python_module
from .satellite.habits import Habits
from .wire import WireReader

RESTART_EXIT_CODE: Final = 100
USER: Final = "demo"
PASSWORD: Final = "earshot-demo"
SATELLITES: Final[Mapping[str, Habits]] = {"Kitchen": Habits(), "Living room": Habits(), "Bedroom": Habits()}
# Another Home Assistant can be tried: the program of one in an environment of its own.
HASS: Final = Path(os.environ.get("EARSHOT_HASS") or Path(sys.executable).with_name("hass"))
_FOLDER: Final = ROOT / ".demo"
# For sounds as short as these, several threads do nothing but wait for each other.
_ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1"}


@dataclass(slots=True)
class SatelliteProcess:
    """One virtual satellite: its process, its wire log and its control interface."""

    key: str
    name: str
    port: int
    control_port: int
    child: Child
    wire: WireReader
    session: aiohttp.ClientSession = field(repr=False)

    async def start(self) -> None:
        """Start the process and wait until it listens."""
        await self.child.start()
        await wait_for_port(self.control_port)

    async def hear(self, sentence: str | None = "LAMP_ON", seconds: float = 2.0) -> dict[str, Any]:
        """Let somebody say the wake word and then a command, or nothing."""
        return await self._post("hear", {"sentence": sentence, "seconds": seconds})

    async def habits(self, **habits: bool) -> dict[str, Any]:
        """Switch bad habits."""
        return await self._post("habits", habits)

    async def away(self, seconds: float) -> None:
        """Hang up and stop listening for a while."""
        await self._post("away", {"seconds": seconds})

    async def state(self) -> dict[str, Any]:
        """Return what the satellite thinks of itself."""
        async with self.session.get(f"http://127.0.0.1:{self.control_port}/state") as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def _post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        async with self.session.post(f"http://127.0.0.1:{self.control_port}/{path}", json=data) as response:
            response.raise_for_status()
            answer: dict[str, Any] = await response.json()
            return answer


class Household:
    """Home Assistant, the speech server and some satellites, in a folder of their own.

    Leaving the context ends every process that was started, and removes the folder unless it is to be kept.
    """

    def __init__(
        self,
        satellites: Mapping[str, Habits] = SATELLITES,
        *,
        where: Path = _FOLDER,
        integration: Path = configuration.INTEGRATION,
        keep: bool = False,
    ) -> None:
        """Plan the household; nothing is started or written yet. `satellites` are the bad habits of each by its name."""
        self.keep = keep
        self._planned = satellites
        self._where = where
        self._integration = integration
        self._stack = AsyncExitStack()
        self._children: list[Child] = []

    async def __aenter__(self) -> Self:
        """Lay out the folder and describe the processes."""
        self._where.mkdir(exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="home-", dir=self._where))
        self._stack.callback(self._remove_folder)
        self.session = await self._stack.enter_async_context(aiohttp.ClientSession())
        self.port, self.speech_port, *ports = free_ports(2 + 2 * len(self._planned))
        pairs = zip(self._planned, zip(ports[::2], ports[1::2], strict=True), strict=True)
        satellites = [self._satellite(name, *pair) for name, pair in pairs]
        self.satellites = {each.key: each for each in satellites}
        self.config = self.folder / "config"
        control_ports = {each.key: each.control_port for each in satellites}
        configuration.write(self.config, self.port, control_ports, self._integration)
        self.speech = self._child("speech", python_module("demo.speech", "--port", str(self.speech_port)))
        self.hass = self._child("hass", [str(HASS), "-c", str(self.config), "--skip-pip"])
        self._stack.push_async_callback(self._stop)
        return self

    async def __aexit__(self, *details: object) -> None:
        """End every process, newest first."""
        await self._stack.aclose()

    @property
    def url(self) -> str:
        """Return Home Assistant's address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start every process. Raises TimeoutError where one does not come up."""
        await self.hass.start()
        await asyncio.gather(self.speech.start(), *(each.start() for each in self.satellites.values()))
        await wait_for_port(self.speech_port)

    def _satellite(self, name: str, port: int, control_port: int) -> SatelliteProcess:
        key = name.lower().replace(" ", "_")
        log = self.folder / f"{key}.wire.jsonl"
        arguments = ["--name", name, "--area", name, "--port", str(port), "--control-port", str(control_port)]
        arguments += [f"--{habit.replace('_', '-')}" for habit, on in self._planned[name].as_dict().items() if on]
        child = self._child(key, python_module("demo.satellite", *arguments, "--wire-log", str(log)))
        return SatelliteProcess(key, name, port, control_port, child, WireReader(log), self.session)

    def _child(self, name: str, program: list[str]) -> Child:
        child = Child(name, program, self.folder / f"{name}.log", _ENVIRONMENT)
        self._children.append(child)
        return child

    async def _stop(self) -> None:
        await asyncio.gather(*(child.stop() for child in self._children))

    def _remove_folder(self) -> None:
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def dead(children: Iterable[Child]) -> list[Child]:
    """Return the processes that ended although nobody asked them to."""
    return [child for child in children if not child.running]
