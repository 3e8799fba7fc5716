"""Home Assistant's page about the system's health: how the log is doing, and nothing of what it holds."""

import asyncio
from datetime import timedelta
import json
from pathlib import Path
import sqlite3
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info

import custom_components.earshot as package
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.log.errors import LogProblem
from custom_components.earshot.log.store import LogStore

from .home import async_earshot, async_satellite, microphone
from .logged import START, async_logged

TEXTS = json.loads((Path(package.__path__[0]) / "translations" / "en.json").read_text(encoding="utf-8"))


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up the page, and Earshot with four activations."""
    assert await async_setup_component(hass, "system_health", {})
    return await async_logged(hass)


async def async_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the page shows."""
    found: dict[str, Any] = await get_system_health_info(hass, DOMAIN)
    return found


async def test_how_the_log_is_doing(hass: HomeAssistant, logged: MockConfigEntry) -> None:
    """Rows, size, oldest and last write; every line has words, and none tells who or what was heard."""
    status = await asyncio.wrap_future(logged.runtime_data.log.store.status())
    info = await async_info(hass)
    assert info == {
        "log": "on",
        "rows": 4 + status.changes,
        "size": f"{status.size / 1024**2:.1f} MiB",
        "oldest": START,
        "last_write": status.last_write,
        "waiting": 0,
        "problem": "none",
    }
    assert set(info) == set(TEXTS["system_health"]["info"])
    assert abs(status.last_write - START) < timedelta(minutes=1)


async def test_a_problem(hass: HomeAssistant, logged: MockConfigEntry) -> None:
    """It is named, and what cannot be counted is unknown."""
    log = logged.runtime_data.log.store
    with patch.object(log._database, "read", side_effect=sqlite3.OperationalError("disk I/O error")):
        log._session.writer._told = LogProblem.UNAVAILABLE
        info = await async_info(hass)
    assert (info["rows"], info["problem"]) == ("unknown", "unavailable")


async def test_without_a_log(hass: HomeAssistant) -> None:
    """Before Earshot is set up, without a log, and while it is closing."""
    assert await async_setup_component(hass, "system_health", {})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert await async_info(hass) == {"log": "off"}
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen), options={"retention_days": 0})
    assert await async_info(hass) == {"log": "off"}
    entry.runtime_data.log.store = LogStore(hass.config.path("closed.db"))
    assert await async_info(hass) == {"log": "off"}
    entry.runtime_data.log.store = None
