"""A microphone while it is being made or changed."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigSubentry, ConfigSubentryData
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import (
    CONF_CONTROLS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FAMILY,
    CONF_KEEP_TRANSCRIPTS,
    CONF_SOURCES,
    CONF_WHO_MAY_UNMUTE,
    SUBENTRY_MICROPHONE,
)
from ..microphones.discovery import Candidate
from ..microphones.families import FAMILIES, Family
from ..microphones.references import EntityReference
from ..policy.model import Default
from ..policy.unmute import UnmutePolicy
from .entities import async_exists

type Data = dict[str, Any]

# People in Home Assistant may unmute what listens by default; what was said is kept nowhere.
_NEW: Final[Mapping[str, Any]] = {
    CONF_DEFAULT: Default.LIVE.value,
    CONF_WHO_MAY_UNMUTE: UnmutePolicy.USERS.value,
    CONF_KEEP_TRANSCRIPTS: False,
}


@dataclass(slots=True)
class MicrophoneDraft:
    """A microphone's name, what it is known by, and its data; what no form knows of stays as it is."""

    name: str = ""
    unique_id: EntityReference | None = None
    data: Data = field(default_factory=dict)

    @classmethod
    def new(cls) -> Self:
        """Begin with a microphone that nothing is known of."""
        return cls(data={CONF_DEVICE: None, CONF_SOURCES: [], CONF_CONTROLS: [], **_NEW})

    @classmethod
    def of(cls, stored: ConfigSubentry) -> Self:
        """Begin with what is there."""
        return cls(stored.title, stored.unique_id, deepcopy(dict(stored.data)))

    @classmethod
    def found(cls, candidate: Candidate, name: str, controls: list[Data]) -> Self:
        """Begin with a microphone as it was found, and what shall mute it."""
        return cls(name, candidate.reference, {**candidate.as_data(), CONF_CONTROLS: controls, **_NEW})

    @property
    def controls(self) -> list[Data]:
        """Its mute controls, the one that is used first."""
        controls: list[Data] = self.data[CONF_CONTROLS]
        return controls

    @property
    def sources(self) -> list[EntityReference]:
        """The entities that show its activity."""
        return entities_of(self.data[CONF_SOURCES])

    @property
    def family(self) -> Family | None:
        """The recipe that it was found by."""
        return FAMILIES.get(self.data.get(CONF_FAMILY) or "")

    def control(self, place: int) -> Data | None:
        """Return the control in a place; None where there is none."""
        return self.controls[place] if place < len(self.controls) else None

    def set_control(self, place: int, control: Data | None) -> None:
        """Put a control into a place, or take the one there away."""
        self.controls[place : place + 1] = [] if control is None else [control]

    def subentry(self) -> ConfigSubentryData:
        """Return it as it is saved for the first time."""
        return ConfigSubentryData(
            subentry_type=SUBENTRY_MICROPHONE, title=self.name, unique_id=self.unique_id, data=self.data
        )

    @callback
    def async_point_at(self, hass: HomeAssistant, candidate: Candidate, controls: list[Data]) -> None:
        """Make it the microphone of another device: what mutes it there takes the place of what muted the old one."""
        old_device, old_controls = self.data.get(CONF_DEVICE), self.controls
        # A plug or a switch of the router goes on muting whatever it is wired to.
        kept = [each for each in old_controls if _stays(hass, each[CONF_ENTITY], old_device)]
        place = next((index for index, each in enumerate(old_controls) if each not in kept), len(kept))
        new = [each for each in controls if each[CONF_ENTITY] not in entities_of(kept)]
        self.data |= candidate.as_data() | {CONF_CONTROLS: [*kept[:place], *new, *kept[place:]]}
        self.unique_id = candidate.reference


@callback
def _stays(hass: HomeAssistant, reference: EntityReference, old_device: str | None) -> bool:
    """Whether a control is there and not the old device's own."""
    entry = er.async_get(hass).entities.get_entry(reference)
    return async_exists(hass, reference) and (entry is None or old_device is None or entry.device_id != old_device)


def entities_of(items: Iterable[Mapping[str, Any]]) -> list[EntityReference]:
    """Return the entities of stored sources or controls."""
    return [item[CONF_ENTITY] for item in items]
