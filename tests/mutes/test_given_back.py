"""Whose a mute is that is there, and who gives it back: to people, to the default, and to all that share a control."""

import asyncio
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant, ServiceCall
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from tests.home import (
    NIGHT,
    SEVEN,
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    plug_control,
    rule,
)

from .parts import status, with_plug


@pytest.mark.usefixtures("entry")
async def test_a_plug_that_a_person_has_cut_is_a_persons_mute(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """It outlives the night, and the switch beside it is muted with it."""
    await async_call(hass, "switch.turn_off", plug.switch_id, hass_admin_user.id)
    assert kitchen.muted
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == [False]
    assert status(hass) == ("muted", "power_cut")


async def test_all_mutes_that_are_there_are_taken_over_by_the_default(
    hass: HomeAssistant, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """They are given back when it may listen."""
    bedroom = await async_satellite(hass, "Bedroom", starts_muted=True)
    plug.switch.by_hand(False)
    day = rule("Day", effect="listen", hours=[{**NIGHT, "start": "07:00:00", "end": "22:00:00"}])
    freezer.move_to(TEN)
    controls = with_plug(hass, bedroom, plug)["data"]["controls"]
    await async_earshot(hass, microphone(hass, bedroom, default="muted", controls=controls), day)
    await async_wait(hass, freezer, SEVEN)
    assert (bedroom.switch.calls, plug.switch.calls) == ([False], [True])


async def test_a_plug_that_a_hand_cuts_is_not_given_back_for_the_default(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The default had no need of it: that its microphone was muted already makes the plug no mute of Earshot's."""
    day = rule("Day", effect="listen", hours=[{**NIGHT, "start": "07:00:00", "end": "22:00:00"}])
    controls = with_plug(hass, kitchen, plug)["data"]["controls"]
    await async_earshot(hass, microphone(hass, kitchen, default="muted", controls=controls), day)
    await async_wait(hass, freezer, TEN)
    assert (kitchen.muted, status(hass)) == (True, ("paused", "software"))
    plug.switch.by_hand(False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == []
    assert status(hass) == ("muted", "power_cut")
    plug.switch.by_hand(True)
    await hass.async_block_till_done()
    assert (kitchen.muted, status(hass)) == (False, ("armed", "software"))


async def test_a_plug_that_two_share_is_cut_for_either(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """And given back when both may be live."""
    bedroom = await async_satellite(hass, "Bedroom")
    shared = [plug_control(hass, plug)]
    await async_earshot(
        hass, microphone(hass, kitchen, controls=shared), microphone(hass, bedroom, controls=shared), night()
    )
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert plug.switch.calls == [False]
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert plug.switch.calls == [False]
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == [False, True]


async def test_parts_that_mute_together_are_each_given_back(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Also where one of them had to be muted once more on its own."""
    one, two = "select.wake_word", "select.wake_word_2"
    options = {"options": ["no_wake_word", "Okay Nabu", "Alexa"]}

    async def choose(call: ServiceCall) -> None:
        for entity_id in call.data["entity_id"]:
            hass.states.async_set(entity_id, call.data["option"], options)

    hass.services.async_register("select", "select_option", choose)
    for entity_id in (one, two):
        hass.states.async_set(entity_id, "Okay Nabu", options)
    control = {"kind": "select", "entity": one, "also": [two], "muted_state": "no_wake_word"}
    trust = {"assurance": "software", "confirmed": False}
    await async_earshot(hass, microphone(hass, kitchen, controls=[control | trust]), night())
    await async_wait(hass, freezer, TEN)
    hass.states.async_set(two, "Alexa", options)
    await hass.async_block_till_done()
    assert [hass.states.get(each).state for each in (one, two)] == ["no_wake_word", "no_wake_word"]
    await async_wait(hass, freezer, SEVEN)
    assert [hass.states.get(each).state for each in (one, two)] == ["Okay Nabu", "Alexa"]


async def test_a_release_ends_the_sequence_that_mutes(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """What it would still have done is not done: it would come after the release."""
    calls = async_mock_service(hass, "test", "mute")
    hass.states.async_set("binary_sensor.muted", "off")
    control = {
        "kind": "actions",
        "entity": "binary_sensor.muted",
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
        "mute_actions": [{"action": "test.mute"}, {"delay": "00:00:05"}, {"action": "test.mute"}],
        "live_actions": [{"action": "test.mute", "data": {"live": True}}],
    }
    await async_earshot(hass, microphone(hass, kitchen, controls=[control]))
    mute = entity(hass, "switch", "mute", "Kitchen")
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": mute}, context=Context(user_id=hass_admin_user.id)
    )
    for _ in range(20):
        await asyncio.sleep(0)
    await async_call(hass, "switch.turn_off", mute, hass_admin_user.id)
    await async_wait(hass, freezer, timedelta(seconds=6))
    assert [call.data for call in calls] == [{}, {"live": True}]
