"""Whether Home Assistant can tell where these people are."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from homeassistant.components.person.const import DOMAIN as PERSON_DOMAIN
from homeassistant.core import HomeAssistant, State, callback

from .fields import plain

_ATTR_TRACKERS = "device_trackers"


class PeopleError(StrEnum):
    """Why "nobody home" could not be told of some people."""

    NO_PERSONS = "no_persons"
    PERSON_NOT_FOUND = "person_not_found"
    PERSON_WITHOUT_TRACKERS = "person_without_trackers"


@dataclass(frozen=True, slots=True)
class PeopleProblem:
    """What is wrong, and with whom."""

    error: PeopleError
    who: str = ""
    """Names for people to read, or entity ids where there is no name."""


@callback
def async_people_problem(hass: HomeAssistant, persons: Sequence[str]) -> PeopleProblem | None:
    """Return what keeps "nobody home" from being told of these person entities, or of everyone where there are none."""
    missing = [person for person in persons if _state(hass, person) is None]
    if missing:
        return PeopleProblem(PeopleError.PERSON_NOT_FOUND, ", ".join(missing))
    states = [hass.states.get(person) for person in persons] if persons else hass.states.async_all(PERSON_DOMAIN)
    if not states:
        return PeopleProblem(PeopleError.NO_PERSONS)
    lost = [state for state in states if state is not None and not state.attributes.get(_ATTR_TRACKERS)]
    if lost:
        return PeopleProblem(
            PeopleError.PERSON_WITHOUT_TRACKERS,
            ", ".join(sorted(plain(state.name) or state.entity_id for state in lost)),
        )
    return None


def _state(hass: HomeAssistant, person: str) -> State | None:
    return hass.states.get(person) if person.startswith(f"{PERSON_DOMAIN}.") else None
