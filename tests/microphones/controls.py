"""Mute controls for tests: over plain states, or over those of a real Home Assistant."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.core import HomeAssistant, State

from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.controls import Action, ControlConfig, MuteControl, build_control
from custom_components.earshot.microphones.references import async_resolver

# A registry entry that is gone: a registry id holds no dot.
GONE = "0123456789abcdef0123456789abcdef"


@dataclass
class Room:
    """Where one entity has a state, or none."""

    state: State | None = None

    def get(self, entity_id: str, /) -> State | None:
        """Return the state, if it is that entity's."""
        return self.state if self.state is not None and self.state.entity_id == entity_id else None


def resolve(reference: str) -> str | None:
    """Resolve as if nothing were registered."""
    return reference if "." in reference else None


def config(kind: str, entity: str, muted_state: str, **changes: Any) -> ControlConfig:
    """Describe a control."""
    return ControlConfig(kind, entity, muted_state, Assurance.FIRMWARE, confirmed=True, **changes)


def control(
    kind: str,
    muted_state: str,
    entity: str,
    value: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    **changes: Any,
) -> MuteControl:
    """Build a control whose entity shows a value, or has no state."""
    room = Room(None if value is None else State(entity, value, attributes))
    return build_control(config(kind, entity, muted_state, **changes), resolve, room)


def real(hass: HomeAssistant, kind: str, muted_state: str, entity: str, **changes: Any) -> MuteControl:
    """Build a control over an entity of a real Home Assistant."""
    return build_control(config(kind, entity, muted_state, **changes), async_resolver(hass), hass.states)


async def async_act(hass: HomeAssistant, action: Action | None) -> None:
    """Do what a control asks for, as the reconciler would."""
    assert action is not None
    data = {**dict(action.data), "entity_id": action.entity_id}
    await hass.services.async_call(action.domain, action.service, data, blocking=True)
