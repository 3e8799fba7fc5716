"""Switches in either polarity: mute switches, plugs and network blocks."""

from itertools import product

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.earshot.microphones.controls import Action

from .controls import async_act, control, real

KINDS = ("switch", "plug", "network_block")
DOMAINS = ("switch", "input_boolean", "light", "fan")


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


@pytest.mark.parametrize(
    ("kind", "domain", "muted_state", "muted"), product(KINDS, DOMAINS, ("on", "off"), (True, False))
)
def test_it_is_turned_towards_what_is_wanted(kind: str, domain: str, muted_state: str, muted: bool) -> None:
    """By its own domain's action, whatever it reads."""
    built = control(kind, muted_state, f"{domain}.it", "on")
    service = "turn_on" if muted is (muted_state == "on") else "turn_off"
    assert built.action(muted=muted) == Action(domain, service, f"{domain}.it")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["", "ON", "playing", "0"])
def test_neither_on_nor_off_is_neither_muted_nor_live(kind: str, value: str) -> None:
    """A state that no switch has says nothing, even if it was configured as the one that mutes."""
    assert control(kind, "on", "switch.it", value).read() is None
    assert control(kind, value, "switch.it", value).read() is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["on", "off"])
def test_a_switch_has_nothing_to_bring_back(kind: str, value: str) -> None:
    """It has but two states."""
    assert control(kind, "on", "switch.it", value).found() is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("muted_state", "value", "service", "muted"),
    [
        ("on", "off", "turn_on", True),
        ("on", "on", "turn_on", True),
        ("on", "on", "turn_off", False),
        ("off", "on", "turn_on", False),
        ("off", "on", "turn_off", True),
        ("on", "on", "toggle", False),
        ("on", "off", "toggle", True),
        ("off", "on", "toggle", True),
        ("off", "off", "toggle", False),
        ("on", "unavailable", "toggle", None),
        ("on", "on", "reload", None),
        ("on", "on", "select_option", None),
    ],
)
def test_a_call_takes_it_one_way(kind: str, muted_state: str, value: str, service: str, muted: bool | None) -> None:
    """The direction follows the polarity."""
    assert control(kind, muted_state, "switch.it", value).direction(service, {"brightness": 3}) is muted


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("muted_state", ["on", "off"])
async def test_a_real_switch_goes_there_and_back(hass: HomeAssistant, kind: str, muted_state: str) -> None:
    """Mute and release read back."""
    assert await async_setup_component(
        hass, "input_boolean", {"input_boolean": {"it": {"initial": muted_state != "on"}}}
    )
    built = real(hass, kind, muted_state, "input_boolean.it")
    assert built.read() is False

    await async_act(hass, built.action(muted=True))
    assert built.read() is True

    await async_act(hass, built.action(muted=False))
    assert built.read() is False
