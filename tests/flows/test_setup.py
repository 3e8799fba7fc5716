"""The first run: confirm what was found, choose first rules."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, Satellite, check_stored, fields, labels

ALL_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
NIGHT_HOURS = {"start": "22:00:00", "end": "07:00:00"}
OF_A_RULE = {
    "effect": "mute",
    "match": "all",
    "all_microphones": True,
    "microphones": [],
    "areas": [],
    "floors": [],
    "labels": [],
    "hours": [],
    "schedules": [],
    "presence": {"persons": []},
    "states": [],
    "conditions": [],
    "timing": {},
}
NIGHT = {**OF_A_RULE, "hours": [{"days": ALL_DAYS, **NIGHT_HOURS}]}
NOBODY_HOME = {**OF_A_RULE, "presence": {"kind": "nobody_home", "persons": []}}


async def start(hass: HomeAssistant) -> dict[str, Any]:
    """Start the first run."""
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def fill_in(hass: HomeAssistant, step: dict[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
    """Fill in one of its screens."""
    return await hass.config_entries.flow.async_configure(step["flow_id"], user_input)


async def to_rules(hass: HomeAssistant) -> dict[str, Any]:
    """Go to the second screen of a home without microphones."""
    return await fill_in(hass, await start(hass), {})


def data_of(satellite: Satellite, controls: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the data of a microphone that was taken as it was found."""
    return {
        "device_id": satellite.device_id,
        "family": satellite.entity.platform,
        "sources": [{"kind": "assist_satellite", "entity": satellite.entity.id}],
        "controls": controls,
        "observations": [],
        "default": "live",
        "who_may_unmute": "users",
        "keep_transcripts": False,
    }


def mute(switch: er.RegistryEntry | None, assurance: str, *, confirmed: bool) -> dict[str, Any]:
    """Return a mute switch as it is stored."""
    assert switch
    return {
        "kind": "switch",
        "entity": switch.id,
        "muted_state": "on",
        "assurance": assurance,
        "confirmed": confirmed,
    }


async def test_two_screens_make_a_working_set_up(hass: HomeAssistant, home: Home) -> None:
    """Everything found is proposed; the entry comes with its microphones and rules."""
    bedroom = home.satellite("bedroom", "Bedroom", "esphome")
    kitchen = home.satellite("kitchen", "Kitchen", "wyoming")
    phone = home.satellite("phone", "Phone", "voip", mute=False)
    home.person("anna", "Anna")

    step = await start(hass)
    assert step["step_id"] == "user"
    assert fields(step) == {"microphones": [bedroom.entity.id, kitchen.entity.id, phone.entity.id]}
    assert labels(step, "microphones") == {
        bedroom.entity.id: (
            "Bedroom – muted by its switch “Mute”. Firmware: the device itself stops listening. The device confirms it."
        ),
        kitchen.entity.id: (
            "Kitchen – muted by its switch “Mute”. Software: the audio is held back. The device does not confirm it."
        ),
        phone.entity.id: (
            "Phone – nothing found that mutes it. Earshot can only watch it. A phone cannot be muted from here."
        ),
    }

    step = await fill_in(hass, step, fields(step))
    assert step["step_id"] == "rules"
    assert fields(step) == {"preset": "both", **NIGHT_HOURS}

    step = await fill_in(hass, step, fields(step))
    assert step["type"] is FlowResultType.CREATE_ENTRY
    entry = step["result"]
    assert (entry.title, entry.version, entry.minor_version) == ("Earshot", 1, 1)
    assert (entry.data, entry.options) == ({}, {})
    assert [(each.subentry_type, each.title, each.unique_id, each.data) for each in entry.subentries.values()] == [
        (
            "microphone",
            "Bedroom",
            bedroom.entity.id,
            data_of(bedroom, [mute(bedroom.switch, "firmware", confirmed=True)]),
        ),
        (
            "microphone",
            "Kitchen",
            kitchen.entity.id,
            data_of(kitchen, [mute(kitchen.switch, "software", confirmed=False) | {"least_hold": 3}]),
        ),
        ("microphone", "Phone", phone.entity.id, data_of(phone, [])),
        ("rule", "Night", None, NIGHT),
        ("rule", "Nobody home", None, NOBODY_HOME),
    ]
    configuration = check_stored(entry)
    assert len(configuration.microphones) == 3
    assert all(rule.readable and rule.targets.everything for rule in configuration.rules.values())


async def test_microphones_can_be_left_alone(hass: HomeAssistant, home: Home) -> None:
    """Only what is confirmed comes into Earshot's care; that may be nothing."""
    home.satellite("bedroom", "Bedroom")
    kitchen = home.satellite("kitchen", "Kitchen")
    home.satellite("away", "Away")

    step = await fill_in(hass, await start(hass), {"microphones": [kitchen.entity.id]})
    step = await fill_in(hass, step, {"preset": "none"})
    assert [each.unique_id for each in step["result"].subentries.values()] == [kitchen.entity.id]
    check_stored(step["result"])


async def test_none_found_says_so_and_goes_on(hass: HomeAssistant) -> None:
    """A home without satellites still gets its rules."""
    step = await start(hass)
    assert (step["type"], step["step_id"], fields(step)) == (FlowResultType.FORM, "none_found", {})

    step = await fill_in(hass, step, {})
    assert step["step_id"] == "rules"
    step = await fill_in(hass, step, {"preset": "night"})
    assert [each.data for each in step["result"].subentries.values()] == [NIGHT]
    check_stored(step["result"])


@pytest.mark.parametrize(
    ("preset", "rules"),
    [
        ("night", [("Night", NIGHT)]),
        ("nobody_home", [("Nobody home", NOBODY_HOME)]),
        ("both", [("Night", NIGHT), ("Nobody home", NOBODY_HOME)]),
        ("none", []),
    ],
)
async def test_presets(hass: HomeAssistant, home: Home, preset: str, rules: list[tuple[str, Any]]) -> None:
    """Each preset makes the rules that it names."""
    home.person("anna", "Anna")
    step = await fill_in(hass, await to_rules(hass), {"preset": preset})
    assert [(each.title, each.data) for each in step["result"].subentries.values()] == rules
    check_stored(step["result"])


async def test_the_night_can_be_another(hass: HomeAssistant) -> None:
    """Its hours are the user's."""
    night = {"preset": "night", "start": "23:30", "end": "06:15:00"}
    step = await fill_in(hass, await to_rules(hass), night)
    (rule,) = step["result"].subentries.values()
    assert rule.data["hours"] == [{"days": ALL_DAYS, "start": "23:30:00", "end": "06:15:00"}]


async def test_a_night_that_ends_when_it_starts(hass: HomeAssistant) -> None:
    """Said at the field, nothing saved, and put right in the same flow."""
    step = await to_rules(hass)
    step = await fill_in(hass, step, {"preset": "night", "start": "22:00", "end": "22:00:00"})
    assert (step["step_id"], step["errors"]) == ("rules", {"end": "same_start_end"})
    assert fields(step) == {"preset": "night", "start": "22:00", "end": "22:00:00"}
    assert not hass.config_entries.async_entries(DOMAIN)

    step = await fill_in(hass, step, {"preset": "night", "start": "22:00", "end": "06:00"})
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_the_night_does_not_count_where_it_is_not_chosen(hass: HomeAssistant) -> None:
    """Equal times are no error without a night."""
    step = await fill_in(hass, await to_rules(hass), {"preset": "none", "start": "22:00", "end": "22:00"})
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_nobody_home_without_persons(hass: HomeAssistant) -> None:
    """A home without persons is offered the night alone; the other preset is refused in words."""
    step = await to_rules(hass)
    assert fields(step)["preset"] == "night"
    step = await fill_in(hass, step, {"preset": "nobody_home"})
    assert step["errors"] == {"preset": "no_persons"}

    step = await fill_in(hass, step, {"preset": "night"})
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_nobody_home_with_a_person_without_trackers(hass: HomeAssistant, home: Home) -> None:
    """The persons are named; with trackers the same form goes through."""
    home.person("anna", "Anna")
    home.person("carl", "Carl", [])
    home.person("bea", "Bea", [])
    step = await to_rules(hass)
    assert fields(step)["preset"] == "night"
    step = await fill_in(hass, step, {"preset": "both"})
    assert step["errors"] == {"preset": "person_without_trackers"}
    assert step["description_placeholders"] == {"who": "Bea, Carl"}

    home.person("bea", "Bea")
    home.person("carl", "Carl")
    step = await fill_in(hass, step, {"preset": "both"})
    assert step["type"] is FlowResultType.CREATE_ENTRY


async def test_a_microphone_that_vanishes_meanwhile(hass: HomeAssistant, home: Home) -> None:
    """What was shown and is gone is not taken; the list is renewed."""
    kitchen = home.satellite("kitchen", "Kitchen")
    bedroom = home.satellite("bedroom", "Bedroom")
    step = await start(hass)
    home.entities.async_remove(bedroom.entity.entity_id)

    step = await fill_in(hass, step, fields(step))
    assert (step["step_id"], step["errors"]) == ("user", {"microphones": "microphone_gone"})
    assert fields(step) == {"microphones": [kitchen.entity.id]}

    home.entities.async_remove(kitchen.entity.entity_id)
    step = await fill_in(hass, step, fields(step))
    assert step["step_id"] == "none_found"


async def test_hostile_names_stay_plain(hass: HomeAssistant, home: Home) -> None:
    """A device's name is text: braces, mark-up and line breaks reach neither template nor title as such."""
    hostile = home.satellite("evil", "{name} **x**\n# [a](http://b)\u202e" + "y" * 200, "esphome")
    assert hostile.switch
    home.entities.async_update_entity(hostile.switch.entity_id, name="{assurance}\u0007")
    step = await start(hass)
    name = "{name} **x** # [a](http://b) " + "y" * 71
    assert labels(step, "microphones")[hostile.entity.id] == (
        f"{name} – muted by its switch “{{assurance}}”."
        " Firmware: the device itself stops listening. The device confirms it."
    )
    assert not step["description_placeholders"]

    step = await fill_in(hass, await fill_in(hass, step, fields(step)), {"preset": "none"})
    (microphone,) = step["result"].subentries.values()
    assert microphone.title == name


async def test_a_nameless_device_goes_by_its_entity(hass: HomeAssistant, home: Home) -> None:
    """A name that has nothing printable is no title."""
    home.satellite("mute_one", "\n\u200b")
    step = await start(hass)
    (label,) = labels(step, "microphones").values()
    assert label.startswith("assist_satellite.mute_one_satellite – ")


@pytest.mark.parametrize(("language", "night"), [("de", "Nacht"), ("nl", "Nacht"), ("la", "Night")])
async def test_words_are_in_the_server_language(hass: HomeAssistant, language: str, night: str) -> None:
    """A language without a translation of its own gets English ones, and no error."""
    hass.config.language = language
    step = await fill_in(hass, await to_rules(hass), {"preset": "night"})
    assert [each.title for each in step["result"].subentries.values()] == [night]


async def test_one_entry_only(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A second first run is refused by Home Assistant itself."""
    step = await start(hass)
    assert (step["type"], step["reason"]) == (FlowResultType.ABORT, "single_instance_allowed")


async def test_a_speaker_that_nothing_shows(hass: HomeAssistant, home: Home) -> None:
    """Where neither a mute nor activity was found, the line promises neither."""
    home.speaker("nest", "Nest", platform="cast", domain="media_player", model="Google Nest Mini")
    (label,) = labels(await start(hass), "microphones").values()
    assert label.startswith("Nest – nothing found that mutes it or shows when it listens. Earshot can only list it.")


async def test_a_cloud_speaker_is_told_for_what_it_is(hass: HomeAssistant, home: Home) -> None:
    """Nothing mutes it: the line says so, and what would help; it comes into care to be watched, with what is shown beside it."""
    echo = home.speaker("echo", "Echo")
    step = await start(hass)
    (label,) = labels(step, "microphones").values()
    assert label.startswith(
        "Echo – nothing found that mutes it. Earshot can only watch it. It offers Home Assistant no way"
    )
    assert label.endswith("A smart plug can cut its power.")
    step = await fill_in(hass, await fill_in(hass, step, fields(step)), {"preset": "none"})
    (microphone,) = step["result"].subentries.values()
    assert microphone.data["family"] == "alexa_devices"
    assert microphone.data["sources"] == [{"kind": "alexa_devices", "entity": echo.id}]
    check_stored(step["result"])
