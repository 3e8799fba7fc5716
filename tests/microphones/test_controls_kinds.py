"""What every kind of mute control has to do, whatever it is."""

from datetime import timedelta
import inspect
from itertools import product
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.earshot.microphones.controls import CONTROL_KINDS, MuteControl, Sequence
from custom_components.earshot.microphones.controls.network_block import NetworkBlockControl
from custom_components.earshot.microphones.controls.number import NumberControl
from custom_components.earshot.microphones.controls.plug import PlugControl
from custom_components.earshot.microphones.controls.switch import SwitchControl

from .controls import GONE, config, control, real

# kind: the entity, how it reads muted and live, and what it offers.
EXAMPLES: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "switch": ("switch.mute", "on", "off", {}),
    "plug": ("switch.plug", "off", "on", {}),
    "network_block": ("switch.internet", "off", "on", {}),
    "select": ("select.wake_word", "no_wake_word", "Okay Nabu", {"options": ["no_wake_word", "Okay Nabu", "Alexa"]}),
    "number": ("number.level", "0", "35.0", {"min": 0, "max": 100, "step": 1}),
    "actions": ("binary_sensor.microphone", "off", "on", {}),
}
ACTIONS = {"mute_actions": ({"action": "script.mute"},), "live_actions": ({"action": "script.live"},)}
DEADLINES = {"switch": 5, "plug": 10, "network_block": 30, "select": 10, "number": 10, "actions": 15}
HOSTILE = [
    {},
    {"option": None, "value": None, "cycle": None},
    {"option": ["no_wake_word"], "value": ["0"], "cycle": []},
    {"option": {"a": 1}, "value": {"a": 1}},
    {"option": "nan", "value": "nan"},
    {"option": 10**400, "value": 10**400},
]
SERVICES = ("select_option", "select_first", "select_next", "set_value", "increment", "toggle", "turn_on", "")
SHOWN = (None, STATE_UNAVAILABLE, "garbage", "35.0")

of_each_kind = pytest.mark.parametrize("kind", sorted(CONTROL_KINDS))


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


def example(kind: str, value: str | None) -> MuteControl:
    """Build the example of a kind that shows a value."""
    entity, muted, _, attributes = EXAMPLES[kind]
    return control(kind, muted, entity, value, attributes, **ACTIONS)


def test_every_kind_has_an_example() -> None:
    """A new kind has to be written down here."""
    assert sorted(CONTROL_KINDS) == sorted(EXAMPLES) == sorted(DEADLINES)


@of_each_kind
def test_a_kind_fulfils_the_protocol(kind: str) -> None:
    """It has every member, and takes the same arguments."""
    built = example(kind, EXAMPLES[kind][1])
    for name, member in vars(MuteControl).items():
        if isinstance(member, property):
            assert getattr(built, name) is not None
        elif inspect.isfunction(member) and not name.startswith("_"):
            expected = inspect.signature(getattr(MuteControl, name)).parameters
            given = inspect.signature(getattr(type(built), name)).parameters
            assert [(each.name, each.kind, each.default) for each in given.values()] == [
                (each.name, each.kind, each.default) for each in expected.values()
            ]


@of_each_kind
def test_a_kind_says_what_it_is_and_how_long_it_takes(kind: str) -> None:
    """Its key names it for good, by its reference."""
    built = example(kind, None)
    assert built.key == f"{kind}:{EXAMPLES[kind][0]}"
    assert built.config == config(kind, EXAMPLES[kind][0], EXAMPLES[kind][1], **ACTIONS)
    assert built.deadline == timedelta(seconds=DEADLINES[kind])


@of_each_kind
def test_a_kind_reads_muted_and_live(kind: str) -> None:
    """Each way as it is configured."""
    _, muted, live, _ = EXAMPLES[kind]
    assert example(kind, muted).read() is True
    assert example(kind, live).read() is False


@of_each_kind
@pytest.mark.parametrize("value", [None, STATE_UNAVAILABLE, STATE_UNKNOWN])
def test_what_is_not_known_is_neither_muted_nor_live(kind: str, value: str | None) -> None:
    """Nothing is made of it, and nothing is remembered as found."""
    built = example(kind, value)
    assert built.read() is None
    assert built.found() is None


@of_each_kind
@pytest.mark.parametrize("value", [STATE_UNAVAILABLE, STATE_UNKNOWN])
def test_not_known_is_not_muted_even_where_it_was_configured_so(kind: str, value: str) -> None:
    """A camera whose entities go away in its privacy mode does not count as muted."""
    assert control(kind, value, EXAMPLES[kind][0], value).read() is None


@of_each_kind
def test_an_entity_that_is_gone_is_told_by_its_absence(kind: str) -> None:
    """Nothing is read, and no action is sent to an entity that does not exist."""
    built = control(kind, EXAMPLES[kind][1], GONE, live_state="Alexa")
    assert built.entity_id is None
    assert built.read() is None
    assert built.found() is None
    assert [built.action(muted=muted, found="Alexa") for muted in (True, False)] == [None, None]
    assert [built.direction(service, {}) for service in ("toggle", "select_next", "increment")] == [None] * 3


@of_each_kind
def test_no_call_of_anyone_upsets_a_control(kind: str) -> None:
    """Whatever fields a call carries, the answer is one of three."""
    for value, service, data in product(SHOWN, SERVICES, HOSTILE):
        assert example(kind, value).direction(service, data) in (True, False, None)


@of_each_kind
@pytest.mark.parametrize(
    "attributes", [{"options": "no_wake_word"}, {"options": 7}, {"min": "?", "max": [], "step": {}}]
)
def test_no_attributes_upset_a_control(kind: str, attributes: dict[str, Any]) -> None:
    """An entity may carry anything."""
    entity, muted, live, _ = EXAMPLES[kind]
    built = control(kind, muted, entity, live, attributes, **ACTIONS)
    assert built.read() is False
    for service in ("select_next", "select_first", "increment"):
        assert built.direction(service, {}) is None
    built.action(muted=True)


@of_each_kind
def test_a_renamed_entity_is_followed(hass: HomeAssistant, kind: str) -> None:
    """The reference and the key stay; what is read and acted on is the entity of now."""
    entity, muted, live, attributes = EXAMPLES[kind]
    domain, name = entity.split(".")
    registry = er.async_get(hass)
    registered = registry.async_get_or_create(domain, "test", name, suggested_object_id=name)
    hass.states.async_set(registered.entity_id, live, attributes)
    before = real(hass, kind, muted, registered.id, **ACTIONS)
    assert before.read() is False

    renamed = registry.async_update_entity(registered.entity_id, new_entity_id=f"{domain}.renamed").entity_id
    hass.states.async_set(renamed, muted, attributes)

    after = real(hass, kind, muted, registered.id, **ACTIONS)
    assert after.entity_id == renamed
    assert after.read() is True
    assert after.key == before.key
    action = after.action(muted=True)
    assert action is not None
    assert (action.name if isinstance(action, Sequence) else action.entity_id) == renamed


def test_what_usually_mutes() -> None:
    """A form begins with this."""
    assert SwitchControl.usual_muted_state == "on"
    assert PlugControl.usual_muted_state == NetworkBlockControl.usual_muted_state == "off"
    assert NumberControl.usual_muted_state == "0"
