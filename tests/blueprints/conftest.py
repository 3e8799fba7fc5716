"""The home that every test of this package begins with, and what runs a blueprint in it."""

from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.importer import fetch_blueprint_from_url
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from tests.home import Satellite, async_earshot, async_satellite, entity, microphone

from .parts import Run, published


@pytest.fixture(autouse=True)
def evening(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in Earshot's care, in a home with nobody in it."""
    satellite = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, satellite))
    hass.states.async_set("zone.home", "0")
    return satellite


@pytest.fixture
def microphones(hass: HomeAssistant, kitchen: Satellite) -> dict[str, Any]:
    """The kitchen as a target."""
    return {"entity_id": entity(hass, "binary_sensor", "recording", "Kitchen")}


@pytest.fixture
def told(hass: HomeAssistant) -> list[ServiceCall]:
    """What is told to the people of the home."""
    return async_mock_service(hass, "persistent_notification", "create")


@pytest.fixture
async def run(hass: HomeAssistant, aioclient_mock: AiohttpClientMocker) -> AsyncGenerator[Run]:
    """Let a test import a blueprint by its address, save it, and make an automation of it."""

    async def async_run(name: str, **inputs: Any) -> None:
        assert await async_setup_component(hass, "automation", {})
        imported = await fetch_blueprint_from_url(hass, published(aioclient_mock, name))
        path = f"{imported.suggested_filename}.yaml"
        await async_get_blueprints(hass).async_add_blueprint(imported.blueprint, path)
        config = {"alias": name, "use_blueprint": {"path": path, "input": inputs}}
        with patch("homeassistant.config.async_hass_config_yaml", return_value={"automation": [config]}):
            await hass.services.async_call("automation", "reload", blocking=True)
        await hass.async_block_till_done()
        assert hass.states.get(f"automation.{name}").state == "on"

    yield async_run
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)
