"""The entry, its subentries and its options as typed values: the picture that everything else works from.

What subentries hold is described where it is read: `microphone_config.py` and `rule_config.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry

from .const import (
    CONF_ASLEEP_FROM,
    CONF_ASLEEP_UNTIL,
    CONF_LINGER,
    CONF_LOG_IN_BACKUPS,
    CONF_LOG_READERS,
    CONF_NOTICE_NEW,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    CONF_TELEVISIONS,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    SUBENTRY_MICROPHONE,
    SUBENTRY_RULE,
    LogReaders,
)
from .microphone_config import MicrophoneConfig
from .microphones.references import EntityReference
from .policy.unmute import UnmutePolicy
from .rule_config import RuleConfig


@dataclass(frozen=True, slots=True)
class Options:
    """The entry's options."""

    retention: timedelta
    """How long the log keeps its rows; zero keeps no log."""
    linger: timedelta
    """How long the recording indicator stays on after its reason has gone."""
    log_readers: LogReaders
    privacy_mode_lifters: UnmutePolicy
    log_in_backups: bool
    """Whether backups take the log along."""
    notice_new: bool
    """Whether a repair tells of microphones that are not in Earshot's care."""
    asleep: tuple[time, time] | None
    """From when until when the home sleeps, by local time; None where nobody has said."""
    televisions: tuple[EntityReference, ...]
    """The media players that a microphone may take for a person."""

    @classmethod
    def from_mapping(cls, options: Mapping[str, Any]) -> Self:
        """Read the options, with what holds where nothing was chosen."""
        return cls(
            retention=timedelta(days=options.get(CONF_RETENTION_DAYS, DEFAULT_RETENTION_DAYS)),
            linger=timedelta(seconds=options.get(CONF_LINGER, DEFAULT_LINGER_SECONDS)),
            log_readers=LogReaders(options.get(CONF_LOG_READERS, LogReaders.ADMINISTRATORS)),
            privacy_mode_lifters=UnmutePolicy(options.get(CONF_PRIVACY_LIFTERS, UnmutePolicy.USERS)),
            log_in_backups=options.get(CONF_LOG_IN_BACKUPS, True),
            notice_new=options.get(CONF_NOTICE_NEW, True),
            asleep=_hours(options.get(CONF_ASLEEP_FROM), options.get(CONF_ASLEEP_UNTIL)),
            televisions=tuple(options.get(CONF_TELEVISIONS, ())),
        )


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that the user has chosen."""

    microphones: Mapping[str, MicrophoneConfig]
    rules: Mapping[str, RuleConfig]
    options: Options

    @classmethod
    def from_entry(cls, entry: ConfigEntry) -> Self:
        """Read the entry with all its subentries."""
        return cls(
            microphones={
                subentry.subentry_id: MicrophoneConfig.from_subentry(subentry)
                for subentry in entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
            },
            rules={
                subentry.subentry_id: RuleConfig.from_subentry(subentry)
                for subentry in entry.get_subentries_of_type(SUBENTRY_RULE)
            },
            options=Options.from_mapping(entry.options),
        )


def _hours(start: str | None, end: str | None) -> tuple[time, time] | None:
    return None if start is None or end is None else (time.fromisoformat(start), time.fromisoformat(end))
