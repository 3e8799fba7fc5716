"""Subentries as the first run makes them."""

from enum import StrEnum
from typing import Any, Final

from homeassistant.config_entries import ConfigSubentryData

from ..const import (
    CONF_ALL_MICROPHONES,
    CONF_DAYS,
    CONF_DEFAULT,
    CONF_EFFECT,
    CONF_END,
    CONF_HOURS,
    CONF_KEEP_TRANSCRIPTS,
    CONF_MATCH,
    CONF_MICROPHONES,
    CONF_NOBODY_HOME,
    CONF_PERSONS,
    CONF_PRESENCE,
    CONF_START,
    CONF_WHO_MAY_UNMUTE,
    SUBENTRY_MICROPHONE,
    SUBENTRY_RULE,
    WEEKDAYS,
)
from ..microphones.discovery import Candidate
from ..policy.model import Default, Effect
from ..policy.rules import Match
from ..policy.unmute import UnmutePolicy
from .labels import Labels, candidate_name

NIGHT_START: Final = "22:00:00"
NIGHT_END: Final = "07:00:00"


class Preset(StrEnum):
    """The first rules that are offered."""

    NIGHT = "night"
    NOBODY_HOME = "nobody_home"
    BOTH = "both"
    NONE = "none"

    @property
    def night(self) -> bool:
        """Whether it holds the night rule."""
        return self in (Preset.NIGHT, Preset.BOTH)

    @property
    def nobody_home(self) -> bool:
        """Whether it holds the rule for an empty home."""
        return self in (Preset.NOBODY_HOME, Preset.BOTH)


def microphone_subentry(candidate: Candidate) -> ConfigSubentryData:
    """Return a found microphone as it is: live by default, people in Home Assistant may unmute it."""
    return ConfigSubentryData(
        subentry_type=SUBENTRY_MICROPHONE,
        title=candidate_name(candidate),
        unique_id=candidate.reference,
        data=candidate.as_data()
        | {
            CONF_DEFAULT: Default.LIVE.value,
            CONF_WHO_MAY_UNMUTE: UnmutePolicy.USERS.value,
            CONF_KEEP_TRANSCRIPTS: False,
        },
    )


def rule_subentries(preset: Preset, labels: Labels, start: str, end: str) -> list[ConfigSubentryData]:
    """Return the rules of a preset, over all microphones; the night from `start` to `end`, local wall times."""
    rules: list[ConfigSubentryData] = []
    if preset.night:
        night = [{CONF_DAYS: list(WEEKDAYS), CONF_START: start, CONF_END: end}]
        rules.append(_rule(labels.text("rule_name", "night"), hours=night))
    if preset.nobody_home:
        rules.append(_rule(labels.text("rule_name", "nobody_home"), nobody_home=True))
    return rules


def _rule(title: str, *, hours: list[dict[str, Any]] | None = None, nobody_home: bool = False) -> ConfigSubentryData:
    return ConfigSubentryData(
        subentry_type=SUBENTRY_RULE,
        title=title,
        unique_id=None,
        data={
            CONF_EFFECT: Effect.MUTE.value,
            CONF_MATCH: Match.ALL.value,
            CONF_ALL_MICROPHONES: True,
            CONF_MICROPHONES: [],
            CONF_HOURS: hours or [],
            CONF_PRESENCE: {CONF_NOBODY_HOME: nobody_home, CONF_PERSONS: []},
        },
    )
