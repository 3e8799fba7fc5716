"""The entry, its subentries and its options as typed values: the picture that everything else works from.

Data of a `microphone` subentry::

    {"device_id": str | None, "sources": [{"kind": "assist_satellite", "entity": <reference>}],
     "controls": [{"kind": "switch", "entity": <reference>, "muted_state": "on" | "off", "assurance": <Assurance>, "confirmed": bool}],
     "default": "live" | "muted", "who_may_unmute": <UnmutePolicy>, "keep_transcripts": bool}

Data of a `rule` subentry::

    {"effect": "mute" | "listen", "match": "all" | "any", "all_microphones": bool, "microphones": [<subentry id>],
     "hours": [{"days": ["mon", ...], "start": "22:00:00", "end": "07:00:00"}],
     "presence": {"nobody_home": bool, "persons": [<entity id>]}}

Without persons, "nobody home" is about everyone that Home Assistant knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Self

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.util import dt as dt_util

from .const import (
    CONF_ALL_MICROPHONES,
    CONF_ASSURANCE,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DAYS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_EFFECT,
    CONF_END,
    CONF_ENTITY,
    CONF_HOURS,
    CONF_KEEP_TRANSCRIPTS,
    CONF_KIND,
    CONF_LINGER,
    CONF_LOG_READERS,
    CONF_MATCH,
    CONF_MICROPHONES,
    CONF_MUTED_STATE,
    CONF_NOBODY_HOME,
    CONF_PERSONS,
    CONF_PRESENCE,
    CONF_PRIVACY_LIFTERS,
    CONF_RETENTION_DAYS,
    CONF_SOURCES,
    CONF_START,
    CONF_WHO_MAY_UNMUTE,
    DEFAULT_LINGER_SECONDS,
    DEFAULT_RETENTION_DAYS,
    SUBENTRY_MICROPHONE,
    SUBENTRY_RULE,
    WEEKDAYS,
    LogReaders,
)
from .mentions import Mentions
from .microphones.assurance import Assurance
from .microphones.controls.model import ControlConfig
from .microphones.sources.model import SourceConfig
from .policy.model import Default
from .policy.rules import Condition, Effect, HoursCondition, Match, NobodyHome, Rule
from .policy.unmute import UnmutePolicy
from .policy.windows import Hours, Window


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
class RuleConfig:
    """One rule and the microphones that it is about."""

    rule: Rule
    mentions: Mentions
    all_microphones: bool
    microphones: frozenset[str]

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a `rule` subentry."""
        data = subentry.data
        return cls(
            rule=Rule(
                id=subentry.subentry_id,
                name=subentry.title,
                effect=Effect(data.get(CONF_EFFECT, Effect.MUTE)),
                match=Match(data.get(CONF_MATCH, Match.ALL)),
                conditions=_conditions(data),
            ),
            mentions=_mentions(data),
            all_microphones=data[CONF_ALL_MICROPHONES],
            microphones=frozenset(data.get(CONF_MICROPHONES, ())),
        )

    def covers(self, microphone_id: str) -> bool:
        """Whether the rule is about this microphone."""
        return self.all_microphones or microphone_id in self.microphones


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


def window_from_data(data: Mapping[str, Any]) -> Window:
    """One weekly window of a rule.

    Raises ValueError where it has no day, or ends when it starts.
    """
    return Window(
        frozenset(WEEKDAYS.index(day) for day in data[CONF_DAYS]), _time(data[CONF_START]), _time(data[CONF_END])
    )


def _time(text: str) -> time:
    if (parsed := dt_util.parse_time(text)) is None:
        raise ValueError(f"not a time of day: {text}")
    return parsed


def _conditions(data: Mapping[str, Any]) -> tuple[Condition, ...]:
    conditions: list[Condition] = []
    if windows := data.get(CONF_HOURS):
        conditions.append(HoursCondition(Hours(tuple(window_from_data(window) for window in windows))))
    presence = data.get(CONF_PRESENCE, {})
    if presence.get(CONF_NOBODY_HOME):
        conditions.append(NobodyHome(frozenset(presence.get(CONF_PERSONS, ()))))
    return tuple(conditions)


def _mentions(data: Mapping[str, Any]) -> Mentions:
    presence = data.get(CONF_PRESENCE, {})
    if not presence.get(CONF_NOBODY_HOME):
        return Mentions()
    persons = frozenset(presence.get(CONF_PERSONS, ()))
    return Mentions(everyone=not persons, persons=persons)


def _control(data: Mapping[str, Any]) -> ControlConfig:
    return ControlConfig(
        kind=data[CONF_KIND],
        entity=data[CONF_ENTITY],
        muted_state=data[CONF_MUTED_STATE],
        assurance=Assurance(data[CONF_ASSURANCE]),
        confirmed=data[CONF_CONFIRMED],
    )
