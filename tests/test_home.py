"""Who can hear, and whether anything does, over all microphones."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.const import MicrophoneStatus
from custom_components.earshot.home import Home
from custom_components.earshot.policy.model import Decision, Row, Want
from custom_components.earshot.status import Held
from custom_components.earshot.view import View

DECISION = Decision(Want.LIVE, Row.NOTHING, (), None, (), None)
QUIET = (MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED)


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: the home's sums are free of it."""


def view(status: MicrophoneStatus | None, recording: bool | None = False) -> View:
    """Return what is seen of a microphone."""
    rest: dict[str, Any] = dict.fromkeys(Held._fields, None)
    return View(status, recording, Held(**rest | {"decision": DECISION}))


def test_nothing_there() -> None:
    """A home without microphones records nothing."""
    home = Home()
    assert (home.recording, home.live_count, home.live) == (False, 0, set())


@pytest.mark.parametrize(
    ("views", "recording", "live"),
    [
        ([view(MicrophoneStatus.ARMED)], False, 1),
        ([view(MicrophoneStatus.LISTENING, True)], True, 1),
        ([view(MicrophoneStatus.MUTED)], False, 0),
        ([view(MicrophoneStatus.PAUSED)], False, 0),
        # Lingers after it was muted: still on.
        ([view(MicrophoneStatus.MUTED, True)], True, 0),
        # A blocked upload does not keep a device from hearing.
        ([view(MicrophoneStatus.BLOCKED)], False, 1),
        ([view(MicrophoneStatus.UNOBSERVED, None)], None, 1),
        ([view(None, None)], None, 1),
        ([view(MicrophoneStatus.MUTED, None)], False, 0),
        ([view(MicrophoneStatus.UNOBSERVED, None), view(MicrophoneStatus.PAUSED)], None, 1),
        # Held back as far as Home Assistant believes, and nothing shows whether it is.
        ([view(MicrophoneStatus.PAUSED, None)], None, 0),
        ([view(MicrophoneStatus.PAUSED, None), view(MicrophoneStatus.MUTED)], None, 0),
        ([view(MicrophoneStatus.PAUSED, None), view(MicrophoneStatus.ARMED)], False, 1),
        ([view(MicrophoneStatus.UNOBSERVED, None), view(MicrophoneStatus.ARMED)], False, 2),
        ([view(MicrophoneStatus.UNOBSERVED, None), view(MicrophoneStatus.ARMED, True)], True, 2),
    ],
)
def test_values(views: list[View], recording: bool | None, live: int) -> None:
    """Unknown where only microphones remain that cannot be seen."""
    home = Home()
    for number, seen in enumerate(views):
        home.update(str(number), seen)
    assert home.recording is recording
    assert home.live_count == len(home.live) == live


def test_tells_changes() -> None:
    """Only a change of the home's own values is one."""
    home = Home()
    assert home.update("a", view(MicrophoneStatus.ARMED))
    assert not home.update("a", view(MicrophoneStatus.ARMED))
    assert home.update("b", view(MicrophoneStatus.ARMED))
    assert home.update("a", view(MicrophoneStatus.LISTENING, True))
    assert not home.update("b", view(MicrophoneStatus.LISTENING, True))
    assert home.update("a", view(MicrophoneStatus.MUTED))


def test_tells_who() -> None:
    """As many can hear as before, but others: that is a change too."""
    home = Home()
    home.update("a", view(MicrophoneStatus.ARMED))
    home.update("b", view(MicrophoneStatus.MUTED))
    home.remove("a")
    assert home.live == set()
    assert home.update("b", view(MicrophoneStatus.ARMED))
    assert home.live == {"b"}


SEEN = st.builds(view, st.none() | st.sampled_from(MicrophoneStatus), st.none() | st.booleans())


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | SEEN)))
def test_like_counting_anew(steps: list[tuple[str, View | None]]) -> None:
    """Kept up to date one by one, it is what counting all of them gives."""
    home, seen = Home(), dict[str, Any]()
    for key, what in steps:
        if what is None:
            home.remove(key)
            seen.pop(key, None)
        else:
            home.update(key, what)
            seen[key] = what
        live = {key for key, each in seen.items() if each.status not in QUIET}
        assert home.live == live
        assert home.live_count == len(live)
        if any(each.recording for each in seen.values()):
            assert home.recording is True
        elif (
            remaining := {
                key
                for key, each in seen.items()
                if key in live or (each.status is MicrophoneStatus.PAUSED and each.recording is None)
            }
        ) and all(seen[key].recording is None for key in remaining):
            assert home.recording is None
        else:
            assert home.recording is False
