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
