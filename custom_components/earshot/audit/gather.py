"""From Home Assistant to the facts that the audit judges. Everything named by a person or a device comes out as plain text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..activity.model import Phase
from ..const import DOMAIN, SUBENTRY_MICROPHONE, MicrophoneStatus
from ..data import EarshotConfigEntry
from ..flows.fields import plain
from ..household import Household
from ..microphone_config import MicrophoneConfig
from ..microphones.assurance import Assurance
from ..microphones.coverage import coverage
from ..microphones.discovery import async_discover
from ..microphones.families import FAMILIES
from ..microphones.sources.pipeline_runs import PipelineRuns
from .assistants import async_assistants, async_recording_folder
from .facts import Entity, Facts, Listener, Microphone

# homeassistant.components.alexa_devices: the select of who may drop in, and the event that tells what was said.
_ECHO: Final = "alexa_devices"
_DROP_IN: Final = "dropin"
_DROP_IN_OPEN: Final = "all"
_VOICE_EVENT: Final = "voice_event"
# The custom integration alexa_media: its players tell in this attribute what was said last.
_ECHO_MEDIA: Final = "alexa_media"
_LAST_SAID: Final = "last_called_summary"
# homeassistant.components.wyoming: what a satellite tells of itself when it is asked.
_WYOMING: Final = "wyoming"
_RECORDER: Final = "recorder"

type _Owners = Mapping[str, MicrophoneConfig]
"""The microphones in Earshot's care, by the ids of their devices and the registry ids of their entities."""


async def async_gather(hass: HomeAssistant, entry: EarshotConfigEntry) -> Facts:
    """Return the facts of now."""
    household = entry.runtime_data.household
    owners = _owners(household)
    satellites = [(each, _listener(hass, each, owners)) for each in _entities(hass, Platform.ASSIST_SATELLITE)]
    return Facts(
        recording_folder=async_recording_folder(hass),
        assistants=await async_assistants(hass, [(each, listener.name) for each, listener in satellites]),
        streaming=tuple(_streaming(hass, household, satellites)),
        open_drop_ins=tuple(_open_drop_ins(hass, owners)),
        recorded_words=tuple(_recorded_words(hass, owners)),
        uncovered=tuple(_uncovered(hass, entry)),
        microphones=tuple(_microphone(each.config) for each in household.microphones.values()),
    )


def _owners(household: Household) -> _Owners:
    # Controls are left out: a plug may silence several, and is none of them.
    owners: dict[str, MicrophoneConfig] = {}
    for microphone in household.microphones.values():
        config = microphone.config
        for reference in (*(each.entity for each in config.sources), *(each.entity for each in config.observations)):
            owners[reference] = config
        if config.device_id is not None:
            owners[config.device_id] = config
    return owners


def _entities(
    hass: HomeAssistant, domain: str, platform: str | None = None, key: str | None = None
) -> list[er.RegistryEntry]:
    """Return the enabled entities of a domain, Earshot's own left out; of one integration and translation key where given."""
    found = [
        entry
        for entry in er.async_get(hass).entities.values()
        if entry.domain == domain
        and not entry.disabled
        and entry.platform != DOMAIN
        and platform in {None, entry.platform}
        and key in {None, entry.translation_key}
    ]
    return sorted(found, key=lambda entry: entry.entity_id)


def _listener(hass: HomeAssistant, entry: er.RegistryEntry, owners: _Owners) -> Listener:
    """Return the microphone that an entity belongs to or, where it is in nobody's care, the device."""
    config = owners.get(entry.id) or owners.get(entry.device_id or "")
    if config is not None:
        return Listener(plain(config.name) or config.id, config.id)
    device = dr.async_get(hass).async_get(entry.device_id) if entry.device_id else None
    name = (device.name_by_user or device.name) if device else entry.name or entry.original_name
    return Listener(plain(name or "") or entry.entity_id)


def _streaming(
    hass: HomeAssistant, household: Household, satellites: Iterable[tuple[er.RegistryEntry, Listener]]
) -> Iterator[Listener]:
    """Yield those that stream now, and satellites that always do, each once."""
    told = set()
    for microphone in household.microphones.values():
        if microphone.view.status is MicrophoneStatus.STREAMING:
            told.add(microphone.config.id)
            yield Listener(plain(microphone.config.name) or microphone.config.id, microphone.config.id)
    runs = PipelineRuns(hass)
    for satellite, listener in satellites:
        if listener.microphone_id in told:
            continue
        if runs.phase(satellite.entity_id) is Phase.STREAMING or _has_no_wake_word(hass, satellite):
            told.add(listener.microphone_id or satellite.id)
            yield listener


@callback
def _has_no_wake_word(hass: HomeAssistant, satellite: er.RegistryEntry) -> bool:
    """Whether a Wyoming satellite says that it hears no wake word itself. What is not said, or said otherwise, is no."""
    if satellite.platform != _WYOMING or satellite.config_entry_id is None:
        return False
    entry = hass.config_entries.async_get_entry(satellite.config_entry_id)
    info = getattr(getattr(getattr(entry, "runtime_data", None), "service", None), "info", None)
    return getattr(info, "satellite", None) is not None and not getattr(info, "wake", True)


def _open_drop_ins(hass: HomeAssistant, owners: _Owners) -> Iterator[Entity]:
    for select in _entities(hass, Platform.SELECT, _ECHO, _DROP_IN):
        if (state := hass.states.get(select.entity_id)) and state.state == _DROP_IN_OPEN:
            yield Entity(select.entity_id, _listener(hass, select, owners))


def _recorded_words(hass: HomeAssistant, owners: _Owners) -> Iterator[Entity]:
    if _RECORDER not in hass.config.components:
        return
    from homeassistant.components.recorder.entity_options import is_entity_recorded

    events = _entities(hass, Platform.EVENT, _ECHO, _VOICE_EVENT)
    players = _entities(hass, Platform.MEDIA_PLAYER, _ECHO_MEDIA)
    for entry in (*events, *(player for player in players if _tells_words(hass, player))):
        if is_entity_recorded(hass, entry.entity_id):
            yield Entity(entry.entity_id, _listener(hass, entry, owners))


@callback
def _tells_words(hass: HomeAssistant, player: er.RegistryEntry) -> bool:
    state = hass.states.get(player.entity_id)
    return state is not None and bool(state.attributes.get(_LAST_SAID))


def _uncovered(hass: HomeAssistant, entry: EarshotConfigEntry) -> Iterator[str]:
    subentries = entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
    for candidate in coverage(async_discover(hass), subentries).uncovered:
        yield plain(candidate.name) or candidate.reference


def vendor_of(config: MicrophoneConfig) -> str | None:
    """Return who hears what a microphone's device uploads; None where no vendor does, or none is known."""
    family = FAMILIES.get(config.family or "")
    return family.vendor if family else None


def _microphone(config: MicrophoneConfig) -> Microphone:
    control = next(iter(config.controls), None)
    return Microphone(
        id=config.id,
        name=plain(config.name) or config.id,
        assurance=control.assurance if control else Assurance.NONE,
        confirmed=control is not None and control.confirmed,
        vendor=vendor_of(config),
        checks=config.vendor_checks,
    )
