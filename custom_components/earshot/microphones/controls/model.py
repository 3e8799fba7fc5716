"""What every mute control declares."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol, Self

from ..assurance import Assurance
from ..references import EntityReference


@dataclass(frozen=True, slots=True)
class ControlConfig:
    """A mute control as a microphone's subentry describes it."""

    kind: str
    entity: EntityReference
    """The entity that is read back."""
    muted_state: str
    """The read-back state that means muted, a number as text; every other known state means live."""
    assurance: Assurance
    confirmed: bool
    """Whether the read-back is the device's own word, and not only Home Assistant's belief."""
    live_state: str | None = None
    """What a release goes to where nothing was found before the mute: an option, or a number as text."""
    boot_time: timedelta = timedelta()
    """How long the device needs after a release until it can hear again."""
    mute_actions: tuple[Mapping[str, Any], ...] = ()
    """Home Assistant actions that mute, as they were entered."""
    live_actions: tuple[Mapping[str, Any], ...] = ()
    """Home Assistant actions that release, as they were entered."""
    least_hold: timedelta = timedelta()
    """How long a mute has to stand before a release gets through."""
    also: tuple[EntityReference, ...] = ()
    """Further entities that have to be muted in the same way before anything is silent."""

    @property
    def believed(self) -> Self:
        """The same as Home Assistant's belief alone: no device confirms it, and it is worth no more than that."""
        assurance = min(self.assurance, Assurance.SOFTWARE, key=lambda each: each.rank)
        return replace(self, assurance=assurance, confirmed=False)


@dataclass(frozen=True, slots=True)
class Action:
    """One action of Home Assistant that mutes or releases; those that differ in the entity alone share a call."""

    domain: str
    service: str
    entity_id: str
    data: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """A sequence of actions that mutes or releases one control, to be run on its own."""

    name: str
    actions: tuple[Mapping[str, Any], ...]
    timeout: timedelta
    """It is given up after this."""


@dataclass(frozen=True, slots=True)
class Together:
    """Several actions that mute or release one control."""

    actions: tuple[Action | Sequence, ...]


type Doing = Action | Sequence | Together


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
        """The entity that is read back; None where it, or one of several, is gone."""

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """All entities that are read back."""

    @property
    def deadline(self) -> timedelta:
        """How long the read-back may take after an action."""

    @property
    def trusted(self) -> ControlConfig:
        """What it was built from, trusted no further than its entity is now: what that assumes is nobody's word."""

    def read(self) -> bool | None:
        """Whether it is muted now; None where that cannot be told."""

    def found(self, before: str | None = None) -> str | None:
        """Return what a mute replaces and a release has to bring back: the option or number of now; None where there is no such thing.

        `before` is what was found the last time, for what is muted since then and has yet to be brought back.
        """

    def action(self, *, muted: bool, found: str | None = None) -> Doing | None:
        """Return what mutes, or what releases to the state that was found; None where there is nothing to act on."""

    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Which way an action of its domain, with these fields, takes it: True mutes, False releases, None is neither or both."""
