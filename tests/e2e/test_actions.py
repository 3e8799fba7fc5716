"""Every action over REST and over the WebSocket of a running Home Assistant: by an administrator, by a user, by who may only read."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
import json
from typing import Any, Final

import aiohttp
import pytest
import pytest_asyncio

from demo.api import Client, CommandError
from demo.configuration import INTEGRATION
from demo.satellite.habits import Habits

from .faults.home import Home, home
from .people import READ_ONLY, USERS, logged_in

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]

ADMINISTRATOR, USER, READER = "administrator", "user", "reader"
WEBSOCKET, REST = "websocket", "rest"
KITCHEN: Final = "kitchen"
ANSWERS: Final = {"explain", "export_log", "get_activations", "purge_log", "test_mute"}
LAST_YEAR, NEXT_YEAR = "2025-01-01 00:00:00", "2099-01-01 00:00:00"
EXCEPTIONS: Final = json.loads((INTEGRATION / "translations" / "en.json").read_text())["exceptions"]

# What everybody may do is told by the one who may do least.
RIGHTS: Final = {
    "explain": READER,
    "mute": USER,
    "release": USER,
    "resume_schedule": USER,
    "test_mute": USER,
    "unmute": USER,
    "export_log": ADMINISTRATOR,
    "get_activations": ADMINISTRATOR,
    "purge_log": ADMINISTRATOR,
}
NEEDED: Final[dict[str, dict[str, Any]]] = {"release": {"hold": "meeting"}, "purge_log": {"include_history": False}}


@dataclass(slots=True)
class Refused:
    """How an action was refused: by a status of HTTP or a code of the WebSocket, in words, and under which key of Earshot's."""

    code: str
    words: str
    key: str | None = None
    placeholders: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Stage:
    """The home, and who is logged in."""

    home: Home
    clients: dict[str, Client]

    async def act(self, door: str, who: str, action: str, target: dict[str, Any], data: dict[str, Any]) -> Any:
        """Perform an action; return its answer, or how it was refused."""
        client, answers = self.clients[who], action in ANSWERS
        try:
            if door == WEBSOCKET:
                return await client.action(f"earshot.{action}", data, target, answers=answers)
            query = "?return_response" if answers else ""
            answer = await client.post(f"/api/services/earshot/{action}{query}", {**target, **data})
            return answer["service_response"] if answers else None
        except CommandError as err:
            details = err.details
            return Refused(
                err.code, err.message, details.get("translation_key"), details.get("translation_placeholders") or {}
            )

    @property
    def kitchen(self) -> dict[str, Any]:
        """The kitchen as a target."""
        return {"device_id": [self.home.microphone(KITCHEN).device_id]}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """A home with one satellite, and three people."""
    async with AsyncExitStack() as stack:
        found = await stack.enter_async_context(home(tmp_path_factory.mktemp("actions"), {"Kitchen": Habits()}))
        user = await stack.enter_async_context(logged_in(found, USER, USERS))
        reader = await stack.enter_async_context(logged_in(found, READER, READ_ONLY))
        yield Stage(found, {ADMINISTRATOR: found.client, USER: user, READER: reader})


@pytest.fixture(params=[WEBSOCKET, REST])
def door(request: pytest.FixtureRequest) -> str:
    """One of the ways in."""
    way: str = request.param
    return way


# --- What is answered -------------------------------------------------------------------------------------------------


async def test_what_the_log_answers(stage: Stage, door: str) -> None:
    """In the same form by both ways; an address is good once, and erased is erased."""
    entity_id = stage.home.entity_id(KITCHEN, "last_activation")
    states, before = stage.home.client.states, stage.home.get(KITCHEN, "last_activation")
    await stage.home.satellite(KITCHEN).hear("LAMP_ON", 1.0)
    await states.until_true(lambda: states.get(entity_id) != before, 15, lambda: "nothing was heard")

    page = await stage.act(door, ADMINISTRATOR, "get_activations", stage.kitchen, {"limit": 1, "kind": "activation"})
    assert [each["microphone"] for each in page["activations"]] == ["Kitchen"]
    everything = await stage.act(door, ADMINISTRATOR, "get_activations", {}, {"start": LAST_YEAR, "end": NEXT_YEAR})
    assert everything["activations"][0] == page["activations"][0]
    assert everything["cursor"] is None

    offered = await stage.act(door, ADMINISTRATOR, "export_log", {}, {"format": "jsonl"})
    async with aiohttp.ClientSession() as session:
        async with session.get(stage.home.household.url + offered["url"]) as response:
            rows = [json.loads(line) for line in (await response.text()).splitlines()]
        async with session.get(stage.home.household.url + offered["url"]) as again:
            assert again.status == 410
    assert [each["id"] for each in rows] == [each["id"] for each in everything["activations"]]

    told = await stage.act(door, ADMINISTRATOR, "purge_log", stage.kitchen, {"include_history": False})
    assert told["rows"] >= len(rows) > 0
    assert (await stage.act(door, ADMINISTRATOR, "get_activations", {}, {}))["activations"] == []


async def test_what_a_test_answers(stage: Stage, door: str) -> None:
    """Each step, and how long it took."""
    tested = await stage.act(door, USER, "test_mute", stage.kitchen, {})
    (microphone,) = tested["microphones"]
    assert [step["step"] for step in microphone["steps"]] == ["mute", "restore"]
    assert microphone["ok"]
    assert all(step["milliseconds"] > 0 for step in microphone["steps"])


# --- Who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [ADMINISTRATOR, USER, READER])
async def test_who_may_do_what(stage: Stage, door: str, who: str) -> None:
    """Whoever may, may by both ways; whoever may not is told so, and nothing happens."""
    ranks = [READER, USER, ADMINISTRATOR]
    before = stage.home.get(KITCHEN, "mute_switch")
    for action, least in RIGHTS.items():
        answer = await stage.act(door, who, action, stage.kitchen, NEEDED.get(action, {}))
        may = ranks.index(who) >= ranks.index(least)
        assert isinstance(answer, Refused) is not may, (action, answer)
        if not may:
            assert answer.code == ("401" if door == REST else "home_assistant_error"), answer
    if who == READER:
        assert stage.home.get(KITCHEN, "mute_switch") == before == "off"
    await stage.act(door, ADMINISTRATOR, "resume_schedule", stage.kitchen, {})
    await stage.home.until(KITCHEN, "mute_switch", "off")


async def test_nobody_without_a_key(stage: Stage) -> None:
    """Who has not logged in is let nowhere."""
    async with aiohttp.ClientSession() as session:
        for action in RIGHTS:
            async with session.post(f"{stage.home.household.url}/api/services/earshot/{action}", json={}) as response:
                assert response.status == 401


# --- What it does -----------------------------------------------------------------------------------------------------


async def test_what_a_user_does(stage: Stage, door: str) -> None:
    """Mute and unmute, hold and release: each is to be seen on the device's own switch."""

    async def then(action: str, data: dict[str, Any], switch: str, kinds: list[str]) -> None:
        assert await stage.act(door, USER, action, stage.kitchen, data) is None
        await stage.home.until(KITCHEN, "mute_switch", switch)
        told = await stage.act(door, READER, "explain", stage.kitchen, {})
        assert [reason["kind"] for reason in told["microphones"][0]["reasons"]] == kinds

    await then("mute", {"duration": "00:10:00"}, "on", ["person"])
    await then("mute", {"hold": "meeting", "until": NEXT_YEAR}, "on", ["person", "automation"])
    await then("resume_schedule", {}, "on", ["automation"])
    await then("release", {"hold": "never heard of"}, "on", ["automation"])
    await then("release", {"hold": "meeting"}, "off", [])
    await then("mute", {}, "on", ["person"])
    await then("unmute", {"duration": {"minutes": 5}}, "off", [])


# --- What is refused --------------------------------------------------------------------------------------------------

_SCHEMA: Final = None
BAD: Final[tuple[tuple[str, dict[str, Any], str | None, str | None], ...]] = (
    ("mute", {"duration": "00:10:00", "until": NEXT_YEAR}, "duration_and_until", "until"),
    ("mute", {"duration": 0}, "duration_not_positive", "duration"),
    ("mute", {"duration": {"days": 999999999}}, "duration_too_long", "duration"),
    ("mute", {"duration": "soon"}, _SCHEMA, "duration"),
    ("mute", {"until": LAST_YEAR}, "until_in_past", "until"),
    ("mute", {"until": "0001-01-01T00:00:00+14:00"}, "instant_out_of_range", "until"),
    ("mute", {"until": "tomorrow"}, _SCHEMA, "until"),
    ("mute", {"hold": " "}, _SCHEMA, "hold"),
    ("mute", {"hold": "x" * 101}, _SCHEMA, "hold"),
    ("mute", {"volume": 11}, _SCHEMA, "volume"),
    ("unmute", {"duration": -1}, "duration_not_positive", "duration"),
    ("unmute", {"until": LAST_YEAR}, "until_in_past", "until"),
    ("unmute", {"hold": "meeting"}, _SCHEMA, "hold"),
    ("resume_schedule", {"duration": 1}, _SCHEMA, "duration"),
    ("release", {}, _SCHEMA, "hold"),
    ("release", {"hold": ""}, _SCHEMA, "hold"),
    ("test_mute", {"duration": 1}, _SCHEMA, "duration"),
    ("explain", {"start": NEXT_YEAR, "end": LAST_YEAR}, "end_before_start", "end"),
    ("explain", {"start": LAST_YEAR, "end": NEXT_YEAR}, "span_too_long", "end"),
    ("explain", {"start": "9999-12-31 23:00:00"}, "instant_out_of_range", None),
    ("explain", {"start": 7}, _SCHEMA, "start"),
    ("get_activations", {"start": NEXT_YEAR, "end": LAST_YEAR}, "end_before_start", "end"),
    ("get_activations", {"limit": 0}, _SCHEMA, "limit"),
    ("get_activations", {"limit": 501}, _SCHEMA, "limit"),
    ("get_activations", {"kind": "gossip"}, _SCHEMA, "kind"),
    ("get_activations", {"text": ""}, _SCHEMA, "text"),
    ("get_activations", {"cursor": "anything"}, "invalid_cursor", "cursor"),
    ("get_activations", {"cursor": "x" * 201}, _SCHEMA, "cursor"),
    ("export_log", {"format": "xml"}, _SCHEMA, "format"),
    ("export_log", {"start": NEXT_YEAR, "end": LAST_YEAR}, "end_before_start", "end"),
    ("purge_log", {"start": LAST_YEAR}, "history_from_start", "include_history"),
    ("purge_log", {"start": NEXT_YEAR, "end": LAST_YEAR, "include_history": False}, "end_before_start", "end"),
    ("purge_log", {"include_history": "perhaps"}, _SCHEMA, "include_history"),
)


def check_refusal(door: str, answer: Any, key: str | None, named: str | None) -> None:
    """Check that a refusal has the key and the words of Earshot's translations and names the field; that of a schema, the field."""
    assert isinstance(answer, Refused), answer
    if door == REST:
        assert answer.code == "400", answer
        # Home Assistant tells who uses REST nothing of what a schema refuses.
        assert key is _SCHEMA or named is None or named in answer.words
        return
    assert answer.key == key, answer
    assert answer.code == ("invalid_format" if key is _SCHEMA else "service_validation_error"), answer
    assert named is None or named in answer.words, answer
    if key is not _SCHEMA:
        assert EXCEPTIONS[key]["message"].format(**answer.placeholders).rstrip(".") in answer.words


async def test_bad_input(stage: Stage, door: str) -> None:
    """Each is refused in words that name the field, and loses nothing: not what stands, and not a row."""
    await stage.act(door, USER, "mute", stage.kitchen, {"hold": "meeting"})
    await stage.home.until(KITCHEN, "status", "paused")
    before = await stage.act(door, READER, "explain", stage.kitchen, {"start": "2026-01-01", "end": "2026-01-02"})
    for action, data, key, named in BAD:
        answer = await stage.act(door, ADMINISTRATOR, action, stage.kitchen, data)
        check_refusal(door, answer, key, named)
    after = await stage.act(door, READER, "explain", stage.kitchen, {"start": "2026-01-01", "end": "2026-01-02"})
    assert after == before
    await stage.act(door, USER, "release", stage.kitchen, {"hold": "meeting"})
    await stage.home.until(KITCHEN, "mute_switch", "off")


async def test_bad_targets(stage: Stage, door: str) -> None:
    """A target that means no microphone is refused by name, by every action; and so is none at all, where all are not meant."""
    for action in RIGHTS:
        data = NEEDED.get(action, {})
        for target in ({"entity_id": "sun.sun"}, {"device_id": "gone"}, {"area_id": "attic"}, {"label_id": "x"}):
            ((kind, value),) = target.items()
            answer = await stage.act(door, ADMINISTRATOR, action, target, data)
            check_refusal(door, answer, "target_no_microphone", kind)
            assert value in answer.words
        if action not in ("export_log", "get_activations", "purge_log"):
            check_refusal(door, await stage.act(door, ADMINISTRATOR, action, {}, data), "target_missing", None)


async def test_what_stands_against_it(stage: Stage, door: str) -> None:
    """In privacy mode nobody unmutes; while Earshot is not loaded everything is refused in words."""
    await stage.home.privacy_mode(True)
    for who in (ADMINISTRATOR, USER):
        check_refusal(door, await stage.act(door, who, "unmute", stage.kitchen, {}), "privacy_mode_on", None)
    assert stage.home.get(KITCHEN, "mute_switch") == "on"
    await stage.home.privacy_mode(False)
    await stage.home.until(KITCHEN, "mute_switch", "off")
    client, entry_id = stage.home.client, stage.home.entities.entry_id
    await client.command("config_entries/disable", entry_id=entry_id, disabled_by="user")
    try:
        for action in RIGHTS:
            answer = await stage.act(door, ADMINISTRATOR, action, stage.kitchen, NEEDED.get(action, {}))
            check_refusal(door, answer, "not_loaded", None)
    finally:
        await client.command("config_entries/disable", entry_id=entry_id, disabled_by=None)
        await stage.home.until(KITCHEN, "status", "armed")


async def test_what_is_offered(stage: Stage) -> None:
    """What people choose from in the editor is complete: every action with its target, every field with a selector, and an example."""
    described = (await stage.clients[READER].command("get_services"))["earshot"]
    assert set(described) == set(RIGHTS)
    for action, description in described.items():
        assert description["target"]["entity"] == [{"integration": "earshot"}]
        assert ("response" in description) is (action in ANSWERS)
        for name, each in description["fields"].items():
            assert each["selector"], (action, name)
            assert each["example"], (action, name)
