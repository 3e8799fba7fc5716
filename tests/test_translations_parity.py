"""Every language says all that the English says, leaves open the same, and never calls muted what is not certain."""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path
import re
import string
from typing import Any

import pytest

import custom_components.earshot as package
from custom_components.earshot.audit.findings import VENDORS, Check

type Keys = tuple[str, ...]

FOLDER = Path(package.__path__[0]) / "translations"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.json"))
TRANSLATED = [language for language in LANGUAGES if language != "en"]
CARDS = FOLDER.parents[2] / "card" / "src" / "i18n"
# What a language writes as the English does: names, words that they share, units.
SAME: dict[str, set[str]] = {
    "de": {
        *("Cursor", "Firmware", "Format", "Hardware", "JSON Lines", "Labels", "Name", "Option", "Software", "Test"),
        "Text",
    },
    "es": {
        *("Cursor", "Error", "Firmware", "Hardware", "JSON Lines", "Software"),
        *("{number} h", "{number} min", "{number} s"),
    },
    "fr": {
        *("Actions", "Activation", "activations", "Conditions", "Format", "JSON Lines", "Microphone", "Microphones"),
        *("microphones", "Option", "Options", "Test", "{number} h", "{number} min", "{number} s"),
    },
    "nl": {"Cursor", "Details", "Firmware", "Hardware", "JSON Lines", "Labels", "Software", "Test"},
}


def read(language: str) -> dict[Keys, str]:
    """Return a language's texts with their paths, in the order of the file."""
    return dict(flat(json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))))


def flat(texts: Mapping[str, Any], path: Keys = ()) -> Iterable[tuple[Keys, str]]:
    """Yield all texts with their paths."""
    for key, value in texts.items():
        if isinstance(value, str):
            yield (*path, key), value
        else:
            yield from flat(value, (*path, key))


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def worded(text: str) -> bool:
    """Return whether a text holds words beside its placeholders."""
    return any(part.isalpha() for part in re.sub(r"\{\w+\}", "", text))


ENGLISH = read("en")


def test_languages() -> None:
    """Earshot speaks five, everywhere: whatever the cards speak, the settings do."""
    assert LANGUAGES == ["de", "en", "es", "fr", "nl"]
    assert sorted(file.stem for file in CARDS.glob("??.ts")) == LANGUAGES


@pytest.mark.parametrize("language", TRANSLATED)
def test_keys(language: str) -> None:
    """Nothing is left untranslated, nothing is there that nobody says, and all stands where the English has it."""
    assert list(read(language)) == list(ENGLISH)


@pytest.mark.parametrize("language", TRANSLATED)
def test_texts(language: str) -> None:
    """A text leaves open what the English leaves open, and marks up as it does."""
    wrong: dict[str, set[Keys]] = {"empty": set(), "placeholders": set(), "mark-up": set()}
    texts = read(language)
    for path in ENGLISH.keys() & texts.keys():
        text, english = texts[path], ENGLISH[path]
        if not text.strip() or text != text.strip():
            wrong["empty"].add(path)
        if placeholders(text) != placeholders(english):
            wrong["placeholders"].add(path)
        if (text.count("**"), text.count("\n")) != (english.count("**"), english.count("\n")):
            wrong["mark-up"].add(path)
    assert wrong == {kind: set() for kind in wrong}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left(language: str) -> None:
    """What reads as the English does is known to be right so."""
    same = {text for path, text in read(language).items() if text == ENGLISH.get(path) and worded(text)}
    assert same == SAME[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_safe_for_the_frontend(language: str) -> None:
    """The frontend reads texts as ICU messages: a quote before a brace would hide it, and what looks like a tag would be one."""
    assert [path for path, text in read(language).items() if re.search(r"'[{}<]|[{}>]'|<", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_stay_apart(language: str) -> None:
    """What is not confirmed as muted never reads as muted, nor as anything else that it is not."""
    texts = read(language)
    status = ("entity", "sensor", "status", "state")
    states = {path[-1]: text.casefold() for path, text in texts.items() if path[:-1] == status}
    assert len(set(states.values())) == len(states)
    muted = states.pop("muted")
    # “Muting” is on its way there, and may say so.
    del states["muting"]
    assert {state: text for state, text in states.items() if muted in text} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_checklist_and_the_audit_tell_the_same(language: str) -> None:
    """Where a vendor's setting is stands in both in the same words."""
    texts = read(language)
    for vendor in VENDORS:
        step = ("config_subentries", "microphone", "step", f"vendor_{vendor}", "data_description")
        for check in Check:
            where, _ = texts[(*step, check)].rsplit(". ", 1)
            assert texts[("selector", "audit_advice", "options", f"{vendor}_{check}")].startswith(f"{where}. ")
