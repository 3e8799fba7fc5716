"""A rule: made, refused in words, put right, and changed without losing anything."""

from collections.abc import Callable
from copy import deepcopy
from datetime import time
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.rules import HoursCondition, Match, NobodyHome
from custom_components.earshot.policy.windows import Hours, Window

from .home import Home, Subentries, check_stored, fields, selector_of

WEEKNIGHTS = {"days": ["mon", "tue"], "start": "22:00:00", "end": "07:00:00"}
EMPTY_FORM = {
    "name": "Quiet",
    "effect": "mute",
    "hours": {},
    "presence": {"nobody_home": False},
    "match": "all",
    "targets": {"all_microphones": True},
}
HOURS_FORM = EMPTY_FORM | {"hours": WEEKNIGHTS}
PRESENCE_FORM = EMPTY_FORM | {"presence": {"nobody_home": True}}
STORED = {
    "effect": "listen",
    "match": "any",
    "all_microphones": False,
    "microphones": [],
    "hours": [WEEKNIGHTS, {"days": ["sat", "sun"], "start": "13:00:00", "end": "15:00:00"}],
    "presence": {"nobody_home": True, "persons": ["person.anna"]},
}


def microphone(title: str, reference: str) -> ConfigSubentryData:
    """Return a microphone to choose."""
    data = {"device_id": None, "sources": [], "controls": []}
    return ConfigSubentryData(subentry_type="microphone", title=title, unique_id=reference, data=data)


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
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of rules."""
    return Subentries(hass, entry, "rule")


@pytest.fixture
def stored(hass: HomeAssistant, entry: MockConfigEntry, microphones: list[str]) -> Callable[..., str]:
    """Put a rule into the entry, answer its id."""

    def put(**changes: Any) -> str:
        data = deepcopy(STORED) | {"microphones": microphones[:1]} | changes
        rule = ConfigSubentryData(subentry_type="rule", title="Siesta", unique_id=None, data=data)
        mock = MockConfigEntry(domain=DOMAIN, subentries_data=[rule])
        (subentry,) = mock.subentries.values()
        hass.config_entries.async_add_subentry(entry, subentry)
        return subentry.subentry_id

    return put


def rules(entry: MockConfigEntry) -> list[tuple[str, Any]]:
    """Return the rules that are saved, by title."""
    check_stored(entry)
    return [(rule.title, dict(rule.data)) for rule in entry.get_subentries_of_type("rule")]


async def test_a_rule_of_hours(entry: MockConfigEntry, flows: Subentries, microphones: list[str]) -> None:
    """Everything has a default but a name and what it is about."""
    step = await flows.add()
    assert step["step_id"] == "rule"
    assert fields(step) == {
        "effect": "mute",
        "hours": {},
        "presence": {"nobody_home": False},
        "match": "all",
        "targets": {"all_microphones": True},
    }
    chosen = selector_of(step, "targets", "microphones").config["options"]
    assert chosen == [
        {"value": microphones[0], "label": "Kitchen"},
        {"value": microphones[1], "label": "Bed room"},
    ]

    hours = {"days": ["sun", "mon"], "start": "22:00", "end": "07:00:00"}
    step = await flows.fill_in(step, HOURS_FORM | {"name": "  Night \n", "hours": hours})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert rules(entry) == [
        (
            "Night",
            {
                "effect": "mute",
                "match": "all",
                "all_microphones": True,
                "microphones": [],
                "hours": [{"days": ["mon", "sun"], "start": "22:00:00", "end": "07:00:00"}],
                "presence": {"nobody_home": False, "persons": []},
            },
        )
    ]
    (rule,) = check_stored(entry).rules.values()
    assert rule.rule.conditions == (HoursCondition(Hours((Window(frozenset({0, 6}), time(22), time(7)),))),)
    assert all(rule.covers(each) for each in microphones)


async def test_a_rule_of_presence_on_chosen_microphones(
    entry: MockConfigEntry, flows: Subentries, home: Home, microphones: list[str]
) -> None:
    """A listen rule, two persons, one microphone; the second person is given by the registry id."""
    anna = home.person("anna", "Anna")
    bea = home.entities.async_get_or_create("person", "person", "bea", suggested_object_id="bea")
    home.person("bea", "Bea")
    home.person("carl", "Carl", [])
    form = PRESENCE_FORM | {
        "effect": "listen",
        "match": "any",
        "presence": {"nobody_home": True, "persons": [anna, bea.id, anna]},
        "targets": {"all_microphones": False, "microphones": [microphones[1]]},
    }
    step = await flows.fill_in(await flows.add(), form)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert rules(entry) == [
        (
            "Quiet",
            {
                "effect": "listen",
                "match": "any",
                "all_microphones": False,
                "microphones": [microphones[1]],
                "hours": [],
                "presence": {"nobody_home": True, "persons": ["person.anna", "person.bea"]},
            },
        )
    ]
    (rule,) = check_stored(entry).rules.values()
    assert (rule.rule.effect, rule.rule.match) == (Effect.LISTEN, Match.ANY)
    assert rule.rule.conditions == (NobodyHome(frozenset({"person.anna", "person.bea"})),)
    assert [rule.covers(each) for each in microphones] == [False, True]


async def test_a_choice_is_dropped_where_all_are_meant(
    entry: MockConfigEntry, flows: Subentries, microphones: list[str]
) -> None:
    """All microphones need no list that would grow stale."""
    form = HOURS_FORM | {"targets": {"all_microphones": True, "microphones": microphones}}
    await flows.fill_in(await flows.add(), form)
    ((_, data),) = rules(entry)
    assert (data["all_microphones"], data["microphones"]) == (True, [])


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        (EMPTY_FORM, {"hours": "no_condition"}),
        (
            EMPTY_FORM | {"hours": {"days": []}, "presence": {"nobody_home": False, "persons": []}},
            {"hours": "no_condition"},
        ),
        (HOURS_FORM | {"hours": {"days": ["mon"]}}, {"hours": "hours_incomplete"}),
        (HOURS_FORM | {"hours": {"start": "22:00:00"}}, {"hours": "hours_incomplete"}),
        (HOURS_FORM | {"hours": {"end": "22:00:00"}}, {"hours": "hours_incomplete"}),
        (HOURS_FORM | {"hours": {"days": [], "start": "22:00:00", "end": "07:00:00"}}, {"hours": "hours_incomplete"}),
        (HOURS_FORM | {"hours": {"days": ["mon"], "start": "22:00:00"}}, {"hours": "hours_incomplete"}),
        (HOURS_FORM | {"hours": {"days": ["mon"], "start": "22:00", "end": "22:00:00"}}, {"hours": "same_start_end"}),
        (HOURS_FORM | {"targets": {"all_microphones": False}}, {"targets": "no_microphone"}),
        (HOURS_FORM | {"targets": {"all_microphones": False, "microphones": []}}, {"targets": "no_microphone"}),
        (HOURS_FORM | {"name": " \n\u200b"}, {"name": "name_empty"}),
        (
            HOURS_FORM | {"presence": {"nobody_home": False, "persons": ["person.anna"]}},
            {"presence": "persons_unused"},
        ),
        (
            EMPTY_FORM | {"name": "", "targets": {"all_microphones": False}},
            {"name": "name_empty", "hours": "no_condition", "targets": "no_microphone"},
        ),
    ],
)
async def test_what_is_wrong_is_said_and_put_right(
    entry: MockConfigEntry, flows: Subentries, wrong: dict[str, Any], errors: dict[str, str]
) -> None:
    """Each error stands at its field or section, keeps what was filled in, saves nothing and can be recovered from."""
    step = await flows.fill_in(await flows.add(), wrong)
    assert (step["type"], step["step_id"], step["errors"]) == (FlowResultType.FORM, "rule", errors)
    assert fields(step) == wrong
    assert rules(entry) == []

    step = await flows.fill_in(step, HOURS_FORM)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert len(rules(entry)) == 1


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
    *,
    hass: HomeAssistant,
    entry: MockConfigEntry,
    flows: Subentries,
    home: Home,
    persons: list[str] | None,
    error: str,
    who: str,
) -> None:
    """A person that does not exist or has no trackers is refused and named; another choice goes through."""
    home.person("anna", "Anna")
    home.person("bea", "Bea *x*\n{who}", [])
    hass.states.async_set("person.dora", "unavailable", {"friendly_name": "\u200b"})
    hass.states.async_set("light.anna", "on", {"device_trackers": ["device_tracker.anna"]})
    presence = {"nobody_home": True} | ({} if persons is None else {"persons": persons})

    step = await flows.fill_in(await flows.add(), PRESENCE_FORM | {"presence": presence})
    assert step["errors"] == {"presence": error}
    assert step["description_placeholders"] == {"who": who}
    assert rules(entry) == []

    step = await flows.fill_in(step, PRESENCE_FORM | {"presence": {"nobody_home": True, "persons": ["person.anna"]}})
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_nobody_home_without_any_person(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Everyone of no one cannot be told."""
    step = await flows.fill_in(await flows.add(), PRESENCE_FORM)
    assert step["errors"] == {"presence": "no_persons"}

    home.person("anna", "Anna")
    step = await flows.fill_in(step, PRESENCE_FORM)
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert len(rules(entry)) == 1


async def test_without_microphones_there_is_nothing_to_choose(hass: HomeAssistant) -> None:
    """A rule can be made before its microphones, for all of them."""
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    flows = Subentries(hass, entry, "rule")
    step = await flows.add()
    assert "microphones" not in step["data_schema"].schema["targets"].schema.schema

    step = await flows.fill_in(step, HOURS_FORM | {"targets": {"all_microphones": False}})
    assert step["errors"] == {"targets": "no_microphone"}
    step = await flows.fill_in(step, HOURS_FORM)
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_reconfigure_opens_with_what_is_there(
    flows: Subentries, microphones: list[str], stored: Callable[..., str]
) -> None:
    """Every field shows what is stored, of several windows the first."""
    step = await flows.reconfigure(stored())
    assert step["step_id"] == "rule"
    assert fields(step) == {
        "name": "Siesta",
        "effect": "listen",
        "hours": WEEKNIGHTS,
        "presence": {"nobody_home": True, "persons": ["person.anna"]},
        "match": "any",
        "targets": {"all_microphones": False, "microphones": microphones[:1]},
    }


async def test_reconfigure_loses_nothing_that_it_does_not_touch(
    entry: MockConfigEntry, flows: Subentries, home: Home, microphones: list[str], stored: Callable[..., str]
) -> None:
    """Further windows and keys of a later version stay; what is changed is changed."""
    home.person("anna", "Anna")
    presence = STORED["presence"] | {"guests": "input_boolean.guests"}
    rule_id = stored(presence=presence, conditions=[{"condition": "sun"}])
    before = dict(entry.subentries[rule_id].data)

    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, fields(step))
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert rules(entry) == [("Siesta", before)]

    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(
        step, fields(step) | {"name": "Nap", "effect": "mute", "hours": WEEKNIGHTS | {"end": "08:00:00"}}
    )
    assert rules(entry) == [
        ("Nap", before | {"effect": "mute", "hours": [WEEKNIGHTS | {"end": "08:00:00"}, STORED["hours"][1]]})
    ]
    assert entry.subentries[rule_id].unique_id is None


async def test_clearing_the_hours_takes_the_first_window_alone(
    entry: MockConfigEntry, flows: Subentries, stored: Callable[..., str]
) -> None:
    """A further window still is a condition; without it there is none left."""
    rule_id = stored(presence={"nobody_home": False, "persons": []})
    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, fields(step) | {"hours": {}})
    assert step["reason"] == "reconfigure_successful"
    ((_, data),) = rules(entry)
    assert data["hours"] == STORED["hours"][1:]

    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, fields(step) | {"hours": {}})
    assert step["errors"] == {"hours": "no_condition"}
    assert rules(entry) == [("Siesta", data)]


async def test_reconfigure_refuses_what_adding_refuses(
    entry: MockConfigEntry, flows: Subentries, home: Home, stored: Callable[..., str]
) -> None:
    """A stored person that has gone is said once one saves; nothing is changed until it is put right."""
    rule_id = stored()
    step = await flows.reconfigure(rule_id)
    form = fields(step) | {"name": "Nap"}
    step = await flows.fill_in(step, form)
    assert (step["errors"], step["description_placeholders"]) == (
        {"presence": "person_not_found"},
        {"who": "person.anna"},
    )
    assert [title for title, _ in rules(entry)] == ["Siesta"]

    home.person("anna", "Anna")
    step = await flows.fill_in(step, form)
    assert [title for title, _ in rules(entry)] == ["Nap"]


async def test_removed_microphones_leave_the_choice(
    *,
    hass: HomeAssistant,
    entry: MockConfigEntry,
    flows: Subentries,
    home: Home,
    microphones: list[str],
    stored: Callable[..., str],
) -> None:
    """A rule about a microphone that has been removed has to be given another one."""
    home.person("anna", "Anna")
    rule_id = stored()
    hass.config_entries.async_remove_subentry(entry, microphones[0])
    step = await flows.reconfigure(rule_id)
    assert fields(step)["targets"] == {"all_microphones": False, "microphones": []}
    step = await flows.fill_in(step, fields(step))
    assert step["errors"] == {"targets": "no_microphone"}

    step = await flows.fill_in(
        step, fields(step) | {"targets": {"all_microphones": False, "microphones": [microphones[1]]}}
    )
    assert step["reason"] == "reconfigure_successful"
    ((_, data),) = rules(entry)
    assert data["microphones"] == [microphones[1]]


async def test_a_rule_in_the_shortest_form(
    hass: HomeAssistant, flows: Subentries, stored: Callable[..., str], entry: MockConfigEntry
) -> None:
    """Data that leave out what has a default open with the defaults."""
    rule_id = stored()
    data = {"all_microphones": True, "hours": [WEEKNIGHTS]}
    hass.config_entries.async_update_subentry(entry, entry.subentries[rule_id], data=data)
    step = await flows.reconfigure(rule_id)
    assert fields(step) == {
        "name": "Siesta",
        "effect": "mute",
        "hours": WEEKNIGHTS,
        "presence": {"nobody_home": False, "persons": []},
        "match": "all",
        "targets": {"all_microphones": True, "microphones": []},
    }


async def test_effect_and_match_are_named_choices(flows: Subentries) -> None:
    """Both effects of a rule are offered, and both ways to combine."""
    step = await flows.add()
    assert selector_of(step, "effect").config["options"] == ["mute", "listen"]
    assert selector_of(step, "match").config["options"] == ["all", "any"]
