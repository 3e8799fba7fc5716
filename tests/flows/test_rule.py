"""A rule: made, refused in words, put right, and changed without losing anything."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar, floor_registry as fr, label_registry as lr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, fields, selector_of
from .rules import ALL_DAYS, EMPTY_FORM, HOURS_FORM, PLAIN, WEEKNIGHTS, Rules, microphone, put, rules

PRESENCE_FORM = EMPTY_FORM | {"presence": {"kind": "nobody_home"}}


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


async def test_a_rule_of_hours(entry: MockConfigEntry, flows: Rules, microphones: list[str]) -> None:
    """Everything has a default but a name and when it applies; the last step asks once more before it saves."""
    step = await flows.begin()
    assert step["step_id"] == "rule"
    assert fields(step) == {
        "hours": {},
        "schedules": {"keep": "in"},
        "presence": {"kind": "none"},
        "guests": {"comparison": "at_least", "count": 1},
        "states": {},
        "conditions": {},
        "match": "all",
        "timing": {},
        "targets": {"all_microphones": True},
        "effect": "mute",
    }
    assert [str(key) for key in step["data_schema"].schema][-2:] == ["targets", "effect"]
    chosen = selector_of(step, "targets", "microphones").config["options"]
    assert chosen == [
        {"value": microphones[0], "label": "Kitchen"},
        {"value": microphones[1], "label": "Bed room"},
    ]

    hours = {"days": ["sun", "mon"], "start": "22:00", "end": "07:00:00"}
    step = await flows.fill_in(step, HOURS_FORM | {"name": "  Night \n", "hours": hours})
    assert (step["type"], step["step_id"]) == (FlowResultType.MENU, "confirm")
    assert step["menu_options"] == ["save", "rule"]
    assert rules(entry) == []

    step = await flows.choose(step, "save")
    assert step["type"] is FlowResultType.CREATE_ENTRY
    window = {"days": ["mon", "sun"], "start": "22:00:00", "end": "07:00:00"}
    assert rules(entry) == [("Night", PLAIN | {"hours": [window]})]


async def test_changing_something_after_the_words(entry: MockConfigEntry, flows: Rules) -> None:
    """From the last step one can go back to a form that still holds everything."""
    step = await flows.fill_in(await flows.begin(), HOURS_FORM | {"effect": "listen", "match": "any"})
    step = await flows.choose(step, "rule")
    assert step["step_id"] == "rule"
    form = fields(step)
    assert (form["name"], form["hours"], form["effect"], form["match"]) == ("Quiet", WEEKNIGHTS, "listen", "any")
    step = await flows.finish(step, form | {"name": "Calm"})
    assert [title for title, _ in rules(entry)] == ["Calm"]


async def test_persons_microphones_effect_and_match(flows: Rules, home: Home, microphones: list[str]) -> None:
    """A listen rule, two persons, one microphone; the second person is given by the registry id."""
    anna = home.person("anna", "Anna")
    bea = home.entities.async_get_or_create("person", "person", "bea", suggested_object_id="bea")
    home.person("bea", "Bea")
    home.person("carl", "Carl", [])
    form = EMPTY_FORM | {
        "effect": "listen",
        "match": "any",
        "presence": {"kind": "any_away", "persons": [anna, bea.id, anna]},
        "targets": {"all_microphones": False, "microphones": [microphones[1]]},
    }
    assert await flows.make(form) == PLAIN | {
        "effect": "listen",
        "match": "any",
        "all_microphones": False,
        "microphones": [microphones[1]],
        "presence": {"kind": "any_away", "persons": ["person.anna", "person.bea"]},
    }


@pytest.mark.parametrize("kind", ["nobody_home", "anybody_home", "all_home", "any_home", "all_away", "any_away"])
async def test_every_kind_of_presence(flows: Rules, home: Home, kind: str) -> None:
    """Each is stored by its name; nobody and anybody may be about everyone."""
    anna = home.person("anna", "Anna")
    form = EMPTY_FORM | {"presence": {"kind": kind, "persons": [anna]}}
    assert (await flows.make(form))["presence"] == {"kind": kind, "persons": [anna]}
    everyone = EMPTY_FORM | {"presence": {"kind": kind}}
    if kind in ("nobody_home", "anybody_home"):
        assert (await flows.make(everyone))["presence"] == {"kind": kind, "persons": []}
    else:
        assert await flows.refused(everyone) == {"presence": "persons_missing"}


async def test_guests_and_a_number_of_people(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """Two conditions of one section: guests by reference, a zone by its entity id."""
    guests = home.switch("guests")
    hass.states.async_set("zone.garden", "0")
    form = EMPTY_FORM | {"guests": {"guests": guests.entity_id}}
    assert (await flows.make(form))["presence"] == {"persons": [], "guests": guests.id}
    form = EMPTY_FORM | {"guests": {"zone": "zone.garden", "comparison": "at_most", "count": 2.0}}
    zone = {"zone": "zone.garden", "comparison": "at_most", "count": 2}
    assert (await flows.make(form))["presence"] == {"persons": [], "zone": zone}


async def test_places_and_labels(hass: HomeAssistant, flows: Rules, microphones: list[str]) -> None:
    """Areas, floors and labels beside microphones, each once."""
    area, floor = ar.async_get(hass).async_create("Kitchen"), fr.async_get(hass).async_create("Up")
    label = lr.async_get(hass).async_create("Private")
    targets = {
        "all_microphones": False,
        "microphones": microphones[:1],
        "areas": [area.id, area.id],
        "floors": [floor.floor_id],
        "labels": [label.label_id],
    }
    data = await flows.make(HOURS_FORM | {"targets": targets})
    assert {key: data[key] for key in targets} == targets | {"areas": [area.id]}
    words = await flows.words(HOURS_FORM | {"targets": targets})
    assert words["rule"].endswith(
        "Kitchen, what is in the area Kitchen, what is on the floor Up, what has the label Private."
    )

    data = await flows.make(HOURS_FORM | {"targets": {**targets, "microphones": []}})
    assert data["microphones"] == []
    # All microphones need no lists that would grow stale.
    data = await flows.make(HOURS_FORM | {"targets": targets | {"all_microphones": True}})
    assert [data[key] for key in targets] == [True, [], [], [], []]


@pytest.mark.parametrize("key", ["areas", "floors", "labels"])
async def test_places_that_are_not_there(flows: Rules, key: str) -> None:
    """They are named."""
    form = HOURS_FORM | {"targets": {"all_microphones": False, key: ["nowhere", "*x*\n{who}"]}}
    assert await flows.refused(form) == {"targets": "target_not_found"}
    step = await flows.fill_in(await flows.begin(), form)
    assert step["description_placeholders"] == {"who": "nowhere, *x* {who}"}


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({}, {"hours": "no_condition"}),
        ({"hours": {"days": []}, "presence": {"kind": "none", "persons": []}}, {"hours": "no_condition"}),
        ({"hours": WEEKNIGHTS, "targets": {"all_microphones": False}}, {"targets": "no_microphone"}),
        ({"hours": WEEKNIGHTS, "targets": {"all_microphones": False, "areas": []}}, {"targets": "no_microphone"}),
        ({"hours": WEEKNIGHTS, "name": " \n\u200b"}, {"name": "name_empty"}),
        (
            {"hours": WEEKNIGHTS, "presence": {"kind": "none", "persons": ["person.anna"]}},
            {"presence": "persons_unused"},
        ),
        (
            {"name": "", "targets": {"all_microphones": False}},
            {"name": "name_empty", "hours": "no_condition", "targets": "no_microphone"},
        ),
        ({"guests": {"guests": "switch.nowhere"}}, {"guests": "entity_not_found"}),
        ({"guests": {"zone": "zone.nowhere"}}, {"guests": "entity_not_found"}),
        ({"guests": {"zone": "light.garden"}}, {"guests": "entity_not_found"}),
        ({"guests": {"zone": "zone.garden", "count": -1}}, {"guests": "count_negative"}),
        ({"guests": {"zone": "zone.garden", "count": 1.5}}, {"guests": "count_not_whole"}),
        ({"hours": WEEKNIGHTS, "timing": {"hours_for": {"minutes": -1}}}, {"timing": "timing_negative"}),
        ({"hours": WEEKNIGHTS, "timing": {"states_linger": {"hours": 25}}}, {"timing": "timing_too_long"}),
    ],
)
async def test_what_is_wrong_is_said_and_put_right(
    hass: HomeAssistant, flows: Rules, wrong: dict[str, Any], errors: dict[str, str]
) -> None:
    """Each error stands at its field or section, keeps what was filled in, saves nothing and can be recovered from."""
    hass.states.async_set("zone.garden", "0")
    hass.states.async_set("light.garden", "on")
    form = EMPTY_FORM | wrong
    assert await flows.refused(form) == errors
    step = await flows.fill_in(await flows.begin(), form)
    shown = fields(step)
    for section, values in form.items():
        assert shown[section] == values if section == "name" else values.items() <= shown[section].items()


@pytest.mark.parametrize(
    ("persons", "error", "who"),
    [
        (["person.nobody_knows"], "person_not_found", "person.nobody_knows"),
        (["person.anna", "light.anna"], "person_not_found", "light.anna"),
        (["0123456789abcdef0123456789abcdef"], "person_not_found", "0123456789abcdef0123456789abcdef"),
        (["person.anna", "person.bea"], "person_without_trackers", "Bea *x* {who}"),
        (["person.dora"], "person_without_trackers", "person.dora"),
        (["person.bea", "person.nobody_knows"], "person_not_found", "person.nobody_knows"),
        (None, "person_without_trackers", "Bea *x* {who}, person.dora"),
        ([], "person_without_trackers", "Bea *x* {who}, person.dora"),
    ],
)
async def test_people_who_cannot_be_told(
    *, hass: HomeAssistant, flows: Rules, home: Home, persons: list[str] | None, error: str, who: str
) -> None:
    """A person that does not exist or has no trackers is refused and named."""
    home.person("anna", "Anna")
    home.person("bea", "Bea *x*\n{who}", [])
    hass.states.async_set("person.dora", "unavailable", {"friendly_name": "\u200b"})
    hass.states.async_set("light.anna", "on", {"device_trackers": ["device_tracker.anna"]})
    presence = {"kind": "nobody_home"} | ({} if persons is None else {"persons": persons})
    form = EMPTY_FORM | {"presence": presence}
    assert await flows.refused(form) == {"presence": error}
    step = await flows.fill_in(await flows.begin(), form)
    assert step["description_placeholders"] == {"who": who}


async def test_nobody_home_without_any_person(flows: Rules, home: Home) -> None:
    """Everyone of no one cannot be told."""
    assert await flows.refused(PRESENCE_FORM) == {"presence": "no_persons"}
    home.person("anna", "Anna")
    await flows.make(PRESENCE_FORM)


async def test_two_errors_that_name_someone(flows: Rules) -> None:
    """They share one placeholder, so the second waits until the first has been put right."""
    form = EMPTY_FORM | {
        "presence": {"kind": "all_home", "persons": ["person.x"]},
        "guests": {"guests": "switch.y"},
        "targets": {"all_microphones": False},
    }
    step = await flows.fill_in(await flows.begin(), form)
    assert step["errors"] == {"presence": "person_not_found", "targets": "no_microphone"}
    assert step["description_placeholders"] == {"who": "person.x"}


async def test_without_microphones_there_is_nothing_to_choose(hass: HomeAssistant) -> None:
    """A rule can be made before its microphones, for all of them."""
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    flows = Rules(hass, entry)
    step = await flows.begin()
    assert "microphones" not in step["data_schema"].schema["targets"].schema.schema
    assert await flows.refused(HOURS_FORM | {"targets": {"all_microphones": False}}) == {"targets": "no_microphone"}
    await flows.make(HOURS_FORM)


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


async def test_choices_are_named(flows: Rules) -> None:
    """Both effects of a rule are offered, both ways to combine, and every day."""
    step = await flows.begin()
    assert selector_of(step, "effect").config["options"] == ["mute", "listen"]
    assert selector_of(step, "match").config["options"] == ["all", "any"]
    assert selector_of(step, "hours", "days").config["options"] == ALL_DAYS
