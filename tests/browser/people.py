"""Who looks at the cards, and how their browser is told so."""

from dataclasses import dataclass
import json
import time
from typing import Any, Final

import pytest_socket

from demo.api import Client
from demo.household import PASSWORD, USER
from tests.e2e.faults.home import Home

_READERS: Final = "system-users"


@dataclass(frozen=True, slots=True)
class Person:
    """A user of Home Assistant, logged in."""

    user: str
    tokens: dict[str, Any]

    def storage(self, url: str) -> dict[str, str]:
        """Return what the frontend keeps in the browser of someone who has logged in at an address."""
        tokens = {**self.tokens, "hassUrl": url, "clientId": f"{url}/", "expires": (time.time() + 1800) * 1000}
        return {"hassTokens": json.dumps(tokens), "dockedSidebar": '"always_hidden"'}


async def administrator(home: Home) -> Person:
    """Log in who lives here and may do everything."""
    return await _log_in(home, USER, PASSWORD)


async def guest(home: Home) -> Person:
    """Make a user who is no administrator and may not read the log, and log them in."""
    user = password = "guest"
    made = await home.client.command("config/auth/create", name="Guest", group_ids=[_READERS])
    await home.client.command(
        "config/auth_provider/homeassistant/create", user_id=made["user"]["id"], username=user, password=password
    )
    return await _log_in(home, user, password)


async def _log_in(home: Home, user: str, password: str) -> Person:
    pytest_socket.enable_socket()
    async with Client(home.household.url) as client:
        return Person(user, await client.log_in(user, password))
