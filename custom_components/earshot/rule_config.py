"""A rule as its subentry keeps it. Everything but the effect, the match and one condition may be left out.

Data of a `rule` subentry::

    {"effect": "mute" | "listen", "match": "all" | "any",
     "all_microphones": bool, "microphones": [<subentry id>], "areas": [<id>], "floors": [<id>], "labels": [<id>],
     "hours": [{"days": ["mon", ...], "start": <edge>, "end": <edge>} | {"days": [...], "all_day": true}],
     "schedules": [<reference>], "day_filter": {"entity": <reference>, "keep": "in" | "out"},
     "presence": {"kind": <PresenceKind>, "persons": [<entity id>], "guests": <reference>,
                  "zone": {"zone": <entity id>, "comparison": "at_least" | "at_most", "count": int}},
     "states": [{"entity": <reference>, "states": [str], "negate": bool}],
     "conditions": [<a condition of Home Assistant, as it was given>],
     "timing": {<section>: {"for": seconds, "linger": seconds}}}

An edge is a time of day, "22:00:00", or `{"sun": "sunrise" | "sunset", "offset": seconds}`, negative for before. Hours, schedule helpers and the
day filter are one condition; the kind of presence, guests, the zone, each state, and all conditions of Home Assistant together are one
each. The sections of `timing` are hours, presence, guests, zone, states and conditions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigSubentry
from homeassistant.util import dt as dt_util

from .const import (
    CONF_ALL_DAY,
    CONF_ALL_MICROPHONES,
    CONF_AREAS,
    CONF_COMPARISON,
    CONF_CONDITIONS,
    CONF_COUNT,
    CONF_DAY_FILTER,
    CONF_DAYS,
    CONF_EFFECT,
    CONF_END,
    CONF_ENTITY,
    CONF_FLOORS,
    CONF_FOR,
    CONF_GUESTS,
    CONF_HOURS,
    CONF_KEEP,
    CONF_KIND,
    CONF_LABELS,
    CONF_LINGER,
    CONF_MATCH,
    CONF_MICROPHONES,
    CONF_NEGATE,
    CONF_OFFSET,
    CONF_PERSONS,
    CONF_PRESENCE,
    CONF_SCHEDULES,
    CONF_START,
    CONF_STATES,
    CONF_SUN,
    CONF_TIMING,
    CONF_ZONE,
    LOGGER,
    WEEKDAYS,
)
from .mentions import Mentions
from .policy.conditions import Condition, EntityState, HomeAssistantCondition, TimeCondition
from .policy.model import Effect
from .policy.presence import Comparison, Guests, Presence, PresenceKind, ZoneCount
from .policy.rules import Match, Rule
from .policy.sun import SunEdge, SunEvent
from .policy.timing import Timed, timed
from .policy.windows import DayFilter, Edge, Keep, Window


@dataclass(frozen=True, slots=True)
class Targets:
    """The microphones that a rule is about: all, chosen ones, or whichever are in some places."""

    everything: bool
    microphones: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @property
    def by_place(self) -> bool:
        """Whether the microphones follow from where they are."""
        return not self.everything and bool(self.areas or self.floors or self.labels)


@dataclass(frozen=True, slots=True)
class RuleConfig:
    """One rule, what it mentions of the home, and the microphones that it is about."""

    rule: Rule
    mentions: Mentions
    targets: Targets
    readable: bool = True

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a `rule` subentry. One that cannot be read is undetermined for good: one that mutes, mutes."""
        data, rule_id, name = subentry.data, subentry.subentry_id, subentry.title
        try:
            return cls(rule_from_data(rule_id, name, data), mentions_from_data(data), _targets(data))
        except (ValueError, KeyError, TypeError, AttributeError) as err:
            LOGGER.error("The rule %s cannot be read and counts as undetermined: %r", name, err)
            effect = Effect.LISTEN if data.get(CONF_EFFECT) == Effect.LISTEN else Effect.MUTE
            rule = Rule(rule_id, name, effect, Match.ALL, (HomeAssistantCondition(rule_id),))
            everything = Targets(everything=True)
            return cls(rule, Mentions(), everything, readable=False)


def rule_from_data(rule_id: str, name: str, data: Mapping[str, Any]) -> Rule:
    """Return the rule that data describe. Raises ValueError for one that asks for nothing, or for what cannot be."""
    return Rule(
        id=rule_id,
        name=name,
        effect=Effect(data.get(CONF_EFFECT, Effect.MUTE)),
        match=Match(data.get(CONF_MATCH, Match.ALL)),
        conditions=tuple(_conditions(rule_id, data)),
    )


def mentions_from_data(data: Mapping[str, Any]) -> Mentions:
    """Return what has to be watched for the sake of a rule."""
    presence = data.get(CONF_PRESENCE, {})
    persons = frozenset(presence.get(CONF_PERSONS, ())) if presence.get(CONF_KIND) else frozenset[str]()
    entities = {state[CONF_ENTITY] for state in data.get(CONF_STATES, ())}
    if guests := presence.get(CONF_GUESTS):
        entities.add(guests)
    zone, day_filter = presence.get(CONF_ZONE), data.get(CONF_DAY_FILTER)
    return Mentions(
        everyone=bool(presence.get(CONF_KIND)) and not persons,
        persons=persons,
        zones=frozenset((zone[CONF_ZONE],)) if zone else frozenset(),
        entities=frozenset(entities),
        schedules=frozenset(data.get(CONF_SCHEDULES, ())),
        day_filters=frozenset((day_filter[CONF_ENTITY],)) if day_filter else frozenset(),
        conditions=tuple(data.get(CONF_CONDITIONS, ())),
    )


def window_from_data(data: Mapping[str, Any]) -> Window:
    """Return one weekly window. Raises ValueError where it has no day, or ends when it starts."""
    days = frozenset(WEEKDAYS.index(day) for day in data[CONF_DAYS])
    if data.get(CONF_ALL_DAY):
        return Window(days, all_day=True)
    return Window(days, _edge(data[CONF_START]), _edge(data[CONF_END]))


def _edge(data: str | Mapping[str, Any]) -> Edge:
    if isinstance(data, str):
        return _time(data)
    return SunEdge(SunEvent(data[CONF_SUN]), timedelta(seconds=data.get(CONF_OFFSET, 0)))


def _time(text: str) -> time:
    if (parsed := dt_util.parse_time(text)) is None:
        raise ValueError(f"not a time of day: {text}")
    return parsed


def _conditions(rule_id: str, data: Mapping[str, Any]) -> Iterator[Condition | Timed]:
    timing = data.get(CONF_TIMING, {})

    def with_timing(section: str, condition: Condition) -> Condition | Timed:
        times = timing.get(section, {})
        hold_for, linger = times.get(CONF_FOR, 0), times.get(CONF_LINGER, 0)
        return timed(condition, timedelta(seconds=hold_for), timedelta(seconds=linger))

    windows, schedules = data.get(CONF_HOURS, ()), data.get(CONF_SCHEDULES, ())
    if windows or schedules:
        day_filter = data.get(CONF_DAY_FILTER)
        yield with_timing(
            CONF_HOURS,
            TimeCondition(
                tuple(window_from_data(window) for window in windows),
                tuple(schedules),
                DayFilter(day_filter[CONF_ENTITY], Keep(day_filter[CONF_KEEP])) if day_filter else None,
            ),
        )
    presence = data.get(CONF_PRESENCE, {})
    if kind := presence.get(CONF_KIND):
        yield with_timing(CONF_PRESENCE, Presence(PresenceKind(kind), frozenset(presence.get(CONF_PERSONS, ()))))
    if guests := presence.get(CONF_GUESTS):
        yield with_timing(CONF_GUESTS, Guests(guests))
    if zone := presence.get(CONF_ZONE):
        count = ZoneCount(zone[CONF_ZONE], Comparison(zone[CONF_COMPARISON]), zone[CONF_COUNT])
        yield with_timing(CONF_ZONE, count)
    for state in data.get(CONF_STATES, ()):
        wanted = EntityState(state[CONF_ENTITY], frozenset(state[CONF_STATES]), state.get(CONF_NEGATE, False))
        yield with_timing(CONF_STATES, wanted)
    if data.get(CONF_CONDITIONS):
        yield with_timing(CONF_CONDITIONS, HomeAssistantCondition(rule_id))


def _targets(data: Mapping[str, Any]) -> Targets:
    return Targets(
        everything=data.get(CONF_ALL_MICROPHONES, False),
        microphones=frozenset(data.get(CONF_MICROPHONES, ())),
        areas=frozenset(data.get(CONF_AREAS, ())),
        floors=frozenset(data.get(CONF_FLOORS, ())),
        labels=frozenset(data.get(CONF_LABELS, ())),
    )
