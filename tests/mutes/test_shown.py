"""What is shown of several controls: how far the mute can be trusted, and what is heard all the same."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
import pytest

from tests.home import (
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
    shown,
)
from tests.pipelines import Pipelines

from .parts import status


@pytest.mark.usefixtures("entry")
async def test_a_cut_plug_is_certain_though_nothing_answers(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Without power a device is gone, with all its entities: it is muted, and not unknown."""
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    kitchen.switch.come_and_go(available=False)
    await kitchen.async_show("unavailable")
    assert status(hass) == ("muted", "power_cut")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "off"


async def test_each_microphone_trusts_a_shared_control_as_it_says_itself(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: User
) -> None:
    """What another one says of the same switch makes no `paused` a `muted`."""
    bedroom = await async_satellite(hass, "Bedroom")
    [believed] = microphone(hass, kitchen)["data"]["controls"]
    confirmed = believed | {"assurance": "firmware", "confirmed": True}
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom, controls=[confirmed]))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert status(hass) == ("paused", "software")
    assert shown(hass, "sensor", "status", "Bedroom") == "muted"


@pytest.mark.parametrize("kind", ["switch", "plug"])
async def test_an_assumed_state_confirms_no_mute(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, hass_admin_user: User, kind: str
) -> None:
    """Whatever is known of its family, and though it was not assumed when it was chosen."""
    [believed] = microphone(hass, kitchen)["data"]["controls"]
    device, control = {
        "switch": (kitchen, believed | {"assurance": "firmware", "confirmed": True}),
        "plug": (plug, plug_control(hass, plug)),
    }[kind]
    await async_earshot(hass, microphone(hass, kitchen, controls=[control]))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert status(hass) == ("muted", control["assurance"])
    device.switch._attr_assumed_state = True
    device.switch.async_write_ha_state()
    await hass.async_block_till_done()
    assert status(hass) == ("paused", "software")
    await kitchen.async_show("unavailable")
    assert status(hass)[0] == "unknown"


@pytest.mark.usefixtures("entry")
async def test_belief_alone_keeps_up_no_silence_that_a_cut_plug_has_proven(
    hass: HomeAssistant, kitchen: Satellite, plug: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """With power again, a satellite that says that it listens may do so, whatever its switch says."""
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    assert status(hass) == ("listening", "software")
    plug.switch.by_hand(False)
    await async_wait(hass, freezer, timedelta(seconds=3))
    assert status(hass) == ("muted", "power_cut")
    plug.switch.by_hand(True)
    await hass.async_block_till_done()
    assert status(hass) == ("listening", "software")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"


async def test_a_stream_shows_for_as_long_as_no_mute_ends_it(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Also while the mute is under way, and however often it has to be tried."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    pipelines = Pipelines(hass, kitchen)
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    for _ in range(4):
        await async_wait(hass, freezer, timedelta(seconds=2))
        assert status(hass) == ("muting", "software")
        assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"


async def test_a_stream_that_is_seen_needs_no_switch_to_be_told(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Sound leaves the device, whether or not its switch can be read."""
    await async_earshot(hass, microphone(hass, kitchen))
    pipelines = Pipelines(hass, kitchen)
    pipelines.begin("wake_word")
    await kitchen.async_show("idle")
    kitchen.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    assert status(hass)[0] == "streaming"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
