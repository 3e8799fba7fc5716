"""The policy once more, slow and simple: what should be decided for each microphone, after everything that has happened.

Nothing of Earshot's own policy is used here but the names of its settings. A home is told what happens in it, one thing after the other, and asked
what it wants. `ours` is the record of which mutes Earshot may release.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import product
from zoneinfo import ZoneInfo

from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.windows import WEEK, Window
from tests.policy.oracle import DAY, hours_values

from .spec import MEETING, MicSpec, RuleSpec

BERLIN = ZoneInfo("Europe/Berlin")
PEOPLE = ("admin", "user")
SILENT = (None, "unknown", "unavailable")
MUTED, LIVE = "muted", "live"
ANSWERS_WITHIN = timedelta(seconds=5)


@lru_cache(maxsize=200)
def _inside(window: tuple[str, str], effect: str, day: datetime) -> list[bool | None]:
    hours = Window(WEEK, *map(time.fromisoformat, window))
    return hours_values([hours], BERLIN, Effect(effect), day, day + DAY)


def within(window: tuple[str, str], effect: str, now: datetime) -> bool:
    """Whether an instant is inside of a window of every day."""
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC)
    return bool(_inside(window, effect, midnight)[(now - midnight) // timedelta(minutes=1)])


def edges(window: tuple[str, str], effect: str, since: datetime, until: datetime) -> bool:
    """Whether a window begins or ends after one instant and up to another."""
    instant, before = since, within(window, effect, since)
    while instant < until:
        instant = min(instant + timedelta(minutes=5), until)
        if within(window, effect, instant) is not before:
            return True
    return False


@dataclass(frozen=True)
class Held:
    """A person's mute: whose, and until when."""

    origin: str
    """`person`, `automation`, or `hand` for whatever was not called for."""
    until: datetime | None = None


@dataclass(frozen=True)
class Override:
    """A live override."""

    until: datetime
    rules: frozenset[str]


@dataclass
class Mic:
    """A microphone."""

    title: str
    spec: MicSpec
    confirmed: bool
    mute: Held | None = None
    holds: dict[str, datetime | None] = field(default_factory=dict)
    override: Override | None = None
    phase: str = "idle"
    busy: bool = False
    listening_since: datetime | None = None
    wanted: str | None = None
    waits_until: datetime | None = None
    put_right: list[datetime] = field(default_factory=list)
    muted_since: datetime | None = None
    heard_muted: bool = False
    """Whether what it hears now, or a part of it, is heard against a mute."""
    violated_at: datetime | None = None
    """When it last had heard something against a mute."""


@dataclass
class Control:
    """A mute switch, and the microphones that it silences."""

    mics: list[Mic]
    read: bool | None
    ours: bool = False
    asked: tuple[bool, datetime] | None = None
    """What Earshot has asked for and not seen yet, and until when that may take."""
    failures: int = 0
    calls: dict[bool, tuple[str, datetime]] = field(default_factory=dict)
    """Who, of those with a name, has called for a direction, and when."""


class Wrong(AssertionError):
    """Something was done that the policy does not allow."""


class Home:
    """All that is known of a home, and what follows from it."""

    def __init__(self, now: datetime, mics: list[Mic], controls: list[Control]) -> None:
        """Begin with nobody known to be anywhere and no rules."""
        self.now = now
        self.mics = mics
        self.controls = controls
        self.rules: dict[str, RuleSpec] = {}
        self.disabled: set[str] = set()
        self.privacy = False
        self.scheduler = True
        self.known: dict[str, str | None] = {}
        self.remembered: dict[str, str] = {}
        self.grace_until: datetime | None = None
        self.watching = False

    # --- Rules ----------------------------------------------------------------------------------------------------------

    def about(self, mic: Mic) -> dict[str, RuleSpec]:
        """Return the rules about a microphone."""
        place = self.mics.index(mic)
        everywhere = {None, *range(len(self.mics), 9)}
        return {name: rule for name, rule in self.rules.items() if rule.only in everywhere or rule.only == place}

    def _mentioned(self) -> set[str]:
        found: set[str] = set()
        for rule in self.rules.values():
            if rule.persons is not None:
                found.update(rule.persons or (each for each in self.known if each.startswith("person.")))
            if rule.state is not None:
                found.add(MEETING)
        return found

    def says(self, entity: str) -> str | None:
        """Return what an entity says; before Home Assistant has started also what it last said."""
        value = self.known.get(entity)
        if value not in SILENT:
            return value
        return self.remembered.get(entity) if self.grace_until is not None and self.now < self.grace_until else None

    def value(self, name: str) -> bool | None:
        """Return whether a rule is active; None where that cannot be told."""
        rule = self.rules[name]
        if name in self.disabled:
            return False
        asked: list[bool | None] = []
        if rule.window is not None:
            asked.append(within(rule.window, rule.effect, self.now))
        if rule.persons is not None:
            there = [self.says(each) for each in rule.persons or [each for each in self.known if "person" in each]]
            if "home" in there:
                asked.append(False)
            else:
                asked.append(None if None in there or not there else True)
        if rule.state is not None:
            state = self.says(MEETING)
            asked.append(None if state is None else (state == rule.state) != rule.negate)
        worlds = product(*([False, True] if each is None else [each] for each in asked))
        answers = {all(world) if rule.match == "all" else any(world) for world in worlds}
        return answers.pop() if len(answers) == 1 else None

    def muting(self, mic: Mic) -> frozenset[str]:
        """Return the mute rules that count for a microphone; what cannot be told counts."""
        mutes = {name for name, rule in self.about(mic).items() if rule.effect == "mute"} if self.scheduler else set()
        return frozenset(name for name in mutes if self.value(name) is not False)

    def _may_listen(self, mic: Mic) -> bool:
        listens = [name for name, rule in self.about(mic).items() if rule.effect == "listen"]
        return self.scheduler and any(self.value(name) is True for name in listens)

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
            return 5 if self._may_listen(mic) else 6
        return 7

    def want(self, mic: Mic) -> str:
        """Return what is decided."""
        return LIVE if self.row(mic) in (3, 5, 7) else MUTED

    def quiet(self, mic: Mic) -> bool:
        """Whether it is quiet time."""
        return self.quiet_row(mic) in (1, 4, 6)

    def demanded(self, control: Control) -> bool:
        """Whether a control has to be muted at this moment."""
        return any(self.want(mic) == MUTED and mic.waits_until is None for mic in control.mics)

    def free(self, control: Control) -> bool:
        """Whether nothing wants a control muted."""
        return all(self.want(mic) == LIVE for mic in control.mics)

    def look(self) -> None:
        """Let everything lapse that is over, take mutes that are nobody's for a person's, and note what follows."""
        if not self.watching:
            return
        self.remembered = {
            each: said
            for each in self._mentioned()
            if (said := self.says(each) or self.remembered.get(each)) is not None
        }
        for _ in range(3):
            for mic in self.mics:
                self._lapse(mic)
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

    def _look_at(self, control: Control) -> None:
        if control.read is True and not control.ours:
            if all(mic.mute is not None for mic in control.mics):
                pass
            elif all(mic.spec.default == "muted" and self.want(mic) == MUTED for mic in control.mics):
                # By default muted, and so it should be: Earshot's from here on.
                control.ours = True
            else:
                for mic in control.mics:
                    if mic.mute is None:
                        mic.mute, mic.override = Held("hand"), None
        decided = self.demanded(control) or self.free(control)
        if control.asked is not None and control.asked[1] <= self.now and decided:
            towards_muted, control.asked = control.asked[0], None
            if towards_muted and control.read is False and self.demanded(control):
                control.failures += 1
            elif not towards_muted and control.read is True and control.ours and self.free(control):
                # A slider, or whatever else holds it against a release.
                control.ours = False
                for mic in control.mics:
                    mic.mute, mic.override = Held("hand"), None
        if control.read is False and self.free(control) and control.asked is None:
            control.ours = False
        if control.read is True or (self.free(control) and control.asked is None):
            control.failures = 0

    def _wait(self, mic: Mic) -> None:
        if mic.busy and mic.listening_since is not None and self.now >= mic.listening_since + timedelta(minutes=5):
            self._ends(mic)
        want = self.want(mic)
        if want == LIVE:
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
            if mic.mute is not None and not self._yields(mic.mute, origin, until):
                continue
            mic.mute = Held(origin, until)

    @staticmethod
    def _yields(standing: Held, origin: str, until: datetime | None) -> bool:
        """Whether a new word may take the place of a mute: only a person shortens a person's, and nobody what a hand set."""
        if until is None:
            return True
        if standing.until is None:
            return origin == standing.origin == "person"
        return origin == "person" or standing.origin != "person" or until >= standing.until

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
            control = self.control(mic)
            control.ours = control.ours or control.read is True
        return True

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
                control = self.control(mic)
                control.ours = control.ours or control.read is True
            mic.mute, mic.override = None, None
        return True

    def control(self, mic: Mic) -> Control:
        """Return the control of a microphone."""
        return next(control for control in self.controls if mic in control.mics)

    # --- What happens at the controls -----------------------------------------------------------------------------------

    def called(self, control: Control, muted: bool, author: str) -> None:
        """Take a person's call of the switch itself."""
        if author not in PEOPLE or not self.watching:
            return
        if muted and control.read is True:
            for mic in control.mics:
                mic.mute, mic.override = Held("person"), None
        else:
            control.calls[muted] = (author, self.now)

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
        control.asked = (muted, self.now + ANSWERS_WITHIN)

    def changed(self, control: Control, after: bool | None) -> None:
        """Take what the switch reads now."""
        before, control.read = control.read, after
        if not self.watching:
            return
        if after is None:
            control.asked = None
            return
        asked = None if control.asked is None else control.asked[0]
        if asked is after:
            control.asked = None
        author, called_at = control.calls.pop(after, (None, self.now))
        if self.now - called_at > timedelta(seconds=30):
            author = None
        if after:
            if author is not None:
                for mic in control.mics:
                    mic.mute, mic.override = Held("person"), None
        elif before is None or asked is None:
            self._unmuted(control, "device" if before is None else author or "unattributed")
        self.look()

    def _unmuted(self, control: Control, author: str) -> None:
        """Take that somebody other than Earshot has unmuted."""
        stands = [self._stands(mic, author) for mic in control.mics]
        if all(stands):
            control.ours = False

    def _stands(self, mic: Mic, author: str) -> bool:
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
        mic.put_right.append(self.now)
        return False

    # --- Life -----------------------------------------------------------------------------------------------------------

    def hears(self, mic: Mic, phase: str) -> None:
        """Take what a satellite shows."""
        if phase == "listening" and mic.phase != "listening":
            mic.heard_muted = self._against(mic) or (mic.busy and mic.heard_muted)
            mic.busy, mic.listening_since = True, self.now
        elif phase != "listening":
            mic.listening_since = None
        if phase in ("idle", "unavailable"):
            self._ends(mic)
        mic.phase = phase

    def _against(self, mic: Mic) -> bool:
        """Whether what is heard now is heard against a mute: one that is there, or should be by now."""
        there = any(control.read is True for control in self.controls if mic in control.mics)
        past_grace = mic.muted_since is not None and self.now >= mic.muted_since + timedelta(seconds=15)
        return there or (past_grace and mic.waits_until is None)

    def _ends(self, mic: Mic) -> None:
        if mic.busy and mic.heard_muted and mic.wanted == MUTED:
            mic.violated_at = self.now
        mic.busy = False

    def stop(self) -> None:
        """Take that nobody looks any more."""
        self.watching = False

    def start(self, *, booting: bool) -> None:
        """Take that Earshot looks for the first time."""
        self.watching = True
        self.grace_until = self.now + timedelta(seconds=60) if booting else None
        for control in self.controls:
            control.asked, control.failures = None, 0
            control.calls.clear()
        for mic in self.mics:
            mic.put_right.clear()
            mic.busy = mic.phase == "listening"
            mic.listening_since = self.now if mic.busy else None
            mic.waits_until = mic.wanted = mic.muted_since = mic.violated_at = None
        self.look()
        for mic in self.mics:
            mic.heard_muted = mic.busy and self._against(mic)
