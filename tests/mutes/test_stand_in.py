"""A second control stands in where the first fails, and no earlier or later than that."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import (
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
    shown,
)

from .parts import status


@pytest.mark.usefixtures("entry")
async def test_the_second_control_rests_while_the_first_works(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The plug is not touched, neither at the beginning nor at the end."""
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    assert plug.switch.calls == []


@pytest.mark.usefixtures("entry")
async def test_what_stands_by_may_come_and_go(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Its power goes and comes back by hand while the first control mutes: nothing is put right, and nobody keeps unmuting."""
    await async_wait(hass, freezer, TEN)
    for _ in range(3):
        for on in (False, True):
            plug.switch.by_hand(on)
            await hass.async_block_till_done()
    assert kitchen.muted
    assert plug.switch.calls == []
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"


@pytest.mark.usefixtures("entry")
async def test_the_second_control_stands_in_when_the_first_fails(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """At the first failure; the assurance is that of what holds, there is no problem, and the release gives both back."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    assert status(hass) == ("muting", "software")
    assert plug.switch.calls == []
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert plug.switch.calls == [False]
    assert status(hass) == ("muted", "power_cut")
    for _ in range(6):
        await async_wait(hass, freezer, timedelta(seconds=60))
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"
    assert shown(hass, "sensor", "violations_today") == "0"
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == [False, True]
    assert status(hass) == ("armed", "software")


async def test_a_microphone_that_two_controls_let_through_is_one_violation(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Both come back live although they had been muted, while nobody looked."""
    other = await async_satellite(hass, "Other")
    [control] = microphone(hass, other)["data"]["controls"]
    [own] = microphone(hass, kitchen)["data"]["controls"]
    entry = await async_earshot(hass, microphone(hass, kitchen, controls=[own, control]), night())
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted
    assert other.muted
    assert await hass.config_entries.async_unload(entry.entry_id)
    for satellite in (kitchen, other):
        hass.states.async_set(satellite.switch_id, "off")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "violations_today") == "1"


@pytest.mark.usefixtures("entry")
async def test_what_stands_in_stays_in_until_the_release(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Though the first works again: it might not without the other, and power that comes and goes helps nobody."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted
    assert plug.switch.calls == [False]
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    assert plug.switch.calls == [False, True]


@pytest.mark.usefixtures("entry")
async def test_the_second_control_stands_in_for_one_that_is_out_of_reach(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """After a minute: a device that restarts is back by then."""
    await async_wait(hass, freezer, TEN - timedelta(seconds=10))
    kitchen.switch.come_and_go(available=False)
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, TEN + timedelta(seconds=49))
    assert plug.switch.calls == []
    await async_wait(hass, freezer, TEN + timedelta(seconds=50))
    assert plug.switch.calls == [False]
    assert status(hass) == ("muted", "power_cut")


@pytest.mark.usefixtures("entry")
async def test_a_device_that_starts_is_waited_for(
    hass: HomeAssistant,
    kitchen: Satellite,
    plug: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
) -> None:
    """Power that has just come back is not cut again before the device could have answered: 30 s to start, and a minute."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    kitchen.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == [False, True]
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    await async_wait(hass, freezer, SEVEN + timedelta(seconds=89))
    assert plug.switch.calls == [False, True]
    await async_wait(hass, freezer, SEVEN + timedelta(seconds=90))
    assert plug.switch.calls == [False, True, False]


async def test_what_stands_in_is_remembered_over_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Whatever the first control says by then, the plug stays cut and is given back at the end."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert plug.switch.calls == [False]
    assert status(hass) == ("muted", "power_cut")
    await async_wait(hass, freezer, SEVEN)
    assert plug.switch.calls == [False, True]
