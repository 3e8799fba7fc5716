"""Home Assistant's voice assistants: which satellites use which, and where their engines work.

Names of other integrations are literals here, and what is imported from them is imported where they are known to be loaded: Earshot
starts before them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import entity_sources
from homeassistant.loader import IntegrationNotFound, async_get_integration

from ..flows.fields import plain
from .facts import Assistant, Engine, Locality, Stage

if TYPE_CHECKING:
    from homeassistant.components.assist_pipeline import Pipeline

# homeassistant.components.assist_pipeline.const
_ASSIST: Final = "assist_pipeline"
_ASSIST_CONFIG: Final = "assist_pipeline.config"
_RECORDING_FOLDER: Final = "debug_recording_dir"
# Translation keys of the selects by which a satellite's assistant is chosen, the second for its second wake word.
_FIRST: Final = "pipeline"
_SECOND: Final = "pipeline_n"
_SECOND_WAKE_WORD: Final = "wake_word_n"
_UNUSED: Final = {"no_wake_word", STATE_UNAVAILABLE, STATE_UNKNOWN}
# Home Assistant's own agent, by its entity and by the name that it had before. It is part of Home Assistant.
_OWN_AGENTS: Final = {"conversation.home_assistant", "homeassistant"}

_STAGES: Final[Mapping[Stage, str]] = {
    Stage.WAKE_WORD: "wake_word_entity",
    Stage.SPEECH_TO_TEXT: "stt_engine",
    Stage.AGENT: "conversation_engine",
    Stage.TEXT_TO_SPEECH: "tts_engine",
}


@callback
def async_recording_folder(hass: HomeAssistant) -> str | None:
    """Return the folder to which Assist writes every command as a sound file; None where it does not."""
    config: Mapping[str, Any] = hass.data.get(_ASSIST_CONFIG, {})
    return config.get(_RECORDING_FOLDER)


async def async_assistants(
    hass: HomeAssistant, satellites: Iterable[tuple[er.RegistryEntry, str]]
) -> tuple[Assistant, ...]:
    """Return the assistants that satellites use, sorted by name; satellites are given with the names that they go by."""
    if _ASSIST not in hass.config.components:
        return ()
    users: defaultdict[str, list[str]] = defaultdict(list)
    pipelines: dict[str, Pipeline] = {}
    for satellite, name in satellites:
        for pipeline in _pipelines_of(hass, satellite):
            pipelines[pipeline.id] = pipeline
            users[pipeline.id].append(name)
    found = [
        Assistant(plain(pipeline.name) or id_, await _async_engines(hass, pipeline), tuple(users[id_]))
        for id_, pipeline in pipelines.items()
    ]
    return tuple(sorted(found, key=lambda assistant: assistant.name.casefold()))


def _pipelines_of(hass: HomeAssistant, satellite: er.RegistryEntry) -> list[Pipeline]:
    """Return the pipelines that a satellite runs: for each wake word the chosen one, or the preferred one."""
    from homeassistant.components.assist_pipeline import OPTION_PREFERRED, async_get_pipelines
    from homeassistant.components.assist_pipeline.pipeline import async_get_pipeline

    # As Home Assistant does: of two with one name it takes the first, and what names none is the preferred one.
    by_name = {pipeline.name: pipeline for pipeline in reversed(async_get_pipelines(hass))}
    by_name.pop(OPTION_PREFERRED, None)
    selects = _selects_of(hass, satellite)
    chosen = [selects.get(_FIRST)]
    if selects.get(_SECOND_WAKE_WORD) not in {None, *_UNUSED}:
        chosen.append(selects.get(_SECOND))
    pipelines = [by_name.get(name or "") or async_get_pipeline(hass) for name in chosen]
    return list({pipeline.id: pipeline for pipeline in pipelines}.values())


def _selects_of(hass: HomeAssistant, satellite: er.RegistryEntry) -> dict[str, str]:
    """Return the states of the selects that the satellite's integration has on its device, by translation key."""
    if satellite.device_id is None:
        return {}
    return {
        entry.translation_key: state.state
        for entry in er.async_entries_for_device(er.async_get(hass), satellite.device_id)
        if entry.domain == Platform.SELECT and entry.platform == satellite.platform and entry.translation_key
        if (state := hass.states.get(entry.entity_id))
    }


async def _async_engines(hass: HomeAssistant, pipeline: Pipeline) -> tuple[Engine, ...]:
    found = []
    for stage, attribute in _STAGES.items():
        if engine_id := getattr(pipeline, attribute):
            found.append(await _async_engine(hass, stage, engine_id))
    return tuple(found)


async def _async_engine(hass: HomeAssistant, stage: Stage, engine_id: str) -> Engine:
    """Return an engine with the name of its integration, whose manifest says where it works."""
    if engine_id in _OWN_AGENTS:
        return Engine(stage, "Home Assistant", Locality.LOCAL)
    if (domain := _integration_of(hass, engine_id)) is None:
        return Engine(stage, plain(engine_id), Locality.UNKNOWN)
    try:
        integration = await async_get_integration(hass, domain)
    except IntegrationNotFound:
        return Engine(stage, plain(engine_id), Locality.UNKNOWN)
    return Engine(stage, plain(integration.name), _locality(integration.iot_class))


def _integration_of(hass: HomeAssistant, engine_id: str) -> str | None:
    """Return the integration behind an engine: an entity, a config entry, or an integration's own name as it was in the past."""
    if "." in engine_id:
        if (registered := er.async_get(hass).async_get(engine_id)) is not None:
            return registered.platform
        source = entity_sources(hass).get(engine_id)
        return source["domain"] if source else None
    entry = hass.config_entries.async_get_entry(engine_id)
    return entry.domain if entry else engine_id


def _locality(iot_class: str | None) -> Locality:
    kind = (iot_class or "").partition("_")[0]
    return Locality(kind) if kind in {Locality.LOCAL, Locality.CLOUD} else Locality.UNKNOWN
