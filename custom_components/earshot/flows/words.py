"""What a rule means, in words: put together from translations, in the server's language, for places that read mark-up.

Names of entities, persons, areas and microphones are hostile text; none gets here unescaped.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant, split_entity_id
from homeassistant.helpers import (
    area_registry as ar,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
    translation,
)
from homeassistant.util import dt as dt_util

from ..const import (
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
    CONF_PERSONS,
    CONF_PRESENCE,
    CONF_SCHEDULES,
    CONF_START,
    CONF_STATES,
    CONF_SUN,
    CONF_TIMING,
    CONF_ZONE,
    WEEKDAYS,
)
from ..markdown import markdown
from .entities import async_entity_name, async_shown
from .fields import plain
from .labels import Labels
from .preview import Preview
from .sections.edges import Edge, minutes_of

_WORDS: Final = "rule_words"
# From so many days on a run of days is said by its ends.
_LEAST_RUN: Final = 3

type _Named = ar.AreaEntry | fr.FloorEntry | lr.LabelEntry


class RuleWords:
    """Speaks of one entry's rules."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, labels: Labels) -> None:
        """Speak with these words."""
        self._hass = hass
        self._entry = entry
        self._labels = labels

    @classmethod
    async def async_load(cls, hass: HomeAssistant, entry: ConfigEntry) -> Self:
        """Load the words, and those for states."""
        for category in ("entity", "entity_component"):
            await translation.async_get_translations(hass, hass.config.language, category)
        return cls(hass, entry, await Labels.async_load(hass))

    # --- The rule ---

    def rule(self, data: Mapping[str, Any]) -> str:
        """Return when the rule applies, as a list, and what it does then."""
        clauses = list(self._clauses(data))
        head = f"when_{data[CONF_MATCH]}" if len(clauses) > 1 else "when_one"
        lines = [self._text(head), "", *(f"- {clause}" for clause in clauses), ""]
        return "\n".join([*lines, self._text(f"then_{data[CONF_EFFECT]}", microphones=self._microphones(data))])

    def _clauses(self, data: Mapping[str, Any]) -> Iterable[str]:
        """Yield one clause for each of the conditions that are combined."""
        if data[CONF_HOURS] or data[CONF_SCHEDULES]:
            yield self._timed(data, CONF_HOURS, self._time(data))
        presence = data[CONF_PRESENCE]
        if kind := presence.get(CONF_KIND):
            yield self._timed(data, CONF_PRESENCE, self._presence(kind, presence[CONF_PERSONS]))
        if guests := presence.get(CONF_GUESTS):
            yield self._timed(data, CONF_GUESTS, self._text("guests", entity=self._name(guests)))
        if zone := presence.get(CONF_ZONE):
            text = self._text(
                f"zone_{zone[CONF_COMPARISON]}", count=str(zone[CONF_COUNT]), zone=self._name(zone[CONF_ZONE])
            )
            yield self._timed(data, CONF_ZONE, text)
        for entry in data[CONF_STATES]:
            yield self._timed(data, CONF_STATES, self._state(entry))
        if conditions := data[CONF_CONDITIONS]:
            named = ", ".join(_condition_name(condition) for condition in conditions)
            yield self._timed(data, CONF_CONDITIONS, self._text("conditions", conditions=named))

    def _timed(self, data: Mapping[str, Any], what: str, clause: str) -> str:
        timing = data[CONF_TIMING].get(what, {})
        for way in (CONF_FOR, CONF_LINGER):
            if seconds := timing.get(way):
                clause = self._text(f"timed_{way}", clause=clause, duration=self._duration(seconds))
        return clause

    def _presence(self, kind: str, persons: list[str]) -> str:
        if not persons:
            return self._text(f"presence_{kind}")
        return self._text(f"presence_{kind}_of", persons=", ".join(map(self._name, persons)))

    def _state(self, entry: Mapping[str, Any]) -> str:
        entity_id = async_shown(self._hass, entry[CONF_ENTITY])
        states = self._any_of((self._state_name(entity_id, state) for state in entry[CONF_STATES]), "or_state")
        key = "state_not_in" if entry[CONF_NEGATE] else "state_in"
        return self._text(key, entity=self._name(entity_id), states=states)

    def _microphones(self, data: Mapping[str, Any]) -> str:
        if data[CONF_ALL_MICROPHONES]:
            return self._text("all_microphones")
        titles = {id_: subentry.title for id_, subentry in self._entry.subentries.items()}
        chosen = [markdown(plain(titles[id_])) for id_ in data[CONF_MICROPHONES]]
        areas, floors = ar.async_get(self._hass), fr.async_get(self._hass)
        labels = lr.async_get(self._hass)
        places: list[tuple[str, _Named | None]] = []
        places += [("in_area", areas.async_get_area(id_)) for id_ in data[CONF_AREAS]]
        places += [("in_floor", floors.async_get_floor(id_)) for id_ in data[CONF_FLOORS]]
        places += [("in_label", labels.async_get_label(id_)) for id_ in data[CONF_LABELS]]
        chosen += [self._text(key, name=markdown(plain(place.name))) for key, place in places if place]
        return ", ".join(chosen)

    # --- Time ---

    def _time(self, data: Mapping[str, Any]) -> str:
        times = [self._window(window) for window in data[CONF_HOURS]]
        times += [self._text("schedule", entity=self._name(each)) for each in data[CONF_SCHEDULES]]
        time = self._any_of(times)
        if filtering := data.get(CONF_DAY_FILTER):
            return self._text(f"days_{filtering[CONF_KEEP]}", time=time, entity=self._name(filtering[CONF_ENTITY]))
        return time

    def _window(self, window: Mapping[str, Any]) -> str:
        days = self._days(window[CONF_DAYS])
        if window.get(CONF_ALL_DAY):
            return self._text("window_all_day", days=days)
        start, end = window[CONF_START], window[CONF_END]
        # Where an end goes with the sun, whether it is on the next day is plain, or not the same all year.
        overnight = isinstance(start, str) and isinstance(end, str) and end < start
        key = "window_overnight" if overnight else "window"
        return self._text(key, days=days, start=self._edge(start), end=self._edge(end))

    def _days(self, days: list[str]) -> str:
        if len(days) == len(WEEKDAYS):
            return self._text("every_day")
        runs: list[list[str]] = []
        for day in days:
            if runs and WEEKDAYS.index(day) == WEEKDAYS.index(runs[-1][-1]) + 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        return ", ".join(text for run in runs for text in self._run(run))

    def _run(self, days: list[str]) -> list[str]:
        names = [self._labels.text("weekday", day) for day in days]
        return names if len(days) < _LEAST_RUN else [self._text("day_to_day", first=names[0], last=names[-1])]

    def _edge(self, edge: Edge) -> str:
        if isinstance(edge, str):
            return edge.removesuffix(":00") if edge.count(":") > 1 else edge
        event = self._labels.text("sun_event", edge[CONF_SUN])
        if not (minutes := minutes_of(edge)):
            return event
        key = "before_sun" if minutes < 0 else "after_sun"
        return self._text(key, duration=self._duration(abs(minutes) * 60), event=event)

    def _duration(self, seconds: float) -> str:
        minutes, rest = divmod(seconds, 60)
        hours, minutes = divmod(int(minutes), 60)
        parts = [("hours", hours), ("minutes", minutes), ("seconds", rest)]
        return " ".join(self._text(unit, number=f"{number:g}") for unit, number in parts if number)

    # --- What comes ---

    def changes(self, preview: Preview) -> str:
        """Return whether it applies now, and the next changes in local time."""
        state = {True: "now_applies", False: "now_rests", None: "now_undetermined"}[preview.value]
        if not preview.changes:
            return "\n\n".join((self._text(state), self._text("no_changes")))
        lines = []
        for instant, active in preview.changes:
            local = dt_util.as_local(instant)
            moment = self._text(
                "moment",
                weekday=self._labels.text("weekday", WEEKDAYS[local.weekday()]),
                date=local.date().isoformat(),
                time=local.strftime("%H:%M"),
            )
            lines.append("- " + self._text("change_begins" if active else "change_ends", moment=moment))
        return "\n".join([self._text(state), "", self._text("changes"), "", *lines])

    def notes(self, preview: Preview) -> str:
        """Return what contradicts the rule; nothing where nothing does."""
        notes = []
        if preview.hidden_by is not None:
            notes.append(self._text("hidden_by", rule=markdown(plain(preview.hidden_by))))
        if preview.nothing_to_lift:
            notes.append(self._text("nothing_to_lift"))
        return "\n\n".join(notes)

    # --- Names ---

    def _text(self, key: str, **values: str) -> str:
        return self._labels.text(_WORDS, key, **values)

    def _name(self, reference: str) -> str:
        return markdown(async_entity_name(self._hass, reference))

    def _state_name(self, entity_id: str, state: str) -> str:
        entry = er.async_get(self._hass).async_get(entity_id)
        seen = self._hass.states.get(entity_id)
        translated = translation.async_translate_state(
            self._hass,
            state,
            split_entity_id(entity_id)[0],
            entry.platform if entry else None,
            entry.translation_key if entry else None,
            seen.attributes.get(ATTR_DEVICE_CLASS) if seen else None,
        )
        return markdown(plain(translated))

    def _any_of(self, parts: Iterable[str], word: str = "or") -> str:
        first, *others = parts
        for other in others:
            first = self._text(word, first=first, second=other)
        return first


def _condition_name(condition: Mapping[str, Any]) -> str:
    """Return a condition's own name, or its kind where it has none."""
    for key in ("alias", "condition"):
        if isinstance(name := condition.get(key), str) and plain(name):
            return markdown(plain(name))
    return "…"
