"""The last step says in words what a rule means, when it will change next, and what contradicts it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, fields
from .rules import ALL_DAYS, EMPTY_FORM, HOURS_FORM, WEEKNIGHTS, Rules, microphone, put

# A Monday, noon in Berlin.
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HOSTILE = "*x* [a](http://b) <b>\n# {who} www.c.de `"
ESCAPED = r"\*x\* \[a\]\(http\:\/\/b\) \<b\> \# \{who\} www\.c\.de \`"
ON = {"state_match": "in", "states": ["on"]}


@pytest.fixture(autouse=True)
async def clock(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Stop the clock, in Berlin."""
    await hass.config.async_update(time_zone="Europe/Berlin", latitude=52.5, longitude=13.4)
    freezer.move_to(NOON)
    return freezer


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Earshot with a microphone that is live by default, and one that is muted."""
    found = [microphone("Kitchen", "kitchen"), microphone(HOSTILE, "bedroom", "muted")]
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=found)
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Rules:
    """Return the flows of rules."""
    return Rules(hass, entry)


def clauses(words: dict[str, str]) -> list[str]:
    """Return what a rule asks for."""
    return [line.removeprefix("- ") for line in words["rule"].splitlines() if line.startswith("- ")]


async def test_a_night(flows: Rules) -> None:
    """All of it, word for word."""
    words = await flows.words(EMPTY_FORM | {"hours": {"days": ALL_DAYS, "start": "22:00", "end": "07:00"}})
    assert words == {
        "rule": "**As long as this is so:**\n\n- every day from 22:00 to 07:00 on the next day\n\n"
        "**Earshot mutes** all microphones, also those that you add later.",
        "changes": "Right now it does not apply.\n\nIf nothing changes but the time:\n\n"
        "- applies from Monday, 2026-11-23, 22:00\n"
        "- ends Tuesday, 2026-11-24, 07:00\n"
        "- applies from Tuesday, 2026-11-24, 22:00",
        "notes": "",
    }


@pytest.mark.parametrize(
    ("hours", "clause"),
    [
        (
            {"days": ["mon", "tue", "wed"], "start": "09:00", "end": "17:30:15"},
            "Monday to Wednesday from 09:00 to 17:30:15",
        ),
        (
            {"days": ["mon", "tue", "sat"], "start": "09:00", "end": "17:00"},
            "Monday, Tuesday, Saturday from 09:00 to 17:00",
        ),
        ({"days": ["mon", "wed", "thu", "fri"]}, "Monday, Wednesday to Friday, the whole day"),
        (
            {
                "days": ["sun"],
                "start": {"active_choice": "sunset", "sunset": -90},
                "end": {"active_choice": "sunrise", "sunrise": 0.5},
            },
            "Sunday from 1 h 30 min before sunset to 30 s after sunrise",
        ),
        (
            {
                "days": ["sun"],
                "start": {"active_choice": "sunset"},
                "end": "23:00",
                "further": [{"days": ["mon"]}],
            },
            "Sunday from sunset to 23:00; or Monday, the whole day",
        ),
    ],
)
async def test_hours(flows: Rules, hours: dict[str, Any], clause: str) -> None:
    """Days, edges and several windows."""
    assert clauses(await flows.words(EMPTY_FORM | {"hours": hours})) == [clause]


async def test_everything_that_a_rule_can_ask_for(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """Each condition is one line; names are escaped, the delays stand behind what they are about."""
    assert await async_setup_component(hass, "media_player", {})
    home.person("anna", HOSTILE)
    hass.states.async_set(
        "schedule.week", "off", {"friendly_name": "Week", "next_event": datetime(2026, 11, 23, 15, tzinfo=UTC)}
    )
    hass.states.async_set("zone.home", "1", {"friendly_name": "Home"})
    for key in ("workday", "guests"):
        hass.states.async_set(f"switch.{key}", "on", {"friendly_name": f"{key} {HOSTILE}"})
    hass.states.async_set("media_player.tv", "off", {"friendly_name": "TV"})
    form = HOURS_FORM | {
        "match": "any",
        "schedules": {"schedules": ["schedule.week"], "day_filter": "switch.workday", "keep": "out"},
        "presence": {"kind": "all_away", "persons": ["person.anna"]},
        "guests": {"guests": "switch.guests", "zone": "zone.home", "comparison": "at_most", "count": 2},
        "states": {"entities": ["media_player.tv"]},
        "conditions": {
            "conditions": [{"condition": "template", "value_template": "{{ 1 }}", "alias": HOSTILE}, {"not": []}]
        },
        "timing": {
            "hours_for": {"minutes": 1},
            "presence_linger": {"hours": 1, "seconds": 1},
            "guests_for": {"seconds": 5},
            "zone_linger": {"seconds": 5},
            "states_for": {"seconds": 5},
            "conditions_linger": {"seconds": 5},
        },
        "effect": "listen",
    }
    words = await flows.words(form, {"state_match": "not_in", "states": ["playing", "*odd*"]})
    nights = "Monday, Tuesday from 22:00 to 07:00 on the next day"
    days = f"only on days on which workday {ESCAPED} is off"
    assert clauses(words) == [
        f"{nights}; or the schedule Week is on – {days} – once it has been so for 1 min",
        f"all of these persons are away: {ESCAPED} – and for 1 h 1 s afterwards",
        f"guests are there, going by guests {ESCAPED} – once it has been so for 5 s",
        "people in Home: at most 2 – and for 5 s afterwards",
        "TV is not: Playing or \\*odd\\* – once it has been so for 5 s",
        f"Home Assistant’s conditions are fulfilled: {ESCAPED}, … – and for 5 s afterwards",
    ]
    assert words["rule"].startswith("**As long as any of this is so:**")
    assert words["rule"].endswith(
        "**Earshot lets these listen,** if they are muted only by default: all microphones, also those that you add later."
    )


async def test_all_and_chosen_microphones(flows: Rules, entry: MockConfigEntry, home: Home) -> None:
    """Several conditions that all count, and the names of microphones."""
    home.person("anna", "Anna")
    form = HOURS_FORM | {
        "presence": {"kind": "anybody_home"},
        "targets": {"all_microphones": False, "microphones": list(entry.subentries)},
    }
    words = await flows.words(form)
    assert words["rule"].startswith("**As long as all of this is so:**")
    assert words["rule"].endswith(f"**Earshot mutes** Kitchen, {ESCAPED}.")
    assert clauses(words)[1] == "anybody is home"


async def test_names_without_a_state(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """An entity that is registered but not there yet goes by its registered name; states by their own words."""
    assert await async_setup_component(hass, "binary_sensor", {})
    door = home.entities.async_get_or_create(
        "binary_sensor", "x", "door", suggested_object_id="door", original_name="Door"
    )
    form = EMPTY_FORM | {"states": {"entities": [door.entity_id]}}
    words = await flows.words(form, ON)
    assert clauses(words) == ["Door is: On"]
    hass.states.async_set("binary_sensor.gate", "unavailable", {"friendly_name": "Gate", "device_class": "door"})
    form = EMPTY_FORM | {"states": {"entities": ["binary_sensor.gate"]}}
    assert clauses(await flows.words(form, ON)) == ["Gate is: Open"]
    assert words["changes"] == "Whether it applies right now cannot be told.\n\nTime alone changes nothing about that."


@pytest.mark.parametrize(
    ("template", "now"),
    [("{{ true }}", "applies"), ("{{ false }}", "does not apply"), ("{{ 1 / 0 }}", "cannot be told")],
)
async def test_conditions_are_asked(flows: Rules, template: str, now: str) -> None:
    """Whether Home Assistant's conditions hold now is known before the rule is saved."""
    form = EMPTY_FORM | {"conditions": {"conditions": [{"condition": "template", "value_template": template}]}}
    assert now in (await flows.words(form))["changes"]


async def test_presence_is_looked_at(hass: HomeAssistant, flows: Rules, home: Home) -> None:
    """What is so now is assumed to stay so."""
    home.person("anna", "Anna")
    form = HOURS_FORM | {"presence": {"kind": "nobody_home"}}
    assert (await flows.words(form))["changes"].endswith("Time alone changes nothing about that.")
    hass.states.async_set("person.anna", "not_home", {"device_trackers": ["device_tracker.anna"]})
    assert "applies from Monday, 2026-11-23, 22:00" in (await flows.words(form))["changes"]


async def test_looking_ahead_saves_nothing(
    hass: HomeAssistant, flows: Rules, home: Home, hass_storage: dict[str, Any]
) -> None:
    """What a draft asks for is not remembered, and nothing goes on watching it."""
    home.person("anna", "Anna")
    before = hass.bus.async_listeners()
    await flows.words(EMPTY_FORM | {"presence": {"kind": "nobody_home"}})
    await hass.async_block_till_done()
    assert DOMAIN not in hass_storage
    assert hass.bus.async_listeners() == before


# --- Contradictions ---


async def test_a_rule_that_another_hides(hass: HomeAssistant, entry: MockConfigEntry, flows: Rules) -> None:
    """It is said, by the other's name, and may still be saved."""
    put(hass, entry, HOSTILE, hours=[{"days": ALL_DAYS, "start": "21:00:00", "end": "08:00:00"}])
    words = await flows.words(HOURS_FORM)
    assert words["notes"] == (
        f"**But:** the rule {ESCAPED} mutes the same microphones at all these times already. This one changes nothing."
    )
    await flows.make(HOURS_FORM)


@pytest.mark.parametrize(
    ("wider", "targets", "hidden"),
    [
        ({"all_microphones": False, "areas": ["kitchen"]}, {}, False),
        ({"all_microphones": False, "areas": ["kitchen"]}, {"areas": ["kitchen"]}, True),
        ({"all_microphones": False, "areas": ["kitchen"]}, {"areas": ["kitchen"], "microphones": [0]}, False),
        ({"all_microphones": False, "microphones": [0, 1]}, {"microphones": [0]}, True),
        ({"all_microphones": False, "microphones": [1]}, {"microphones": [0]}, False),
        ({"all_microphones": True}, {"microphones": [0], "areas": ["kitchen"]}, True),
    ],
)
async def test_only_what_is_about_the_same_microphones_hides(
    *,
    hass: HomeAssistant,
    entry: MockConfigEntry,
    flows: Rules,
    area_kitchen: None,
    wider: dict[str, Any],
    targets: dict[str, Any],
    hidden: bool,
) -> None:
    """Where microphones are is not looked at: only what is certain is said."""
    ids = list(entry.subentries)

    def chosen(places: dict[str, Any]) -> dict[str, Any]:
        return places | (
            {"microphones": [ids[index] for index in places["microphones"]]} if "microphones" in places else {}
        )

    put(hass, entry, "Wider", hours=[WEEKNIGHTS], **chosen(wider))
    form = HOURS_FORM | {"targets": {"all_microphones": not targets, **chosen(targets)}}
    assert bool((await flows.words(form))["notes"]) is hidden


@pytest.fixture
def area_kitchen(area_registry: Any) -> None:
    """Make the area that rules are about."""
    area_registry.async_create("Kitchen")


async def test_what_does_not_hide(hass: HomeAssistant, entry: MockConfigEntry, flows: Rules) -> None:
    """Neither the rule itself, nor one that is switched off, nor one that cannot be read."""
    rule_id = put(hass, entry, "Night", hours=[WEEKNIGHTS])
    step = await flows.reconfigure(rule_id)
    step = await flows.fill_in(step, fields(step))
    assert step["description_placeholders"]["notes"] == ""
    assert (await flows.words(HOURS_FORM))["notes"]

    memory = SimpleNamespace(disabled_rules={rule_id})
    entry.runtime_data = SimpleNamespace(ledger=SimpleNamespace(memory=memory))
    entry.mock_state(hass, ConfigEntryState.LOADED)
    assert (await flows.words(HOURS_FORM))["notes"] == ""
    memory.disabled_rules.clear()
    assert (await flows.words(HOURS_FORM))["notes"]
    entry.mock_state(hass, ConfigEntryState.NOT_LOADED)

    hass.config_entries.async_update_subentry(entry, entry.subentries[rule_id], data={"hours": [{"days": []}]})
    assert (await flows.words(HOURS_FORM))["notes"] == ""


async def test_a_listen_rule_with_nothing_to_lift(entry: MockConfigEntry, flows: Rules) -> None:
    """Only what is muted by default can be let listen."""
    live, muted = entry.subentries
    form = HOURS_FORM | {"effect": "listen"}
    said = "**But:** none of these microphones is muted by default, so there is nothing to let listen."

    async def notes(targets: dict[str, Any]) -> str:
        return (await flows.words(form | {"targets": targets}))["notes"]

    assert await notes({"all_microphones": False, "microphones": [live]}) == said
    assert await notes({"all_microphones": False, "microphones": [live, muted]}) == ""
    assert await notes({"all_microphones": True}) == ""
