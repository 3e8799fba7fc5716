"""Entities that show what a microphone does, chosen by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntityWithDeviceFilterSelectorConfig

from ..const import CONF_ENTITY, CONF_KIND, CONF_SOURCES, SUBENTRY_MICROPHONE
from ..microphones.references import EntityReference
from ..microphones.sources.alexa_devices import AlexaDevicesSource
from ..microphones.sources.alexa_media import AlexaMediaSource
from ..microphones.sources.assist_satellite import AssistSatelliteSource
from ..microphones.sources.binary_sensor import BinarySensorSource, StreamingSensorSource
from .entities import async_entities_problem, async_references, async_shown
from .microphone_draft import entities_of


@dataclass(frozen=True, slots=True)
class _Kind:
    """Which entities a kind of source can be made of."""

    kind: str
    domain: str
    integration: str | None = None

    def fits(self, hass: HomeAssistant, entity_id: str) -> bool:
        """Whether an entity is of this kind."""
        if split_entity_id(entity_id)[0] != self.domain:
            return False
        entry = er.async_get(hass).async_get(entity_id)
        return self.integration is None or (entry is not None and entry.platform == self.integration)


_KINDS: Final = (
    _Kind(AssistSatelliteSource.kind, Platform.ASSIST_SATELLITE),
    _Kind(AlexaDevicesSource.kind, Platform.EVENT, "alexa_devices"),
    _Kind(AlexaMediaSource.kind, Platform.MEDIA_PLAYER, "alexa_media"),
    _Kind(BinarySensorSource.kind, Platform.BINARY_SENSOR),
)
# Of these sensors nobody but the one who chooses can say which of the two it is.
_STREAM: Final = _Kind(StreamingSensorSource.kind, Platform.BINARY_SENSOR)


class SourceError(StrEnum):
    """Why an entity cannot show a microphone's activity, beside what is wrong with it as an entity."""

    SOURCE_UNSUITABLE = "source_unsuitable"
    STREAM_UNSUITABLE = "stream_unsuitable"
    SOURCE_TWICE = "source_twice"
    SOURCE_GONE = "source_gone"
    ALREADY_CONFIGURED = "already_configured"


def source_filters() -> list[EntityWithDeviceFilterSelectorConfig]:
    """Return filters that let through what can be a source."""
    filters = []
    for kind in _KINDS:
        each = EntityWithDeviceFilterSelectorConfig(domain=kind.domain)
        if kind.integration:
            each["integration"] = kind.integration
        filters.append(each)
    return filters


def stream_filters() -> list[EntityWithDeviceFilterSelectorConfig]:
    """Return filters that let through what can say that sound leaves a microphone."""
    return [EntityWithDeviceFilterSelectorConfig(domain=_STREAM.domain)]


def is_stream(source: Mapping[str, Any]) -> bool:
    """Whether a source shows that sound leaves a microphone, and nothing else."""
    return bool(source[CONF_KIND] == _STREAM.kind)


@callback
def async_source(hass: HomeAssistant, reference: EntityReference, *, streams: bool = False) -> dict[str, Any] | None:
    """Return an entity as a source, of streams alone where that is asked for; None where it shows nothing of a microphone."""
    entity_id = async_shown(hass, reference)
    kinds = (_STREAM,) if streams else _KINDS
    kind = next((each.kind for each in kinds if each.fits(hass, entity_id)), None)
    return None if kind is None else {CONF_KIND: kind, CONF_ENTITY: reference}


@callback
def async_sources_problem(
    hass: HomeAssistant, entry: ConfigEntry, chosen: Iterable[str], microphone_id: str | None, *, streams: bool = False
) -> tuple[str, str] | None:
    """Return why these entities cannot be the sources of a microphone, or of its streams, and which; the id is of the one that they are for."""
    new = async_references(hass, chosen)
    if problem := async_entities_problem(hass, new):
        return problem.error, problem.who
    if any(async_source(hass, each, streams=streams) is None for each in new):
        return SourceError.STREAM_UNSUITABLE if streams else SourceError.SOURCE_UNSUITABLE, ""
    if any(async_taken(entry, each, microphone_id) for each in new):
        return SourceError.ALREADY_CONFIGURED, ""
    return None


@callback
def async_taken(entry: ConfigEntry, reference: EntityReference, microphone_id: str | None) -> bool:
    """Whether an entity is what another microphone is known by, or shows its activity."""
    return any(
        reference in (other.unique_id, *entities_of(other.data[CONF_SOURCES]))
        for other in entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
        if other.subentry_id != microphone_id
    )
