"""Home Assistant's WebSocket interface."""

import asyncio
from collections.abc import Callable
import contextlib
from itertools import count
from typing import Any

import aiohttp

type Listener = Callable[[dict[str, Any]], None]


class CommandError(Exception):
    """Home Assistant refused: its code and its words."""

    def __init__(self, code: str, message: str, details: dict[str, Any] | None = None) -> None:
        """Keep what was said; `details` is the whole error as it came."""
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.details = details or {}


class Socket:
    """One authenticated connection."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        """Use a connection that has been authenticated."""
        self._connection = connection
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._listeners: dict[int, Listener] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def connect(cls, session: aiohttp.ClientSession, url: str, token: str) -> Socket:
        """Connect and authenticate. Raises CommandError for a bad token, aiohttp.ClientError for no connection."""
        connection = await session.ws_connect(f"{url}/api/websocket", max_msg_size=0)
        await connection.receive_json()
        await connection.send_json({"type": "auth", "access_token": token})
        answer = await connection.receive_json()
        if answer["type"] != "auth_ok":
            await connection.close()
            raise CommandError("auth", answer.get("message", "not accepted"))
        return cls(connection)

    async def command(self, kind: str, seconds: float = 30.0, **data: Any) -> Any:
        """Send a command and return its result. Raises CommandError, TimeoutError, ConnectionError."""
        return await self._send({"type": kind, **data}, None, seconds)

    async def subscribe(self, listener: Listener, kind: str, **data: Any) -> None:
        """Send a subscribing command; the listener gets every event. Raises as `command` does."""
        await self._send({"type": kind, **data}, listener, 30.0)

    async def close(self) -> None:
        """Close the connection."""
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self._connection.close()

    async def _send(self, message: dict[str, Any], listener: Listener | None, seconds: float) -> Any:
        if self._reader.done():
            raise ConnectionError("the connection to Home Assistant is closed")
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        if listener is not None:
            self._listeners[number] = listener
        try:
            await self._connection.send_json({"id": number, **message})
            async with asyncio.timeout(seconds):
                return await answer
        finally:
            self._answers.pop(number, None)

    async def _read(self) -> None:
        try:
            async for message in self._connection:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._dispatch(message.json())
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(ConnectionError("the connection to Home Assistant was lost"))

    def _dispatch(self, message: dict[str, Any]) -> None:
        if message["type"] == "event":
            if listener := self._listeners.get(message["id"]):
                listener(message["event"])
            return
        answer = self._answers.get(message["id"])
        if answer is None or answer.done():
            return
        if message.get("success", message["type"] == "pong"):
            answer.set_result(message.get("result"))
        else:
            error = message["error"]
            answer.set_exception(CommandError(error["code"], error["message"], error))
