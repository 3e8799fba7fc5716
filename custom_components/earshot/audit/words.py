"""The words of findings, in anyone's language. What they leave open is filled in as plain text, for places that read no Markdown."""

from collections.abc import Mapping
from typing import Any, Final, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers import translation

from ..const import DOMAIN
from .findings import Finding

FOUND: Final = "audit"
ADVICE: Final = "audit_advice"


class AuditWords:
    """Speaks of findings in one language."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the flattened translations."""
        self._texts = texts

    @classmethod
    async def async_load(cls, hass: HomeAssistant, language: str) -> Self:
        """Load them; English stands in for what a language has no words for."""
        return cls(await translation.async_get_translations(hass, language, "selector", [DOMAIN]))

    def as_data(self, finding: Finding) -> dict[str, Any]:
        """Return a finding with its words, and with what others need to word it themselves.

        `key` is an option of the selector `audit` in the translations, `advice_key` one of `audit_advice`.
        """
        return {
            "key": finding.key,
            "severity": finding.severity,
            "microphone_id": finding.microphone_id,
            "check": finding.check,
            "advice_key": finding.advice_key,
            "placeholders": dict(finding.placeholders),
            "text": self._text(FOUND, finding.key, finding),
            "advice": self._text(ADVICE, finding.advice_key, finding),
        }

    def _text(self, selector: str, option: str, finding: Finding) -> str:
        """Return an option's words. What is filled in is never read as a template."""
        return self._texts[f"component.{DOMAIN}.selector.{selector}.options.{option}"].format(**finding.placeholders)
