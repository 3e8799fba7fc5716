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
    assert (step["step_id"], names(step)) == ("satellite", ["satellite"])
    flow = f"subentries/flow/{step['flow_id']}"
    step = await post(client, flow, {"satellite": "assist_satellite.kitchen_satellite"})
    assert (step["step_id"], names(step)) == ("mute_switch", ["mute_switch"])
    step = await post(client, flow, {"mute_switch": "switch.kitchen_mute"})
    assert names(step) == ["name", "muted_state", "assurance", "confirmed", "default", "who_may_unmute"]
    step = await post(client, flow, {"name": "Kitchen"})
    assert step["type"] == "create_entry"

    step = await post(client, "options/flow", {"handler": entry.entry_id})
    assert names(step) == ["retention_days", "linger", "log_readers", "privacy_mode_lifters"]
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
