"""What the logbook tells of Earshot's events."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import Recorder, get_instance
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.earshot import logbook
from custom_components.earshot.events import async_fire_violation
from custom_components.earshot.violations import ViolationKind

from .home import async_earshot, async_satellite, entity, microphone

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture(autouse=True)
def enable_earshot(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration; the recorder has to be there before anything else."""


async def async_told(hass: HomeAssistant, client: MockHAClientWebSocket) -> list[dict[str, Any]]:
    """Return what the logbook tells of Earshot's events, without their time."""
    await hass.async_block_till_done()
    await get_instance(hass).async_block_till_done()
    start = dt_util.utcnow() - timedelta(hours=3)
    await client.send_json_auto_id({"type": "logbook/get_events", "start_time": start.isoformat()})
    answer = await client.receive_json()
    assert answer["success"], answer
    return [each for each in answer["result"] if each.pop("when") and each.get("domain") == "earshot"]


async def test_a_violation(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, freezer: FrozenDateTimeFactory
) -> None:
    """Which microphone was not silent, and how, beside what shows its problem; no word of what was said."""
    assert await async_setup_component(hass, "logbook", {})
    entry = await async_earshot(hass, microphone(hass, await async_satellite(hass, "Kitchen")))
    client = await hass_ws_client(hass)
    (found,) = entry.runtime_data.household.microphones.values()
    for kind in ViolationKind:
        async_fire_violation(hass, found, kind)
        freezer.tick(1)
    told = await async_told(hass, client)
    problem = entity(hass, "binary_sensor", "problem", "Kitchen")
    assert told == [
        {"name": "Kitchen", "message": message, "domain": "earshot", "entity_id": problem}
        for message in (
            "was recorded although it was to be muted",
            "was found live although it was to be muted",
            "went on sending sound although it was muted",
        )
    ]


def test_every_kind_of_violation_has_words() -> None:
    """And the logbook's own names are those that the logbook has."""
    from homeassistant.components.logbook import const

    assert set(logbook._MESSAGES) == set(ViolationKind)
    assert logbook._NAME == const.LOGBOOK_ENTRY_NAME
    assert logbook._MESSAGE == const.LOGBOOK_ENTRY_MESSAGE
    assert logbook._ENTITY_ID == const.LOGBOOK_ENTRY_ENTITY_ID


def test_the_logbook_is_not_needed() -> None:
    """Home Assistant imports this file with Earshot, before it is known whether there is a logbook."""
    assert "homeassistant.components" not in Path(logbook.__file__).read_text(encoding="utf-8").replace(
        "# homeassistant.components.logbook.const", ""
    )
