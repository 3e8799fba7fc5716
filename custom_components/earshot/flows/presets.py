"""What rules begin with, and subentries as the first run makes them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from homeassistant.components.media_player.const import DOMAIN as MEDIA_PLAYER_DOMAIN, MediaPlayerDeviceClass
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.const import ATTR_DEVICE_CLASS, STATE_HOME, STATE_ON, STATE_PLAYING
from homeassistant.core import HomeAssistant, callback

from ..const import (
    CONF_ALL_MICROPHONES,
    CONF_AREAS,
    CONF_CONDITIONS,
    CONF_DAYS,
    CONF_EFFECT,
    CONF_END,
    CONF_ENTITY,
    CONF_FLOORS,
    CONF_GUESTS,
    CONF_HOURS,
    CONF_KIND,
    CONF_LABELS,
    CONF_MATCH,
    CONF_MICROPHONES,
    CONF_PERSONS,
    CONF_PRESENCE,
    CONF_SCHEDULES,
    CONF_START,
    CONF_STATES,
    CONF_TIMING,
    SUBENTRY_RULE,
    WEEKDAYS,
)
from ..microphones.discovery import Candidate
from ..microphones.references import EntityReference, async_reference
from ..policy.model import Effect
from ..policy.presence import PresenceKind
from ..policy.rules import Match
from .labels import Labels, candidate_name
from .microphone_draft import MicrophoneDraft
from .proposals import async_unasked
from .rule_form import Draft

NIGHT_START: Final = "22:00:00"
NIGHT_END: Final = "07:00:00"
_BEDTIME: Final = ("19:00:00", "07:00:00")


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


class RulePreset(StrEnum):
    """What a new rule begins with. Each is a step of the flow."""

    NIGHT = "night"
    NOBODY_HOME = "nobody_home"
    GUESTS = "guests"
    MEETING = "meeting"
    TV = "tv"
    CHILDRENS_ROOM = "childrens_room"
    OWN = "own"


class StateMatch(StrEnum):
    """Whether an entity has to be in one of some states, or in none of them."""

    IN = "in"
    NOT_IN = "not_in"


# The section that is open at first; with some presets it still has to be filled in.
_OPENED: Final = {
    RulePreset.NIGHT: CONF_HOURS,
    RulePreset.NOBODY_HOME: CONF_PRESENCE,
    RulePreset.GUESTS: CONF_GUESTS,
    RulePreset.MEETING: CONF_STATES,
    RulePreset.TV: CONF_STATES,
    RulePreset.CHILDRENS_ROOM: CONF_HOURS,
    RulePreset.OWN: CONF_HOURS,
}
_PROPOSED_STATES: Final[Mapping[str, str]] = {
    MEDIA_PLAYER_DOMAIN: STATE_PLAYING,
    **dict.fromkeys(("binary_sensor", "calendar", "input_boolean", "light", "schedule", "switch"), STATE_ON),
    **dict.fromkeys(("device_tracker", "person"), STATE_HOME),
}


@callback
def async_preset_draft(hass: HomeAssistant, preset: RulePreset, labels: Labels) -> Draft:
    """Return a new rule as far as the preset knows it."""
    name = "" if preset is RulePreset.OWN else labels.text("rule_name", preset)
    return Draft(name, _preset_data(hass, preset), _OPENED[preset])


def proposed_states(domain: str) -> list[str]:
    """Return the states that are mostly meant when a rule asks for an entity of a domain."""
    return [state] if (state := _PROPOSED_STATES.get(domain)) else []


def _preset_data(hass: HomeAssistant, preset: RulePreset) -> dict[str, Any]:
    match preset:
        case RulePreset.NIGHT:
            return {CONF_HOURS: _every_day(NIGHT_START, NIGHT_END)}
        case RulePreset.NOBODY_HOME:
            return {CONF_PRESENCE: _nobody_home()}
        case RulePreset.TV:
            # One television that plays is enough.
            return {CONF_MATCH: Match.ANY.value, CONF_STATES: [{CONF_ENTITY: each} for each in _televisions(hass)]}
        case RulePreset.MEETING:
            return {CONF_MATCH: Match.ANY.value}
        case RulePreset.CHILDRENS_ROOM:
            return {CONF_HOURS: _every_day(*_BEDTIME), CONF_ALL_MICROPHONES: False}
        case _:
            return {}


def _televisions(hass: HomeAssistant) -> list[str]:
    return [
        async_reference(hass, state.entity_id)
        for state in sorted(hass.states.async_all(MEDIA_PLAYER_DOMAIN), key=lambda state: state.entity_id)
        if state.attributes.get(ATTR_DEVICE_CLASS) == MediaPlayerDeviceClass.TV
    ]


def _every_day(start: str, end: str) -> list[dict[str, Any]]:
    return [{CONF_DAYS: list(WEEKDAYS), CONF_START: start, CONF_END: end}]


def _nobody_home() -> dict[str, Any]:
    return {CONF_KIND: PresenceKind.NOBODY_HOME.value, CONF_PERSONS: []}


def preselected(candidates: Iterable[Candidate]) -> list[EntityReference]:
    """Return those that are proposed; a camera that can be muted only together with its picture is for whoever wants that."""
    return [each.reference for each in candidates if each.controls or not each.blinding]


@callback
def async_microphone_subentry(hass: HomeAssistant, candidate: Candidate) -> ConfigSubentryData:
    """Return a found microphone as it is: live by default, people in Home Assistant may unmute it."""
    controls = async_unasked(hass, candidate)
    return MicrophoneDraft.found(candidate, candidate_name(candidate), controls).subentry()


def rule_subentries(preset: Preset, labels: Labels, start: str, end: str) -> list[ConfigSubentryData]:
    """Return the rules of a preset, over all microphones; the night from `start` to `end`, local wall times."""
    rules: list[ConfigSubentryData] = []
    if preset.night:
        rules.append(_rule(labels.text("rule_name", "night"), {CONF_HOURS: _every_day(start, end)}))
    if preset.nobody_home:
        rules.append(_rule(labels.text("rule_name", "nobody_home"), {CONF_PRESENCE: _nobody_home()}))
    return rules


def _rule(title: str, when: dict[str, Any]) -> ConfigSubentryData:
    lists = (
        CONF_MICROPHONES,
        CONF_AREAS,
        CONF_FLOORS,
        CONF_LABELS,
        CONF_HOURS,
        CONF_SCHEDULES,
        CONF_STATES,
        CONF_CONDITIONS,
    )
    return ConfigSubentryData(
        subentry_type=SUBENTRY_RULE,
        title=title,
        unique_id=None,
        data={
            CONF_EFFECT: Effect.MUTE.value,
            CONF_MATCH: Match.ALL.value,
            CONF_ALL_MICROPHONES: True,
            **{key: [] for key in lists},
            CONF_PRESENCE: {CONF_PERSONS: []},
            CONF_TIMING: {},
            **when,
        },
    )
