"""A clock that is put back while a mute is asked for, waits or stands: nothing hangs until it has caught up."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from .calls import async_do, of
from .home import TEN, Satellite, async_earshot, async_satellite, async_wait, microphone, night, shown

AN_HOUR = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.usefixtures("before_the_night", "no_jitter")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite that confirms its mute."""
    return await async_satellite(hass, "Kitchen", platform="esphome")


async def async_minute(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Let a minute pass; the loop's own clock was never put back, and wakes whatever is due by it."""
    freezer.tick(A_MINUTE)
    async_fire_time_changed(hass, dt_util.utcnow(), fire_all=True)
    await hass.async_block_till_done()


async def test_a_mute_that_did_not_read_back_is_tried_again(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Its deadline is as near as it was, and so is the next attempt."""
    await async_earshot(hass, microphone(hass, kitchen))
    kitchen.switch.ignores = True
    await async_do(hass, "mute", of(hass, "Kitchen"))
    for attempts in (1, 2):
        assert kitchen.switch.calls == [True] * attempts
        freezer.move_to(dt_util.utcnow() - AN_HOUR)
        for _ in ("the deadline is near again", "it has passed", "so has the pause"):
            await async_minute(hass, freezer)
    assert kitchen.switch.calls == [True] * 3


async def test_the_next_attempt_of_a_mute_is_as_near_as_it_was(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An attempt has failed already, and the pause before the next one does not last until the clock has caught up."""
    await async_earshot(hass, microphone(hass, kitchen))
    kitchen.switch.ignores = True
    await async_do(hass, "mute", of(hass, "Kitchen"))
    await async_wait(hass, freezer, timedelta(seconds=5))
    freezer.move_to(dt_util.utcnow() - AN_HOUR)
    kitchen.switch.ignores = False
    for _ in range(3):
        await async_minute(hass, freezer)
    assert kitchen.muted


async def test_a_mute_waits_for_a_command_no_longer_than_it_may(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The rule is undetermined then, and so counts as active."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert not kitchen.muted
    freezer.move_to(TEN - AN_HOUR)
    await async_minute(hass, freezer)
    await async_minute(hass, freezer)
    assert kitchen.muted


async def test_a_stream_against_a_mute_is_not_called_muted(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """That a mute was just set excuses it for two seconds, and not for as long as the clock has to catch up."""
    hass.states.async_set("binary_sensor.upload", "off")
    mine: Any = microphone(hass, kitchen)
    mine["data"]["sources"].append({"kind": "streaming_sensor", "entity": "binary_sensor.upload"})
    await async_earshot(hass, mine)
    await async_do(hass, "mute", of(hass, "Kitchen"))
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    freezer.move_to(dt_util.utcnow() - AN_HOUR)
    hass.states.async_set("binary_sensor.upload", "on")
    await async_minute(hass, freezer)
    await async_minute(hass, freezer)
    assert shown(hass, "sensor", "status", "Kitchen") == "streaming"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "sensor", "violations_today") == "1"


async def test_a_command_against_a_mute_that_fails_is_a_violation(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The mute began no later than now, and a command has its grace only then."""
    await async_earshot(hass, microphone(hass, kitchen))
    kitchen.switch.ignores = True
    await async_do(hass, "mute", of(hass, "Kitchen"))
    freezer.move_to(dt_util.utcnow() - AN_HOUR)
    await async_minute(hass, freezer)
    await async_minute(hass, freezer)
    before = int(shown(hass, "sensor", "violations_today"))
    await kitchen.async_speak()
    assert int(shown(hass, "sensor", "violations_today")) == before + 1
