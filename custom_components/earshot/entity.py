"""What all of Earshot's entities share: where they live, and that they show what the household knows."""

from typing import Final, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription

from .const import DOMAIN
from .household import Household
from .microphone import Microphone
from .view import View

# Nobody is to wait for it until all else that shows the microphone was written.
_SHOWN_FIRST: Final = "recording"


class EarshotEntity(Entity):
    """Shows what the household knows; nothing polls."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, household: Household, description: EntityDescription, owner_id: str) -> None:
        """Name the entity after what it shows and whom it belongs to (a subentry's or the entry's id)."""
        self.household = household
        self.entity_description = description
        self._attr_translation_key = description.key
        self._attr_unique_id = f"{owner_id}-{description.key}"
        self._shown: object = None

    def shows(self) -> object:
        """Return all that this entity shows; while that stays, no state is written. Without an answer each change is."""
        return object()

    @callback
    def _changed(self) -> None:
        if (shown := self.shows()) != self._shown:
            self._shown = shown
            self._write()

    @callback
    def _write(self) -> None:
        """Write the state in the context of what has brought it about, so that the logbook tells it; that context is not kept.

        A switch takes the author of a call from the context that Home Assistant has given it.
        """
        if (context := self.household.broadcast.context) is None:
            self.async_write_ha_state()
            return
        before = self._context, self._context_set
        self.async_set_context(context)
        self.async_write_ha_state()
        self._context, self._context_set = before


class MicrophoneEntity(EarshotEntity):
    """Belongs to one microphone: on its source device's own page where there is one, on a service device otherwise."""

    def __init__(
        self, hass: HomeAssistant, household: Household, microphone: Microphone, description: EntityDescription
    ) -> None:
        """Live on the microphone's device."""
        super().__init__(household, description, microphone.config.id)
        self.microphone = microphone
        device_id = microphone.config.device_id
        device = dr.async_get(hass).async_get(device_id) if device_id else None
        if device is not None:
            self.device_entry = device
        else:
            self._attr_device_info = DeviceInfo(
                entry_type=DeviceEntryType.SERVICE,
                identifiers={(DOMAIN, microphone.config.id)},
                manufacturer="Earshot",
                name=microphone.config.name,
            )

    @property
    def view(self) -> View:
        """What people see of the microphone."""
        return self.microphone.view

    @override
    async def async_added_to_hass(self) -> None:
        first = self.entity_description.key == _SHOWN_FIRST
        listen = self.household.broadcast.listen_microphone
        self.async_on_remove(listen(self.microphone.config.id, self._changed, first=first))
        # Home Assistant writes it right after this.
        self._shown = self.shows()


class RuleEntity(EarshotEntity):
    """Belongs to one rule, on a service device of its own."""

    def __init__(self, household: Household, rule_id: str, description: EntityDescription) -> None:
        """Live on the rule's device."""
        super().__init__(household, description, rule_id)
        self.rule_id = rule_id
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE,
            identifiers={(DOMAIN, rule_id)},
            manufacturer="Earshot",
            name=household.rulebook.rules[rule_id].name,
            translation_key=None,
        )

    @override
    async def async_added_to_hass(self) -> None:
        self.async_on_remove(self.household.broadcast.listen_rule(self.rule_id, self._changed))
        # Home Assistant writes it right after this.
        self._shown = self.shows()


class HomeEntity(EarshotEntity):
    """Belongs to the home, on the service device "Earshot"."""

    def __init__(self, household: Household, entry_id: str, description: EntityDescription) -> None:
        """Live on the home's device."""
        super().__init__(household, description, entry_id)
        self._attr_device_info = DeviceInfo(
            entry_type=DeviceEntryType.SERVICE, identifiers={(DOMAIN, entry_id)}, manufacturer="Earshot", name="Earshot"
        )

    @override
    async def async_added_to_hass(self) -> None:
        self.async_on_remove(self.household.broadcast.listen_home(self._changed))
        # Home Assistant writes it right after this.
        self._shown = self.shows()
