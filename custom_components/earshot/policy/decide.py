"""The precedence table, now and in the time to come."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Final

from .facts import Facts
from .model import Decision, DecisionSpan, Default, Effect, Hold, HoldKind, Origin, Row, Standing
from .rules import Rule, RuleState

HORIZON: Final = timedelta(days=8)


def decide(
    now: datetime,
    zone: tzinfo,
    *,
    privacy_mode: bool,
    scheduler: bool,
    standing: Standing,
    rules: Sequence[Rule],
    facts: Facts,
    horizon: timedelta = HORIZON,
    states: Sequence[RuleState] | None = None,
) -> Decision:
    """Decide about one microphone.

    `rules` are those of this microphone; `states` are theirs at `now`, in the same order, where the caller has them
    already. `next_change` is looked for up to `horizon` from `now`.
    """
    if not scheduler:
        rules, states = (), None
    course = _Course(zone, privacy_mode, rules, facts)
    moment = course.begin(now, standing, states)
    limit = now + horizon
    return Decision(
        want=moment.row.want,
        row=moment.row,
        holds=course.holds(moment, limit),
        override=moment.standing.override,
        listen_rules=moment.listen_rules,
        next_change=course.next_change(moment, limit),
    )


class Decider:
    """Decides about many microphones in one pass: once for all that share what stands and their rules.

    It answers for one instant and for the rules' states that it is given, and is thrown away after the pass.
    """

    __slots__ = ("_active", "_decide", "_decisions", "_now", "_rules", "_scheduler", "_states")

    def __init__(
        self,
        now: datetime,
        zone: tzinfo,
        *,
        privacy_mode: bool,
        scheduler: bool,
        facts: Facts,
        rules: Mapping[str, Rule],
        states: Mapping[str, RuleState],
    ) -> None:
        """Take what all microphones share; `rules` and their `states` at `now` by id."""
        self._decide = partial(decide, now, zone, privacy_mode=privacy_mode, scheduler=scheduler, facts=facts)
        self._now = now
        self._scheduler = scheduler
        self._rules = rules
        self._states = states
        self._active: dict[tuple[str, ...], frozenset[str]] = {}
        self._decisions: dict[tuple[Standing, tuple[str, ...]], Decision] = {}

    def active_mute_rules(self, rule_ids: tuple[str, ...]) -> frozenset[str]:
        """Return which of a microphone's rules mute it now; none with the scheduler off."""
        if (active := self._active.get(rule_ids)) is None:
            states = [self._states[rule_id] for rule_id in rule_ids] if self._scheduler else []
            active = self._active[rule_ids] = _muting(states)
        return active

    def lapsed(self, standing: Standing, rule_ids: tuple[str, ...]) -> Standing:
        """Return what still stands for a microphone, the same object where that is all."""
        return lapsed(standing, self._now, self.active_mute_rules(rule_ids))

    def decide(self, standing: Standing, rule_ids: tuple[str, ...]) -> Decision:
        """Decide about a microphone with these rules."""
        key = (standing, rule_ids)
        if (decision := self._decisions.get(key)) is None:
            rules = [self._rules[rule_id] for rule_id in rule_ids]
            states = [self._states[rule_id] for rule_id in rule_ids]
            decision = self._decisions[key] = self._decide(standing=standing, rules=rules, states=states)
        return decision


def forecast(
    start: datetime,
    end: datetime,
    zone: tzinfo,
    *,
    privacy_mode: bool,
    scheduler: bool,
    standing: Standing,
    rules: Sequence[Rule],
    facts: Facts,
    states: Sequence[RuleState] | None = None,
) -> list[DecisionSpan]:
    """Return what will be decided from `start` to `end` if every observed fact stays as it is.

    `standing` is what stands at `start`; `states` are the rules' last known ones, in the same order, for what they
    remember. The spans adjoin; each differs from the one before in want or holds.
    """
    if end <= start:
        return []
    if not scheduler:
        rules, states = (), None
    course = _Course(zone, privacy_mode, rules, facts)
    limit = end + HORIZON
    moment = course.begin(start, standing, course.look(start, states))
    since, want, holds = start, moment.row.want, course.holds(moment, limit)
    spans = []
    for later in course.after(moment, end):
        if later.instant == end:
            break
        later_want, later_holds = later.row.want, course.holds(later, limit)
        if (later_want, later_holds) != (want, holds):
            spans.append(DecisionSpan(since, later.instant, want, holds))
            since, want, holds = later.instant, later_want, later_holds
    spans.append(DecisionSpan(since, end, want, holds))
    return spans


def lapsed(standing: Standing, now: datetime, active_mute_rules: Collection[str]) -> Standing:
    """Return what still stands at `now`, the same object where nothing has run out or been lifted.

    `active_mute_rules` are the ids of the microphone's mute rules that count as active, none with the scheduler off.
    """
    mute, override = standing.person_mute, standing.override
    if mute is not None and _over(mute.until, now):
        mute = None
    if override is not None and (_over(override.until, now) or override.rules != frozenset(active_mute_rules)):
        override = None
    holds = standing.holds
    if any(_over(hold.until, now) for hold in holds):
        holds = tuple(hold for hold in holds if not _over(hold.until, now))
    if mute is standing.person_mute and override is standing.override and holds is standing.holds:
        return standing
    return replace(standing, person_mute=mute, override=override, holds=holds)


def _muting(states: Iterable[RuleState]) -> frozenset[str]:
    return frozenset(state.rule_id for state in states if state.effect is Effect.MUTE and state.active)


def _over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now


@dataclass(slots=True)
class _Moment:
    """One instant of a course: what stands, the rules' states and the row that decides."""

    instant: datetime
    standing: Standing
    states: list[RuleState]
    listen_rules: tuple[str, ...]
    row: Row


class _Course:
    """How the decision about one microphone goes on while every observed fact stays as it is."""

    __slots__ = ("_facts", "_privacy_mode", "_rules", "_zone")

    def __init__(self, zone: tzinfo, privacy_mode: bool, rules: Sequence[Rule], facts: Facts) -> None:
        self._zone = zone
        self._privacy_mode = privacy_mode
        self._rules = rules
        self._facts = facts

    def begin(self, now: datetime, standing: Standing, states: Sequence[RuleState] | None) -> _Moment:
        """Return the moment `now`."""
        return self._moment(now, standing, self.look(now) if states is None else list(states))

    def look(self, now: datetime, states: Sequence[RuleState] | None = None) -> list[RuleState]:
        """Return the rules' states at `now`, going on from what earlier ones remember."""
        memories = [None] * len(self._rules) if states is None else [state.memory for state in states]
        return [
            rule.evaluate(now, self._zone, self._facts, memory)
            for rule, memory in zip(self._rules, memories, strict=True)
        ]

    def next_change(self, moment: _Moment, limit: datetime) -> datetime | None:
        """Return the first instant up to `limit` at which what is wanted flips."""
        if self._settled(moment):
            return None
        want = moment.row.want
        return next((later.instant for later in self.after(moment, limit) if later.row.want is not want), None)

    def after(self, moment: _Moment, limit: datetime) -> Iterator[_Moment]:
        """Yield the moments up to `limit` at which anything may change.

        Bounded, as each is later than the one before and there are finitely many edges up to `limit`.
        """
        zone, rules, facts = self._zone, self._rules, self._facts
        changes = [
            rule.next_change(moment.instant, zone, facts, state.memory)
            for rule, state in zip(rules, moment.states, strict=True)
        ]
        while (instant := min(_candidates(moment.standing, changes), default=None)) is not None and instant <= limit:
            states = list(moment.states)
            for index, change in enumerate(changes):
                if change == instant:
                    state = rules[index].evaluate(instant, zone, facts, states[index].memory)
                    states[index] = state
                    changes[index] = rules[index].next_change(instant, zone, facts, state.memory)
            moment = self._moment(instant, moment.standing, states)
            yield moment

    def holds(self, moment: _Moment, limit: datetime) -> tuple[Hold, ...]:
        """Return every standing hold, highest first, with the end of each as far as `limit`."""
        standing = moment.standing
        holds = [Hold(HoldKind.PRIVACY_MODE)] if self._privacy_mode else []
        if (mute := standing.person_mute) is not None:
            holds.append(Hold(HoldKind.PERSON, until=mute.until, origin=mute.origin, user_id=mute.user_id))
        holds += [
            Hold(HoldKind.AUTOMATION, name=hold.name, until=hold.until, origin=Origin.AUTOMATION)
            for hold in standing.holds
        ]
        for rule, state in zip(self._rules, moment.states, strict=True):
            if state.effect is Effect.MUTE and state.active:
                until = rule.active_until(moment.instant, self._zone, self._facts, limit, state.memory)
                holds.append(Hold(HoldKind.RULE, state.rule_id, state.name, until, state.undetermined))
        if standing.default is Default.MUTED:
            holds.append(Hold(HoldKind.DEFAULT))
        return tuple(holds)

    def _settled(self, moment: _Moment) -> bool:
        """Return whether time alone cannot change what is wanted, to spare the search for when it does."""
        standing = moment.standing
        if moment.row is Row.PRIVACY_MODE:
            return True
        if moment.row is Row.PERSON_OR_HOLD:
            stands = (standing.person_mute, *standing.holds)
            return any(reason is not None and reason.until is None for reason in stands)
        if moment.row is Row.OVERRIDE:
            return False
        if standing.default is Default.MUTED and all(state.effect is Effect.MUTE for state in moment.states):
            return True
        # A rule by presence, say, stays active for as long as presence stays as it is.
        return any(
            state.effect is Effect.MUTE
            and state.active
            and rule.next_change(moment.instant, self._zone, self._facts, state.memory) is None
            for rule, state in zip(self._rules, moment.states, strict=True)
        )

    def _moment(self, now: datetime, standing: Standing, states: list[RuleState]) -> _Moment:
        mutes = _muting(states)
        listens = tuple(state.rule_id for state in states if state.effect is Effect.LISTEN and state.active)
        standing = lapsed(standing, now, mutes)
        if standing.override is not None and not self._facts.clock_trusted:
            # Nobody can tell whether it has run out: not in force, and privacy wins.
            standing = replace(standing, override=None)
        return _Moment(now, standing, states, listens, self._row(standing, bool(mutes), bool(listens)))

    def _row(self, standing: Standing, muted_by_rule: bool, may_listen: bool) -> Row:
        """Return the first row that applies."""
        if self._privacy_mode:
            return Row.PRIVACY_MODE
        if standing.person_mute is not None or standing.holds:
            return Row.PERSON_OR_HOLD
        if standing.override is not None:
            return Row.OVERRIDE
        if muted_by_rule:
            return Row.RULE
        if standing.default is Default.LIVE:
            return Row.NOTHING
        return Row.LISTEN_RULE if may_listen else Row.DEFAULT


def _candidates(standing: Standing, changes: Sequence[datetime | None]) -> Iterator[datetime]:
    """Yield the instants at which something is next due."""
    yield from (change for change in changes if change is not None)
    yield from (hold.until for hold in standing.holds if hold.until is not None)
    for due in (standing.person_mute, standing.override):
        if due is not None and due.until is not None:
            yield due.until
