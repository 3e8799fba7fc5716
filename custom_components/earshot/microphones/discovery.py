"""Find the microphones that Home Assistant knows, through its registries alone.

A candidate is the device that owns an Assist satellite; its mute switch is found by domain, original name and translation key. Never by
the suffix of a unique id: integrations have migrated those.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.const import STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import (
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_KIND,
    CONF_MUTED_STATE,
    CONF_SOURCES,
    DOMAIN,
)
from .assurance import Assurance
from .controls.switch import SwitchControl
from .sources.assist_satellite import AssistSatelliteSource

_MUTE_KEY: Final = "mute"


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a family's mute can be trusted, and whether its read-back is the device's own word."""

    assurance: Assurance
    confirmed: bool


# What was seen with real devices. A Wyoming satellite never confirms a pause: its switch is Home Assistant's belief. An ESPHome
# device reports the switch itself. Of a family that is not named here nothing is promised.
FAMILIES: Final[dict[str, Trust]] = {
    "esphome": Trust(Assurance.FIRMWARE, confirmed=True),
    "wyoming": Trust(Assurance.SOFTWARE, confirmed=False),
}
_UNKNOWN_FAMILY: Final = Trust(Assurance.SOFTWARE, confirmed=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A microphone that was found, as it would be taken into Earshot's care."""

    reference: str
    """The satellite's registry id: the unique id of its subentry."""
    name: str
    device_id: str | None
    platform: str
    source: er.RegistryEntry
    mute_switch: er.RegistryEntry | None
    family: str = ""
    """The key of the recipe that it was found by."""
    sources: tuple[Mapping[str, Any], ...] = ()
    controls: tuple[Mapping[str, Any], ...] = ()
    observations: tuple[Mapping[str, Any], ...] = ()

    @property
    def trust(self) -> Trust:
        """How far its mute can be trusted; none at all where nothing mutes it."""
        return trust_of(self.platform) if self.mute_switch else Trust(Assurance.NONE, confirmed=False)

    def as_data(self) -> dict[str, Any]:
        """Return the part of a microphone's subentry that discovery knows."""
        return {
            CONF_DEVICE: self.device_id,
            CONF_SOURCES: [{CONF_KIND: AssistSatelliteSource.kind, CONF_ENTITY: self.reference}],
            CONF_CONTROLS: [switch_control_data(self.mute_switch.id, STATE_ON, self.trust)] if self.mute_switch else [],
        }


def trust_of(platform: str) -> Trust:
    """How far a mute switch of an integration can be trusted."""
    return FAMILIES.get(platform, _UNKNOWN_FAMILY)


def switch_control_data(reference: str, muted_state: str, trust: Trust) -> dict[str, Any]:
    """Return a switch as a mute control in a microphone's subentry."""
    return {
        CONF_KIND: SwitchControl.kind,
        CONF_ENTITY: reference,
        CONF_MUTED_STATE: muted_state,
        CONF_ASSURANCE: trust.assurance.value,
        CONF_CONFIRMED: trust.confirmed,
    }


@callback
def async_discover(hass: HomeAssistant) -> list[Candidate]:
    """All Assist satellites that are enabled, sorted by name, each with its mute switch where it has one."""
    return sorted(_candidates(hass), key=lambda candidate: candidate.name.casefold())


@callback
def async_candidate(hass: HomeAssistant, entity_id: str) -> Candidate | None:
    """Return the candidate that an entity would make; None where it is no Assist satellite in the registry."""
    entry = er.async_get(hass).async_get(entity_id)
    if entry is None or not _is_satellite(entry):
        return None
    return _candidate(hass, entry)


def _is_satellite(entry: er.RegistryEntry) -> bool:
    return entry.domain == Platform.ASSIST_SATELLITE and entry.platform != DOMAIN


def _candidates(hass: HomeAssistant) -> Iterator[Candidate]:
    for entry in er.async_get(hass).entities.values():
        if _is_satellite(entry) and not entry.disabled:
            yield _candidate(hass, entry)


def _candidate(hass: HomeAssistant, entry: er.RegistryEntry) -> Candidate:
    return Candidate(
        reference=entry.id,
        name=_name(hass, entry),
        device_id=entry.device_id,
        platform=entry.platform,
        source=entry,
        mute_switch=_mute_switch(hass, entry),
    )


def _name(hass: HomeAssistant, entry: er.RegistryEntry) -> str:
    if entry.device_id and (device := dr.async_get(hass).async_get(entry.device_id)):
        return device.name_by_user or device.name or entry.entity_id
    return entry.name or entry.original_name or entry.entity_id


def _mute_switch(hass: HomeAssistant, satellite: er.RegistryEntry) -> er.RegistryEntry | None:
    """Return the one switch on the satellite's device that is called "Mute"."""
    if satellite.device_id is None:
        return None
    on_device = er.async_entries_for_device(er.async_get(hass), satellite.device_id)
    found = [entry for entry in on_device if entry.platform == satellite.platform and _mutes(entry)]
    return found[0] if len(found) == 1 else None


def _mutes(entry: er.RegistryEntry) -> bool:
    if entry.domain != Platform.SWITCH:
        return False
    return entry.translation_key == _MUTE_KEY or (entry.original_name or "").casefold() == _MUTE_KEY
