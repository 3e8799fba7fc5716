"""Sources of activity: one file for each kind, behind one narrow protocol."""

from collections.abc import Callable
from typing import Final

from ..references import EntityResolver, StateReader
from .alexa_devices import AlexaDevicesSource
from .alexa_media import AlexaMediaSource
from .assist_satellite import AssistSatelliteSource
from .binary_sensor import BinarySensorSource, StreamingSensorSource
from .model import ActivitySource, SourceConfig
from .pipeline_runs import PipelineRuns

__all__ = ["SOURCE_KINDS", "ActivitySource", "PipelineRuns", "SourceConfig", "build_source"]

SOURCE_KINDS: Final[dict[str, Callable[[SourceConfig, EntityResolver, StateReader], ActivitySource]]] = {
    source.kind: source
    for source in (
        AssistSatelliteSource,
        BinarySensorSource,
        StreamingSensorSource,
        AlexaDevicesSource,
        AlexaMediaSource,
    )
}


def build_source(
    config: SourceConfig, resolve: EntityResolver, states: StateReader, runs: PipelineRuns | None = None
) -> ActivitySource:
    """Build the source that a configuration describes.

    Raises KeyError for a kind that this version does not know.
    """
    if config.kind == AssistSatelliteSource.kind:
        return AssistSatelliteSource(config, resolve, states, runs)
    return SOURCE_KINDS[config.kind](config, resolve, states)
