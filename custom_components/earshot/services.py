"""Earshot's actions, registered once: each resolves its target, checks rights and hands over."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import voluptuous as vol

from . import commands
from .activations import activation_as_data
from .activity.model import Kind
from .const import DOMAIN
from .data import EarshotConfigEntry
from .errors import translated_refusals
from .explain import explain
from .log.errors import InvalidCursor, LogError
from .microphone import Microphone
from .mute_test import TestStep, async_test_microphones
from .places import TARGET_KEYS
from .rights import async_check, async_readable, async_user, may_read_log, may_read_words
from .targets import async_microphones

ATTR_CURSOR: Final = "cursor"
ATTR_DURATION: Final = "duration"
ATTR_END: Final = "end"
ATTR_HOLD: Final = "hold"
ATTR_KIND: Final = "kind"
ATTR_LIMIT: Final = "limit"
ATTR_START: Final = "start"
ATTR_TEXT: Final = "text"
ATTR_UNTIL: Final = "until"

MOST_ACTIVATIONS: Final = 500
_EXPLAIN_AHEAD: Final = timedelta(days=1)
_EXPLAIN_MOST: Final = timedelta(days=31)


def _duration(value: Any) -> timedelta:
    """Validate a duration, also one that is longer than any calendar. Raises vol.Invalid."""
    try:
        duration: timedelta = cv.time_period(value)
    except OverflowError as err:
        raise vol.Invalid(f"duration out of range: {value}") from err
    return duration


_HOLD_NAME: Final = vol.All(cv.string, vol.Strip, vol.Length(min=1, max=100))
_UNTIL_FIELDS: Final = {vol.Optional(ATTR_DURATION): _duration, vol.Optional(ATTR_UNTIL): cv.datetime}
_SPAN_FIELDS: Final = {vol.Optional(ATTR_START): cv.datetime, vol.Optional(ATTR_END): cv.datetime}
_TARGET: Final = cv.TARGET_SERVICE_FIELDS

type Handler = Callable[[HomeAssistant, ServiceCall], Coroutine[Any, Any, ServiceResponse]]


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions."""
    _register(hass, "mute", _mute, {**_TARGET, **_UNTIL_FIELDS, vol.Optional(ATTR_HOLD): _HOLD_NAME})
    _register(hass, "unmute", _unmute, {**_TARGET, **_UNTIL_FIELDS})
    _register(hass, "resume_schedule", _resume_schedule, {**_TARGET})
    _register(hass, "release", _release, {**_TARGET, vol.Required(ATTR_HOLD): _HOLD_NAME})
    _register(hass, "explain", _explain, {**_TARGET, **_SPAN_FIELDS}, SupportsResponse.ONLY)
    _register(hass, "test_mute", _test_mute, {**_TARGET}, SupportsResponse.ONLY)
    _register(
        hass,
        "get_activations",
        _get_activations,
        {
            **_TARGET,
            **_SPAN_FIELDS,
            vol.Optional(ATTR_KIND): vol.All(cv.ensure_list, [vol.Coerce(Kind)]),
            vol.Optional(ATTR_TEXT): vol.All(cv.string, vol.Length(min=1, max=200)),
            vol.Optional(ATTR_LIMIT, default=50): vol.All(vol.Coerce(int), vol.Range(min=1, max=MOST_ACTIVATIONS)),
            vol.Optional(ATTR_CURSOR): vol.All(cv.string, vol.Length(max=200)),
        },
        SupportsResponse.ONLY,
    )


def _register(
    hass: HomeAssistant,
    name: str,
    handler: Handler,
    fields: dict[Any, Any],
    supports_response: SupportsResponse = SupportsResponse.NONE,
) -> None:
    async def handle(call: ServiceCall) -> ServiceResponse:
        return await handler(hass, call)

    hass.services.async_register(DOMAIN, name, handle, vol.Schema(fields), supports_response)


async def _mute(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await _controlled(hass, call)
    household, until = entry.runtime_data.household, _until(call)
    if (name := call.data.get(ATTR_HOLD)) is not None:
        commands.hold(household, microphones, name, until)
        return
    commands.mute(household, microphones, until, await commands.async_author(hass, call.context))


async def _unmute(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await _controlled(hass, call)
    author, until = await commands.async_author(hass, call.context), _until(call)
    with translated_refusals():
        commands.unmute(entry.runtime_data.household, microphones, until, author)


async def _resume_schedule(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await _controlled(hass, call)
    author = await commands.async_author(hass, call.context)
    with translated_refusals():
        commands.resume(entry.runtime_data.household, microphones, author)


async def _release(hass: HomeAssistant, call: ServiceCall) -> None:
    entry, microphones = await _controlled(hass, call)
    commands.release(entry.runtime_data.household, microphones, call.data[ATTR_HOLD])


async def _test_mute(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry, microphones = await _controlled(hass, call)
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
    entry, microphones = await _targeted(hass, call, POLICY_READ)
    household = entry.runtime_data.household
    start = _instant(call, ATTR_START) or dt_util.utcnow()
    try:
        end = _instant(call, ATTR_END) or start + _EXPLAIN_AHEAD
        if end <= start:
            raise _invalid(ATTR_END, "end_before_start")
        if end - start > _EXPLAIN_MOST:
            raise _invalid(ATTR_END, "span_too_long")
        return {"microphones": [explain(household, microphone, start, end) for microphone in microphones]}
    except OverflowError as err:
        # Rules look some days around: at either end of the calendar there are none.
        raise _invalid(ATTR_START, "instant_out_of_range") from err


async def _get_activations(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry = _entry(hass)
    user = await async_user(hass, call.context)
    if not may_read_log(entry, user):
        raise Unauthorized(context=call.context, permission=POLICY_READ)
    chosen = async_readable(hass, entry, user)
    if any(call.data.get(key) for key in TARGET_KEYS):
        _, microphones = await _targeted(hass, call, POLICY_READ)
        chosen = [microphone.config.id for microphone in microphones]
    start, end = _instant(call, ATTR_START), _instant(call, ATTR_END)
    if start is not None and end is not None and end <= start:
        raise _invalid(ATTR_END, "end_before_start")
    if (log := entry.runtime_data.log.store) is None:
        return {"activations": [], "cursor": None}
    words = may_read_words(user)
    if (text := call.data.get(ATTR_TEXT)) is not None and not words:
        raise _invalid(ATTR_TEXT, "text_needs_user")
    # An activation that has just ended is in its page. What cannot be written now is not worth an error of a reader.
    with suppress(LogError):
        await asyncio.wrap_future(log.flush())
    try:
        page = await asyncio.wrap_future(
            log.activations(
                start=start,
                end=end,
                microphone_ids=chosen,
                kinds=call.data.get(ATTR_KIND),
                text=text,
                limit=call.data[ATTR_LIMIT],
                cursor=call.data.get(ATTR_CURSOR),
            )
        )
    except InvalidCursor as err:
        raise _invalid(ATTR_CURSOR, "invalid_cursor") from err
    except LogError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_unreadable") from err
    household = entry.runtime_data.household
    return {
        "activations": [activation_as_data(household, record, words=words) for record in page.records],
        "cursor": page.cursor,
    }


def _entry(hass: HomeAssistant) -> EarshotConfigEntry:
    """Return the loaded entry. Raises ServiceValidationError where there is none."""
    entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="not_loaded")
    return entries[0]


async def _controlled(hass: HomeAssistant, call: ServiceCall) -> tuple[EarshotConfigEntry, list[Microphone]]:
    return await _targeted(hass, call, POLICY_CONTROL)


async def _targeted(hass: HomeAssistant, call: ServiceCall, policy: str) -> tuple[EarshotConfigEntry, list[Microphone]]:
    """Return the microphones that a call is about, of which its caller has the right to each."""
    entry = _entry(hass)
    microphones = async_microphones(hass, entry, call.data)
    await async_check(hass, entry, call.context, microphones, policy)
    return entry, microphones


def _until(call: ServiceCall) -> datetime | None:
    """Return the end that a call asks for; None for none. Raises ServiceValidationError naming the field."""
    duration: timedelta | None = call.data.get(ATTR_DURATION)
    until = _instant(call, ATTR_UNTIL)
    now = dt_util.utcnow()
    if duration is not None and until is not None:
        raise _invalid(ATTR_UNTIL, "duration_and_until")
    if duration is not None:
        if duration <= timedelta():
            raise _invalid(ATTR_DURATION, "duration_not_positive")
        try:
            return now + duration
        except OverflowError as err:
            raise _invalid(ATTR_DURATION, "duration_too_long") from err
    if until is not None and until <= now:
        raise _invalid(ATTR_UNTIL, "until_in_past")
    return until


def _instant(call: ServiceCall, field: str) -> datetime | None:
    value: datetime | None = call.data.get(field)
    if value is None:
        return None
    try:
        return dt_util.as_utc(value)
    except (OverflowError, ValueError) as err:
        raise _invalid(field, "instant_out_of_range") from err


def _invalid(field: str, key: str) -> ServiceValidationError:
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"field": field}
    )
