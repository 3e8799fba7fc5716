"""The button that hands a microphone back to its schedule."""

from typing import Final, override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import commands
from .data import EarshotConfigEntry
from .entity import MicrophoneEntity
from .errors import translated_refusals
from .platform import async_add

PARALLEL_UPDATES = 0

RESUME_SCHEDULE: Final = ButtonEntityDescription(key="resume_schedule", entity_category=EntityCategory.CONFIG)


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the buttons; a microphone that nothing can mute has none."""
    async_add(
        hass,
        entry,
        async_add_entities,
        microphone=lambda hass, household, microphone: (
            [ResumeScheduleButton(hass, household, microphone, RESUME_SCHEDULE)] if microphone.config.controls else []
        ),
    )


class ResumeScheduleButton(MicrophoneEntity, ButtonEntity):
    """Drops a person's mute or override."""

    @override
    def shows(self) -> object:
        # A button has no state of the microphone's.
        return ()

    @override
    async def async_press(self) -> None:
        author = await commands.async_author(self.hass, self._context)
        async with translated_refusals(self.hass, author.user_id):
            commands.resume(self.household, [self.microphone], author)
