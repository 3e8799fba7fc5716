"""A microphone's subentry between its form and its data."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.const import CONF_NAME, STATE_OFF, STATE_ON
from homeassistant.helpers.selector import BooleanSelector, TextSelector
import voluptuous as vol

from ..const import (
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_KEEP_TRANSCRIPTS,
    CONF_KIND,
    CONF_MUTED_STATE,
    CONF_SOURCES,
    CONF_WHO_MAY_UNMUTE,
)
from ..microphones.assurance import Assurance
from ..microphones.controls.switch import SwitchControl
from ..microphones.discovery import Candidate, Trust, switch_control_data
from ..microphones.references import EntityReference
from ..microphones.sources.assist_satellite import AssistSatelliteSource
from ..policy.model import Default
from ..policy.unmute import UnmutePolicy
from .fields import select
from .switches import SwitchTrust

_MUTED_STATES: Final = (STATE_ON, STATE_OFF)


def details_schema(trust: SwitchTrust | None) -> vol.Schema:
    """Return the last screen: a name, what holds by default and, with a mute switch, how far to trust it."""
    return vol.Schema(
        {
            vol.Required(CONF_NAME): TextSelector(),
            **(_switch_fields(trust) if trust else {}),
            vol.Required(CONF_DEFAULT, default=Default.LIVE.value): select(Default, "default"),
            vol.Required(CONF_WHO_MAY_UNMUTE, default=UnmutePolicy.USERS.value): select(UnmutePolicy, "who_may_unmute"),
        }
    )


def _switch_fields(trust: SwitchTrust) -> dict[vol.Marker, Any]:
    fields: dict[vol.Marker, Any] = {
        vol.Required(CONF_MUTED_STATE, default=STATE_ON): select(_MUTED_STATES, "muted_state"),
        vol.Required(CONF_ASSURANCE, default=trust.proposed.value): select(trust.choices, "assurance"),
    }
    if trust.confirmed is None:
        fields[vol.Required(CONF_CONFIRMED, default=False)] = BooleanSelector()
    return fields


def details_suggested(
    trust: SwitchTrust | None, switch: EntityReference | None, stored: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what is stored, as the last screen shows it; a switch that is not the stored one starts anew."""
    suggested = {key: stored[key] for key in (CONF_DEFAULT, CONF_WHO_MAY_UNMUTE) if key in stored}
    control = _first(stored.get(CONF_CONTROLS, ()), SwitchControl.kind)
    if trust is None or control is None or control[CONF_ENTITY] != switch:
        return suggested
    suggested[CONF_MUTED_STATE] = control[CONF_MUTED_STATE]
    if Assurance(control[CONF_ASSURANCE]) in trust.choices:
        suggested[CONF_ASSURANCE] = control[CONF_ASSURANCE]
    suggested[CONF_CONFIRMED] = control[CONF_CONFIRMED]
    return suggested


def microphone_data(
    candidate: Candidate,
    switch: EntityReference | None,
    trust: SwitchTrust | None,
    details: Mapping[str, Any],
    stored: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the subentry's data; sources and controls that the form knows nothing of are kept."""
    source = {CONF_KIND: AssistSatelliteSource.kind, CONF_ENTITY: candidate.reference}
    control: dict[str, Any] | None = None
    if switch and trust:
        confirmed = details[CONF_CONFIRMED] if trust.confirmed is None else trust.confirmed
        trusted = Trust(Assurance(details[CONF_ASSURANCE]), confirmed=confirmed)
        control = switch_control_data(switch, details[CONF_MUTED_STATE], trusted)
    return {
        CONF_KEEP_TRANSCRIPTS: False,
        **stored,
        CONF_DEVICE: candidate.device_id,
        CONF_SOURCES: _replaced(stored.get(CONF_SOURCES, ()), AssistSatelliteSource.kind, source),
        CONF_CONTROLS: _replaced(stored.get(CONF_CONTROLS, ()), SwitchControl.kind, control),
        CONF_DEFAULT: details[CONF_DEFAULT],
        CONF_WHO_MAY_UNMUTE: details[CONF_WHO_MAY_UNMUTE],
    }


def stored_source(stored: Mapping[str, Any]) -> EntityReference | None:
    """Return the satellite that a subentry is about."""
    source = _first(stored.get(CONF_SOURCES, ()), AssistSatelliteSource.kind)
    return source[CONF_ENTITY] if source else None


def stored_switch(stored: Mapping[str, Any]) -> EntityReference | None:
    """Return the mute switch of a subentry."""
    control = _first(stored.get(CONF_CONTROLS, ()), SwitchControl.kind)
    return control[CONF_ENTITY] if control else None


def _first(items: Iterable[Mapping[str, Any]], kind: str) -> Mapping[str, Any] | None:
    return next((item for item in items if item[CONF_KIND] == kind), None)


def _replaced(items: Iterable[Mapping[str, Any]], kind: str, new: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the items with a new one in place of the first of its kind; at the front where there was none."""
    replaced = [dict(item) for item in items]
    old = next((index for index, item in enumerate(replaced) if item[CONF_KIND] == kind), None)
    place = slice(0, 0) if old is None else slice(old, old + 1)
    replaced[place] = [] if new is None else [new]
    return replaced
