"""When a rule applies by states of entities, and by Home Assistant's own conditions."""

import json
from typing import Any
from unittest.mock import Mock

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot import checks
from custom_components.earshot.flows import preview
from custom_components.earshot.flows.sections import conditions

from .home import Home, fields, selector_of
from .rules import EMPTY_FORM, HOURS_FORM, Rules, put, rules

STATES_FORM = EMPTY_FORM | {"states": {"entities": ["switch.tv"]}}
ON = {"state_match": "in", "states": ["on"]}


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Rules:
    """Return the flows of rules, in a home with a television."""
    hass.states.async_set("switch.tv", "on", {"friendly_name": "TV *x*\n{number}"})
    return Rules(hass, entry)


async def test_each_entity_is_asked_about(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """One step for each, with its own states to choose from; stored by reference."""
    plug = home.switch("plug")
    form = EMPTY_FORM | {"states": {"entities": ["switch.tv", plug.entity_id, plug.id]}}
    step = await flows.fill_in(await flows.begin(), form)
    assert (step["step_id"], fields(step)) == ("state", ON)
    assert selector_of(step, "states").config == {"entity_id": "switch.tv", "multiple": True}
    assert step["description_placeholders"] == {"entity": r"TV \*x\* \{number\}", "number": "1", "count": "2"}
    step = await flows.fill_in(step, {"state_match": "not_in", "states": ["off", "standby", "off", ""]})
    assert step["description_placeholders"] == {"entity": r"switch\.plug", "number": "2", "count": "2"}
    await flows.finish(step, ON)
    ((_, data),) = rules(flows.entry)
    assert data["states"] == [
        {"entity": "switch.tv", "states": ["off", "standby"], "negate": True},
        {"entity": plug.id, "states": ["on"], "negate": False},
    ]


@pytest.mark.parametrize(
    ("entity_id", "proposed"),
    [("media_player.tv", ["playing"]), ("calendar.work", ["on"]), ("person.anna", ["home"]), ("sensor.noise", [])],
)
async def test_states_that_are_mostly_meant(
    hass: HomeAssistant, flows: Rules, entity_id: str, proposed: list[str]
) -> None:
    """They are proposed where the kind of entity says which."""
    hass.states.async_set(entity_id, "unknown")
    step = await flows.fill_in(await flows.begin(), EMPTY_FORM | {"states": {"entities": [entity_id]}})
    assert fields(step) == {"state_match": "in", "states": proposed}


@pytest.mark.parametrize("states", [{"states": []}, {"states": [""]}])
async def test_no_state_is_said(flows: Rules, states: dict[str, Any]) -> None:
    """The error stands at the field; it can be put right."""
    step = await flows.fill_in(await flows.begin(), STATES_FORM)
    step = await flows.fill_in(step, {"state_match": "in", **states})
    assert (step["type"], step["step_id"], step["errors"]) == (
        FlowResultType.FORM,
        "state",
        {"states": "states_missing"},
    )
    await flows.finish(step, ON)


async def test_going_back_keeps_the_answers(flows: Rules) -> None:
    """Also when the entities change."""
    step = await flows.fill_in(await flows.begin(), STATES_FORM)
    step = await flows.fill_in(step, {"state_match": "not_in", "states": ["off"]})
    step = await flows.choose(step, "rule")
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {"state_match": "not_in", "states": ["off"]}


@pytest.mark.parametrize(
    ("entities", "error", "who"),
    [
        (["switch.nowhere", "switch.tv"], "entity_not_found", "switch.nowhere"),
        (["switch.mute", "switch.other"], "entity_own", "Mute, switch.other"),
        (["switch.plug"], "entity_disabled", "switch.plug"),
    ],
)
async def test_entities_that_will_not_do(flows: Rules, home: Home, entities: list[str], error: str, who: str) -> None:
    """They are named; Earshot's own would make a rule follow itself."""
    home.entities.async_get_or_create("switch", "earshot", "m", suggested_object_id="mute", original_name="Mute")
    home.entities.async_get_or_create("switch", "earshot", "o", suggested_object_id="other")
    home.disable(home.switch("plug").entity_id)
    form = EMPTY_FORM | {"states": {"entities": entities}}
    assert await flows.refused(form) == {"states": error}
    step = await flows.fill_in(await flows.begin(), form)
    assert step["description_placeholders"] == {"who": who}


async def test_states_that_exclude_each_other(hass: HomeAssistant, entry: MockConfigEntry, flows: Rules) -> None:
    """A rule that an entity can never satisfy is refused where the state is asked for; with any of both it may be."""
    states = [
        {"entity": "switch.tv", "states": ["on"], "negate": False},
        {"entity": "switch.tv", "states": ["off"], "negate": True},
    ]
    rule_id = put(hass, entry, "TV", states=states)
    step = await flows.reconfigure(rule_id)
    form = fields(step)
    step = await flows.fill_in(step, form)
    step = await flows.fill_in(step, fields(step))
    step = await flows.fill_in(step, {"state_match": "not_in", "states": ["on", "off"]})
    assert (step["step_id"], step["errors"]) == ("state", {"states": "never_states"})
    assert rules(entry)[0][1]["states"] == states
    await flows.finish(step, {"state_match": "not_in", "states": ["off"]})

    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, form | {"match": "any"})
    step = await flows.fill_in(step, fields(step))
    await flows.finish(step, {"state_match": "not_in", "states": ["on"]})


@pytest.mark.parametrize(
    ("sections", "error"),
    [
        (
            {"presence": {"kind": "all_away", "persons": ["person.anna"]}, "guests": {"zone": "zone.home", "count": 1}},
            None,
        ),
        (
            {"presence": {"kind": "nobody_home"}, "guests": {"zone": "zone.home", "count": 1}},
            {"presence": "never_presence"},
        ),
    ],
)
async def test_people_that_exclude_each_other(
    *, hass: HomeAssistant, flows: Rules, home: Home, sections: dict[str, Any], error: dict[str, str] | None
) -> None:
    """Nobody home, and somebody in the zone that is home, is never."""
    home.person("anna", "Anna")
    home.person("bea", "Bea")
    hass.states.async_set("zone.home", "1")
    if error:
        assert await flows.refused(EMPTY_FORM | sections) == error
    else:
        await flows.make(EMPTY_FORM | sections)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (
            [{"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"minutes": 5}}],
            [{"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"minutes": 5}}],
        ),
        (
            [{"condition": "template", "value_template": "{{ is_state('switch.tv', 'on') }}", "alias": "TV"}],
            [{"condition": "template", "value_template": "{{ is_state('switch.tv', 'on') }}", "alias": "TV"}],
        ),
        # Short forms that Home Assistant takes as well.
        ("{{ true }}", [{"condition": "template", "value_template": "{{ true }}"}]),
        (["{{ true }}"], [{"condition": "template", "value_template": "{{ true }}"}]),
        ({"condition": "time", "after": "10:00:00"}, [{"condition": "time", "after": "10:00:00"}]),
        (
            [{"or": [{"condition": "numeric_state", "entity_id": "sensor.x", "above": 5}]}],
            [{"or": [{"condition": "numeric_state", "entity_id": "sensor.x", "above": 5}]}],
        ),
    ],
)
async def test_conditions_are_kept_as_they_came(flows: Rules, given: Any, stored: list[dict[str, Any]]) -> None:
    """What is stored is plain JSON, fit for another try at building it."""
    data = await flows.make(EMPTY_FORM | {"conditions": {"conditions": given}})
    assert data["conditions"] == stored
    assert json.loads(json.dumps(data)) == data
    words = await flows.words(EMPTY_FORM | {"conditions": {"conditions": given}})
    assert "Home Assistant’s conditions are fulfilled" in words["rule"]


@pytest.mark.parametrize(
    "given",
    [
        [{"condition": "moon_phase"}],
        [{"condition": "state", "entity_id": "switch.tv"}],
        [{"condition": "template", "value_template": "{{ broken"}],
        [{"condition": "device", "device_id": "gone", "domain": "light", "type": "is_on"}],
        [5],
        ["no template"],
        [{"condition": "time", "after": object()}],
        [{"condition": "numeric_state", "entity_id": "sensor.x", "above": float("nan")}],
        [{"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"days": 1e20}}],
        [{"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"days": []}}],
        [{"condition": "sun", "after": "sunset", "after_offset": {"hours": 1e300}}],
        [{"delay": {"days": 1e20}}],
    ],
)
async def test_conditions_that_cannot_be_built(hass: HomeAssistant, flows: Rules, given: Any) -> None:
    """They are refused at the section, with what Home Assistant says about them."""
    assert await async_setup_component(hass, "device_automation", {})
    step = await flows.fill_in(await flows.begin(), HOURS_FORM | {"conditions": {"conditions": given}})
    assert step["errors"] == {"conditions": "condition_invalid"}
    assert step["description_placeholders"]["who"]
    assert fields(step)["conditions"] == {"conditions": given}, "what was entered is shown again"
    assert rules(flows.entry) == []
    step = await flows.fill_in(step, HOURS_FORM)
    assert step["step_id"] == "confirm"


async def test_conditions_are_unloaded(flows: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is built to try them, and to see whether they hold now, is let go of again."""
    built: list[Mock] = []

    async def build(*given: Any) -> checks.Built:
        real = await checks.async_build(*given)
        checkers = [Mock(wraps=checker) for checker in real.checkers]
        built.extend(checkers)
        return real._replace(checkers=checkers)

    for module in (conditions, preview):
        monkeypatch.setattr(module, "async_build", build)
    given = [{"condition": "template", "value_template": "{{ true }}"}] * 2
    assert "applies" in (await flows.words(EMPTY_FORM | {"conditions": {"conditions": given}}))["changes"]
    assert [checker.async_unload.call_count for checker in built] == [1] * 4
