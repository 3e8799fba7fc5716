"""Acting, verifying, trying again: one control at a time and many in one call."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.const import EVENT_CALL_SERVICE
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from .home import (
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

pytestmark = pytest.mark.usefixtures("before_the_night", "no_jitter")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite that confirms its mute."""
    return await async_satellite(hass, "Kitchen", platform="esphome")


async def test_many_are_muted_by_one_call(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """One boundary is one pass, and one call for each kind of control."""
    satellites = [await async_satellite(hass, f"Room {number}") for number in range(5)]
    calls: list[Event] = []
    hass.bus.async_listen(EVENT_CALL_SERVICE, calls.append)
    await async_earshot(hass, *(microphone(hass, satellite) for satellite in satellites), night())
    await async_wait(hass, freezer, TEN)
    assert all(satellite.muted for satellite in satellites)
    assert len(calls) == 1
    assert sorted(calls[0].data["service_data"]["entity_id"]) == sorted(each.switch_id for each in satellites)


async def test_a_problem_is_shown_and_taken_back_at_all_that_share_a_control(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """At once for each, whichever of them was muted."""
    bedroom = await async_satellite(hass, "Bedroom")
    own = microphone(hass, kitchen)
    await async_earshot(hass, own, microphone(hass, bedroom, controls=own["data"]["controls"]))
    kitchen.switch.ignores = True
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    for seconds in (5, 1, 5, 2, 5):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
    assert [shown(hass, "binary_sensor", "problem", title) for title in ("Kitchen", "Bedroom")] == ["on", "on"]
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert [shown(hass, "binary_sensor", "problem", title) for title in ("Kitchen", "Bedroom")] == ["off", "off"]


async def test_a_mute_that_never_reads_back_is_retried_for_good(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Once a minute, an hour and a day later as well, and the rest of the home is looked after all the same."""
    bedroom = await async_satellite(hass, "Bedroom")
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    for attempt in range(1, 61):
        assert len(kitchen.switch.calls) == attempt
        await async_wait(hass, freezer, timedelta(seconds=5))
        await async_wait(hass, freezer, timedelta(seconds=60))
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    assert not bedroom.muted
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert bedroom.muted
    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(seconds=5))
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted


async def test_a_mute_that_does_not_read_back_is_retried_and_told(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, issue_registry: ir.IssueRegistry
) -> None:
    """With exponential back-off; after three failures there is a problem and a repair, until it holds."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    issue = ("earshot", f"mute_fails_{next(iter(entry.subentries))}")
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    assert shown(hass, "sensor", "status", "Kitchen") == "muting"
    for attempt, back_off in enumerate((1, 2, 4), start=1):
        assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"
        assert len(kitchen.switch.calls) == attempt
        await async_wait(hass, freezer, timedelta(seconds=5))
        assert len(kitchen.switch.calls) == attempt, "it waits before it tries again"
        if attempt < 3:
            await async_wait(hass, freezer, timedelta(seconds=back_off))
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "on"
    assert shown(hass, "sensor", "status", "Kitchen") == "armed", "what is observed, not what was asked for"
    assert issue_registry.async_get_issue(*issue) is not None

    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(seconds=4))
    assert kitchen.muted
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"
    assert issue_registry.async_get_issue(*issue) is None


async def test_back_off_ends_at_a_minute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It goes on for as long as the hold stands."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    for _ in range(200):
        await async_wait(hass, freezer, timedelta(seconds=6))
    tried = len(kitchen.switch.calls)
    for _ in range(22):
        await async_wait(hass, freezer, timedelta(seconds=6))
    assert len(kitchen.switch.calls) - tried == 2


async def test_a_slow_device_delays_no_other(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Each control has its own deadline and its own retries."""
    slow, quick = await async_satellite(hass, "Slow"), await async_satellite(hass, "Quick")
    slow.switch.ignores = True
    await async_earshot(hass, microphone(hass, slow), microphone(hass, quick), night())
    await async_wait(hass, freezer, TEN)
    assert shown(hass, "sensor", "status", "Quick") == "paused"
    await async_wait(hass, freezer, timedelta(seconds=5))
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert len(slow.switch.calls) == 2
    assert len(quick.switch.calls) == 1


async def test_a_late_mute_is_still_earshots_own(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A decision that changes while a mute is in flight releases it when it lands."""
    await async_earshot(hass, microphone(hass, kitchen))
    kitchen.switch.ignores = True
    switch = entity(hass, "switch", "privacy_mode")
    await async_call(hass, "switch.turn_on", switch, hass_admin_user.id)
    await async_call(hass, "switch.turn_off", switch, hass_admin_user.id)
    assert kitchen.switch.calls == [True, False]
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    kitchen.switch.by_hand(False)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
    assert hass.states.get(entity(hass, "sensor", "status", "Kitchen")).attributes["reasons"] == []


async def test_a_release_in_flight_is_called_back(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A decision that changes to muted while a release is in flight asks again."""
    await async_earshot(hass, microphone(hass, kitchen))
    switch = entity(hass, "switch", "privacy_mode")
    await async_call(hass, "switch.turn_on", switch, hass_admin_user.id)
    kitchen.switch.ignores = True
    await async_call(hass, "switch.turn_off", switch, hass_admin_user.id)
    kitchen.switch.ignores = False
    await async_call(hass, "switch.turn_on", switch, hass_admin_user.id)
    assert kitchen.switch.calls == [True, False, True]
    kitchen.switch.by_hand(False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, timedelta(seconds=5))
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_a_control_without_its_action_is_a_failure_not_an_exception(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Its integration is gone, its entity is not."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    hass.services.async_remove("switch", "turn_on")
    await async_wait(hass, freezer, TEN)
    assert shown(hass, "sensor", "status", "Kitchen") == "muting"
    assert "switch.turn_on failed" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_release_that_would_not_get_through_waits(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Home Assistant sends a Wyoming satellite no run before it has noticed its own pause; the status stays what it is."""
    [control] = microphone(hass, kitchen)["data"]["controls"]
    entry = await async_earshot(hass, microphone(hass, kitchen, controls=[control | {"least_hold": 3}]))
    mute = entity(hass, "switch", "mute", "Kitchen")
    await async_call(hass, "switch.turn_on", mute, hass_admin_user.id)
    await async_wait(hass, freezer, timedelta(seconds=1))
    await async_call(hass, "switch.turn_off", mute, hass_admin_user.id)
    assert kitchen.switch.calls == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.switch.calls == [True]
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.switch.calls == [True, False]
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
    [alive] = entry.runtime_data.household.microphones.values()
    assert alive.standing.person_mute is None


async def test_a_mute_that_is_wanted_again_meanwhile_stands(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A release that still waits is forgotten."""
    [control] = microphone(hass, kitchen)["data"]["controls"]
    await async_earshot(hass, microphone(hass, kitchen, controls=[control | {"least_hold": 3}]))
    mute = entity(hass, "switch", "mute", "Kitchen")
    for service in ("switch.turn_on", "switch.turn_off", "switch.turn_on"):
        await async_call(hass, service, mute, hass_admin_user.id)
    await async_wait(hass, freezer, timedelta(seconds=10))
    assert kitchen.switch.calls == [True]
    assert kitchen.muted


async def test_a_release_before_the_mute_reads_back_waits_for_it(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """And where it does not within its time, it is released all the same: it could still come through."""
    [control] = microphone(hass, kitchen)["data"]["controls"]
    entry = await async_earshot(hass, microphone(hass, kitchen, controls=[control | {"least_hold": 3}]))
    kitchen.switch.ignores = True
    mute = entity(hass, "switch", "mute", "Kitchen")
    for service in ("switch.turn_on", "switch.turn_off"):
        await async_call(hass, service, mute, hass_admin_user.id)
    await async_wait(hass, freezer, timedelta(seconds=2))
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True]
    kitchen.switch.ignores = False
    await async_wait(hass, freezer, timedelta(seconds=3))
    assert kitchen.switch.calls == [True, False]
    kitchen.switch.ignores = True
    for service in ("switch.turn_on", "switch.turn_off"):
        await async_call(hass, service, mute, hass_admin_user.id)
    for _ in range(2):
        await async_wait(hass, freezer, timedelta(seconds=6))
    assert kitchen.switch.calls == [True, False, True, False]
    assert entry.runtime_data.ledger.memory.owned == {}
