"""What the log keeps: one record per activation and one per change of a microphone's mute."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Longest texts kept, in characters. A sentence for a satellite is far shorter; what is longer is cut, not refused.
MAX_WORDS = 8_000
MAX_DETAIL = 4_000
MAX_NAME = 255

# The reason of a verdict that a person gave.
BY_PERSON = "person"

# Bounds in milliseconds beyond every instant that a datetime can hold.
EARLIEST = -(2**62)
LATEST = 2**62

_NO_ZONE = "an instant needs a time zone"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_milliseconds(instant: datetime) -> int:
    """Return whole milliseconds since the epoch. Raise ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError(_NO_ZONE)
    return (instant - EPOCH) // MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the instant in UTC."""
    return EPOCH + milliseconds * MILLISECOND


def clean(text: str, limit: int) -> str:
    """Return a plain string that every database can keep: no lone surrogates, no NUL, at most `limit` characters."""
    if len(text) <= limit and text.isascii() and "\0" not in text:
        return text
    return text[:limit].encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


# Not frozen: a page makes fifty of them, and frozen they would cost four times as much.
@dataclass(slots=True)
class ActivationRecord:
    """One activation as the log keeps it, its words only for microphones that opted in.

    Enumerations are their plain values. Where a person corrected the verdict, `misfire` is theirs, `misfire_reason` is
    BY_PERSON and `corrected_from` the classifier's own reason, None where it saw no misfire; correcting is not for
    those who append. `unusual` are keys without a comma. Stored, instants are cut to milliseconds in UTC, an `end` before `start`, as a clock set back
    would give, becomes `start`, and texts are cut to what a database can keep. Raises ValueError for an instant
    without a time zone.
    """

    start: datetime
    end: datetime
    microphone_id: str
    kind: str
    outcome: str
    started_by: str
    misfire: bool = False
    misfire_reason: str | None = None
    corrected_from: str | None = None
    while_muted: bool = False
    wake_phrase: str | None = None
    home_count: int | None = None
    decision: str | None = None
    unusual: tuple[str, ...] = ()
    transcript: str | None = None
    reply: str | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        """Check the instants. The rest is left to the writing thread, so that it costs the caller nothing."""
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(_NO_ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """One change of a microphone's mute, or with `microphone_id` None of the home's.

    `status` is the new status, None where it is unknown or does not apply. `cause` says who or what did it: rule,
    person, device, automation, privacy_mode, default, startup, failure, violation, purge, gap or unattributed.
    `detail` is a short JSON text. Raises ValueError for an instant without a time zone.
    """

    at: datetime
    microphone_id: str | None
    cause: str
    status: str | None = None
    detail: str | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        """Check the instant."""
        if self.at.tzinfo is None:
            raise ValueError(_NO_ZONE)


type Record = ActivationRecord | ChangeRecord


def moment(record: Record) -> datetime:
    """Return the instant by which a record is found, purged and retained: an activation's start, a change's moment."""
    return record.start if isinstance(record, ActivationRecord) else record.at


def _key(record: Record) -> str | None:
    return None if record.microphone_id is None else clean(record.microphone_id, MAX_NAME)


def belongs_to(record: Record, start: datetime | None, end: datetime | None, microphone_id: str | None) -> bool:
    """Return whether a record lies in `start` (included) to `end` (excluded) and is that microphone's; None: any."""
    return (
        (start is None or moment(record) >= start)
        and (end is None or moment(record) < end)
        and (microphone_id is None or _key(record) == microphone_id)
    )
