"""From Home Assistant's states to the facts that rules ask for, and only those that rules mention."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import STATE_HOME, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CoreState, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import TrackStates, async_track_state_change_filtered

from .const import START_GRACE
from .ledger import Ledger
from .policy.facts import Facts
from .policy.rules import NobodyHome, Rule

PERSON_DOMAIN: Final = "person"
# A clock that was put right by less than this has not gone back.
_CLOCK_TOLERANCE: Final = timedelta(minutes=1)
_WITHOUT_VALUE: Final = frozenset({STATE_UNKNOWN, STATE_UNAVAILABLE})


class Observer:
    """Watches the entities that rules mention, and tells which rules have to be looked at again."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger, changed: Callable[[Iterable[str]], None]) -> None:
        """Begin to watch nothing; `changed` is told the ids of the rules that a change of state concerns."""
        self._hass = hass
        self._ledger = ledger
        self._changed = changed
        self._rules_of: dict[str, set[str]] = {}
        self._rules_of_everyone: set[str] = set()
        self._present: dict[str, bool | None] = {}
        self._tracker = async_track_state_change_filtered(hass, TrackStates(False, set(), set()), self._state_changed)
        self._started = hass.state is CoreState.running
        self._grace_until: datetime | None = None

    @callback
    def set_rules(self, rules: Iterable[Rule]) -> None:
        """Watch what these rules mention."""
        self._rules_of.clear()
        self._rules_of_everyone.clear()
        for rule in rules:
            for condition in rule.conditions:
                if not isinstance(condition, NobodyHome):
                    continue
                for person in condition.persons:
                    self._rules_of.setdefault(person, set()).add(rule.id)
                if not condition.persons:
                    self._rules_of_everyone.add(rule.id)
        domains = {PERSON_DOMAIN} if self._rules_of_everyone else set()
        self._tracker.async_update_listeners(TrackStates(False, set(self._rules_of), domains))
        persons = set(self._rules_of)
        if self._rules_of_everyone:
            persons.update(self._hass.states.async_entity_ids(PERSON_DOMAIN))
        self._present = {person: _present(self._hass.states.get(person)) for person in persons}
        self._remember()

    @callback
    def stop(self) -> None:
        """Watch nothing any more."""
        self._tracker.async_remove()

    @callback
    def set_started(self) -> None:
        """Home Assistant has started: from here on an input without a value is undetermined."""
        self._started = True

    def grace_ends(self, now: datetime) -> datetime | None:
        """When inputs without a value lose their saved one; None where that is over."""
        if self._started:
            return None
        if self._grace_until is None:
            self._grace_until = now + START_GRACE
        return self._grace_until if now < self._grace_until else None

    def facts(self, now: datetime) -> Facts:
        """Return what is known now."""
        return Facts(present=self._with_saved(now), clock_trusted=self._clock_trusted(now))

    def home_count(self) -> int | None:
        """How many people are home; None where that is undetermined for anyone, or nobody is known."""
        states = self._hass.states.async_all(PERSON_DOMAIN)
        present = [_present(state) for state in states]
        return None if not present or None in present else sum(map(bool, present))

    def _with_saved(self, now: datetime) -> Mapping[str, bool | None]:
        if self.grace_ends(now) is None or None not in self._present.values():
            return self._present
        saved = self._ledger.memory.present
        return {person: saved.get(person) if home is None else home for person, home in self._present.items()}

    def _clock_trusted(self, now: datetime) -> bool:
        saved_at = self._ledger.memory.saved_at
        return saved_at is None or now >= saved_at - _CLOCK_TOLERANCE

    def _remember(self) -> None:
        known = {person: home for person, home in self._present.items() if home is not None}
        kept = {person: home for person, home in self._ledger.memory.present.items() if person in self._present}
        if (merged := kept | known) != self._ledger.memory.present:
            self._ledger.memory.present = merged
            self._ledger.changed()

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        person = event.data["entity_id"]
        state = event.data["new_state"]
        home = _present(state)
        if state is None and person not in self._rules_of:
            # Gone from the home, not merely without a value.
            self._present.pop(person, None)
        elif person in self._present and self._present[person] is home:
            return
        else:
            self._present[person] = home
        self._remember()
        self._changed(self._rules_of.get(person, set()) | self._rules_of_everyone)


def _present(state: State | None) -> bool | None:
    if state is None or state.state in _WITHOUT_VALUE:
        return None
    return state.state == STATE_HOME
