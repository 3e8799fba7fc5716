"""What removing the entry does: release what Earshot muted, best effort, and leave nothing behind."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from . import leftovers
from .configuration import Configuration
from .const import DOMAIN
from .data import EarshotConfigEntry
from .keeper import LogKeeper
from .ledger import Ledger
from .microphones.controls import build_control
from .microphones.references import async_resolver
from .reconciler import Reconciler


async def async_remove(hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
    """Release, delete the log, forget the holds, take back the repairs. The entry is not loaded any more, or never was."""
    ledger = Ledger(hass)
    await ledger.async_load()
    try:
        _release(hass, entry, ledger)
    finally:
        # Whatever cannot be released, nothing that was heard or remembered stays behind.
        await LogKeeper(hass).async_remove()
        await ledger.async_remove()
        registry = ir.async_get(hass)
        for domain, issue_id in tuple(registry.issues):
            if domain == DOMAIN:
                ir.async_delete_issue(hass, DOMAIN, issue_id)


def _release(hass: HomeAssistant, entry: EarshotConfigEntry, ledger: Ledger) -> None:
    configuration, reconciler = Configuration.from_entry(entry), Reconciler(hass, ledger)
    resolve = async_resolver(hass)
    controls = {
        control.key: control
        for microphone in configuration.microphones.values()
        for control in (build_control(config, resolve, hass.states) for config in microphone.controls)
    }
    reconciler.set_controls(controls.values(), dt_util.utcnow())
    leftovers.async_release(hass, ledger, reconciler, configuration, wait=False)
    reconciler.release(tuple(reconciler.enforcements))
