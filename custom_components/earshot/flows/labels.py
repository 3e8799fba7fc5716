"""Words that the server puts together itself, in the server's language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Self

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, translation

from ..const import (
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_ENTITY,
    CONF_KIND,
    CONF_MUTED_STATE,
    CONF_SOURCES,
    DOMAIN,
)
from ..markdown import markdown
from ..microphones.assurance import Assurance
from ..microphones.discovery import Candidate
from ..microphones.families import FAMILIES, Family
from ..microphones.references import EntityReference
from .controls import CONTROL_FORMS
from .entities import async_entity_name, async_shown
from .fields import plain
from .proposals import async_unasked

_FOUND: Final = "found_microphone"
_CONTROL: Final = "control_words"


class Labels:
    """The integration's own `selector` translations."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the flattened translations."""
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant) -> Self:
        """Load them in the server's language; English stands in where a language has none."""
        return cls(await translation.async_get_translations(hass, hass.config.language, "selector", [DOMAIN]))

    def text(self, selector: str, option: str, **values: str) -> str:
        """Return the words of one option.

        Values are filled in as they are; what they hold is never read as a template.
        """
        return self._texts[f"component.{DOMAIN}.selector.{selector}.options.{option}"].format(**values)

    @callback
    def found(self, hass: HomeAssistant, candidate: Candidate) -> str:
        """Return a found microphone with how it would be muted and how far that can be trusted, or why it cannot be."""
        name = candidate_name(candidate)
        kinds = {"muted": async_unasked(hass, candidate), "open": candidate.controls, "blinds": candidate.blinding}
        for key, controls in kinds.items():
            if controls:
                return self.text(_FOUND, key, name=name, how=self.control(hass, controls[0]))
        family = FAMILIES[candidate.family]
        key = "watched" if candidate.sources else "unseen"
        parts = [self.text(_FOUND, key, name=name), *self._advice(family)]
        return " ".join(parts)

    @callback
    def control(self, hass: HomeAssistant, control: Mapping[str, Any]) -> str:
        """Return how a control mutes, how far that can be trusted and whether it is confirmed; plain text."""
        assurance = Assurance(control[CONF_ASSURANCE])
        how = self.text(
            _CONTROL,
            control[CONF_KIND] if control[CONF_KIND] in CONTROL_FORMS else "other",
            entity=_own_name(hass, control[CONF_ENTITY]),
            state=plain(control[CONF_MUTED_STATE]),
        )
        parts = [how, self.text("assurance", assurance)]
        if assurance.silences and assurance is not Assurance.POWER_CUT:
            parts.append(self.text(_CONTROL, "confirmed" if control[CONF_CONFIRMED] else "unconfirmed"))
        return " ".join(f"{part}." for part in parts)

    @callback
    def mute_advice(
        self, hass: HomeAssistant, found: Sequence[Mapping[str, Any]], family: Family | None, *, blinds: bool
    ) -> str:
        """Return what is known of how to mute a microphone, and whether what was found stops the picture; Markdown."""
        proposed = [self.text(_FOUND, "proposed", how=self.control(hass, found[0]))] if found else []
        if blinds:
            proposed.append(self.text(_FOUND, "blinding"))
        return markdown(" ".join([*proposed, *(self._advice(family) if family else ())]))

    @callback
    def microphone(self, hass: HomeAssistant, name: str, data: Mapping[str, Any]) -> dict[str, str]:
        """Return how a microphone stands, as placeholders of a menu: its name for the title, the rest as Markdown."""
        nothing = self.text(_CONTROL, "nothing")
        controls = [self.control(hass, each) for each in data[CONF_CONTROLS]]
        sources = ", ".join(async_entity_name(hass, each[CONF_ENTITY]) for each in data[CONF_SOURCES])
        first, second = [*controls, nothing, nothing][:2]
        words = {"source": sources or nothing, "control": first, "second": second}
        return {"microphone": name, **{key: markdown(text) for key, text in words.items()}}

    def _advice(self, family: Family) -> list[str]:
        limit = [self.text("family_limit", family.limit)] if family.limit else []
        return [*limit, self.text(_FOUND, "plug_helps")] if family.plug_helps else limit


def candidate_name(candidate: Candidate) -> str:
    """Return the name of a found microphone, fit for a title."""
    return plain(candidate.name) or candidate.main.entity_id


@callback
def _own_name(hass: HomeAssistant, reference: EntityReference) -> str:
    """Return what an entity is called on its device's page."""
    entry = er.async_get(hass).async_get(async_shown(hass, reference))
    return plain((entry and (entry.name or entry.original_name)) or "") or async_entity_name(hass, reference)
