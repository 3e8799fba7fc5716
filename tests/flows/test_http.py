"""The flows as a browser or a script meets them: over HTTP, as an administrator."""

from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
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

    step = await post(client, "subentries/flow", {"handler": [entry.entry_id, "rule"]})
    assert names(step) == ["name", "effect", "hours", "presence", "match", "targets"]
    form: dict[str, Any] = {"name": "Quiet", "hours": {}, "presence": {}, "targets": {}}
    flow = f"subentries/flow/{step['flow_id']}"
    step = await post(client, flow, form)
    assert step["errors"] == {"hours": "no_condition"}
    step = await post(client, flow, form | {"hours": {"days": ["mon"], "start": "22:00:00", "end": "07:00:00"}})
    assert step["type"] == "create_entry"

    step = await post(client, "options/flow", {"handler": entry.entry_id})
    assert names(step) == ["retention_days", "linger", "log_readers", "privacy_mode_lifters"]
    step = await post(client, f"options/flow/{step['flow_id']}", {})
    assert step["type"] == "create_entry"
    configuration = check_stored(entry)
    assert (len(configuration.microphones), len(configuration.rules)) == (1, 1)
