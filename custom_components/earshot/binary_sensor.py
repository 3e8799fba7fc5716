"""Binary sensors: the recording indicators, microphones whose mute does not hold, rules that are active."""

from typing import Final, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import EarshotConfigEntry
from .entity import HomeEntity, MicrophoneEntity, RuleEntity
from .platform import async_add

PARALLEL_UPDATES = 0

RECORDING: Final = BinarySensorEntityDescription(key="recording")
PROBLEM: Final = BinarySensorEntityDescription(
    key="problem", device_class=BinarySensorDeviceClass.PROBLEM, entity_category=EntityCategory.DIAGNOSTIC
)
ACTIVE: Final = BinarySensorEntityDescription(key="active")


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors."""
    async_add(
        hass,
        entry,
        async_add_entities,
        microphone=lambda hass, household, microphone: [
            RecordingSensor(hass, household, microphone, RECORDING),
            ProblemSensor(hass, household, microphone, PROBLEM),
        ],
        rule=lambda household, rule_id: [ActiveSensor(household, rule_id, ACTIVE)],
        home=lambda household, entry_id: [HomeRecordingSensor(household, entry_id, RECORDING)],
    )


class RecordingSensor(MicrophoneEntity, BinarySensorEntity):
    """The recording indicator: on while sound is captured; unknown for what cannot be seen."""

    @override
    def shows(self) -> object:
        return (self.view.recording,)

    @property
    @override
    def is_on(self) -> bool | None:
        return self.view.recording


class ProblemSensor(MicrophoneEntity, BinarySensorEntity):
    """On while a mute does not hold."""

    @override
    def shows(self) -> object:
        return (self.view.problem,)

    @property
    @override
    def is_on(self) -> bool:
        return self.view.problem


class HomeRecordingSensor(HomeEntity, BinarySensorEntity):
    """On while any microphone captures; unknown where only microphones remain that cannot be seen."""

    @override
    def shows(self) -> object:
        return (self.is_on,)

    @property
    @override
    def is_on(self) -> bool | None:
        return self.household.display.home.recording


class ActiveSensor(RuleEntity, BinarySensorEntity):
    """Whether a rule is active; unknown while that is undetermined, which a mute rule counts as active."""

    @property
    @override
    def is_on(self) -> bool | None:
        return self.household.rulebook.is_active(self.rule_id)
