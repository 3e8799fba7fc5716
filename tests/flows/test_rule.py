"""A rule: made, refused in words, put right, and changed without losing anything."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import area_registry as ar, floor_registry as fr, label_registry as lr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, fields, selector_of
from .rules import ALL_DAYS, EMPTY_FORM, HOURS_FORM, PLAIN, WEEKNIGHTS, Rules, microphone, rules

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
        "Kitchen, every microphone in the area Kitchen, every microphone on the floor Up, every microphone with the label Private."
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


async def test_choices_are_named(flows: Rules) -> None:
    """Both effects of a rule are offered, both ways to combine, and every day."""
    step = await flows.begin()
    assert selector_of(step, "effect").config["options"] == ["mute", "listen"]
    assert selector_of(step, "match").config["options"] == ["all", "any"]
    assert selector_of(step, "hours", "days").config["options"] == ALL_DAYS
