"""The words of the policy: what stands for a microphone, and what is decided about it.

Every instant is an aware `datetime` in UTC. Reasons are data, never prose: words are made where they are shown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

# How long an override lasts at most, whatever was asked for.
OVERRIDE_LIMIT: Final = timedelta(hours=12)


class Want(StrEnum):
    """What the policy wants of a microphone."""

    MUTED = "muted"
    LIVE = "live"


class Effect(StrEnum):
    """What an active rule is for: to mute, or to let a microphone listen that is muted by default."""

    MUTE = "mute"
    LISTEN = "listen"


class Default(StrEnum):
    """What a microphone is when nothing else speaks."""

    LIVE = "live"
    MUTED = "muted"


class Row(IntEnum):
    """The rows of the precedence table; the first that applies decides."""

    PRIVACY_MODE = 1
    PERSON_OR_HOLD = 2
    OVERRIDE = 3
    RULE = 4
    LISTEN_RULE = 5
    DEFAULT = 6
    NOTHING = 7

    @property
    def want(self) -> Want:
        """What this row decides."""
        return Want.LIVE if self in _LIVE_ROWS else Want.MUTED


_LIVE_ROWS: Final = frozenset({Row.OVERRIDE, Row.LISTEN_RULE, Row.NOTHING})


class Origin(StrEnum):
    """Who put a mute or an override there."""

    PERSON = "person"
    DEVICE = "device"
    UNATTRIBUTED = "unattributed"
    AUTOMATION = "automation"


@dataclass(frozen=True, slots=True)
class PersonMute:
    """A person's mute. `until` is `None` where it stands until a person lifts it."""

    since: datetime
    until: datetime | None
    origin: Origin
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class NamedHold:
    """An automation's own hold. `until` is `None` where it stands until it is released."""

    name: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision to have a microphone live although rules or its default would mute it.

    `rules` holds the ids of the microphone's mute rules that were active when it was made: any change of that set
    lifts it. Raises ValueError unless `until` is after `since` and at most `OVERRIDE_LIMIT` after it.
    """

    since: datetime
    until: datetime
    origin: Origin
    user_id: str | None
    rules: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse what would never be, or always be, in force."""
        if not self.since < self.until <= self.since + OVERRIDE_LIMIT:
            raise ValueError(f"An override lasts more than nothing and at most {OVERRIDE_LIMIT}")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one microphone, apart from rules. Holds are in the order in which they are shown."""

    default: Default = Default.LIVE
    person_mute: PersonMute | None = None
    holds: tuple[NamedHold, ...] = ()
    override: Override | None = None


class HoldKind(StrEnum):
    """The kinds of standing reasons to be muted, highest first."""

    PRIVACY_MODE = "privacy_mode"
    PERSON = "person"
    AUTOMATION = "automation"
    RULE = "rule"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Hold:
    """One standing reason to be muted.

    `id` is a rule's id, `name` that of a rule or a named hold. `until` is when it ends by itself, `None` where that
    is not known. `undetermined` names the inputs that could not be evaluated and for whose sake it counts.
    """

    kind: HoldKind
    id: str | None = None
    name: str | None = None
    until: datetime | None = None
    undetermined: tuple[str, ...] = ()
    origin: Origin | None = None
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the policy wants of one microphone now, why, and when that will change.

    `holds` are all that stand, highest first, also those that `row` does not need or that an override or a listen
    rule sets aside. `override` is there while it is in force, also where a higher row decides. `next_change` is the
    first instant at which `want` flips if every observed fact stays as it is.
    """

    want: Want
    row: Row
    holds: tuple[Hold, ...]
    override: Override | None
    listen_rules: tuple[str, ...]
    next_change: datetime | None

    @property
    def waits_for_command(self) -> bool:
        """Whether a running command is let finish before the mute, as for rules and defaults."""
        return self.row is Row.RULE or self.row is Row.DEFAULT


@dataclass(frozen=True, slots=True)
class DecisionSpan:
    """A stretch of time, start included and end excluded, with one want and one set of holds."""

    start: datetime
    end: datetime
    want: Want
    holds: tuple[Hold, ...]
