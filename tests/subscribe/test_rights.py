"""Told is what the user may see."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.calls import async_do, async_plain_user, async_turn, limited_user, of
from tests.cards import Card
from tests.home import Satellite, async_call, async_earshot, async_satellite, async_wait, entity, microphone, night
from tests.logged import START, id_of

from .parts import HOUR, Opener

pytestmark = pytest.mark.usefixtures("tuesday_evening")


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
