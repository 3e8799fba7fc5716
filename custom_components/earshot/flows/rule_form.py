"""The form of one rule: its own fields around its sections."""

from collections.abc import Container, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import TextSelector
import voluptuous as vol

from ..const import (
    CONF_DAY_FILTER,
    CONF_EFFECT,
    CONF_GUESTS,
    CONF_HOURS,
    CONF_KIND,
    CONF_MATCH,
    CONF_PRESENCE,
    CONF_STATES,
)
from ..policy.contradictions import Contradiction
from ..policy.model import Effect
from ..policy.rules import Match
from .fields import plain, select
from .labels import Labels
from .preview import async_never_active
from .sections import CONDITIONS, SCHEDULES, TARGETS, TIMING, Data, RuleError, RuleSection


@dataclass(slots=True)
class Draft:
    """A rule as it is so far."""

    name: str = ""
    data: Data = field(default_factory=dict)
    opened: str = ""
    """The section that is open although nothing is in it yet, and that is asked to be filled in."""


@dataclass(slots=True)
class Errors:
    """What is wrong, by field or section, and who it is about."""

    by_field: dict[str, str] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, error: str, who: str = "") -> None:
        """Take an error in. All share one set of names: a second error that names anyone waits its turn."""
        if not who:
            self.by_field[key] = error
        elif "who" not in self.placeholders:
            self.by_field[key] = error
            self.placeholders["who"] = who


class RuleForm:
    """Shows a draft as a form, and makes the next draft of what was filled in."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, labels: Labels, draft: Draft) -> None:
        """Show this draft."""
        self._conditions = [kind(hass, entry, labels) for kind in CONDITIONS]
        self._timing = TIMING(hass, entry, labels)
        self._targets = TARGETS(hass, entry, labels)
        self._draft = draft
        self._hass = hass

    def schema(self, user_input: Mapping[str, Any] | None = None, errors: Container[str] = ()) -> vol.Schema:
        """Return the fields in the order of a sentence: when, which microphones, with what effect.

        Sections are folded where nothing is in them, in the draft or in what was filled in since, and nothing wrong.
        """

        def folding(part: RuleSection) -> section:
            schema, key = part.schema(), part.key
            filled = part.suggested(self._draft.data) or (user_input is not None and user_input[key] != schema({}))
            return section(schema, {"collapsed": not filled and key not in errors and key != self._draft.opened})

        return vol.Schema(
            {
                vol.Required(CONF_NAME): TextSelector(),
                **{vol.Required(part.key): folding(part) for part in self._conditions},
                vol.Required(CONF_MATCH, default=Match.ALL.value): select(Match, "match"),
                vol.Required(self._timing.key): folding(self._timing),
                vol.Required(self._targets.key): section(self._targets.schema()),
                vol.Required(CONF_EFFECT, default=Effect.MUTE.value): select(Effect, "effect"),
            }
        )

    def suggested(self) -> dict[str, Any]:
        """Return the draft as the form shows it."""
        data = self._draft.data
        own = {CONF_NAME: self._draft.name} if self._draft.name else {}
        own |= {key: data[key] for key in (CONF_EFFECT, CONF_MATCH) if key in data}
        return own | {part.key: part.suggested(data) for part in self._sections()}

    async def async_validate(self, user_input: Mapping[str, Any]) -> Errors:
        """Return what is wrong with what was filled in."""
        errors = Errors()
        if not plain(user_input[CONF_NAME]):
            errors.add(CONF_NAME, RuleError.NAME_EMPTY)
        for part in self._sections():
            if problem := await part.async_validate(user_input[part.key]):
                errors.add(part.key, problem.error, problem.who)
        if not any(part.key in errors.by_field for part in self._conditions):
            data = self.to_draft(user_input).data
            if not any(part.applies(data) for part in self._conditions):
                if CONF_DAY_FILTER in data:
                    errors.add(SCHEDULES, RuleError.DAY_FILTER_ALONE)
                else:
                    errors.add(self._draft.opened or self._conditions[0].key, RuleError.NO_CONDITION)
            elif not errors.by_field and (contradiction := self._never_active(data)):
                errors.add(*contradiction)
        return errors

    def _never_active(self, data: Data) -> tuple[str, RuleError] | None:
        """Return where to say that the rule can never be active; its states are not known yet."""
        timeless = data | {CONF_STATES: []}
        if data[CONF_STATES] and (
            data[CONF_MATCH] == Match.ANY or not any(part.applies(timeless) for part in self._conditions)
        ):
            return None
        match async_never_active(self._hass, timeless):
            case Contradiction.HOURS:
                return CONF_HOURS, RuleError.NEVER_HOURS
            case Contradiction.PRESENCE:
                key = CONF_PRESENCE if CONF_KIND in data[CONF_PRESENCE] else CONF_GUESTS
                return key, RuleError.NEVER_PRESENCE
            case _:
                return None

    def to_draft(self, user_input: Mapping[str, Any]) -> Draft:
        """Return the next draft; raises nothing once `async_validate` has found nothing."""
        data = deepcopy(self._draft.data)
        data |= {CONF_EFFECT: user_input[CONF_EFFECT], CONF_MATCH: user_input[CONF_MATCH]}
        for part in self._sections():
            part.store(user_input[part.key], data)
        return Draft(plain(user_input[CONF_NAME]), data, self._draft.opened)

    def _sections(self) -> list[RuleSection]:
        return [*self._conditions, self._timing, self._targets]
