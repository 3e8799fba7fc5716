"""The entry, its subentries and its options as typed values: the picture that everything else works from.

Data of a `microphone` subentry::

    {"device_id": str | None, "sources": [{"kind": "assist_satellite", "entity": <reference>}],
     "controls": [{"kind": "switch", "entity": <reference>, "muted_state": "on" | "off", "assurance": <Assurance>, "confirmed": bool}],
     "default": "live" | "muted", "who_may_unmute": <UnmutePolicy>, "keep_transcripts": bool}

A rule's data are described where they are read: `rule_config.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import (
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_KEEP_TRANSCRIPTS,
    CONF_KIND,
    CONF_LINGER,
    CONF_LOG_READERS,
    CONF_MUTED_STATE,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    CONF_SOURCES,
    CONF_WHO_MAY_UNMUTE,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    SUBENTRY_MICROPHONE,
    SUBENTRY_RULE,
    LogReaders,
)
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .microphones.sources.model import SourceConfig
from .policy.model import Default
from .policy.unmute import UnmutePolicy
from .rule_config import RuleConfig


@dataclass(frozen=True, slots=True)
class MicrophoneConfig:
    """One microphone in Earshot's care."""

    id: str
    name: str
    device_id: str | None
    sources: tuple[SourceConfig, ...]
    controls: tuple[ControlConfig, ...]
    default: Default
    who_may_unmute: UnmutePolicy
    keep_transcripts: bool

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a `microphone` subentry."""
        data = subentry.data
        return cls(
            id=subentry.subentry_id,
            name=subentry.title,
            device_id=data.get(CONF_DEVICE),
            sources=tuple(SourceConfig(source[CONF_KIND], source[CONF_ENTITY]) for source in data[CONF_SOURCES]),
            controls=tuple(_control(control) for control in data[CONF_CONTROLS]),
            default=Default(data.get(CONF_DEFAULT, Default.LIVE)),
            who_may_unmute=UnmutePolicy(data.get(CONF_WHO_MAY_UNMUTE, UnmutePolicy.USERS)),
            keep_transcripts=data.get(CONF_KEEP_TRANSCRIPTS, False),
        )


@dataclass(frozen=True, slots=True)
class Options:
    """The entry's options."""

    retention: timedelta
    """How long the log keeps its rows; zero keeps no log."""
    linger: timedelta
    """How long the recording indicator stays on after its reason has gone."""
    log_readers: LogReaders
    privacy_mode_lifters: UnmutePolicy

    @classmethod
    def from_mapping(cls, options: Mapping[str, Any]) -> Self:
        """Read the options, with what holds where nothing was chosen."""
        return cls(
            retention=timedelta(days=options.get(CONF_RETENTION_DAYS, DEFAULT_RETENTION_DAYS)),
            linger=timedelta(seconds=options.get(CONF_LINGER, DEFAULT_LINGER_SECONDS)),
            log_readers=LogReaders(options.get(CONF_LOG_READERS, LogReaders.ADMINISTRATORS)),
            privacy_mode_lifters=UnmutePolicy(options.get(CONF_PRIVACY_LIFTERS, UnmutePolicy.USERS)),
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


def _control(data: Mapping[str, Any]) -> ControlConfig:
    return ControlConfig(
        kind=data[CONF_KIND],
        entity=data[CONF_ENTITY],
        muted_state=data[CONF_MUTED_STATE],
        assurance=Assurance(data[CONF_ASSURANCE]),
        confirmed=data[CONF_CONFIRMED],
    )
