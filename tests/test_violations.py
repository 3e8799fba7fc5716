"""What gets past a mute is told, logged, counted and shown; what has an explanation is not."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.violations import ViolationKind, Violations

from .home import (
    SEVEN,
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    shown,
)

MIDNIGHT = datetime(2026, 10, 20, 22, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def evening(before_the_night: None, no_jitter: None) -> None:
    """Begin a minute before the night, without chance in the back-off."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite whose mute is Home Assistant's belief."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Earshot with the kitchen, muted at night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


@pytest.fixture
def told(hass: HomeAssistant) -> list[Event[dict[str, Any]]]:
    """What the event bus is told."""
    return async_capture_events(hass, "earshot_violation")


def problem(hass: HomeAssistant) -> str:
    """Return whether a problem is shown."""
    return shown(hass, "binary_sensor", "problem", "Kitchen")


def today(hass: HomeAssistant) -> str:
    """Return how many violations are counted."""
    return shown(hass, "sensor", "violations_today")


async def async_logged(entry: MockConfigEntry) -> list[tuple[str | None, str | None]]:
    """Return the violations of the log: status and detail."""
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.changes(limit=100))
    return [(record.status, record.detail) for record in page.records if record.cause == "violation"]


async def test_heard_while_muted(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    told: list[Event[dict[str, Any]]],
) -> None:
    """One violation when it has ended: event, log, count, and a problem for ten minutes."""
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    assert (told, today(hass), problem(hass)) == ([], "0", "off")
    await kitchen.async_show("idle")
    registered = er.async_get(hass).async_get(kitchen.entity_id)
    [subentry_id] = [id_ for id_, subentry in entry.subentries.items() if subentry.title == "Kitchen"]
    assert [event.data for event in told] == [
        {"microphone_id": subentry_id, "device_id": registered.device_id, "name": "Kitchen", "kind": "heard"}
    ]
    assert (today(hass), problem(hass)) == ("1", "on")
    assert await async_logged(entry) == [("armed", '{"kind":"heard"}')]
    await async_wait(hass, freezer, timedelta(minutes=9, seconds=59))
    assert problem(hass) == "on"
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert problem(hass) == "off"


@pytest.mark.usefixtures("entry")
async def test_what_began_before_the_mute_is_none(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A command that a rule lets finish, and one that a person's mute cuts."""
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("idle")
    assert kitchen.muted
    assert (today(hass), problem(hass)) == ("0", "off")
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    await kitchen.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    await kitchen.async_show("idle")
    assert (today(hass), problem(hass)) == ("0", "off")


@pytest.mark.usefixtures("entry")
async def test_without_a_mute_nothing_is_against_it(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The problem goes with the mute."""
    await async_wait(hass, freezer, SEVEN - timedelta(minutes=1))
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert problem(hass) == "on"
    await async_wait(hass, freezer, SEVEN)
    assert problem(hass) == "off"
    await kitchen.async_speak()
    assert (today(hass), problem(hass)) == ("1", "off")


@pytest.mark.usefixtures("entry")
async def test_a_mute_that_came_back_lifted(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, told: list[Event[dict[str, Any]]]
) -> None:
    """The device has lost it: muted again at once, and counted once."""
    await async_wait(hass, freezer, TEN)
    kitchen.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    kitchen.switch._attr_is_on = False
    kitchen.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert [event.data["kind"] for event in told] == ["live"]
    assert (today(hass), problem(hass)) == ("1", "off")


@pytest.mark.usefixtures("entry")
async def test_what_is_heard_before_a_release_reads_back_is_none(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It may be live by then: that a slow switch says so late is nobody's fault."""
    await async_wait(hass, freezer, TEN)
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, SEVEN)
    await async_wait(hass, freezer, timedelta(seconds=1))
    await kitchen.async_speak()
    assert today(hass) == "0"


async def test_a_mute_that_was_lost_while_nobody_looked(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    told: list[Event[dict[str, Any]]],
) -> None:
    """Between two lives of Earshot, as after a power cut: found at the first look."""
    await async_wait(hass, freezer, TEN)
    assert await hass.config_entries.async_unload(entry.entry_id)
    kitchen.switch.by_hand(False)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert [event.data["kind"] for event in told] == ["live"]


@pytest.mark.usefixtures("entry")
async def test_a_mute_that_came_back_as_it_was(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Coming and going is no violation."""
    await async_wait(hass, freezer, TEN)
    kitchen.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    kitchen.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert today(hass) == "0"


@pytest.mark.usefixtures("entry")
async def test_a_mute_that_fails_for_good_is_one(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, told: list[Event[dict[str, Any]]]
) -> None:
    """Once, when it becomes a problem, and not again at every further attempt."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    for seconds in (5, 1, 5, 2):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
        assert told == []
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert [event.data["kind"] for event in told] == ["live"]
    assert problem(hass) == "on"
    for _ in range(10):
        await async_wait(hass, freezer, timedelta(seconds=60))
    assert len(told) == 1


async def test_repeated_violations_raise_a_repair(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    issue_registry: ir.IssueRegistry,
) -> None:
    """The third in a day; taken back a day after the first of them."""
    [subentry_id] = [id_ for id_, subentry in entry.subentries.items() if subentry.title == "Kitchen"]
    await async_wait(hass, freezer, TEN)
    for _ in range(3):
        assert issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}") is None
        await kitchen.async_show("listening")
        await kitchen.async_show("idle")
    issue = issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}")
    assert issue.translation_key == "violated_again_heard"
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}") is None


@pytest.mark.usefixtures("entry")
async def test_the_count_begins_anew_at_midnight(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Local midnight, at that instant and not with the next change."""
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    sensor = entity(hass, "sensor", "violations_today")
    assert hass.states.get(sensor).attributes["last_reset"] == "2026-10-19T22:00:00+00:00"
    await async_wait(hass, freezer, MIDNIGHT - timedelta(seconds=1))
    assert today(hass) == "1"
    await async_wait(hass, freezer, MIDNIGHT)
    assert today(hass) == "0"
    assert hass.states.get(sensor).attributes["last_reset"] == "2026-10-20T22:00:00+00:00"


async def test_the_count_goes_on_over_a_restart_and_without_a_log(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It is remembered with the holds."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night(), options={"retention_days": 0})
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert today(hass) == "1"


async def test_a_repair_of_repeated_violations_outlives_a_restart(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    issue_registry: ir.IssueRegistry,
) -> None:
    """What got past the mute is shown as before, and two before a restart and one after it are three."""
    [subentry_id] = [id_ for id_, subentry in entry.subentries.items() if subentry.title == "Kitchen"]
    await async_wait(hass, freezer, TEN)
    for _ in range(2):
        await kitchen.async_show("listening")
        await kitchen.async_show("idle")
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert problem(hass) == "on"
    assert issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}") is None
    # What is heard right after a start may have begun before the mute.
    await async_wait(hass, freezer, timedelta(minutes=1))
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}") is not None
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert issue_registry.async_get_issue(DOMAIN, f"violated_again_{subentry_id}") is not None


@pytest.mark.usefixtures("entry")
async def test_the_count_follows_the_zone(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Midnight is that of the zone that holds now."""
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    await hass.config.async_update(time_zone="Asia/Tokyo")
    await hass.async_block_till_done()
    assert today(hass) == "0"


def test_shown_and_repeated() -> None:
    """What was found live is shown by other means; a repeat is three within a day of the first."""
    violations, hour = Violations(), timedelta(hours=1)
    violations.count(ViolationKind.LIVE, TEN)
    assert (violations.recent(TEN), violations.repeated(TEN)) == (None, None)
    violations.count(ViolationKind.STREAMING, TEN + hour)
    assert violations.recent(TEN + hour) is ViolationKind.STREAMING
    violations.count(ViolationKind.HEARD, TEN + 2 * hour)
    assert violations.recent(TEN + 2 * hour) is ViolationKind.HEARD
    assert violations.repeated(TEN + 2 * hour) is ViolationKind.HEARD
    assert violations.over_at(TEN + 2 * hour) == TEN + 2 * hour + timedelta(minutes=10)
    assert violations.over_at(TEN + 3 * hour) == TEN + 24 * hour
    assert violations.over_at(TEN + 24 * hour) is None
    assert violations.repeated(TEN + 24 * hour) is None
