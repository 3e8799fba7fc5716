"""What a home is made of, as the restated policy sees it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .spec import MicSpec

# Worst first.
ASSURANCES = ("software", "firmware", "power_cut")
_PATIENCE = timedelta(seconds=60)


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
    controls: list[Control] = field(default_factory=list)
    """What silences it, the preferred one first."""
    mute: Held | None = None
    holds: dict[str, datetime | None] = field(default_factory=dict)
    override: Override | None = None
    phase: str = "idle"
    streaming: bool = False
    """Whether sound leaves it while its satellite shows `idle`."""
    busy: bool = False
    busy_since: datetime | None = None
    listening_since: datetime | None = None
    wanted: str | None = None
    waits_until: datetime | None = None
    put_right: list[datetime] = field(default_factory=list)
    muted_since: datetime | None = None
    live_since: datetime | None = None
    """Since when it is decided live, after it was decided muted."""
    heard_muted: bool = False
    """Whether what it hears now, or a part of it, is heard against a mute."""
    captured_until: datetime | None = None
    """How long a raw capture runs; None where none does."""
    captured_since: datetime | None = None
    captured_muted: bool = False
    violated_at: datetime | None = None
    """When something had last got past its mute."""
    violations: list[datetime] = field(default_factory=list)

    @property
    def read(self) -> bool | None:
        """Whether anything mutes it; None where nothing can be told."""
        reads = [control.read for control in self.controls]
        return True if True in reads else False if False in reads else None

    @property
    def holding(self) -> Control | None:
        """The most trusted of the controls that mute it."""
        return max((control for control in self.controls if control.read), key=lambda each: each.trust, default=None)

    @property
    def assurance(self) -> str:
        """How far its mute can be trusted."""
        return (self.holding or self.controls[0]).assurance

    @property
    def certain(self) -> bool:
        """Whether it is proven silent: a device says so, or its power is cut."""
        return any(control.read and control.assurance != "software" for control in self.controls)


@dataclass
class Control:
    """A mute switch or a plug, and the microphones that it silences."""

    mics: list[Mic]
    read: bool | None
    since: datetime
    """Since when it reads so, or cannot be read."""
    assurance: str
    answers_within: timedelta = timedelta(seconds=5)
    boots_within: timedelta = timedelta()
    """How long a device needs until it can answer once this mutes no more."""
    ours: bool = False
    asked: tuple[bool, datetime] | None = None
    """What Earshot has asked for and not seen yet, and until when that may take."""
    failures: int = 0
    held: bool = False
    """Whether it was muted when it was last seen to go."""
    lost: bool = False
    """Whether a mute was gone when it came back, and nobody has counted that yet."""
    calls: dict[bool, tuple[str, datetime]] = field(default_factory=dict)
    """Who, of those with a name, has called for a direction, and when."""

    @property
    def trust(self) -> int:
        """The higher the better."""
        return ASSURANCES.index(self.assurance)

    def fails(self, mic: Mic, now: datetime) -> bool:
        """Whether something else has to stand in for it. A device that has got its power back has to start first."""
        if self.read is None:
            started = [other.since + other.boots_within for other in mic.controls if other.read is False]
            return all(now - since >= _PATIENCE for since in [self.since, *started])
        return not self.read and self.failures > 0


class Wrong(AssertionError):
    """Something was done that the policy does not allow."""
