"""What has to hold after every step, whatever has happened."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from homeassistant.util import dt as dt_util

from custom_components.earshot.policy.model import Origin, Standing
from tests.home import entity

from .devices import Device
from .parts import Control, Mic, Wrong
from .restated import LIVE, MUTED

if TYPE_CHECKING:
    from .world import World

_ORIGINS = {
    Origin.PERSON: "person",
    Origin.AUTOMATION: "automation",
    Origin.DEVICE: "hand",
    Origin.UNATTRIBUTED: "hand",
}
_QUIET = ("muted", "paused")
# The longest back-off with its jitter, and the deadline before it.
RETRIED_WITHIN = timedelta(seconds=80)


def check(world: World) -> None:
    """Compare what Earshot decides, does and shows with what the model says. Raises Wrong for what differs."""
    assert world.errors.seen == [], world.errors.seen
    if not world.home.watching:
        return
    household = world.entry.runtime_data.household
    timer_at = household._timer_at
    # A timer for this very instant may come a rounding error later.
    expect(timer_at is None or timer_at >= dt_util.utcnow(), f"a timer is armed in the past: {timer_at}")
    for mic in world.home.mics:
        _check_decision(world, mic)
    for device, control in zip(world.devices, world.home.controls, strict=True):
        if control.mics:
            _check_control(world, device, control)
    for mic in world.home.mics:
        _check_shown(world, mic)
    _check_home(world)


def check_at_rest(world: World) -> None:
    """Check once all devices are well and had time: what is decided is there, and nothing that is Earshot's is left over."""
    home = world.home
    for mic in home.mics:
        silenced = [
            device for device, control in zip(world.devices, home.controls, strict=True) if control in mic.controls
        ]
        there = [device for device in silenced if device.available]
        if home.wants_now(mic) and there:
            expect(any(device.muted for device in there), f"{mic.title} is live, and decided muted")
    for device, control in zip(world.devices, home.controls, strict=True):
        if control.mics and home.free(control) and device.available:
            expect(not control.ours, f"{device.satellite.name} is still Earshot's, and may be live")


def expect(holds: bool, otherwise: str) -> None:
    """Raise Wrong unless something holds."""
    if not holds:
        raise Wrong(otherwise)


def _same(what: str, mic: Mic, seen: object, modelled: object) -> None:
    expect(seen == modelled, f"{mic.title}: {what} is {seen}, should be {modelled}")


def _check_decision(world: World, mic: Mic) -> None:
    home = world.home
    household = world.entry.runtime_data.household
    alive = next(each for each in household.microphones.values() if each.config.name == mic.title)
    standing, decision = alive.standing, alive.decision
    held, override = standing.person_mute, standing.override
    _same("the row", mic, int(decision.row), home.row(mic))
    _same("the decision", mic, decision.want.value, home.want(mic))
    _same(
        "a person's mute",
        mic,
        None if held is None else (_ORIGINS[held.origin], held.until),
        None if mic.mute is None else (mic.mute.origin, mic.mute.until),
    )
    _same("the named holds", mic, {hold.name: hold.until for hold in standing.holds}, mic.holds)
    names = {id_: name for name, id_ in world.rule_ids.items()}
    _same(
        "the override",
        mic,
        None if override is None else (override.until, {names[id_] for id_ in override.rules}),
        None if mic.override is None else (mic.override.until, set(mic.override.rules)),
    )
    _same("waiting", mic, alive.waiting_until is not None, mic.waits_until is not None)
    # The default is the configuration's to say, and saved with nothing.
    saved = household.ledger.memory.standings.get(alive.config.id, Standing())
    _same("what is saved", mic, replace(saved, default=standing.default), standing)
    next_change = decision.next_change
    expect(next_change is None or next_change > dt_util.utcnow(), f"{mic.title}: the next change is in the past")


def _check_control(world: World, device: Device, control: Control) -> None:
    home, name = world.home, device.satellite.name
    expect(control.read is device.read, f"{name}: the model lost track")
    reconciler = world.entry.runtime_data.household.reconciler
    owns = reconciler.owns(world.enforcement(control).control.key)
    expect(owns == control.ours, f"{name}: a mute of Earshot's own: {owns}, should be {control.ours}")
    if not device.available:
        return
    # After a jump in time as after a call that was ignored: the next attempt comes within the longest back-off.
    tried = device.ignored_at and max(device.ignored_at, world.jumped_at)
    excused = tried is not None and home.now - tried <= RETRIED_WITHIN
    if home.demanded(control) and not device.muted:
        expect(excused, f"{name} is live, and decided muted")
    if home.free(control) and control.ours and device.muted:
        expect(control.asked is not None, f"{name} is muted by Earshot, and decided live")


def _check_shown(world: World, mic: Mic) -> None:
    home = world.home
    states = world.hass.states
    shown = states.get(world.entity("sensor", "status", mic))
    status = shown.state
    recording = states.get(world.entity("binary_sensor", "recording", mic)).state
    problem = states.get(world.entity("binary_sensor", "problem", mic)).state
    switch = states.get(world.entity("switch", "mute", mic)).state
    _same("the switch", mic, switch, {True: "on", False: "off", None: "unknown"}[mic.read])
    _same("the assurance", mic, shown.attributes["assurance"], mic.assurance)

    fails = not mic.read and any(control.failures >= 3 for control in mic.controls)
    clashes = [at for at in mic.put_right if (home.now - at).total_seconds() < 600]
    if not any(home.free(control) and control.asked is not None for control in mic.controls):
        # While the release of what may still come through is under way, the problem may stay.
        violated = mic.violated_at is not None and (home.now - mic.violated_at).total_seconds() < 600
        troubled = fails or len(clashes) >= 3 or (violated and home.want(mic) == MUTED)
        _same("the problem", mic, problem, "on" if troubled else "off")

    muting = home.want(mic) == MUTED and not fails
    hears, streams = mic.phase == "listening", home.streams(mic)
    stuck = mic.listening_since is not None and home.now >= mic.listening_since + timedelta(minutes=5)
    allowed: set[str]
    if mic.captured_until is not None:
        allowed = {"recording"}
    elif hears and mic.read is True:
        # A device that confirms is believed two seconds later, whatever its satellite goes on showing.
        allowed = {"listening", "muted"} if mic.certain else {"unknown" if stuck else "listening"}
    elif stuck:
        # Whoever claims to listen for so long cannot be believed.
        allowed = {"unknown"}
    elif hears:
        allowed = {"muting"} if muting else {"listening"}
    elif mic.read is None:
        allowed = {"streaming" if streams else "unknown"}
    elif mic.read:
        allowed = {"muted"} if mic.certain else {"unknown" if mic.phase == "unavailable" else "paused"}
    elif mic.phase == "unavailable":
        allowed = {"unknown"}
    elif muting:
        allowed = {"muting"}
    else:
        allowed = {"streaming" if streams else "armed"}
    expect(status in allowed, f"{mic.title}: the status is {status}, should be {' or '.join(sorted(allowed))}")
    heard = mic.captured_until is not None or (hears and status not in ("muted", "unknown"))
    if heard or (streams and status != "unknown"):
        _same("the indicator", mic, recording, "on")
    elif status == "unknown":
        _same("the indicator", mic, recording, "unknown")
    else:
        expect(recording in ("on", "off"), f"{mic.title}: the indicator is {recording}")
    expect(home.want(mic) in (MUTED, LIVE), "neither")


def _check_home(world: World) -> None:
    hass, mics = world.hass, world.home.mics
    statuses = {mic.title: hass.states.get(world.entity("sensor", "status", mic)).state for mic in mics}
    recordings = {mic.title: hass.states.get(world.entity("binary_sensor", "recording", mic)).state for mic in mics}
    live = sorted(title for title, status in statuses.items() if status not in _QUIET)
    shown = hass.states.get(entity(hass, "sensor", "live_microphones"))
    seen = (shown.state, shown.attributes["microphones"])
    expect(seen == (str(len(live)), live), f"live microphones are {seen}, should be {live}")
    recording = hass.states.get(entity(hass, "binary_sensor", "recording")).state
    if "on" in recordings.values():
        should = "on"
    else:
        should = "unknown" if live and all(recordings[title] == "unknown" for title in live) else "off"
    expect(recording == should, f"the home's indicator is {recording}, should be {should}: {recordings}")
    timer_at = world.entry.runtime_data.household._timer_at
    if timer_at is None or timer_at > world.home.now:
        # Otherwise midnight, or what is found live at this instant, comes a rounding error later.
        counted = hass.states.get(entity(hass, "sensor", "violations_today")).state
        should_be = world.home.violations_today()
        expect(float(counted) == should_be, f"{counted} violations are shown, should be {should_be}")
    changes = [hass.states.get(world.entity("sensor", "next_change", mic)).state for mic in mics]
    earliest = min((change for change in changes if change != "unknown"), default="unknown")
    seen_change = hass.states.get(entity(hass, "sensor", "next_change")).state
    expect(seen_change == earliest, f"the home's next change is {seen_change}, should be {earliest}")
