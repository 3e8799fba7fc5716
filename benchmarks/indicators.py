"""What tells whether anything listens: Earshot, template sensors, and the least that could."""

from collections.abc import Sequence
from typing import Protocol, override

from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event

from .home import DOMAIN, ENTRY_ID, House, async_earshot

# What a satellite goes through from one wake word to the next.
ACTIVATION = ("listening", "processing", "responding", "idle")
_TEMPLATE = "binary_sensor.recording"
_TRACKED = "binary_sensor.tracked"


class Indicator(Protocol):
    """Something that follows a house's satellites."""

    async def async_arm(self, house: House) -> None:
        """Set it up, so that it follows from here on."""

    def entity_id(self, house: House, number: int) -> str:
        """Return the entity that is on while this satellite listens."""


class Earshot:
    """Earshot as it is by default: an indicator of each microphone, and all that it shows and keeps besides."""

    async def async_arm(self, house: House) -> None:
        """Set it up without rules."""
        await async_earshot(house, [])

    def entity_id(self, house: House, number: int) -> str:
        """Return the microphone's own indicator."""
        return _registered(house, f"microphone{number}-recording")


class EarshotIndicator(Earshot):
    """Earshot with the home's indicator alone, as a template is one entity: all others are disabled, and no log is kept."""

    @override
    async def async_arm(self, house: House) -> None:
        """Set it up without rules, and disable what has no counterpart in a template."""
        await async_earshot(house, [], options={"retention_days": 0})
        registry = er.async_get(house.hass)
        indicator = self.entity_id(house, 0)
        for entity in er.async_entries_for_config_entry(registry, ENTRY_ID):
            if entity.entity_id != indicator:
                registry.async_update_entity(entity.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
        await house.hass.async_block_till_done()

    @override
    def entity_id(self, house: House, number: int) -> str:
        """Return the home's indicator."""
        return _registered(house, f"{ENTRY_ID}-recording")


class Template:
    """A template binary sensor for the home, by any of the ways in which one can be written."""

    def __init__(self, template: str) -> None:
        """Take the template; `satellites` in it stands for their entity ids, `explicit` for a test of each of them."""
        self._template = template

    async def async_arm(self, house: House) -> None:
        """Set the sensor up. Raises RuntimeError where Home Assistant does not take it."""
        template = self._template.format(
            satellites=", ".join(map(repr, house.satellite_ids)),
            explicit=" or ".join(f"is_state('{id_}', 'listening')" for id_ in house.satellite_ids),
        )
        sensor = {"name": "Recording", "state": "{{ " + template + " }}"}
        await house.async_setup("template", {"template": [{"binary_sensor": [sensor]}]})

    def entity_id(self, house: House, number: int) -> str:
        """Return the home's sensor."""
        return _TEMPLATE


def explicit_template() -> Template:
    """Name every satellite, the most exact way; Home Assistant cannot compile it for many."""
    return Template("{explicit}")


def expand_template() -> Template:
    """Expand a list of satellites, which any number may be in."""
    return Template("expand({satellites}) | selectattr('state', 'eq', 'listening') | list | count > 0")


def domain_template() -> Template:
    """Ask for all satellites there are, as most people write it: Home Assistant renders that once a second."""
    return Template("states.assist_satellite | selectattr('state', 'eq', 'listening') | list | count > 0")


class EachTemplate:
    """A template binary sensor for each satellite."""

    async def async_arm(self, house: House) -> None:
        """Set the sensors up."""
        sensors = [
            {"name": f"Recording {number}", "state": "{{ " + f"is_state('{satellite_id}', 'listening')" + " }}"}
            for number, satellite_id in enumerate(house.satellite_ids)
        ]
        await house.async_setup("template", {"template": [{"binary_sensor": sensors}]})

    def entity_id(self, house: House, number: int) -> str:
        """Return the satellite's sensor."""
        return f"{_TEMPLATE}_{number}"


class Tracker:
    """A listener that remembers which satellites listen; it `shows` that only where it is told to."""

    def __init__(self, *, shows: bool = False) -> None:
        """Say whether a state is written."""
        self._shows = shows

    async def async_arm(self, house: House) -> None:
        """Follow the satellites."""
        listening: set[str] = set()

        @callback
        def changed(event: Event[EventStateChangedData]) -> None:
            state, entity_id = event.data["new_state"], event.data["entity_id"]
            if state is not None and state.state == "listening":
                listening.add(entity_id)
            else:
                listening.discard(entity_id)
            if self._shows:
                house.hass.states.async_set(_TRACKED, "on" if listening else "off")

        async_track_state_change_event(house.hass, house.satellite_ids, changed)

    def entity_id(self, house: House, number: int) -> str:
        """Return the state that is written for the home."""
        return _TRACKED


async def async_arm(houses: Sequence[House], indicators: Sequence[Indicator]) -> None:
    """Set each up in its own house."""
    for house, indicator in zip(houses, indicators, strict=True):
        await indicator.async_arm(house)


def _registered(house: House, unique_id: str) -> str:
    entity_id = er.async_get(house.hass).async_get_entity_id(Platform.BINARY_SENSOR, DOMAIN, unique_id)
    if entity_id is None:
        raise RuntimeError(f"{unique_id} was not registered")
    return entity_id
