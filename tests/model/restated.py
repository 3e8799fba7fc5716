"""The policy once more, slow and simple: what should be decided for each microphone, after everything that has happened.

Nothing of Earshot's own policy is used here but the names of its settings. A home is told what happens in it, one thing after the other, and asked
what it wants. `ours` is the record of which mutes Earshot may release.
"""

from datetime import datetime, timedelta

from .parts import Control, Held, Mic, Override, Wrong
from .rules import BERLIN, Rules

PEOPLE = ("admin", "user")
MUTED, LIVE = "muted", "live"
# Counts are saved with a tick, which the longest stride may put off.
_SAVED_WITHIN = timedelta(minutes=6)


class Home(Rules):
    """All that is known of a home, and what follows from it."""

    def __init__(self, now: datetime, mics: list[Mic], controls: list[Control]) -> None:
        """Begin with nobody known to be anywhere and no rules."""
        super().__init__(now, mics)
        self.controls = controls
        self.privacy = False
        self.watching = False
        self.let_through: set[str] = set()
        """Whom a control was found not to mute, at this look."""

    # --- Deciding -------------------------------------------------------------------------------------------------------

    def row(self, mic: Mic) -> int:
        """Return the first row of the table that applies."""
        if self.privacy:
            return 1
        if mic.mute is not None or mic.holds:
            return 2
        if mic.override is not None:
            return 3
        return self.quiet_row(mic)

    def quiet_row(self, mic: Mic) -> int:
        """Return the row that would decide if no person and no automation had said anything."""
        if self.privacy:
            return 1
        if self.muting(mic):
            return 4
        if mic.spec.default == "muted":
            return 5 if self.may_listen(mic) else 6
        return 7

    def want(self, mic: Mic) -> str:
        """Return what is decided."""
        return LIVE if self.row(mic) in (3, 5, 7) else MUTED

    def quiet(self, mic: Mic) -> bool:
        """Whether it is quiet time."""
        return self.quiet_row(mic) in (1, 4, 6)

    def wants_now(self, mic: Mic) -> bool:
        """Whether a microphone has to be muted at this moment."""
        return self.want(mic) == MUTED and mic.waits_until is None

    def relies(self, mic: Mic, control: Control) -> bool:
        """Whether a microphone that has to be muted is muted by this control: by its first, or by one that stands in.

        What has been taken to stays until it may be live again.
        """
        before = mic.controls[: mic.controls.index(control)]
        return control.ours or all(each.fails(mic, self.now) for each in before)

    def demanded(self, control: Control) -> bool:
        """Whether a control has to be muted at this moment."""
        return any(self.wants_now(mic) and self.relies(mic, control) for mic in control.mics)

    def free(self, control: Control) -> bool:
        """Whether nothing wants a control muted."""
        return all(self.want(mic) == LIVE for mic in control.mics)

    def look(self) -> None:
        """Let everything lapse that is over, take mutes that are nobody's for a person's, and note what follows."""
        if not self.watching:
            return
        self.remembered = {
            each: said
            for each in self.mentioned()
            if (said := self.says(each) or self.remembered.get(each)) is not None
        }
        self.let_through.clear()
        for _ in range(3):
            for mic in self.mics:
                self._lapse(mic)
                self._adopt(mic)
            for control in self.controls:
                self._look_at(control)
        for mic in self.mics:
            self._wait(mic)

    def _lapse(self, mic: Mic) -> None:
        if mic.mute is not None and mic.mute.until is not None and mic.mute.until <= self.now:
            mic.mute = None
        mic.holds = {name: until for name, until in mic.holds.items() if until is None or until > self.now}
        if mic.override is not None:
            if mic.override.until <= self.now or mic.override.rules != self.muting(mic):
                mic.override = None

    def _adopt(self, mic: Mic) -> None:
        """Take a mute that is not Earshot's for a person's, unless it should be there by default."""
        for control in mic.controls:
            if mic.mute is not None or control.read is not True or control.ours:
                continue
            if all(each.spec.default == "muted" and self.want(each) == MUTED for each in control.mics):
                control.ours = True
            else:
                mic.mute, mic.override = Held("hand"), None

    def _look_at(self, control: Control) -> None:
        decided = self.demanded(control) or self.free(control)
        if control.asked is not None and control.asked[1] <= self.now and decided:
            towards_muted, control.asked = control.asked[0], None
            if towards_muted and control.read is False and self.demanded(control):
                control.failures += 1
                if control.failures == 3:
                    self._found_live(control)
            elif not towards_muted and control.read is True and control.ours and self.free(control):
                # A slider, or whatever else holds it against a release.
                control.ours = False
                for mic in control.mics:
                    mic.mute, mic.override = Held("hand"), None
        if control.lost and decided:
            control.lost = False
            if self.demanded(control):
                self._found_live(control)
        if control.read is False and self.free(control) and control.asked is None:
            control.ours = False
        if control.read is True or (self.free(control) and control.asked is None):
            control.failures = 0

    def _found_live(self, control: Control) -> None:
        """Count that what has to be muted by a control is not: once, however many of its controls are found so at a time."""
        for mic in control.mics:
            if self.wants_now(mic) and not mic.read and mic.title not in self.let_through:
                self.let_through.add(mic.title)
                mic.violations.append(self.now)

    def _wait(self, mic: Mic) -> None:
        if mic.captured_until is not None and self.now >= mic.captured_until:
            self._capture_ends(mic)
        if mic.busy and mic.listening_since is not None and self.now >= mic.listening_since + timedelta(minutes=5):
            self._ends(mic)
        want = self.want(mic)
        if want == LIVE:
            mic.live_since = mic.live_since if mic.muted_since is None else self.now
            mic.waits_until = mic.muted_since = None
        elif mic.muted_since is None:
            mic.muted_since = self.now - timedelta(seconds=15 if mic.wanted is None else 0)
        if want == LIVE:
            pass
        elif mic.wanted == LIVE and mic.busy:
            mic.waits_until = self.now + timedelta(seconds=15)
        if mic.waits_until is not None:
            if self.row(mic) not in (4, 6) or not mic.busy or self.now >= mic.waits_until:
                mic.waits_until = None
        mic.wanted = want

    # --- What Earshot is told -------------------------------------------------------------------------------------------

    def may(self, mic: Mic, author: str) -> bool:
        """Whether the microphone's setting lets somebody unmute."""
        allowed = {
            "nobody": (),
            "administrators": ("admin",),
            "users": PEOPLE,
            "anyone": (*PEOPLE, "automation", "unattributed"),
        }
        return author in allowed[mic.spec.who]

    def mute(self, mics: list[Mic], author: str, until: datetime | None) -> None:
        """Take a person's, or an automation's, word to mute."""
        for mic in mics:
            mic.override = None
            origin = "person" if author in PEOPLE else "automation"
            shortens = author in PEOPLE or self.may(mic, author)
            if mic.mute is None or self._yields(mic.mute, until, shortens):
                persons = mic.mute is not None and mic.mute.origin == "person"
                mic.mute = Held("person" if persons and not shortens else origin, until)

    @staticmethod
    def _yields(standing: Held, until: datetime | None, shortens: bool) -> bool:
        """Whether a new word may take the place of a mute: not everybody shortens a person's, and nobody what a hand set."""
        if until is None:
            return True
        if standing.until is None:
            return shortens and standing.origin == "person"
        return shortens or standing.origin != "person" or until >= standing.until

    def unmute(self, mics: list[Mic], author: str, until: datetime | None) -> bool:
        """Take somebody's word to unmute; whether it is not refused."""
        for mic in mics:
            held = mic.mute is not None or mic.holds
            if self.privacy or (self.quiet(mic) and not self.may(mic, author)):
                return False
            if held and author not in PEOPLE and not self.may(mic, author):
                return False
        for mic in mics:
            self._lift(mic, until)
            self._take_over(mic)
        return True

    @staticmethod
    def _take_over(mic: Mic) -> None:
        """Have whatever mutes a microphone released, whoever has muted it."""
        for control in mic.controls:
            control.ours = control.ours or control.read is True

    def _lift(self, mic: Mic, until: datetime | None) -> None:
        mic.mute, mic.override, mic.holds = None, None, {}
        if self.quiet(mic):
            limit = self.now + timedelta(hours=12)
            mic.override = Override(limit if until is None else min(limit, until), self.muting(mic))

    def resume(self, mics: list[Mic], author: str) -> bool:
        """Take somebody's word to resume the schedule; whether it is not refused."""
        if author not in PEOPLE and any(mic.mute is not None and not self.may(mic, author) for mic in mics):
            return False
        for mic in mics:
            if mic.mute is not None:
                self._take_over(mic)
            mic.mute, mic.override = None, None
        return True

    # --- What happens at the controls -----------------------------------------------------------------------------------

    def called(self, control: Control, muted: bool, author: str) -> None:
        """Take somebody's call of the switch itself."""
        if not self.watching or control.read is None:
            # What nobody hears explains nothing.
            return
        if muted and control.read is True:
            self._muted_by(control, author)
        elif not muted and control.read is False and not self._being_muted(control):
            # What is live is made live by no call.
            return
        elif author in PEOPLE or self._caller(control, muted) not in PEOPLE:
            control.calls[muted] = (author, self.now)

    def _being_muted(self, control: Control) -> bool:
        """Whether a mute that anybody has called for may still come through."""
        ours = control.asked is not None and control.asked[0]
        return ours or self._caller(control, True) is not None

    def _caller(self, control: Control, muted: bool) -> str | None:
        """Return who has called for a direction, and not long ago."""
        author, called_at = control.calls.get(muted, (None, self.now))
        return None if self.now - called_at > timedelta(seconds=30) else author

    @staticmethod
    def _muted_by(control: Control, author: str) -> None:
        """Take a mute for a person's; whoever has no name leaves one that stands as it is."""
        for mic in control.mics:
            if author in PEOPLE:
                mic.mute, mic.override = Held("person"), None
            elif mic.mute is None:
                mic.mute, mic.override = Held("hand"), None

    def asked(self, control: Control, muted: bool) -> None:
        """Take Earshot's own call. Raises Wrong for one that should not have been made."""
        if muted:
            if not self.demanded(control):
                raise Wrong("Earshot mutes what is not decided muted")
            control.ours = True
        else:
            if not self.free(control):
                raise Wrong("Earshot releases what is decided muted")
            if control.read is True and not control.ours:
                raise Wrong("Earshot releases a mute that is not its own")
            # A mute that may still come through is not given up before its release has.
            control.ours = True
        control.asked = (muted, self.now + control.answers_within)

    def changed(self, control: Control, after: bool | None) -> None:
        """Take what the switch reads now."""
        before, control.read, control.since = control.read, after, self.now
        if not self.watching:
            return
        if after is None:
            control.asked, control.held = None, before is True
            return
        if before is None:
            control.lost = not after and (control.ours or control.held)
        asked = None if control.asked is None else control.asked[0]
        if asked is after:
            control.asked = None
        author = self._caller(control, after)
        control.calls.pop(after, None)
        if after:
            if author is not None:
                self._muted_by(control, author)
            elif before is False and asked is None and not control.ours:
                # A hand does nothing on behalf of the default.
                self._muted_by(control, "hand")
        elif control.lost if before is None else asked is None:
            by = author if author in PEOPLE else "unattributed"
            self._unmuted(control, "device" if before is None else by)
        self.look()

    def _unmuted(self, control: Control, author: str) -> None:
        """Take that somebody other than Earshot has unmuted."""
        stands = [self._stands(mic, control, author) for mic in control.mics]
        if all(stands):
            control.ours = False

    def _stands(self, mic: Mic, control: Control, author: str) -> bool:
        if self.want(mic) == LIVE:
            return True
        by_hand = mic.mute is not None and mic.mute.origin == "hand"
        quiet = self.quiet(mic)
        if not self.privacy:
            if self.may(mic, author) or (author in PEOPLE and not quiet):
                self._lift(mic, None)
                return True
            if author == "unattributed" and by_hand and not quiet and not mic.holds:
                mic.mute = mic.override = None
                return True
        if author == "unattributed" and by_hand:
            # The hand has let go of its own mute; the rest holds.
            mic.mute = mic.override = None
        if self.relies(mic, control):
            mic.put_right.append(self.now)
        return False

    # --- Life -----------------------------------------------------------------------------------------------------------

    def hears(self, mic: Mic, phase: str) -> None:
        """Take what a satellite shows."""
        if phase == "listening" and mic.phase != "listening":
            mic.heard_muted = self._against(mic) or (mic.busy and mic.heard_muted)
            mic.busy_since = mic.busy_since if mic.busy else self.now
            mic.busy, mic.listening_since = True, self.now
        elif phase != "listening":
            mic.listening_since = None
        if phase in ("idle", "unavailable"):
            self._ends(mic)
        mic.phase = phase

    def _against(self, mic: Mic) -> bool:
        """Whether what is heard now is heard against a mute: one that is there, or should be by now."""
        past_grace = mic.muted_since is not None and self.now >= mic.muted_since + timedelta(seconds=15)
        return mic.read is True or (past_grace and mic.waits_until is None)

    def _ends(self, mic: Mic) -> None:
        if mic.busy and mic.heard_muted:
            self._got_past(mic, mic.busy_since)
        mic.busy = False

    def captures(self, mic: Mic, seconds: int) -> None:
        """Take that raw sound is being recorded. A recording that begins ends the one before."""
        self._capture_ends(mic)
        mic.captured_since = self.now
        mic.captured_until, mic.captured_muted = self.now + timedelta(seconds=min(seconds, 60)), self._against(mic)

    def _capture_ends(self, mic: Mic) -> None:
        if mic.captured_until is not None and mic.captured_muted:
            self._got_past(mic, mic.captured_since)
        mic.captured_until = None

    @staticmethod
    def streams(mic: Mic) -> bool:
        """Whether sound leaves a microphone all the time. Behind a mute Home Assistant may wait for what never comes."""
        return mic.streaming and mic.phase == "idle" and not mic.read

    def _got_past(self, mic: Mic, since: datetime | None) -> None:
        """Count that something got past a mute that was decided then, though it may have ended since."""
        then = since is not None and mic.live_since is not None and since < mic.live_since
        if self.watching and (mic.wanted == MUTED or then):
            mic.violations.append(self.now)
            mic.violated_at = self.now

    def saved_violations(self, mic: Mic, count: int) -> list[datetime]:
        """Return those violations of today that a file with so many has. Raises Wrong where more are missing than may be."""
        today = [at for at in mic.violations if at.astimezone(BERLIN).date() == self.now.astimezone(BERLIN).date()]
        overdue = [at for at in today if self.now - at > _SAVED_WITHIN]
        if not len(overdue) <= count <= len(today):
            raise Wrong(f"{mic.title}: {count} violations are saved of {today}")
        return today[:count]

    def violations_today(self) -> int:
        """Return how many violations of all microphones there were since local midnight."""
        today = self.now.astimezone(BERLIN).date()
        return sum(at.astimezone(BERLIN).date() == today for mic in self.mics for at in mic.violations)

    def stop(self) -> None:
        """Take that nobody looks any more."""
        self.watching = False

    def start(self, *, booting: bool) -> None:
        """Take that Earshot looks for the first time."""
        self.watching = True
        self.grace_until = self.now + timedelta(seconds=60) if booting else None
        for control in self.controls:
            control.asked, control.failures, control.since = None, 0, self.now
            control.held, control.lost = False, control.ours and control.read is False
            control.calls.clear()
        for mic in self.mics:
            mic.put_right.clear()
            mic.busy, mic.busy_since, mic.live_since = mic.phase == "listening", self.now, None
            mic.listening_since = self.now if mic.busy else None
            mic.waits_until = mic.wanted = mic.muted_since = mic.captured_until = None
        self.look()
        for mic in self.mics:
            mic.heard_muted = mic.busy and self._against(mic)
