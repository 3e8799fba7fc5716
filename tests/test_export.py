"""The log as a file: what it holds, for whom, and every address that is refused."""

import asyncio
import csv
from datetime import timedelta
from http import HTTPStatus
import io
import json
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestClient
from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import Unauthorized
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
from yarl import URL

from custom_components.earshot.activations import NAMES, NAMES_OF_WORDS
from custom_components.earshot.export import DATA_EXPORTS, _cell, _CsvWriter
from custom_components.earshot.log.errors import LogError
from custom_components.earshot.log.store import LogStore

from .calls import async_do, async_plain_user, async_refused, limited_user, of
from .home import async_earshot, async_satellite, entity, microphone
from .logged import async_log, async_logged, id_of, record

pytestmark = pytest.mark.usefixtures("tuesday_evening")

type Client = TestClient[Any, Any]


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations."""
    return await async_logged(hass)


@pytest.fixture
async def client(hass: HomeAssistant, logged: MockConfigEntry, hass_client_no_auth: ClientSessionGenerator) -> Client:
    """Return a client that has nothing to show but the address."""
    return await hass_client_no_auth()


async def async_offered(
    hass: HomeAssistant, target: dict[str, Any] | None = None, *, user: User | None = None, **fields: Any
) -> str:
    """Return the address that is answered."""
    answer: Any = await async_do(hass, "export_log", target, user=user, **fields)
    return answer["url"]


async def async_status(client: Client, url: str) -> int:
    """Return what an address is answered with."""
    async with client.get(url) as response:
        await response.read()
        return response.status


async def async_rows(client: Client, url: str) -> list[dict[str, Any]]:
    """Download JSON Lines."""
    async with client.get(url) as response:
        assert response.status == HTTPStatus.OK
        return [json.loads(line) for line in (await response.text()).split("\n")[:-1]]


# --- What it holds --------------------------------------------------------------------------------------------------------


async def test_json_lines(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """One object to a line, as get_activations answers them, with words for a person."""
    page: Any = await async_do(hass, "get_activations", user=hass_admin_user)
    url = await async_offered(hass, user=hass_admin_user, format="jsonl")
    async with client.get(url) as response:
        assert response.status == HTTPStatus.OK
        assert response.headers["Content-Type"] == "application/jsonl; charset=utf-8"
        assert response.headers["Content-Disposition"] == 'attachment; filename="earshot-2026-10-20.jsonl"'
        assert response.headers["Cache-Control"] == "no-store"
        body = await response.text(encoding="utf-8")
    assert [json.loads(line) for line in body.splitlines()] == page["activations"]
    assert body.endswith("\n")


async def test_csv(hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser) -> None:
    """A header and one activation to a line; empty is what is not known."""
    async with client.get(await async_offered(hass, user=hass_admin_user)) as response:
        assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert response.headers["Content-Disposition"].endswith('.csv"')
        body = (await response.read()).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert tuple(rows[0]) == (*NAMES, *NAMES_OF_WORDS)
    assert [row["transcript"] for row in rows] == [
        "what time is it",
        "turn on light 3",
        "turn on light 2",
        "turn on light 1",
    ]
    misfire = rows[2]
    assert (misfire["microphone"], misfire["misfire"], misfire["misfire_reason"]) == ("Bedroom", "true", "no_speech")
    assert (misfire["unusual"], rows[0]["unusual"]) == ("nobody_home, asleep", "")
    assert (misfire["start"], misfire["duration"], misfire["home_count"]) == ("2026-10-20T19:02:00+00:00", "3.0", "2")
    assert (rows[0]["misfire"], rows[0]["misfire_reason"], rows[1]["microphone"]) == ("false", "", "")
    assert body.count("\r\n") == len(rows) + 1


HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n2",
    "  =1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    " \uff20SUM(A1)",
    'say "hello", he said; =1\nand then',
    "Küche 🎙 \N{LINE SEPARATOR}",
)


async def test_hostile_words_in_a_spreadsheet(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """No cell is a formula, no quote ends a cell, and every character arrives."""
    await async_do(hass, "purge_log")
    kitchen = id_of(logged, "Kitchen")
    await async_log(logged, *(record(kitchen, -n, transcript=text) for n, text in enumerate(HOSTILE)))
    async with client.get(await async_offered(hass, user=hass_admin_user)) as response:
        body = (await response.read()).decode("utf-8")
    cells = [row["transcript"] for row in csv.DictReader(io.StringIO(body, newline=""))]
    assert cells == [f"'{text}" for text in HOSTILE[:-2]] + list(HOSTILE[-2:])
    rows = await async_rows(client, await async_offered(hass, user=hass_admin_user, format="jsonl"))
    assert [row["transcript"] for row in rows] == list(HOSTILE)


@given(st.text() | st.text("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20 x", max_size=4))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    """Whatever is said; and nothing else is changed."""
    cell = _cell(text)
    assert cell.lstrip(" ")[:1] not in {*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"}
    assert cell in {text, f"'{text}"}


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_every_cell_can_be_read_back(texts: list[str]) -> None:
    """Whatever separators, quotes and line ends a text is made of."""
    rows = [[_cell(text), "end"] for text in texts]
    assert list(csv.reader(io.StringIO(_CsvWriter._lines(rows).decode("utf-8"), newline=""))) == rows


async def test_many_pages(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """More than fit on one page: each once, newest first, whatever comes in meanwhile."""
    kitchen = id_of(logged, "Kitchen")
    await async_log(logged, *(record(kitchen, -n) for n in range(1_203)))
    rows = await async_rows(client, await async_offered(hass, user=hass_admin_user, format="jsonl"))
    assert len({row["id"] for row in rows}) == len(rows) == 1_207
    assert [row["start"] for row in rows] == sorted((row["start"] for row in rows), reverse=True)


async def test_an_activation_that_has_just_ended_is_in_the_file(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client
) -> None:
    """Nothing waits for the next write."""
    url = await async_offered(hass, format="jsonl")
    for n in range(200):
        logged.runtime_data.log.append(record("new", 5 + n))
    assert len(await async_rows(client, url)) == 204


async def test_a_span_and_a_target(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """Narrow what is exported."""
    span = {"start": "2026-10-20 21:02:00", "end": "2026-10-20 21:04:00", "format": "jsonl"}
    rows = await async_rows(client, await async_offered(hass, user=hass_admin_user, **span))
    assert [row["transcript"] for row in rows] == ["turn on light 3", "turn on light 2"]
    url = await async_offered(hass, of(hass, "Bedroom"), user=hass_admin_user, format="jsonl")
    assert [row["microphone"] for row in await async_rows(client, url)] == ["Bedroom"]


async def test_without_a_log(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, hass_admin_user: MockUser
) -> None:
    """A table without a row."""
    kitchen = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, kitchen), options={"retention_days": 0})
    client = await hass_client_no_auth()
    async with client.get(await async_offered(hass, user=hass_admin_user)) as response:
        assert (await response.text()).count("\r\n") == 1
    assert await async_rows(client, await async_offered(hass, user=hass_admin_user, format="jsonl")) == []


# --- For whom -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
async def test_no_words_without_a_person(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, format_: str
) -> None:
    """An automation's trace keeps the address: what it leads to holds no word."""
    async with client.get(await async_offered(hass, format=format_)) as response:
        body = await response.text()
    assert "no_speech" in body
    assert not any(word in body for word in ("light", "what time", "okay nabu", "done", *NAMES_OF_WORDS))


async def test_needs_the_right_to_read_the_log(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_read_only_user: MockUser
) -> None:
    """Like every door to the log: for administrators, or for those who may see the microphone."""
    limited = limited_user(hass, **{entity(hass, "sensor", "status", "Bedroom"): {"read": True}})
    for user in (await async_plain_user(hass), hass_read_only_user, limited):
        error = await async_refused(hass, Unauthorized, "export_log", user=user)
        assert isinstance(error, Unauthorized)
        assert error.permission == "read"
    assert not hass.data[DATA_EXPORTS]
    hass.config_entries.async_update_entry(logged, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    assert len(await async_rows(client, await async_offered(hass, user=hass_read_only_user, format="jsonl"))) == 4
    rows = await async_rows(client, await async_offered(hass, user=limited, format="jsonl"))
    assert [row["microphone"] for row in rows] == ["Bedroom"]
    await async_refused(hass, Unauthorized, "export_log", of(hass, "Kitchen"), user=limited)


@pytest.mark.parametrize("loss", ["option", "entity", "inactive", "gone"])
async def test_rights_are_checked_again_at_the_download(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, loss: str
) -> None:
    """A right that was lost since the address was given."""
    hass.config_entries.async_update_entry(logged, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    user = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    url = await async_offered(hass, of(hass, "Kitchen"), user=user)
    match loss:
        case "option":
            hass.config_entries.async_update_entry(logged, options={"log_readers": "administrators"})
            await hass.async_block_till_done()
        case "entity":
            user.mock_policy({"entities": {"entity_ids": {}}})
        case "inactive":
            user.is_active = False
        case "gone":
            await hass.auth.async_remove_user(user)
    assert await async_status(client, url) == HTTPStatus.FORBIDDEN


async def test_somebody_else_with_the_address(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    hass_client: ClientSessionGenerator,
    hass_admin_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    """Whoever shows a login has to be who asked; the address stays good for that one."""
    url = await async_offered(hass, user=hass_admin_user)
    client = await hass_client(hass_read_only_access_token)
    assert await async_status(client, url) == HTTPStatus.FORBIDDEN
    assert await async_status(client, URL(url).path) == HTTPStatus.FORBIDDEN
    assert await async_status(await hass_client(), url) == HTTPStatus.OK


# --- Addresses that are refused -------------------------------------------------------------------------------------------


async def test_good_for_one_use(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """The second of two that come at the same moment gets nothing, and nobody after them."""
    url = await async_offered(hass, user=hass_admin_user)
    assert sorted(await asyncio.gather(*(async_status(client, url) for _ in range(3)))) == [200, 410, 410]
    assert await async_status(client, url) == HTTPStatus.GONE


async def test_good_for_five_minutes(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    client: Client,
    *,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: MockUser,
    hass_client: ClientSessionGenerator,
) -> None:
    """The time is told with it; a login does not prolong it, and what is over is forgotten."""
    answer: Any = await async_do(hass, "export_log", user=hass_admin_user)
    late: Any = await async_do(hass, "export_log", user=hass_admin_user)
    assert answer["expires"] == "2026-10-20T19:05:00+00:00"
    freezer.tick(timedelta(minutes=4, seconds=59))
    assert await async_status(client, answer["url"]) == HTTPStatus.OK
    freezer.tick(timedelta(seconds=1))
    assert await async_status(client, late["url"]) == HTTPStatus.UNAUTHORIZED
    assert await async_status(await hass_client(), URL(late["url"]).path) == HTTPStatus.GONE
    await async_offered(hass, user=hass_admin_user)
    assert len(hass.data[DATA_EXPORTS]) == 1


async def test_unsigned_and_forged(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    client: Client,
    hass_admin_user: MockUser,
    hass_client: ClientSessionGenerator,
) -> None:
    """Without Home Assistant's signature nobody gets as far; and the address is not used up by trying."""
    url = await async_offered(hass, user=hass_admin_user)
    other = await async_offered(hass, user=hass_admin_user)
    signature = URL(url).query["authSig"]
    for forged in (
        URL(url).path,
        f"{URL(url).path}?authSig=",
        f"{url}x",
        f"{URL(other).path}?authSig={signature}",
        f"/api/earshot/export/x?authSig={signature}",
    ):
        assert await async_status(client, forged) == HTTPStatus.UNAUTHORIZED, forged
    assert await async_status(await hass_client(), "/api/earshot/export/x") == HTTPStatus.NOT_FOUND
    assert await async_status(client, url) == HTTPStatus.OK


async def test_only_a_download_uses_an_address_up(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """What looks at links beforehand gets nothing, and leaves it good."""
    url = await async_offered(hass, user=hass_admin_user)
    async with client.head(url) as response:
        assert response.status == HTTPStatus.METHOD_NOT_ALLOWED
    assert await async_status(client, url) == HTTPStatus.OK


# --- What goes wrong ------------------------------------------------------------------------------------------------------


async def test_not_loaded(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """An address outlives the entry, not the log."""
    url = await async_offered(hass, user=hass_admin_user)
    assert await hass.config_entries.async_unload(logged.entry_id)
    assert await async_status(client, url) == HTTPStatus.SERVICE_UNAVAILABLE


async def test_unreadable(
    hass: HomeAssistant, logged: MockConfigEntry, client: Client, hass_admin_user: MockUser
) -> None:
    """Before a byte was sent that is said."""
    url = await async_offered(hass, user=hass_admin_user)
    with patch.object(LogStore, "activations", side_effect=LogError("disk I/O error")):
        assert await async_status(client, url) == HTTPStatus.SERVICE_UNAVAILABLE
