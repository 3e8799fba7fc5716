"""Try mute controls out: mute, read back, restore; each step with the time that it took.

A mute that stands already is never lifted for it. Controls in Earshot's care go through the reconciler, as every mute does: it mutes, and
what is decided releases again at once.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Self

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

    enforcement = household.reconciler[control.key]

    def mute() -> None:
        enforcement.tested = True
        household.reconciler.enforce({control.key: True}, dt_util.utcnow())

    def restore() -> None:
        enforcement.tested = False
        household.async_look(microphone.config.id for microphone in household.mutes.users(control.key))

    try:
        return await _async_steps(hass, control, mute, restore)
    finally:
        enforcement.tested = False


async def _async_test(hass: HomeAssistant, control: MuteControl) -> list[TestStep]:
    if (obstacle := _obstacle(control)) is not None:
        return [obstacle]
    found, calls = control.found(), Calls(hass)

    def mute() -> None:
        calls.async_make(_given(control.action(muted=True)))

    def restore() -> None:
        calls.async_make(_given(control.action(muted=False, found=found)))

    return await _async_steps(hass, control, mute, restore, control.config.least_hold.total_seconds())


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
    hass: HomeAssistant,
    control: MuteControl,
    mute: Callable[[], None],
    restore: Callable[[], None],
    least_hold: float = 0,
) -> list[TestStep]:
    """Mute and restore, so many seconds after the mute where a release would not get through before."""
    steps = []
    with _Readings(hass, control) as readings:
        since = perf_counter()
        for step, muted, act in ((Step.MUTE, True, mute), (Step.RESTORE, False, restore)):
            if step is Step.RESTORE and least_hold:
                await asyncio.sleep(least_hold)
            act()
            at = await readings.async_first(muted)
            milliseconds = None if at is None else (at - since) * 1000
            steps.append(TestStep(control.config.kind, step, ok=at is not None, milliseconds=milliseconds))
            # What is decided may release before anyone has asked for that here.
            since = perf_counter() if at is None else at
    return steps


class _Readings:
    """Notes what a control reads whenever that may have changed, and when."""

    def __init__(self, hass: HomeAssistant, control: MuteControl) -> None:
        """Note what it reads while this is entered."""
        self._hass = hass
        self._control = control
        self._noted: list[tuple[bool | None, float]] = []
        self._changed = asyncio.Event()

    def __enter__(self) -> Self:
        """Begin to note."""
        self._untrack = async_track_state_change_event(self._hass, self._control.entity_ids, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        """Note no more."""
        self._untrack()

    async def async_first(self, muted: bool) -> float | None:
        """Return when it first read so, counted from what was asked for last; None where it does not within the control's deadline."""
        try:
            async with asyncio.timeout(self._control.deadline.total_seconds()):
                while True:
                    while self._noted:
                        read, at = self._noted.pop(0)
                        if read is muted:
                            return at
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return None

    @callback
    def _note(self, _event: Event[EventStateChangedData]) -> None:
        self._noted.append((self._control.read(), perf_counter()))
        self._changed.set()
