"""Whom rules are about, how several go together, and what is coming."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    issue_registry as ir,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
import pytest

from tests.home import (
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    rule,
    shown,
)

from .parts import EVERY_DAY, async_set

# --- Whom -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["areas", "floors", "labels"])
async def test_microphones_by_place(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, by: str
) -> None:
    """One that comes to a place later is covered from then on; one that leaves it is released."""
    floor = fr.async_get(hass).async_create("Upstairs")
    area = ar.async_get(hass).async_create("Study", floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Quiet")
    chosen = {"areas": area.id, "floors": floor.floor_id, "labels": label.label_id}[by]
    hours = [{"days": EVERY_DAY, "start": "20:00:00", "end": "07:00:00"}]
    await async_earshot(
        hass, microphone(hass, kitchen), rule("There", hours=hours, all_microphones=False, **{by: [chosen]})
    )
    assert not kitchen.muted
    devices, device_id = dr.async_get(hass), er.async_get(hass).async_get(kitchen.entity_id).device_id
    moved = {"labels": {label.label_id}} if by == "labels" else {"area_id": area.id}
    devices.async_update_device(device_id, **moved)
    await hass.async_block_till_done()
    assert kitchen.muted
    devices.async_update_device(device_id, area_id=None, labels=set())
    await hass.async_block_till_done()
    assert not kitchen.muted


# --- Together ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("match", "expected"), [("all", [False, False, True]), ("any", [True, True, True])])
async def test_all_or_any(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, match: str, expected: list[bool]
) -> None:
    """Hours and a meeting: both, or either."""
    await async_set(hass, "binary_sensor.meeting", "on")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    hours = [{"days": EVERY_DAY, "start": "22:00:00", "end": "07:00:00"}]
    await async_earshot(hass, microphone(hass, kitchen), rule("Both", match=match, hours=hours, states=states))
    seen = [kitchen.muted]
    await async_set(hass, "binary_sensor.meeting", "on")
    seen.append(kitchen.muted)
    await async_wait(hass, freezer, TEN)
    assert [*seen, kitchen.muted] == expected


async def test_a_rule_that_nobody_could_evaluate_for_an_hour_is_a_repair(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, issue_registry: ir.IssueRegistry
) -> None:
    """It names what is undetermined, and goes with the doubt."""
    await async_set(hass, "binary_sensor.meeting", "unavailable")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", states=states))
    rule_id = next(id_ for id_, each in entry.subentries.items() if each.title == "Meeting")
    for _ in range(60):
        await async_wait(hass, freezer, timedelta(minutes=1))
    assert issue_registry.async_get_issue("earshot", f"rule_{rule_id}") is None
    await async_wait(hass, freezer, timedelta(minutes=1))
    issue = issue_registry.async_get_issue("earshot", f"rule_{rule_id}")
    assert issue.translation_key == "rule_undetermined_mute"
    assert issue.translation_placeholders == {
        "rule": "Meeting",
        "name": "Meeting",
        "inputs": r"binary\_sensor\.meeting",
    }
    await async_set(hass, "binary_sensor.meeting", "off")
    await async_wait(hass, freezer, timedelta(minutes=1))
    assert issue_registry.async_get_issue("earshot", f"rule_{rule_id}") is None


async def test_a_rule_that_cannot_be_read_mutes_everything(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, issue_registry: ir.IssueRegistry
) -> None:
    """Fail muted, fail loud, fail small: the other rules go on."""
    broken = [{"days": ["someday"], "start": "25:00", "end": None}]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Broken", hours=broken), night())
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(minutes=1))
    rule_id = next(id_ for id_, each in entry.subentries.items() if each.title == "Broken")
    assert issue_registry.async_get_issue("earshot", f"rule_{rule_id}").translation_key == "rule_unreadable"
    await async_wait(hass, freezer, TEN)
    assert shown(hass, "binary_sensor", "active", "Night") == "on"


# --- What is coming ---------------------------------------------------------------------------------------------------


async def test_the_calendar_shows_the_hours_of_mute_rules(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Not those of listen rules, of rules that are off, nor any with the scheduler off."""
    assert await async_setup_component(hass, "homeassistant", {})
    listen = [{"days": ["tue"], "start": "21:30:00", "end": "21:45:00"}]
    await async_earshot(hass, microphone(hass, kitchen), night(), rule("Ask", effect="listen", hours=listen))
    calendar = entity(hass, "calendar", "schedule")
    assert hass.states.get(calendar).state == "off"
    assert hass.states.get(calendar).attributes["message"] == "Night"
    answer = await hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": calendar, "start_date_time": TEN - timedelta(days=1), "end_date_time": TEN + timedelta(days=1)},
        blocking=True,
        return_response=True,
    )
    assert [
        (event["start"], event["end"], event["summary"], event["description"]) for event in answer[calendar]["events"]
    ] == [
        ("2026-10-19T22:00:00+02:00", "2026-10-20T07:00:00+02:00", "Night", "Kitchen"),
        ("2026-10-20T22:00:00+02:00", "2026-10-21T07:00:00+02:00", "Night", "Kitchen"),
    ]
    await async_wait(hass, freezer, TEN)
    assert hass.states.get(calendar).state == "on"
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "scheduler"), hass_admin_user.id)
    assert hass.states.get(calendar).state == "off"
    assert "message" not in hass.states.get(calendar).attributes


async def test_the_homes_next_change_is_the_earliest(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Of all microphones."""
    bedroom = await async_satellite(hass, "Bedroom")
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    assert shown(hass, "sensor", "next_change") == "unknown"
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"), duration="02:00:00")
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Bedroom"), duration="01:00:00")
    assert shown(hass, "sensor", "next_change") == "2026-10-20T20:00:00+00:00"
    hass.config_entries.async_remove_subentry(
        entry, next(id_ for id_, each in entry.subentries.items() if each.title == "Bedroom")
    )
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "next_change") == "2026-10-20T21:00:00+00:00"
