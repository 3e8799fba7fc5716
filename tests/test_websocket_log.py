"""The WebSocket commands about the log and decisions: what they answer, for whom, and every input that they refuse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
import sqlite3
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.earshot.const import DOMAIN

from .calls import async_do, async_plain_user, limited_user, of
from .home import async_earshot, async_satellite, async_wait, entity, microphone, shown
from .logged import START, async_logged, id_of, minutes
from .test_websocket_api import async_ask, async_refused

pytestmark = pytest.mark.usefixtures("tuesday_evening")

DAY = {"start": "2026-10-20T00:00:00+02:00", "end": "2026-10-21T00:00:00+02:00"}
COMMANDS: dict[str, dict[str, Any]] = {
    "earshot/activations": {},
    "earshot/timeline": DAY,
    "earshot/day_counts": {"first_day": "2026-10-20", "last_day": "2026-10-20"},
    "earshot/correct": {"activation_id": 1, "misfire": True},
    "earshot/explain": {},
    "earshot/purge": {},
}
READERS = ("earshot/activations", "earshot/timeline", "earshot/day_counts", "earshot/correct")


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations, and let the evening go on."""
    entry = await async_logged(hass)
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=10))
    return entry


@pytest.fixture
async def client(hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Any:
    """Return an administrator's connection."""
    return await hass_ws_client(hass)


async def async_client(hass: HomeAssistant, generator: WebSocketGenerator, user: User) -> MockHAClientWebSocket:
    """Return a user's connection."""
    token = await hass.auth.async_create_refresh_token(user, "https://example.com")
    return await generator(hass, hass.auth.async_create_access_token(token))


async def async_let_everyone_read(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Set the option."""
    hass.config_entries.async_update_entry(entry, options={"log_readers": "everyone"})
    await hass.async_block_till_done()


# --- Who may --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
async def test_not_loaded(
    hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket, command: str
) -> None:
    """Every command says so."""
    assert await hass.config_entries.async_unload(logged.entry_id)
    assert (await async_refused(client, type=command, **COMMANDS[command]))[0] == "not_loaded"


@pytest.mark.parametrize("command", READERS)
async def test_the_log_is_for_administrators(
    hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    """Unless the option says otherwise; the right that lacks is named."""
    plain = await async_client(hass, hass_ws_client, await async_plain_user(hass))
    refusal = ("unauthorized", "You have no right to read the log")
    assert await async_refused(plain, type=command, **COMMANDS[command]) == refusal
    await async_let_everyone_read(hass, logged)
    row = (await async_ask(plain, type="earshot/activations"))["activations"][0]
    assert row["transcript"] == "what time is it"
    await async_ask(
        plain,
        type=command,
        **{**COMMANDS[command], **({"activation_id": row["id"]} if command == "earshot/correct" else {})},
    )


@pytest.mark.parametrize(
    "command", ["earshot/activations", "earshot/timeline", "earshot/day_counts", "earshot/explain"]
)
async def test_only_what_the_user_may_see(
    hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator, command: str
) -> None:
    """Of the other microphone not even a choice is answered, and its name is not told."""
    await async_let_everyone_read(hass, logged)
    status = {title: entity(hass, "sensor", "status", title) for title in ("Kitchen", "Bedroom")}
    client = await async_client(hass, hass_ws_client, limited_user(hass, **{status["Bedroom"]: {"read": True}}))
    kitchen, bedroom = id_of(logged, "Kitchen"), id_of(logged, "Bedroom")
    message = {"type": command, **COMMANDS[command]}
    for choice in ({}, {"microphone_ids": [bedroom]}):
        answer = await async_ask(client, **message, **choice)
        parts = [part for part in answer.values() if isinstance(part, list)]
        if command == "earshot/day_counts":
            parts = [day["microphones"] for day in answer["days"]]
        assert {each["microphone_id"] for part in parts for each in part} == {bedroom}
    for choice in ([kitchen], [bedroom, kitchen]):
        refusal = ("unauthorized", "You have no right to read one of these microphones")
        assert await async_refused(client, **message, microphone_ids=choice) == refusal


async def test_purge_is_for_administrators(
    hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Also where everyone may read."""
    await async_let_everyone_read(hass, logged)
    plain = await async_client(hass, hass_ws_client, await async_plain_user(hass))
    assert (await async_refused(plain, type="earshot/purge"))[0] == "unauthorized"
    assert minutes(await async_ask(plain, type="earshot/activations")) == [4, 3, 2, 1]


# --- Bad input ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "fields", "field"),
    [
        ("activations", {"limit": 0}, "limit"),
        ("activations", {"limit": 1_000_000}, "limit"),
        ("activations", {"kinds": ["murmur"]}, "kinds"),
        ("activations", {"kinds": "misfire"}, "kinds"),
        ("activations", {"text": ""}, "text"),
        ("activations", {"cursor": "x" * 201}, "cursor"),
        ("activations", {"start": "yesterday"}, "start"),
        ("activations", {"microphone_ids": "all"}, "microphone_ids"),
        ("activations", {"microphone_ids": [5]}, "microphone_ids"),
        ("activations", {"offset": 5}, "offset"),
        ("timeline", {"end": "soon"}, "end"),
        ("timeline", {"limit": 5}, "limit"),
        ("correct", {"activation_id": 0}, "activation_id"),
        ("correct", {"activation_id": "1"}, "activation_id"),
        ("correct", {"activation_id": 2**63}, "activation_id"),
        ("correct", {"misfire": None}, "misfire"),
        ("explain", {"end": 5}, "end"),
        ("purge", {"include_history": "perhaps"}, "include_history"),
        ("purge", {"microphone_ids": None}, "microphone_ids"),
    ],
)
async def test_refused_by_schema(
    client: MockHAClientWebSocket, command: str, fields: dict[str, Any], field: str
) -> None:
    """By the name of the field; nothing is changed."""
    code, message = await async_refused(
        client, type=f"earshot/{command}", **{**COMMANDS[f"earshot/{command}"], **fields}
    )
    assert code == "invalid_format"
    assert field in message
    assert minutes(await async_ask(client, type="earshot/activations")) == [4, 3, 2, 1]


@pytest.mark.parametrize("command", ["activations", "timeline", "explain", "purge"])
@pytest.mark.parametrize(
    ("fields", "key", "field"),
    [
        ({"start": "2026-10-20 21:03:00", "end": "2026-10-20 21:02:00"}, "end_before_start", "end"),
        ({"start": "2026-10-20 21:03:00", "end": "2026-10-20 21:03:00"}, "end_before_start", "end"),
        ({"start": "0001-01-01 00:00:00", "end": "2026-10-20 21:02:00"}, "instant_out_of_range", "start"),
    ],
)
async def test_a_span_that_is_none(
    client: MockHAClientWebSocket, *, command: str, fields: dict[str, Any], key: str, field: str
) -> None:
    """With what a card needs to word it; nothing is changed."""
    await client.send_json_auto_id({"type": f"earshot/{command}", **fields})
    error = (await client.receive_json())["error"]
    assert error["code"] == "service_validation_error"
    assert field in error["message"].lower()
    assert (error["translation_domain"], error["translation_key"]) == (DOMAIN, key)
    assert error["translation_placeholders"] == {"field": field}
    assert minutes(await async_ask(client, type="earshot/activations")) == [4, 3, 2, 1]


@pytest.mark.parametrize("command", ["activations", "timeline", "day_counts", "explain", "purge"])
async def test_a_microphone_that_is_unknown(
    logged: MockConfigEntry, client: MockHAClientWebSocket, command: str
) -> None:
    """It is named; nothing is changed for the others either."""
    message = {"type": f"earshot/{command}", **COMMANDS[f"earshot/{command}"]}
    for id_ in ("nobody", "", "' OR 1=1 --", logged.entry_id):
        code, words = await async_refused(client, **message, microphone_ids=[id_of(logged, "Kitchen"), id_])
        assert (code, f"microphone “{id_}”" in words) == ("not_found", True)
    assert minutes(await async_ask(client, type="earshot/activations")) == [4, 3, 2, 1]


async def test_a_forged_cursor(client: MockHAClientWebSocket) -> None:
    """It is good for the question that it was given for, and for no other."""
    cursor = (await async_ask(client, type="earshot/activations", limit=1))["cursor"]
    for fields in (
        {"cursor": cursor, "kinds": ["misfire"]},
        {"cursor": cursor, "microphone_ids": []},
        {"cursor": f"B{cursor[1:]}"},
        {"cursor": "x"},
        {"cursor": ""},
        {"cursor": "A" * len(cursor)},
    ):
        code, message = await async_refused(client, type="earshot/activations", **fields)
        assert (code, "cursor" in message) == ("service_validation_error", True)
    assert minutes(await async_ask(client, type="earshot/activations", limit=1, cursor=cursor)) == [3]


@asynccontextmanager
async def unreadable(entry: MockConfigEntry) -> AsyncIterator[None]:
    """Have the disk fail."""
    log = entry.runtime_data.log.store
    with patch.object(log._database, "read", side_effect=sqlite3.OperationalError("disk I/O error")):
        yield


@pytest.mark.parametrize("command", READERS)
async def test_a_log_that_cannot_be_read(logged: MockConfigEntry, client: MockHAClientWebSocket, command: str) -> None:
    """That is a failure in words."""
    async with unreadable(logged):
        code, message = await async_refused(client, type=command, **COMMANDS[command])
    assert code == "home_assistant_error"
    correcting = "The verdict could not be corrected right now"
    assert message == (correcting if command == "earshot/correct" else "The log cannot be read right now")


# --- Activations and verdicts ---------------------------------------------------------------------------------------------


async def test_pages(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """As get_activations answers them, with words, narrowed by everything that narrows there."""
    first = await async_ask(client, type="earshot/activations", limit=3)
    assert minutes(first) == [4, 3, 2]
    assert first["activations"][0]["transcript"] == "what time is it"
    assert minutes(await async_ask(client, type="earshot/activations", limit=3, cursor=first["cursor"])) == [1]
    for fields, expected in (
        ({"kinds": ["misfire"]}, [2]),
        ({"kinds": ["capture", "while_muted"]}, [3, 2]),
        ({"kinds": []}, []),
        ({"text": "LIGHT"}, [3, 2, 1]),
        ({"start": "2026-10-20T19:02:00+00:00", "end": "2026-10-20T19:04:00+00:00"}, [3, 2]),
        ({"microphone_ids": [id_of(logged, "Kitchen")]}, [4, 1]),
        ({"microphone_ids": []}, []),
    ):
        assert minutes(await async_ask(client, type="earshot/activations", **fields)) == expected, fields


async def test_a_verdict_is_corrected(client: MockHAClientWebSocket) -> None:
    """The person's stands, what the classifier said stays beside it, and either can be said again."""
    row = (await async_ask(client, type="earshot/activations", kinds=["misfire"]))["activations"][0]
    correct = {"type": "earshot/correct", "activation_id": row["id"]}
    corrected = row | {"misfire": False, "misfire_reason": "person", "corrected_from": "no_speech"}
    assert await async_ask(client, **correct, misfire=False) == {"activation": corrected}
    assert (await async_ask(client, type="earshot/activations"))["activations"][2] == corrected
    assert minutes(await async_ask(client, type="earshot/activations", kinds=["misfire"])) == []
    assert (await async_ask(client, **correct, misfire=True))["activation"]["misfire"] is True
    assert minutes(await async_ask(client, type="earshot/activations", kinds=["misfire"])) == [2]


async def test_correcting_what_is_not_there(
    hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """The activation is named; without a log there is none."""
    refusal = ("not_found", "There is no activation 99 in the log (activation_id)")
    message = {"type": "earshot/correct", "activation_id": 99, "misfire": True}
    assert await async_refused(client, **message) == refusal
    hass.config_entries.async_update_entry(logged, options={"retention_days": 0})
    await hass.async_block_till_done()
    assert await async_refused(client, **message) == refusal


@pytest.mark.parametrize("rights", [{}, {"read": True}, {"control": True}])
async def test_correcting_needs_the_right_to_see_and_to_control_the_microphone(
    hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator, rights: dict[str, bool]
) -> None:
    """Not just to read the log. What somebody may not see, removed microphones' included, is answered like what is not there."""
    await async_let_everyone_read(hass, logged)
    status = entity(hass, "sensor", "status", "Kitchen")
    user = limited_user(hass, **{status: {"read": True, "control": True}})
    client = await async_client(hass, hass_ws_client, user)
    of_kitchen = (await async_ask(client, type="earshot/activations"))["activations"][0]["id"]
    administrator = await hass_ws_client(hass)
    rows = (await async_ask(administrator, type="earshot/activations"))["activations"]
    message = {"type": "earshot/correct", "activation_id": of_kitchen, "misfire": True}
    assert (await async_ask(client, **message))["activation"]["misfire"] is True
    for hidden in (rows[1]["id"], rows[2]["id"], 99):
        refusal = ("not_found", f"There is no activation {hidden} in the log (activation_id)")
        assert await async_refused(client, **message | {"activation_id": hidden}) == refusal

    user.mock_policy({"entities": {"entity_ids": {status: rights}}})
    refusal = ("not_found", f"There is no activation {of_kitchen} in the log (activation_id)")
    if rights.get("read"):
        refusal = ("unauthorized", f"You have no right to control {status}")
    assert await async_refused(client, **message | {"misfire": False}) == refusal
    found = await asyncio.wrap_future(logged.runtime_data.log.store.activation(of_kitchen))
    assert found.misfire is True


async def test_correcting_what_a_removed_microphone_heard(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Whoever may see everything sees it; only who may control everything says what it was."""
    await async_let_everyone_read(hass, logged)
    administrator = await hass_ws_client(hass)
    row = (await async_ask(administrator, type="earshot/activations", kinds=["capture"]))["activations"][0]
    message = {"type": "earshot/correct", "activation_id": row["id"], "misfire": True}
    reader = await hass_ws_client(hass, hass_read_only_access_token)
    assert minutes(await async_ask(reader, type="earshot/activations", kinds=["capture"])) == [3]
    assert await async_refused(reader, **message) == ("unauthorized", "You have no right to control the log")
    assert (await async_ask(administrator, type="earshot/activations", kinds=["capture"]))["activations"] == [row]
    assert (await async_ask(administrator, **message))["activation"]["misfire"] is True


async def test_todays_misfires_follow_a_correction(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """At once and over a restart; saying the same again counts nothing, and neither does what a person says of yesterday."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    client = await hass_ws_client(hass)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    await kitchen.async_speak()
    rows = (await async_ask(client, type="earshot/activations"))["activations"]
    meant, misfire = (next(row["id"] for row in rows if row["misfire"] is wanted) for wanted in (False, True))

    async def corrected(number: int, misfire: bool) -> str:
        await async_ask(client, type="earshot/correct", activation_id=number, misfire=misfire)
        return shown(hass, "sensor", "misfires_today", "Kitchen")

    assert shown(hass, "sensor", "misfires_today", "Kitchen") == "1"
    assert [await corrected(misfire, each) for each in (False, False, True, True, False)] == ["0", "0", "1", "1", "0"]
    assert [await corrected(meant, each) for each in (True, False, True)] == ["1", "0", "1"]
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "misfires_today", "Kitchen") == "1"
    await async_wait(hass, tuesday_evening, START + timedelta(days=1))
    assert await corrected(meant, False) == "0"
    assert await corrected(misfire, True) == "0"


# --- Purge and explain ----------------------------------------------------------------------------------------------------


async def test_purge(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """Erases what the action erases: a span, of the chosen microphones or of all."""
    answer = await async_ask(
        client, type="earshot/purge", start="2026-10-20 21:02:00", microphone_ids=[id_of(logged, "Kitchen")]
    )
    assert answer == {"rows": 1, "history": False}
    assert minutes(await async_ask(client, type="earshot/activations")) == [3, 2, 1]
    assert (await async_ask(client, type="earshot/purge", microphone_ids=[])) == {"rows": 0, "history": False}
    assert (await async_ask(client, type="earshot/purge"))["rows"] >= 3
    assert minutes(await async_ask(client, type="earshot/activations")) == []


async def test_explain(hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """As the action answers it, of the chosen microphones once each, or of all."""
    bedroom = id_of(logged, "Bedroom")
    answer = await async_do(hass, "explain", of(hass, "Bedroom"))
    assert await async_ask(client, type="earshot/explain", microphone_ids=[bedroom, bedroom]) == answer
    everything = await async_ask(client, type="earshot/explain", end=datetime(2026, 10, 21, tzinfo=UTC).isoformat())
    assert [each["microphone"] for each in everything["microphones"]] == ["Kitchen", "Bedroom"]
    assert (await async_ask(client, type="earshot/explain", microphone_ids=[])) == {"microphones": []}


async def test_commands_are_there_before_an_entry(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> None:
    """A card that comes first is told why there is nothing."""
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client(hass)
    for command, fields in COMMANDS.items():
        assert (await async_refused(client, type=command, **fields))[0] == "not_loaded"
