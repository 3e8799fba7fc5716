"""Earshot's actions on microphones, registered once: each resolves its target, checks rights and hands over."""

from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from . import commands, log_services
from .errors import invalid, translated_refusals
from .explain import explain_all
from .mute_test import TestStep, async_test_microphones
from .service_calls import async_controlled, async_register, async_targeted
from .spans import SPAN_FIELDS, instant

ATTR_DURATION: Final = "duration"
ATTR_HOLD: Final = "hold"
ATTR_UNTIL: Final = "until"


def _duration(value: Any) -> timedelta:
    """Validate a duration, also one that is longer than any calendar. Raises vol.Invalid."""
    try:
        duration: timedelta = cv.time_period(value)
    except OverflowError as err:
        raise vol.Invalid(f"duration out of range: {value}") from err
    return duration


_HOLD_NAME: Final = vol.All(cv.string, vol.Strip, vol.Length(min=1, max=100))
_UNTIL_FIELDS: Final = {vol.Optional(ATTR_DURATION): _duration, vol.Optional(ATTR_UNTIL): cv.datetime}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions."""
    async_register(hass, "mute", _mute, {**_UNTIL_FIELDS, vol.Optional(ATTR_HOLD): _HOLD_NAME})
    async_register(hass, "unmute", _unmute, _UNTIL_FIELDS)
    async_register(hass, "resume_schedule", _resume_schedule)
    async_register(hass, "release", _release, {vol.Required(ATTR_HOLD): _HOLD_NAME})
    async_register(hass, "explain", _explain, SPAN_FIELDS, SupportsResponse.ONLY)
    async_register(hass, "test_mute", _test_mute, supports_response=SupportsResponse.ONLY)
    log_services.async_setup_services(hass)


async def _mute(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await async_controlled(hass, call)
    household, until = entry.runtime_data.household, _until(call)
    if (name := call.data.get(ATTR_HOLD)) is not None:
        commands.hold(household, microphones, name, until)
        return
    commands.mute(household, microphones, until, await commands.async_author(hass, call.context))


async def _unmute(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await async_controlled(hass, call)
    author, until = await commands.async_author(hass, call.context), _until(call)
    async with translated_refusals(hass, author.user_id):
        commands.unmute(entry.runtime_data.household, microphones, until, author)


async def _resume_schedule(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await async_controlled(hass, call)
    author = await commands.async_author(hass, call.context)
    async with translated_refusals(hass, author.user_id):
        commands.resume(entry.runtime_data.household, microphones, author)


async def _release(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await async_controlled(hass, call)
    commands.release(entry.runtime_data.household, microphones, call.data[ATTR_HOLD])


async def _test_mute(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry, microphones = await async_controlled(hass, call)
    household = entry.runtime_data.household
    tested = await async_test_microphones(hass, household, [microphone.config.id for microphone in microphones])
    return {
        "microphones": [
            {
                "microphone": microphone.config.name,
                "assurance": microphone.assurance.value,
                "ok": bool(steps := tested[microphone.config.id]) and all(step.ok for step in steps),
                "steps": [_step_as_data(step) for step in steps],
            }
            for microphone in microphones
        ]
    }


def _step_as_data(step: TestStep) -> JsonObjectType:
    return {
        "control": step.control,
        "step": step.step.value,
        "ok": step.ok,
        "milliseconds": None if step.milliseconds is None else round(step.milliseconds, 1),
    }


async def _explain(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry, microphones = await async_targeted(hass, call, POLICY_READ)
    return explain_all(entry.runtime_data.household, microphones, call.data)


def _until(call: ServiceCall) -> datetime | None:
    """Return the end that a call asks for; None for none. Raises ServiceValidationError naming the field."""
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    until = instant(call.data, ATTR_UNTIL)
    now = dt_util.utcnow()
    if duration is not None and until is not None:
        raise invalid(ATTR_UNTIL, "duration_and_until")
    if duration is not None:
        if duration <= timedelta():
            raise invalid(ATTR_DURATION, "duration_not_positive")
        try:
            return now + duration
        except OverflowError as err:
            raise invalid(ATTR_DURATION, "duration_too_long") from err
    if until is not None and until <= now:
        raise invalid(ATTR_UNTIL, "until_in_past")
    return until
