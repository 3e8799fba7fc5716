"""A real Home Assistant core in a folder of its own, with switches that obey at once."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, time
from types import MappingProxyType
from typing import Any, override

from homeassistant import loader
from homeassistant.auth import auth_manager_from_config
from homeassistant.bootstrap import async_load_base_functionality
from homeassistant.components.switch import SwitchEntity
from homeassistant.components.switch.const import DATA_COMPONENT
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntries,
    ConfigEntry,
    ConfigEntryState,
    ConfigSubentryDataWithId,
)
from homeassistant.const import Platform
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

DOMAIN = "earshot"
ENTRY_ID = "benchmark"


@dataclass(slots=True)
class Stopwatch:
    """When switches turned on, on the clock of `perf_counter`."""

    marks: list[float] = field(default_factory=list)

    def first(self, since: float) -> float:
        """Return how many milliseconds after `since` the first one was on."""
        return (min(self.marks) - since) * 1000

    def last(self, since: float) -> float:
        """Return how many milliseconds after `since` the last one was on."""
        return (max(self.marks) - since) * 1000


def instant(timestamp: float) -> float:
    """Return a moment of the wall clock on the clock of `perf_counter`."""
    return timestamp - time() + perf_counter()


class MuteSwitch(SwitchEntity):
    """Mutes at once and without a device: writes its state as Wyoming's does."""

    _attr_should_poll = False
    _attr_is_on = False

    def __init__(self, number: int, stopwatch: Stopwatch) -> None:
        """Tell `stopwatch` whenever it has been turned on."""
        self._attr_unique_id = self._attr_name = f"mute_{number}"
        self._stopwatch = stopwatch

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        self._attr_is_on = True
        self.async_write_ha_state()
        self._stopwatch.marks.append(perf_counter())

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        self._attr_is_on = False
        self.async_write_ha_state()


@dataclass(slots=True)
class House:
    """A Home Assistant with mute switches and as many Assist satellites, all idle."""

    hass: HomeAssistant
    stopwatch: Stopwatch
    switches: list[MuteSwitch]

    @property
    def switch_ids(self) -> list[str]:
        """The entity ids of the switches."""
        return [switch.entity_id for switch in self.switches]

    @property
    def satellite_ids(self) -> list[str]:
        """The entity ids of the satellites."""
        return [f"{Platform.ASSIST_SATELLITE}.bench_{number}" for number in range(len(self.switches))]

    @property
    def all_on(self) -> bool:
        """Whether every switch is on."""
        return all(switch.is_on for switch in self.switches)

    async def async_turn(self, service: str) -> None:
        """Turn all switches with one bare service call."""
        await self.hass.services.async_call("switch", service, {"entity_id": self.switch_ids}, blocking=True)

    async def async_setup(self, domain: str, config: Mapping[str, Any] | None = None) -> None:
        """Set a component up from its YAML configuration. Raises RuntimeError if that fails."""
        if not await async_setup_component(self.hass, domain, dict(config or {})):
            raise RuntimeError(f"{domain} could not be set up")
        await self.hass.async_block_till_done()


@asynccontextmanager
async def async_house(
    microphones: int, *, zone: str = "UTC", folder: Path | None = None, state: CoreState = CoreState.running
) -> AsyncGenerator[House]:
    """Run a Home Assistant in `folder`, or in one that is thrown away; what an earlier run registered there is found again."""
    zone_before = dt_util.get_default_time_zone()
    with TemporaryDirectory(prefix="earshot-bench-") as temporary:
        hass = HomeAssistant(str(folder or temporary))
        hass.config.skip_pip = True
        hass.config_entries = ConfigEntries(hass, {})
        loader.async_setup(hass)
        await async_load_base_functionality(hass)
        hass.auth = await auth_manager_from_config(hass, [], [])
        await hass.config.async_set_time_zone(zone)
        hass.set_state(state)
        house = House(hass, Stopwatch(), [])
        try:
            await house.async_setup("switch")
            house.switches = [MuteSwitch(number, house.stopwatch) for number in range(microphones)]
            await hass.data[DATA_COMPONENT].async_add_entities(house.switches)
            for satellite_id in house.satellite_ids:
                hass.states.async_set(satellite_id, "idle")
            yield house
        finally:
            await hass.async_stop(force=True)
            dt_util.set_default_time_zone(zone_before)


# --- Earshot ---------------------------------------------------------------------------------------------------------


def _microphone(house: House, number: int, *, observed: bool) -> ConfigSubentryDataWithId:
    """Return a microphone as the flow would make it of a Wyoming satellite without a device."""
    entry = er.async_get(house.hass).async_get(house.switches[number].entity_id)
    if entry is None:
        raise RuntimeError("a switch was not registered")
    control = {
        "kind": "switch",
        "entity": entry.id,
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
    }
    return ConfigSubentryDataWithId(
        subentry_id=f"microphone{number}",
        subentry_type="microphone",
        title=f"Microphone {number}",
        unique_id=f"microphone{number}",
        data={
            "device_id": None,
            "sources": [
                {"kind": "assist_satellite", "entity": house.satellite_ids[number]},
            ]
            if observed
            else [],
            "controls": [control],
            "default": "live",
            "who_may_unmute": "users",
            "keep_transcripts": False,
        },
    )


def rule(
    number: int,
    *,
    hours: Sequence[Mapping[str, Any]] = (),
    persons: Sequence[str] = (),
    microphones: Sequence[int] | None = None,
) -> ConfigSubentryDataWithId:
    """Return a rule as the flow would make it: hours and people who are to be away, for these microphones or for all."""
    return ConfigSubentryDataWithId(
        subentry_id=f"rule{number}",
        subentry_type="rule",
        title=f"Rule {number}",
        unique_id=None,
        data={
            "effect": "mute",
            "match": "all",
            "all_microphones": microphones is None,
            "microphones": [f"microphone{number}" for number in microphones or ()],
            "hours": [dict(window) for window in hours],
            "presence": {"kind": "nobody_home", "persons": list(persons)} if persons else {},
        },
    )


def entry(
    house: House, rules: Sequence[ConfigSubentryDataWithId], *, observed: bool, options: Mapping[str, Any]
) -> ConfigEntry[Any]:
    """Return Earshot's config entry with a microphone per switch, these rules and, where they are not as by default, options."""
    microphones = [_microphone(house, number, observed=observed) for number in range(len(house.switches))]
    return ConfigEntry(
        data={},
        discovery_keys=MappingProxyType({}),
        domain=DOMAIN,
        entry_id=ENTRY_ID,
        minor_version=1,
        options=options,
        source=SOURCE_USER,
        subentries_data=[*microphones, *rules],
        title="Earshot",
        unique_id=None,
        version=1,
    )


async def async_earshot(
    house: House,
    rules: Sequence[ConfigSubentryDataWithId],
    *,
    observed: bool = True,
    options: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Set Earshot up, from what an earlier run has stored where there is that; `observed` microphones have satellites.

    Raises RuntimeError if that fails.
    """
    entries = house.hass.config_entries
    if (earshot := entries.async_get_entry(ENTRY_ID)) is None:
        await entries.async_add(earshot := entry(house, rules, observed=observed, options=options))
    else:
        await entries.async_setup(ENTRY_ID)
    await house.hass.async_block_till_done()
    if earshot.state is not ConfigEntryState.LOADED:
        raise RuntimeError(f"Earshot could not be set up: {earshot.reason}")
