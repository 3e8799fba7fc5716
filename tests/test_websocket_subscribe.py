"""`earshot/subscribe`: everything first, then what changes and nothing else, of what the user may see."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.picture import Picture
from custom_components.earshot.subscription import Subscription

from .calls import async_do, async_plain_user, async_turn, limited_user, of
from .cards import Card
from .home import (
    NIGHT as NIGHT_HOURS,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    rule,
)
from .logged import START, id_of

pytestmark = pytest.mark.usefixtures("tuesday_evening")

NIGHT, MORNING = "2026-10-20T20:00:00+00:00", "2026-10-21T05:00:00+00:00"
HOUR = timedelta(hours=1)

type Opener = Callable[..., Awaitable[Card]]


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite, whose mute Home Assistant alone believes in."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant, kitchen: Satellite) -> Satellite:
    """Return the bedroom's satellite, which confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> MockConfigEntry:
    """Set Earshot up with both and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())


@pytest.fixture
def opener(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Opener:
    """Return what opens a card."""

    async def open_card(user: User | None = None) -> Card:
        return await Card.async_open(hass, hass_ws_client, user)

    return open_card


@pytest.fixture
async def card(entry: MockConfigEntry, opener: Opener) -> Card:
    """Return an administrator's card that has been told everything."""
    card = await opener()
    await card.async_all()
    return card


# --- Everything -----------------------------------------------------------------------------------------------------------


async def test_everything_is_told_at_once(hass: HomeAssistant, entry: MockConfigEntry, opener: Opener) -> None:
    """After the result, in one event: the home, its microphones in their order, its rules."""
    card = await opener()
    told = await card.async_all()
    kitchen, bedroom, _ = entry.subentries
    assert list(told) == ["loaded", "full", "home", "microphones", "rules"]
    assert [each["id"] for each in told["microphones"]] == [kitchen, bedroom]
    assert told["microphones"][0] == {
        "id": kitchen,
        "name": "Kitchen",
        "area": None,
        "entities": {
            "status": entity(hass, "sensor", "status", "Kitchen"),
            "recording": entity(hass, "binary_sensor", "recording", "Kitchen"),
            "mute": entity(hass, "switch", "mute", "Kitchen"),
            "resume_schedule": entity(hass, "button", "resume_schedule", "Kitchen"),
            "problem": entity(hass, "binary_sensor", "problem", "Kitchen"),
        },
        "status": "armed",
        "since": "2026-10-20T19:00:00+00:00",
        "assurance": "software",
        "confirmed_at": None,
        "decision": "live",
        "reasons": [],
        "override_until": None,
        "upcoming": {
            "at": NIGHT,
            "decision": "muted",
            "reasons": [{"kind": "rule", "id": id_of(entry, "Night"), "name": "Night", "until": MORNING}],
        },
        "problem": None,
        "observations": {},
        "mute_refused": None,
        "unmute_refused": None,
    }
    assert told["home"] == {
        "can_hear": 2,
        "may_hear": 0,
        "uncovered": 0,
        "privacy_mode": {"entity_id": entity(hass, "switch", "privacy_mode"), "on": False, "refused": None},
        "scheduler": {"entity_id": entity(hass, "switch", "scheduler"), "on": True},
        "morning": MORNING,
        "log": {"kept": True, "readable": True},
    }
    assert told["rules"] == [
        {
            "id": id_of(entry, "Night"),
            "name": "Night",
            "effect": "mute",
            "enabled": True,
            "active": False,
            "entities": {
                "enabled": entity(hass, "switch", "enabled", "Night"),
                "active": entity(hass, "binary_sensor", "active", "Night"),
            },
        }
    ]


async def test_what_nothing_mutes_and_nothing_shows(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, opener: Opener
) -> None:
    """May hear, cannot be muted, and has no entities for that; what cannot be reached may hear too."""
    observed = [{"kind": kind, "entity": f"switch.{kind}"} for kind in ("do_not_disturb", "voice_service", "drop_in")]
    hass.states.async_set("switch.do_not_disturb", "on")
    hass.states.async_set("switch.voice_service", "off")
    await async_earshot(
        hass, microphone(hass, kitchen, controls=[], sources=[], observations=observed), microphone(hass, bedroom)
    )
    await bedroom.async_show("unavailable")
    card = await opener()
    told = await card.async_all()
    speaker, unreachable = told["microphones"]
    assert (speaker["status"], speaker["assurance"], unreachable["status"]) == ("unobserved", "none", None)
    assert list(speaker["entities"]) == ["status", "recording", "problem"]
    assert speaker["observations"] == {"do_not_disturb": True, "voice_service": False, "drop_in": None}
    assert (speaker["mute_refused"], speaker["unmute_refused"]) == ("no_control", "no_control")
    assert (told["home"]["can_hear"], told["home"]["may_hear"]) == (0, 2)


async def test_hostile_names_are_told_as_they_are(hass: HomeAssistant, kitchen: Satellite, opener: Opener) -> None:
    """They are data: whoever shows them sees to it that they stay text."""
    hostile = "<img src=x onerror=alert(1)>\u202e\0\n{{ 1 + 1 }}\U0001f507"
    area = ar.async_get(hass).async_create("</script><b>Attic")
    dr.async_get(hass).async_update_device(er.async_get(hass).async_get(kitchen.switch_id).device_id, area_id=area.id)
    subentry = microphone(hass, kitchen)
    await async_earshot(hass, {**subentry, "title": hostile}, {**night(), "title": hostile})
    card = await opener()
    told = await card.async_all()
    (one,), (only,) = told["microphones"], told["rules"]
    assert (one["name"], one["area"]) == (hostile, "</script><b>Attic")
    assert (one["upcoming"]["reasons"][0]["name"], only["name"]) == (hostile, hostile)


# --- What changes ---------------------------------------------------------------------------------------------------------


async def test_only_what_has_changed_is_told(
    hass: HomeAssistant, card: Card, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """The one microphone, whole; the home only where that changes with it."""
    tuesday_evening.tick(timedelta(minutes=5))
    await kitchen.async_show("listening")
    (event,) = await card.async_told()
    assert list(event) == ["microphones"]
    (told,) = event["microphones"]
    assert (told["name"], told["status"], told["since"]) == ("Kitchen", "listening", "2026-10-20T19:05:00+00:00")
    await kitchen.async_show("unavailable")
    (event,) = await card.async_told()
    assert (event["home"]["can_hear"], event["home"]["may_hear"]) == (1, 1)


async def test_a_turn_of_the_loop_is_told_in_one_event(
    hass: HomeAssistant, card: Card, kitchen: Satellite, bedroom: Satellite
) -> None:
    """However much changes in it, and however often."""
    with patch.object(Subscription, "_tell", autospec=True, side_effect=Subscription._tell) as told:
        for state in ("listening", "idle", "listening"):
            for satellite in (kitchen, bedroom):
                hass.states.async_set(satellite.entity_id, state)
        (event,) = await card.async_told()
    assert told.call_count == 1
    assert {each["name"]: each["status"] for each in event["microphones"]} == {
        "Kitchen": "listening",
        "Bedroom": "listening",
    }


async def test_only_what_may_have_changed_is_worked_out(
    hass: HomeAssistant, entry: MockConfigEntry, card: Card, kitchen: Satellite
) -> None:
    """A change of one microphone costs the same however many there are; what comes out as it was is not sent."""
    with patch.object(Picture, "microphone", autospec=True, side_effect=Picture.microphone) as made:
        await kitchen.async_show("listening")
        await card.async_told()
        assert {call.args[1] for call in made.call_args_list} == {id_of(entry, "Kitchen")}
        made.reset_mock()
        entry.runtime_data.household.broadcast.microphone(id_of(entry, "Bedroom"))
        assert await card.async_told() == []
        assert [call.args[1] for call in made.call_args_list] == [id_of(entry, "Bedroom")]


async def test_a_night(hass: HomeAssistant, card: Card, tuesday_evening: FrozenDateTimeFactory) -> None:
    """The rule is active, both are muted by it until the morning, and one says so itself."""
    night = START + HOUR
    await async_wait(hass, tuesday_evening, night)
    events = await card.async_told()
    rules = [each for event in events for each in event.get("rules", ())]
    assert [(each["name"], each["active"]) for each in rules] == [("Night", True)]
    told = {each["name"]: each for event in events for each in event.get("microphones", ())}
    assert {name: each["status"] for name, each in told.items()} == {"Kitchen": "paused", "Bedroom": "muted"}
    assert (told["Kitchen"]["confirmed_at"], told["Bedroom"]["confirmed_at"]) == (None, night.isoformat())
    assert [(each["kind"], each["name"], each["until"]) for each in told["Kitchen"]["reasons"]] == [
        ("rule", "Night", MORNING)
    ]
    assert told["Kitchen"]["upcoming"] == {"at": MORNING, "decision": "live", "reasons": []}
    homes = [event["home"] for event in events if "home" in event]
    assert (homes[-1]["can_hear"], homes[-1]["may_hear"]) == (0, 0)


async def test_a_do_not_disturb_that_is_confirmed_confirms_no_mute(
    hass: HomeAssistant, bedroom: Satellite, opener: Opener
) -> None:
    """It stops the replies, not the microphone."""
    told = microphone(hass, bedroom)
    (control,) = told["data"]["controls"]
    await async_earshot(hass, microphone(hass, bedroom, controls=[{**control, "assurance": "response_only"}]))
    card = await opener()
    await card.async_all()
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Bedroom"))
    one = (await card.async_microphones())["Bedroom"]
    assert (one["status"], one["decision"], one["confirmed_at"]) == ("armed", "muted", None)


async def test_what_is_coming_follows_the_rules(
    hass: HomeAssistant, kitchen: Satellite, opener: Opener, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """Also where it changes why and not when: the decision stays as it was."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    card = await opener()
    await card.async_all()
    subentry = next(each for each in entry.subentries.values() if each.title == "Night")
    hass.config_entries.async_update_subentry(entry, subentry, title="Bedtime")
    (event,) = await card.async_told()
    assert [each["name"] for each in event["rules"]] == ["Bedtime"]
    assert [each["upcoming"]["reasons"][0]["name"] for each in event["microphones"]] == ["Bedtime"]


async def test_what_is_coming_follows_rules_that_are_not_active_yet(
    hass: HomeAssistant, kitchen: Satellite, opener: Opener
) -> None:
    """One that will begin with another changes neither the decision nor when that ends, and is a reason all the same."""

    def schedule(hour: int) -> None:
        hass.states.async_set("schedule.quiet", "off", {"next_event": START + HOUR * hour})

    schedule(2)
    await async_earshot(hass, microphone(hass, kitchen), night(), rule("Quiet", schedules=["schedule.quiet"]))
    card = await opener()
    (told,) = (await card.async_all())["microphones"]
    assert [each["name"] for each in told["upcoming"]["reasons"]] == ["Night"]
    schedule(1)
    (event,) = await card.async_told()
    assert [each["name"] for each in event["microphones"][0]["upcoming"]["reasons"]] == ["Night", "Quiet"]


async def test_what_was_missed_is_found_by_the_safety_tick(
    hass: HomeAssistant, kitchen: Satellite, opener: Opener, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """Who leaves changes neither a rule that sleeps nor when it is looked at again, but what it will do then."""
    hass.states.async_set("person.someone", "home")
    away = rule("Away", hours=[NIGHT_HOURS], presence={"kind": "nobody_home", "persons": []})
    await async_earshot(hass, microphone(hass, kitchen), night(), away)
    card = await opener()
    await card.async_all()
    hass.states.async_set("person.someone", "not_home")
    await async_wait(hass, tuesday_evening, timedelta(minutes=1))
    (event,) = await card.async_told()
    assert [each["name"] for each in event["microphones"][0]["upcoming"]["reasons"]] == ["Night", "Away"]
    await async_wait(hass, tuesday_evening, timedelta(minutes=1))
    assert await card.async_told() == []


async def test_what_is_due_is_not_coming(
    hass: HomeAssistant, entry: MockConfigEntry, card: Card, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """In the instants before it is shown nothing is said to come at a time that is over."""
    tuesday_evening.move_to(START + HOUR)
    entry.runtime_data.household.broadcast.microphone(id_of(entry, "Kitchen"))
    told = (await card.async_microphones())["Kitchen"]
    assert (told["decision"], told["upcoming"]) == ("live", None)


async def test_a_rule_that_is_switched_off_while_it_sleeps(
    hass: HomeAssistant, card: Card, hass_admin_user: MockUser
) -> None:
    """Nothing of what it does changes."""
    await async_turn(hass, "turn_off", entity(hass, "switch", "enabled", "Night"), user=hass_admin_user)
    rules = [each for event in await card.async_told() for each in event.get("rules", ())]
    assert [(each["name"], each["enabled"], each["active"]) for each in rules] == [("Night", False, False)]


async def test_an_override_and_what_ends_it(
    hass: HomeAssistant, card: Card, tuesday_evening: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """Until when a person has it listen, and what comes then."""
    await async_wait(hass, tuesday_evening, START + HOUR)
    await card.async_told()
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user, duration="00:15:00")
    told = (await card.async_microphones())["Kitchen"]
    ends = (START + HOUR + timedelta(minutes=15)).isoformat()
    assert (told["decision"], told["override_until"]) == ("live", ends)
    assert (told["upcoming"]["at"], told["upcoming"]["decision"]) == (ends, "muted")
    assert [each["name"] for each in told["upcoming"]["reasons"]] == ["Night"]


async def test_a_mute_that_fails(
    hass: HomeAssistant, card: Card, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """From when on it is known to, until it holds."""
    kitchen.switch.ignores = True
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    since = None
    for _ in range(12):
        await async_wait(hass, tuesday_evening, timedelta(seconds=6))
        told = (await card.async_microphones()).get("Kitchen")
        if told is not None and told["problem"] is not None and since is None:
            since = tuesday_evening().isoformat() + "+00:00"
            assert told["problem"] == {"kind": "mute_fails", "since": since}
    assert since is not None
    kitchen.switch.by_hand(True)
    assert (await card.async_microphones())["Kitchen"]["problem"] is None


async def test_who_keeps_unmuting_is_no_name(
    hass: HomeAssistant, card: Card, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """A clash is told as a problem, and nothing of whose doing it is."""
    await async_wait(hass, tuesday_evening, START + HOUR)
    for _ in range(3):
        kitchen.switch.by_hand(False)
        await hass.async_block_till_done()
    told = (await card.async_microphones())["Kitchen"]
    assert told["problem"] == {"kind": "clash", "since": (START + HOUR).isoformat()}


async def test_something_heard_against_a_mute(
    hass: HomeAssistant, card: Card, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """It is a problem from when it was heard."""
    await async_wait(hass, tuesday_evening, START + HOUR)
    await card.async_told()
    await async_wait(hass, tuesday_evening, START + HOUR + timedelta(minutes=1))
    await kitchen.async_speak()
    told = (await card.async_microphones())["Kitchen"]
    assert told["problem"] == {"kind": "heard", "since": (START + HOUR + timedelta(minutes=1)).isoformat()}


async def test_the_morning_after_is_told_when_the_morning_has_come(
    hass: HomeAssistant, kitchen: Satellite, opener: Opener, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """At the end of the hours of sleep, whatever else happens then; also when those are changed."""
    entry = await async_earshot(
        hass, microphone(hass, kitchen), options={"asleep_from": "21:00", "asleep_until": "06:30"}
    )
    card = await opener()
    assert (await card.async_all())["home"]["morning"] == "2026-10-21T04:30:00+00:00"
    hass.config_entries.async_update_entry(entry, options={"asleep_from": "21:00", "asleep_until": "06:00"})
    (event,) = await card.async_told()
    assert event["home"]["morning"] == "2026-10-21T04:00:00+00:00"
    await async_wait(hass, tuesday_evening, START + timedelta(hours=5))
    await card.async_told()
    household = entry.runtime_data.household
    household._untrack_tick()
    household._untrack_tick = None
    await async_wait(hass, tuesday_evening, START + timedelta(hours=9))
    (event,) = await card.async_told()
    assert list(event) == ["home"]
    assert event["home"]["morning"] == "2026-10-22T04:00:00+00:00"


async def test_where_a_microphone_is(hass: HomeAssistant, entry: MockConfigEntry, card: Card) -> None:
    """Its device's area, or its status sensor's own; a new name, a move and a renamed entity are told at once."""
    areas, registry = ar.async_get(hass), er.async_get(hass)
    hall, attic = areas.async_create("Hall"), areas.async_create("Attic")
    status = entity(hass, "sensor", "status", "Kitchen")
    assert await card.async_told() == []

    async def told() -> dict[str, Any]:
        one = (await card.async_microphones())["Kitchen"]
        return {"area": one["area"], "status": one["entities"]["status"]}

    dr.async_get(hass).async_update_device(registry.async_get(status).device_id, area_id=hall.id)
    assert await told() == {"area": "Hall", "status": status}
    areas.async_update(hall.id, name="Corridor")
    assert await told() == {"area": "Corridor", "status": status}
    registry.async_update_entity(status, area_id=attic.id)
    assert await told() == {"area": "Attic", "status": status}
    registry.async_update_entity(status, new_entity_id="sensor.renamed")
    assert await told() == {"area": "Attic", "status": "sensor.renamed"}


async def test_a_disabled_entity_is_not_offered(hass: HomeAssistant, entry: MockConfigEntry, card: Card) -> None:
    """A button that does nothing is worse than none. The status sensor alone stands for the microphone all the same."""
    registry = er.async_get(hass)
    for platform, key in (("sensor", "status"), ("button", "resume_schedule")):
        registry.async_update_entity(entity(hass, platform, key, "Kitchen"), disabled_by=er.RegistryEntryDisabler.USER)
    registry.async_update_entity(entity(hass, "switch", "privacy_mode"), disabled_by=er.RegistryEntryDisabler.USER)
    events = await card.async_told()
    (told,) = [each for event in events for each in event.get("microphones", ())][-1:]
    assert list(told["entities"]) == ["status", "recording", "mute", "problem"]
    privacy_mode = next(event["home"]["privacy_mode"] for event in events if "home" in event)
    assert (privacy_mode["entity_id"], privacy_mode["refused"]) == (None, "no_right")


async def test_privacy_mode_and_the_scheduler(
    hass: HomeAssistant, card: Card, tuesday_evening: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """Each switch is told, and what it makes of microphones and rules."""
    await async_wait(hass, tuesday_evening, START + HOUR)
    await card.async_told()
    await async_turn(hass, "turn_off", entity(hass, "switch", "scheduler"), user=hass_admin_user)
    events = await card.async_told()
    assert [event["home"]["scheduler"]["on"] for event in events if "home" in event][-1] is False
    assert [each["active"] for event in events for each in event.get("rules", ())][-1] is False
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    events = await card.async_told()
    assert [event["home"]["privacy_mode"]["on"] for event in events if "home" in event][-1] is True
    told = {each["name"]: each for event in events for each in event.get("microphones", ())}
    assert {name: [reason["kind"] for reason in each["reasons"]] for name, each in told.items()} == {
        "Kitchen": ["privacy_mode"],
        "Bedroom": ["privacy_mode"],
    }


async def test_a_rule_that_is_switched_off_and_one_that_nobody_can_tell(
    hass: HomeAssistant, kitchen: Satellite, opener: Opener, hass_admin_user: MockUser
) -> None:
    """Enabled is what was chosen, active what is; undetermined is neither."""
    hass.states.async_set("person.someone", "unknown")
    await async_earshot(
        hass,
        microphone(hass, kitchen),
        nobody_home(),
        rule("Late", effect="listen", hours=[NIGHT_HOURS]),
    )
    card = await opener()
    told = await card.async_all()
    assert [(each["effect"], each["enabled"], each["active"]) for each in told["rules"]] == [
        ("mute", True, None),
        ("listen", True, False),
    ]
    assert told["microphones"][0]["reasons"][0]["undetermined"] == ["person.someone"]
    await async_turn(hass, "turn_off", entity(hass, "switch", "enabled", "Nobody home"), user=hass_admin_user)
    rules = [each for event in await card.async_told() for each in event.get("rules", ())]
    assert (rules[-1]["name"], rules[-1]["enabled"], rules[-1]["active"]) == ("Nobody home", False, False)


# --- Everything anew ------------------------------------------------------------------------------------------------------


async def test_microphones_and_rules_that_come_and_go(
    hass: HomeAssistant, card: Card, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """Everything is told anew; a changed name is a change like any other, and what came is kept up to date too."""
    attic = await async_satellite(hass, "Attic")
    new = microphone(hass, attic)
    subentry = ConfigSubentry(
        data=MappingProxyType(new["data"]),
        subentry_type=new["subentry_type"],
        title="Attic",
        unique_id=new["unique_id"],
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    events = await card.async_told()
    assert [each["name"] for each in events[0]["microphones"]] == ["Kitchen", "Bedroom", "Attic"]
    assert events[0]["full"] is True
    assert events[-1]["microphones"][-1]["entities"]["status"] == entity(hass, "sensor", "status", "Attic")
    assert all("full" not in event for event in events[1:])
    await attic.async_show("listening")
    assert (await card.async_microphones())["Attic"]["status"] == "listening"
    hass.config_entries.async_update_subentry(entry, entry.subentries[id_of(entry, "Kitchen")], title="Galley")
    (event,) = await card.async_told()
    assert [each["name"] for each in event["microphones"]] == ["Galley"]
    assert "full" not in event
    hass.config_entries.async_remove_subentry(entry, id_of(entry, "Galley"))
    full = [event for event in await card.async_told() if event.get("full")]
    assert [each["name"] for each in full[0]["microphones"]] == ["Bedroom", "Attic"]
    hass.config_entries.async_remove_subentry(entry, id_of(entry, "Night"))
    full = [event for event in await card.async_told() if event.get("full")]
    assert full[0]["rules"] == []


async def test_unloaded_and_loaded(hass: HomeAssistant, card: Card, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Told once each; afterwards changes are told again, and of the home that was before nothing any more."""
    former = entry.runtime_data.household.broadcast
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert await card.async_told() == [{"loaded": False}]
    assert not any((former._home, former._configuration, *former._microphones.values(), *former._rules.values()))
    await kitchen.async_show("listening")
    assert await card.async_told() == []
    assert await hass.config_entries.async_setup(entry.entry_id)
    told = await card.async_all()
    assert told["microphones"][0]["status"] == "listening"
    await kitchen.async_show("idle")
    assert (await card.async_microphones())["Kitchen"]["status"] == "armed"
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert [list(event) for event in await card.async_told()] == [
        ["loaded"],
        ["loaded", "full", "home", "microphones", "rules"],
    ]
    await hass.config_entries.async_remove(entry.entry_id)
    assert await card.async_told() == [{"loaded": False}]


async def test_a_card_that_comes_before_the_home(hass: HomeAssistant, opener: Opener, kitchen: Satellite) -> None:
    """Is told that there is none, and everything as soon as there is one."""
    assert await async_setup_component(hass, DOMAIN, {})
    card = await opener()
    assert await card.async_told() == [{"loaded": False}]
    await async_earshot(hass, microphone(hass, kitchen))
    assert [each["name"] for each in (await card.async_all())["microphones"]] == ["Kitchen"]


async def test_what_is_about_to_be_told_when_a_card_goes(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """Is not told."""
    told: list[Any] = []
    subscription = Subscription(hass, hass_admin_user, told.append)
    subscription.start()
    assert len(told) == 1
    hass.states.async_set(kitchen.entity_id, "listening")
    subscription.stop()
    await hass.async_block_till_done()
    assert len(told) == 1


async def test_nothing_listens_when_nobody_does(hass: HomeAssistant, card: Card, entry: MockConfigEntry) -> None:
    """Not after a card has unsubscribed, and not after its connection is gone."""
    broadcast = entry.runtime_data.household.broadcast

    def listeners() -> int:
        lists = (
            broadcast._home,
            broadcast._configuration,
            *broadcast._microphones.values(),
            *broadcast._rules.values(),
        )
        return sum(map(len, (*lists, *broadcast._activations.values()))) + sum(hass.bus.async_listeners().values())

    subscribed = listeners()
    await card.client.send_json_auto_id({"type": "unsubscribe_events", "subscription": card.subscription})
    assert (await card.client.receive_json())["success"]
    unsubscribed = listeners()
    assert unsubscribed < subscribed - 8
    await card.client.send_json_auto_id({"type": "earshot/subscribe"})
    assert (await card.client.receive_json())["success"]
    assert listeners() == subscribed
    broadcast.home()
    await card.client.close()
    await hass.async_block_till_done()
    # What the connection itself listens to is gone with it.
    assert listeners() <= unsubscribed


# --- Who may --------------------------------------------------------------------------------------------------------------


async def test_only_what_the_user_may_see(
    hass: HomeAssistant, entry: MockConfigEntry, opener: Opener, kitchen: Satellite, bedroom: Satellite
) -> None:
    """Of another microphone nothing but that it is there, and may hear; of rules, privacy mode and coverage nothing to act on."""
    hass.config_entries.async_update_entry(entry, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    status = entity(hass, "sensor", "status", "Bedroom")
    card = await opener(limited_user(hass, **{status: {"read": True}}))
    told = await card.async_all()
    assert [each["name"] for each in told["microphones"]] == ["Bedroom"]
    assert [told["microphones"][0][key] for key in ("mute_refused", "unmute_refused")] == ["no_right", "no_right"]
    assert told["rules"] == []
    home = told["home"]
    assert (home["can_hear"], home["may_hear"], home["uncovered"]) == (1, 1, 0)
    assert home["privacy_mode"] == {"entity_id": None, "on": False, "refused": "no_right"}
    assert (home["scheduler"], home["log"]) == ({"entity_id": None, "on": True}, {"kept": True, "readable": True})
    await kitchen.async_speak()
    assert await card.async_told() == []
    await bedroom.async_show("listening")
    assert list(await card.async_microphones()) == ["Bedroom"]
    assert "Kitchen" not in str(card.messages) and id_of(entry, "Kitchen") not in str(card.messages)


async def test_a_right_is_enough(hass: HomeAssistant, entry: MockConfigEntry, opener: Opener) -> None:
    """To control the status sensor is to control the microphone; to see a rule's sensor is to see the rule."""
    ids = {
        entity(hass, "sensor", "status", "Bedroom"): {"read": True, "control": True},
        entity(hass, "binary_sensor", "active", "Night"): {"read": True},
        entity(hass, "switch", "privacy_mode"): {"read": True, "control": True},
    }
    card = await opener(limited_user(hass, **ids))
    told = await card.async_all()
    assert [told["microphones"][0][key] for key in ("mute_refused", "unmute_refused")] == [None, None]
    assert [each["name"] for each in told["rules"]] == ["Night"]
    assert told["home"]["privacy_mode"]["refused"] is None


async def test_a_right_that_is_given_or_taken(hass: HomeAssistant, entry: MockConfigEntry, opener: Opener) -> None:
    """It counts at once, on a connection that is open."""
    user = await async_plain_user(hass)
    user.groups = []
    user.invalidate_cache()
    card = await opener(user)
    told = await card.async_all()
    assert (told["microphones"], told["home"]["may_hear"]) == ([], 2)
    await hass.auth.async_update_user(user, group_ids=[GROUP_ID_USER])
    told = await card.async_all()
    assert [each["name"] for each in told["microphones"]] == ["Kitchen", "Bedroom"]
    assert told["home"]["log"]["readable"] is False
    await hass.auth.async_update_user(user, group_ids=[GROUP_ID_ADMIN])
    (event,) = await card.async_told()
    assert event["home"]["log"]["readable"] is True


async def test_uncovered_microphones(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, opener: Opener
) -> None:
    """How many are outside of Earshot's care, for who may see the coverage; told when that is looked at."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    card = await opener()
    assert (await card.async_all())["home"]["uncovered"] == 1
    await async_satellite(hass, "Attic")
    entry.runtime_data.care.async_look()
    (event,) = await card.async_told()
    assert (list(event), event["home"]["uncovered"]) == (["home"], 2)
    limited = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    assert (await (await opener(limited)).async_all())["home"]["uncovered"] == 0


async def test_whose_mute_it_is(
    hass: HomeAssistant, card: Card, opener: Opener, hass_admin_user: MockUser, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """Its own author is told so, nobody else; and no user is named to anyone."""
    user = await async_plain_user(hass)
    other = await opener(user)
    await other.async_all()
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user)
    await async_do(hass, "mute", of(hass, "Bedroom"), user=user, duration="00:10:00")
    mine, theirs = await card.async_microphones(), await other.async_microphones()
    until = (START + timedelta(minutes=10)).isoformat()
    assert mine["Kitchen"]["reasons"] == [{"kind": "person", "origin": "person", "mine": True}]
    assert theirs["Kitchen"]["reasons"] == [{"kind": "person", "origin": "person"}]
    assert mine["Bedroom"]["reasons"] == [{"kind": "person", "until": until, "origin": "person"}]
    assert theirs["Bedroom"]["reasons"] == [{"kind": "person", "until": until, "origin": "person", "mine": True}]
    assert mine["Bedroom"]["upcoming"] == {"at": until, "decision": "live", "reasons": []}
    # What comes then is somebody's too.
    await async_wait(hass, tuesday_evening, START + HOUR)
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    for messages in (card.messages, other.messages):
        for each in (user, hass_admin_user):
            assert each.id not in str(messages) and each.name not in str(messages)


async def test_the_log_is_told_to_its_readers_alone(
    hass: HomeAssistant, entry: MockConfigEntry, card: Card, opener: Opener, kitchen: Satellite
) -> None:
    """An activation is a mark without words, as soon as it has ended; nothing is told of it to others, or where no log is kept."""
    plain = await opener(await async_plain_user(hass))
    await plain.async_all()

    async def marks(card: Card) -> list[dict[str, Any]]:
        return [each for event in await card.async_told() for each in event.get("activations", ())]

    await kitchen.async_speak()
    assert await marks(card) == [
        {
            "id": None,
            "microphone_id": id_of(entry, "Kitchen"),
            "start": "2026-10-20T19:00:00+00:00",
            "end": "2026-10-20T19:00:00+00:00",
            "kind": "activation",
            "misfire": False,
            "while_muted": False,
        }
    ]
    assert await marks(plain) == []
    hass.config_entries.async_update_entry(entry, options={"log_readers": "everyone"})
    (event,) = await plain.async_told()
    assert event["home"]["log"] == {"kept": True, "readable": True}
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert [each["misfire"] for each in await marks(plain)] == [True]
    hass.config_entries.async_update_entry(entry, options={"retention_days": 0})
    await card.async_told()
    await kitchen.async_speak()
    events = await card.async_told()
    assert not any("activations" in event for event in events)


async def test_why_an_unmute_would_be_refused(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    opener: Opener,
    hass_admin_user: MockUser,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """As the action would refuse it: in quiet time by the microphone's setting, in privacy mode to anyone."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, who_may_unmute="administrators"),
        microphone(hass, bedroom, who_may_unmute="nobody"),
        night(),
        options={"privacy_mode_lifters": "administrators"},
    )
    cards = {"administrator": await opener(), "user": await opener(await async_plain_user(hass))}
    refused: dict[str, dict[str, Any]] = {}
    lift: dict[str, Any] = {}

    async def listen() -> None:
        for who, card in cards.items():
            for event in await card.async_told():
                for each in event.get("microphones", ()):
                    assert each["mute_refused"] is None
                    refused.setdefault(who, {})[each["name"]] = each["unmute_refused"]
                if "home" in event:
                    lift[who] = event["home"]["privacy_mode"]["refused"]

    await listen()
    assert refused == {who: {"Kitchen": None, "Bedroom": None} for who in cards}
    assert lift == {"administrator": None, "user": None}
    # Outside of quiet time people lift what people hold.
    await async_do(hass, "mute", of(hass, "Kitchen", "Bedroom"), user=hass_admin_user, duration="00:10:00")
    await listen()
    assert refused == {who: {"Kitchen": None, "Bedroom": None} for who in cards}
    await async_wait(hass, tuesday_evening, START + HOUR)
    await listen()
    quiet = {
        "administrator": {"Kitchen": None, "Bedroom": "quiet_time"},
        "user": {"Kitchen": "quiet_time", "Bedroom": "quiet_time"},
    }
    assert refused == quiet
    # An override of another is no leave to make one's own.
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user)
    await listen()
    assert refused == quiet
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    await listen()
    assert refused == {who: {"Kitchen": "privacy_mode", "Bedroom": "privacy_mode"} for who in cards}
    assert lift == {"administrator": None, "user": "no_right"}
