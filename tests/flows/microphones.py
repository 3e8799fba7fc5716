"""Walking through the microphone flow, and what it stores."""

from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Satellite, Subentries, check_stored, fields

NEW = {"default": "live", "who_may_unmute": "users", "keep_transcripts": False}


async def to_control(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite that was found, up to how it is muted."""
    return await flows.fill_in(await flows.add(), {"microphone": satellite.entity.id})


async def to_way(flows: Subentries, satellite: Satellite, way: str) -> dict[str, Any]:
    """Add a satellite that was found, up to the form of one way to mute it."""
    return await flows.fill_in(await to_control(flows, satellite), {"way": way})


async def to_details(flows: Subentries, satellite: Satellite) -> dict[str, Any]:
    """Add a satellite with what is proposed up to its details."""
    step = await to_control(flows, satellite)
    return await flows.fill_in(step, fields(step))


async def add(flows: Subentries, satellite: Satellite, **details: Any) -> dict[str, Any]:
    """Add a satellite with what is proposed, and these details."""
    step = await to_details(flows, satellite)
    return await flows.finish(step, fields(step) | details)


async def finish(flows: Subentries, step: dict[str, Any]) -> dict[str, Any]:
    """Leave the details as they are proposed, and save."""
    assert step["step_id"] == "details"
    return await flows.finish(step, fields(step))


async def change(flows: Subentries, microphone_id: str, what: str) -> dict[str, Any]:
    """Start to reconfigure a microphone and choose what to change."""
    return await flows.choose(await flows.reconfigure(microphone_id), what)


def control(switch: er.RegistryEntry | None, muted_state: str, assurance: str, *, confirmed: bool) -> dict[str, Any]:
    """Return a mute switch as it is stored; that of a Wyoming satellite with what is known of it."""
    assert switch
    known = {"least_hold": 3} if switch.platform == "wyoming" else {}
    return known | {
        "kind": "switch",
        "entity": switch.id,
        "muted_state": muted_state,
        "assurance": assurance,
        "confirmed": confirmed,
    }


def plug(switch: er.RegistryEntry, boot_time: int = 60) -> dict[str, Any]:
    """Return a plug as it is stored."""
    power_cut = control(switch, "off", "power_cut", confirmed=True)
    return power_cut | {"kind": "plug", "boot_time": boot_time}


def data_of(satellite: Satellite, controls: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """Return the data of a microphone that was found."""
    known = ("esphome", "wyoming")
    return {
        "device_id": satellite.device_id,
        "family": satellite.entity.platform if satellite.entity.platform in known else "assist_satellite",
        "sources": [{"kind": "assist_satellite", "entity": satellite.entity.id}],
        "controls": controls,
        "observations": [],
        **NEW,
    } | changes


def stored(entry: MockConfigEntry) -> list[tuple[str, str | None, Any]]:
    """Return the microphones that are saved: title, unique id, data."""
    check_stored(entry)
    return [(each.title, each.unique_id, dict(each.data)) for each in entry.get_subentries_of_type("microphone")]


def put(hass: HomeAssistant, entry: MockConfigEntry, unique_id: str | None, title: str, data: dict[str, Any]) -> str:
    """Put a microphone into the entry and answer its id."""
    microphone = ConfigSubentryData(subentry_type="microphone", title=title, unique_id=unique_id, data=data)
    (subentry,) = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone]).subentries.values()
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id
