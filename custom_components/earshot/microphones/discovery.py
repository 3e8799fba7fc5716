"""Find the microphones that Home Assistant knows, through its registries alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import (
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_KIND,
    CONF_LIVE_STATE,
    CONF_MUTED_STATE,
    CONF_SOURCES,
    DOMAIN,
)
from .assurance import Assurance
from .controls.switch import SwitchControl
from .families import FAMILIES, Family, Mark, ProposedControl
from .references import EntityReference

__all__ = [
    "FAMILIES",
    "Candidate",
    "Trust",
    "async_candidate",
    "async_device_of",
    "async_discover",
    "switch_control_data",
]

type _Entries = list[er.RegistryEntry]

_RANK: Final[Mapping[str, int]] = {key: rank for rank, key in enumerate(FAMILIES)}


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a mute can be trusted, and whether its read-back is the device's own word."""

    assurance: Assurance
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A microphone that was found, as it would be taken into Earshot's care."""

    reference: EntityReference
    """The registry id of its main entity: the unique id of its subentry."""
    name: str
    device_id: str | None
    family: str
    """The key of the recipe that it was found by."""
    main: er.RegistryEntry
    sources: tuple[Mapping[str, Any], ...] = ()
    controls: tuple[Mapping[str, Any], ...] = ()
    observations: tuple[Mapping[str, Any], ...] = ()
    covers: frozenset[str] = frozenset()
    """The registry ids of all entities and the ids of all devices that are the same physical device."""
    mute_switch: er.RegistryEntry | None = None

    @property
    def assurance(self) -> Assurance:
        """How far the first of its controls can be trusted; none at all where nothing mutes it."""
        return Assurance(self.controls[0][CONF_ASSURANCE]) if self.controls else Assurance.NONE

    @property
    def confirmed(self) -> bool:
        """Whether the read-back of the first of its controls is the device's own word."""
        return bool(self.controls) and self.controls[0][CONF_CONFIRMED]

    @property
    def platform(self) -> str:
        """The integration that its main entity comes from."""
        return self.main.platform

    @property
    def source(self) -> er.RegistryEntry:
        """Its main entity."""
        return self.main

    @property
    def trust(self) -> Trust:
        """How far its mute can be trusted."""
        return Trust(self.assurance, self.confirmed)

    def as_data(self) -> dict[str, Any]:
        """Return the part of a microphone's subentry that discovery knows."""
        return {
            CONF_DEVICE: self.device_id,
            CONF_SOURCES: [dict(each) for each in self.sources],
            CONF_CONTROLS: [dict(each) for each in self.controls],
        }


def switch_control_data(reference: str, muted_state: str, trust: Trust) -> dict[str, Any]:
    """Return a switch as a mute control in a microphone's subentry."""
    return {
        CONF_KIND: SwitchControl.kind,
        CONF_ENTITY: reference,
        CONF_MUTED_STATE: muted_state,
        CONF_ASSURANCE: trust.assurance.value,
        CONF_CONFIRMED: trust.confirmed,
    }


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A device as one integration shows it, recognised by a recipe."""

    family: Family
    main: er.RegistryEntry
    entries: _Entries
    """All that the integration has on the device, or the main entity alone where it has no device."""


@callback
def async_discover(hass: HomeAssistant) -> list[Candidate]:
    """All microphones that can be told from the registries, sorted by name."""
    return _discover(hass)


@callback
def async_candidate(hass: HomeAssistant, entity_id: str) -> Candidate | None:
    """Return the candidate whose main entity or source an entity is, even a disabled one; None where it is neither."""
    entry = er.async_get(hass).async_get(entity_id)
    if entry is None:
        return None
    for candidate in _discover(hass, even=entry.id):
        if candidate.reference == entry.id or any(each[CONF_ENTITY] == entry.id for each in candidate.sources):
            return candidate
    return None


@callback
def async_device_of(hass: HomeAssistant, sources: Iterable[EntityReference]) -> str | None:
    """Return the device that the first of a microphone's sources belongs to now; None where it has none."""
    first = next(iter(sources), None)
    entry = er.async_get(hass).entities.get_entry(first) if first else None
    return entry.device_id if entry else None


def _discover(hass: HomeAssistant, even: EntityReference | None = None) -> list[Candidate]:
    candidates = [_candidate(hass, sighting) for sighting in _sightings(hass, even)]
    return sorted(candidates, key=lambda candidate: candidate.name.casefold())


def _sightings(hass: HomeAssistant, even: EntityReference | None) -> Iterator[_Sighting]:
    on_device: defaultdict[tuple[str, str], _Entries] = defaultdict(list)
    for entry in er.async_get(hass).entities.values():
        if entry.platform == DOMAIN or (entry.disabled and entry.id != even):
            continue
        if entry.device_id is None:
            yield from _sighted([entry])
        else:
            on_device[entry.platform, entry.device_id].append(entry)
    for entries in on_device.values():
        yield from _sighted(entries)


def _sighted(entries: _Entries) -> Iterator[_Sighting]:
    """Yield what the first recipe that fits makes of the entities that an integration has on a device."""
    for family in FAMILIES.values():
        if family.platforms and entries[0].platform not in family.platforms:
            continue
        if main := next((entry for entry in entries if family.main.fits(entry)), None):
            yield _Sighting(family, main, entries)
            return


def _candidate(hass: HomeAssistant, sighting: _Sighting) -> Candidate:
    family, main = sighting.family, sighting.main
    controls = [
        (entry, _control_data(control, entry))
        for control in family.controls
        if (entry := _only(sighting.entries, control.mark))
    ]
    return Candidate(
        reference=main.id,
        name=_name(hass, main),
        device_id=main.device_id,
        family=family.key,
        main=main,
        sources=tuple(
            {CONF_KIND: source.kind, CONF_ENTITY: entry.id}
            for source in family.sources
            for entry in sighting.entries
            if source.mark.fits(entry)
        ),
        controls=tuple(data for _, data in controls),
        observations=tuple(
            {CONF_KIND: observation.kind.value, CONF_ENTITY: entry.id}
            for observation in family.observations
            for entry in sighting.entries
            if observation.mark.fits(entry)
        ),
        covers=frozenset({main.id, *(entry.id for entry in sighting.entries), *filter(None, [main.device_id])}),
        mute_switch=next((entry for entry, data in controls if data[CONF_KIND] == SwitchControl.kind), None),
    )


def _only(entries: _Entries, mark: Mark) -> er.RegistryEntry | None:
    """Return the one entity that fits: of several none can be trusted to be the right one."""
    found = [entry for entry in entries if mark.fits(entry)]
    return found[0] if len(found) == 1 else None


def _control_data(control: ProposedControl, entry: er.RegistryEntry) -> dict[str, Any]:
    data: dict[str, Any] = {
        CONF_KIND: control.kind,
        CONF_ENTITY: entry.id,
        CONF_MUTED_STATE: control.muted_state,
        CONF_ASSURANCE: control.assurance.value,
        CONF_CONFIRMED: control.confirmed,
    }
    if control.live_state is not None:
        data[CONF_LIVE_STATE] = control.live_state
    return data


def _name(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    if entry.device_id and (device := dr.async_get(hass).async_get(entry.device_id)):
        return device.name_by_user or device.name or entry.entity_id
    return entry.name or entry.original_name or entry.entity_id
