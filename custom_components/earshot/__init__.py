"""Earshot: who can hear you now, when they may, and what they heard."""

from contextlib import AsyncExitStack

from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.typing import ConfigType

from . import cards, export, issues, leftovers, removal, websocket_api
from .captures import async_watch_captures
from .care import Care
from .configuration import Configuration
from .const import DOMAIN, PLATFORMS
from .data import EarshotConfigEntry, EarshotData
from .events import async_fire_violation
from .following import async_follow_devices
from .household import Household
from .journal import Cause, Journal
from .keeper import LogKeeper
from .ledger import Ledger
from .places import async_track_places
from .services import async_setup_services
from .upkeep import Upkeep
from .voice.sentences import async_offer_sentences
from .watch import Watch

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, the WebSocket commands, the view of exports and the cards, once."""
    async_setup_services(hass)
    export.async_register(hass)
    websocket_api.async_register(hass)
    cards.async_register(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: EarshotConfigEntry) -> bool:
    """Bring the home to what is decided, before anyone can see it."""
    configuration = Configuration.from_entry(entry)
    ledger = Ledger(hass)
    await ledger.async_load()
    keeper = LogKeeper(hass)
    household = Household(hass, entry.entry_id, ledger, Journal(keeper.append))
    care = Care(hass, entry, household.broadcast.home)
    data = entry.runtime_data = EarshotData(care, household, ledger, keeper, Watch(hass, household))
    async with AsyncExitStack() as undo:
        # Whatever fails from here on leaves no thread, no timer and no listener behind.
        undo.push_async_callback(_async_close, data)
        await _async_bring_up(hass, entry, configuration)
        undo.pop_all()
    return True


async def _async_bring_up(hass: HomeAssistant, entry: EarshotConfigEntry, configuration: Configuration) -> None:
    """Watch, decide and enforce, then let people see it."""
    data = entry.runtime_data
    household = data.household
    # Takes records from here on; muting does not wait until its file is open.
    opening = hass.async_create_task(_async_apply_to_log(data, configuration), "earshot open log")
    _say_how_it_was_left(data)
    household.async_configure(configuration)
    leftovers.async_release(hass, data.ledger, household.reconciler, configuration, wait=True)
    _watch(hass, entry)
    household.async_start()
    await opening
    entry.async_create_task(
        hass, data.log.async_forget_others(configuration.microphones.keys()), "earshot forget removed microphones"
    )
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    _keep_up(hass, entry)


@callback
def _watch(hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
    """Have calls, captures, problems and violations told, before the first of them can come."""
    household, watch = entry.runtime_data.household, entry.runtime_data.watch
    watch.async_configure()
    entry.async_on_unload(household.broadcast.listen_configuration(watch.async_configure))
    entry.async_on_unload(household.broadcast.listen_problem(lambda id_: _tell_problem(hass, household, id_)))
    entry.async_on_unload(
        household.broadcast.listen_violation(
            lambda id_, kind: async_fire_violation(hass, household.microphones[id_], kind)
        )
    )
    entry.async_on_unload(async_watch_captures(hass, household))


@callback
def _keep_up(hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
    """Follow what changes from now on, until Earshot is unloaded or Home Assistant stops."""
    data = entry.runtime_data
    household, upkeep = data.household, Upkeep(hass, data)

    async def final_write(_event: Event) -> None:
        await _async_close(data)

    entry.async_on_unload(async_at_started(hass, upkeep.async_started))
    entry.async_on_unload(async_track_places(hass, household.async_places_changed))
    entry.async_on_unload(household.broadcast.listen_tick(upkeep.async_tick))
    entry.async_on_unload(household.broadcast.listen_configuration(upkeep.async_configured))
    entry.async_on_unload(async_follow_devices(hass, entry))
    entry.async_on_unload(async_offer_sentences(hass, entry))
    entry.async_on_unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_FINAL_WRITE, final_write))
    entry.async_on_unload(entry.add_update_listener(_async_updated))


async def async_unload_entry(hass: HomeAssistant, entry: EarshotConfigEntry) -> bool:
    """Stop looking. Nothing is unmuted."""
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await _async_close(entry.runtime_data)
    # Nobody watches any more what was said to be wrong; whoever looks next says it again.
    household = entry.runtime_data.household
    for microphone_id in household.microphones:
        issues.async_forget(hass, microphone_id)
    for rule_id in household.rulebook.rules:
        issues.async_forget_rule(hass, rule_id)
    issues.async_forget_coverage(hass)
    return True


async def async_remove_entry(hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
    """Release what Earshot muted, and delete the log and everything else that was remembered."""
    await removal.async_remove(hass, entry)


async def _async_updated(hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
    """Apply a change of configuration in place."""
    data = entry.runtime_data
    configuration = Configuration.from_entry(entry)
    removed = data.household.microphones.keys() - configuration.microphones.keys()
    for microphone_id in removed:
        issues.async_forget(hass, microphone_id)
    for rule_id in data.household.rulebook.rules.keys() - configuration.rules.keys():
        issues.async_forget_rule(hass, rule_id)
    data.household.async_configure(configuration)
    for microphone_id in removed:
        await data.log.async_forget(microphone_id)
    await _async_apply_to_log(data, configuration)


async def _async_apply_to_log(data: EarshotData, configuration: Configuration) -> None:
    options = configuration.options
    data.household.journal.asleep = options.asleep
    await data.log.async_apply(options.retention, in_backups=options.log_in_backups)


async def _async_close(data: EarshotData) -> None:
    data.care.async_stop()
    data.watch.async_stop()
    data.household.async_stop()
    # A log that is closed already takes nothing: this is told once.
    data.household.journal.change(None, None, Cause.STOPPED, {})
    await data.ledger.async_close()
    await data.log.async_close()


def _say_how_it_was_left(data: EarshotData) -> None:
    """Home Assistant was killed, or the power went: between then and now nobody watched, and nobody held the mutes."""
    memory = data.ledger.memory
    if not memory.clean and memory.saved_at is not None:
        data.household.journal.change(None, None, Cause.GAP, {"last_saved": memory.saved_at.isoformat()})
    memory.clean = False
    data.ledger.changed()


@callback
def _tell_problem(hass: HomeAssistant, household: Household, microphone_id: str) -> None:
    microphone = household.microphones[microphone_id]
    hass.async_create_task(issues.async_tell_problem(hass, microphone), "earshot tell problem")
