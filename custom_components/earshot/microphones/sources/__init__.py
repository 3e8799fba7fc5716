"""Sources of activity: one file for each kind, behind one narrow protocol."""

from collections.abc import Callable
from typing import Final

from ..references import EntityResolver, StateReader
from .assist_satellite import AssistSatelliteSource
from .model import ActivitySource, SourceConfig

__all__ = ["SOURCE_KINDS", "ActivitySource", "SourceConfig", "build_source"]

SOURCE_KINDS: Final[dict[str, Callable[[SourceConfig, EntityResolver, StateReader], ActivitySource]]] = {
    AssistSatelliteSource.kind: AssistSatelliteSource,
}


def build_source(config: SourceConfig, resolve: EntityResolver, states: StateReader) -> ActivitySource:
    """Build the source that a configuration describes.

    Raises KeyError for a kind that this version does not know.
    """
    return SOURCE_KINDS[config.kind](config, resolve, states)
