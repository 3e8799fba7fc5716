"""What the model-based test draws: a home, and what happens in it, step by step. Everything is shown as it can be written down again."""

from dataclasses import dataclass, fields
from typing import Any, override

from hypothesis import strategies as st

PERSONS = ("person.anna", "person.ben")
MEETING = "binary_sensor.meeting"
# Local wall times. Those of the small hours meet the clocks' changes.
WINDOWS = (("22:00", "07:00"), ("21:15", "21:30"), ("02:15", "02:45"), ("01:30", "03:15"), ("22:30", "21:45"))
# UTC: an evening in Berlin, and the evenings before the clocks go back and forward.
EVENINGS = ("2026-10-20T19:00", "2026-10-24T19:40", "2026-03-28T20:10")
TITLES = ("Kitchen", "Bedroom", "Hall")


class _Shown:
    """Is shown without what is as usual, so that a long list of steps can be read."""

    @override
    def __repr__(self) -> str:
        values = [getattr(self, field.name) for field in fields(self)]
        return f"{type(self).__name__}({', '.join(map(repr, values))})"


@dataclass(frozen=True, repr=False)
class RuleSpec(_Shown):
    """A rule: hours, who is home, and an entity's state, as far as each is asked for."""

    effect: str = "mute"
    window: tuple[str, str] | None = None
    persons: tuple[str, ...] | None = None
    """Active while none of these is home; of everyone where none is named."""
    state: str | None = None
    negate: bool = False
    match: str = "all"
    only: int | None = None
    """The microphone that it is about; None for all."""


@dataclass(frozen=True, repr=False)
class MicSpec(_Shown):
    """How a microphone is set."""

    default: str = "live"
    who: str = "users"


@dataclass(frozen=True, repr=False)
class PlugSpec(_Shown):
    """A smart plug that stands in for the switches of some microphones."""

    mics: tuple[int, ...]
    powers: bool
    """Whether the devices of these microphones are really plugged in: without power they go, and boot when it is back."""
    forgets: bool = False
    """Whether those come back unmuted, whatever they were."""
    alone: bool = False
    """Whether it is all that mutes the hall."""


@dataclass(frozen=True, repr=False)
class HomeSpec(_Shown):
    """A home: kitchen (Home Assistant's belief), bedroom (confirms), and perhaps a hall that shares one of their switches."""

    evening: str
    mics: tuple[MicSpec, ...]
    shares: int
    rules: tuple[RuleSpec, ...]
    plug: PlugSpec | None = None


class Step(_Shown):
    """Something that happens."""


@dataclass(frozen=True, repr=False)
class Wait(Step):
    """Time passes, in strides of five minutes at most."""

    minutes: int


@dataclass(frozen=True, repr=False)
class Seconds(Step):
    """Time passes, from timer to timer."""

    seconds: int


@dataclass(frozen=True, repr=False)
class Mute(Step):
    """Somebody tells Earshot to mute."""

    mics: tuple[int, ...]
    author: str
    minutes: int | None = None


@dataclass(frozen=True, repr=False)
class Unmute(Step):
    """Somebody tells Earshot to unmute."""

    mics: tuple[int, ...]
    author: str
    minutes: int | None = None


@dataclass(frozen=True, repr=False)
class Resume(Step):
    """Somebody tells Earshot to resume the schedule."""

    mics: tuple[int, ...]
    author: str


@dataclass(frozen=True, repr=False)
class Hold(Step):
    """An automation sets its named hold."""

    mics: tuple[int, ...]
    name: str
    minutes: int | None = None


@dataclass(frozen=True, repr=False)
class Release(Step):
    """An automation drops its named hold."""

    mics: tuple[int, ...]
    name: str


@dataclass(frozen=True, repr=False)
class Privacy(Step):
    """Somebody turns privacy mode on or off."""

    on: bool
    author: str


@dataclass(frozen=True, repr=False)
class Scheduler(Step):
    """Somebody turns the scheduler on or off."""

    on: bool
    author: str


@dataclass(frozen=True, repr=False)
class Enable(Step):
    """Somebody turns a rule on or off."""

    rule: int
    on: bool
    author: str


@dataclass(frozen=True, repr=False)
class AddRule(Step):
    """A rule is added."""

    rule: RuleSpec


@dataclass(frozen=True, repr=False)
class ChangeRule(Step):
    """A rule is changed in place."""

    place: int
    rule: RuleSpec


@dataclass(frozen=True, repr=False)
class RemoveRule(Step):
    """A rule is removed."""

    place: int


@dataclass(frozen=True, repr=False)
class ChangeMic(Step):
    """A microphone is changed in place."""

    mic: int
    spec: MicSpec


@dataclass(frozen=True, repr=False)
class Call(Step):
    """Somebody calls the mute switch itself."""

    mic: int
    muted: bool
    author: str


@dataclass(frozen=True, repr=False)
class Hand(Step):
    """Somebody presses the button at the device."""

    mic: int
    muted: bool


@dataclass(frozen=True, repr=False)
class Slider(Step):
    """Somebody moves the device's slider, which no software can overrule."""

    mic: int
    on: bool


@dataclass(frozen=True, repr=False)
class Leave(Step):
    """A device becomes unavailable."""

    mic: int


@dataclass(frozen=True, repr=False)
class Return(Step):
    """A device comes back, as it was or otherwise."""

    mic: int
    muted: bool | None = None


@dataclass(frozen=True, repr=False)
class Habit(Step):
    """A device obeys at once, never, or after some seconds."""

    mic: int
    delay: int | None


@dataclass(frozen=True, repr=False)
class Phase(Step):
    """A satellite shows what it does."""

    mic: int
    phase: str


@dataclass(frozen=True, repr=False)
class Stream(Step):
    """A satellite begins or ceases to stream while it shows `idle`."""

    mic: int
    on: bool


@dataclass(frozen=True, repr=False)
class Capture(Step):
    """An administrator records raw sound from a satellite."""

    mic: int
    seconds: int


@dataclass(frozen=True, repr=False)
class Presence(Step):
    """A person comes, goes, or is not known any more."""

    person: str
    state: str | None


@dataclass(frozen=True, repr=False)
class Meeting(Step):
    """The entity that rules mention changes, or goes."""

    state: str | None


@dataclass(frozen=True, repr=False)
class Restart(Step):
    """Earshot is unloaded and loaded again, or killed; meanwhile time passes and a hand may be at a device."""

    killed: bool
    minutes: int = 0
    hand: tuple[int, bool] | None = None
    boot: bool = False
    """Whether Home Assistant itself starts: devices and persons are not there yet."""


# Where a step is about a control, this one stands for the plug.
PLUG = 3
_mic = st.integers(0, 2)
_thing = st.sampled_from([0, 0, 1, 1, 2, PLUG, PLUG])
_some = st.sampled_from([(0,), (0,), (1,), (1,), (2,), (0, 1), (0, 1, 2)])
_author = st.sampled_from(["admin", "user", "automation"])
_duration = st.sampled_from([None, None, 10, 45, 14 * 60])
_on = st.booleans()
_window = st.none() | st.sampled_from(WINDOWS)
_rule = st.builds(
    RuleSpec,
    st.sampled_from(["mute", "mute", "listen"]),
    _window,
    st.sampled_from([None, None, (), PERSONS, PERSONS[:1]]),
    st.sampled_from([None, "on"]),
    _on,
    st.sampled_from(["all", "any"]),
    st.sampled_from([None, None, 0, 1]),
).filter(lambda rule: rule.window is not None or rule.persons is not None or rule.state is not None)
_mic_spec = st.builds(
    MicSpec,
    st.sampled_from(["live", "live", "muted"]),
    st.sampled_from(["users", "users", "nobody", "administrators", "anyone"]),
)
_plug = st.builds(PlugSpec, st.sampled_from([(0,), (1,), (0, 1), (0, 2), (1, 2)]), _on, _on, _on)
homes = st.builds(
    HomeSpec,
    st.sampled_from(EVENINGS),
    st.lists(_mic_spec, min_size=2, max_size=3).map(tuple),
    st.integers(0, 1),
    st.lists(_rule, max_size=2).map(tuple),
    st.none() | _plug,
)
_time = st.one_of(
    st.builds(Wait, st.sampled_from([1, 15, 30, 60, 180, 420])),
    st.builds(Seconds, st.sampled_from([1, 3, 6, 16, 40, 90])),
)
_control = st.one_of(
    st.builds(Call, _thing, _on, _author),
    st.builds(Hand, _thing, _on),
    st.builds(Slider, _thing, _on),
    st.builds(Leave, _thing),
    st.builds(Return, _thing, st.sampled_from([None, False, True])),
    st.builds(Habit, _thing, st.sampled_from([0, 0, None, 2, 7])),
)
_commands = st.one_of(
    st.builds(Mute, _some, _author, _duration),
    st.builds(Unmute, _some, _author, _duration),
    st.builds(Unmute, _some, st.just("admin"), _duration),
    st.builds(Resume, _some, _author),
    st.builds(Hold, _some, st.sampled_from(["film", "call"]), _duration),
    st.builds(Release, _some, st.sampled_from(["film", "call"])),
    st.builds(Privacy, _on, _author),
    st.builds(Scheduler, _on, _author),
)
_rules = st.one_of(
    st.builds(Enable, st.integers(0, 3), _on, _author),
    st.builds(AddRule, _rule),
    st.builds(ChangeRule, st.integers(0, 3), _rule),
    st.builds(RemoveRule, st.integers(0, 3)),
    st.builds(ChangeMic, _mic, _mic_spec),
)
_world = st.one_of(
    st.builds(Phase, _mic, st.sampled_from(["listening", "listening", "processing", "idle"])),
    st.builds(Stream, _mic, _on),
    st.builds(Capture, _mic, st.sampled_from([2, 10, 70])),
    st.builds(Presence, st.sampled_from(PERSONS), st.sampled_from(["home", "not_home", "unknown", None])),
    st.builds(Meeting, st.sampled_from(["on", "off", "unavailable", None])),
)
_restarts = st.builds(
    Restart,
    _on,
    st.sampled_from([0, 0, 5, 120]),
    st.none() | st.tuples(_thing, _on),
    _on,
)
_step = st.one_of(_time, _time, _control, _control, _commands, _commands, _rules, _world, _world, _restarts)
# What has to come together to be of interest.
_mid_command = st.tuples(st.builds(Phase, _mic, st.just("listening")), st.builds(Meeting, st.just("on")), _step)
_unheeded = st.tuples(st.builds(Habit, _thing, st.sampled_from([None, 2, 7])), _commands | _world, _time)
_by_hand = st.tuples(st.builds(Hand, _thing, st.just(True)), _step, st.builds(Hand, _thing, st.just(False)))
_stood_in_for = st.tuples(
    st.one_of(st.builds(Leave, _mic), st.builds(Habit, _mic, st.just(None))),
    _commands | _world,
    st.just(Seconds(90)),
    _step,
)
_scenes = st.one_of(
    st.just(()), st.tuples(_step), st.tuples(_step), st.tuples(_step), _mid_command, _unheeded, _by_hand, _stood_in_for
)
# Long lives find more; what does not matter in one that fails is shrunk to nothing at all.
lives = st.lists(_scenes, min_size=10, max_size=25).map(lambda scenes: [step for scene in scenes for step in scene])


def titled(drawn: HomeSpec) -> list[str]:
    """Return the names of the home's microphones."""
    return list(TITLES[: len(drawn.mics)])


def as_rule_data(rule: RuleSpec, microphone_ids: list[str]) -> dict[str, Any]:
    """Return a rule's subentry data as the flow would make them."""
    everywhere = rule.only is None or rule.only >= len(microphone_ids)
    data: dict[str, Any] = {
        "effect": rule.effect,
        "match": rule.match,
        "all_microphones": everywhere,
        "microphones": [] if everywhere else [microphone_ids[rule.only or 0]],
    }
    if rule.window is not None:
        days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        start, end = rule.window
        data["hours"] = [{"days": days, "start": f"{start}:00", "end": f"{end}:00"}]
    if rule.persons is not None:
        data["presence"] = {"kind": "nobody_home", "persons": list(rule.persons)}
    if rule.state is not None:
        data["states"] = [{"entity": MEETING, "states": [rule.state], "negate": rule.negate}]
    return data
