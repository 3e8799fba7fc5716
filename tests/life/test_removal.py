"""Removed, Earshot releases what it muted itself, and nothing of it is left."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN, LOG_FILE, PLATFORMS
from tests.calls import async_turn
from tests.home import Satellite, async_earshot, async_wait, entity, microphone, night, shown

from .parts import NIGHT, files, subentry_id

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.mark.parametrize("state", ["loaded", "unloaded", "disabled"])
async def test_removed(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    state: str,
) -> None:
    """Released is what Earshot muted, and that alone; log, memory and repairs are gone."""
    bedroom.switch.by_hand(True)
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    await async_wait(hass, freezer, NIGHT)
    assert kitchen.muted
    ir.async_create_issue(
        hass, DOMAIN, "any", is_fixable=False, severity=ir.IssueSeverity.ERROR, translation_key="log_full"
    )
    ir.async_create_issue(
        hass, "other", "theirs", is_fixable=False, severity=ir.IssueSeverity.ERROR, translation_key="any"
    )
    if state == "unloaded":
        await hass.config_entries.async_unload(entry.entry_id)
    elif state == "disabled":
        await hass.config_entries.async_set_disabled_by(entry.entry_id, ConfigEntryDisabler.USER)
    assert kitchen.muted
    assert LOG_FILE in files(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]
    assert bedroom.switch.calls == []
    assert bedroom.muted
    assert files(hass) == []
    assert DOMAIN not in hass_storage
    assert list(issue_registry.issues) == [("other", "theirs")]
    assert [each for each in er.async_get(hass).entities.values() if each.platform == DOMAIN] == []


async def test_removed_though_nobody_can_read_it(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """A control of a later version cannot be released; log and memory go all the same."""
    await hass.async_block_till_done()
    subentry = entry.subentries[subentry_id(entry, "Kitchen")]
    await hass.config_entries.async_unload(entry.entry_id)
    controls = [{**subentry.data["controls"][0], "kind": "of_tomorrow"}]
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, "controls": controls})
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert files(hass) == []
    assert DOMAIN not in hass_storage


async def test_removed_without_ever_loading(
    hass: HomeAssistant, kitchen: Satellite, hass_storage: dict[str, Any]
) -> None:
    """Nothing is released, nothing fails."""
    kitchen.switch.by_hand(True)
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone(hass, kitchen), night()])
    entry.add_to_hass(hass)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == []
    assert files(hass) == []
    assert DOMAIN not in hass_storage


async def test_removed_while_a_device_is_away(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Best effort: what cannot be read is not touched."""
    await async_wait(hass, freezer, NIGHT)
    kitchen.switch.come_and_go(False)
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]


async def test_removed_with_unmuted_device(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser) -> None:
    """What is live already is not released once more."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == []


async def test_set_up_again_after_removal(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """It begins anew."""
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_earshot(hass, microphone(hass, kitchen))
    assert shown(hass, "switch", "privacy_mode") == "off"
    assert not kitchen.muted


def test_platforms_are_the_ones_of_the_contract() -> None:
    """No platform is forgotten."""
    assert set(PLATFORMS) >= {Platform.BINARY_SENSOR, Platform.BUTTON, Platform.EVENT, Platform.SENSOR, Platform.SWITCH}
