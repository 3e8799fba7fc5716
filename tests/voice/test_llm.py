"""What language models get: two tools, and no way to unmute."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from probatio import to_openapi  # noqa: TID251 - what serialises parameters for a model has no other name
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.calls import limited_user
from tests.home import Satellite, async_earshot, entity

from .talk import async_talk, device_of

TOOLS = {"earshot__EarshotMute", "earshot__EarshotStatus"}

pytestmark = pytest.mark.usefixtures("tuesday_evening")


def asked_by(user_id: str | None = None, device_id: str | None = None) -> llm.LLMContext:
    """Return the context of a request."""
    return llm.LLMContext("test", Context(user_id=user_id), "en", "conversation", device_id)


async def async_tools(hass: HomeAssistant, context: llm.LLMContext) -> tuple[llm.APIInstance, dict[str, llm.Tool]]:
    """Return the Assist API, and Earshot's tools in it."""
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    return api, {tool.name: tool for tool in api.tools if tool.integration == "earshot"}


async def async_use(hass: HomeAssistant, context: llm.LLMContext, tool: str, **args: Any) -> dict[str, Any]:
    """Call a tool as a model does."""
    api, _ = await async_tools(hass, context)
    result = await api.async_call_tool(llm.ToolInput(tool, args))
    await hass.async_block_till_done()
    return dict(result.data)


async def test_tools(hass: HomeAssistant, entry: MockConfigEntry, caplog: pytest.LogCaptureFixture) -> None:
    """Both tools, described and with parameters that a model can be given; neither is called destructive."""
    api, tools = await async_tools(hass, asked_by())
    assert set(tools) == TOOLS
    assert "cannot be unmuted" in api.api_prompt
    for tool in tools.values():
        assert tool.title and tool.description
        schema = to_openapi(tool.parameters, custom_serializer=api.custom_serializer)
        assert all("type" in parameter for parameter in schema["properties"].values())
        assert all(parameter.get("description") for parameter in schema["properties"].values())
        assert not tool.annotations.destructive and not tool.annotations.open_world
    assert tools["earshot__EarshotStatus"].annotations.read_only
    assert "earshot" not in " ".join(record.message for record in caplog.records if "deprecated" in record.message)


async def test_use(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """A model mutes for an hour the device that it speaks through, and asks who can hear."""
    context = asked_by(device_id=device_of(hass, kitchen))
    answer = await async_use(hass, context, "earshot__EarshotMute", minutes=30, area="", until="")
    assert answer["speech"]["plain"]["speech"] == "The Kitchen is muted until 9:30."
    assert kitchen.muted and not bedroom.muted
    answer = await async_use(hass, context, "earshot__EarshotStatus")
    assert answer["speech"]["plain"]["speech"] == "The Bedroom can hear you. The Kitchen is muted until 9:30."


async def test_rights(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A model may what its user may."""
    user = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    answer = await async_use(hass, asked_by(user.id), "earshot__EarshotMute", everywhere=True)
    assert answer["response_type"] == "error"
    assert not kitchen.muted


async def test_nothing_in_care(hass: HomeAssistant) -> None:
    """Without a microphone there is no tool."""
    await async_earshot(hass)
    await async_talk(hass)
    assert (await async_tools(hass, asked_by()))[1] == {}


async def test_not_loaded(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Nor while Earshot is not loaded."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert (await async_tools(hass, asked_by()))[1] == {}
