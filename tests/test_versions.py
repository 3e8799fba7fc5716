"""Entries that other versions of Earshot have saved: earlier ones go on as they were, a later one is not touched; neither unmutes."""

from collections.abc import Iterator
from datetime import UTC, datetime
import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.config_flow import EarshotConfigFlow
from custom_components.earshot.const import DOMAIN

from .home import Satellite, async_satellite, async_wait, shown

SAVED = sorted((Path(__file__).parent / "stored").glob("entry_*.json"))
CURRENT = (EarshotConfigFlow.VERSION, EarshotConfigFlow.MINOR_VERSION)
NIGHT = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def satellites(hass: HomeAssistant) -> list[Satellite]:
    """The satellites that the saved entries are about, one of them muted by hand."""
    hass.states.async_set("person.anna", "home")
    hass.states.async_set("media_player.television", "off")
    hass.states.async_set("switch.kitchen_do_not_disturb", "off")
    return [await async_satellite(hass, "Kitchen"), await async_satellite(hass, "Bedroom", starts_muted=True)]


def saved(file: Path, **changes: Any) -> MockConfigEntry:
    """Return an entry as it was saved."""
    data = json.loads(file.read_text(encoding="utf-8")) | changes
    return MockConfigEntry(domain=DOMAIN, title="Earshot", subentries_data=data.pop("subentries"), **data)


def versions() -> Iterator[tuple[int, int]]:
    """Yield the versions that there are entries of."""
    for file in SAVED:
        data = json.loads(file.read_text(encoding="utf-8"))
        assert file.stem == f"entry_{data['version']}_{data['minor_version']}"
        yield data["version"], data["minor_version"]


def test_there_is_an_entry_of_every_version() -> None:
    """Of each that ever was: whoever makes a new one saves an entry of it, and keeps the others."""
    known = set(versions())
    assert CURRENT in known
    for major, minor in known:
        assert (major, minor) <= CURRENT
        assert {(major, each) for each in range(1, minor)} <= known
    assert {major for major, _ in known} == set(range(1, CURRENT[0] + 1))


@pytest.mark.parametrize("file", SAVED, ids=lambda file: file.stem)
async def test_an_earlier_version_goes_on(
    hass: HomeAssistant, satellites: list[Satellite], freezer: FrozenDateTimeFactory, file: Path
) -> None:
    """All of it is understood, at the version of today; what is muted stays so, and the rules mute as before."""
    kitchen, bedroom = satellites
    entry = saved(file)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert (entry.version, entry.minor_version) == CURRENT
    household = entry.runtime_data.household
    assert [each.config.readable for each in household.microphones.values()] == [True, True]
    assert [each.readable for each in household.configuration.rules.values()] == [True, True]
    assert [each.translation_key for each in ir.async_get(hass).issues.values() if each.domain == DOMAIN] == []
    assert (shown(hass, "sensor", "status", "Kitchen"), shown(hass, "sensor", "status", "Bedroom")) == (
        "armed",
        "muted",
    )
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([], [])
    await async_wait(hass, freezer, NIGHT)
    assert (kitchen.switch.calls, bedroom.switch.calls) == ([True], [])


async def test_a_later_version_is_left_alone(hass: HomeAssistant, satellites: list[Satellite]) -> None:
    """Who goes back to an earlier Earshot is told so by Home Assistant; nothing of the entry is lost, and nothing unmuted."""
    kitchen, bedroom = satellites
    entry = saved(SAVED[-1], version=CURRENT[0] + 1)
    entry.add_to_hass(hass)
    before = entry.as_dict()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    assert entry.as_dict() == before
    assert (kitchen.switch.calls, bedroom.switch.calls, bedroom.muted) == ([], [], True)


async def test_a_later_minor_version_is_understood(hass: HomeAssistant, satellites: list[Satellite]) -> None:
    """A minor version adds: who does not know what is new goes on with the rest, and keeps the number."""
    entry = saved(SAVED[-1], minor_version=CURRENT[1] + 1)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert (entry.version, entry.minor_version) == (CURRENT[0], CURRENT[1] + 1)
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
