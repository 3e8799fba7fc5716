"""The sentences are there while Earshot and the conversation integration are, and only then."""

from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, floor_registry as fr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.voice.grammar import trigger_sentences
from tests.home import Satellite, async_earshot, microphone

from .talk import async_answer, async_talk

pytestmark = pytest.mark.usefixtures("tuesday_evening")


def offered(hass: HomeAssistant) -> list[str]:
    """Return the sentences that the agent knows from code."""
    return get_agent_manager(hass).trigger_sentences


async def test_without_conversation(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Without it nothing is offered, and nothing is missed."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert "conversation" not in hass.config.components
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_conversation_comes_later(hass: HomeAssistant, kitchen: Satellite) -> None:
    """It is set up after Earshot."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_talk(hass)
    assert await async_answer(hass, "who can hear me") == "The Kitchen can hear you."


async def test_conversation_comes_first(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Or before it."""
    await async_talk(hass)
    assert offered(hass) == []
    await async_earshot(hass, microphone(hass, kitchen))
    assert await async_answer(hass, "who can hear me") == "The Kitchen can hear you."


async def test_unload_and_reload(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Unloaded nothing stays; loaded again nothing is there twice."""
    manager, before = get_agent_manager(hass), offered(hass)
    assert before
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert offered(hass) == []
    assert manager._trigger_callbacks == {}
    assert "microphone" not in await async_answer(hass, "who can hear me")
    assert await hass.config_entries.async_setup(entry.entry_id)
    assert offered(hass) == before
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert offered(hass) == before
    assert len(manager._trigger_callbacks) == 1
    assert "can hear you" in await async_answer(hass, "who can hear me")


async def test_unload_stops_following(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Nothing is offered again by what changes later."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    fr.async_get(hass).async_create("Attic")
    await hass.async_block_till_done()
    assert offered(hass) == []


async def test_offered_anew_only_for_other_names(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """The agent parses all sentences anew whenever they change: they change with the names alone."""
    manager = get_agent_manager(hass)
    (registered,) = manager._trigger_callbacks
    er.async_get(hass).async_update_entity(kitchen.entity_id, icon="mdi:ear")
    await hass.async_block_till_done()
    assert list(manager._trigger_callbacks) == [registered]
    er.async_get(hass).async_update_entity(kitchen.entity_id, aliases=["Cook"])
    await hass.async_block_till_done()
    assert list(manager._trigger_callbacks) != [registered]


def test_many_names() -> None:
    """The agent parses all sentences in one turn of its loop: in a home of very many they stay as few as elsewhere."""
    names = [f"room {number}" for number in range(1000)]
    assert sum(map(len, trigger_sentences(names))) < 2 * sum(map(len, trigger_sentences(names[:75])))
    assert sum("{spot}" in sentence for sentence in trigger_sentences(names)) == 0
    assert sum("{spot}" in sentence for sentence in trigger_sentences([])) == 0
