"""Sensors: status, next change and last activation of each microphone, and how many can hear."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorEntityDescription, SensorStateClass
from homeassistant.const import PERCENTAGE, UnitOfTime
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.restore_state import RestoreEntity
from homeassistant.util import dt as dt_util

from .activity.model import Activation
from .care import Care
from .const import MicrophoneStatus
from .data import EarshotConfigEntry
from .days import day_of
from .entity import HomeEntity, MicrophoneEntity
from .explain import hold_as_data
from .household import Household
from .microphone import Microphone
from .platform import async_add
from .tally import Counted

PARALLEL_UPDATES = 0

STATUS: Final = SensorEntityDescription(
    key="status", device_class=SensorDeviceClass.ENUM, options=[status.value for status in MicrophoneStatus]
)
NEXT_CHANGE: Final = SensorEntityDescription(key="next_change", device_class=SensorDeviceClass.TIMESTAMP)
LAST_ACTIVATION: Final = SensorEntityDescription(key="last_activation", device_class=SensorDeviceClass.TIMESTAMP)
LIVE_MICROPHONES: Final = SensorEntityDescription(key="live_microphones")
COVERAGE: Final = SensorEntityDescription(key="coverage", native_unit_of_measurement=PERCENTAGE)
VIOLATIONS_TODAY: Final = SensorEntityDescription(key="violations_today", state_class=SensorStateClass.TOTAL)
ACTIVATIONS_TODAY: Final = SensorEntityDescription(key="activations_today", state_class=SensorStateClass.TOTAL)
MISFIRES_TODAY: Final = SensorEntityDescription(key="misfires_today", state_class=SensorStateClass.TOTAL)
LIVE_TIME_TODAY: Final = SensorEntityDescription(
    key="live_time_today",
    device_class=SensorDeviceClass.DURATION,
    native_unit_of_measurement=UnitOfTime.SECONDS,
    suggested_unit_of_measurement=UnitOfTime.HOURS,
    suggested_display_precision=1,
    state_class=SensorStateClass.TOTAL,
)

ATTR_ASSURANCE: Final = "assurance"
ATTR_OBSERVATIONS: Final = "observations"
ATTR_REASONS: Final = "reasons"
ATTR_NEXT_CHANGE: Final = "next_change"
ATTR_MICROPHONES: Final = "microphones"


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors."""

    def microphone(hass: HomeAssistant, household: Household, microphone: Microphone) -> list[SensorEntity]:
        sensors: list[SensorEntity] = [
            StatusSensor(hass, household, microphone, STATUS),
            NextChangeSensor(hass, household, microphone, NEXT_CHANGE),
            TodaySensor(hass, household, microphone, LIVE_TIME_TODAY, Counted.LIVE_SECONDS),
        ]
        if microphone.config.sources:
            sensors += [
                LastActivationSensor(hass, household, microphone, LAST_ACTIVATION),
                TodaySensor(hass, household, microphone, ACTIVATIONS_TODAY, Counted.ACTIVATIONS),
                TodaySensor(hass, household, microphone, MISFIRES_TODAY, Counted.MISFIRES),
            ]
        return sensors

    async_add(
        hass,
        entry,
        async_add_entities,
        microphone=microphone,
        home=lambda household, entry_id: [
            LiveMicrophonesSensor(household, entry_id, LIVE_MICROPHONES),
            HomeNextChangeSensor(household, entry_id, NEXT_CHANGE),
            ViolationsTodaySensor(household, entry_id, VIOLATIONS_TODAY),
            CoverageSensor(household, entry_id, COVERAGE, entry.runtime_data.care),
        ],
    )


class StatusSensor(MicrophoneEntity, SensorEntity):
    """What the microphone does now; unknown is the absence of a value."""

    # Reasons reveal presence, and none of them is worth a row in the history.
    _unrecorded_attributes = frozenset({ATTR_ASSURANCE, ATTR_REASONS, ATTR_NEXT_CHANGE, ATTR_OBSERVATIONS})

    @override
    def shows(self) -> object:
        return self.view.status, self.view.decision, self.view.assurance, self.view.observations

    @property
    @override
    def native_value(self) -> str | None:
        return self.view.status

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        decision = self.view.decision
        return {
            ATTR_ASSURANCE: self.view.assurance,
            ATTR_REASONS: [hold_as_data(self.household, hold) for hold in decision.holds],
            ATTR_NEXT_CHANGE: decision.next_change,
        } | ({ATTR_OBSERVATIONS: dict(self.view.observations)} if self.view.observations else {})


class NextChangeSensor(MicrophoneEntity, SensorEntity):
    """When the decision will next change if everything else stays as it is."""

    @override
    def shows(self) -> object:
        return (self.view.decision.next_change,)

    @property
    @override
    def native_value(self) -> datetime | None:
        return self.view.decision.next_change


class HomeNextChangeSensor(HomeEntity, SensorEntity):
    """When the decision about any microphone will next change if everything else stays as it is."""

    @override
    def shows(self) -> object:
        return (self.native_value,)

    @property
    @override
    def native_value(self) -> datetime | None:
        return self.household.display.home.next_change


class LastActivationSensor(MicrophoneEntity, SensorEntity, RestoreEntity):
    """When the microphone last began to capture."""

    @override
    async def async_added_to_hass(self) -> None:
        # What changes it is an activation's end, and nothing else of what the microphone shows.
        self.async_on_remove(self.household.broadcast.listen_activation(self.microphone.config.id, self._heard))
        if (
            (state := await self.async_get_last_state()) is None
            or (last := dt_util.parse_datetime(state.state)) is None
            or last.tzinfo is None
        ):
            # An instant without a zone, which anything may have written, compares with none that is heard.
            return
        if self.microphone.last_activation is None:
            self.microphone.last_activation = last

    @callback
    def _heard(self, _activation: Activation) -> None:
        self._write()

    @property
    @override
    def native_value(self) -> datetime | None:
        return self.microphone.last_activation


class TodaySensor(MicrophoneEntity, SensorEntity):
    """What is counted of a microphone since local midnight."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        microphone: Microphone,
        description: SensorEntityDescription,
        counted: Counted,
    ) -> None:
        """Show one of the counts."""
        super().__init__(hass, household, microphone, description)
        self._counted = counted

    @override
    async def async_added_to_hass(self) -> None:
        await super().async_added_to_hass()
        self.async_on_remove(self.household.broadcast.listen_activation(self.microphone.config.id, self._heard))

    @callback
    def _heard(self, _activation: Activation) -> None:
        self._changed()

    @override
    def shows(self) -> object:
        now = dt_util.utcnow()
        return self.household.tally.value(self._counted, now, self.microphone.config.id), day_of(now).start

    @property
    @override
    def native_value(self) -> int:
        return round(self.household.tally.value(self._counted, dt_util.utcnow(), self.microphone.config.id))

    @property
    @override
    def last_reset(self) -> datetime:
        return day_of(dt_util.utcnow()).start


class LiveMicrophonesSensor(HomeEntity, SensorEntity):
    """How many microphones can or may hear, those that cannot be seen included."""

    _unrecorded_attributes = frozenset({ATTR_MICROPHONES})

    @override
    def shows(self) -> object:
        return self.household.display.home.live, self.household.configuration

    @property
    @override
    def native_value(self) -> int:
        return self.household.display.home.live_count

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        microphones = self.household.microphones
        return {ATTR_MICROPHONES: sorted(microphones[id_].config.name for id_ in self.household.display.home.live)}


class ViolationsTodaySensor(HomeEntity, SensorEntity):
    """How often since local midnight a microphone was not as silent as it had to be."""

    @override
    def shows(self) -> object:
        return self.native_value, self.last_reset

    @property
    @override
    def native_value(self) -> int:
        return int(self.household.tally.value(Counted.VIOLATIONS, dt_util.utcnow()))

    @property
    @override
    def last_reset(self) -> datetime:
        return day_of(dt_util.utcnow()).start


class CoverageSensor(HomeEntity, SensorEntity):
    """The share of the home's known microphones that are in Earshot's care, in percent."""

    def __init__(self, household: Household, entry_id: str, description: SensorEntityDescription, care: Care) -> None:
        """Show what `care` finds."""
        super().__init__(household, entry_id, description)
        self._care = care

    @override
    def shows(self) -> object:
        return (self.native_value,)

    @property
    @override
    def native_value(self) -> int | None:
        return self._care.coverage.percent
