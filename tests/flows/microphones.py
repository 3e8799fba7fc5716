"""Walking through the microphone flow, and what it stores."""

from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Satellite, Subentries, check_stored, fields


async def to_switch(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite up to its second screen."""
    return await flows.fill_in(await flows.add(), {"satellite": satellite.entity.entity_id})


async def to_details(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite with what is proposed up to its last screen."""
    step = await to_switch(flows, satellite)
    return await flows.fill_in(step, fields(step))


async def add(flows: Subentries, satellite: Satellite, **details: Any) -> dict[str, Any]:
    """Add a satellite with what is proposed, and these details."""
    step = await to_details(flows, satellite)
    return await flows.fill_in(step, fields(step) | details)


def control(switch: er.RegistryEntry | None, muted_state: str, assurance: str, *, confirmed: bool) -> dict[str, Any]:
    """Return a mute switch as it is stored."""
    assert switch
    return {
        "kind": "switch",
        "entity": switch.id,
        "muted_state": muted_state,
        "assurance": assurance,
        "confirmed": confirmed,
    }


def data_of(satellite: Satellite, controls: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """Return the data of a microphone."""
    return {
        "device_id": satellite.device_id,
        "sources": [{"kind": "assist_satellite", "entity": satellite.entity.id}],
        "controls": controls,
        "default": "live",
        "who_may_unmute": "users",
        "keep_transcripts": False,
    } | changes


def stored(entry: MockConfigEntry) -> list[tuple[str, str | None, Any]]:
    """Return the microphones that are saved: title, unique id, data."""
    check_stored(entry)
    return [(each.title, each.unique_id, dict(each.data)) for each in entry.get_subentries_of_type("microphone")]


def put(hass: HomeAssistant, entry: MockConfigEntry, satellite: Satellite, title: str, data: dict[str, Any]) -> str:
    """Put a microphone into the entry and answer its id."""
    microphone = ConfigSubentryData(subentry_type="microphone", title=title, unique_id=satellite.entity.id, data=data)
    (subentry,) = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone]).subentries.values()
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id
