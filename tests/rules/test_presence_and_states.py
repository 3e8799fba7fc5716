"""Rules by presence and by the states of entities."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from tests.home import Satellite, async_earshot, async_wait, microphone, rule

from .parts import async_set


@pytest.mark.parametrize(
    ("presence", "entity_id", "muting", "not_muting"),
    [
        ({"kind": "anybody_home", "persons": []}, "person.one", "home", "not_home"),
        ({"kind": "any_home", "persons": ["person.one"]}, "person.one", "home", "work"),
        ({"kind": "all_away", "persons": ["person.one"]}, "person.one", "work", "home"),
        ({"guests": "input_boolean.guests"}, "input_boolean.guests", "on", "off"),
        ({"zone": {"zone": "zone.pub", "comparison": "at_least", "count": 2}}, "zone.pub", "2", "1"),
    ],
)
async def test_presence_of_every_kind(
    hass: HomeAssistant,
    kitchen: Satellite,
    *,
    presence: dict[str, Any],
    entity_id: str,
    muting: str,
    not_muting: str,
) -> None:
    """Persons, guests, and how many are in a zone; what has no value mutes."""
    await async_set(hass, entity_id, not_muting)
    await async_earshot(hass, microphone(hass, kitchen), rule("Presence", presence=presence))
    assert not kitchen.muted
    for state, muted in ((muting, True), (not_muting, False), ("unavailable", True)):
        await async_set(hass, entity_id, state)
        assert kitchen.muted is muted


async def test_the_state_of_an_entity(hass: HomeAssistant, kitchen: Satellite) -> None:
    """While the television plays; an entity that was renamed is followed."""
    television = er.async_get(hass).async_get_or_create("media_player", "test", "tv", suggested_object_id="tv")
    await async_set(hass, "media_player.tv", "idle")
    states = [{"entity": television.id, "states": ["playing", "paused"], "negate": False}]
    await async_earshot(hass, microphone(hass, kitchen), rule("TV", states=states))
    assert not kitchen.muted
    await async_set(hass, "media_player.tv", "playing")
    assert kitchen.muted
    await async_set(hass, "media_player.tv", "idle")
    assert not kitchen.muted

    er.async_get(hass).async_update_entity("media_player.tv", new_entity_id="media_player.screen")
    await hass.async_block_till_done()
    await async_set(hass, "media_player.screen", "paused")
    assert kitchen.muted


async def test_a_condition_must_hold_and_lingers(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Five minutes before it counts, ten after it has ended; a restart begins neither anew."""
    await async_set(hass, "binary_sensor.meeting", "off")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    timing = {"states": {"for": 300, "linger": 600}}
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", states=states, timing=timing))
    await async_set(hass, "binary_sensor.meeting", "on")
    await async_wait(hass, freezer, timedelta(seconds=200))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await async_wait(hass, freezer, timedelta(seconds=99))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted
    await async_set(hass, "binary_sensor.meeting", "off")
    await async_wait(hass, freezer, timedelta(seconds=599))
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert not kitchen.muted


async def test_an_input_without_a_value_keeps_its_last_one_while_home_assistant_starts(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """And is undetermined once it has started."""
    await async_set(hass, "binary_sensor.meeting", "off")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"], "negate": False}]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Meeting", states=states))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_set("binary_sensor.meeting", "unavailable")
    hass.set_state(CoreState.starting)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted
