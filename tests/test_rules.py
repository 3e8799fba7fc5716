"""Every kind of rule, on a home with real entities: what it observes, when it mutes, whom."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, override
from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    issue_registry as ir,
    label_registry as lr,
    sun,
)
from homeassistant.helpers.condition import Condition
from homeassistant.helpers.typing import ConfigType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockModule, mock_integration, mock_platform

from .home import (
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

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_update(latitude=52.52, longitude=13.4, elevation=34, time_zone="Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")


async def async_set(hass: HomeAssistant, entity_id: str, state: str, **attributes: Any) -> None:
    """Let an entity show a state."""
    hass.states.async_set(entity_id, state, attributes)
    await hass.async_block_till_done()


async def async_jump(hass: HomeAssistant, freezer: FrozenDateTimeFactory, instant: datetime) -> None:
    """Let the clock jump, which no timer notices, and the safety tick come: it goes by the time since Home Assistant began."""
    freezer.move_to(instant)
    hass.config_entries.async_entries("earshot")[0].runtime_data.household._tick(instant)
    await hass.async_block_till_done()


# --- Hours -----------------------------------------------------------------------------------------------------------


async def test_hours_by_the_sun(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """From half an hour after sunset to sunrise, as the sun is over Berlin."""
    window = {"days": EVERY_DAY, "start": {"sun": "sunset", "offset": 1800}, "end": {"sun": "sunrise", "offset": 0}}
    freezer.move_to(datetime(2026, 10, 20, 12, 0, tzinfo=UTC))
    await async_earshot(hass, microphone(hass, kitchen), rule("Dark", hours=[window]))
    assert not kitchen.muted
    begins = datetime.fromisoformat(shown(hass, "sensor", "next_change", "Kitchen"))
    sunset = sun.get_astral_event_date(hass, "sunset", date(2026, 10, 20))
    assert abs(begins - timedelta(minutes=30) - sunset) < timedelta(seconds=1)
    await async_wait(hass, freezer, begins)
    assert kitchen.muted
    ends = datetime.fromisoformat(shown(hass, "sensor", "next_change", "Kitchen"))
    assert abs(ends - sun.get_astral_event_date(hass, "sunrise", date(2026, 10, 21))) < timedelta(seconds=1)
    await async_wait(hass, freezer, ends)
    assert not kitchen.muted


async def test_hours_by_a_schedule_helper(hass: HomeAssistant, kitchen: Satellite) -> None:
    """A helper that is on mutes; its next toggle is the next change; one that is gone is undetermined."""
    toggles = datetime(2026, 10, 20, 21, 30, tzinfo=UTC)
    await async_set(hass, "schedule.quiet", "off", next_event=toggles)
    await async_earshot(hass, microphone(hass, kitchen), rule("Quiet", schedules=["schedule.quiet"]))
    assert not kitchen.muted
    assert shown(hass, "sensor", "next_change", "Kitchen") == toggles.isoformat()
    await async_set(hass, "schedule.quiet", "off", next_event=toggles + timedelta(hours=1))
    assert shown(hass, "sensor", "next_change", "Kitchen") == (toggles + timedelta(hours=1)).isoformat()
    await async_set(hass, "schedule.quiet", "on")
    assert kitchen.muted
    await async_set(hass, "schedule.quiet", "off")
    assert not kitchen.muted
    hass.states.async_remove("schedule.quiet")
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Quiet") == "unknown"


async def test_a_night_that_began_on_a_workday_is_kept_to_its_end(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Although the workday is over at midnight; the next night is not kept."""
    await async_set(hass, "binary_sensor.workday", "on")
    workdays = {"entity": "binary_sensor.workday", "keep": "in"}
    entry = await async_earshot(
        hass,
        microphone(hass, kitchen),
        rule("Night", hours=[{"days": EVERY_DAY, "start": "22:00:00", "end": "07:00:00"}], day_filter=workdays),
    )
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    freezer.move_to(TEN + timedelta(hours=2, seconds=1))
    await async_set(hass, "binary_sensor.workday", "off")
    assert kitchen.muted
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted, "what the day before was is remembered over a restart"
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert not kitchen.muted


async def test_another_zone_is_one_more_reason_to_look_again(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nine in the evening in Berlin is midnight in Kathmandu."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert not kitchen.muted
    await hass.config.async_update(time_zone="Asia/Kathmandu")
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "sensor", "next_change", "Kitchen") == "2026-10-21T01:15:00+00:00"


async def test_a_clock_that_jumps_ahead_is_found_within_a_minute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The timer of the boundary knows nothing of it: the safety tick does."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_jump(hass, freezer, TEN + timedelta(hours=3))
    assert kitchen.muted


async def test_a_clock_that_jumps_back_mutes_until_it_has_caught_up(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody can tell which hours they are: undetermined, so muted."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    begin = TEN - timedelta(hours=1)
    await async_jump(hass, freezer, begin - timedelta(hours=4))
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "unknown"
    await async_jump(hass, freezer, begin + timedelta(minutes=1))
    assert not kitchen.muted


# --- Presence and states ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("presence", "entity_id", "muting", "not_muting"),
    [
        ({"kind": "anybody_home", "persons": []}, "person.one", "home", "not_home"),
        ({"kind": "any_home", "persons": ["person.one"]}, "person.one", "home", "work"),
        ({"kind": "all_away", "persons": ["person.one"]}, "person.one", "work", "home"),
        ({"guests": "input_boolean.guests"}, "input_boolean.guests", "on", "off"),
        ({"zone": {"zone": "zone.pub", "comparison": "at_least", "count": 2}}, "zone.pub", "2", "1"),
    ],
)
async def test_presence_of_every_kind(
    hass: HomeAssistant,
    kitchen: Satellite,
    *,
    presence: dict[str, Any],
    entity_id: str,
    muting: str,
    not_muting: str,
) -> None:
    """Persons, guests, and how many are in a zone; what has no value mutes."""
    await async_set(hass, entity_id, not_muting)
    await async_earshot(hass, microphone(hass, kitchen), rule("Presence", presence=presence))
    assert not kitchen.muted
    for state, muted in ((muting, True), (not_muting, False), ("unavailable", True)):
        await async_set(hass, entity_id, state)
        assert kitchen.muted is muted


async def test_the_state_of_an_entity(hass: HomeAssistant, kitchen: Satellite) -> None:
    """While the television plays; an entity that was renamed is followed."""
    television = er.async_get(hass).async_get_or_create("media_player", "test", "tv", suggested_object_id="tv")
    await async_set(hass, "media_player.tv", "idle")
    states = [{"entity": television.id, "states": ["playing", "paused"], "negate": False}]
    await async_earshot(hass, microphone(hass, kitchen), rule("TV", states=states))
    assert not kitchen.muted
    await async_set(hass, "media_player.tv", "playing")
    assert kitchen.muted
    await async_set(hass, "media_player.tv", "idle")
    assert not kitchen.muted

    er.async_get(hass).async_update_entity("media_player.tv", new_entity_id="media_player.screen")
    await hass.async_block_till_done()
    await async_set(hass, "media_player.screen", "paused")
    assert kitchen.muted


async def test_a_condition_must_hold_and_lingers(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Five minutes before it counts, ten after it has ended; a restart begins neither anew."""
    await async_set(hass, "binary_sensor.meeting", "off")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    timing = {"states": {"for": 300, "linger": 600}}
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", states=states, timing=timing))
    await async_set(hass, "binary_sensor.meeting", "on")
    await async_wait(hass, freezer, timedelta(seconds=200))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await async_wait(hass, freezer, timedelta(seconds=99))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted
    await async_set(hass, "binary_sensor.meeting", "off")
    await async_wait(hass, freezer, timedelta(seconds=599))
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert not kitchen.muted


async def test_an_input_without_a_value_keeps_its_last_one_while_home_assistant_starts(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """And is undetermined once it has started."""
    await async_set(hass, "binary_sensor.meeting", "off")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", states=states))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_set("binary_sensor.meeting", "unavailable")
    hass.set_state(CoreState.starting)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted


# --- Conditions of Home Assistant ------------------------------------------------------------------------------------


async def test_a_condition_of_home_assistant(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Tracked where it can be, asked every minute where it cannot; unloaded with its rule."""
    hass.states.async_set("sensor.noise", "10")
    hass.states.async_set("input_boolean.film", "off")
    conditions = [
        {
            "condition": "or",
            "conditions": [
                {"condition": "numeric_state", "entity_id": "sensor.noise", "above": 50},
                {"condition": "template", "value_template": "{{ is_state('input_boolean.film', 'on') }}"},
            ],
        }
    ]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Loud", conditions=conditions))
    assert not kitchen.muted
    await async_set(hass, "sensor.noise", "60")
    assert kitchen.muted
    await async_set(hass, "sensor.noise", "40")
    assert not kitchen.muted
    await async_set(hass, "input_boolean.film", "on")
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted
    hass.config_entries.async_remove_subentry(
        entry, next(id_ for id_, each in entry.subentries.items() if each.title == "Loud")
    )
    await hass.async_block_till_done()
    assert not kitchen.muted


@pytest.mark.parametrize(
    "condition",
    [
        {"condition": "nonsense"},
        {"condition": "state"},
        {"condition": "template", "value_template": "{{ 1 / 0 }}"},
        {"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"days": 1e20}},
    ],
)
async def test_a_condition_that_cannot_be_evaluated_mutes(
    hass: HomeAssistant, kitchen: Satellite, condition: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Privacy wins ties, and the log says it without a traceback."""
    await async_earshot(hass, microphone(hass, kitchen), rule("Odd", conditions=[condition]))
    assert shown(hass, "binary_sensor", "active", "Odd") in ("unknown", "off")
    assert kitchen.muted is (shown(hass, "binary_sensor", "active", "Odd") == "unknown")
    assert "Traceback" not in caplog.text


class Broken(Condition):
    """A condition of another integration, with a fault."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        return config

    @override
    def _async_check(self, **kwargs: Any) -> bool:
        raise ZeroDivisionError


async def test_a_condition_with_a_fault_stops_no_mute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Its own rule is undetermined, all others go on."""
    bedroom = await async_satellite(hass, "Bedroom")

    async def conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
        return {"broken": Broken}

    mock_integration(hass, MockModule("faulty"), built_in=False)
    mock_platform(hass, "faulty.condition", Mock(async_get_conditions=conditions))
    entry = await async_earshot(
        hass,
        microphone(hass, kitchen),
        microphone(hass, bedroom),
        night(),
        rule("Odd", conditions=[{"condition": "faulty.broken"}], all_microphones=False),
    )
    assert shown(hass, "binary_sensor", "active", "Odd") == "unknown"
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    assert bedroom.muted
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert caplog.text.count("A rule's condition fails") == 2
    assert "Traceback" not in caplog.text


# --- Whom ------------------------------------------------------------------------------------------------------------


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


# --- Together --------------------------------------------------------------------------------------------------------


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


# --- What is coming --------------------------------------------------------------------------------------------------


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
