"""What every mute control declares."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from ..assurance import Assurance
from ..references import EntityReference


@dataclass(frozen=True, slots=True)
class ControlConfig:
    """A mute control as a microphone's subentry describes it."""

    kind: str
    entity: EntityReference
    muted_state: str
    """The read-back state that means muted; every other known state means live."""
    assurance: Assurance
    confirmed: bool
    """Whether the read-back is the device's own word, and not only Home Assistant's belief."""


@dataclass(frozen=True, slots=True)
class Action:
    """One action of Home Assistant that mutes or releases; those that differ in the entity alone share a call."""

    domain: str
    service: str
    entity_id: str
    data: tuple[tuple[str, Any], ...] = ()


class MuteControl(Protocol):
    """One way to silence a microphone. Reconciliation is keyed by `key`: microphones that share a control share it."""

    @property
    def key(self) -> str:
        """Names the control for good, whatever its entity is called."""

    @property
    def config(self) -> ControlConfig:
        """What it was built from."""

    @property
    def entity_id(self) -> str | None:
        """The entity that is read back; None where it is gone."""

    @property
    def deadline(self) -> timedelta:
        """How long the read-back may take after an action."""

    def read(self) -> bool | None:
        """Whether it is muted now; None where that cannot be told."""

    def action(self, *, muted: bool) -> Action | None:
        """Return the action that mutes or releases; None where there is nothing to act on."""

    def direction(self, service: str) -> bool | None:
        """Which way an action of its domain takes it: True mutes, False releases, None is neither or both."""
