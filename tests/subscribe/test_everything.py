"""Everything is told at once, and anew where it has become another home."""

from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.subscription import Subscription
from tests.cards import Card
from tests.home import Satellite, async_earshot, async_satellite, entity, microphone, night
from tests.logged import id_of

from .parts import MORNING, NIGHT, Opener

pytestmark = pytest.mark.usefixtures("tuesday_evening")


# --- Everything -------------------------------------------------------------------------------------------------------


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


# --- Everything anew --------------------------------------------------------------------------------------------------


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
