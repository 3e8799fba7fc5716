"""From Home Assistant's states to the facts that rules ask for, and only those that rules mention."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from homeassistant.const import STATE_HOME, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CoreState, Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.event import TrackStates, async_track_state_change_filtered
from homeassistant.util import dt as dt_util

from .checks import Checks
from .const import START_GRACE
from .ledger import Ledger
from .mentions import Mentions
from .microphones.references import EntityReference, async_resolver
from .policy.facts import Facts
from .sky import Sky

PERSON_DOMAIN: Final = "person"
# When a schedule helper will next toggle.
ATTR_NEXT_EVENT: Final = "next_event"
# A clock that was put right by less than this has not gone back.
_CLOCK_TOLERANCE: Final = timedelta(minutes=1)
_WITHOUT_VALUE: Final = frozenset({STATE_UNKNOWN, STATE_UNAVAILABLE})
# A night that began two days ago is over, whatever its window.
_MARKED_DAYS: Final = timedelta(days=2)


class Observer:
    """Watches what rules mention, and tells which rules have to be looked at again."""

    def __init__(self, hass: HomeAssistant, ledger: Ledger, changed: Callable[[Iterable[str]], None]) -> None:
        """Begin to watch nothing; `changed` is told the ids of the rules that a change concerns."""
        self._hass = hass
        self._ledger = ledger
        self._changed = changed
        self._mentions = Mentions()
        self._entity_ids: dict[EntityReference, str | None] = {}
        self._rules_of: dict[str, set[str]] = {}
        self._rules_of_everyone: set[str] = set()
        self._checks = Checks(hass, self._checks_changed)
        self._tracker = async_track_state_change_filtered(hass, TrackStates(False, set(), set()), self._state_changed)
        self._started = hass.state is CoreState.running
        self._grace_until: datetime | None = None
        self._sky = Sky.over(hass)
        self._facts: Facts | None = None
        self._facts_key: object = None

    @callback
    def async_configure(self, mentions: Mapping[str, Mentions]) -> None:
        """Watch what these rules mention, by rule id."""
        resolve = async_resolver(self._hass)
        self._mentions = Mentions.union(mentions.values())
        self._entity_ids = {reference: resolve(reference) for reference in self._mentions.references}
        self._rules_of = {}
        self._rules_of_everyone = {rule_id for rule_id, mentioned in mentions.items() if mentioned.everyone}
        for rule_id, mentioned in mentions.items():
            resolved = (self._entity_ids[reference] for reference in mentioned.references)
            for entity_id in (*mentioned.persons, *mentioned.zones, *(each for each in resolved if each)):
                self._rules_of.setdefault(entity_id, set()).add(rule_id)
        domains = {PERSON_DOMAIN} if self._rules_of_everyone else set()
        self._tracker.async_update_listeners(TrackStates(False, set(self._rules_of), domains))
        conditions = {rule_id: each.conditions for rule_id, each in mentions.items() if each.conditions}
        for rule_id in self._checks.async_set(conditions):
            # What other conditions said last says nothing of these.
            self._ledger.memory.conditions.pop(rule_id, None)
        self.async_move()

    @callback
    def async_stop(self) -> None:
        """Watch nothing any more."""
        self._tracker.async_remove()
        self._checks.async_stop()

    @callback
    def set_started(self) -> None:
        """Take that Home Assistant has started: from here on an input without a value is undetermined."""
        self._started = True

    @callback
    def async_move(self) -> None:
        """Take that home is elsewhere now, or in another zone."""
        self._sky = Sky.over(self._hass)
        self.forget()

    @callback
    def forget(self) -> None:
        """Have everything read anew: what no event tells of may have changed."""
        self._facts = None

    @property
    def references(self) -> Iterable[EntityReference]:
        """What rules refer to."""
        return self._mentions.references

    def grace_ends(self, now: datetime) -> datetime | None:
        """When inputs without a value lose their saved one; None where that is over."""
        if self._started:
            return None
        if self._grace_until is None:
            self._grace_until = now + START_GRACE
        return self._grace_until if now < self._grace_until else None

    def facts(self, now: datetime) -> Facts:
        """Return what is known now."""
        key = (self.grace_ends(now) is not None, self._clock_trusted(now), dt_util.as_local(now).date())
        if self._facts is None or key != self._facts_key:
            self._facts, self._facts_key = self._read(now, *key), key
        return self._facts

    def name(self, undetermined: str) -> str:
        """Return what an undetermined input is called: the entity behind a reference, anything else as it is."""
        return self._entity_ids.get(undetermined) or undetermined

    def home_count(self) -> int | None:
        """How many people are home; None where that is undetermined for anyone, or nobody is known."""
        present = [_present(state) for state in self._hass.states.async_all(PERSON_DOMAIN)]
        return None if not present or None in present else sum(map(bool, present))

    # --- Reading --------------------------------------------------------------------------------------------------------

    def _read(self, now: datetime, grace: bool, clock_trusted: bool, today: date) -> Facts:
        memory, states = self._ledger.memory, self._hass.states
        mentioned = self._mentions
        persons = set(mentioned.persons)
        if mentioned.everyone:
            persons.update(states.async_entity_ids(PERSON_DOMAIN))
        present = {person: _present(states.get(person)) for person in persons}
        read = {reference: self._state(reference) for reference in mentioned.references}
        values = {reference: None if state is None else state.state for reference, state in read.items()}
        conditions, unfounded = self._checks.results(), self._checks.unfounded()
        founded = {rule_id: None if rule_id in unfounded else held for rule_id, held in conditions.items()}
        if grace:
            present = {person: memory.present.get(person) if home is None else home for person, home in present.items()}
            values = {
                reference: memory.states.get(reference, value) if value is None or value in _WITHOUT_VALUE else value
                for reference, value in values.items()
            }
            conditions = {
                rule_id: memory.conditions.get(rule_id, held) if founded[rule_id] is None else held
                for rule_id, held in conditions.items()
            }
        self._remember(present, values, founded)
        return Facts(
            present=present,
            clock_trusted=clock_trusted,
            states=values,
            flips={each: flip for each in mentioned.schedules if (flip := _flip(read[each], now)) is not None},
            counts={zone: _count(states.get(zone)) for zone in mentioned.zones},
            marks=self._marks(values, today),
            conditions=conditions,
            sun=self._sky,
        )

    def _state(self, reference: EntityReference) -> State | None:
        entity_id = self._entity_ids[reference]
        return None if entity_id is None else self._hass.states.get(entity_id)

    def _marks(self, values: Mapping[str, str | None], today: date) -> dict[str, dict[date, bool | None]]:
        """Note for each day filter what it is today; an earlier day keeps what it was."""
        marks = self._ledger.memory.marks
        for reference in marks.keys() - self._mentions.day_filters:
            del marks[reference]
        changed = False
        for reference in self._mentions.day_filters:
            value = values[reference]
            mark = None if value is None or value in _WITHOUT_VALUE else value == STATE_ON
            days = marks.setdefault(reference, {})
            if today not in days or days[today] is not mark:
                days[today] = mark
                changed = True
            for day in [day for day in days if day < today - _MARKED_DAYS]:
                del days[day]
        if changed:
            self._ledger.changed()
        return {reference: dict(days) for reference, days in marks.items()}

    def _remember(
        self,
        present: Mapping[str, bool | None],
        values: Mapping[str, str | None],
        conditions: Mapping[str, bool | None],
    ) -> None:
        """Save what is known, for the next start; what has no value now keeps the one that it had."""
        memory = self._ledger.memory
        said = {reference: None if value in _WITHOUT_VALUE else value for reference, value in values.items()}
        known = _kept(memory.present, present), _kept(memory.states, said), _kept(memory.conditions, conditions)
        if known != (memory.present, memory.states, memory.conditions):
            memory.present, memory.states, memory.conditions = known
            self._ledger.changed()

    def _clock_trusted(self, now: datetime) -> bool:
        saved_at = self._ledger.memory.saved_at
        return saved_at is None or now >= saved_at - _CLOCK_TOLERANCE

    # --- Changes --------------------------------------------------------------------------------------------------------

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        entity_id, before, after = event.data["entity_id"], event.data["old_state"], event.data["new_state"]
        if before is not None and after is not None and before.state == after.state:
            # An attribute alone: of all that is mentioned only a schedule's next event matters.
            if before.attributes.get(ATTR_NEXT_EVENT) == after.attributes.get(ATTR_NEXT_EVENT):
                return
        self.forget()
        rules = self._rules_of.get(entity_id, set())
        if entity_id.startswith(f"{PERSON_DOMAIN}."):
            rules = rules | self._rules_of_everyone
        self._changed(rules)

    @callback
    def _checks_changed(self, rule_ids: Iterable[str]) -> None:
        self.forget()
        self._changed(rule_ids)


def _kept[V](last: Mapping[str, V], now: Mapping[str, V | None]) -> dict[str, V]:
    """Return what is known of all that is asked for now, from before where it has no value."""
    kept = {key: last.get(key) if value is None else value for key, value in now.items()}
    return {key: value for key, value in kept.items() if value is not None}


def _present(state: State | None) -> bool | None:
    if state is None or state.state in _WITHOUT_VALUE:
        return None
    return state.state == STATE_HOME


def _flip(state: State | None, now: datetime) -> datetime | None:
    """Return when a schedule helper will next toggle; None where it does not say, or said so of the past."""
    instant = None if state is None else state.attributes.get(ATTR_NEXT_EVENT)
    return dt_util.as_utc(instant) if isinstance(instant, datetime) and instant > now else None


def _count(state: State | None) -> int | None:
    """Return how many persons are in a zone, which is its state."""
    return int(state.state) if state is not None and state.state.isdecimal() else None
