"""Which microphones a rule is about."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, override

from homeassistant.helpers import area_registry as ar, floor_registry as fr, label_registry as lr
from homeassistant.helpers.selector import (
    AreaSelector,
    AreaSelectorConfig,
    BooleanSelector,
    FloorSelector,
    FloorSelectorConfig,
    LabelSelector,
    LabelSelectorConfig,
)
import voluptuous as vol

from ...const import CONF_ALL_MICROPHONES, CONF_AREAS, CONF_FLOORS, CONF_LABELS, CONF_MICROPHONES, SUBENTRY_MICROPHONE
from ..fields import CONF_TARGETS, choose_named, plain
from .model import Data, RuleError, RuleSection, SectionProblem


class TargetsSection(RuleSection):
    """All microphones, or those that are chosen, by themselves or by where they are."""

    key: ClassVar = CONF_TARGETS

    @override
    def schema(self) -> vol.Schema:
        """Return a switch for all and, where there are microphones, a choice of them; places and labels."""
        fields: dict[vol.Marker, Any] = {vol.Required(CONF_ALL_MICROPHONES, default=True): BooleanSelector()}
        if titles := self._titles():
            fields[vol.Optional(CONF_MICROPHONES)] = choose_named(titles.items())
        fields[vol.Optional(CONF_AREAS)] = AreaSelector(AreaSelectorConfig(multiple=True))
        fields[vol.Optional(CONF_FLOORS)] = FloorSelector(FloorSelectorConfig(multiple=True))
        fields[vol.Optional(CONF_LABELS)] = LabelSelector(LabelSelectorConfig(multiple=True))
        return vol.Schema(fields)

    @override
    async def async_validate(self, user_input: Mapping[str, Any]) -> SectionProblem | None:
        """At least one microphone, place or label, and each must be there."""
        if user_input[CONF_ALL_MICROPHONES]:
            return None
        places = [(key, id_) for key in self._places() for id_ in user_input.get(key, ())]
        if missing := [id_ for key, id_ in places if not self._places()[key](id_)]:
            return SectionProblem(RuleError.TARGET_NOT_FOUND, plain(", ".join(missing)))
        return None if places or self._chosen(user_input) else SectionProblem(RuleError.NO_MICROPHONE)

    @override
    def store(self, user_input: Mapping[str, Any], data: Data) -> None:
        """Choices are kept only where they count."""
        every = user_input[CONF_ALL_MICROPHONES]
        data[CONF_ALL_MICROPHONES] = every
        data[CONF_MICROPHONES] = [] if every else self._chosen(user_input)
        for key in self._places():
            data[key] = [] if every else _each_once(user_input.get(key, ()))

    @override
    def suggested(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the choice, without microphones that have been removed."""
        suggested: dict[str, Any] = {}
        if CONF_ALL_MICROPHONES in data:
            suggested[CONF_ALL_MICROPHONES] = data[CONF_ALL_MICROPHONES]
        if chosen := self._chosen(data):
            suggested[CONF_MICROPHONES] = chosen
        return suggested | {key: list(data[key]) for key in self._places() if data.get(key)}

    def _titles(self) -> dict[str, str]:
        microphones = self._entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
        return {microphone.subentry_id: plain(microphone.title) for microphone in microphones}

    def _chosen(self, choice: Mapping[str, Any]) -> list[str]:
        chosen = choice.get(CONF_MICROPHONES, ())
        return [microphone_id for microphone_id in self._titles() if microphone_id in chosen]

    def _places(self) -> dict[str, Callable[[str], object]]:
        """Return the fields that name places and labels, each with what finds one by its id."""
        return {
            CONF_AREAS: ar.async_get(self._hass).async_get_area,
            CONF_FLOORS: fr.async_get(self._hass).async_get_floor,
            CONF_LABELS: lr.async_get(self._hass).async_get_label,
        }


def _each_once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
