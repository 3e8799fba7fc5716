"""Intents: mute microphones, and ask who can hear. None unmutes."""

from datetime import datetime, timedelta
from typing import Any, Final, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, intent
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .rights import status_entity
from .voice.asked import Answer, Asker, Whom, async_mute, async_tell
from .voice.languages import language_of
from .voice.languages.model import Told
from .voice.times import next_time
from .voice.words import Words

INTENT_MUTE: Final = "EarshotMute"
INTENT_STATUS: Final = "EarshotStatus"

_DURATION: Final = ("days", "hours", "minutes", "seconds")
_WHOM: Final = {
    vol.Optional("name", description="Name of a microphone"): intent.non_empty_string,
    vol.Optional("area", description="Name of an area whose microphones are meant"): intent.non_empty_string,
    vol.Optional("floor", description="Name of a floor whose microphones are meant"): intent.non_empty_string,
}


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register the intents."""
    intent.async_register(hass, MuteIntent())
    intent.async_register(hass, StatusIntent())


class MuteIntent(intent.IntentHandler):
    """Mute microphones, for a while or until a person lifts it."""

    intent_type = INTENT_MUTE
    description = (
        "Mutes microphones, so that they do not listen. Without a name, an area or a floor it mutes the device that is "
        "spoken to. Without a duration and until, the mute stands until somebody ends it by hand: it cannot be ended by voice."
    )

    @property
    @override
    def slot_schema(self) -> dict[Any, Any]:
        return {
            **_WHOM,
            vol.Optional("everywhere", description="Whether all microphones of the home are meant"): cv.boolean,
            **{vol.Optional(unit, description=f"For how many {unit}"): cv.positive_int for unit in _DURATION},
            vol.Optional("until", description="Until when: a local time, as 20:00 or 2026-12-24T20:00"): cv.string,
        }

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        slots, asker = self.async_validate_slots(intent_obj.slots), _asker(intent_obj)
        until = _until(slots, dt_util.utcnow())
        if isinstance(until, Told):
            answer = Answer(Words(asker.language, dt_util.utcnow()).tell(until), refused=True)
        else:
            answer = await async_mute(intent_obj.hass, asker, _whom(slots), until)
        return _response(intent_obj, answer, intent.IntentResponseType.ACTION_DONE)


class StatusIntent(intent.IntentHandler):
    """Ask who can hear."""

    intent_type = INTENT_STATUS
    description = (
        "Tells which microphones can hear the user now, which are muted and until when. Without a name, an area or a floor "
        "it tells of all microphones of the home."
    )

    @property
    @override
    def slot_schema(self) -> dict[Any, Any]:
        return _WHOM

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        slots = self.async_validate_slots(intent_obj.slots)
        answer = await async_tell(intent_obj.hass, _asker(intent_obj), _whom(slots))
        return _response(intent_obj, answer, intent.IntentResponseType.QUERY_ANSWER)


def _asker(intent_obj: intent.Intent) -> Asker:
    language = language_of(intent_obj.language, intent_obj.hass.config.language)
    return Asker(intent_obj.context, language, intent_obj.device_id, intent_obj.satellite_id)


def _whom(slots: dict[str, Any]) -> Whom:
    return Whom(
        everywhere=_value(slots, "everywhere") or False,
        name=_value(slots, "name"),
        area=_value(slots, "area"),
        floor=_value(slots, "floor"),
    )


def _until(slots: dict[str, Any], now: datetime) -> datetime | Told | None:
    """Return until when a mute was asked for, None for until it is lifted, or what is wrong with it."""
    units = {unit: value for unit in _DURATION if (value := _value(slots, unit)) is not None}
    until = _value(slots, "until")
    if until is not None:
        return Told.DURATION_AND_UNTIL if any(units.values()) else _instant(until, now)
    if not units:
        return None
    try:
        duration = timedelta(**units)
        return now + duration if duration else Told.BAD_DURATION
    except OverflowError:
        return Told.BAD_DURATION


def _instant(until: str, now: datetime) -> datetime | Told:
    """Return the instant that a local time, with or without its day, means next."""
    if (time := dt_util.parse_time(until)) is not None:
        return next_time(time.hour * 60 + time.minute, now)
    try:
        parsed = dt_util.parse_datetime(until)
        instant = None if parsed is None else dt_util.as_utc(parsed)
    except ValueError, OverflowError:
        instant = None
    return Told.BAD_UNTIL if instant is None or instant <= now else instant


def _value(slots: dict[str, Any], slot: str) -> Any:
    return slots[slot]["value"] if slot in slots else None


def _response(
    intent_obj: intent.Intent, answer: Answer, response_type: intent.IntentResponseType
) -> intent.IntentResponse:
    response = intent_obj.create_response()
    if answer.refused:
        response.async_set_error(intent.IntentResponseErrorCode.NO_VALID_TARGETS, answer.text)
        return response
    response.response_type = response_type
    response.async_set_speech(answer.text)
    response.async_set_results(
        [
            intent.IntentResponseTarget(
                name=microphone.config.name,
                type=intent.IntentResponseTargetType.ENTITY,
                id=status_entity(intent_obj.hass, microphone),
            )
            for microphone in answer.microphones
        ]
    )
    return response
