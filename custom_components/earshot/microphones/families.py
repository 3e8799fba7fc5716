"""What each family of devices offers: recipes in a table, first the ones that know most of a device.

A recipe names entities as their integration registers them, by domain, translation key and original name. Never by the suffix of a
unique id: integrations have migrated those.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from homeassistant.const import STATE_ON, Platform
from homeassistant.helpers import entity_registry as er

from .assurance import Assurance
from .controls.switch import SwitchControl
from .observations import ObservationKind
from .sources.assist_satellite import AssistSatelliteSource


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells an entity from the others of its device: its domain and, where given, its translation key or original name."""

    domain: str
    keys: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """In lower case."""

    def fits(self, entry: er.RegistryEntry) -> bool:
        """Whether it is such an entity."""
        if entry.domain != self.domain:
            return False
        if not self.keys and not self.names:
            return True
        return entry.translation_key in self.keys or folded(entry.original_name) in self.names


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
    live_state: str | None = None


@dataclass(frozen=True, slots=True)
class ProposedObservation:
    """What is shown beside a family's microphones."""

    kind: ObservationKind
    mark: Mark


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of device: what it is known by, how it is muted, and what it cannot do."""

    key: str
    main: Mark
    """The entity that stands for the microphone."""
    platforms: frozenset[str] = frozenset()
    """The integrations that it comes through; none means any."""
    sources: tuple[ProposedSource, ...] = ()
    controls: tuple[ProposedControl, ...] = ()
    """The one to be used first; a later one stands in where those before it fail."""
    observations: tuple[ProposedObservation, ...] = ()
    limit: str | None = None
    """What it cannot do: an option of the selector `family_limit` in the translations."""
    vendor: str | None = None
    """Who keeps what a cloud speaker hears: amazon, google, apple or sonos."""
    plug_helps: bool = False
    """Whether a smart plug is the way to be sure of its mute."""

    @property
    def shows_activity(self) -> bool:
        """Whether it can be seen that it listens."""
        return bool(self.sources)


def folded(text: object) -> str:
    """Return a text as names and models are compared; whatever is no text is none."""
    return text.strip().casefold() if isinstance(text, str) else ""


_SATELLITE: Final = Mark(Platform.ASSIST_SATELLITE)
_SATELLITE_SOURCE: Final = ProposedSource(AssistSatelliteSource.kind, _SATELLITE)
_MUTE: Final = Mark(Platform.SWITCH, frozenset({"mute"}), frozenset({"mute"}))


def _mute_switch(assurance: Assurance, *, confirmed: bool) -> ProposedControl:
    return ProposedControl(SwitchControl.kind, _MUTE, STATE_ON, assurance, confirmed)


_TABLE: Final = (
    # The device reports its switch itself. A hardware slider is not told apart from it.
    Family(
        key="esphome",
        platforms=frozenset({"esphome"}),
        main=_SATELLITE,
        sources=(_SATELLITE_SOURCE,),
        controls=(_mute_switch(Assurance.FIRMWARE, confirmed=True),),
    ),
    # A Wyoming satellite never confirms a pause: its switch is Home Assistant's belief.
    Family(
        key="wyoming",
        platforms=frozenset({"wyoming"}),
        main=_SATELLITE,
        sources=(_SATELLITE_SOURCE,),
        controls=(_mute_switch(Assurance.SOFTWARE, confirmed=False),),
    ),
    # Of a family that is not named here nothing is promised.
    Family(
        key="assist_satellite",
        main=_SATELLITE,
        sources=(_SATELLITE_SOURCE,),
        controls=(_mute_switch(Assurance.SOFTWARE, confirmed=False),),
    ),
)

FAMILIES: Final[Mapping[str, Family]] = {family.key: family for family in _TABLE}
"""The recipes by their keys; where several fit a device, the first is the one it goes by."""
