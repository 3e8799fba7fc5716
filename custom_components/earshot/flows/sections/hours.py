"""When a rule holds by the clock: weekly hours."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final, override

from homeassistant.helpers.selector import ObjectSelectorConfig, ObjectSelectorField, Selector, TimeSelector
import voluptuous as vol

from ...const import CONF_ALL_DAY, CONF_DAYS, CONF_END, CONF_HOURS, CONF_START, CONF_SUN, WEEKDAYS
from ...policy.sun import SunEvent
from ..fields import choose_named, choose_one_named, select, time_text
from ..selectors import AnyNumberSelector, EdgeSelector, ItemsSelector, offset_config
from .edges import Edge, choice_of_edge, edge_of_choice, minutes_of, sun_edge, too_far
from .model import ConditionSection, Data, RuleError, SectionProblem

CONF_FURTHER: Final = "further"
_EDGES: Final = (CONF_START, CONF_END)
_SUN: Final = "{}_sun"
_OFFSET: Final = "{}_offset"

type Window = dict[str, Any]
"""As it is stored."""


class HoursSection(ConditionSection):
    """The first window of a rule as fields of their own, and a list of further ones."""

    key: ClassVar = CONF_HOURS

    @override
    def schema(self) -> vol.Schema:
        """Days, start and end; no defaults, so that they can be cleared."""
        return vol.Schema(
            {
                vol.Optional(CONF_DAYS): select(WEEKDAYS, "weekday", multiple=True),
                vol.Optional(CONF_START): EdgeSelector(),
                vol.Optional(CONF_END): EdgeSelector(),
                vol.Optional(CONF_FURTHER): self._further(),
            }
        )

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """Every window has days, and a start and an end that differ, or neither."""
        for item in user_input.get(CONF_FURTHER, ()):
            if any(item.get(edge) and item.get(_SUN.format(edge)) for edge in _EDGES):
                return SectionProblem(RuleError.EDGE_TWICE)
        for window in _parts(user_input):
            if error := _error(*window):
                return SectionProblem(error)
        return None

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Put all windows down, the first one first."""
        data[CONF_HOURS] = [_window(days, start, end) for days, start, end in _parts(user_input) if days]

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the first window, and the others as items of the list."""
        first, *further = data.get(CONF_HOURS) or [None]
        suggested: dict[str, Any] = {}
        if first:
            suggested[CONF_DAYS] = first[CONF_DAYS]
            suggested |= {edge: choice_of_edge(first[edge]) for edge in _EDGES if edge in first}
        if further:
            suggested[CONF_FURTHER] = [_item(window) for window in further]
        return suggested

    @override
    def applies(self, data: Mapping[str, Any]) -> bool:
        """Whether there is any window."""
        return bool(data.get(CONF_HOURS))

    def _further(self) -> ItemsSelector:
        # The frontend words nothing inside such a list but the names of its fields, so the choices bring their words.
        days = [(day, self._labels.text("weekday", day)) for day in WEEKDAYS]
        events = [(event.value, self._labels.text("sun_event", event)) for event in SunEvent]
        fields: dict[str, Selector[Any]] = {CONF_DAYS: choose_named(days)}
        for edge in _EDGES:
            fields[edge] = TimeSelector()
            fields[_SUN.format(edge)] = choose_one_named(events)
            fields[_OFFSET.format(edge)] = AnyNumberSelector(offset_config())
        return ItemsSelector(
            ObjectSelectorConfig(
                fields={name: ObjectSelectorField(selector=selector) for name, selector in fields.items()},
                multiple=True,
                translation_key="further_hours",
            )
        )


def _parts(user_input: Mapping[str, Any]) -> Iterable[tuple[list[str], Edge | None, Edge | None]]:
    """Yield days, start and end of every window that was filled in, at least in part."""
    start, end = (edge_of_choice(user_input.get(edge)) for edge in _EDGES)
    days = _days(user_input)
    if days or start or end:
        yield days, start, end
    for item in user_input.get(CONF_FURTHER, ()):
        yield _days(item), _edge_of_item(item, CONF_START), _edge_of_item(item, CONF_END)


def _error(days: list[str], start: Edge | None, end: Edge | None) -> RuleError | None:
    # Without both edges it is the whole day.
    if not days or bool(start) is not bool(end):
        return RuleError.HOURS_INCOMPLETE
    if too_far(start) or too_far(end):
        return RuleError.OFFSET_TOO_LONG
    return RuleError.SAME_START_END if start and start == end else None


def _days(user_input: Mapping[str, Any]) -> list[str]:
    return [day for day in WEEKDAYS if day in user_input.get(CONF_DAYS, ())]


def _window(days: list[str], start: Edge | None, end: Edge | None) -> Window:
    if not start or not end:
        return {CONF_DAYS: days, CONF_ALL_DAY: True}
    return {CONF_DAYS: days, CONF_START: start, CONF_END: end}


def _edge_of_item(item: Mapping[str, Any], edge: str) -> Edge | None:
    if event := item.get(_SUN.format(edge)):
        return sun_edge(event, item.get(_OFFSET.format(edge)) or 0)
    return time_text(time) if (time := item.get(edge)) else None


def _item(window: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {CONF_DAYS: window[CONF_DAYS]}
    for name in _EDGES:
        edge: Edge | None = window.get(name)
        if isinstance(edge, str):
            item[name] = edge
        elif edge:
            item |= {_SUN.format(name): edge[CONF_SUN], _OFFSET.format(name): minutes_of(edge)}
    return item
