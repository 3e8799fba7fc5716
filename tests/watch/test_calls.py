"""What a call explains: one change, for a while, by whatever name it was called."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest

from tests.home import TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night

from .parts import async_hand


async def test_a_call_explains_one_change(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """A device's own change within five seconds inherits the caller's context, and is not the caller's."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    assert not bedroom.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Bedroom"), hass_admin_user.id)
    assert bedroom.muted
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted, "put right: this change had no caller"


async def test_a_call_explains_for_thirty_seconds(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """What a device does much later is its own."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    bedroom.switch.ignores = True
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    bedroom.switch.ignores = False
    freezer.tick(31)
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted


async def test_a_persons_call_to_what_is_out_of_reach_explains_no_later_change(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Home Assistant drops such a call; the rule's mute after it stays the rule's."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    bedroom.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert bedroom.muted
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    assert not bedroom.muted


@pytest.mark.parametrize(
    ("service", "target"),
    [
        ("switch.toggle", {}),
        ("homeassistant.turn_off", {}),
        ("switch.turn_off", {"entity_id": "all"}),
        ("switch.turn_off", {"by": "area"}),
    ],
)
async def test_a_person_may_call_the_control_by_other_names(
    hass: HomeAssistant,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    service: str,
    target: dict[str, str],
) -> None:
    """Toggle, the core's own action, all, an area."""
    assert await async_setup_component(hass, "homeassistant", {})
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    data = {"entity_id": bedroom.switch_id, **target}
    if target.get("by") == "area":
        area = ar.async_get(hass).async_create("Upstairs")
        # A category would keep it out of its area's expansion.
        er.async_get(hass).async_update_entity(bedroom.switch_id, area_id=area.id, entity_category=None)
        data = {"area_id": area.id}
    domain, name = service.split(".")
    await hass.services.async_call(domain, name, data, blocking=True, context=Context(user_id=hass_admin_user.id))
    await hass.async_block_till_done()
    assert not bedroom.muted


async def test_a_call_to_unmute_what_is_live_explains_no_unmute_after_it(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """It did nothing; the night that came after it is not that person's to have ended."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN - timedelta(seconds=10))
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    await async_wait(hass, freezer, TEN)
    assert bedroom.muted
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted


@pytest.mark.parametrize("own", [True, False])
async def test_a_call_to_unmute_while_the_mute_is_under_way(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User, *, own: bool
) -> None:
    """A slow device does both, one after the other: the unmute is the person's, whoever had asked for the mute."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.ignores = True
    if own:
        await async_wait(hass, freezer, TEN)
    else:
        await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    bedroom.switch.ignores = False
    await async_hand(hass, bedroom, muted=True)
    await async_hand(hass, bedroom, muted=False)
    assert not bedroom.muted
