"""A home for tests: real entities of a test integration stand in for devices; nothing of Earshot is mocked."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.switch import SwitchEntity
from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigSubentryData
from homeassistant.const import STATE_ON, EntityCategory, Platform
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    async_fire_time_changed,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from custom_components.earshot.const import CONF_LEAST_HOLD, DOMAIN, SUBENTRY_MICROPHONE, SUBENTRY_RULE
from custom_components.earshot.microphones.discovery import async_candidate

# The night of `tuesday_evening`, which `night` mutes.
TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)

NIGHT = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "22:00:00", "end": "07:00:00"}


class MuteSwitch(SwitchEntity):
    """A satellite's mute switch: obeys, unless it has a bad habit."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_entity_category = EntityCategory.CONFIG
    _attr_name = "Mute"
    _attr_translation_key = "mute"

    def __init__(self, satellite: Satellite) -> None:
        """Belong to a satellite's device."""
        self.satellite = satellite
        self.calls: list[bool] = []
        self.ignores = False
        self.told: bool | None = None
        """What the device was told last."""
        self._attr_is_on = satellite.starts_muted
        self._attr_unique_id = f"{satellite.name}-mute"
        self._attr_device_info = dr.DeviceInfo(identifiers={(satellite.platform, satellite.name)}, name=satellite.name)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self._async_turn(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self._async_turn(False)

    async def _async_turn(self, muted: bool) -> None:
        self.calls.append(muted)
        if not self.ignores:
            self.by_hand(muted)
        # As Wyoming's does: the state is written first, then the device is told.
        self.told = muted

    def by_hand(self, muted: bool) -> None:
        """Change without anyone having called."""
        self._attr_is_on = muted
        self.async_write_ha_state()

    def come_and_go(self, available: bool) -> None:
        """Come and go."""
        self._attr_available = available
        self.async_write_ha_state()


@dataclass
class Satellite:
    """A device with an Assist satellite and a mute switch."""

    hass: HomeAssistant
    name: str
    platform: str
    starts_muted: bool = False
    switch: MuteSwitch = field(init=False)
    entry: MockConfigEntry = field(init=False)
    entity_id: str = ""

    def __post_init__(self) -> None:
        """Make the switch."""
        self.switch = MuteSwitch(self)

    @property
    def switch_id(self) -> str:
        """The mute switch's entity id."""
        return self.switch.entity_id

    @property
    def muted(self) -> bool:
        """Whether the switch says so."""
        return self.hass.states.get(self.switch_id).state == STATE_ON

    async def async_show(self, state: str) -> None:
        """Let the satellite's entity show a state."""
        self.hass.states.async_set(self.entity_id, state)
        await self.hass.async_block_till_done()

    async def async_speak(self) -> None:
        """Go through the states of a command that was understood."""
        for state in ("listening", "processing", "responding", "idle"):
            await self.async_show(state)


async def async_satellite(
    hass: HomeAssistant, name: str, *, platform: str = "wyoming", starts_muted: bool = False, state: str = "idle"
) -> Satellite:
    """Add a satellite to the home, through a config entry of its own."""
    satellite = Satellite(hass, name, platform, starts_muted)

    async def setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, [Platform.SWITCH])
        return True

    async def unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        return await hass.config_entries.async_unload_platforms(entry, [Platform.SWITCH])

    async def setup_switches(hass: HomeAssistant, entry: ConfigEntry, add: AddConfigEntryEntitiesCallback) -> None:
        add([SATELLITES[entry.entry_id].switch])

    mock_integration(
        hass, MockModule(platform, async_setup_entry=setup_entry, async_unload_entry=unload_entry), built_in=False
    )
    mock_platform(hass, f"{platform}.config_flow")
    mock_platform(hass, f"{platform}.switch", MockPlatform(async_setup_entry=setup_switches))
    satellite.entry = MockConfigEntry(domain=platform, title=name)
    SATELLITES[satellite.entry.entry_id] = satellite
    satellite.entry.add_to_hass(hass)
    with mock_config_flow(platform, ConfigFlow):
        assert await hass.config_entries.async_setup(satellite.entry.entry_id)
        await hass.async_block_till_done()
    device_id = er.async_get(hass).async_get(satellite.switch_id).device_id
    registered = er.async_get(hass).async_get_or_create(
        Platform.ASSIST_SATELLITE,
        platform,
        f"{name}-assist_satellite",
        config_entry=satellite.entry,
        device_id=device_id,
        suggested_object_id=name.lower().replace(" ", "_"),
    )
    satellite.entity_id = registered.entity_id
    hass.states.async_set(satellite.entity_id, state)
    return satellite


SATELLITES: dict[str, Satellite] = {}


def microphone(hass: HomeAssistant, satellite: Satellite, **changes: Any) -> ConfigSubentryData:
    """Make a microphone's subentry as the flow would, but for a device whose release gets through at any time."""
    candidate = async_candidate(hass, satellite.entity_id)
    controls = [
        {key: value for key, value in control.items() if key != CONF_LEAST_HOLD} for control in candidate.controls
    ]
    return ConfigSubentryData(
        subentry_type=SUBENTRY_MICROPHONE,
        title=satellite.name,
        unique_id=candidate.reference,
        data={
            **candidate.as_data(),
            "controls": controls,
            "default": "live",
            "who_may_unmute": "users",
            "keep_transcripts": False,
            **changes,
        },
    )


async def async_plug(hass: HomeAssistant) -> Satellite:
    """Add a switch that stands for a smart plug: on, so that its device has power."""
    return await async_satellite(hass, "Plug", platform="plug", starts_muted=True)


def plug_control(
    hass: HomeAssistant, plug: Satellite, boots_within: timedelta = timedelta(seconds=30)
) -> dict[str, Any]:
    """Make a plug's mute control as the flow would."""
    return {
        "kind": "plug",
        "entity": er.async_get(hass).async_get(plug.switch_id).id,
        "muted_state": "off",
        "assurance": "power_cut",
        "confirmed": False,
        "boot_time": int(boots_within.total_seconds()),
    }


def rule(title: str, **changes: Any) -> ConfigSubentryData:
    """Make a rule's subentry as the flow would; for all microphones unless said otherwise."""
    return ConfigSubentryData(
        subentry_type=SUBENTRY_RULE,
        title=title,
        unique_id=None,
        data={
            "effect": "mute",
            "match": "all",
            "all_microphones": True,
            "microphones": [],
            **changes,
        },
    )


def night(**changes: Any) -> ConfigSubentryData:
    """Make the night rule, 22:00 to 07:00."""
    return rule("Night", hours=[{**NIGHT, **changes}])


def nobody_home(*persons: str) -> ConfigSubentryData:
    """Make the nobody-home rule, about these persons or everyone."""
    return rule("Nobody home", presence={"kind": "nobody_home", "persons": list(persons)})


async def async_earshot(
    hass: HomeAssistant, *subentries: ConfigSubentryData, options: dict[str, Any] | None = None
) -> MockConfigEntry:
    """Set Earshot up with these subentries."""
    entry = MockConfigEntry(domain=DOMAIN, title="Earshot", subentries_data=subentries, options=options or {})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


async def async_wait(hass: HomeAssistant, freezer: FrozenDateTimeFactory, until: datetime | timedelta) -> None:
    """Let an instant come, or some time pass."""
    instant = dt_util.utcnow() + until if isinstance(until, timedelta) else until
    freezer.move_to(instant)
    async_fire_time_changed(hass, instant)
    await hass.async_block_till_done()


async def async_call(hass: HomeAssistant, action: str, entity_id: str, user_id: str | None = None, **data: Any) -> None:
    """Call an action on an entity, as a user or as nobody."""
    domain, service = action.split(".")
    context = Context(user_id=user_id)
    await hass.services.async_call(domain, service, {"entity_id": entity_id, **data}, blocking=True, context=context)
    await hass.async_block_till_done()


def entity(hass: HomeAssistant, platform: str, key: str, title: str | None = None) -> str:
    """Return the id of one of Earshot's entities: of the microphone or rule with this title, or of the home."""
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    owner = entry.entry_id
    if title is not None:
        owner = next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)
    entity_id = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{owner}-{key}")
    assert entity_id is not None, f"no {platform} {key} of {title or 'the home'}"
    return entity_id


def shown(hass: HomeAssistant, platform: str, key: str, title: str | None = None) -> str:
    """Return the state that one of Earshot's entities shows."""
    return hass.states.get(entity(hass, platform, key, title)).state
