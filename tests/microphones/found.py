"""What discovery finds, and what it proposes of it as it is stored."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.earshot.microphones.discovery import Candidate, async_discover


def only(hass: HomeAssistant) -> Candidate:
    """Return the one microphone that is found."""
    (candidate,) = async_discover(hass)
    return candidate


def source(kind: str, entity: er.RegistryEntry) -> dict[str, Any]:
    """Return a source as it is stored."""
    return {"kind": kind, "entity": entity.id}


observation = source


def control(
    kind: str, entity: er.RegistryEntry, muted_state: str, assurance: str, *, confirmed: bool = True
) -> dict[str, Any]:
    """Return a control as it is stored."""
    return {
        "kind": kind,
        "entity": entity.id,
        "muted_state": muted_state,
        "assurance": assurance,
        "confirmed": confirmed,
    }
