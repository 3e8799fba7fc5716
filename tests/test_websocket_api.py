"""The WebSocket commands: what they answer, who may ask, and every input that they refuse."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.earshot.const import DOMAIN

from .home import async_earshot, async_satellite, microphone

COMMANDS = (
    {"type": "earshot/audit"},
    {"type": "earshot/audit/check", "microphone_id": "x", "check": "deletion", "done": True},
)


async def async_ask(client: MockHAClientWebSocket, **message: Any) -> Any:
    """Send a command that succeeds; return its result."""
    await client.send_json_auto_id(message)
    answer = await client.receive_json()
    assert answer["success"], answer
    return answer["result"]


async def async_refused(client: MockHAClientWebSocket, **message: Any) -> tuple[str, str]:
    """Send a command that is refused; return the code and the message."""
    await client.send_json_auto_id(message)
    answer = await client.receive_json()
    assert not answer["success"], answer
    return answer["error"]["code"], answer["error"]["message"]


async def test_audit(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> None:
    """Findings with words, and with what a card needs to word them itself."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    (id_,) = entry.subentries
    client = await hass_ws_client(hass)
    (finding,) = (await async_ask(client, type="earshot/audit"))["findings"]
    advice = finding.pop("advice")
    assert advice.startswith("Earshot shows it as paused")
    assert finding == {
        "key": "mute_unconfirmed",
        "severity": "notice",
        "microphone_id": id_,
        "check": None,
        "advice_key": "mute_unconfirmed",
        "placeholders": {"microphone": "Kitchen"},
        "text": "Kitchen does not confirm that it is muted: Home Assistant alone believes so.",
    }


async def test_audit_in_a_language(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the one that is asked for, else in the server's; English stands in."""
    asked = []

    async def translations(hass: HomeAssistant, language: str, *args: Any) -> dict[str, str]:
        asked.append(language)
        return {}

    loader = SimpleNamespace(async_get_translations=translations)
    monkeypatch.setattr("custom_components.earshot.audit.words.translation", loader)
    hass.config.language = "de"
    await async_earshot(hass)
    client = await hass_ws_client(hass)
    await async_ask(client, type="earshot/audit")
    await async_ask(client, type="earshot/audit", language="zh-Hans")
    assert asked == ["de", "zh-Hans"]
    monkeypatch.undo()
    assert await async_ask(client, type="earshot/audit", language="tlh") == {"findings": []}


@pytest.mark.parametrize("language", ["", "../en", "en\n", "e" * 36, "a/b", "\u202een", 5, None])
async def test_audit_refuses_what_is_no_language(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, language: Any
) -> None:
    """A language names a file."""
    await async_earshot(hass)
    client = await hass_ws_client(hass)
    code, message = await async_refused(client, type="earshot/audit", language=language)
    assert code == "invalid_format"
    assert "language" in message


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command["type"])
async def test_only_administrators_may(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, hass_admin_user: MockUser, command: dict[str, Any]
) -> None:
    """Findings tell of assistants, folders and devices."""
    await async_earshot(hass)
    hass_admin_user.groups = []
    client = await hass_ws_client(hass)
    assert (await async_refused(client, **command))[0] == "unauthorized"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command["type"])
async def test_not_loaded(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, command: dict[str, Any]) -> None:
    """Before Earshot is set up, and after it was unloaded, every command says so."""
    assert await async_setup_component(hass, DOMAIN, {})
    client = await hass_ws_client(hass)
    assert (await async_refused(client, **command))[0] == "not_loaded"
    entry = await async_earshot(hass)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert (await async_refused(client, **command))[0] == "not_loaded"


# --- Checks with a vendor -------------------------------------------------------------------------------------------------


async def test_a_check_is_ticked_off_with_its_date(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, hass_ws_client: WebSocketGenerator
) -> None:
    """As of the day at home; all else of the microphone stays as it is, and the tick can be taken back."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    attic = await async_satellite(hass, "Attic", platform="esphome")
    settled = {"human_review": "2026-01-02"}
    entry = await async_earshot(
        hass, microphone(hass, kitchen, family="alexa_devices", vendor_checks=settled), microphone(hass, attic)
    )
    id_, other = entry.subentries
    before, untouched = dict(entry.subentries[id_].data), entry.subentries[other].data
    client = await hass_ws_client(hass)
    # In Berlin the next day has begun, in UTC it has not.
    tuesday_evening.tick(timedelta(hours=3, minutes=30))

    async def findings() -> dict[str, dict[str, Any]]:
        answer = await async_ask(client, type="earshot/audit")
        return {each["check"]: each for each in answer["findings"] if each["check"]}

    assert {check: each["key"] for check, each in (await findings()).items()} == {
        "recordings_kept": "recordings_kept_open",
        "deletion": "deletion_open",
        "human_review": "human_review_done",
    }
    for _ in range(2):
        tick = {"type": "earshot/audit/check", "microphone_id": id_, "check": "deletion"}
        assert await async_ask(client, **tick, done=True) is None
        assert entry.subentries[id_].data == before | {"vendor_checks": {**settled, "deletion": "2026-10-21"}}
    found = (await findings())["deletion"]
    assert (found["key"], found["severity"]) == ("deletion_done", "notice")
    assert found["text"] == "Whether earlier recordings of Kitchen are deleted at Amazon was settled on 2026-10-21."
    assert found["placeholders"]["date"] == "2026-10-21"

    for _ in range(2):
        await async_ask(client, **tick, done=False)
        assert entry.subentries[id_].data == before
    assert (await findings())["deletion"]["key"] == "deletion_open"
    assert entry.subentries[other].data == untouched


async def test_a_check_of_an_unknown_microphone(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> None:
    """The microphone is named; another entry's id is none."""
    entry = await async_earshot(hass)
    client = await hass_ws_client(hass)
    for id_ in ("nobody", entry.entry_id, ""):
        code, message = await async_refused(
            client, type="earshot/audit/check", microphone_id=id_, check="deletion", done=True
        )
        assert code == "not_found"
        assert f"microphone “{id_}”" in message


@pytest.mark.parametrize("family", [None, "esphome", "forgotten"])
async def test_a_check_where_there_is_no_vendor(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, family: str | None
) -> None:
    """There is nothing to look up, and nothing is stored."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen, family=family))
    (subentry,) = entry.subentries.values()
    client = await hass_ws_client(hass)
    code, message = await async_refused(
        client, type="earshot/audit/check", microphone_id=subentry.subentry_id, check="deletion", done=True
    )
    assert (code, subentry.subentry_id in message) == ("not_supported", True)
    assert entry.subentries[subentry.subentry_id].data == subentry.data


@pytest.mark.parametrize(
    "change",
    [
        {"microphone_id": None},
        {"microphone_id": 5},
        {"check": "telepathy"},
        {"check": None},
        {"done": "yes"},
        {"done": 1},
        {"date": "2020-01-01"},
    ],
)
async def test_a_check_refuses_bad_input(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, change: dict[str, Any]
) -> None:
    """By the schema, naming the field."""
    await async_earshot(hass)
    client = await hass_ws_client(hass)
    code, message = await async_refused(client, **{**COMMANDS[1], **change})
    assert code == "invalid_format"
    assert next(iter(change)) in message


@pytest.mark.parametrize("field", ["microphone_id", "check", "done"])
async def test_a_check_needs_every_field(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, field: str) -> None:
    """None of them has a default."""
    await async_earshot(hass)
    client = await hass_ws_client(hass)
    code, message = await async_refused(client, **{key: value for key, value in COMMANDS[1].items() if key != field})
    assert code == "invalid_format"
    assert field in message
