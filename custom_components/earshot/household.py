"""The home: everything that is observed, decided and enforced meets here, in one call that anyone may make at any time.

`async_look` computes what should be from what is. Boundary timers, state changes, a device's return, start-up, a change of configuration and
the safety tick all end in it; none of them carries more than "look again", so none can be missed for good.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, State, callback
from homeassistant.helpers.event import async_track_point_in_utc_time, async_track_time_interval
from homeassistant.util import dt as dt_util

from .agenda import Agenda
from .broadcast import Broadcast
from .configuration import Configuration
from .const import LOGGER, SAFETY_TICK
from .days import day_of
from .display import Display
from .hearing import Hearing
from .journal import Cause, Journal, history_status
from .ledger import Ledger
from .microphone import Microphone
from .microphones.sources import ActivitySource, PipelineRuns
from .mutes import Mutes
from .places import Places
from .policy.decide import Decider
from .reconciler import Reconciler
from .roster import Roster
from .rulebook import Rulebook
from .tally import Counted, Tally
from .televisions import Televisions
from .violations import ViolationKind

# A pass may cause the next one (an action reads back at once); more rounds than this would be a loop of our own making.
_MOST_ROUNDS: Final = 10
# What asks for an action, the action, what reads it back: each takes a turn of the loop. One turn more harms nobody.
_ACTION_STEPS: Final = 3
# The saved time tells a clock that has gone back (policy: hours are undetermined then).
_SAVE_CLOCK_EVERY: Final = timedelta(hours=1)
# For how long microphones have been live is shown anew so often.
_SETTLE_EVERY: Final = timedelta(minutes=5)
# What the agenda calls local midnight, with which the counts of a day begin anew.
DUE_DAY: Final = ("day", "")
# What it calls the next look at a microphone.
DUE_MICROPHONE: Final = "microphone"


class Household:
    """All microphones and rules of the home, alive."""

    configuration: Configuration

    def __init__(self, hass: HomeAssistant, entry_id: str, ledger: Ledger, journal: Journal) -> None:
        """Wait for `async_configure`; nothing is done before `async_start`."""
        self._hass = hass
        self._entry_id = entry_id
        self.ledger = ledger
        self.journal = journal
        self.broadcast = Broadcast()
        self.tally = Tally(ledger)
        self.display = Display(self.broadcast, journal, self.tally)
        self.reconciler = Reconciler(hass, ledger)
        self.rulebook = Rulebook(hass, ledger, self._rules_changed)
        runs = PipelineRuns(hass)
        self._roster = Roster(hass, ledger, runs)
        self.microphones = self._roster.microphones
        self.set_standing = self._roster.set_standing
        self._agenda: Agenda[tuple[str, str]] = Agenda()
        self.mutes = Mutes(self.reconciler, self._agenda, self.set_standing, self._violated)
        self.televisions = Televisions(hass)
        home_count = self.rulebook.observer.home_count
        self.hearing = Hearing(
            journal, self.broadcast, self.tally, runs, home_count, self.televisions.played, self._violated
        )
        self._dirty: set[str] = set()
        self._acting: asyncio.Task[None] | None = None
        self._looking = False
        self._running = False
        self._settled_at: datetime | None = None
        self._timer: CALLBACK_TYPE | None = None
        self._timer_at: datetime | None = None
        self._untrack_tick: CALLBACK_TYPE | None = None
        self._untrack_core: CALLBACK_TYPE | None = None

    # --- Life ---------------------------------------------------------------------------------------------------------

    @callback
    def async_start(self) -> None:
        """Look for the first time, and go on looking."""
        self._running = True
        self._drop_stale_overrides()
        self._untrack_tick = async_track_time_interval(self._hass, self._tick, SAFETY_TICK, name="earshot safety tick")
        self._untrack_core = self._hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, self._core_updated)
        self.async_look_at_everything()
        # Entities come next, and are not to begin with nothing while the first actions are under way.
        now = dt_util.utcnow()
        for microphone in self.microphones.values():
            self._observe(microphone, now)
        self.display.note(self.microphones)
        self._show_all(now)

    def _drop_stale_overrides(self) -> None:
        """Drop overrides over which a mute rule's hours have begun or ended while nobody looked."""
        now, since = dt_util.utcnow(), self.ledger.left_at
        for microphone in self.microphones.values():
            if microphone.standing.override is None or since is None:
                continue
            if self.rulebook.changed_since(microphone, since, now):
                self.set_standing(microphone, replace(microphone.standing, override=None))

    @callback
    def async_stop(self) -> None:
        """Stop looking. Nothing is unmuted."""
        self._running = False
        self.tally.settle(dt_util.utcnow())
        self.rulebook.async_stop()
        self.televisions.async_stop()
        if self._untrack_tick is not None:
            self._untrack_tick()
        if self._untrack_core is not None:
            self._untrack_core()
        if self._timer is not None:
            self._timer()
            self._timer = self._timer_at = None

    @callback
    def async_configure(self, configuration: Configuration) -> None:
        """Take a new picture of microphones and rules in place; what is known of those that stay is kept."""
        now = dt_util.utcnow()
        self.configuration = configuration
        changes = self._roster.async_configure(configuration)
        for microphone_id in changes.gone:
            self.display.home.remove(microphone_id)
        self.tally.forget(changes.gone)
        self.televisions.async_configure(configuration.options.televisions)
        for microphone_id in changes.new:
            # Counts from the start, also where nothing is seen of it yet.
            self.display.home.update(microphone_id, self.microphones[microphone_id].view)
        self.rulebook.async_configure(configuration, self._places())
        self._apply_rules()
        self.mutes.async_configure(self.microphones, now)
        self._agenda.clear()
        self._agenda.set(DUE_DAY, day_of(now).end)
        self.broadcast.configuration()
        self.async_look_at_everything()
        # Names and assurance are shown as well, and no view changes with them.
        for microphone_id in changes.changed:
            self.broadcast.microphone(microphone_id)
        self.broadcast.home()

    def _places(self) -> Places:
        return Places(self._hass, self._entry_id, self.microphones)

    def _apply_rules(self) -> None:
        for microphone_id, microphone in self.microphones.items():
            microphone.rules = self.rulebook.about(microphone_id)

    @callback
    def async_places_changed(self) -> None:
        """Follow microphones that were moved or labelled: rules may be about others than before; and renamed televisions."""
        self.televisions.async_follow()
        if self.rulebook.by_place and self.rulebook.async_place(self._places()):
            self._apply_rules()
            self.async_look_at_everything()

    # --- Looking ------------------------------------------------------------------------------------------------------

    @callback
    def async_look_at_everything(self) -> None:
        """Look at every rule and every microphone."""
        self.rulebook.mark_stale()
        self.async_look(self.microphones)

    @callback
    def _rules_changed(self) -> None:
        self.async_look(())

    @callback
    def async_look(self, microphone_ids: Iterable[str]) -> None:
        """Compute what should be from what is, for these microphones and whatever is due, and bring it about."""
        self._dirty.update(microphone_ids)
        if self._looking or not self._running or (self._acting is not None and not self._acting.done()):
            # The pass that is under way takes it up, or the one that follows what was asked for.
            return
        self._looking = True
        try:
            for _ in range(_MOST_ROUNDS):
                if not (self._dirty or self.rulebook.stale or self.display.pending):
                    break
                now = dt_util.utcnow()
                if self._pass(now):
                    self._acting = self._hass.async_create_task(self._async_act(), "earshot act", eager_start=False)
                    break
                self._show_all(now)
            else:
                LOGGER.error("What is decided and what reads back keep changing each other; looking again in a minute")
                self._dirty.clear()
        finally:
            self._looking = False
        self._arm()

    async def _async_act(self) -> None:
        """Let the actions run and read back, and only then look and show: a home full of mutes comes before the first sensor."""
        try:
            for _ in range(_ACTION_STEPS):
                await asyncio.sleep(0)
        finally:
            self._acting = None
        self.async_look(())

    def _pass(self, now: datetime) -> bool:
        """Decide and enforce, or observe where nothing has to be asked for; whether anything was. Showing is left to `_show_all`."""
        for rule_id in self.rulebook.evaluate(now, self._agenda):
            self._dirty.update(self.rulebook.microphones_of(rule_id))
            self.display.note_rule(rule_id)
        ids, self._dirty = self._dirty & self.microphones.keys(), set()
        microphones = [self.microphones[microphone_id] for microphone_id in ids]
        decider = self.rulebook.decider(now)
        for microphone in microphones:
            self._decide(microphone, decider, now)
        keys = {enforcement.control.key for microphone in microphones for enforcement in microphone.enforcements}
        asked, again = self.mutes.enforce(keys, now)
        self._dirty |= again
        if asked:
            # All else can wait until that has had its turn.
            self._dirty |= ids
            return True
        self.display.note(ids)
        for key in keys:
            # What a control does shows at all that share it.
            self.display.note(each.config.id for each in self.mutes.users(key))
        for microphone in microphones:
            self._observe(microphone, now)
            if microphone.waiting_until is not None and microphone.settle_waiting(now):
                self._dirty.add(microphone.config.id)
        return False

    def _observe(self, microphone: Microphone, now: datetime) -> None:
        """Take what a microphone's sources show. Whatever goes wrong with that stops no mute, neither its own nor another's."""
        try:
            self.hearing.observe(microphone, now)
        except Exception:  # noqa: BLE001 - what sources read is made by other integrations
            LOGGER.exception("What %s hears cannot be observed", microphone.config.name)

    def _decide(self, microphone: Microphone, decider: Decider, now: datetime) -> None:
        lapsed = decider.lapsed(microphone.standing, microphone.rules)
        standing = self.mutes.adopted(microphone, lapsed, decider, now)
        self.set_standing(microphone, standing)
        microphone.decide(decider.decide(standing, microphone.rules), now)

    @callback
    def _violated(self, microphone: Microphone, kind: ViolationKind, now: datetime) -> None:
        """Take that a microphone was not as silent as it had to be."""
        microphone.violations.count(kind, now)
        self.ledger.memory.violations[microphone.config.id] = microphone.violations.last
        self.ledger.changed()
        self.tally.count(Counted.VIOLATIONS, microphone.config.id, now)
        self.journal.change(
            microphone.config.id, history_status(microphone.view.status), Cause.VIOLATION, {"kind": kind.value}, now
        )
        self.display.note((microphone.config.id,))
        self.broadcast.violation(microphone.config.id, kind)
        self.broadcast.home()

    def _show_all(self, now: datetime) -> None:
        """Let people see what has changed since the last time; the home once for all its microphones."""
        microphones = [self.microphones[id_] for id_ in self.display.take() & self.microphones.keys()]
        if sum([self._show(microphone, now) for microphone in microphones]):
            self.display.show_home()

    def _show(self, microphone: Microphone, now: datetime) -> bool:
        """Let people see what has changed of a microphone; whether the home has changed with it."""
        home_changed = self.display.show(microphone, self.configuration.options.linger, now)
        self._agenda.set((DUE_MICROPHONE, microphone.config.id), microphone.due(now))
        return home_changed

    @callback
    def async_observe(self, microphone_id: str) -> None:
        """Take what is to be seen of a microphone. Cheap: nothing is decided anew unless a mute has waited for it."""
        microphone, now = self.microphones[microphone_id], dt_util.utcnow()
        self._observe(microphone, now)
        self._observed(microphone, now)

    @callback
    def async_hear(self, microphone_id: str) -> None:
        """Take what a microphone's sources show, where nothing else of it has changed. Between phases that look alike nothing is shown anew."""
        microphone, now = self.microphones[microphone_id], dt_util.utcnow()
        alike = microphone.alike
        self._observe(microphone, now)
        if microphone.waiting_until is not None or self.display.pending or microphone_id in self._dirty:
            self._observed(microphone, now)
        elif not (alike and microphone.alike):
            self._observed(microphone, now, heard_alone=True)

    def _observed(self, microphone: Microphone, now: datetime, *, heard_alone: bool = False) -> None:
        """Let people see what was observed of a microphone; decide anew where a mute has waited for it, or something is due."""
        key = (DUE_MICROPHONE, microphone.config.id)
        if microphone.waiting_until is not None or self._agenda.is_due(key, now):
            self.async_look((microphone.config.id,))
            return
        if self.display.show(microphone, self.configuration.options.linger, now, heard_alone=heard_alone):
            self.display.show_home()
        due = microphone.heard_due(now) if heard_alone else microphone.due(now)
        if due is not None and self._agenda.bring_forward(key, due):
            self._arm()

    @callback
    def async_report(self, microphone_id: str, source: ActivitySource, state: State | None) -> None:
        """Take what a device says that it has heard."""
        self.hearing.report(self.microphones[microphone_id], source, state, dt_util.utcnow())
        self.async_observe(microphone_id)

    @callback
    def async_capture(self, microphone_id: str, seconds: object) -> None:
        """Take that raw sound is being recorded from a microphone."""
        self.hearing.begin_capture(self.microphones[microphone_id], seconds, dt_util.utcnow())
        self.async_observe(microphone_id)

    # --- Time ---------------------------------------------------------------------------------------------------------

    def _arm(self) -> None:
        """Arm the one timer for what is due first, never in the past."""
        due = self._agenda.next() if self._running else None
        if due == self._timer_at:
            return
        if due is not None and self._timer_at is not None and dt_util.utcnow() < self._timer_at < due:
            # It finds nothing due then, and is armed anew: cheaper than to follow what every command begins and ends.
            return
        if self._timer is not None:
            self._timer()
            self._timer = None
        self._timer_at = due
        if due is not None:
            self._timer = async_track_point_in_utc_time(self._hass, self._fired, max(due, dt_util.utcnow()))

    @callback
    def _fired(self, _now: datetime) -> None:
        self._timer = self._timer_at = None
        for kind, key in self._agenda.take_due(dt_util.utcnow()):
            match kind:
                case "rule":
                    self.rulebook.mark_stale((key,))
                case "control":
                    self._dirty.update(each.config.id for each in self.mutes.users(key))
                case "microphone":
                    self._dirty.add(key)
                case "day":
                    self._begin_day()
                case _:
                    self.rulebook.mark_stale()
        self.async_look(())

    def _begin_day(self) -> None:
        """Show that the counts of the day begin anew, and arm for the next."""
        self._agenda.set(DUE_DAY, day_of(dt_util.utcnow()).end)
        self.broadcast.home()
        for microphone_id in self.microphones:
            self.broadcast.microphone(microphone_id)

    @callback
    def _core_updated(self, _event: Event) -> None:
        """Look again under another zone or another sky."""
        self._begin_day()
        self.rulebook.observer.async_move()
        self.async_look_at_everything()

    @callback
    def async_misfire_corrected(self, microphone_id: str, at: datetime, *, misfire: bool) -> None:
        """Take it that a person says of an activation, which ended at an instant, what it was not taken for."""
        if microphone_id in self.microphones and self.tally.recount(
            Counted.MISFIRES, microphone_id, at, dt_util.utcnow(), counts=misfire
        ):
            self.broadcast.microphone(microphone_id)

    @callback
    def _tick(self, _now: datetime) -> None:
        """Find whatever was missed: the safety tick."""
        self.rulebook.observer.forget()
        now = dt_util.utcnow()
        for key in self.mutes.keys:
            self.reconciler.observe(key, now)
        if (self._settled_at is None) or now - self._settled_at >= _SETTLE_EVERY:
            self._settled_at = now
            for microphone_id in self.tally.settle(now):
                self.broadcast.microphone(microphone_id)
        self.ledger.save_touched()
        saved_at = self.ledger.memory.saved_at
        if saved_at is None or now - saved_at >= _SAVE_CLOCK_EVERY:
            self.ledger.changed()
        self.async_look_at_everything()
        self.broadcast.tick()
