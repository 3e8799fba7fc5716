"""What is saved of a microphone and makes no sense: it costs neither the rest of it nor another microphone."""

from datetime import UTC, datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.earshot.policy.model import Default
from custom_components.earshot.policy.unmute import UnmutePolicy

from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night

# What a later version may have saved.
NEW_CONTROL = {
    "kind": "ultrasound",
    "entity": "switch.x",
    "muted_state": "on",
    "assurance": "hardware",
    "confirmed": True,
}
IN_THE_NIGHT = datetime(2026, 10, 20, 20, 0, 1, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("tuesday_evening")


def saved(hass: HomeAssistant, satellite: Satellite, **changes: Any) -> ConfigSubentryData:
    """Return a microphone's subentry with something more in its lists, or something else in its fields."""
    found = microphone(hass, satellite)
    added = {key: [*found["data"][key], *value] if isinstance(value, list) else value for key, value in changes.items()}
    return {**found, "data": {**found["data"], **added}}


@pytest.mark.parametrize(
    "changes",
    [
        {"controls": [NEW_CONTROL]},
        {"controls": [{**NEW_CONTROL, "kind": "switch", "assurance": "telepathy"}]},
        {"controls": [{}]},
        {"controls": ["switch.x"]},
        {"sources": [{"kind": "lip_reading", "entity": "camera.x"}]},
        {"sources": [{"kind": "assist_satellite"}]},
        {"observations": [{"kind": "mood", "entity": "sensor.x"}]},
        {"vendor_checks": {"recordings": "yesterday"}},
        {"default": "quiet"},
        {"who_may_unmute": "the cat"},
    ],
    ids=repr,
)
async def test_what_cannot_be_read_is_left_out_and_told(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, issue_registry: ir.IssueRegistry, changes: dict[str, Any]
) -> None:
    """All microphones are muted at night, that one too; a repair names it, and it alone."""
    kitchen, bedroom = await async_satellite(hass, "Kitchen"), await async_satellite(hass, "Bedroom")
    entry = await async_earshot(hass, saved(hass, kitchen, **changes), microphone(hass, bedroom), night())
    await async_wait(hass, freezer, IN_THE_NIGHT)
    assert kitchen.muted
    assert bedroom.muted
    ids = {each.title: id_ for id_, each in entry.subentries.items()}
    assert issue_registry.async_get_issue("earshot", f"microphone_unreadable_{ids['Kitchen']}") is not None
    assert issue_registry.async_get_issue("earshot", f"microphone_unreadable_{ids['Bedroom']}") is None


async def test_what_cannot_be_read_is_taken_at_its_most_private(hass: HomeAssistant) -> None:
    """Nobody may unmute it, it is muted by default, and no word of it is kept."""
    kitchen = await async_satellite(hass, "Kitchen")
    unclear = saved(hass, kitchen, default="quiet", who_may_unmute="the cat", keep_transcripts="perhaps")
    entry = await async_earshot(hass, unclear)
    (config,) = entry.runtime_data.household.configuration.microphones.values()
    assert config.default is Default.MUTED
    assert config.who_may_unmute is UnmutePolicy.NOBODY
    assert not config.keep_transcripts
    assert kitchen.muted


async def test_a_microphone_without_any_readable_control_is_not_said_to_be_muted(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Its mute may be there; nothing here can tell."""
    kitchen = await async_satellite(hass, "Kitchen")
    found = microphone(hass, kitchen)
    await async_earshot(hass, {**found, "data": {**found["data"], "controls": [NEW_CONTROL]}}, night())
    await async_wait(hass, freezer, IN_THE_NIGHT)
    assert hass.states.get(entity(hass, "sensor", "status", "Kitchen")).state == "armed"


async def test_it_is_taken_back_once_it_can_be_read(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, issue_registry: ir.IssueRegistry
) -> None:
    """A person opens the microphone and saves it again."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, saved(hass, kitchen, controls=[NEW_CONTROL]))
    (subentry,) = entry.subentries.values()
    issue_id = f"microphone_unreadable_{subentry.subentry_id}"
    assert issue_registry.async_get_issue("earshot", issue_id) is not None
    hass.config_entries.async_update_subentry(entry, subentry, data=microphone(hass, kitchen)["data"])
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue("earshot", issue_id) is None
