"""Several mute controls of one microphone: the first that works is used, and what stands in stays until it may be live again."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from .home import (
    NIGHT,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    rule,
    shown,
)
from .test_hearing import Pipelines

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a minute before the night, without chance in the back-off."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(TEN - timedelta(minutes=1))
    monkeypatch.setattr("custom_components.earshot.reconciler.random.uniform", lambda low, high: 1.0)


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite with a mute switch of its own."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def plug(hass: HomeAssistant) -> Satellite:
    """A switch that stands for a smart plug: on, so that the device has power."""
    return await async_satellite(hass, "Plug", platform="plug", starts_muted=True)


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, plug: Satellite) -> MockConfigEntry:
    """Earshot with a microphone that has a switch, and a plug that stands in for it."""
    return await async_earshot(hass, with_plug(hass, kitchen, plug), night())


def with_plug(hass: HomeAssistant, satellite: Satellite, plug: Satellite) -> Any:
    """Return a microphone with its own switch first and a plug second."""
    own = microphone(hass, satellite)["data"]["controls"]
    return microphone(hass, satellite, controls=[*own, plug_control(hass, plug)])


def plug_control(hass: HomeAssistant, plug: Satellite) -> dict[str, Any]:
    """Return a plug as a mute control."""
    return {
        "kind": "plug",
        "entity": er.async_get(hass).async_get(plug.switch_id).id,
        "muted_state": "off",
        "assurance": "power_cut",
        "confirmed": False,
        "boot_time": 30,
    }


def status(hass: HomeAssistant) -> tuple[str, str]:
    """Return the status that is shown, and how far the mute can be trusted."""
    state = hass.states.get(entity(hass, "sensor", "status", "Kitchen"))
    return state.state, state.attributes["assurance"]


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
