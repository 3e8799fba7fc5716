"""People with other rights than the one who has set the home up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from demo.api import Client

from .faults.home import Home

USERS = "system-users"
READ_ONLY = "system-read-only"


@asynccontextmanager
async def logged_in(home: Home, name: str, group: str) -> AsyncIterator[Client]:
    """Make a user of one of Home Assistant's own groups, and log them in."""
    made = await home.client.command("config/auth/create", name=name, group_ids=[group])
    await home.client.command(
        "config/auth_provider/homeassistant/create", user_id=made["user"]["id"], username=name, password=name
    )
    async with Client(home.household.url) as client:
        await client.log_in(name, name)
        await client.connect()
        yield client
