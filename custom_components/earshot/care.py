"""Which of the home's microphones are in Earshot's care, kept up as devices come and go."""

from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .const import SUBENTRY_MICROPHONE
from .microphones.coverage import Coverage, coverage
from .microphones.discovery import async_discover


class Care:
    """Compares what is there with what is configured: at start, on a change of configuration, and a tick after registries have changed.

    Registries change in bursts, whenever an integration loads: each burst is looked at once.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, changed: Callable[[], None]) -> None:
        """Compare for the first time; `changed` is called when something is otherwise than it was."""
        self._hass = hass
        self._entry = entry
        self._changed = changed
        self._stale = False
        self.coverage = Coverage(None, ())
        self._untrack: list[CALLBACK_TYPE] = [
            hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._registry_updated),
            hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._registry_updated),
        ]

    @callback
    def async_look(self) -> None:
        """Compare now."""
        self._stale = False
        microphones = self._entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
        found = coverage(async_discover(self._hass), microphones)
        if found != self.coverage:
            self.coverage = found
            self._changed()

    @callback
    def async_tick(self) -> None:
        """Compare if registries have changed since the last time."""
        if self._stale:
            self.async_look()

    @callback
    def async_stop(self) -> None:
        """Compare no more."""
        for untrack in self._untrack:
            untrack()

    @callback
    def _registry_updated(self, _event: Event[Any]) -> None:
        self._stale = True
