"""What the audit looks at, in a home for tests: assistants, Echo devices, vendors."""

from typing import Any

from homeassistant.components.assist_pipeline.pipeline import Pipeline, PipelineData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.audit.findings import Finding, judge
from custom_components.earshot.audit.gather import async_gather
from tests.home import Satellite

LOCAL = {"conversation_engine": "conversation.home_assistant", "conversation_language": "en", "language": "en"}
NO_VOICE = {
    "stt_engine": None,
    "stt_language": None,
    "tts_engine": None,
    "tts_language": None,
    "tts_voice": None,
    "wake_word_entity": None,
    "wake_word_id": None,
}


async def async_findings(hass: HomeAssistant, entry: MockConfigEntry) -> list[Finding]:
    """Return what the audit finds now."""
    return judge(await async_gather(hass, entry), dt_util.now().date())


async def async_found(hass: HomeAssistant, entry: MockConfigEntry, key: str) -> list[Finding]:
    """Return the findings of one key."""
    return [finding for finding in await async_findings(hass, entry) if finding.key == key]


async def async_assist(hass: HomeAssistant, **config: Any) -> None:
    """Set Home Assistant's voice assistants up."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "assist_pipeline", {"assist_pipeline": config})
    await hass.async_block_till_done()


async def async_assistant(hass: HomeAssistant, name: str, *, preferred: bool = False, **engines: str) -> Pipeline:
    """Add an assistant that is local but for the engines given."""
    data: PipelineData = hass.data["assist_pipeline"]
    languages = {f"{key.removesuffix('_engine')}_language": "en" for key in engines if key.endswith("_engine")}
    pipeline = await data.pipeline_store.async_create_item({"name": name, **LOCAL, **NO_VOICE, **languages, **engines})
    if preferred:
        data.pipeline_store.async_set_preferred_item(pipeline.id)
    return pipeline


def engine(hass: HomeAssistant, domain: str, platform: str) -> str:
    """Register an engine's entity and return its id; the integration is Home Assistant's own."""
    return er.async_get(hass).async_get_or_create(domain, platform, f"{platform}-engine").entity_id


def select(hass: HomeAssistant, satellite: Satellite, key: str, state: str, *, platform: str | None = None) -> str:
    """Give a satellite's device a select, by its translation key."""
    entry = er.async_get(hass).async_get_or_create(
        "select",
        platform or satellite.platform,
        f"{satellite.name}-{key}",
        config_entry=satellite.entry,
        device_id=er.async_get(hass).async_get(satellite.entity_id).device_id,
        translation_key=key,
    )
    hass.states.async_set(entry.entity_id, state)
    return entry.entity_id


def echo(hass: HomeAssistant, name: str, drop_in: str = "home") -> dict[str, str]:
    """Add an Echo as Home Assistant's own integration shows it; return its device and entities by translation key."""
    entry = MockConfigEntry(domain="alexa_devices")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("alexa_devices", name)}, name=name
    )
    ids = {"device": device.id}
    for domain, key, state in (("select", "dropin", drop_in), ("event", "voice_event", "unknown")):
        registered = er.async_get(hass).async_get_or_create(
            domain,
            "alexa_devices",
            f"{name}-{key}",
            config_entry=entry,
            device_id=device.id,
            translation_key=key,
            suggested_object_id=f"echo_{key}",
        )
        hass.states.async_set(registered.entity_id, state)
        ids[key] = registered.entity_id
    return ids


def id_of(entry: MockConfigEntry, title: str) -> str:
    """Return the id of the microphone with this title."""
    return next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)
