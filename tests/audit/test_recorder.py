"""Words that the recorder keeps, with a real recorder and its filter."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.typing import RecorderInstanceContextManager

from custom_components.earshot.audit.findings import Severity
from tests.home import async_earshot

from .home import async_found, echo


@pytest.fixture(autouse=True)
def enable_earshot(recorder_db_url: str, enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration; the recorder's database has to be there before Home Assistant is."""


async def test_words_that_the_recorder_keeps(
    async_setup_recorder_instance: RecorderInstanceContextManager, hass: HomeAssistant
) -> None:
    """An Echo's voice event tells what was said: where the recorder keeps it, that is told."""
    await async_setup_recorder_instance(hass)
    ids = echo(hass, "Echo")
    entry = await async_earshot(hass)
    (found,) = await async_found(hass, entry, "words_recorded")
    assert (found.severity, found.microphone_id) == (Severity.RISK, None)
    assert found.placeholders == {"device": "Echo", "entity": "event.echo_voice_event"}
    er.async_get(hass).async_update_entity(ids["voice_event"], disabled_by=er.RegistryEntryDisabler.USER)
    assert await async_found(hass, entry, "words_recorded") == []


async def test_words_that_the_recorder_leaves_out(
    async_setup_recorder_instance: RecorderInstanceContextManager, hass: HomeAssistant
) -> None:
    """Excluded, as the advice says."""
    await async_setup_recorder_instance(hass, {"exclude": {"entities": ["event.echo_voice_event"]}})
    echo(hass, "Echo")
    entry = await async_earshot(hass)
    assert await async_found(hass, entry, "words_recorded") == []


async def test_words_that_a_media_player_tells(
    async_setup_recorder_instance: RecorderInstanceContextManager, hass: HomeAssistant
) -> None:
    """The custom integration for Echos puts the last command into an attribute; other players tell none."""
    await async_setup_recorder_instance(hass)
    entry = await async_earshot(hass)
    registry = er.async_get(hass)
    player = registry.async_get_or_create("media_player", "alexa_media", "x", suggested_object_id="hall").entity_id
    other = registry.async_get_or_create("media_player", "cast", "x").entity_id
    hass.states.async_set(other, "idle", {"last_called_summary": "secret"})
    for attributes, count in (({}, 0), ({"last_called_summary": "secret"}, 1), ({"last_called_summary": None}, 0)):
        hass.states.async_set(player, "idle", attributes)
        found = await async_found(hass, entry, "words_recorded")
        assert [each.placeholders["entity"] for each in found] == ["media_player.hall"] * count
    hass.states.async_remove(player)
    assert await async_found(hass, entry, "words_recorded") == []
