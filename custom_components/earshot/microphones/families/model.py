"""What a recipe for a family of devices is made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..assurance import Assurance
from ..observations import ObservationKind


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells an entity from the others of its device: its domain and, where given, its translation key or original name."""

    domain: str
    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """In lower case, without the device's name."""

    def fits(self, entry: er.RegistryEntry) -> bool:
        """Whether it is such an entity."""
        if entry.domain != self.domain:
            return False
        if not self.keys and not self.names:
            return True
        return folded(entry.translation_key) in self.keys or folded(_own_name(entry)) in self.names


@dataclass(frozen=True, slots=True)
class Models:
    """What tells a device with a microphone from those without: how the name of its model begins, in lower case."""

    beginnings: tuple[str, ...]
    without: tuple[str, ...] = ()
    """The beginnings of those that would fit but have no microphone."""

    def fits(self, device: dr.AnyDeviceEntry | None) -> bool:
        """Whether it is such a device."""
        model = folded(device.model) if isinstance(device, dr.DeviceEntry) else ""
        return model.startswith(self.beginnings) and not (self.without and model.startswith(self.without))


@dataclass(frozen=True, slots=True)
class ProposedSource:
    """Where a family's activity is seen."""

    kind: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ProposedControl:
    """How a family can be muted, and how far that can be trusted."""

    kind: str
    mark: Mark
    muted_state: str
    assurance: Assurance
    confirmed: bool
    least_hold: int = 0
    """For how many seconds a mute has to stand before a release gets through."""
    together: bool = False
    """Whether every entity that fits has to be muted before anything is silent; otherwise only one may fit."""
    blinds: bool = False
    """Whether it stops the picture as well. Nobody's camera goes dark for a mute unless that was chosen."""


@dataclass(frozen=True, slots=True)
class ProposedObservation:
    """What is shown beside a family's microphones."""

    kind: ObservationKind
    mark: Mark


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of device: what it is known by, how it is muted, and what it cannot do."""

    key: str
    main: Sequence[Mark]
    """The entity that stands for the microphone; of several that are there, the oldest of those that are named first."""
    platforms: frozenset[str] = frozenset()
    """The integrations that it comes through; none means any."""
    beside: Mark | None = None
    """What has to be on the same device."""
    models: Models | None = None
    sources: Sequence[ProposedSource] = ()
    controls: Sequence[ProposedControl] = ()
    """The one to be used first; a later one stands in where those before it fail, unless it blinds."""
    observations: Sequence[ProposedObservation] = ()
    limit: str | None = None
    """What it cannot do: an option of the selector `family_limit` in the translations."""
    vendor: str | None = None
    """Who keeps what a cloud speaker hears: amazon, google, apple or sonos."""
    plug_helps: bool = False
    """Whether nothing short of a smart plug mutes it for certain."""

    @property
    def shows_activity(self) -> bool:
        """Whether it can be seen, at least afterwards, that it has listened."""
        return bool(self.sources)

    def main_of(self, entries: Iterable[er.RegistryEntry], device: dr.AnyDeviceEntry | None) -> er.RegistryEntry | None:
        """Return the entity that stands for the microphone, out of those of one integration on a device; None where this is another kind."""
        entries = list(entries)
        if self.beside and not any(self.beside.fits(entry) for entry in entries):
            return None
        if self.models and not self.models.fits(device):
            return None
        for mark in self.main:
            if found := [entry for entry in entries if mark.fits(entry)]:
                return min(found, key=age)
        return None


def folded(text: object) -> str:
    """Return a text as names and models are compared; whatever is no text is none."""
    return text.strip().casefold() if isinstance(text, str) else ""


def age(entry: er.RegistryEntry) -> tuple[datetime, str]:
    """Return what sorts entities by when they were registered, which no rename changes."""
    return entry.created_at, entry.id


def _own_name(entry: er.RegistryEntry) -> str | None:
    """Return what the integration calls it: integrations of the older kind put the device's name before it."""
    return entry.original_name_unprefixed or entry.original_name
