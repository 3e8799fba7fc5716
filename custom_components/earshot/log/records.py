"""What the log keeps: one record per activation and one per change of a microphone's mute."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Longest texts kept, in characters. A sentence for a satellite is far shorter; what is longer is cut, not refused.
MAX_WORDS = 8_000
MAX_DETAIL = 4_000
MAX_NAME = 255

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_MOST_AT_HOME = 10_000


def to_milliseconds(instant: datetime) -> int:
    """Return whole milliseconds since the epoch. Raise ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return (instant - _EPOCH) // _MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the instant in UTC."""
    return _EPOCH + milliseconds * _MILLISECOND


def clean(text: str, limit: int) -> str:
    """Return a plain string that every database can keep: no lone surrogates, no NUL, at most `limit` characters."""
    return text[:limit].encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _clean_optional(text: str | None, limit: int) -> str | None:
    return None if text is None else clean(text, limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationRecord:
    """One activation as the log keeps it, its words only for microphones that opted in.

    Instants are cut to milliseconds in UTC; an `end` before `start`, as a clock set back would give, becomes `start`.
    Enumerations are their plain values. Raises ValueError for an instant without a time zone.
    """

    start: datetime
    end: datetime
    microphone_id: str
    kind: str
    outcome: str
    started_by: str
    misfire: bool = False
    misfire_reason: str | None = None
    while_muted: bool = False
    wake_phrase: str | None = None
    home_count: int | None = None
    decision: str | None = None
    transcript: str | None = None
    reply: str | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        """Bring every field into the form in which it is stored, so that what is read equals what was written."""
        put = object.__setattr__
        start = to_milliseconds(self.start)
        put(self, "start", from_milliseconds(start))
        put(self, "end", from_milliseconds(max(start, to_milliseconds(self.end))))
        for name in ("microphone_id", "kind", "outcome", "started_by"):
            put(self, name, clean(getattr(self, name), MAX_NAME))
        for name in ("misfire_reason", "wake_phrase", "decision"):
            put(self, name, _clean_optional(getattr(self, name), MAX_NAME))
        for name in ("transcript", "reply"):
            put(self, name, _clean_optional(getattr(self, name), MAX_WORDS))
        if self.home_count is not None:
            put(self, "home_count", min(max(self.home_count, 0), _MOST_AT_HOME))


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
        """Bring every field into the form in which it is stored, so that what is read equals what was written."""
        put = object.__setattr__
        put(self, "at", from_milliseconds(to_milliseconds(self.at)))
        put(self, "microphone_id", _clean_optional(self.microphone_id, MAX_NAME))
        put(self, "cause", clean(self.cause, MAX_NAME))
        put(self, "status", _clean_optional(self.status, MAX_NAME))
        put(self, "detail", _clean_optional(self.detail, MAX_DETAIL))


type Record = ActivationRecord | ChangeRecord


def moment(record: Record) -> datetime:
    """Return the instant by which a record is found, purged and retained: an activation's start, a change's moment."""
    return record.start if isinstance(record, ActivationRecord) else record.at


def belongs_to(record: Record, start: datetime | None, end: datetime | None, microphone_id: str | None) -> bool:
    """Return whether a record lies in `start` (included) to `end` (excluded) and is that microphone's; None: any."""
    return (
        (start is None or moment(record) >= start)
        and (end is None or moment(record) < end)
        and (microphone_id is None or record.microphone_id == microphone_id)
    )
