"""Triggers and conditions while something really happens."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
import pytest

from custom_components.earshot.condition import CONDITIONS
from custom_components.earshot.trigger import TRIGGERS
from tests.home import TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night

from .parts import async_armed, async_met


async def test_a_command_starts_and_stops_the_recording(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """The indicator lingers, and what else is in the area does not count."""
    started = await async_armed(hass, "recording_started", downstairs)
    stopped = await async_armed(hass, "recording_stopped", downstairs)
    recording = await async_met(hass, "is_recording", downstairs)
    assert not recording()
    hass.states.async_set("binary_sensor.other_door", "on", {"device_class": "problem"})
    await kitchen.async_show("listening")
    indicator = entity(hass, "binary_sensor", "recording", "Kitchen")
    assert started == [indicator]
    assert recording()
    await kitchen.async_show("idle")
    assert stopped == []
    await async_wait(hass, freezer, timedelta(seconds=6))
    assert stopped == [indicator]
    assert not recording()


async def test_the_night_pauses_and_the_morning_unmutes(
    hass: HomeAssistant, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """A satellite that does not confirm its mute is paused: that is muted only for who says so."""
    muted = await async_armed(hass, "microphone_muted", downstairs)
    with_paused = await async_armed(hass, "microphone_muted", downstairs, {"include_paused": True})
    unmuted = await async_armed(hass, "microphone_unmuted", downstairs)
    is_muted = await async_met(hass, "is_muted", downstairs)
    is_muted_or_paused = await async_met(hass, "is_muted", downstairs, include_paused=True)
    can_listen = await async_met(hass, "can_listen", downstairs)
    status = entity(hass, "sensor", "status", "Kitchen")
    assert can_listen()
    await async_wait(hass, freezer, TEN)
    assert hass.states.get(status).state == "paused"
    assert (muted, with_paused, unmuted) == ([], [status], [])
    assert (is_muted(), is_muted_or_paused(), can_listen()) == (False, True, False)
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    assert (muted, with_paused, unmuted) == ([], [status], [status])
    assert can_listen()


async def test_what_is_heard_while_muted_triggers(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """By the event entity, for its own type alone."""
    while_muted = await async_armed(hass, "activated_while_muted", downstairs)
    misfired = await async_armed(hass, "misfire", downstairs)
    event = entity(hass, "event", "activation", "Kitchen")
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert (while_muted, misfired) == ([], [event])
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert (while_muted, misfired) == ([event], [event])


async def test_a_mute_that_fails_triggers_by_its_area(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """Though the entity that shows it is a diagnostic one; three attempts have failed by then."""
    failed = await async_armed(hass, "mute_failed", downstairs)
    kitchen.switch.ignores = True
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    hass.states.async_set("binary_sensor.other_door", "on", {"device_class": "problem"})
    await hass.async_block_till_done()
    assert failed == []
    for seconds in (6, 2, 6, 3, 6):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
    assert failed == [entity(hass, "binary_sensor", "problem", "Kitchen")]


@pytest.mark.parametrize("kind", ["entity_id", "device_id", "area_id", "floor_id", "label_id"])
async def test_whatever_is_the_target(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, kind: str
) -> None:
    """A night with everything in it: each trigger finds the microphone's entity by any kind of target, and so do the conditions."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    shown_by = {
        key: entity(hass, platform, each, "Kitchen")
        for key, platform, each in (
            ("recording_started", "binary_sensor", "recording"),
            ("recording_stopped", "binary_sensor", "recording"),
            ("misfire", "event", "activation"),
            ("microphone_muted", "sensor", "status"),
            ("activated_while_muted", "event", "activation"),
            ("microphone_unmuted", "sensor", "status"),
            ("mute_failed", "binary_sensor", "problem"),
        )
    }
    where = places(hass, kitchen)
    target = {kind: where.get(kind, sorted(set(shown_by.values())))}
    muted = {"include_paused": True}
    fired = {
        key: await async_armed(hass, key, target, muted if key == "microphone_muted" else None) for key in TRIGGERS
    }
    met = {key: await async_met(hass, key, target, **(muted if key == "is_muted" else {})) for key in CONDITIONS}
    seen = []

    def look() -> None:
        seen.append({key for key in met if met[key]()})

    await kitchen.async_show("listening")
    look()
    await kitchen.async_show("idle")
    await async_wait(hass, freezer, TEN)
    look()
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    look()
    kitchen.switch.ignores = True
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    for seconds in (6, 2, 6, 3, 6):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
    assert {key: set(entities) for key, entities in fired.items()} == {key: {id_} for key, id_ in shown_by.items()}
    assert seen == [{"can_listen", "is_recording"}, {"is_muted"}, {"can_listen"}]


def places(hass: HomeAssistant, satellite: Satellite) -> dict[str, str]:
    """Put a floor and a label around a satellite's device; return where it is, by every kind of target but the entity."""
    [area] = ar.async_get(hass).async_list_areas()
    floor = fr.async_get(hass).async_create("Ground floor")
    ar.async_get(hass).async_update(area.id, floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Ours")
    device_id = er.async_get(hass).async_get(satellite.entity_id).device_id
    dr.async_get(hass).async_update_device(device_id, labels={label.label_id})
    return {"device_id": device_id, "area_id": area.id, "floor_id": floor.floor_id, "label_id": label.label_id}
