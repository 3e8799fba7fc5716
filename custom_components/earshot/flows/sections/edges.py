"""A window's start and end between the form and the rule's data."""

from collections.abc import Mapping
from typing import Any

from ...const import CONF_OFFSET, CONF_SUN
from ...policy.sun import OFFSET_LIMIT, SunEvent
from ..fields import time_text
from ..selectors import CHOSEN

type Edge = str | dict[str, Any]
"""As it is stored: `"22:00:00"`, or `{"sun": "sunset", "offset": seconds}`."""


def sun_edge(kind: str, minutes: float) -> Edge:
    """Return an edge that goes with the sun; the offset to the second."""
    return {CONF_SUN: SunEvent(kind).value, CONF_OFFSET: round(minutes * 60)}


def edge_of_choice(choice: Any) -> Edge | None:
    """Return an edge as the selector for edges gave it; None where it was left empty."""
    if not isinstance(choice, Mapping):
        return time_text(choice) if choice else None
    return sun_edge(choice[CHOSEN], choice[choice[CHOSEN]])


def choice_of_edge(edge: Edge) -> Any:
    """Return an edge as the selector for edges shows it."""
    if isinstance(edge, str):
        return edge
    return {CHOSEN: edge[CONF_SUN], edge[CONF_SUN]: minutes_of(edge)}


def minutes_of(edge: Mapping[str, Any]) -> float:
    """Return the offset of an edge that goes with the sun, in minutes."""
    minutes: float = edge.get(CONF_OFFSET, 0) / 60
    return int(minutes) if minutes == int(minutes) else minutes


def too_far(edge: Edge | None) -> bool:
    """Whether an edge is further from the sun than it may be."""
    return isinstance(edge, dict) and abs(edge[CONF_OFFSET]) > OFFSET_LIMIT.total_seconds()
