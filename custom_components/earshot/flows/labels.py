"""Words that the server puts together itself, in the server's language."""

from collections.abc import Mapping
from typing import Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers import translation

from ..const import DOMAIN
from ..microphones.discovery import Candidate
from .fields import plain


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

    def found(self, candidate: Candidate) -> str:
        """Return a found microphone with how it would be muted and how far that can be trusted."""
        name = candidate_name(candidate)
        if (switch := candidate.mute_switch) is None:
            return self.text("found_microphone", "unmutable", name=name)
        return self.text(
            "found_microphone",
            "confirmed" if candidate.trust.confirmed else "unconfirmed",
            name=name,
            switch=plain(switch.name or switch.original_name or "") or switch.entity_id,
            assurance=self.text("assurance", candidate.trust.assurance),
        )


def candidate_name(candidate: Candidate) -> str:
    """Return the name of a found microphone, fit for a title."""
    return plain(candidate.name) or candidate.source.entity_id
