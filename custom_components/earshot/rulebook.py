"""The rules of the home: what they ask for, whether they are active, and which microphones they are about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from .agenda import Agenda
from .configuration import Configuration
from .ledger import Ledger
from .microphone import Microphone
from .observer import Observer
from .places import Places
from .policy.conditions import TimeCondition
from .policy.decide import Decider
from .policy.model import Decision, Effect, Standing
from .policy.rules import Rule, RuleMemory, RuleState
from .policy.walltime import Span
from .policy.windows import Hours

# What the agenda calls a rule's next change, and the end of the grace that saved inputs have while Home Assistant starts.
DUE_RULE: Final = "rule"
DUE_START: Final = "start"


# A rule that nobody could evaluate for so long is worth a repair.
_DOUBTFUL_AFTER: Final = timedelta(hours=1)


class Rulebook:
    """Keeps every rule's state as of the last look, and looks again only at rules that something concerns."""

    _configuration: Configuration

    def __init__(self, hass: HomeAssistant, ledger: Ledger, changed: Callable[[], None]) -> None:
        """Start without rules; `changed` is called when a rule has to be looked at again."""
        self._ledger = ledger
        self._changed = changed
        self.observer = Observer(hass, ledger, self.async_changed)
        self.rules: dict[str, Rule] = {}
        self.states: dict[str, RuleState] = {}
        self._microphones: dict[str, tuple[str, ...]] = {}
        self._about: dict[str, tuple[str, ...]] = {}
        self._due: dict[str, datetime | None] = {}
        self._memories: dict[str, RuleMemory] = {}
        self._undetermined_since: dict[str, datetime] = {}
        self._stale: set[str] = set()

    @callback
    def async_configure(self, configuration: Configuration, places: Places) -> None:
        """Take a new picture of the rules; what is known of those that stay is kept."""
        self._configuration = configuration
        disabled = self._ledger.memory.disabled_rules
        disabled.intersection_update(configuration.rules)
        self.rules = {
            rule_id: replace(config.rule, enabled=rule_id not in disabled)
            for rule_id, config in configuration.rules.items()
        }
        self.states = {rule_id: state for rule_id, state in self.states.items() if rule_id in self.rules}
        self._memories = self._ledger.memory.rule_memories
        for rule_id in self._memories.keys() - self.rules.keys():
            del self._memories[rule_id]
        self.async_place(places)
        self.observer.async_configure({rule_id: config.mentions for rule_id, config in configuration.rules.items()})

    @callback
    def async_place(self, places: Places) -> bool:
        """Take where microphones are now; whether a rule is about others than before."""
        before = self._microphones
        self._microphones = {
            rule_id: places.meant(config.targets, self._configuration.microphones)
            for rule_id, config in self._configuration.rules.items()
        }
        about: dict[str, list[str]] = {}
        for rule_id, microphone_ids in self._microphones.items():
            for microphone_id in microphone_ids:
                about.setdefault(microphone_id, []).append(rule_id)
        self._about = {microphone_id: tuple(rule_ids) for microphone_id, rule_ids in about.items()}
        return self._microphones != before

    @property
    def by_place(self) -> bool:
        """Whether a rule depends on where microphones are."""
        return any(config.targets.by_place for config in self._configuration.rules.values())

    @callback
    def async_stop(self) -> None:
        """Watch nothing any more."""
        self.observer.async_stop()

    def about(self, microphone_id: str) -> tuple[str, ...]:
        """Return the ids of the rules that are about a microphone."""
        return self._about.get(microphone_id, ())

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
            state = rule.evaluate(now, zone, facts, self._memories.get(rule_id))
            due = rule.next_change(now, zone, facts, state.memory)
            agenda.set((DUE_RULE, rule_id), due)
            self._remember(rule_id, state)
            # What comes next is part of a decision: a schedule that was rewritten changes it, and not the state.
            if state != self.states.get(rule_id) or due != self._due.get(rule_id):
                self.states[rule_id], self._due[rule_id] = state, due
                changed.append(rule_id)
        agenda.set((DUE_START, ""), self.observer.grace_ends(now))
        return changed

    def _remember(self, rule_id: str, state: RuleState) -> None:
        """Save for how long timed conditions have held or lingered: that must not begin anew with a restart."""
        if self._memories.get(rule_id, ()) == state.memory:
            return
        if state.memory:
            self._memories[rule_id] = state.memory
        else:
            del self._memories[rule_id]
        self._ledger.changed()

    def doubts(self, now: datetime) -> dict[str, bool]:
        """Return for each enabled rule whether it has been undetermined for so long that a person should know."""
        for rule_id, state in self.states.items():
            if state.value is None and self.rules[rule_id].enabled:
                self._undetermined_since.setdefault(rule_id, now)
            else:
                self._undetermined_since.pop(rule_id, None)
        since = self._undetermined_since
        return {rule_id: rule_id in since and now - since[rule_id] >= _DOUBTFUL_AFTER for rule_id in self.rules}

    def mute_hours(self, start: datetime, end: datetime) -> list[tuple[str, Span]]:
        """Return the stretches of hours of the enabled mute rules that overlap a span; none while the scheduler is off."""
        zone, facts = dt_util.get_default_time_zone(), self.observer.facts(dt_util.utcnow())
        return [
            (rule.id, span)
            for rule, hours in self._mute_hours()
            for span in hours.spans(start, end, zone, rule.effect, facts)
        ]

    def next_mute_hours(self, now: datetime) -> tuple[str, Span] | None:
        """Return the stretch of hours that is now, or comes next. Of many rules only that one's are compiled."""
        zone, facts = dt_util.get_default_time_zone(), self.observer.facts(now)
        begins: list[tuple[datetime, Rule, Hours]] = []
        for rule, hours in self._mute_hours():
            if hours.active(now, zone, rule.effect, facts):
                begins.append((now, rule, hours))
            elif (change := hours.next_change(now, zone, rule.effect, facts)) is not None:
                begins.append((change, rule, hours))
        if not begins:
            return None
        begin, rule, hours = min(begins, key=lambda candidate: candidate[0])
        spans = hours.spans(begin, begin + timedelta(seconds=1), zone, rule.effect, facts)
        return (rule.id, spans[0]) if spans else None

    def _mute_hours(self) -> Iterator[tuple[Rule, Hours]]:
        if not self._ledger.memory.scheduler:
            return
        for rule in self.rules.values():
            if rule.enabled and rule.effect is Effect.MUTE:
                for condition in rule.untimed:
                    if isinstance(condition, TimeCondition) and condition.hours is not None:
                        yield rule, condition.hours

    def is_active(self, rule_id: str) -> bool | None:
        """Whether a rule is active; None while that is undetermined, which a mute rule counts as active."""
        if not self._ledger.memory.scheduler:
            return False
        # A rule that was just added is shown before it is looked at for the first time.
        state = self.states.get(rule_id)
        return None if state is None else state.value

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
        zone, facts = dt_util.get_default_time_zone(), self.observer.facts(now)
        rules = (self.rules[rule_id] for rule_id in microphone.rules)
        changes = (rule.next_change(since, zone, facts) for rule in rules if rule.effect is Effect.MUTE)
        return any(change is not None and change <= now for change in changes)

    def decider(self, now: datetime) -> Decider:
        """Return what decides about any number of microphones in one pass."""
        memory = self._ledger.memory
        return Decider(
            now,
            dt_util.get_default_time_zone(),
            privacy_mode=memory.privacy_mode,
            scheduler=memory.scheduler,
            facts=self.observer.facts(now),
            rules=self.rules,
            states=self.states,
        )

    def decision(self, microphone: Microphone, standing: Standing, now: datetime) -> Decision:
        """Return what is decided for a microphone if this stands."""
        return self.decider(now).decide(standing, microphone.rules)

    def rules_of(self, microphone: Microphone) -> list[Rule]:
        """Return the rules that are about a microphone."""
        return [self.rules[rule_id] for rule_id in microphone.rules]
