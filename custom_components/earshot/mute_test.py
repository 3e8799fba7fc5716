"""Try mute controls out: mute, read back, restore; each step with the time that it took.

A mute that stands already is never lifted for it. Controls in Earshot's care go through the reconciler, as every mute does: it mutes, and
what is decided releases again at once.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from .calls import Calls
from .household import Household
from .microphones.controls import ControlConfig, MuteControl, build_control
from .microphones.references import async_resolver


class Step(StrEnum):
    """What was tried."""

    MUTE = "mute"
    RESTORE = "restore"
    ALREADY_MUTED = "already_muted"
    """It was muted before, and stays so."""
    UNREADABLE = "unreadable"
    """It cannot be read back, so nothing was tried."""


@dataclass(frozen=True, slots=True)
class TestStep:
    """One step of the test of one control."""

    control: str
    """The kind of the control."""
    step: Step
    ok: bool
    milliseconds: float | None
    """How long it took until it read back; None where it did not, or nothing was to be waited for."""


async def async_test_microphones(
    hass: HomeAssistant, household: Household, microphone_ids: Iterable[str]
) -> dict[str, list[TestStep]]:
    """Test all controls of these microphones, one that several share once; the steps of each microphone, by its id."""
    controls = {id_: household.microphones[id_].controls for id_ in microphone_ids}
    shared = {control.key: control for each in controls.values() for control in each}
    tested = await asyncio.gather(*(_async_test_enforced(hass, household, control) for control in shared.values()))
    steps = dict(zip(shared, tested, strict=True))
    return {id_: [step for control in each for step in steps[control.key]] for id_, each in controls.items()}


async def async_test_controls(
    hass: HomeAssistant, household: Household, configs: Iterable[ControlConfig]
) -> list[TestStep]:
    """Test controls that may not be in Earshot's care yet, in their order."""
    resolve = async_resolver(hass)
    steps: list[TestStep] = []
    for config in configs:
        control = build_control(config, resolve, hass.states)
        if household.mutes.users(control.key):
            steps += await _async_test_enforced(hass, household, control)
        else:
            steps += await _async_test(hass, control)
    return steps


async def _async_test_enforced(hass: HomeAssistant, household: Household, control: MuteControl) -> list[TestStep]:
    if (obstacle := _obstacle(control)) is not None:
        return [obstacle]
    if any(microphone.wants_mute_now for microphone in household.mutes.users(control.key)):
        # It should be muted and is not: that is being tried all the time.
        return [TestStep(control.config.kind, Step.MUTE, ok=False, milliseconds=None)]

    def mute() -> None:
        household.reconciler.enforce({control.key: True}, dt_util.utcnow())

    def restore() -> None:
        household.async_look(microphone.config.id for microphone in household.mutes.users(control.key))

    return await _async_steps(hass, control, mute, restore)


async def _async_test(hass: HomeAssistant, control: MuteControl) -> list[TestStep]:
    if (obstacle := _obstacle(control)) is not None:
        return [obstacle]
    found, calls = control.found(), Calls(hass)

    def mute() -> None:
        calls.async_make(_given(control.action(muted=True)))

    def restore() -> None:
        calls.async_make(_given(control.action(muted=False, found=found)))

    return await _async_steps(hass, control, mute, restore)


def _given[T](value: T | None) -> tuple[T, ...]:
    return () if value is None else (value,)


def _obstacle(control: MuteControl) -> TestStep | None:
    """Return why nothing is tried; None where the control is live."""
    match control.read():
        case None:
            return TestStep(control.config.kind, Step.UNREADABLE, ok=False, milliseconds=None)
        case True:
            return TestStep(control.config.kind, Step.ALREADY_MUTED, ok=True, milliseconds=None)
        case False:
            return None


async def _async_steps(
    hass: HomeAssistant, control: MuteControl, mute: Callable[[], None], restore: Callable[[], None]
) -> list[TestStep]:
    steps = []
    for step, muted, act in ((Step.MUTE, True, mute), (Step.RESTORE, False, restore)):
        milliseconds = await _async_until(hass, control, muted, act)
        steps.append(TestStep(control.config.kind, step, ok=milliseconds is not None, milliseconds=milliseconds))
    return steps


async def _async_until(hass: HomeAssistant, control: MuteControl, muted: bool, act: Callable[[], None]) -> float | None:
    """Act, and return how many milliseconds it took to read back; None where it did not within the control's deadline."""
    done = asyncio.Event()

    @callback
    def changed(_event: Event[EventStateChangedData]) -> None:
        if control.read() is muted:
            done.set()

    untrack = async_track_state_change_event(hass, [control.entity_id] if control.entity_id else [], changed)
    since = perf_counter()
    try:
        if control.read() is not muted:
            act()
            async with asyncio.timeout(control.deadline.total_seconds()):
                await done.wait()
    except TimeoutError:
        return None
    finally:
        untrack()
    return (perf_counter() - since) * 1000
