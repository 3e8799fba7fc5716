"""Lives a drawn life in a real Home Assistant, tells the restated policy of it, and compares after every step."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
import logging
from types import MappingProxyType
from typing import Any, override
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant import loader
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry, ConfigSubentryData
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import Context, CoreState, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
    async_test_home_assistant,
    mock_storage,
)

from custom_components.earshot.activity.model import Phase
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphone import Microphone
from custom_components.earshot.microphones.sources import PipelineRuns
from custom_components.earshot.reconciler import Enforcement
from tests.home import Satellite, async_satellite, entity, microphone, rule

from . import checks, spec
from .devices import BOOTS_WITHIN, EARSHOT, Changed, Device, Told, async_plug, plug_control
from .parts import Control, Mic, Wrong
from .restated import Home
from .rules import edges

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


class World:
    """A home, its devices, and the model beside it."""

    hass: HomeAssistant
    entry: MockConfigEntry
    home: Home

    def __init__(self, freezer: FrozenDateTimeFactory) -> None:
        """Begin with nothing."""
        self.freezer = freezer
        self.devices: list[Device] = []
        """Those that mute, one for each control of the model."""
        self.log: list[tuple[Device, Told | Changed]] = []
        self.satellites: list[str] = []
        """The satellites' entity ids, one for each microphone."""
        self.rule_ids: dict[str, str] = {}
        self.contexts: dict[str, str] = {}
        self.users: dict[str, str | None] = {"automation": None}
        self.errors = Errors()
        self.storage: dict[str, Any] = {}
        self.story: list[str] = []
        self.jumped_at = datetime.min.replace(tzinfo=UTC)
        """When time was last moved by more than to the next timer."""
        self._rules_made = 0

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
            ways.append(plug_control(self.hass, plug.satellite))
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
            microphone(self.hass, satellite, controls=[ways[place] for place in places], **_mic_data(mic.spec))
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

    # --- What people say ------------------------------------------------------------------------------------------------

    def _context(self, author: str) -> Context:
        context = Context(user_id=self.users[author])
        self.contexts[context.id] = author
        return context

    async def _async_service(self, action: str, data: dict[str, Any], author: str, *, refused: bool = False) -> None:
        domain, service = action.split(".")
        try:
            await self.hass.services.async_call(domain, service, data, blocking=True, context=self._context(author))
        except ServiceValidationError as err:
            if not refused:
                raise Wrong(f"refused: {err}") from err
        else:
            if refused:
                raise Wrong("not refused")

    async def _async_command(self, step: spec.Mute | spec.Unmute | spec.Resume | spec.Hold | spec.Release) -> None:
        home = self.home
        mics = [home.mics[place] for place in step.mics if place < len(home.mics)]
        if not mics:
            return
        data: dict[str, Any] = {"entity_id": [self.entity("sensor", "status", mic) for mic in mics]}
        minutes = getattr(step, "minutes", None)
        until = None if minutes is None else home.now + timedelta(minutes=minutes)
        if minutes is not None:
            data["duration"] = {"minutes": minutes}
        allowed = True
        match step:
            case spec.Mute():
                home.mute(mics, step.author, until)
                action = "mute"
            case spec.Unmute():
                allowed = home.unmute(mics, step.author, until)
                action = "unmute"
            case spec.Resume():
                allowed = home.resume(mics, step.author)
                action = "resume_schedule"
            case spec.Hold():
                for mic in mics:
                    mic.holds[step.name] = until
                data["hold"] = step.name
                action = "mute"
            case spec.Release():
                for mic in mics:
                    mic.holds.pop(step.name, None)
                data["hold"] = step.name
                action = "release"
        author = getattr(step, "author", "automation")
        await self._async_service(f"{DOMAIN}.{action}", data, author, refused=not allowed)

    async def _async_switch(self, step: spec.Privacy | spec.Scheduler | spec.Enable) -> None:
        home = self.home
        service = f"switch.turn_{'on' if step.on else 'off'}"
        refused = False
        match step:
            case spec.Privacy():
                refused = not step.on and home.privacy and step.author == "automation"
                home.privacy = home.privacy if refused else step.on
                target = entity(self.hass, "switch", "privacy_mode")
            case spec.Scheduler():
                refused = not step.on and home.scheduler and step.author == "automation"
                home.scheduler = home.scheduler if refused else step.on
                target = entity(self.hass, "switch", "scheduler")
            case spec.Enable():
                if (name := self._rule(step.rule)) is None:
                    return
                refused = any(not home.may(mic, step.author) for mic in home.opened(name, step.on))
                if step.on:
                    home.disabled.discard(name)
                elif not refused:
                    home.disabled.add(name)
                target = entity(self.hass, "switch", "enabled", name)
        await self._async_service(service, {"entity_id": target}, step.author, refused=refused)

    # --- Configuration --------------------------------------------------------------------------------------------------

    def _rule(self, place: int) -> str | None:
        names = list(self.home.rules)
        return names[place % len(names)] if names else None

    def _rule_data(self, drawn: spec.RuleSpec) -> dict[str, Any]:
        ids = [each.subentry_id for each in self.entry.subentries.values() if each.subentry_type == "microphone"]
        return spec.as_rule_data(drawn, ids)

    def _add_rule(self, drawn: spec.RuleSpec) -> None:
        self._rules_made += 1
        name = f"Rule {self._rules_made}"
        self.rule_ids[name] = self._add_subentry(rule(name, **self._rule_data(drawn)))
        self.home.rules[name] = drawn

    def _add_subentry(self, data: ConfigSubentryData) -> str:
        subentry = ConfigSubentry(
            data=MappingProxyType(data["data"]),
            subentry_type=data["subentry_type"],
            title=data["title"],
            unique_id=data["unique_id"],
        )
        self.hass.config_entries.async_add_subentry(self.entry, subentry)
        return subentry.subentry_id

    def _configure(self, step: spec.Step) -> None:
        entries = self.hass.config_entries
        match step:
            case spec.AddRule():
                if len(self.home.rules) < 4:
                    self._add_rule(step.rule)
            case spec.ChangeRule():
                if (name := self._rule(step.place)) is not None:
                    self.home.rules[name] = step.rule
                    subentry = self.entry.subentries[self.rule_ids[name]]
                    data = rule(name, **self._rule_data(step.rule))["data"]
                    entries.async_update_subentry(self.entry, subentry, data=data)
            case spec.RemoveRule():
                if (name := self._rule(step.place)) is not None:
                    del self.home.rules[name]
                    self.home.disabled.discard(name)
                    entries.async_remove_subentry(self.entry, self.rule_ids.pop(name))
            case spec.ChangeMic():
                if step.mic < len(self.home.mics):
                    mic = self.home.mics[step.mic]
                    mic.spec = step.spec
                    subentry = next(each for each in self.entry.subentries.values() if each.title == mic.title)
                    data = {**subentry.data, **_mic_data(step.spec)}
                    entries.async_update_subentry(self.entry, subentry, data=data)

    # --- Devices and entities -------------------------------------------------------------------------------------------

    def entity(self, platform: str, key: str, mic: Mic) -> str:
        """Return the id of one of a microphone's entities."""
        return entity(self.hass, platform, key, mic.title)

    def device(self, place: int) -> tuple[Device, Control]:
        """Return what mutes a microphone in the first place, or the plug, and the same as the model knows it."""
        if place == spec.PLUG and len(self.devices) > spec.PLUG - 1:
            control = self.home.controls[-1]
        else:
            control = self.home.mics[place % len(self.home.mics)].controls[0]
        return self.devices[self.home.controls.index(control)], control

    async def _async_call(self, step: spec.Call) -> None:
        device, control = self.device(step.mic)
        self.home.called(control, step.muted, step.author)
        service = f"switch.turn_{'on' if step.muted is device.on_mutes else 'off'}"
        await self._async_service(service, {"entity_id": device.satellite.switch_id}, step.author)

    def _at_the_device(self, step: spec.Step) -> None:
        device, _ = self.device(getattr(step, "mic", 0))
        match step:
            case spec.Hand():
                if not device.slider:
                    device.turn(step.muted, by_hand=True)
            case spec.Slider():
                if device.available and device.slider is not step.on:
                    device.slider = step.on
                    device.turn(step.on, by_hand=True)
            case spec.Leave():
                self._come_or_go(device, False)
            case spec.Return():
                if device.powered and device.power_at is None:
                    self._come_or_go(device, True, step.muted)
            case spec.Habit():
                device.delay = step.delay

    def _come_or_go(self, device: Device, comes: bool, muted: bool | None = None) -> None:
        """Let a device become available, as it was or otherwise, or cease to be."""
        if device.available is comes:
            return
        if not comes:
            device.leave()
        if device.satellite.entity_id in self.satellites:
            place = self.satellites.index(device.satellite.entity_id)
            self._hear(place, "idle" if comes else "unavailable", gone=not comes)
        if comes:
            device.come_back(muted)

    def shows(self, satellite_id: str) -> Phase | None:
        """Return what the pipeline runs of a satellite tell of it."""
        streams = satellite_id in self.satellites and self.home.mics[self.satellites.index(satellite_id)].streaming
        return Phase.STREAMING if streams else None

    def _hear(self, place: int, phase: str, *, gone: bool | None = None) -> None:
        if place >= len(self.home.mics):
            return
        mic = self.home.mics[place]
        if gone is None and mic.phase == "unavailable":
            return
        self.home.hears(mic, phase)
        self.hass.states.async_set(self.satellites[place], phase)

    def _stream(self, place: int, on: bool) -> None:
        """Let a satellite stream, or not, and write its state as it was: so does Home Assistant."""
        if place >= len(self.home.mics):
            return
        self.home.mics[place].streaming = on
        self.hass.states.async_set(self.satellites[place], self.home.mics[place].phase)

    async def _async_capture(self, step: spec.Capture) -> None:
        if step.mic >= len(self.home.mics):
            return
        registered = er.async_get(self.hass).async_get(self.satellites[step.mic])
        assert registered is not None
        self.home.captures(self.home.mics[step.mic], step.seconds)
        data = {"device_id": registered.device_id, "seconds": step.seconds}
        self.hass.bus.async_fire("assist_pipeline_recording", data)

    def _show(self, entity_id: str, state: str | None) -> None:
        if state is None:
            self.home.known.pop(entity_id, None)
            self.hass.states.async_remove(entity_id)
        else:
            self.home.known[entity_id] = state
            self.hass.states.async_set(entity_id, state)

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


def _mic_data(drawn: spec.MicSpec) -> dict[str, Any]:
    return {"default": drawn.default, "who_may_unmute": drawn.who}


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
