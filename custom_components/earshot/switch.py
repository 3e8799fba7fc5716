"""Switches: mute of each microphone, the home's privacy mode and scheduler, rules. None is exposed to voice assistants by default."""

from abc import abstractmethod
from typing import Any, Final, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import commands
from .commands import Author
from .data import EarshotConfigEntry
from .entity import HomeEntity, MicrophoneEntity, RuleEntity
from .errors import translated_refusals
from .platform import async_add

PARALLEL_UPDATES = 0

# The category keeps voice assistants from being offered them.
MUTE: Final = SwitchEntityDescription(key="mute", entity_category=EntityCategory.CONFIG)
PRIVACY_MODE: Final = SwitchEntityDescription(key="privacy_mode", entity_category=EntityCategory.CONFIG)
SCHEDULER: Final = SwitchEntityDescription(key="scheduler", entity_category=EntityCategory.CONFIG)
ENABLED: Final = SwitchEntityDescription(key="enabled", entity_category=EntityCategory.CONFIG)


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the switches; a microphone that nothing can mute has none."""
    async_add(
        hass,
        entry,
        async_add_entities,
        microphone=lambda hass, household, microphone: (
            [MuteSwitch(hass, household, microphone, MUTE)] if microphone.config.controls else []
        ),
        rule=lambda household, rule_id: [RuleSwitch(household, rule_id, ENABLED)],
        home=lambda household, entry_id: [
            PrivacyModeSwitch(household, entry_id, PRIVACY_MODE),
            SchedulerSwitch(household, entry_id, SCHEDULER),
        ],
    )


class EarshotSwitch(SwitchEntity):
    """Is a command of whoever turns it; what is refused is refused in words."""

    @abstractmethod
    def turn(self, author: Author, *, on: bool) -> None:
        """Do what its author wants. Raises RefusedError where that is not allowed."""

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self._async_turn(on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self._async_turn(on=False)

    async def _async_turn(self, *, on: bool) -> None:
        author = await commands.async_author(self.hass, self._context)
        async with translated_refusals(self.hass, author.user_id):
            self.turn(author, on=on)


class MuteSwitch(MicrophoneEntity, EarshotSwitch):
    """The read-back of the mute; turned on it is a person's mute, turned off a live override."""

    @override
    def shows(self) -> object:
        return (self.view.read,)

    @property
    @override
    def is_on(self) -> bool | None:
        return self.view.read

    @override
    def turn(self, author: Author, *, on: bool) -> None:
        command = commands.mute if on else commands.unmute
        command(self.household, [self.microphone], None, author)


class HomeSwitch(HomeEntity, EarshotSwitch):
    """A switch of the home: shows nothing but whether it is on."""

    @override
    def shows(self) -> object:
        return (self.is_on,)


class PrivacyModeSwitch(HomeSwitch):
    """Mutes every microphone that can be muted, until it is turned off."""

    @property
    @override
    def is_on(self) -> bool:
        return self.household.ledger.memory.privacy_mode

    @override
    def turn(self, author: Author, *, on: bool) -> None:
        commands.set_privacy_mode(self.household, on=on, author=author)


class SchedulerSwitch(HomeSwitch):
    """Off, no rule is active; what people and privacy mode hold stands."""

    @property
    @override
    def is_on(self) -> bool:
        return self.household.ledger.memory.scheduler

    @override
    def turn(self, author: Author, *, on: bool) -> None:
        commands.set_scheduler(self.household, on=on, author=author)


class RuleSwitch(RuleEntity, EarshotSwitch):
    """Whether a rule counts at all."""

    @property
    @override
    def is_on(self) -> bool:
        return self.household.rulebook.rules[self.rule_id].enabled

    @override
    def turn(self, author: Author, *, on: bool) -> None:
        commands.set_rule_enabled(self.household, self.rule_id, enabled=on, author=author)
        self.async_write_ha_state()
