"""Mute, hold, unmute, resume: what each does, and how far it reaches."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot import commands
from custom_components.earshot.policy.model import Origin
from tests.calls import async_do, of
from tests.home import TEN, Satellite, async_earshot, async_wait, microphone, shown

from .parts import START, standing


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({}, None),
        ({"duration": "00:15:00"}, START + timedelta(minutes=15)),
        ({"duration": {"hours": 1}}, START + timedelta(hours=1)),
        ({"duration": 90}, START + timedelta(seconds=90)),
        # Local time, as a person says it.
        ({"until": "2026-10-20 23:30:00"}, datetime(2026, 10, 20, 21, 30, tzinfo=UTC)),
        ({"until": "2026-10-20T21:30:00+00:00"}, datetime(2026, 10, 20, 21, 30, tzinfo=UTC)),
        ({"until": "9999-12-31 23:59:59"}, datetime(9999, 12, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
async def test_mute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    plain_user: MockUser,
    *,
    fields: dict[str, Any],
    until: datetime | None,
) -> None:
    """A person's mute takes effect at once and stands until the given end."""
    await async_do(hass, "mute", of(hass, "Kitchen"), user=plain_user, **fields)
    assert kitchen.switch.calls == [True]
    assert shown(hass, "switch", "mute", "Kitchen") == "on"
    mute = standing(entry).person_mute
    assert (mute.since, mute.until, mute.origin, mute.user_id) == (START, until, Origin.PERSON, plain_user.id)


async def test_mute_ends(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """When its time is over the microphone is live again, and not a moment before."""
    await async_do(hass, "mute", of(hass, "Kitchen"), duration="00:15:00")
    await async_wait(hass, freezer, START + timedelta(minutes=14, seconds=59))
    assert kitchen.muted
    await async_wait(hass, freezer, START + timedelta(minutes=15))
    assert not kitchen.muted
    assert kitchen.switch.calls == [True, False]


async def test_mute_by_automation(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A call without a user is an automation's."""
    await async_do(hass, "mute", of(hass, "Kitchen"))
    assert standing(entry).person_mute.origin is Origin.AUTOMATION
    assert standing(entry).person_mute.user_id is None


@pytest.mark.parametrize("first", [None, "12:00:00"])
async def test_an_automation_shortens_no_persons_mute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    plain_user: MockUser,
    first: str | None,
) -> None:
    """Not in two steps either: what it lengthens stays that person's, who alone may have it end earlier."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user, duration="10:00:00")
    before = standing(entry).person_mute
    await async_do(hass, "mute", target, **({"duration": first} if first else {}))
    end = START + timedelta(hours=12) if first else None
    assert standing(entry).person_mute == replace(before, until=end)
    await async_do(hass, "mute", target, duration="00:01:00")
    assert standing(entry).person_mute == replace(before, until=end)
    await async_wait(hass, freezer, START + timedelta(hours=11))
    assert kitchen.muted
    await async_do(hass, "mute", target, user=plain_user, duration="00:01:00")
    await async_wait(hass, freezer, START + timedelta(hours=11, minutes=1))
    assert not kitchen.muted


@pytest.mark.parametrize(("who", "shortened"), [("nobody", False), ("users", False), ("anyone", True)])
@pytest.mark.parametrize("stands", [None, "10:00:00"])
async def test_who_may_unmute_says_what_an_automation_may_shorten(
    hass: HomeAssistant, kitchen: Satellite, plain_user: MockUser, *, who: str, shortened: bool, stands: str | None
) -> None:
    """Where anyone may unmute, an automation may lift a person's mute, and so may have it end earlier."""
    entry = await async_earshot(hass, microphone(hass, kitchen, who_may_unmute=who))
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user, **({"duration": stands} if stands else {}))
    before = standing(entry).person_mute
    await async_do(hass, "mute", target, duration="00:01:00")
    after = standing(entry).person_mute
    if shortened:
        assert (after.origin, after.until) == (Origin.AUTOMATION, START + timedelta(minutes=1))
    else:
        assert after == before


async def test_hold_and_release(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A named hold stands until it is released under its own name."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, hold="  meeting ", duration="02:00:00")
    assert kitchen.muted
    assert [(hold.name, hold.until) for hold in standing(entry).holds] == [("meeting", START + timedelta(hours=2))]
    await async_do(hass, "mute", target, hold="film")
    await async_do(hass, "release", target, hold="meeting")
    assert kitchen.muted
    await async_do(hass, "release", target, hold="never heard of")
    assert kitchen.muted
    await async_do(hass, "release", target, hold="film")
    assert not kitchen.muted


async def test_unmute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    plain_user: MockUser,
) -> None:
    """An unmute in quiet time is an override: it ends when its time is over."""
    await async_wait(hass, freezer, TEN)
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=plain_user, duration="01:00:00")
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN + timedelta(hours=1))
    assert kitchen.muted


async def test_unmute_lasts_12_hours_at_most(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """However long is asked for."""
    entry = await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user, until="9999-12-31 23:59:59")
    assert standing(entry).override.until == START + timedelta(hours=12)


async def test_unmute_for_less_than_the_call_takes(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An end that has come by the time it is looked at overrides nothing, and is no error."""
    await async_wait(hass, freezer, TEN)
    household = entry.runtime_data.household
    author = commands.Author(Origin.PERSON, "somebody", is_admin=True)
    commands.unmute(household, list(household.microphones.values()), dt_util.utcnow(), author)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert standing(entry).override is None


async def test_resume_schedule(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    plain_user: MockUser,
) -> None:
    """Both a person's mute and an override end."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user)
    await async_do(hass, "resume_schedule", target, user=plain_user)
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN)
    await async_do(hass, "unmute", target, user=plain_user)
    assert not kitchen.muted
    await async_do(hass, "resume_schedule", target, user=plain_user)
    assert kitchen.muted
