"""The examples of the documents are automations that Home Assistant takes, and run; JSON in them is JSON."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.const import STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml.loader import parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events, async_mock_service

import custom_components.earshot as package
from custom_components.earshot.const import DOMAIN

from .home import async_call, async_earshot, async_satellite, microphone, night

PROJECT = Path(package.__path__[0]).parent.parent
DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Yield every block of code of a language, with where it stands."""
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for found in re.finditer(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            yield f"{document.name}:{text.count('\n', 0, found.start()) + 1}", found[1]


def automations() -> list[Any]:
    """Return every automation in the documents."""
    return [
        pytest.param(automation, id=automation["alias"])
        for _, block in blocks("yaml")
        if block.startswith("- alias:")
        for automation in parse_yaml(block)
    ]


def test_every_example_is_yaml() -> None:
    """Nothing in a document stops whoever copies it."""
    examples = list(blocks("yaml"))
    assert len(examples) > 5
    for where, block in examples:
        assert parse_yaml(block), where


@pytest.mark.parametrize("automation", automations())
async def test_an_automation_is_taken(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, automation: dict[str, Any]
) -> None:
    """Its triggers, conditions and actions are understood, and it runs as soon as it is told to."""
    satellites = [await async_satellite(hass, name) for name in ("Hall", "Office")]
    for satellite in satellites:
        registered = er.async_get(hass).async_get(satellite.entity_id)
        assert registered is not None
        assert registered.device_id is not None
        area = ar.async_get(hass).async_create(satellite.name)
        dr.async_get(hass).async_update_device(registered.device_id, area_id=area.id)
    await async_earshot(hass, *(microphone(hass, each) for each in satellites), night())
    for domain, service in (("light", "turn_on"), ("light", "turn_off"), ("assist_satellite", "start_conversation")):
        async_mock_service(hass, domain, service)
    async_mock_service(hass, "persistent_notification", "create")
    called = async_capture_events(hass, "call_service")
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: [automation]})
    await hass.async_block_till_done()
    [entity_id] = hass.states.async_entity_ids(AUTOMATION)
    state = hass.states.get(entity_id)
    assert state is not None
    assert state.state == STATE_ON
    assert not [each for each in caplog.records if each.levelname == "ERROR"]
    # What its variables would be.
    hass.states.async_set("sensor.bedroom_misfires_today", "2")
    hass.states.async_set("binary_sensor.earshot_recording", "on")
    on = hass.states.get("binary_sensor.earshot_recording")
    data = {"trigger": {"to_state": on, "from_state": on, "event": {"data": {"name": "Kitchen", "kind": "heard"}}}}
    entity = hass.data[AUTOMATION].get_entity(entity_id)
    assert entity is not None
    await entity.async_trigger(data)
    await hass.async_block_till_done()
    assert [event for event in called if event.data["domain"] != AUTOMATION]
    await async_call(hass, f"{AUTOMATION}.turn_off", entity_id)
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def test_the_automations_are_about_earshot() -> None:
    """There are some, and no other."""
    found = [each.values[0] for each in automations()]
    assert len(found) >= 7
    assert all(f"{DOMAIN}" in json.dumps(each) or "misfires" in json.dumps(each) for each in found)
