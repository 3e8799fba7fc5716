"""One listener that fails, and what was written by others into what an entity had shown."""

import asyncio

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, State
import pytest
from pytest_homeassistant_custom_component.common import mock_restore_cache

from .home import SEVEN, TEN, async_earshot, async_satellite, async_wait, microphone, night, shown

pytestmark = pytest.mark.usefixtures("before_the_night")


async def test_a_listener_that_fails_keeps_nothing_from_the_others(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither of its own microphone nor of another one an old status is shown."""
    rooms = [await async_satellite(hass, f"Room {number}", platform="esphome") for number in range(4)]
    entry = await async_earshot(hass, *(microphone(hass, room) for room in rooms), night())
    household = entry.runtime_data.household

    def fail() -> None:
        raise ValueError("a listener that fails")

    unlisten = [household.broadcast.listen_microphone(id_, fail, first=True) for id_ in household.microphones]
    for instant, status in ((TEN, "muted"), (SEVEN, "armed")):
        await async_wait(hass, freezer, instant)
        assert [shown(hass, "sensor", "status", room.name) for room in rooms] == [status] * 4
    assert "a listener that fails" in caplog.text
    for each in unlisten:
        each()


async def test_a_restored_instant_without_a_zone_costs_no_row_of_the_log(hass: HomeAssistant) -> None:
    """It is none; what is heard next is kept."""
    kitchen = await async_satellite(hass, "Kitchen")
    mock_restore_cache(hass, [State("sensor.kitchen_last_activation", "2026-01-01 00:00:00")])
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert shown(hass, "sensor", "last_activation", "Kitchen") == "unknown"
    await kitchen.async_speak()
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    assert len((await asyncio.wrap_future(store.activations())).records) == 1
