"""The rules of the home: what they ask for, whether they are active, and which microphones they are about."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .agenda import Agenda
from .configuration import Configuration
from .ledger import Ledger
from .microphone import Microphone
from .observer import Observer
from .policy.decide import decide
from .policy.model import Decision, Effect, Standing
from .policy.rules import Rule, RuleState

# What the agenda calls a rule's next change, and the end of the grace that saved inputs have while Home Assistant starts.
DUE_RULE: Final = "rule"
DUE_START: Final = "start"


class Rulebook:
    """Keeps every rule's state as of the last look, and looks again only at rules that something concerns."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger, changed: Callable[[], None]) -> None:
        """Start without rules; `changed` is called when a rule has to be looked at again."""
        self._ledger = ledger
        self._changed = changed
        self.observer = Observer(hass, ledger, self.async_changed)
        self.rules: dict[str, Rule] = {}
        self.states: dict[str, RuleState] = {}
        self._microphones: dict[str, tuple[str, ...]] = {}
        self._stale: set[str] = set()

    @callback
    def async_configure(self, configuration: Configuration) -> None:
        """Take a new picture of the rules; what is known of those that stay is kept."""
        disabled = self._ledger.memory.disabled_rules
        disabled.intersection_update(configuration.rules)
        self.rules = {
            rule_id: replace(config.rule, enabled=rule_id not in disabled)
            for rule_id, config in configuration.rules.items()
        }
        self.states = {rule_id: state for rule_id, state in self.states.items() if rule_id in self.rules}
        self._microphones = {
            rule_id: tuple(microphone for microphone in configuration.microphones if config.covers(microphone))
            for rule_id, config in configuration.rules.items()
        }
        self.observer.async_configure({rule_id: config.mentions for rule_id, config in configuration.rules.items()})

    @callback
    def async_stop(self) -> None:
        """Watch nothing any more."""
        self.observer.async_stop()

    def about(self, microphone_id: str) -> tuple[str, ...]:
        """Return the ids of the rules that are about a microphone."""
        return tuple(rule_id for rule_id, ids in self._microphones.items() if microphone_id in ids)

    def microphones_of(self, rule_id: str) -> tuple[str, ...]:
        """Return the ids of the microphones that a rule is about."""
        return self._microphones[rule_id]

    @property
    def stale(self) -> bool:
        """Whether a rule has to be looked at again."""
        return bool(self._stale)

    @callback
    def async_changed(self, rule_ids: Iterable[str] | None = None) -> None:
        """Have these rules looked at again, all of them where none are named."""
        self.mark_stale(rule_ids)
        self._changed()

    def mark_stale(self, rule_ids: Iterable[str] | None = None) -> None:
        """Note that these rules have to be looked at again, all of them where none are named."""
        self._stale.update(self.rules if rule_ids is None else rule_ids)

    def evaluate(self, now: datetime, agenda: Agenda[tuple[str, str]]) -> list[str]:
        """Look again at the rules that something concerns; return the ids of those whose state has changed."""
        stale, self._stale = self._stale & self.rules.keys(), set()
        if not stale:
            return []
        zone, facts = dt_util.get_default_time_zone(), self.observer.facts(now)
        changed = []
        for rule_id in stale:
            rule = self.rules[rule_id]
            state = rule.evaluate(now, zone, facts)
            agenda.set((DUE_RULE, rule_id), rule.next_change(now, zone))
            if state != self.states.get(rule_id):
                self.states[rule_id] = state
                changed.append(rule_id)
        agenda.set((DUE_START, ""), self.observer.grace_ends(now))
        return changed

    def states_of(self, microphone: Microphone) -> list[RuleState]:
        """Return the states of the rules that are about a microphone."""
        return [self.states[rule_id] for rule_id in microphone.rules]

    def active_mute_rules(self, microphone: Microphone) -> frozenset[str]:
        """Return the ids of the mute rules that are active for a microphone; none while the scheduler is off."""
        if not self._ledger.memory.scheduler:
            return frozenset()
        states = self.states_of(microphone)
        return frozenset(state.rule_id for state in states if state.effect is Effect.MUTE and state.active)

    def changed_since(self, microphone: Microphone, since: datetime, now: datetime) -> bool:
        """Whether the hours of one of a microphone's mute rules have begun or ended meanwhile."""
        zone = dt_util.get_default_time_zone()
        rules = (self.rules[rule_id] for rule_id in microphone.rules)
        changes = (rule.next_change(since, zone) for rule in rules if rule.effect is Effect.MUTE)
        return any(change is not None and change <= now for change in changes)

    def decision(self, microphone: Microphone, standing: Standing, now: datetime) -> Decision:
        """Return what is decided for a microphone if this stands."""
        memory = self._ledger.memory
        return decide(
            now,
            dt_util.get_default_time_zone(),
            privacy_mode=memory.privacy_mode,
            scheduler=memory.scheduler,
            standing=standing,
            rules=self.rules_of(microphone),
            facts=self.observer.facts(now),
            states=self.states_of(microphone),
        )

    def rules_of(self, microphone: Microphone) -> list[Rule]:
        """Return the rules that are about a microphone."""
        return [self.rules[rule_id] for rule_id in microphone.rules]
