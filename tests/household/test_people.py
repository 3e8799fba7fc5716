"""What people do by hand outlives rules, or ends with them."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.home import SEVEN, TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night

from .parts import status


async def test_a_persons_mute_outlives_every_rule(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No rule lifts it, and no automation."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"))
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == [True]
    with pytest.raises(ServiceValidationError, match="may not be unmuted"):
        await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"))
    assert kitchen.muted


async def test_resume_lifts_a_persons_mute(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: User) -> None:
    """And releases what Earshot had muted for that person."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"), hass_admin_user.id)
    assert kitchen.switch.calls == [True, False]


async def test_an_override_ends_with_the_next_change_of_a_mute_rule(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A person has it live in the night; the night's end and the next night's beginning find it under the rules again."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    assert status(hass) == "armed"
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert kitchen.muted


async def test_an_override_ends_after_twelve_hours(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Also where no rule changes."""
    await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(hours=12) - timedelta(seconds=1))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_privacy_mode_mutes_all_and_refuses_to_unmute(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, hass_admin_user: User
) -> None:
    """And reveals what it had covered when it ends."""
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    assert (kitchen.muted, bedroom.muted) == (True, True)
    with pytest.raises(ServiceValidationError, match="Privacy mode is on"):
        await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    assert (kitchen.muted, bedroom.muted) == (False, True)


async def test_an_automation_may_not_end_privacy_mode(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Only people may, unless the option says anyone."""
    await async_earshot(hass, microphone(hass, kitchen))
    switch = entity(hass, "switch", "privacy_mode")
    await async_call(hass, "switch.turn_on", switch)
    with pytest.raises(ServiceValidationError, match="may not end privacy mode"):
        await async_call(hass, "switch.turn_off", switch)
    assert kitchen.muted


async def test_a_timed_mute_ends_by_itself(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """To the second."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(minutes=15) - timedelta(seconds=1))
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert not kitchen.muted


@pytest.mark.parametrize("persons", [{}, {"duration": "02:00:00"}])
async def test_an_automation_does_not_shorten_a_persons_mute(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    persons: dict[str, str],
) -> None:
    """Only a person does."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, hass_admin_user.id, **persons)
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    await async_wait(hass, freezer, timedelta(minutes=30))
    assert kitchen.muted
    await async_call(hass, "earshot.mute", target, hass_admin_user.id, duration="00:15:00")
    await async_wait(hass, freezer, timedelta(minutes=15))
    assert not kitchen.muted


async def test_a_named_hold_is_released_by_its_name(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Two automations do not lift each other's holds."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, hold="meeting")
    await async_call(hass, "earshot.mute", target, hold="film")
    await async_call(hass, "earshot.release", target, hold="meeting")
    assert kitchen.muted
    await async_call(hass, "earshot.release", target, hold="film")
    assert not kitchen.muted
