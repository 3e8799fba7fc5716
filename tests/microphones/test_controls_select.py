"""Selects with an option that mutes."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.microphones.controls import Action, MuteControl

from .controls import async_act, control, real

OPTIONS = ["Alexa", "no_wake_word", "Okay Nabu"]


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


def wake_word(value: str | None, live_state: str | None = None, options: Any = OPTIONS) -> MuteControl:
    """Build the control over a wake word's select."""
    return control("select", "no_wake_word", "select.it", value, {"options": options}, live_state=live_state)


def chosen(action: Any) -> str | None:
    """Return the option that an action chooses."""
    return None if action is None else dict(action.data)["option"]


@pytest.mark.parametrize("domain", ["select", "input_select"])
def test_an_option_is_chosen_in_its_own_domain(domain: str) -> None:
    """Both ways."""
    built = control("select", "off", f"{domain}.it", "off", {"options": ["off", "on"]})
    for muted, option in ((True, "off"), (False, "on")):
        expected = Action(domain, "select_option", f"{domain}.it", (("option", option),))
        assert built.action(muted=muted, found="on") == expected


@pytest.mark.parametrize(("value", "muted"), [("no_wake_word", True), ("Alexa", False), ("no longer offered", False)])
def test_one_option_is_muted_and_every_other_is_live(value: str, muted: bool) -> None:
    """What is found is the option of now, unless it is the one that mutes."""
    built = wake_word(value)
    assert built.read() is muted
    assert built.found() == (None if muted else value)


@pytest.mark.parametrize(
    ("found", "live_state", "released_to"),
    [
        ("Alexa", None, "Alexa"),
        ("Alexa", "Okay Nabu", "Alexa"),
        (None, "Okay Nabu", "Okay Nabu"),
        ("gone", "Okay Nabu", "Okay Nabu"),
        ("no_wake_word", "Okay Nabu", "Okay Nabu"),
        (None, None, None),
        ("gone", None, None),
        ("gone", "gone as well", None),
        ("no_wake_word", "no_wake_word", None),
    ],
)
def test_a_release_goes_to_what_was_found_or_is_configured(
    found: str | None, live_state: str | None, released_to: str | None
) -> None:
    """Where neither is offered, or neither is live, nothing is done."""
    assert chosen(wake_word("no_wake_word", live_state).action(muted=False, found=found)) == released_to


@pytest.mark.parametrize("options", [["Alexa"], [], None, "no_wake_word", {"no_wake_word": 1}])
def test_an_option_that_is_not_offered_is_not_chosen(options: Any) -> None:
    """The mute cannot be done, and that can be seen."""
    assert wake_word("Alexa", options=options).action(muted=True) is None


@pytest.mark.parametrize(
    ("value", "service", "data", "muted"),
    [
        ("Alexa", "select_option", {"option": "no_wake_word"}, True),
        ("Alexa", "select_option", {"option": "Okay Nabu"}, False),
        ("Alexa", "select_option", {}, None),
        ("Alexa", "select_option", {"option": None}, None),
        ("Alexa", "select_option", {"option": ["no_wake_word"]}, None),
        ("unavailable", "select_option", {"option": "no_wake_word"}, True),
        ("no_wake_word", "select_first", {}, False),
        ("no_wake_word", "select_last", {}, False),
        ("Alexa", "select_next", {}, True),
        ("no_wake_word", "select_next", {}, False),
        ("Okay Nabu", "select_previous", {}, True),
        ("no_wake_word", "select_previous", {}, False),
        ("unknown", "select_next", {}, None),
        ("unavailable", "select_previous", {}, None),
        ("no longer offered", "select_next", {}, None),
        ("Alexa", "set_options", {"options": ["no_wake_word"]}, None),
        ("Alexa", "reload", {}, None),
    ],
)
def test_a_call_takes_it_one_way(value: str, service: str, data: dict[str, Any], muted: bool | None) -> None:
    """As far as the options tell."""
    assert wake_word(value).direction(service, data) is muted


@pytest.mark.parametrize(
    ("options", "value", "service", "cycle", "muted"),
    [
        (["mute", "a", "b"], "b", "select_next", True, True),
        (["mute", "a", "b"], "b", "select_next", False, False),
        (["mute", "a", "b"], "mute", "select_previous", False, True),
        (["a", "b", "mute"], "a", "select_previous", True, True),
        (["a", "b", "mute"], "a", "select_previous", False, False),
        (["a", "b", "mute"], "mute", "select_next", False, True),
        (["mute", "a"], "a", "select_first", True, True),
        (["a", "mute"], "a", "select_last", True, True),
    ],
)
async def test_a_step_leads_where_home_assistant_goes(
    hass: HomeAssistant, options: list[str], value: str, service: str, cycle: bool, muted: bool
) -> None:
    """The direction that is told before the call is the one that reads back after it."""
    await async_input_select(hass, options, value)
    built = real(hass, "select", "mute", "input_select.it")
    data = {"cycle": cycle} if service in ("select_next", "select_previous") else {}

    assert built.direction(service, data) is muted
    await hass.services.async_call("input_select", service, {"entity_id": "input_select.it", **data}, blocking=True)
    assert built.read() is muted


async def test_a_real_select_goes_there_and_back(hass: HomeAssistant) -> None:
    """The option that was chosen before is chosen again."""
    await async_input_select(hass, OPTIONS, "Okay Nabu")
    built = real(hass, "select", "no_wake_word", "input_select.it")
    found = built.found()

    await async_act(hass, built.action(muted=True))
    assert built.read() is True
    assert built.found() is None

    await async_act(hass, built.action(muted=False, found=found))
    assert hass.states.get("input_select.it").state == "Okay Nabu"


@given(options=st.lists(st.text(max_size=20), min_size=2, max_size=6, unique=True), data=st.data())
def test_a_release_brings_back_what_a_mute_has_replaced(options: list[str], data: st.DataObject) -> None:
    """Whatever the options are called."""
    muted_state, before = data.draw(st.sampled_from(options)), data.draw(st.sampled_from(options))
    live_state = data.draw(st.none() | st.sampled_from(options))

    def shows(value: str) -> MuteControl:
        return control("select", muted_state, "select.it", value, {"options": options}, live_state=live_state)

    muted = chosen(shows(before).action(muted=True))
    assert muted == muted_state
    assert shows(muted).read() is not False
    released = chosen(shows(muted).action(muted=False, found=shows(before).found()))
    if shows(before).read() is False:
        assert released == before
    elif released is not None:
        assert released == live_state != muted_state


async def async_input_select(hass: HomeAssistant, options: list[str], value: str) -> None:
    """Have a select."""
    config = {"input_select": {"it": {"options": options, "initial": value}}}
    assert await async_setup_component(hass, "input_select", config)
