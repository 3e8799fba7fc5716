"""What is looked after beside muting: leftovers, references, coverage, and rules that nobody can evaluate."""

from homeassistant.core import CoreState, HomeAssistant, callback

from . import issues, leftovers
from .data import EarshotData


class Upkeep:
    """Looks when Home Assistant has started, when the configuration has changed, and with every tick."""

    def __init__(self, hass: HomeAssistant, data: EarshotData) -> None:
        """Look at nothing yet."""
        self._hass = hass
        self._data = data

    @callback
    def async_started(self, _hass: HomeAssistant) -> None:
        """Take it that whatever is there by now is all that there is."""
        household = self._data.household
        household.rulebook.observer.set_started()
        leftovers.async_release(
            self._hass, self._data.ledger, household.reconciler, household.configuration, wait=False
        )
        household.async_look_at_everything()
        self.async_configured()

    @callback
    def async_configured(self) -> None:
        """Compare what is configured with what is there."""
        self._data.care.async_look()
        self._check_references()

    @callback
    def async_tick(self) -> None:
        """Find what has changed unnoticed."""
        self._data.care.async_tick()
        self._check_references()
        issues.async_check_rules(self._hass, self._data.household)

    @callback
    def _check_references(self) -> None:
        if self._hass.state is CoreState.running:
            issues.async_check_references(self._hass, self._data.household)
            issues.async_tell_coverage(self._hass, self._data.household, self._data.care.coverage)
