"""A rule is reconfigured: what it opens with, what it keeps, what it says has gone."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, fields
from .rules import EMPTY_FORM, PLAIN, WEEKNIGHTS, Rules, microphone, put, rules


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Earshot with two microphones."""
    entry = MockConfigEntry(
        domain=DOMAIN, subentries_data=[microphone("Kitchen", "ref-kitchen"), microphone("Bed\nroom", "ref-bedroom")]
    )
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def microphones(entry: MockConfigEntry) -> list[str]:
    """Return the ids of the two microphones."""
    return list(entry.subentries)


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Rules:
    """Return the flows of rules."""
    return Rules(hass, entry)


@pytest.fixture
def full(hass: HomeAssistant, entry: MockConfigEntry, home: Home, microphones: list[str]) -> Callable[..., str]:
    """Put a rule with everything in it into the entry, answer its id."""
    home.person("anna", "Anna")
    hass.states.async_set("zone.home", "1")
    for key in ("workday", "guests", "tv", "schedule.week"):
        hass.states.async_set(key if "." in key else f"switch.{key}", "on")
    area = ar.async_get(hass).async_create("Kitchen")
    data = {
        "effect": "listen",
        "match": "any",
        "all_microphones": False,
        "microphones": microphones[:1],
        "areas": [area.id],
        "hours": [
            {"days": ["mon"], "start": {"sun": "sunset", "offset": -90}, "end": "23:00:00"},
            {"days": ["sat", "sun"], "all_day": True},
            {"days": ["fri"], "start": "13:00:00", "end": {"sun": "sunrise", "offset": 600}},
        ],
        "schedules": ["schedule.week"],
        "day_filter": {"entity": "switch.workday", "keep": "out"},
        "presence": {
            "kind": "any_home",
            "persons": ["person.anna"],
            "guests": "switch.guests",
            "zone": {"zone": "zone.home", "comparison": "at_most", "count": 3},
        },
        "states": [
            {"entity": "switch.tv", "states": ["on", "unavailable"], "negate": False},
            {"entity": "switch.tv", "states": ["off"], "negate": True},
        ],
        "conditions": [{"condition": "template", "value_template": "{{ true }}"}],
        "timing": {"hours": {"for": 90.5}, "states": {"for": 3600, "linger": 61}, "conditions": {"linger": 86400}},
        "later": {"of": "another version"},
    }
    return lambda **changes: put(hass, entry, "Siesta", **data | changes)


async def test_reconfigure_opens_with_what_is_there_and_loses_nothing(
    entry: MockConfigEntry, flows: Rules, microphones: list[str], full: Callable[..., str]
) -> None:
    """The presets are skipped, every field shows what is stored, and saving it unchanged changes nothing."""
    rule_id = full()
    before = dict(entry.subentries[rule_id].data)
    step = await flows.reconfigure(rule_id)
    assert step["step_id"] == "rule"
    form = fields(step)
    assert form == {
        "name": "Siesta",
        "hours": {
            "days": ["mon"],
            "start": {"active_choice": "sunset", "sunset": -1.5},
            "end": "23:00:00",
            "further": [
                {"days": ["sat", "sun"]},
                {"days": ["fri"], "start": "13:00:00", "end_sun": "sunrise", "end_offset": 10},
            ],
        },
        "schedules": {"schedules": ["schedule.week"], "day_filter": "switch.workday", "keep": "out"},
        "presence": {"kind": "any_home", "persons": ["person.anna"]},
        "guests": {"guests": "switch.guests", "zone": "zone.home", "comparison": "at_most", "count": 3},
        "states": {"entities": ["switch.tv"]},
        "conditions": {"conditions": before["conditions"]},
        "match": "any",
        "timing": {
            "hours_for": {"hours": 0, "minutes": 1, "seconds": 30.5},
            "states_for": {"hours": 1, "minutes": 0, "seconds": 0},
            "states_linger": {"hours": 0, "minutes": 1, "seconds": 1},
            "conditions_linger": {"hours": 24, "minutes": 0, "seconds": 0},
        },
        "targets": {"all_microphones": False, "microphones": microphones[:1], "areas": before["areas"]},
        "effect": "listen",
    }
    step = await flows.fill_in(step, form)
    assert fields(step) == {"state_match": "in", "states": ["on", "unavailable"]}
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {"state_match": "not_in", "states": ["off"]}
    step = await flows.fill_in(step, fields(step))
    assert step["menu_options"] == ["save", "rule", "leave"]
    step = await flows.choose(step, "save")
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert rules(entry) == [("Siesta", before)]
    assert entry.subentries[rule_id].unique_id is None


async def test_reconfigure_changes_what_is_changed_alone(
    entry: MockConfigEntry, flows: Rules, full: Callable[..., str]
) -> None:
    """Another name, another first window; then everything that can be empty is emptied."""
    rule_id = full()
    before = dict(entry.subentries[rule_id].data)
    step = await flows.reconfigure(rule_id)
    form = fields(step)
    form |= {"name": "Nap", "hours": form["hours"] | {"start": "12:00:00"}}
    step = await flows.fill_in(step, form)
    step = await flows.fill_in(step, fields(step))
    await flows.finish(step, fields(step))
    first = {"days": ["mon"], "start": "12:00:00", "end": "23:00:00"}
    assert rules(entry) == [("Nap", before | {"hours": [first, *before["hours"][1:]]})]

    step = await flows.reconfigure(rule_id)
    empty = EMPTY_FORM | {"presence": {"kind": "nobody_home", "persons": ["person.anna"]}}
    await flows.finish(step, empty)
    presence = {"kind": "nobody_home", "persons": ["person.anna"]}
    assert rules(entry) == [("Quiet", PLAIN | {"presence": presence, "later": before["later"]})]


async def test_leaving_a_rule_as_it_was(entry: MockConfigEntry, flows: Rules, full: Callable[..., str]) -> None:
    """At the end changes can be given up; also the words of it had to be seen for that."""
    rule_id = full(states=[])
    before = rules(entry)
    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, fields(step) | {"name": "Nap", "effect": "mute"})
    step = await flows.choose(step, "leave")
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "left")
    assert rules(entry) == before


async def test_reconfigure_refuses_what_adding_refuses(
    *, hass: HomeAssistant, entry: MockConfigEntry, flows: Rules, full: Callable[..., str]
) -> None:
    """What has gone meanwhile is shown and said once one saves; nothing is changed until it is put right."""
    hass.states.async_remove("switch.guests")
    rule_id = full(states=[])
    step = await flows.reconfigure(rule_id)
    form = fields(step) | {"name": "Nap"}
    assert form["guests"]["guests"] == "switch.guests"
    step = await flows.fill_in(step, form)
    assert (step["errors"], step["description_placeholders"]) == (
        {"guests": "entity_not_found"},
        {"who": "switch.guests"},
    )
    assert [title for title, _ in rules(entry)] == ["Siesta"]

    hass.states.async_set("switch.guests", "on")
    await flows.finish(step, form)
    assert [title for title, _ in rules(entry)] == ["Nap"]


async def test_removed_microphones_leave_the_choice(
    *, hass: HomeAssistant, entry: MockConfigEntry, flows: Rules, microphones: list[str]
) -> None:
    """A rule about a microphone that has been removed has to be given another one."""
    rule_id = put(hass, entry, "Siesta", hours=[WEEKNIGHTS], all_microphones=False, microphones=microphones[:1])
    hass.config_entries.async_remove_subentry(entry, microphones[0])
    step = await flows.reconfigure(rule_id)
    assert fields(step)["targets"] == {"all_microphones": False}
    step = await flows.fill_in(step, fields(step))
    assert step["errors"] == {"targets": "no_microphone"}

    targets = {"all_microphones": False, "microphones": [microphones[1]]}
    await flows.finish(step, fields(step) | {"targets": targets})
    ((_, data),) = rules(entry)
    assert data["microphones"] == [microphones[1]]


async def test_a_rule_in_the_shortest_form(hass: HomeAssistant, flows: Rules, entry: MockConfigEntry) -> None:
    """Data that leave out what has a default open with the defaults."""
    rule_id = put(hass, entry, "Siesta")
    data = {"all_microphones": True, "hours": [WEEKNIGHTS]}
    hass.config_entries.async_update_subentry(entry, entry.subentries[rule_id], data=data)
    step = await flows.reconfigure(rule_id)
    form = fields(step)
    assert (form["effect"], form["match"], form["hours"]) == ("mute", "all", WEEKNIGHTS)
    assert (form["presence"], form["targets"]) == ({"kind": "none"}, {"all_microphones": True})
    await flows.finish(step, form)
    assert rules(entry) == [("Siesta", PLAIN | {"hours": [WEEKNIGHTS]})]
