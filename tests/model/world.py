"""Lives a drawn life in a real Home Assistant, tells the restated policy of it, and compares after every step."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
import logging
from typing import Any, override
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant import loader
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
    async_test_home_assistant,
    mock_storage,
)

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphone import Microphone
from custom_components.earshot.microphones.sources import PipelineRuns
from custom_components.earshot.reconciler import Enforcement
from tests.home import Satellite, async_plug, async_satellite, microphone, plug_control

from . import checks, spec
from .devices import BOOTS_WITHIN, EARSHOT, Changed, Device, Told
from .parts import Control, Mic, Wrong
from .restated import Home
from .rules import edges
from .stage import Stage, mic_data

_STRIDE = timedelta(minutes=5)


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        """Keep errors and worse."""
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(logging.Formatter().format(record))


class World(Stage):
    """A home that lives, and is compared after every step."""

    @override
    def __init__(self, freezer: FrozenDateTimeFactory) -> None:
        super().__init__(freezer)
        self.errors = Errors()

    # --- Birth and death ------------------------------------------------------------------------------------------------

    async def async_build(self, drawn: spec.HomeSpec) -> None:
        """Build the home and set Earshot up in it."""
        hass = self.hass
        hass.data.pop(loader.DATA_CUSTOM_COMPONENTS)
        await hass.config.async_set_time_zone("Europe/Berlin")
        self.freezer.move_to(datetime.fromisoformat(drawn.evening).replace(tzinfo=UTC))
        group = await hass.auth.async_get_group(GROUP_ID_USER)
        self.users["admin"] = MockUser(name="Admin", is_owner=True).add_to_hass(hass).id
        self.users["user"] = MockUser(name="User", groups=[group]).add_to_hass(hass).id
        subentries = await self._async_devices(drawn)
        for person in spec.PERSONS:
            self._show(person, "home")
        self._show(spec.MEETING, "off")
        self.entry = MockConfigEntry(
            domain=DOMAIN, title="Earshot", subentries_data=subentries, options={"retention_days": 0}
        )
        self.entry.add_to_hass(hass)
        for each in drawn.rules:
            self._add_rule(each)
        await self._async_set_up(booting=False)

    async def _async_devices(self, drawn: spec.HomeSpec) -> list[ConfigSubentryData]:
        """Add the devices, and return the subentries of their microphones."""
        titles = spec.titled(drawn)
        mics = [Mic(title, each) for title, each in zip(titles, drawn.mics, strict=True)]
        self.home = home = Home(dt_util.utcnow(), mics, [])
        satellites = []
        for title in titles:
            satellite = await async_satellite(self.hass, title, platform="esphome" if title == "Bedroom" else "wyoming")
            self.satellites.append(satellite.entity_id)
            satellites.append(satellite)
            if title != "Hall":
                self._add_device(satellite, "firmware" if title == "Bedroom" else "software")
        ways = [microphone(self.hass, each)["data"]["controls"][0] for each in satellites[:2]]
        takes = [[0], [1], [drawn.shares]][: len(mics)]
        users = [] if drawn.plug is None else [place for place in drawn.plug.mics if place < len(mics)]
        if drawn.plug is not None and users:
            plug = self._add_device(await async_plug(self.hass), "power_cut", on_mutes=False)
            ways.append(plug_control(self.hass, plug.satellite, BOOTS_WITHIN))
            if drawn.plug.powers:
                plug.feeds = [self.devices[place] for place in users if place < 2]
            for device in plug.feeds:
                device.forgets = drawn.plug.forgets
            for place in users:
                alone = drawn.plug.alone and titles[place] == "Hall"
                takes[place] = [*([] if alone else takes[place]), 2]
        for mic, places in zip(mics, takes, strict=True):
            mic.controls = [home.controls[place] for place in places]
            for control in mic.controls:
                control.mics.append(mic)
        return [
            microphone(self.hass, satellite, controls=[ways[place] for place in places], **mic_data(mic.spec))
            for satellite, places, mic in zip(satellites, takes, mics, strict=True)
        ]

    def _add_device(self, satellite: Satellite, assurance: str, *, on_mutes: bool = True) -> Device:
        device = Device(satellite, lambda id_: self.contexts.get(id_, EARSHOT), self.log, on_mutes=on_mutes)
        self.devices.append(device)
        control = Control([], False, self.home.now, assurance)
        if not on_mutes:
            control.answers_within, control.boots_within = timedelta(seconds=10), BOOTS_WITHIN
        self.home.controls.append(control)
        return device

    async def _async_set_up(self, *, booting: bool) -> None:
        self.home.now = dt_util.utcnow()
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        self.home.start(booting=booting)
        await self._async_settle()

    async def async_tear_down(self) -> None:
        """Unload everything."""
        for entry in self.hass.config_entries.async_entries():
            if entry.state is ConfigEntryState.LOADED:
                assert await self.hass.config_entries.async_unload(entry.entry_id)
        await self.hass.async_block_till_done()

    # --- Steps ----------------------------------------------------------------------------------------------------------

    async def async_live(self, step: spec.Step) -> None:
        """Let one thing happen, and compare."""
        self.story.append(f"{dt_util.now():%a %H:%M:%S} {step!r}")
        self.home.now = dt_util.utcnow()
        match step:
            case spec.Wait():
                await self.async_wait(timedelta(minutes=step.minutes), fine=step.minutes <= 1)
            case spec.Seconds():
                await self.async_wait(timedelta(seconds=step.seconds), fine=True)
            case spec.Mute() | spec.Unmute() | spec.Resume() | spec.Hold() | spec.Release():
                await self._async_command(step)
            case spec.Privacy() | spec.Scheduler() | spec.Enable():
                await self._async_switch(step)
            case spec.AddRule() | spec.ChangeRule() | spec.RemoveRule() | spec.ChangeMic():
                self._configure(step)
            case spec.Call():
                await self._async_call(step)
            case spec.Phase():
                self._hear(step.mic, step.phase)
            case spec.Stream():
                self._stream(step.mic, step.on)
            case spec.Capture():
                await self._async_capture(step)
            case spec.Presence():
                self._show(step.person, step.state)
            case spec.Meeting():
                self._show(spec.MEETING, step.state)
            case spec.Restart():
                await self._async_restart(step)
            case _:
                self._at_the_device(step)
        await self._async_settle()

    async def _async_settle(self) -> None:
        """Let everything that has begun come to its end, tell the model what was seen, and compare."""
        await self.hass.async_block_till_done()
        self.home.look()
        self._drain()
        self.home.look()
        checks.check(self)

    def _drain(self) -> None:
        log = self.log.copy()
        self.log.clear()
        for device, each in log:
            control = self.home.controls[self.devices.index(device)]
            self.story.append(f"    {device.satellite.name}: {each}")
            match each:
                case Told(muted, author) if author == EARSHOT:
                    self.home.asked(control, muted)
                    if muted is control.read and self.enforcement(control).asked is None:
                        # It had come about between the asking and the call.
                        control.asked = None
                case Changed(_, after):
                    self.home.changed(control, after)

    def enforcement(self, control: Control) -> Enforcement:
        """Return Earshot's own record of a control. What it still waits for is not to be seen from outside."""
        mic = control.mics[0]
        return self.alive(mic).enforcements[mic.controls.index(control)]

    def alive(self, mic: Mic) -> Microphone:
        """Return Earshot's own record of a microphone."""
        microphones = self.entry.runtime_data.household.microphones.values()
        return next(each for each in microphones if each.config.name == mic.title)

    async def async_wait(self, span: timedelta, *, fine: bool) -> None:
        """Let time pass, from timer to timer or in strides."""
        end = dt_util.utcnow() + span
        while (now := dt_util.utcnow()) < end:
            stride = min(end, _next_stride(now))
            if fine:
                waits = [
                    each.when() - self.hass.loop.time()
                    for each in get_scheduled_timer_handles(self.hass.loop)
                    if not each.cancelled()
                ]
                due = [now + timedelta(seconds=max(wait, 0.01)) for wait in waits]
                stride = min([stride, *due])
            stride = min([stride, *(at for device in self.devices for at in device.coming)])
            self.freezer.move_to(stride)
            self.home.now = stride
            if not fine:
                self.jumped_at = stride
            # What is due at this instant for Earshot comes before what a device does at the same instant.
            async_fire_time_changed(self.hass, stride)
            await self._async_settle()
            for device in self.devices:
                powered = device.deliver(stride)
                if powered is not None:
                    self._come_or_go(device, powered, False if device.forgets else None)
            await self._async_settle()

    # --- Restarts -------------------------------------------------------------------------------------------------------

    async def _async_restart(self, step: spec.Restart) -> None:
        """Unload and load again. A kill leaves on disk what was there at that moment, and nothing that a clean stop would save."""
        on_disk = deepcopy(self.storage[DOMAIN])
        assert await self.hass.config_entries.async_unload(self.entry.entry_id)
        await self.hass.async_block_till_done()
        if step.killed:
            self.storage[DOMAIN] = on_disk
            self._forget_what_was_not_saved()
        left_at = dt_util.parse_datetime(self.storage[DOMAIN]["data"]["saved_at"])
        assert left_at is not None
        self.home.stop()
        await self.async_wait(timedelta(minutes=step.minutes), fine=False)
        if step.hand is not None:
            self._at_the_device(spec.Hand(*step.hand))
        before = dict(self.home.known), [device.available for device in self.devices]
        if step.boot:
            self.hass.set_state(CoreState.starting)
            for entity_id in before[0]:
                self._show(entity_id, "unknown")
            for device in self.devices:
                self._come_or_go(device, False)
        self._drain()
        self.home.now = dt_util.utcnow()
        await self._async_set_up_after(left_at, booting=step.boot)
        if step.boot:
            await self.async_wait(timedelta(seconds=5), fine=True)
            for entity_id, state in before[0].items():
                self._show(entity_id, state)
            await self._async_settle()
            for device, available in zip(self.devices, before[1], strict=True):
                if available and device.power_at is None:
                    self._come_or_go(device, device.powered)
                    await self._async_settle()
            self.hass.set_state(CoreState.running)
            self.home.grace_until = None
            self.hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)

    def _forget_what_was_not_saved(self) -> None:
        """Keep only those violations that were on disk; counts are saved with the next tick at the latest."""
        data = self.storage[DOMAIN]["data"]
        saved = data["counts"].get("violations", {}) if data["day"] == dt_util.now().date().isoformat() else {}
        for subentry in self.entry.subentries.values():
            for mic in self.home.mics:
                if mic.title == subentry.title:
                    mic.violations = self.home.saved_violations(mic, int(saved.get(subentry.subentry_id, 0)))

    async def _async_set_up_after(self, left_at: datetime, *, booting: bool) -> None:
        """Set up; an override over which a mute rule's hours have begun or ended meanwhile is gone."""
        home = self.home
        for mic in home.mics:
            rules = {name: rule for name, rule in home.about(mic).items() if name not in home.disabled}
            windows = [(rule.window, rule.effect) for rule in rules.values() if rule.effect == "mute"]
            if any(window and edges(window, effect, left_at, home.now) for window, effect in windows):
                mic.override = None
        await self._async_set_up(booting=booting)


def _next_stride(now: datetime) -> datetime:
    since_midnight = now - now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now - since_midnight + (since_midnight // _STRIDE + 1) * _STRIDE


@asynccontextmanager
async def async_world(freezer: FrozenDateTimeFactory, config_dir: str, loop: Any) -> AsyncIterator[World]:
    """Yield a world with an empty Home Assistant in it."""
    world = World(freezer)
    exceptions: list[Any] = []
    loop.set_exception_handler(lambda _, context: exceptions.append(context))
    root = logging.getLogger()
    root.addHandler(world.errors)
    try:
        with (
            mock_storage() as world.storage,
            # Real pipelines would be half an Assist; what this tells is read where it would be told.
            patch.object(PipelineRuns, "phase", lambda _, satellite_id: world.shows(satellite_id)),
        ):
            async with async_test_home_assistant(loop, config_dir=config_dir) as world.hass:
                try:
                    yield world
                    await world.async_tear_down()
                finally:
                    await world.hass.async_stop(force=True)
        if world.errors.seen or exceptions:
            raise Wrong("\n".join(["Errors were logged:", *world.errors.seen, *map(repr, exceptions)]))
    finally:
        root.removeHandler(world.errors)
