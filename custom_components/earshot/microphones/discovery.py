"""Find the microphones that Home Assistant knows, through its registries alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import (
    CONF_ALSO,
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FAMILY,
    CONF_KIND,
    CONF_LEAST_HOLD,
    CONF_MUTED_STATE,
    CONF_OBSERVATIONS,
    CONF_SOURCES,
    DOMAIN,
)
from .assurance import Assurance
from .controls.number import NumberControl, as_number, silences
from .families import FAMILIES, Family, ProposedControl, age, folded
from .references import EntityReference
from .sources.model import SourceConfig

type _Entries = list[er.RegistryEntry]

type _Serial = tuple[str, str]
"""A vendor and a serial number."""

# Named by homeassistant.components.number, which may not be loaded yet.
_CAPABILITY_MIN: Final = "min"

# What devices report that know no address of their own.
_NO_ADDRESS: Final = frozenset({"", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})

_RANK: Final[Mapping[str, int]] = {key: rank for rank, key in enumerate(FAMILIES)}


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
    blinding: tuple[Mapping[str, Any], ...] = ()
    """The controls that stop a camera's picture as well: for whoever chooses them, never proposed."""
    observations: tuple[Mapping[str, Any], ...] = ()
    covers: frozenset[str] = frozenset()
    """The registry ids of all entities and the ids of all devices that are the same physical device."""

    @property
    def assurance(self) -> Assurance:
        """How far the first of its controls can be trusted; none at all where nothing mutes it."""
        return Assurance(self.controls[0][CONF_ASSURANCE]) if self.controls else Assurance.NONE

    @property
    def confirmed(self) -> bool:
        """Whether the read-back of the first of its controls is the device's own word."""
        return bool(self.controls) and self.controls[0][CONF_CONFIRMED]

    def as_data(self) -> dict[str, Any]:
        """Return the part of a microphone's subentry that discovery knows."""
        return {
            CONF_DEVICE: self.device_id,
            CONF_FAMILY: self.family,
            CONF_SOURCES: [dict(each) for each in self.sources],
            CONF_CONTROLS: [dict(each) for each in self.controls],
            CONF_OBSERVATIONS: [dict(each) for each in self.observations],
        }


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A device as one integration shows it, recognised by a recipe."""

    family: Family
    main: er.RegistryEntry
    entries: _Entries
    """What the integration has on the device, or the main entity alone where it has no device."""


@callback
def async_discover(hass: HomeAssistant) -> list[Candidate]:
    """All microphones that can be told from the registries, sorted by name; one device that several integrations show is one."""
    return _discover(hass)


@callback
def async_candidate(hass: HomeAssistant, entity_id: str) -> Candidate | None:
    """Return the candidate whose main entity or source an entity is, even a disabled one; None where it is neither."""
    entry = er.async_get(hass).async_get(entity_id)
    if entry is None:
        return None
    for candidate in _discover(hass, even=entry.id):
        if entry.id in (candidate.reference, *(source[CONF_ENTITY] for source in candidate.sources)):
            return candidate
    return None


@callback
def async_device_of(hass: HomeAssistant, sources: Iterable[SourceConfig]) -> str | None:
    """Return the device that the entity of a microphone's first source belongs to now; None where there is none."""
    first = next(iter(sources), None)
    entry = er.async_get(hass).async_get(first.entity) if first else None
    return entry.device_id if entry else None


def _discover(hass: HomeAssistant, even: EntityReference | None = None) -> list[Candidate]:
    candidates: list[Candidate] = []
    on_devices: dict[str, list[_Sighting]] = {}
    for sighting in _sightings(hass, even):
        if sighting.main.device_id is None:
            candidates.append(_candidate(hass, [sighting], frozenset()))
        else:
            on_devices.setdefault(sighting.main.device_id, []).append(sighting)
    for devices in _bodies(dr.async_get(hass), {key: _serials(hass, seen) for key, seen in on_devices.items()}):
        sightings = [sighting for device_id in devices for sighting in on_devices.get(device_id, ())]
        candidates.append(_candidate(hass, sightings, devices))
    return sorted(candidates, key=lambda candidate: (candidate.name.casefold(), candidate.reference))


def _sightings(hass: HomeAssistant, even: EntityReference | None) -> Iterator[_Sighting]:
    on_device: defaultdict[tuple[str, str], _Entries] = defaultdict(list)
    for entry in er.async_get(hass).entities.values():
        if entry.platform == DOMAIN or (entry.disabled and entry.id != even):
            continue
        if entry.device_id is None:
            yield from _sighted(None, [entry])
        else:
            on_device[entry.platform, entry.device_id].append(entry)
    devices = dr.async_get(hass)
    for (_, device_id), entries in on_device.items():
        yield from _sighted(devices.async_get(device_id), entries)


def _sighted(device: dr.AnyDeviceEntry | None, entries: _Entries) -> Iterator[_Sighting]:
    """Yield what the first recipe that fits makes of the entities that an integration has on a device."""
    platform = entries[0].platform
    for family in FAMILIES.values():
        if family.platforms and platform not in family.platforms:
            continue
        if main := family.main_of(entries, device):
            yield _Sighting(family, main, entries)
            return


def _bodies(registry: dr.DeviceRegistry, serials: Mapping[str, AbstractSet[_Serial]]) -> set[frozenset[str]]:
    """Return, for all these devices with what serial numbers are known of them, the devices that are the same; each device once.

    The same are those that share a network address or another connection, were one device before Home Assistant split it up, or have
    a serial number of the same vendor. Never told by a name: two kitchens are two microphones.
    """
    by_serial: defaultdict[_Serial, set[str]] = defaultdict(set)
    for device_id, known in serials.items():
        for serial in known:
            by_serial[serial].add(device_id)
    body_of: dict[str, set[str]] = {}
    waiting = list(serials)
    while waiting:
        device_id = waiting.pop()
        same = {device_id}.union(
            _linked(registry, device_id), *(by_serial[serial] for serial in serials.get(device_id, ()))
        )
        waiting += same - body_of.keys()
        body = same.union(*(body_of[other] for other in same if other in body_of))
        body_of.update(dict.fromkeys(body, body))
    return {frozenset(body_of[device_id]) for device_id in serials}


def _linked(registry: dr.DeviceRegistry, device_id: str) -> set[str]:
    """Return the devices that the registry itself tells to be the same as one, with the id that they had in common once."""
    device = registry.async_get(device_id)
    if not isinstance(device, dr.DeviceEntry):
        return set()
    linked = {other.id for other in registry.async_get_devices_for_composite_device_id(device_id)}
    if device.composite_device_id:
        linked.add(device.composite_device_id)
    connections = {each for each in device.connections if len(each) == 2 and folded(each[1]) not in _NO_ADDRESS}
    if connections:
        linked |= {other.id for other in registry.async_get_devices(connections=connections)}
    return linked


def _serials(hass: HomeAssistant, sightings: Iterable[_Sighting]) -> set[_Serial]:
    """Return the serial numbers that a device is known by with its vendor: its own, and those that its integrations identify it by."""
    found: set[_Serial] = set()
    for sighting in sightings:
        vendor, device_id = sighting.family.vendor, sighting.main.device_id
        device = dr.async_get(hass).async_get(device_id) if device_id else None
        if vendor is None or not isinstance(device, dr.DeviceEntry):
            continue
        names = [device.serial_number, *(each[1] for each in device.identifiers if len(each) == 2)]
        found |= {(vendor, folded(name)) for name in names if _is_serial(folded(name))}
    return found


def _is_serial(text: str) -> bool:
    """Whether it can be one device's own, and is no "0", "unknown" or "0000000000" of many."""
    return len(text) >= 8 and len(set(text)) >= 4 and any(map(str.isdigit, text))


def _candidate(hass: HomeAssistant, sightings: list[_Sighting], devices: frozenset[str]) -> Candidate:
    """Return the microphone that all of these are, standing on the one whose recipe comes first."""
    sightings.sort(key=lambda sighting: (_RANK[sighting.family.key], *age(sighting.main)))
    family, main = sightings[0].family, sightings[0].main
    return Candidate(
        reference=main.id,
        name=_name(hass, main),
        device_id=main.device_id,
        family=family.key,
        main=main,
        sources=tuple(data for sighting in sightings for data in _sources(sighting)),
        controls=tuple(data for sighting in sightings for data in _controls(hass, sighting, blinding=False)),
        blinding=tuple(data for sighting in sightings for data in _controls(hass, sighting, blinding=True)),
        observations=tuple(data for sighting in sightings for data in _observations(sighting)),
        covers=_covered(hass, devices) | {main.id},
    )


def _sources(sighting: _Sighting) -> Iterator[dict[str, Any]]:
    for source in sighting.family.sources:
        for entry in sighting.entries:
            if source.mark.fits(entry):
                yield {CONF_KIND: source.kind, CONF_ENTITY: entry.id}


def _observations(sighting: _Sighting) -> Iterator[dict[str, Any]]:
    for observation in sighting.family.observations:
        for entry in sighting.entries:
            if observation.mark.fits(entry):
                yield {CONF_KIND: observation.kind.value, CONF_ENTITY: entry.id}


def _controls(hass: HomeAssistant, sighting: _Sighting, *, blinding: bool) -> Iterator[dict[str, Any]]:
    for control in sighting.family.controls:
        entries = _parts(sighting.entries, control)
        if not entries or control.blinds is not blinding or not _reaches(hass, entries[0], control):
            continue
        data: dict[str, Any] = {
            CONF_KIND: control.kind,
            CONF_ENTITY: entries[0].id,
            CONF_MUTED_STATE: control.muted_state,
            CONF_ASSURANCE: control.assurance.value,
            CONF_CONFIRMED: control.confirmed,
        }
        if len(entries) > 1:
            data[CONF_ALSO] = [entry.id for entry in entries[1:]]
        if control.least_hold:
            data[CONF_LEAST_HOLD] = control.least_hold
        yield data


def _reaches(hass: HomeAssistant, entry: er.RegistryEntry, control: ProposedControl) -> bool:
    """Whether an entity goes as low as its muted value, as far as that is known; every one but a number does."""
    if control.kind != NumberControl.kind:
        return True
    state = hass.states.get(entry.entity_id)
    known = (entry.capabilities or {}, state.attributes if state else {})
    minimum = next((value for each in known if (value := as_number(each.get(_CAPABILITY_MIN))) is not None), None)
    return minimum is None or silences(minimum, float(control.muted_state))


def _covered(hass: HomeAssistant, devices: frozenset[str]) -> frozenset[str]:
    """Return the devices and all entities on them but Earshot's own."""
    registry = er.async_get(hass)
    return devices | {
        entry.id
        for device_id in devices
        for entry in er.async_entries_for_device(registry, device_id, include_disabled_entities=True)
        if entry.platform != DOMAIN
    }


def _parts(entries: _Entries, control: ProposedControl) -> _Entries:
    """Return the one entity that fits, or all of them where they mute together: of several others none can be trusted to be the right one."""
    found = [entry for entry in entries if control.mark.fits(entry)]
    if control.together:
        return sorted(found, key=lambda entry: (entry.translation_key or "", entry.id))
    return found if len(found) == 1 else []


def _name(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    if entry.device_id and (device := dr.async_get(hass).async_get(entry.device_id)):
        return str(device.name_by_user or device.name or entry.entity_id)
    return str(entry.name or entry.original_name or entry.entity_id)
