"""Mutes of Earshot's own whose microphone was removed while Earshot was not loaded: released, best effort, and forgotten."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .configuration import Configuration
from .const import LOGGER
from .ledger import Ledger
from .microphone_config import control_from_data
from .microphones.controls import MuteControl, build_control
from .microphones.references import async_resolver
from .reconciler import Enforcement, Reconciler


@callback
def async_release(
    hass: HomeAssistant, ledger: Ledger, reconciler: Reconciler, configuration: Configuration, *, wait: bool
) -> None:
    """Release what is on record and of no use to any microphone; what cannot be read yet is forgotten, unless it may `wait`."""
    used = {enforcement.control.key: enforcement.control for enforcement in reconciler.enforcements}
    left = ledger.memory.owned.keys() - used.keys()
    if not left or not all(microphone.readable for microphone in configuration.microphones.values()):
        # What of a microphone cannot be read may be just this.
        return
    heirs = {control.config.entity: key for key, control in used.items()}
    entity_ids = {entity_id for control in used.values() for entity_id in control.entity_ids}
    now, gone = dt_util.utcnow(), []
    for key in left:
        control = _control(hass, ledger, key)
        if control is None:
            reconciler.disown(key)
        elif (heir := heirs.get(control.config.entity)) is not None:
            reconciler.hand_over(key, heir, now)
        elif not entity_ids.isdisjoint(control.entity_ids):
            # Another microphone is silent only with it.
            reconciler.disown(key)
        elif control.read() is not None or not wait:
            gone.append(Enforcement(control, read_since=now))
    reconciler.release(gone)


def _control(hass: HomeAssistant, ledger: Ledger, key: str) -> MuteControl | None:
    """Return a control as it was when Earshot muted it; None where that is not known, or not understood."""
    try:
        config = control_from_data(ledger.memory.controls[key])
        return build_control(config, async_resolver(hass), hass.states)
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        LOGGER.warning("What a removed microphone was muted by is not known any more, and not released: %r", err)
        return None
