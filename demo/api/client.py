"""One client for one Home Assistant: log in, call, watch, configure."""

import asyncio
import time
from typing import Any, Self

import aiohttp

from .socket import CommandError, Listener, Socket
from .states import States

__all__ = ["Client", "CommandError"]


class Client:
    """Talk to a Home Assistant over REST and one WebSocket, and keep its states."""

    def __init__(self, url: str) -> None:
        """Remember the address, without a slash at its end."""
        self.url = url
        self.client_id = f"{url}/"
        self.states = States()
        self._session = aiohttp.ClientSession()
        self._token = ""
        self._socket: Socket | None = None
        self.connected_at = 0.0

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close every connection."""
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self.disconnect()
        await self._session.close()

    # --- Connecting ---

    async def wait_up(self, seconds: float = 90.0) -> None:
        """Wait until Home Assistant answers at all. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                try:
                    async with self._session.get(f"{self.url}/manifest.json") as response:
                        if response.status < 500:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)

    async def redeem(self, code: str) -> dict[str, Any]:
        """Exchange an authorisation code for tokens, use them from now on and return them."""
        form = {"grant_type": "authorization_code", "code": code, "client_id": self.client_id}
        async with self._session.post(f"{self.url}/auth/token", data=form) as response:
            response.raise_for_status()
            tokens: dict[str, Any] = await response.json()
        self._token = tokens["access_token"]
        return tokens

    async def log_in(self, user: str, password: str) -> dict[str, Any]:
        """Log in as a person does on the web page and return the tokens. Raises CommandError for a wrong password."""
        start = {"client_id": self.client_id, "handler": ["homeassistant", None], "redirect_uri": self.client_id}
        flow = await self.post("/auth/login_flow", start)
        answer = await self.post(
            f"/auth/login_flow/{flow['flow_id']}", {"client_id": self.client_id, "username": user, "password": password}
        )
        if answer["type"] != "create_entry":
            raise CommandError("login", str(answer.get("errors")))
        return await self.redeem(answer["result"])

    async def connect(self) -> None:
        """Open the WebSocket and follow the states. Raises CommandError, aiohttp.ClientError."""
        await self.disconnect()
        self.connected_at = time.time()
        self._socket = await Socket.connect(self._session, self.url, self._token)
        await self._socket.subscribe(self.states.apply, "subscribe_events", event_type="state_changed")
        self.states.seed(await self._socket.command("get_states"))

    async def connect_early(self, seconds: float = 90.0) -> None:
        """Open the WebSocket as soon as a Home Assistant that is starting lets us. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                try:
                    return await self.connect()
                except aiohttp.ClientError, CommandError, ConnectionError, TypeError:
                    await asyncio.sleep(0.05)

    async def wait_running(self, seconds: float = 90.0) -> None:
        """Wait until Home Assistant has started everything. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while True:
                if (await self.command("get_config"))["state"] == "RUNNING":
                    return
                await asyncio.sleep(0.1)

    async def settled(self, seconds: float = 1.0) -> None:
        """Wait for what Home Assistant does in the background after a flow, such as adding entities."""
        known = -1
        while known != len(self.states.current):
            known = len(self.states.current)
            await asyncio.sleep(seconds)

    async def disconnect(self) -> None:
        """Close the WebSocket."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    # --- Asking ---

    async def command(self, kind: str, **data: Any) -> Any:
        """Send a WebSocket command and return its result. Raises CommandError, TimeoutError, ConnectionError."""
        if self._socket is None:
            raise ConnectionError("not connected to Home Assistant")
        return await self._socket.command(kind, **data)

    async def subscribe(self, listener: Listener, kind: str, **data: Any) -> None:
        """Send a subscribing WebSocket command; the listener gets every event until the connection ends."""
        if self._socket is None:
            raise ConnectionError("not connected to Home Assistant")
        await self._socket.subscribe(listener, kind, **data)

    async def action(
        self,
        name: str,
        data: dict[str, Any] | None = None,
        target: dict[str, Any] | None = None,
        *,
        answers: bool = False,
    ) -> Any:
        """Perform an action such as `switch.turn_on` and return its answer, if it is to answer. Raises CommandError."""
        domain, service = name.split(".")
        result = await self.command(
            "call_service",
            domain=domain,
            service=service,
            service_data=data or {},
            target=target or {},
            return_response=answers,
        )
        return result["response"] if answers else None

    async def get(self, path: str) -> Any:
        """GET a path of the REST interface. Raises CommandError for a refusal."""
        return await self._request("GET", path, None)

    async def post(self, path: str, data: dict[str, Any] | None = None) -> Any:
        """POST to a path of the REST interface. Raises CommandError for a refusal."""
        return await self._request("POST", path, data or {})

    async def delete(self, path: str) -> Any:
        """DELETE a path of the REST interface. Raises CommandError for a refusal."""
        return await self._request("DELETE", path, None)

    async def _request(self, method: str, path: str, data: dict[str, Any] | None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with self._session.request(method, f"{self.url}{path}", json=data, headers=headers) as response:
            text = await response.text()
            if response.status >= 400:
                raise CommandError(str(response.status), text)
            return await response.json() if "json" in response.headers.get("Content-Type", "") else text
