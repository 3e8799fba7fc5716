"""How many of the home's microphones are in Earshot's care."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from homeassistant.config_entries import ConfigSubentry

from ..const import CONF_CONTROLS, CONF_DEVICE, CONF_ENTITY, CONF_SOURCES
from .discovery import Candidate


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is in Earshot's care, out of what is known."""

    percent: int | None
    """The share of the known microphones that are in its care, rounded down; None where none is known."""
    uncovered: tuple[Candidate, ...]
    """Those that are not, in the order in which they were found."""


def coverage(candidates: Iterable[Candidate], microphones: Iterable[ConfigSubentry]) -> Coverage:
    """Compare what was found with the subentries of the microphones. Known is what is in care and what was found."""
    microphones = list(microphones)
    held = {name for microphone in microphones for name in _names(microphone)}
    uncovered = tuple(candidate for candidate in candidates if candidate.covers.isdisjoint(held))
    known = len(microphones) + len(uncovered)
    return Coverage(len(microphones) * 100 // known if known else None, uncovered)


def _names(microphone: ConfigSubentry) -> Iterator[str]:
    """Yield what a microphone refers to: entities, as a subentry keeps them, and its device."""
    data = microphone.data
    for name in (microphone.unique_id, data.get(CONF_DEVICE)):
        if name:
            yield name
    for part in (*data.get(CONF_SOURCES, ()), *data.get(CONF_CONTROLS, ())):
        if isinstance(part, Mapping) and CONF_ENTITY in part:
            yield part[CONF_ENTITY]
