"""A virtual device in a process of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, override

import aiohttp

from demo.household import SatelliteProcess
from demo.process import Child, python_module
from demo.wire import WireEvent, WireReader, received, sent

AUDIO: Final = "VoiceAssistantAudio"
COMMAND: Final = "SwitchCommandRequest"
STATE: Final = "SwitchStateResponse"
ANNOUNCE: Final = "VoiceAssistantAnnounceRequest"
REQUEST: Final = "VoiceAssistantRequest"
WAKE_WORDS: Final = "VoiceAssistantSetConfiguration"


@dataclass(slots=True)
class DeviceProcess(SatelliteProcess):
    """One virtual device: its process, its wire log and its control interface."""

    @classmethod
    def plan(cls, name: str, folder: Path, ports: tuple[int, int], session: aiohttp.ClientSession) -> DeviceProcess:
        """Describe the process, which nothing has started yet; `ports` are those of the native API and of the control."""
        key = name.lower().replace(" ", "_")
        port, control_port = ports
        log = folder / f"{key}.wire.jsonl"
        where = ["--port", str(port), "--control-port", str(control_port), "--wire-log", str(log)]
        child = Child(key, python_module("demo.esphome", "--name", name, *where), folder / f"{key}.log")
        return cls(key, name, port, control_port, child, WireReader(log), session)

    @override
    async def habits(self, **habits: bool | float | None) -> dict[str, Any]:
        """Change bad habits."""
        return await self._post("habits", habits)

    async def say(self, sentence: str, seconds: float = 2.0) -> None:
        """Say a sentence without a wake word, such as an answer."""
        await self._post("say", {"sentence": sentence, "seconds": seconds})

    async def restart(self, seconds: float = 2.0) -> None:
        """Reboot, and be gone for so long."""
        await self._post("restart", {"seconds": seconds})

    async def slide(self, on: bool) -> None:
        """Move the slider."""
        await self._post("slider", {"on": on})

    def chunks(self, since: float, until: float = float("inf")) -> list[WireEvent]:
        """Return the sound that was sent in a span of wall-clock time in seconds."""
        return sent(self.wire.events(since, until), AUDIO)

    def commands(self, since: float, *, muted: bool) -> list[WireEvent]:
        """Return what the mute switch was told from a moment on, in one direction."""
        return [event for event in received(self.wire.events(since), COMMAND) if event.data["state"] is muted]

    def reports(self, since: float, *, muted: bool) -> list[WireEvent]:
        """Return what the mute switch has said from a moment on, in one direction."""
        return [event for event in sent(self.wire.events(since), STATE) if event.data["state"] is muted]
