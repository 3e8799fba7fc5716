"""Every language answers whatever the others answer, and fills in the same."""

from string import Formatter
from typing import Final

import pytest

from custom_components.earshot.voice.languages import LANGUAGES
from custom_components.earshot.voice.languages.model import Answers, Said, Told

KEYS: Final = {"one": list(Said), "several": list(Said), "told": list(Told)}
TEXTS: Final = (
    "subject_one",
    "subject_several",
    "subject_many",
    "until_time",
    "until_tomorrow",
    "until_weekday",
    "until_date",
)


def placeholders(text: str) -> list[str]:
    """Return what is filled into a text, whatever its order there."""
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


def texts(answers: Answers) -> dict[str, str]:
    """Return every text that something is filled into, by where it stands."""
    single = {name: getattr(answers, name) for name in TEXTS}
    return single | {f"{name}.{key}": text for name in KEYS for key, text in getattr(answers, name).items()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_left_unsaid(code: str) -> None:
    """Each mapping has a sentence for every one of its keys, in their order."""
    answers = LANGUAGES[code].answers
    assert {name: list(getattr(answers, name)) for name in KEYS} == KEYS
    assert all(text.strip() for text in texts(answers).values())
    assert (len(answers.weekdays), len(answers.months)) == (7, 12)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_the_same_is_filled_in(code: str) -> None:
    """A name, a number or an end that English says is said in every language."""
    english = texts(LANGUAGES["en"].answers)
    found = texts(LANGUAGES[code].answers)
    assert {key: placeholders(text) for key, text in found.items()} == {
        key: placeholders(text) for key, text in english.items()
    }
