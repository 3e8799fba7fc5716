"""The home in which a drawn life is lived: what people, devices and the configuration do, told to the restated policy too."""

from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigSubentry, ConfigSubentryData
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.activity.model import Phase
from custom_components.earshot.const import DOMAIN
from tests.home import entity, rule

from . import spec
from .devices import Changed, Device, Told
from .parts import Control, Mic, Wrong
from .restated import Home


class Stage:
    """A home, its devices, and the model beside it, with all that can be done to it."""

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
        self.storage: dict[str, Any] = {}
        self.story: list[str] = []
        self.jumped_at = datetime.min.replace(tzinfo=UTC)
        """When time was last moved by more than to the next timer."""
        self._rules_made = 0

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
                turns = step.on is not home.scheduler and home.opened_by_scheduler(step.on)
                refused = turns and step.author == "automation"
                home.scheduler = home.scheduler if refused else step.on
                target = entity(self.hass, "switch", "scheduler")
            case spec.Enable():
                if (name := self._rule(step.rule)) is None:
                    return
                refused = any(not home.may(mic, step.author) for mic in home.opened(name, step.on))
                if not refused:
                    (home.disabled.discard if step.on else home.disabled.add)(name)
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
                    data = {**subentry.data, **mic_data(step.spec)}
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


def mic_data(drawn: spec.MicSpec) -> dict[str, Any]:
    """Return what a microphone's subentry holds of what was drawn."""
    return {"default": drawn.default, "who_may_unmute": drawn.who}
