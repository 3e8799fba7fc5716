"""Every finding has words, and every word a finding."""

import json
from pathlib import Path
import string
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import translation
import pytest

import custom_components.earshot as package
from custom_components.earshot.audit.findings import Finding, Severity, judge
from custom_components.earshot.audit.words import ADVICE, FOUND, AuditWords

from .test_findings import TODAY, every_fact

TEXTS: dict[str, Any] = json.loads((Path(package.__path__[0]) / "translations" / "en.json").read_text(encoding="utf-8"))
FINDINGS = judge(every_fact(), TODAY)


def placeholders(text: str) -> set[str]:
    """Return what a text leaves open."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_words_are_complete() -> None:
    """For every finding that there can be, and for nothing else."""
    assert set(TEXTS["selector"][FOUND]["options"]) == {finding.key for finding in FINDINGS}
    assert set(TEXTS["selector"][ADVICE]["options"]) == {finding.advice_key for finding in FINDINGS}


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: f"{finding.key}-{finding.advice_key}")
def test_the_words_leave_open_what_is_filled_in(finding: Finding) -> None:
    """A finding's sentence says all that is known of it; the advice repeats what it needs."""
    given = set(finding.placeholders)
    assert placeholders(TEXTS["selector"][FOUND]["options"][finding.key]) >= given - {"date", "entity"}
    for selector, key in ((FOUND, finding.key), (ADVICE, finding.advice_key)):
        text = TEXTS["selector"][selector]["options"][key]
        assert placeholders(text) <= given
        assert text.endswith(".")
        assert not set(text) & set("!\"'<*`")


async def test_a_finding_as_data(hass: HomeAssistant) -> None:
    """With its words, and with what a card needs to word it in its own language. Braces in names are no template."""
    words = await AuditWords.async_load(hass, "en")
    finding = Finding("uncovered", Severity.TO_DO, "uncovered", None, {"microphone": "{x} {0} {microphone}"})
    assert words.as_data(finding) == {
        "key": "uncovered",
        "severity": "to_do",
        "microphone_id": None,
        "check": None,
        "advice_key": "uncovered",
        "placeholders": {"microphone": "{x} {0} {microphone}"},
        "text": "{x} {0} {microphone} is not in Earshot’s care.",
        "advice": TEXTS["selector"][ADVICE]["options"]["uncovered"],
    }


async def test_every_finding_can_be_said(hass: HomeAssistant) -> None:
    """Through Home Assistant's own loader of translations."""
    words = await AuditWords.async_load(hass, "en")
    told = [words.as_data(finding) for finding in FINDINGS]
    assert all(each["text"] and each["advice"] and "{" not in each["text"] + each["advice"] for each in told)


async def test_english_stands_in_for_a_language_without_words(hass: HomeAssistant) -> None:
    """Of Earshot there may be none in it, or none at all."""
    english = await AuditWords.async_load(hass, "en")
    for language in ("la", "zh-Hans", "tlh"):
        words = await AuditWords.async_load(hass, language)
        assert [words.as_data(each) for each in FINDINGS] == [english.as_data(each) for each in FINDINGS]


async def test_a_language_that_has_some_of_the_words(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """English stands in for the others, and for one that leaves open what the English one does not."""
    german = {"uncovered": "{microphone} fehlt.", "mute_none": "{device} hat keine Stummschaltung."}
    load = translation.load_json
    # Translations are kept from test to test: a language of its own, one that the standard leaves to private use.
    language = "qaa"

    def load_json(path: Path) -> Any:
        return {"selector": {FOUND: {"options": german}}} if path.stem == language else load(path)

    monkeypatch.setattr(translation, "load_json", load_json)
    words = await AuditWords.async_load(hass, language)
    told = {each.key: words.as_data(each) for each in FINDINGS}
    assert told["uncovered"]["text"] == "Attic fehlt."
    assert told["uncovered"]["advice"] == TEXTS["selector"][ADVICE]["options"]["uncovered"]
    assert told["mute_none"]["text"] == "Nothing is known that mutes Kitchen."
