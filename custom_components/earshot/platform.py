"""How a platform adds its entities: for what is configured now, and for what is added while it runs."""

from collections.abc import Callable, Iterable

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import EarshotConfigEntry
from .household import Household
from .microphone import Microphone

type MicrophoneEntities = Callable[[HomeAssistant, Household, Microphone], Iterable[Entity]]
type RuleEntities = Callable[[Household, str], Iterable[Entity]]
type HomeEntities = Callable[[Household, str], Iterable[Entity]]


def _nothing(*_: object) -> Iterable[Entity]:
    return ()


@callback
def async_add(
    hass: HomeAssistant,
    entry: EarshotConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    *,
    microphone: MicrophoneEntities = _nothing,
    rule: RuleEntities = _nothing,
    home: HomeEntities = _nothing,
) -> None:
    """Add a platform's entities, each under the subentry that it belongs to, now and whenever a subentry is added."""
    household = entry.runtime_data.household
    microphones: dict[str, Microphone] = {}
    rules: set[str] = set()

    @callback
    def add_new() -> None:
        # A microphone that was removed and came back under the same id is a new one.
        for microphone_id, alive in household.microphones.items():
            if microphones.get(microphone_id) is not alive:
                microphones[microphone_id] = alive
                async_add_entities(microphone(hass, household, alive), config_subentry_id=microphone_id)
        for rule_id in household.rulebook.rules.keys() - rules:
            async_add_entities(rule(household, rule_id), config_subentry_id=rule_id)
        rules.clear()
        rules.update(household.rulebook.rules)
        for microphone_id in microphones.keys() - household.microphones.keys():
            del microphones[microphone_id]

    async_add_entities(home(household, entry.entry_id))
    add_new()
    entry.async_on_unload(household.broadcast.listen_configuration(add_new))
