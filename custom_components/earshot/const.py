"""Names that more than one room of Earshot uses."""

from datetime import timedelta
from enum import StrEnum
import logging
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "earshot"
LOGGER: Final = logging.getLogger(__package__)

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.EVENT,
    Platform.SENSOR,
    Platform.SWITCH,
]

LOG_FILE: Final = "earshot.db"

SUBENTRY_MICROPHONE: Final = "microphone"
SUBENTRY_RULE: Final = "rule"

# A microphone's subentry.
CONF_DEVICE: Final = "device_id"
CONF_SOURCES: Final = "sources"
CONF_CONTROLS: Final = "controls"
CONF_KIND: Final = "kind"
CONF_ENTITY: Final = "entity"
CONF_MUTED_STATE: Final = "muted_state"
CONF_ASSURANCE: Final = "assurance"
CONF_CONFIRMED: Final = "confirmed"
CONF_ALSO: Final = "also"
CONF_LEAST_HOLD: Final = "least_hold"
CONF_LIVE_STATE: Final = "live_state"
CONF_BOOT_TIME: Final = "boot_time"
CONF_MUTE_ACTIONS: Final = "mute_actions"
CONF_LIVE_ACTIONS: Final = "live_actions"
CONF_OBSERVATIONS: Final = "observations"
CONF_FAMILY: Final = "family"
CONF_VENDOR_CHECKS: Final = "vendor_checks"
CONF_DEFAULT: Final = "default"
CONF_KEEP_TRANSCRIPTS: Final = "keep_transcripts"
CONF_WHO_MAY_UNMUTE: Final = "who_may_unmute"

# A rule's subentry.
CONF_EFFECT: Final = "effect"
CONF_MATCH: Final = "match"
CONF_HOURS: Final = "hours"
CONF_DAYS: Final = "days"
CONF_START: Final = "start"
CONF_END: Final = "end"
CONF_PRESENCE: Final = "presence"
CONF_PERSONS: Final = "persons"
CONF_ALL_DAY: Final = "all_day"
CONF_SUN: Final = "sun"
CONF_OFFSET: Final = "offset"
CONF_SCHEDULES: Final = "schedules"
CONF_DAY_FILTER: Final = "day_filter"
CONF_KEEP: Final = "keep"
CONF_GUESTS: Final = "guests"
CONF_ZONE: Final = "zone"
CONF_COMPARISON: Final = "comparison"
CONF_COUNT: Final = "count"
CONF_STATES: Final = "states"
CONF_NEGATE: Final = "negate"
CONF_CONDITIONS: Final = "conditions"
CONF_TIMING: Final = "timing"
CONF_FOR: Final = "for"
CONF_ALL_MICROPHONES: Final = "all_microphones"
CONF_MICROPHONES: Final = "microphones"
CONF_AREAS: Final = "areas"
CONF_FLOORS: Final = "floors"
CONF_LABELS: Final = "labels"

# The entry's options.
CONF_RETENTION_DAYS: Final = "retention_days"
CONF_LINGER: Final = "linger"
CONF_LOG_IN_BACKUPS: Final = "log_in_backups"
CONF_LOG_READERS: Final = "log_readers"
CONF_PRIVACY_LIFTERS: Final = "privacy_mode_lifters"
CONF_ASLEEP_FROM: Final = "asleep_from"
CONF_ASLEEP_UNTIL: Final = "asleep_until"
CONF_TELEVISIONS: Final = "televisions"
CONF_NOTICE_NEW: Final = "notice_new"

DEFAULT_RETENTION_DAYS: Final = 30
DEFAULT_LINGER_SECONDS: Final = 5

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# A person's live override ends by itself after this, whatever its duration says (policy: row 3).
OVERRIDE_LIMIT: Final = timedelta(hours=12)
# A rule's mute waits this long for a command that is running, over all its follow-ups.
COMMAND_GRACE: Final = timedelta(seconds=15)
# The slow tick that looks again without any reason.
SAFETY_TICK: Final = timedelta(seconds=60)
# How long an input without a value keeps its last saved one while Home Assistant starts.
START_GRACE: Final = timedelta(seconds=60)


class LogReaders(StrEnum):
    """Who may read the log's content."""

    ADMINISTRATORS = "administrators"
    EVERYONE = "everyone"


class MicrophoneStatus(StrEnum):
    """What a microphone does now. That it is unknown is no member but the absence of a value."""

    MUTED = "muted"
    """The device itself confirms the mute, or its power is cut."""
    PAUSED = "paused"
    """Home Assistant holds its audio back; the device does not confirm it."""
    BLOCKED = "blocked"
    """Its upload is blocked."""
    MUTING = "muting"
    """A mute is decided and not read back yet."""
    ARMED = "armed"
    """Live, waiting for its wake word."""
    LISTENING = "listening"
    STREAMING = "streaming"
    """Audio leaves the device all the time."""
    RECORDING = "recording"
    """A raw capture is running."""
    UNOBSERVED = "unobserved"
    """Cannot be seen: may be listening."""


class ActivationEvent(StrEnum):
    """How the event entity tells of an activation."""

    WHILE_MUTED = "while_muted"
    MISFIRE = "misfire"
    CAPTURE = "capture"
    ACTIVATION = "activation"
