"""Numbers with a value that mutes."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.microphones.controls import Action, MuteControl
from custom_components.earshot.microphones.controls.number import silences

from .controls import async_act, control, real

PERCENT = {"min": 0, "max": 100, "step": 5}


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


def level(
    value: str | None, muted_state: str = "0", live_state: str | None = None, attributes: dict[str, Any] = PERCENT
) -> MuteControl:
    """Build the control over a microphone's level."""
    return control("number", muted_state, "number.it", value, attributes, live_state=live_state)


def value_of(action: Any) -> float | None:
    """Return the value that an action sets."""
    return None if action is None else dict(action.data)["value"]


@pytest.mark.parametrize("domain", ["number", "input_number"])
def test_a_value_is_set_in_its_own_domain(domain: str) -> None:
    """Both ways."""
    built = control("number", "0", f"{domain}.it", "0", PERCENT)
    for muted, value in ((True, 0.0), (False, 35.5)):
        assert built.action(muted=muted, found="35.5") == Action(
            domain, "set_value", f"{domain}.it", (("value", value),)
        )


@pytest.mark.parametrize("value", ["0", "0.0", "-0", "0.00", "1e-12", "0.0000000004"])
def test_a_number_is_muted_however_it_is_written(value: str) -> None:
    """What a conversion of units leaves behind does not count, and nothing is found that a release could go to."""
    assert level(value).read() is True
    assert level(value).found() is None


@pytest.mark.parametrize("value", ["1", "0.01", "-1", "100", "35.5"])
def test_any_other_number_is_live(value: str) -> None:
    """It is found as it is written."""
    assert level(value).read() is False
    assert level(value).found() == value


@pytest.mark.parametrize("value", ["", "nan", "inf", "-inf", "1e999", "loud", "0 %", "0,0", "on"])
def test_what_is_no_number_is_neither_muted_nor_live(value: str) -> None:
    """Nothing is found in it, and it is no value to go to."""
    assert level(value).read() is None
    assert level(value).found() is None
    assert level("0", live_state=value).action(muted=False, found=value) is None


@pytest.mark.parametrize("muted_state", ["", "nan", "off"])
def test_without_a_number_that_mutes_nothing_is_done(muted_state: str) -> None:
    """A broken configuration stays still, and says nothing of the state."""
    built = level("35", muted_state, live_state="50")
    assert built.read() is None
    assert built.found() is None
    assert [built.action(muted=muted, found="40") for muted in (True, False)] == [None, None]
    assert built.direction("set_value", {"value": 0}) is None


@pytest.mark.parametrize(
    ("minimum", "muted", "reached"),
    [
        (0, 0, True),
        (1, 0, False),
        (0.01, 0, False),
        (-60, -60, True),
        (-60, 0, True),
        (-50, -60, False),
        (1e-9, 0, True),
    ],
)
def test_a_number_that_cannot_reach_silence_is_told(minimum: float, muted: float, reached: bool) -> None:
    """A form refuses it, and no value is set."""
    assert silences(minimum, muted) is reached
    built = level("90", str(muted), attributes={"min": minimum, "max": 100})
    assert value_of(built.action(muted=True)) == (muted if reached else None)


@pytest.mark.parametrize(
    ("found", "live_state", "released_to"),
    [
        ("35", None, 35),
        ("35", "80", 35),
        (None, "80", 80),
        ("140", "80", 80),
        ("-5", "80", 80),
        ("0.0", "80", 80),
        ("loud", "80", 80),
        (None, None, None),
        (None, "0", None),
        ("140", "120", None),
    ],
)
def test_a_release_goes_to_what_was_found_or_is_configured(
    found: str | None, live_state: str | None, released_to: float | None
) -> None:
    """Where neither can be set, or neither is live, nothing is done."""
    assert value_of(level("0", live_state=live_state).action(muted=False, found=found)) == released_to


def test_without_bounds_the_entity_is_tried() -> None:
    """It may be one that tells of none."""
    built = level("35", attributes={})
    assert value_of(built.action(muted=True)) == 0
    assert value_of(built.action(muted=False, found="1000")) == 1000


@pytest.mark.parametrize(
    ("value", "service", "data", "muted"),
    [
        ("35", "set_value", {"value": 0}, True),
        ("35", "set_value", {"value": "0"}, True),
        ("35", "set_value", {"value": 0.5}, False),
        ("35", "set_value", {"value": "loud"}, None),
        ("35", "set_value", {}, None),
        ("unavailable", "set_value", {"value": 0}, True),
        ("unavailable", "increment", {}, None),
        ("35", "reload", {"value": 0}, None),
        ("35", "turn_off", {"value": 0}, None),
    ],
)
def test_a_call_takes_it_one_way(value: str, service: str, data: dict[str, Any], muted: bool | None) -> None:
    """As far as the new value tells."""
    assert level(value).direction(service, data) is muted


@pytest.mark.parametrize(
    ("value", "muted_state", "service", "muted"),
    [
        (5, "0", "decrement", True),
        (3, "0", "decrement", True),
        (10, "0", "decrement", False),
        (0, "0", "increment", False),
        (0, "0", "decrement", True),
        (98, "100", "increment", True),
        (90, "100", "increment", False),
    ],
)
async def test_a_step_leads_where_home_assistant_goes(
    hass: HomeAssistant, value: int, muted_state: str, service: str, muted: bool
) -> None:
    """The direction that is told before the call is the one that reads back after it."""
    await async_input_number(hass, value)
    built = real(hass, "number", muted_state, "input_number.it")

    assert built.direction(service, {}) is muted
    await hass.services.async_call("input_number", service, {"entity_id": "input_number.it"}, blocking=True)
    assert built.read() is muted


async def test_a_real_number_goes_there_and_back(hass: HomeAssistant) -> None:
    """The value that was set before is set again."""
    await async_input_number(hass, 37.5)
    built = real(hass, "number", "0", "input_number.it")
    found = built.found()

    await async_act(hass, built.action(muted=True))
    assert built.read() is True
    assert built.found() is None

    await async_act(hass, built.action(muted=False, found=found))
    assert hass.states.get("input_number.it").state == "37.5"


@given(
    before=st.floats(-1e6, 1e6),
    muted_state=st.floats(-1e6, 1e6),
    live_state=st.none() | st.floats(-1e6, 1e6).map(str) | st.text(max_size=5),
)
def test_a_release_brings_back_what_a_mute_has_replaced(
    before: float, muted_state: float, live_state: str | None
) -> None:
    """Whatever the numbers are."""

    def shows(value: float) -> MuteControl:
        return level(str(value), str(muted_state), live_state, {"min": -1e6, "max": 1e6})

    muted = value_of(shows(before).action(muted=True))
    assert muted == muted_state
    assert shows(muted).read() is True
    released = value_of(shows(muted).action(muted=False, found=shows(before).found()))
    if shows(before).read() is False:
        assert released == before
    elif released is not None:
        assert shows(released).read() is False


async def async_input_number(hass: HomeAssistant, value: float) -> None:
    """Have a number."""
    config = {"input_number": {"it": {"min": 0, "max": 100, "step": 5, "initial": value}}}
    assert await async_setup_component(hass, "input_number", config)
