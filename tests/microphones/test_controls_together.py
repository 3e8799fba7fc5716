"""Several entities that silence a microphone only together."""

from typing import Any

from homeassistant.core import HomeAssistant, State
from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.microphones.controls import Action, MuteControl, Together, build_control

from .controls import config, resolve

FIRST, SECOND = "select.wake_word", "select.wake_word_2"
OPTIONS = ["no_wake_word", "Okay Nabu", "Hey Jarvis"]
READS = {"no_wake_word": True, "Okay Nabu": False, "unavailable": None, None: None}


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


class Selects:
    """Two selects, each with an option or gone."""

    def __init__(self, first: str | None, second: str | None) -> None:
        """Show these options."""
        self.shown = {FIRST: first, SECOND: second}

    def get(self, entity_id: str, /) -> State | None:
        """Return the state of one."""
        value = self.shown.get(entity_id)
        return None if value is None else State(entity_id, value, {"options": OPTIONS})

    def do(self, doing: Any) -> dict[str, str | None]:
        """Do what a control asks for, and return what is shown then."""
        assert isinstance(doing, Together)
        for action in doing.actions:
            assert isinstance(action, Action)
            self.shown[action.entity_id] = dict(action.data)["option"]
        return self.shown


def together(selects: Selects, **changes: Any) -> MuteControl:
    """Build the control over both."""
    return build_control(config("select", FIRST, "no_wake_word", also=(SECOND,), **changes), resolve, selects)


@pytest.mark.parametrize("first", READS)
@pytest.mark.parametrize("second", READS)
def test_muted_is_what_is_muted_in_every_part(first: str | None, second: str | None) -> None:
    """One part that is live settles it; otherwise one that cannot be told."""
    reads = {READS[first], READS[second]}
    expected = False if False in reads else None if None in reads else True
    assert together(Selects(first, second)).read() is expected


@given(st.sampled_from(OPTIONS), st.sampled_from(OPTIONS))
def test_a_release_brings_back_what_each_part_was(first: str, second: str) -> None:
    """A part that was muted before stays so."""
    selects = Selects(first, second)
    built = together(selects)
    before = dict(selects.shown)
    found = built.found()
    if built.read():
        assert (found, built.action(muted=True)) == (None, None)
        return
    selects.do(built.action(muted=True))
    assert built.read() is True
    assert selects.do(built.action(muted=False, found=found)) == before


@pytest.mark.parametrize("meanwhile", ["no_wake_word", "unavailable"])
def test_what_a_muted_part_was_is_not_forgotten_for_another(meanwhile: str) -> None:
    """One that was made live meanwhile goes back to what it is now, the others to what they were."""
    selects = Selects("Okay Nabu", "Hey Jarvis")
    built = together(selects)
    found = built.found()
    selects.do(built.action(muted=True))
    selects.shown |= {FIRST: meanwhile, SECOND: "Okay Nabu"}
    found = built.found(found)
    selects.shown |= {FIRST: "no_wake_word"}
    selects.do(built.action(muted=True))
    assert selects.do(built.action(muted=False, found=found)) == {FIRST: "Okay Nabu", SECOND: "Okay Nabu"}


def test_a_part_that_cannot_be_muted_mutes_nothing() -> None:
    """Half a mute is none."""
    selects = Selects("Okay Nabu", "Okay Nabu")
    gone = build_control(config("select", FIRST, "no_wake_word", also=("gone",)), resolve, selects)
    assert (gone.entity_id, gone.entity_ids) == (None, (FIRST,))
    assert gone.action(muted=True) is None


@pytest.mark.parametrize("found", [None, "", "[]", "{", '["a", "b", "c"]', "7"])
def test_without_what_was_found_the_configured_option_is_taken(found: str | None) -> None:
    """For the first part; where none is configured there is nothing to go back to."""
    selects = Selects("no_wake_word", "no_wake_word")
    assert together(selects).action(muted=False, found=found) is None
    released = together(selects, live_state="Hey Jarvis").action(muted=False, found=found)
    assert selects.do(released) == {FIRST: "Hey Jarvis", SECOND: "no_wake_word"}


def test_to_make_one_part_live_is_to_release() -> None:
    """To mute one is not to mute."""
    built = together(Selects("Okay Nabu", "Okay Nabu"))
    assert built.direction("select_option", {"option": "Hey Jarvis"}) is False
    assert built.direction("select_option", {"option": "no_wake_word"}) is None


def test_it_goes_by_the_name_of_its_first_part() -> None:
    """And has its deadline."""
    alone = build_control(config("select", FIRST, "no_wake_word"), resolve, Selects(None, None))
    built = together(Selects(None, None))
    assert (built.key, built.deadline) == (alone.key, alone.deadline)
    assert built.entity_ids == (FIRST, SECOND)


async def test_both_selects_of_a_home_are_set_and_brought_back(hass: HomeAssistant) -> None:
    """Through the states of a real Home Assistant."""
    for entity_id, option in ((FIRST, "Okay Nabu"), (SECOND, "Hey Jarvis")):
        hass.states.async_set(entity_id, option, {"options": OPTIONS})
    built = build_control(config("select", FIRST, "no_wake_word", also=(SECOND,)), resolve, hass.states)
    found = built.found()
    for doing, expected in ((built.action(muted=True), True), (built.action(muted=False, found=found), False)):
        assert isinstance(doing, Together)
        for action in doing.actions:
            hass.states.async_set(action.entity_id, dict(action.data)["option"], {"options": OPTIONS})
        assert built.read() is expected
    assert [hass.states.get(each).state for each in (FIRST, SECOND)] == ["Okay Nabu", "Hey Jarvis"]
