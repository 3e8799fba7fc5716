"""Tools for language models: the intents, and that nothing is unmuted through them."""

from typing import Final

from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import intent
from homeassistant.helpers.llm import LLM_API_ASSIST, IntentTool, LLMContext, ToolAnnotations

from .const import DOMAIN
from .data import EarshotConfigEntry
from .intent import INTENT_MUTE, INTENT_STATUS

_TITLES: Final = {INTENT_MUTE: "Mute microphones", INTENT_STATUS: "Who can hear me"}
_ANNOTATIONS: Final = {
    # A mute takes nothing away that could not be had back; asked for again for a while, it lasts longer.
    INTENT_MUTE: ToolAnnotations(destructive=False, open_world=False),
    INTENT_STATUS: ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False),
}
_PROMPT: Final = (
    "Earshot mutes the microphones of the home and knows which of them can hear the user. "
    "Say of a microphone only what Earshot's tools answer; never call one muted that they do not call muted. "
    "Microphones cannot be unmuted by you: that is done by hand, with Earshot's switches or at the device."
)


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return the tools while there are microphones in Earshot's care."""
    entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if api_id != LLM_API_ASSIST or not any(entry.runtime_data.household.microphones for entry in entries):
        return None
    handlers = [handler for handler in intent.async_get(hass) if handler.intent_type in _TITLES]
    if not handlers:
        return None
    return LLMTools(
        tools=[
            IntentTool(
                f"{DOMAIN}__{handler.intent_type}",
                handler,
                title=_TITLES[handler.intent_type],
                integration=DOMAIN,
                annotations=_ANNOTATIONS[handler.intent_type],
            )
            for handler in handlers
        ],
        prompt=_PROMPT,
    )
