"""What changes is told, and nothing else."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.picture import Picture
from custom_components.earshot.subscription import Subscription
from tests.calls import async_do, async_turn, of
from tests.cards import Card
from tests.home import (
    NIGHT as NIGHT_HOURS,
    Satellite,
    async_earshot,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    rule,
)
from tests.logged import START, id_of

from .parts import HOUR, MORNING, Opener

pytestmark = pytest.mark.usefixtures("tuesday_evening")


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
