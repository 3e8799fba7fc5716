"""Rules once more, slow and simple: which are active, for all that is known of a home."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import compress, product
from zoneinfo import ZoneInfo

from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.windows import WEEK, Window
from tests.policy.oracle import DAY, hours_values

from .parts import Mic
from .spec import MEETING, RuleSpec

BERLIN = ZoneInfo("Europe/Berlin")
SILENT = (None, "unknown", "unavailable")


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


class Rules:
    """The rules of a home, and what they ask for."""

    def __init__(self, now: datetime, mics: list[Mic]) -> None:
        """Begin with nobody known to be anywhere and no rules."""
        self.now = now
        self.mics = mics
        self.rules: dict[str, RuleSpec] = {}
        self.disabled: set[str] = set()
        self.scheduler = True
        self.known: dict[str, str | None] = {}
        self.remembered: dict[str, str] = {}
        self.grace_until: datetime | None = None

    def about(self, mic: Mic) -> dict[str, RuleSpec]:
        """Return the rules about a microphone."""
        place = self.mics.index(mic)
        everywhere = {None, *range(len(self.mics), 9)}
        return {name: rule for name, rule in self.rules.items() if rule.only in everywhere or rule.only == place}

    def mentioned(self) -> set[str]:
        """Return the entities that rules ask for."""
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

    def may_listen(self, mic: Mic) -> bool:
        """Whether a listen rule is surely active."""
        listens = [name for name, rule in self.about(mic).items() if rule.effect == "listen"]
        return self.scheduler and any(self.value(name) is True for name in listens)

    def opened(self, name: str, on: bool) -> list[Mic]:
        """Return the microphones that could come to be live when a rule is turned on or off."""
        if not on:
            return [mic for mic in self.mics if name in self.muting(mic)]
        if self.rules[name].effect == "mute" or name not in self.disabled:
            return []
        return [mic for mic in self.mics if name in self.about(mic) and mic.spec.default == "muted"]

    def opened_by_scheduler(self, on: bool) -> bool:
        """Whether a microphone could come to be live when the scheduler is turned on or off, whichever rules are active."""
        for mic in self.mics:
            effects = [rule.effect for name, rule in self.about(mic).items() if name not in self.disabled]
            without = mic.spec.default == "live"
            for active in product([False, True], repeat=len(effects)):
                asked = set(compress(effects, active))
                ruled = "mute" not in asked and (without or "listen" in asked)
                if ruled is not without and ruled is on:
                    return True
        return False
