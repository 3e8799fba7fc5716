"""When a rule applies by the clock: windows, the sun, schedules, days, delays."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import InvalidData
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Home, selector_of
from .rules import ALL_DAYS, EMPTY_FORM, HOURS_FORM, WEEKNIGHTS, Rules, opened


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Rules:
    """Return the flows of rules."""
    return Rules(hass, entry)


def sun(event: str, minutes: float | None) -> dict[str, Any]:
    """Return an edge as the field for it gives it."""
    return {"active_choice": event, event: minutes}


@pytest.mark.parametrize(
    ("edge", "stored"),
    [
        ("22:00", "22:00:00"),
        ({"active_choice": "time", "time": "22:00:30"}, "22:00:30"),
        # What was filled in before another choice was made comes along.
        ({"active_choice": "time", "time": "22:00:00", "sunset": 5}, "22:00:00"),
        (sun("sunset", -30), {"sun": "sunset", "offset": -1800}),
        ({"active_choice": "sunrise", "sunrise": 0.5, "time": "22:00:00"}, {"sun": "sunrise", "offset": 30}),
        # The number is left empty.
        ({"active_choice": "sunset"}, {"sun": "sunset", "offset": 0}),
        (sun("sunset", None), {"sun": "sunset", "offset": 0}),
        (sun("sunset", 720), {"sun": "sunset", "offset": 43200}),
    ],
)
async def test_edges(flows: Rules, edge: Any, stored: Any) -> None:
    """A start and an end are times of day, or go with the sun."""
    data = await flows.make(EMPTY_FORM | {"hours": {"days": ["mon"], "start": edge, "end": "12:00:00"}})
    assert data["hours"] == [{"days": ["mon"], "start": stored, "end": "12:00:00"}]
    data = await flows.make(EMPTY_FORM | {"hours": {"days": ["mon"], "start": "12:00:00", "end": edge}})
    assert data["hours"] == [{"days": ["mon"], "start": "12:00:00", "end": stored}]


async def test_both_edges_with_the_sun(flows: Rules) -> None:
    """The same event at both ends is well where the distances differ."""
    hours = {"days": ["mon"], "start": sun("sunset", -30), "end": sun("sunset", 30)}
    data = await flows.make(EMPTY_FORM | {"hours": hours})
    assert data["hours"][0]["end"] == {"sun": "sunset", "offset": 1800}


@pytest.mark.parametrize("empty", [{}, {"start": None, "end": ""}, {"start": {"active_choice": "time"}}])
async def test_whole_days(flows: Rules, empty: dict[str, Any]) -> None:
    """Days alone are whole days."""
    data = await flows.make(EMPTY_FORM | {"hours": {"days": ["sun", "sat"], **empty}})
    assert data["hours"] == [{"days": ["sat", "sun"], "all_day": True}]


async def test_any_number_of_windows(flows: Rules) -> None:
    """Further windows keep their order; without a first one they are the windows."""
    further = [
        {"days": ["sun"], "start": "13:00", "end": "15:00:00"},
        {"days": ["sat"], "start_sun": "sunset", "start_offset": -10, "end": "23:00:00"},
        {"days": ["wed", "tue"]},
        {"days": ["fri"], "start": "01:00:00", "end_sun": "sunrise"},
    ]
    stored = [
        {"days": ["sun"], "start": "13:00:00", "end": "15:00:00"},
        {"days": ["sat"], "start": {"sun": "sunset", "offset": -600}, "end": "23:00:00"},
        {"days": ["tue", "wed"], "all_day": True},
        {"days": ["fri"], "start": "01:00:00", "end": {"sun": "sunrise", "offset": 0}},
    ]
    data = await flows.make(EMPTY_FORM | {"hours": WEEKNIGHTS | {"further": further}})
    assert data["hours"] == [WEEKNIGHTS, *stored]
    data = await flows.make(EMPTY_FORM | {"hours": {"further": further}})
    assert data["hours"] == stored


async def test_choices_inside_the_list_bring_their_words(flows: Rules) -> None:
    """The frontend words nothing there but the names of the fields."""
    config = selector_of(await flows.begin(), "hours", "further").config
    assert (config["multiple"], config["translation_key"]) == (True, "further_hours")
    options = {name: field["selector"].config.get("options") for name, field in config["fields"].items()}
    assert [day["label"] for day in options["days"]][:2] == ["Monday", "Tuesday"]
    assert [day["value"] for day in options["days"]] == ALL_DAYS
    assert options["end_sun"] == [{"value": "sunrise", "label": "sunrise"}, {"value": "sunset", "label": "sunset"}]


@pytest.mark.parametrize(
    ("hours", "error"),
    [
        ({"start": "22:00:00"}, "hours_incomplete"),
        ({"end": "22:00:00"}, "hours_incomplete"),
        ({"days": [], "start": "22:00:00", "end": "07:00:00"}, "hours_incomplete"),
        ({"days": ["mon"], "start": "22:00:00"}, "hours_incomplete"),
        ({"days": ["mon"], "end": sun("sunset", 0)}, "hours_incomplete"),
        ({"days": ["mon"], "start": "22:00", "end": "22:00:00"}, "same_start_end"),
        ({"days": ["mon"], "start": sun("sunset", 5), "end": sun("sunset", 5)}, "same_start_end"),
        ({"days": ["mon"], "start": sun("sunset", 721), "end": "22:00:00"}, "offset_too_long"),
        ({"days": ["mon"], "start": "22:00:00", "end": sun("sunset", -720.1)}, "offset_too_long"),
        (WEEKNIGHTS | {"further": [{"start": "22:00:00", "end": "07:00:00"}]}, "hours_incomplete"),
        (WEEKNIGHTS | {"further": [{"days": ["mon"], "start": "22:00:00"}]}, "hours_incomplete"),
        (WEEKNIGHTS | {"further": [{"days": ["mon"], "start": "22:00", "end": "22:00"}]}, "same_start_end"),
        (
            WEEKNIGHTS | {"further": [{"days": ["mon"], "start": "22:00", "end_sun": "sunset", "end_offset": 721}]},
            "offset_too_long",
        ),
        (
            WEEKNIGHTS | {"further": [{"days": ["mon"], "start": "22:00", "start_sun": "sunset", "end": "23:00"}]},
            "edge_twice",
        ),
        # One minute after sunset until one minute before it is empty on every day of the year.
        ({"days": ["mon"], "start": sun("sunset", 1), "end": sun("sunset", -1)}, None),
    ],
)
async def test_hours_that_are_wrong(flows: Rules, hours: dict[str, Any], error: str | None) -> None:
    """Each is said at the section."""
    form = EMPTY_FORM | {"hours": hours}
    if error is None:
        await flows.make(form)
    else:
        assert await flows.refused(form) == {"hours": error}


async def test_hours_that_never_last_long_enough(hass: HomeAssistant, flows: Rules) -> None:
    """An hour cannot have held for two; together with something else that alone makes the rule void, or not."""
    hass.states.async_set("switch.tv", "on")
    form = EMPTY_FORM | {
        "hours": {"days": ["mon"], "start": "22:00:00", "end": "23:00:00"},
        "timing": {"hours_for": {"hours": 2}},
    }
    assert await flows.refused(form) == {"hours": "never_hours"}
    tv = {"states": {"entities": ["switch.tv"]}}
    assert await flows.refused(form | tv) == {"hours": "never_hours"}
    await flows.make(form | tv | {"match": "any"}, {"state_match": "in", "states": ["on"]})


async def test_schedules_and_days(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """Schedules stand beside hours or alone; a filter keeps days of both."""
    hass.states.async_set("schedule.week", "on")
    work = home.entities.async_get_or_create("schedule", "schedule", "work", suggested_object_id="work")
    workday = home.entities.async_get_or_create("binary_sensor", "workday", "x", suggested_object_id="workday")
    form = EMPTY_FORM | {"schedules": {"schedules": ["schedule.week", work.entity_id, work.id]}}
    data = await flows.make(form)
    assert data["schedules"] == ["schedule.week", work.id]
    assert "day_filter" not in data

    filtered = {"schedules": {"day_filter": workday.entity_id, "keep": "out"}}
    data = await flows.make(HOURS_FORM | filtered)
    assert (data["schedules"], data["day_filter"]) == ([], {"entity": workday.id, "keep": "out"})


@pytest.mark.parametrize(
    ("schedules", "error"),
    [
        ({"schedules": ["schedule.nowhere"]}, "entity_not_found"),
        ({"schedules": ["switch.tv"]}, "entity_not_found"),
        ({"schedules": ["0123456789abcdef0123456789abcdef"]}, "entity_not_found"),
        ({"day_filter": "switch.nowhere"}, "entity_not_found"),
        ({"day_filter": "switch.disabled"}, "entity_disabled"),
        ({"day_filter": "switch.own"}, "entity_own"),
        ({"day_filter": "switch.tv"}, "day_filter_alone"),
    ],
)
async def test_schedules_and_days_that_are_wrong(
    *, hass: HomeAssistant, flows: Rules, home: Home, schedules: dict[str, Any], error: str
) -> None:
    """Each is said at the section, with the entity's name."""
    hass.states.async_set("switch.tv", "on")
    home.entities.async_get_or_create("switch", "earshot", "own", suggested_object_id="own")
    disabled = home.switch("disabled")
    home.disable(disabled.entity_id)
    assert await flows.refused(EMPTY_FORM | {"schedules": schedules}) == {"schedules": error}


async def test_delays(flows: Rules, home: Home) -> None:
    """What is zero or empty is not stored; a day is the longest."""
    home.person("anna", "Anna")
    timing = {
        "presence_for": {"hours": 0, "minutes": 5, "seconds": 30},
        "presence_linger": {"hours": 0, "minutes": 0, "seconds": 0},
        "guests_for": {},
        "zone_linger": {"hours": 24},
        "conditions_for": {"seconds": 1, "milliseconds": 500},
    }
    form = EMPTY_FORM | {"presence": {"kind": "anybody_home"}, "timing": timing}
    data = await flows.make(form)
    assert data["timing"] == {"presence": {"for": 330}, "zone": {"linger": 86400}, "conditions": {"for": 1.5}}


@pytest.mark.parametrize(
    "sections",
    [
        {"timing": {"hours_for": {"hours": 1e300}}},
        {"timing": {"hours_for": {"weeks": 1}}},
        {"guests": {"count": float("nan")}},
        {"hours": {"days": ["mon"], "start": sun("sunset", float("inf"))}},
        {"hours": {"days": ["mon"], "start": sun("noon", 1)}},
        {"hours": {"days": ["mon"], "start": "25:00"}},
        {"hours": {"further": "mon"}},
        {"hours": {"further": [5]}},
        {"hours": {"further": [{"unknown": 5}]}},
    ],
)
async def test_what_no_form_would_send(flows: Rules, sections: dict[str, Any]) -> None:
    """It is refused before the flow sees it, and the flow goes on."""
    step = await flows.begin()
    with pytest.raises(InvalidData):
        await flows.fill_in(step, HOURS_FORM | sections)
    assert (await flows.fill_in(step, HOURS_FORM))["step_id"] == "confirm"


async def test_sections_are_folded_where_nothing_is_in_them(flows: Rules) -> None:
    """Open are those that something is in, that something is wrong with, and what the rule is about."""
    step = await flows.begin()
    assert opened(step) == ["hours", "targets"]
    wrong = HOURS_FORM | {"presence": {"kind": "all_home"}, "timing": {"hours_for": {"minutes": 1}}}
    step = await flows.fill_in(step, wrong)
    assert opened(step) == ["hours", "presence", "timing", "targets"]
    step = await flows.fill_in(step, wrong | {"presence": {}, "conditions": {"conditions": [5]}})
    assert opened(step) == ["hours", "conditions", "timing", "targets"]
    step = await flows.fill_in(step, wrong | {"presence": {}})
    assert opened(await flows.choose(step, "rule")) == ["hours", "timing", "targets"]
