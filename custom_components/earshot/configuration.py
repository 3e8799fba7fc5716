"""The entry, its subentries and its options as typed values: the picture that everything else works from.

Data of a `microphone` subentry::

    {"device_id": str | None, "family": str | None,
     "sources": [{"kind": <SOURCE_KINDS>, "entity": <reference>}],
     "controls": [{"kind": <CONTROL_KINDS>, "entity": <reference>, "muted_state": str, "assurance": <Assurance>, "confirmed": bool,
                   "also": [<reference>], "live_state": str, "boot_time": <seconds>, "least_hold": <seconds>, "mute_actions": [<action>], "live_actions": [<action>]}],
     "observations": [{"kind": <ObservationKind>, "entity": <reference>}],
     "vendor_checks": {<check>: <date>},
     "default": "live" | "muted", "who_may_unmute": <UnmutePolicy>, "keep_transcripts": bool}

The first control is the one that is used; a later one stands in where those before it fail. Of a control's fields those after
`confirmed` are there where its kind has them.

A rule's data are described where they are read: `rule_config.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from .const import (
    CONF_ALSO,
    CONF_ASLEEP_FROM,
    CONF_ASLEEP_UNTIL,
    CONF_ASSURANCE,
    CONF_BOOT_TIME,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FAMILY,
    CONF_KEEP_TRANSCRIPTS,
    CONF_KIND,
    CONF_LEAST_HOLD,
    CONF_LINGER,
    CONF_LIVE_ACTIONS,
    CONF_LIVE_STATE,
    CONF_LOG_IN_BACKUPS,
    CONF_LOG_READERS,
    CONF_MUTE_ACTIONS,
    CONF_MUTED_STATE,
    CONF_NOTICE_NEW,
    CONF_OBSERVATIONS,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    CONF_SOURCES,
    CONF_VENDOR_CHECKS,
    CONF_WHO_MAY_UNMUTE,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    SUBENTRY_MICROPHONE,
    SUBENTRY_RULE,
    LogReaders,
)
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .microphones.observations import ObservationConfig, ObservationKind
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
    observations: tuple[ObservationConfig, ...] = ()
    family: str | None = None
    """The recipe that it was found by."""
    vendor_checks: Mapping[str, date] = field(default_factory=dict)
    """What a person has looked up and settled with the vendor, and when."""

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
            observations=tuple(
                ObservationConfig(ObservationKind(each[CONF_KIND]), each[CONF_ENTITY])
                for each in data.get(CONF_OBSERVATIONS, ())
            ),
            family=data.get(CONF_FAMILY),
            vendor_checks={key: date.fromisoformat(day) for key, day in data.get(CONF_VENDOR_CHECKS, {}).items()},
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
    log_in_backups: bool
    """Whether backups take the log along."""
    notice_new: bool
    """Whether a repair tells of microphones that are not in Earshot's care."""
    asleep: tuple[time, time] | None
    """From when until when the home sleeps, by local time; None where nobody has said."""

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


def _control(data: Mapping[str, Any]) -> ControlConfig:
    return ControlConfig(
        kind=data[CONF_KIND],
        entity=data[CONF_ENTITY],
        muted_state=data[CONF_MUTED_STATE],
        assurance=Assurance(data[CONF_ASSURANCE]),
        confirmed=data[CONF_CONFIRMED],
        live_state=data.get(CONF_LIVE_STATE),
        boot_time=timedelta(seconds=data.get(CONF_BOOT_TIME, 0)),
        mute_actions=tuple(data.get(CONF_MUTE_ACTIONS, ())),
        live_actions=tuple(data.get(CONF_LIVE_ACTIONS, ())),
        also=tuple(data.get(CONF_ALSO, ())),
        least_hold=timedelta(seconds=data.get(CONF_LEAST_HOLD, 0)),
    )
