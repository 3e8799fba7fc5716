"""The control interface: a visitor's and a check's hand on the satellite, over HTTP on loopback.

POST /hear     {"sentence": "LAMP_ON", "seconds": 2}   wake word, then a command; without a sentence: silence
POST /habits   {"always_streaming": true}              switch bad habits
POST /away     {"seconds": 10}                         hang up and stop listening for a while
GET  /state                                            connected, paused, streaming, habits
"""

import asyncio
from typing import Any, Final

from aiohttp import web

from demo import audio
from demo.requests import json_handler, seconds_of

from .core import Satellite
from .server import WyomingPort

_HOST: Final = "127.0.0.1"


class Control:
    """Serve the control interface of one satellite."""

    def __init__(self, satellite: Satellite, port: WyomingPort) -> None:
        """Remember what is controlled."""
        self._satellite = satellite
        self._port = port
        self._away: asyncio.Task[None] | None = None

    async def start(self, port: int) -> web.AppRunner:
        """Listen on loopback; the runner that is returned stops it."""
        app = web.Application()
        app.router.add_get("/state", self._state)
        for path, handler in (("/hear", self._hear), ("/habits", self._habits), ("/away", self._go_away)):
            app.router.add_post(path, json_handler(handler))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, _HOST, port).start()
        return runner

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "connected": self._satellite.connected,
                "paused": self._satellite.paused,
                "streaming": self._satellite.streaming,
                "habits": self._satellite.habits.as_dict(),
            }
        )

    async def _hear(self, wanted: dict[str, Any]) -> dict[str, Any]:
        name = wanted.get("sentence")
        try:
            sentence = audio.Sentence[name] if name else None
        except KeyError as err:
            raise ValueError(f"there is no sentence {name!r}") from err
        # Shaping a long sentence takes tens of milliseconds, in which the microphone must go on.
        if sentence is not None:
            await asyncio.to_thread(audio.voice, seconds_of(wanted, 2.0))
        return self._satellite.hear(sentence, seconds_of(wanted, 2.0)).as_dict()

    async def _habits(self, wanted: dict[str, Any]) -> dict[str, Any]:
        await self._satellite.change_habits(self._satellite.habits.changed(wanted))
        return self._satellite.habits.as_dict()

    async def _go_away(self, wanted: dict[str, Any]) -> dict[str, Any]:
        if self._away is not None and not self._away.done():
            raise ValueError("it is away already")
        self._away = asyncio.create_task(self._port.go_away(seconds_of(wanted, 10.0)))
        return {}
