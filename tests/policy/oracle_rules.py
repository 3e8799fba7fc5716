"""Slow oracles of rules and decisions: minute by minute, one after the other, with a memory of their own."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from custom_components.earshot.policy.conditions import Condition, EntityState, HomeAssistantCondition, TimeCondition
from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Default, Effect, Override, Standing, Want
from custom_components.earshot.policy.presence import Comparison, Guests, Presence, PresenceKind, ZoneCount
from custom_components.earshot.policy.rules import Match, Rule, RuleMemory
from custom_components.earshot.policy.timing import ConditionMemory, Timed
from custom_components.earshot.policy.windows import WEEK, Window

from .oracle import MINUTE, hours_values

type Value = bool | None

SILENT = {None, "unavailable", "unknown"}


def worlds(values: Iterable[Value]) -> list[tuple[bool, ...]]:
    """Return every way in which what is undetermined may turn out."""
    return list(product(*([value] if value is not None else [False, True] for value in values)))


def agreed(answers: Iterable[bool]) -> Value:
    """Return the answer if there is but one."""
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def timed_values(
    raws: Sequence[Value],
    step: timedelta,
    start: datetime,
    hold_for: timedelta,
    linger: timedelta,
    memory: ConditionMemory | None = None,
) -> list[Value]:
    """Return whether a condition counts, step by step: seen for the first time at `start`, or known from before."""
    last: Value = None
    held, counts = timedelta(), False
    if memory is not None and memory.raw is not None:
        last, counts = memory.raw, memory.counts
        held = max(start - memory.since, timedelta()) - step
    found: list[Value] = []
    for raw in raws:
        held += step
        if last is True and held >= hold_for:
            counts = True
        if last is False and held >= linger:
            counts = False
        if raw is not None and raw is not last:
            # One that is first seen not to hold does not linger.
            if raw is False and (last is None or not linger):
                counts = False
            if raw is True and not hold_for:
                counts = True
            last, held = raw, timedelta()
        found.append(None if raw is None else counts)
    return found


def _timed_without_clock(raw: Value, timed: Timed, memory: ConditionMemory | None) -> Value:
    """Return whether it counts if any time may have passed since the last look."""
    if raw is None:
        return None
    delay = timed.hold_for if raw else timed.linger
    if not delay or (not raw and (memory is None or memory.raw is None)):
        return raw
    if memory is None or memory.raw is None:
        return None
    before = {memory.counts, memory.raw}
    return agreed({raw, *before})


def values(
    rule: Rule, zone: ZoneInfo, facts: Facts, start: datetime, count: int, memory: RuleMemory | None = None
) -> list[Value]:
    """Return a rule's value at each minute from `start` on."""
    if not rule.enabled:
        return [False] * count
    columns = []
    for place, condition in enumerate(rule.conditions):
        if isinstance(condition, Timed):
            raws = raw_values(condition.condition, zone, facts, start, count, rule.effect)
            known = memory[place] if memory else None
            if facts.clock_trusted:
                column = timed_values(raws, MINUTE, start, condition.hold_for, condition.linger, known)
            else:
                column = [_timed_without_clock(raw, condition, known) for raw in raws]
        else:
            column = raw_values(condition, zone, facts, start, count, rule.effect)
        columns.append(column)
    combine = all if rule.match is Match.ALL else any
    return [agreed(combine(world) for world in worlds(minute)) for minute in zip(*columns, strict=True)]


def raw_values(
    condition: Condition, zone: ZoneInfo, facts: Facts, start: datetime, count: int, effect: Effect
) -> list[Value]:
    """Return a condition's value at each minute from `start` on."""
    if isinstance(condition, TimeCondition):
        return time_values(condition, zone, facts, start, count, effect)
    return [_fixed(condition, facts)] * count


def time_values(
    condition: TimeCondition, zone: ZoneInfo, facts: Facts, start: datetime, count: int, effect: Effect
) -> list[Value]:
    """Return for each minute whether it is in a window, or a schedule helper is on, on a day that is kept."""
    if not facts.clock_trusted:
        return [None] * count
    span = (zone, effect, start, start + count * MINUTE, condition.day_filter, facts)
    inside = hours_values(condition.windows, *span)
    days = hours_values([Window(WEEK, all_day=True)], *span) if condition.day_filter else [True] * count
    found = []
    for number in range(count):
        helpers = [_helper(facts, schedule, start + number * MINUTE) for schedule in condition.schedules]
        answers = (within or (day and any(on)) for within, day, *on in worlds([inside[number], days[number], *helpers]))
        found.append(agreed(answers))
    return found


def _helper(facts: Facts, schedule: str, minute: datetime) -> Value:
    state = facts.states.get(schedule)
    if state in SILENT:
        return None
    turned = schedule in facts.flips and minute >= facts.flips[schedule]
    return (state != "on") if turned else (state == "on")


def _fixed(condition: Condition, facts: Facts) -> Value:
    """Return what a condition says that does not look at the clock."""
    match condition:
        case EntityState():
            state = facts.states.get(condition.entity)
            if state in SILENT and state not in condition.states:
                return None
            return (state in condition.states) != condition.negate
        case HomeAssistantCondition():
            return facts.conditions.get(condition.key)
        case Guests():
            state = facts.states.get(condition.entity)
            return None if state in SILENT else state in {"on", "home", "1", "2.5"}
        case ZoneCount():
            there = facts.counts.get(condition.zone)
            if there is None:
                return None
            at_least = condition.comparison is Comparison.AT_LEAST
            return there in range(condition.count, 99) if at_least else there in range(condition.count + 1)
        case Presence():
            return _presence(condition, facts)
    raise AssertionError(condition)


def _presence(condition: Presence, facts: Facts) -> Value:
    persons = condition.persons or set(facts.present)
    if not persons:
        return None
    asked = {
        PresenceKind.NOBODY_HOME: lambda home: sum(home) == 0,
        PresenceKind.ANYBODY_HOME: lambda home: sum(home) > 0,
        PresenceKind.ALL_HOME: lambda home: sum(home) == len(home),
        PresenceKind.ANY_HOME: lambda home: sum(home) > 0,
        PresenceKind.ALL_AWAY: lambda home: sum(home) == 0,
        PresenceKind.ANY_AWAY: lambda home: sum(home) < len(home),
    }[condition.kind]
    return agreed(asked(home) for home in worlds(facts.present.get(person) for person in persons))


def wants(
    start: datetime,
    count: int,
    zone: ZoneInfo,
    *,
    privacy_mode: bool,
    scheduler: bool,
    standing: Standing,
    rules: Sequence[Rule],
    facts: Facts,
    memories: Sequence[RuleMemory | None] = (),
) -> list[Want]:
    """Return what is wanted at each minute, one after the other, remembering only whether the override was lifted."""
    override: Override | None = standing.override
    columns = {
        rule: values(rule, zone, facts, start, count, memories[number] if memories else None)
        for number, rule in enumerate(rules)
        if scheduler
    }
    found = []
    for number in range(count):
        minute = start + number * MINUTE
        active = {rule for rule, column in columns.items() if _counts(rule, column[number])}
        muting = {rule.id for rule in active if rule.effect is Effect.MUTE}
        listening = {rule.id for rule in active if rule.effect is Effect.LISTEN}
        if override is not None and (minute >= override.until or muting != set(override.rules)):
            override = None
        mutes = [reason for reason in (standing.person_mute, *standing.holds) if reason is not None]
        held = any(reason.until is None or minute < reason.until for reason in mutes)
        if privacy_mode or held:
            want = Want.MUTED
        elif override is not None and facts.clock_trusted:
            want = Want.LIVE
        elif muting or (standing.default is Default.MUTED and not listening):
            want = Want.MUTED
        else:
            want = Want.LIVE
        found.append(want)
    return found


def _counts(rule: Rule, value: Value) -> bool:
    if value is None:
        return rule.effect is Effect.MUTE
    return value
