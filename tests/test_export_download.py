"""A download of the log while something else goes on: whoever comes and goes, and what is erased meanwhile."""

import asyncio
from http import HTTPStatus
import json
import logging
from typing import Any
from unittest.mock import patch

from aiohttp import ClientConnectionResetError, ClientPayloadError, ClientResponse, web
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.earshot.log.errors import LogError
from custom_components.earshot.log.query import MAX_LIMIT
from custom_components.earshot.log.store import LogStore

from .calls import async_do
from .logged import async_log, async_logged, id_of, record
from .test_export import Client, async_offered, async_rows

pytestmark = pytest.mark.usefixtures("tuesday_evening")

_ROWS = 3 * MAX_LIMIT


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: Any) -> MockConfigEntry:
    """Set up Earshot with two microphones and activations on four pages."""
    entry = await async_logged(hass)
    kitchen = id_of(entry, "Kitchen")
    await async_log(entry, *(record(kitchen, -n, transcript="x" * 1_000) for n in range(_ROWS)))
    return entry


@pytest.fixture
async def client(hass: HomeAssistant, logged: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator) -> Client:
    """Return a client that has nothing to show but the address."""
    return await hass_client_no_auth()


async def async_rest(response: ClientResponse) -> list[dict[str, Any]]:
    """Return the rows that a download holds."""
    return [json.loads(line) for line in (await response.text()).split("\n")[:-1]]


async def test_two_at_once(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """Each is whole."""
    urls = [await async_offered(hass, user=hass_admin_user, format="jsonl") for _ in range(2)]
    first, second = await asyncio.gather(*(async_rows(client, url) for url in urls))
    assert first == second
    assert len(first) == _ROWS + 4


async def test_a_page_is_read_when_the_one_before_is_on_its_way(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """A log of any size takes the memory of a page."""
    url = await async_offered(hass, user=hass_admin_user, format="jsonl")
    order = list[str]()
    read, write = LogStore.activations, web.StreamResponse.write

    def reads(store: LogStore, *args: Any, limit: int, **kwargs: Any) -> Any:
        order.append(f"read {limit}")
        return read(store, *args, limit=limit, **kwargs)

    async def writes(response: web.StreamResponse, data: bytes) -> None:
        await write(response, data)
        order.append(f"wrote {data.count(b'\n')}")

    with patch.object(LogStore, "activations", reads), patch.object(web.StreamResponse, "write", writes):
        await async_rows(client, url)
    page = [f"read {MAX_LIMIT}", f"wrote {MAX_LIMIT}"]
    assert order == [page[0], "wrote 0", page[1], *page, *page, page[0], "wrote 4"]


async def test_erased_meanwhile(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """What is erased while a download is under way is in none of its later pages, and the download ends well."""
    url = await async_offered(hass, user=hass_admin_user, format="jsonl")
    read = LogStore.activations
    reached, erased = asyncio.Event(), asyncio.Event()

    async def later(store: LogStore, *args: Any, **kwargs: Any) -> Any:
        reached.set()
        await erased.wait()
        return await asyncio.wrap_future(read(store, *args, **kwargs))

    def reads(store: LogStore, *args: Any, cursor: str | None, **kwargs: Any) -> Any:
        if cursor is None:
            return read(store, *args, cursor=cursor, **kwargs)
        return asyncio.run_coroutine_threadsafe(later(store, *args, cursor=cursor, **kwargs), hass.loop)

    with patch.object(LogStore, "activations", reads):
        async with client.get(url) as response:
            await reached.wait()
            await async_do(hass, "purge_log", user=hass_admin_user)
            erased.set()
            assert response.status == HTTPStatus.OK
            assert len(await async_rest(response)) == MAX_LIMIT


def _errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged as an error of the download or of the web server."""
    return [
        each.getMessage()
        for each in caplog.records
        if each.levelno >= logging.WARNING and each.name in {"aiohttp.server", "custom_components.earshot"}
    ]


async def test_whoever_goes_away_is_no_error(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    client: Client,
    *,
    hass_admin_user: MockUser,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing more is read for them."""
    url = await async_offered(hass, user=hass_admin_user)
    write, read = web.StreamResponse.write, LogStore.activations
    pages = list[str | None]()

    async def writes(response: web.StreamResponse, data: bytes) -> None:
        if len(pages) == 2:
            raise ClientConnectionResetError("Cannot write to closing transport")
        await write(response, data)

    def reads(store: LogStore, *args: Any, cursor: str | None, **kwargs: Any) -> Any:
        pages.append(cursor)
        return read(store, *args, cursor=cursor, **kwargs)

    with patch.object(LogStore, "activations", reads), patch.object(web.StreamResponse, "write", writes):
        async with client.get(url) as response:
            await response.read()
    assert len(pages) == 2
    assert _errors(caplog) == []


async def test_half_a_file_does_not_pass_for_a_whole_one(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    client: Client,
    *,
    hass_admin_user: MockUser,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Where the log cannot be read on, the download fails in the browser too, and that is told once."""
    url = await async_offered(hass, user=hass_admin_user)
    read = LogStore.activations

    def once(store: LogStore, *args: Any, cursor: str | None, **kwargs: Any) -> Any:
        if cursor is not None:
            raise LogError("disk I/O error")
        return read(store, *args, cursor=cursor, **kwargs)

    with patch.object(LogStore, "activations", once):
        async with client.get(url) as response:
            assert response.status == HTTPStatus.OK
            with pytest.raises(ClientPayloadError):
                await response.read()
    await client.server.close()
    assert _errors(caplog) == ["An export of the log broke off: disk I/O error"]
