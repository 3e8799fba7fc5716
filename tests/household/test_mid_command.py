"""A rule lets a command finish; people, and privacy mode, cut it."""

from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from tests.home import TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night, shown

from .parts import status


async def test_a_rule_lets_a_running_command_finish(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """`muting`, with the indicator on, until the command is over."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=2))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == []
    assert status(hass) == "muting"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "sensor", "live_microphones") == "1"
    await kitchen.async_show("processing")
    await kitchen.async_show("responding")
    assert kitchen.switch.calls == []
    freezer.tick(4)
    await kitchen.async_show("idle")
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"


async def test_a_rule_waits_fifteen_seconds_at_most(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Over all follow-ups, from the boundary on."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=1))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    for state in ("processing", "responding", "listening", "processing", "listening"):
        await async_wait(hass, freezer, timedelta(seconds=2.9))
        await kitchen.async_show(state)
    assert kitchen.switch.calls == []
    await async_wait(hass, freezer, TEN + timedelta(seconds=15))
    assert kitchen.switch.calls == [True]


async def test_a_command_that_runs_when_earshot_starts_has_no_grace(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The window began long ago: what is heard after a kill is cut at once, and told as heard while muted."""
    freezer.move_to(TEN + timedelta(hours=1))
    await kitchen.async_show("listening")
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert kitchen.switch.calls == [True]
    await kitchen.async_show("idle")
    activations = await hass.services.async_call("earshot", "get_activations", {}, blocking=True, return_response=True)
    assert [row["while_muted"] for row in activations["activations"]] == [True]


async def test_entities_begin_with_what_is_there(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Also while the first mute is under way, however long that takes."""
    freezer.move_to(TEN + timedelta(hours=1))
    await kitchen.async_show("listening")
    shows = async_capture_events(hass, EVENT_STATE_CHANGED)
    with patch("custom_components.earshot.household._ACTION_STEPS", 1000):
        await async_earshot(hass, microphone(hass, kitchen), night(), options={"retention_days": 0})
    first: dict[str, str] = {}
    for event in shows:
        first.setdefault(event.data["entity_id"], event.data["new_state"].state)
    assert first[entity(hass, "binary_sensor", "recording", "Kitchen")] == "on"
    assert first[entity(hass, "sensor", "status", "Kitchen")] in ("muting", "listening")


async def test_an_announcement_is_no_command(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing listens while it only speaks: the mute does not wait."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await kitchen.async_show("responding")
    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == [True]


@pytest.mark.parametrize("switch", [("privacy_mode", None), ("mute", "Kitchen")])
async def test_people_cut_a_command_at_once(
    hass: HomeAssistant, kitchen: Satellite, switch: tuple[str, str | None]
) -> None:
    """Privacy mode and a person's mute do not wait for anything."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", *switch))
    assert kitchen.switch.calls == [True]


async def test_privacy_mode_cuts_a_command_that_a_rule_had_waited_for(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The wait is the rule's; a hold that does not wait ends it."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=2))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert status(hass) == "muting"
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    assert kitchen.switch.calls == [True]
