"""The flows as a browser or a script meets them: over HTTP, as an administrator."""

from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, flush_store
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.earshot.const import DOMAIN

from .home import Home, check_stored

BASE = "/api/config/config_entries"


@pytest.fixture
async def client(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> TestClient[Any, Any]:
    """Return a client that is signed in."""
    assert await async_setup_component(hass, "config", {})
    return await hass_client()


async def post(client: TestClient[Any, Any], path: str, data: dict[str, Any]) -> dict[str, Any]:
    """Post to a flow, which must accept it."""
    answer = await client.post(f"{BASE}/{path}", json=data)
    assert answer.status == 200, await answer.text()
    return await answer.json()


def names(step: dict[str, Any]) -> list[str]:
    """Return the names of a form's fields in their order."""
    return [field["name"] for field in step["data_schema"]]


async def test_first_run(hass: HomeAssistant, home: Home, client: TestClient[Any, Any]) -> None:
    """Both screens can be shown, and left with what they propose."""
    kitchen = home.satellite("kitchen", "Kitchen")
    step = await post(client, "flow", {"handler": DOMAIN})
    assert (step["step_id"], names(step)) == ("user", ["microphones"])
    step = await post(client, f"flow/{step['flow_id']}", {})
    assert (step["step_id"], names(step)) == ("rules", ["preset", "start", "end"])
    step = await post(client, f"flow/{step['flow_id']}", {})
    assert step["type"] == "create_entry"
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert [each.title for each in entry.subentries.values()] == ["Kitchen", "Night"]
    assert [each.unique_id for each in entry.subentries.values()] == [kitchen.entity.id, None]
    check_stored(entry)


async def test_subentries_and_options(home: Home, client: TestClient[Any, Any], entry: MockConfigEntry) -> None:
    """Every other form can be shown as well."""
    home.satellite("kitchen", "Kitchen", "unheard_of")
    step = await post(client, "subentries/flow", {"handler": [entry.entry_id, "microphone"]})
    assert (step["step_id"], names(step)) == ("user", ["microphone"])
    flow = f"subentries/flow/{step['flow_id']}"
    step = await post(client, flow, {})
    assert (step["step_id"], names(step)) == ("control", ["way"])
    step = await post(client, flow, {})
    assert (step["step_id"], names(step)) == ("switch_settings", ["muted_state", "assurance", "confirmed"])
    step = await post(client, flow, {})
    assert (step["step_id"], names(step)) == ("details", ["name", "default", "who_may_unmute", "keep_transcripts"])
    step = await post(client, flow, {"name": "Kitchen"})
    assert (step["type"], step["step_id"]) == ("menu", "ready")
    step = await post(client, flow, {"next_step_id": "save"})
    assert step["type"] == "create_entry"

    step = await post(client, "options/flow", {"handler": entry.entry_id})
    assert names(step) == [
        "retention_days",
        "linger",
        "log_readers",
        "privacy_mode_lifters",
        "asleep_from",
        "asleep_until",
        "televisions",
        "log_in_backups",
        "notice_new",
    ]
    step = await post(client, f"options/flow/{step['flow_id']}", {})
    assert step["type"] == "create_entry"
    configuration = check_stored(entry)
    assert len(configuration.microphones) == 1


async def test_a_rule(hass: HomeAssistant, home: Home, client: TestClient[Any, Any], entry: MockConfigEntry) -> None:
    """The rule flow, with what the browser sends for every kind of field; what is saved survives a restart."""
    hass.states.async_set("switch.tv", "on")
    home.person("anna", "Anna")
    step = await post(client, "subentries/flow", {"handler": [entry.entry_id, "rule"]})
    assert (step["type"], step["step_id"], step["menu_options"][0]) == ("menu", "user", "night")
    flow = f"subentries/flow/{step['flow_id']}"
    step = await post(client, flow, {"next_step_id": "own"})
    sections = ["hours", "schedules", "presence", "guests", "states", "conditions"]
    assert names(step) == ["name", *sections, "match", "timing", "targets", "effect"]
    form: dict[str, Any] = {"name": "Quiet", **{section: {} for section in (*sections, "timing", "targets")}}
    step = await post(client, flow, form)
    assert step["errors"] == {"hours": "no_condition"}

    conditions = [
        {"condition": "template", "value_template": "{{ is_state('person.anna', 'home') }}"},
        {
            "condition": "state",
            "entity_id": ["switch.tv"],
            "state": ["on"],
            "for": {"hours": 0, "minutes": 5, "seconds": 0},
        },
        {"condition": "time", "after": "10:00:00", "weekday": ["mon"]},
        {"condition": "or", "conditions": [{"condition": "sun", "after": "sunset", "after_offset": "-01:00:00"}]},
    ]
    form |= {
        "hours": {
            "days": ["mon"],
            "start": {"time": "22:00:00", "active_choice": "sunset", "sunset": -30},
            "end": {"time": "07:00:00", "active_choice": "time"},
            "further": [{"days": ["sun"], "start": "13:00:00", "end": "15:00:00"}],
        },
        "states": {"entities": ["switch.tv"]},
        "conditions": {"conditions": conditions},
        "timing": {"hours_for": {"hours": 0, "minutes": 0, "seconds": 1}},
    }
    step = await post(client, flow, form | {"conditions": {"conditions": [{"condition": "unheard_of"}]}})
    assert step["errors"] == {"conditions": "condition_invalid"}
    shown = next(field for field in step["data_schema"] if field["name"] == "conditions")
    assert shown["schema"][0]["description"] == {"suggested_value": [{"condition": "unheard_of"}]}
    step = await post(client, flow, form)
    assert (step["step_id"], names(step)) == ("state", ["state_match", "states"])
    step = await post(client, flow, {"states": ["off"], "state_match": "not_in"})
    assert (step["type"], step["step_id"], step["menu_options"]) == ("menu", "confirm", ["save", "rule"])
    step = await post(client, flow, {"next_step_id": "save"})
    assert step["type"] == "create_entry"

    (rule,) = entry.get_subentries_of_type("rule")
    assert rule.data["conditions"] == conditions
    assert rule.data["hours"][0]["start"] == {"sun": "sunset", "offset": -1800}
    assert check_stored(entry).rules[rule.subentry_id].readable
    await flush_store(hass.config_entries._store)

    step = await post(client, "subentries/flow", {"handler": [entry.entry_id, "rule"], "subentry_id": rule.subentry_id})
    assert (step["step_id"], names(step)[0]) == ("rule", "name")


async def test_every_control(
    hass: HomeAssistant, home: Home, client: TestClient[Any, Any], entry: MockConfigEntry
) -> None:
    """The forms of all mute controls can be shown and filled in as a browser does; what is saved survives a restart."""
    home.entity("switch.any", "on")
    home.entity("select.any", "a", options=["a", "b"])
    home.entity("number.any", "5", min=0, max=9)
    actions = [{"action": "script.x", "data": {"y": "{{ 1 }}"}}, {"delay": {"seconds": 1}}]
    forms: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "switch": ({"entity_id": "switch.any"}, {"muted_state": "off"}),
        "plug": ({"entity_id": "switch.any"}, {"boot_time": 30}),
        "network_block": ({"entity_id": "switch.any"}, {}),
        "select": ({"entity_id": "select.any"}, {"muted_state": "a", "live_state": "b"}),
        "number": ({"entity_id": "number.any"}, {"muted_state": 0, "live_state": 5}),
        "actions": (
            {"entity_id": "switch.any", "mute_actions": actions, "live_actions": actions},
            {"muted_state": "off"},
        ),
    }
    for kind, (chosen, settings) in forms.items():
        step = await post(client, "subentries/flow", {"handler": [entry.entry_id, "microphone"]})
        flow = f"subentries/flow/{step['flow_id']}"
        for answer in ({}, {"way": kind}, chosen, settings, {"name": kind}, {"next_step_id": "save"}):
            step = await post(client, flow, answer)
        assert step["type"] == "create_entry", step
        (microphone,) = entry.subentries.values()
        assert microphone.data["controls"][0]["kind"] == kind
        check_stored(entry)
        await flush_store(hass.config_entries._store)
        hass.config_entries.async_remove_subentry(entry, microphone.subentry_id)
