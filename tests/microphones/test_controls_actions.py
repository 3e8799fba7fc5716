"""Action sequences that mute, and how they are run."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import timedelta
import json
from typing import Any

from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError, ServiceNotFound, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.script import DATA_SCRIPTS
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service
import voluptuous as vol

from custom_components.earshot.calls import Calls
from custom_components.earshot.microphones.controls import Sequence, sequence as running
from custom_components.earshot.microphones.controls.sequence import (
    SequenceError,
    async_run_sequence,
    async_validate_sequence,
)

from .controls import control, real

# As much time as a test gives to what never ends.
BRIEFLY = timedelta(seconds=0.05)
# No template that waits, and no event, ever comes true.
NEVER = "{{ is_state('binary_sensor.nowhere', 'on') }}"
HANG = {"action": "test.hang"}
AFTER = {"action": "test.after"}


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Earshot out: a control is built by hand."""


def sequence(*actions: dict[str, Any], timeout: timedelta = timedelta(seconds=5)) -> Sequence:
    """Make a sequence, in the form in which a subentry keeps it."""
    return Sequence("binary_sensor.it", tuple(json.loads(json.dumps(actions))), timeout)


async def async_run(hass: HomeAssistant, *actions: dict[str, Any], **changes: Any) -> None:
    """Run actions as a sequence."""
    await async_run_sequence(hass, sequence(*actions, **changes), Context())


@asynccontextmanager
async def async_nothing_left(hass: HomeAssistant) -> AsyncIterator[None]:
    """Find as many listeners after as before, and no script."""
    before = dict(hass.bus.async_listeners())
    yield
    await hass.async_block_till_done(wait_background_tasks=True)
    assert not hass.data[DATA_SCRIPTS]
    # The engine itself listens for the end of Home Assistant from its first script on.
    assert {**hass.bus.async_listeners(), "homeassistant_stop": 0} == {**before, "homeassistant_stop": 0}


class Hanging:
    """An integration whose action never ends by itself."""

    def __init__(self, hass: HomeAssistant, domain: str = "test", service: str = "hang") -> None:
        """Offer the action."""
        self.begun = asyncio.Event()
        self.end = asyncio.Event()
        self.cancelled = False
        hass.services.async_register(domain, service, self._async_hang)

    async def _async_hang(self, call: ServiceCall) -> None:
        self.begun.set()
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


def test_each_way_has_its_actions() -> None:
    """With the time that they may take; there is nothing to bring back."""
    mute, live = ({"action": "script.mute"}, {"delay": 1}), ({"action": "script.live"},)
    built = control("actions", "off", "binary_sensor.it", "on", mute_actions=mute, live_actions=live)
    assert built.action(muted=True) == Sequence("binary_sensor.it", mute, timedelta(seconds=15))
    assert built.action(muted=False, found="on") == Sequence("binary_sensor.it", live, timedelta(seconds=15))
    assert built.found() is None


def test_without_actions_there_is_nothing_to_do() -> None:
    """A control that can only mute is never released."""
    built = control("actions", "off", "binary_sensor.it", "off", mute_actions=({"action": "script.mute"},))
    assert built.action(muted=False) is None
    assert control("actions", "off", "binary_sensor.it", "on").action(muted=True) is None


@pytest.mark.parametrize(("value", "muted"), [("off", True), ("on", False), ("problem", False), ("", False)])
def test_only_the_read_back_tells(value: str, muted: bool) -> None:
    """One state means muted, every other known one means live; no call tells anything."""
    built = control("actions", "off", "switch.it", value)
    assert built.read() is muted
    assert [built.direction(service, {}) for service in ("turn_on", "turn_off", "toggle")] == [None] * 3


async def test_a_real_sequence_goes_there_and_back(hass: HomeAssistant) -> None:
    """Its templates are filled in, its branches taken; what is stored stays as it was entered."""
    assert await async_setup_component(
        hass, "input_boolean", {"input_boolean": {"it": {}, "wanted": {"initial": True}}}
    )
    mute = (
        {"variables": {"target": "input_boolean.it"}},
        {"delay": {"seconds": 0}},
        {
            "if": {"condition": "state", "entity_id": "input_boolean.wanted", "state": "on"},
            "then": {"action": "input_boolean.turn_on", "target": {"entity_id": "{{ target }}"}},
            "else": {"stop": "not wanted"},
        },
    )
    live = ({"parallel": [{"action": "input_boolean.turn_off", "target": {"entity_id": "input_boolean.it"}}]},)
    entered = deepcopy((mute, live))
    built = real(hass, "actions", "on", "input_boolean.it", mute_actions=mute, live_actions=live)

    async with async_nothing_left(hass):
        for muted in (True, False, True):
            action = built.action(muted=muted)
            assert isinstance(action, Sequence)
            await async_run_sequence(hass, action, Context())
            assert built.read() is muted
    assert (mute, live) == entered


async def test_every_action_carries_the_context(hass: HomeAssistant) -> None:
    """So that what it changes is known as Earshot's doing."""
    calls = async_mock_service(hass, "test", "after")
    context = Context()
    await async_run_sequence(hass, sequence(AFTER, {"sequence": [AFTER]}), context)
    assert [call.context for call in calls] == [context, context]


@pytest.mark.parametrize(
    "never",
    [
        HANG,
        {"wait_template": NEVER},
        {"wait_for_trigger": {"trigger": "event", "event_type": "never"}},
        {"delay": {"hours": 1}},
        {"parallel": [HANG, {"wait_template": NEVER}]},
        {"repeat": {"count": 2, "sequence": [HANG]}},
        {"choose": [{"conditions": "{{ true }}", "sequence": [{"delay": "01:00"}]}]},
    ],
    ids=lambda action: next(iter(action)),
)
async def test_a_sequence_that_never_ends_is_given_up(hass: HomeAssistant, never: dict[str, Any]) -> None:
    """The caller is told in words; what hung is cancelled, nothing follows, and nothing is left."""
    hanging = Hanging(hass)
    calls = async_mock_service(hass, "test", "after")
    # The first look at some actions loads what they are made of, which takes time of its own.
    await async_validate_sequence(hass, [never])
    async with async_nothing_left(hass):
        with pytest.raises(SequenceError, match=r"^Not done within 0\.05 s and given up$"):
            await async_run(hass, never, AFTER, timeout=BRIEFLY)
    assert hanging.cancelled is hanging.begun.is_set()
    assert not calls


async def test_a_hanging_sequence_holds_up_no_other(hass: HomeAssistant) -> None:
    """The other is done while the first one hangs."""
    hanging = Hanging(hass)
    calls = async_mock_service(hass, "test", "after")
    task = hass.async_create_task(async_run(hass, HANG))
    await hanging.begun.wait()

    await async_run(hass, AFTER)
    assert len(calls) == 1
    assert not task.done()

    hanging.end.set()
    await task


async def test_a_sequence_that_is_cancelled_stops(hass: HomeAssistant) -> None:
    """As it is where a release follows before the mute is done."""
    hanging = Hanging(hass)
    calls = async_mock_service(hass, "test", "after")
    async with async_nothing_left(hass):
        task = hass.async_create_task(async_run(hass, HANG, AFTER))
        await hanging.begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert hanging.cancelled
    assert not calls


async def test_a_hanging_device_is_left_behind(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home Assistant cannot cancel a device's action; the caller is told all the same, and nothing follows once it ends."""
    monkeypatch.setattr(running, "_STOPS_WITHIN", 0.02)
    hanging = Hanging(hass, "switch", "turn_off")
    calls = async_mock_service(hass, "test", "after")
    entry = MockConfigEntry(domain="test")
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(config_entry_id=entry.entry_id, identifiers={("test", "plug")})
    plug = er.async_get(hass).async_get_or_create("switch", "test", "plug", device_id=device.id)
    turn_off = {"domain": "switch", "type": "turn_off", "device_id": device.id, "entity_id": plug.id}
    # The first look at a device's actions loads them, which takes time of its own.
    await async_validate_sequence(hass, [turn_off])

    async with async_nothing_left(hass):
        with pytest.raises(SequenceError, match="given up"):
            await async_run(hass, turn_off, AFTER, timeout=BRIEFLY)
        assert hanging.begun.is_set()
        assert len(hass.data[DATA_SCRIPTS]) == 1
        hanging.end.set()
    assert not calls


@pytest.mark.parametrize(
    ("raised", "expected", "words"),
    [
        (HomeAssistantError("The hub is away"), HomeAssistantError, "^The hub is away$"),
        (ServiceValidationError("No such mode"), ServiceValidationError, "^No such mode$"),
        (vol.Invalid("No such mode"), vol.Invalid, "^No such mode$"),
        (ValueError("broken"), SequenceError, "^ValueError: broken$"),
        (TimeoutError("the cloud"), SequenceError, "^TimeoutError: the cloud$"),
    ],
)
async def test_an_action_that_fails_is_told_in_words(
    hass: HomeAssistant,
    caplog: pytest.LogCaptureFixture,
    raised: Exception,
    expected: type[Exception],
    words: str,
) -> None:
    """Whatever an integration raises, to the caller alone; what would have followed is not done."""

    async def fail(call: ServiceCall) -> None:
        raise raised

    hass.services.async_register("test", "fail", fail)
    calls = async_mock_service(hass, "test", "after")
    async with async_nothing_left(hass):
        with pytest.raises(expected, match=words):
            await async_run(hass, {"action": "test.fail"}, AFTER)
    assert not calls
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


async def test_what_fails_is_told_to_the_log_alone(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody waits for what a mute control does, so nobody is shown an error that is not in their language."""

    async def fail(call: ServiceCall) -> None:
        raise ValueError("broken")

    hass.services.async_register("test", "fail", fail)
    async with async_nothing_left(hass):
        Calls(hass).async_make([sequence({"action": "test.fail"})])
    assert [record.message for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == [
        "The actions of binary_sensor.it failed: ValueError: broken"
    ]


async def test_an_action_that_may_fail_does_not_end_the_sequence(hass: HomeAssistant) -> None:
    """As Home Assistant's own option says."""
    calls = async_mock_service(hass, "test", "fail", raise_exception=HomeAssistantError("The hub is away"))
    after = async_mock_service(hass, "test", "after")
    await async_run(hass, {"action": "test.fail", "continue_on_error": True}, AFTER)
    assert len(calls) == len(after) == 1


@pytest.mark.parametrize(
    ("action", "expected", "words"),
    [
        ({"action": "test.nowhere"}, ServiceNotFound, "test.nowhere"),
        ({"action": "test.after", "data": {"x": "{{ 1 / 0 }}"}}, HomeAssistantError, "ZeroDivisionError"),
        ({"action": "no dot"}, vol.Invalid, "no dot"),
        ({"action": "test.after", "nonsense": 1}, vol.Invalid, "nonsense"),
        ({"delay": "soon"}, vol.Invalid, "soon"),
        ({}, vol.Invalid, "Unable to determine action"),
        ("text", vol.Invalid, "expected dictionary"),
        ({"domain": "switch", "type": "turn_off", "device_id": "gone"}, HomeAssistantError, "device"),
    ],
)
async def test_what_home_assistant_does_not_accept_is_told_in_words(
    hass: HomeAssistant, action: Any, expected: type[Exception], words: str
) -> None:
    """Nothing of the sequence is done where its form is wrong."""
    async_mock_service(hass, "test", "after")
    with pytest.raises((HomeAssistantError, vol.Invalid), match=words) as raised:
        await async_run(hass, action)
    assert isinstance(raised.value, expected)
    assert not hass.data.get(DATA_SCRIPTS)


async def test_a_wrong_form_is_refused_before_anything_is_done(hass: HomeAssistant) -> None:
    """The first action is not done either."""
    calls = async_mock_service(hass, "test", "after")
    with pytest.raises(vol.Invalid):
        await async_run(hass, AFTER, {"delay": "soon"})
    assert not calls


async def test_a_form_is_checked_as_it_will_be_run(hass: HomeAssistant) -> None:
    """A flow refuses what the engine would refuse, and stores what was entered."""
    entered = [{"action": "test.after", "data": {"x": "{{ 1 }}"}}, {"wait_template": NEVER, "timeout": "00:01"}]
    before = deepcopy(entered)
    assert len(await async_validate_sequence(hass, entered)) == 2
    assert entered == before
    with pytest.raises(vol.Invalid):
        await async_validate_sequence(hass, [{"wait_template": "{{"}])
