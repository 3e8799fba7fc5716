"""How a platform adds its entities: for what is configured now, and for what is added or changed while it runs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import EarshotConfigEntry
from .household import Household
from .microphone import Microphone
from .microphone_config import MicrophoneConfig

type MicrophoneEntities = Callable[[HomeAssistant, Household, Microphone], Iterable[Entity]]
type RuleEntities = Callable[[Household, str], Iterable[Entity]]
type HomeEntities = Callable[[Household, str], Iterable[Entity]]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A microphone as a platform shows it."""

    alive: Microphone
    config: MicrophoneConfig | None = None
    unique_ids: frozenset[str | None] = frozenset()


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
    """Add a platform's entities, each under the subentry that it belongs to, now and whenever a subentry changes."""
    household = entry.runtime_data.household
    shown: dict[str, _Shown] = {}
    rules: set[str] = set()

    @callback
    def bring_up_to_date() -> None:
        for microphone_id, alive in household.microphones.items():
            before = shown.get(microphone_id)
            # A microphone that was removed and came back under the same id is a new one.
            if before is None or before.alive is not alive:
                before = _Shown(alive)
            elif before.config == alive.config:
                continue
            entities = {entity.unique_id: entity for entity in microphone(hass, household, alive)}
            async_add_entities(
                [entity for unique_id, entity in entities.items() if unique_id not in before.unique_ids],
                config_subentry_id=microphone_id,
            )
            _async_remove(hass, entry, before.unique_ids.difference(entities))
            shown[microphone_id] = _Shown(alive, alive.config, frozenset(entities))
        for microphone_id in shown.keys() - household.microphones.keys():
            del shown[microphone_id]
        for rule_id in household.rulebook.rules.keys() - rules:
            async_add_entities(rule(household, rule_id), config_subentry_id=rule_id)
        rules.clear()
        rules.update(household.rulebook.rules)

    async_add_entities(home(household, entry.entry_id))
    bring_up_to_date()
    entry.async_on_unload(household.broadcast.listen_configuration(bring_up_to_date))


@callback
def _async_remove(hass: HomeAssistant, entry: EarshotConfigEntry, unique_ids: frozenset[str | None]) -> None:
    """Remove entities for good: what they showed is not there any more."""
    registry = er.async_get(hass)
    for registered in er.async_entries_for_config_entry(registry, entry.entry_id):
        if registered.unique_id in unique_ids:
            registry.async_remove(registered.entity_id)
