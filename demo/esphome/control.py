"""The control interface: a check's hand on the device, over HTTP on loopback.

POST /hear     {"sentence": "LAMP_ON", "seconds": 2}   wake word, then a command; without a sentence: silence
POST /say      {"sentence": "LAMP_ON", "seconds": 2}   the sentence alone, without a wake word
POST /habits   {"switch_takes": 0.6}                   change bad habits
POST /slider   {"on": true}                            move the slider that mutes
POST /restart  {"seconds": 2}                          reboot; gone for so long
POST /away     {"seconds": 10}                         lose the network for a while
GET  /state                                            connected, muted, slider, wake words, habits, …, and why it is deaf
"""

import asyncio
from typing import Any, Final

from aiohttp import web

from demo import audio
from demo.requests import Handler, json_handler, seconds_of

from .device import Device
from .server import ApiPort

_HOST: Final = "127.0.0.1"


class Control:
    """Serve the control interface of one device."""

    def __init__(self, device: Device, port: ApiPort) -> None:
        """Remember what is controlled."""
        self._device = device
        self._port = port
        self._away: asyncio.Task[None] | None = None

    async def start(self, port: int) -> web.AppRunner:
        """Listen on loopback; the runner that is returned stops it."""
        app = web.Application()
        app.router.add_get("/state", self._state)
        handlers: dict[str, Handler] = {
            "hear": self._hear,
            "say": self._say,
            "habits": self._habits,
            "slider": self._slider,
            "restart": self._restart,
            "away": self._go_away,
        }
        for path, handler in handlers.items():
            app.router.add_post(f"/{path}", json_handler(handler))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, _HOST, port).start()
        return runner

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(self._device.as_dict())

    async def _hear(self, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._device.voice.hear(*await _spoken(wanted)).as_dict()

    async def _say(self, wanted: dict[str, Any]) -> dict[str, Any]:
        self._device.voice.say(*await _spoken(wanted))
        return {}

    async def _habits(self, wanted: dict[str, Any]) -> dict[str, Any]:
        self._device.habits = self._device.habits.changed(wanted)
        return self._device.habits.as_dict()

    async def _slider(self, wanted: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(on := wanted.get("on"), bool):
            raise TypeError("on is true or false")
        self._device.mute.slide(on)
        return self._device.as_dict()

    async def _restart(self, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._leave(seconds_of(wanted, 2.0), restart=True)

    async def _go_away(self, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._leave(seconds_of(wanted, 10.0), restart=False)

    def _leave(self, seconds: float, *, restart: bool) -> dict[str, Any]:
        if self._away is not None and not self._away.done():
            raise ValueError("it is away already")
        self._away = asyncio.create_task(self._port.go_away(seconds, restart=restart))
        return {}


async def _spoken(wanted: dict[str, Any]) -> tuple[audio.Sentence | None, float]:
    """Return what somebody says, and for how many seconds. Raises ValueError for a sentence that there is not."""
    name, seconds = wanted.get("sentence"), seconds_of(wanted, 2.0)
    try:
        sentence = audio.Sentence[name] if name else None
    except KeyError as err:
        raise ValueError(f"there is no sentence {name!r}") from err
    # Shaping a long sentence takes tens of milliseconds, in which the microphone must go on.
    if sentence is not None:
        await asyncio.to_thread(audio.voice, seconds)
    return sentence, seconds
