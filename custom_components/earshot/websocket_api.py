"""The WebSocket API of the cards: each command a plain function from the loaded entry and the message to its answer."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import CAT_ENTITIES, POLICY_CONTROL, POLICY_READ
from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import (
    ERR_NOT_FOUND,
    ERR_NOT_SUPPORTED,
    ERR_SERVICE_VALIDATION_ERROR,
    ERR_UNAUTHORIZED,
    WebSocketCommandHandler,
)
from homeassistant.components.websocket_api.decorators import async_response, require_admin, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import VolDictType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from . import commands
from .activations import PAGE_FIELDS, activation_as_data, async_page, microphone_names
from .audit.findings import Check, judge
from .audit.gather import async_gather, vendor_of
from .audit.words import AuditWords
from .const import CONF_VENDOR_CHECKS, DOMAIN
from .data import EarshotConfigEntry
from .errors import translated_refusals
from .explain import explain_all
from .log.errors import LogError, UnknownRecord
from .log.query import KINDS
from .microphone_config import MicrophoneConfig
from .purge import ATTR_INCLUDE_HISTORY, HISTORY_FIELD, async_purge
from .rights import async_check_user, async_log_access, async_may, async_readable
from .spans import ATTR_END, ATTR_START, SPAN_FIELDS, span
from .subscription import Subscription
from .timelines import ATTR_FIRST_DAY, ATTR_LAST_DAY, async_day_counts, async_marked_timeline, async_timeline

ERR_NOT_LOADED: Final = "not_loaded"
# A language names a file of translations: nothing else may come in by it.
_LANGUAGE: Final = r"[A-Za-z0-9-]{2,35}\Z"
_MICROPHONES_FIELD: Final[VolDictType] = {vol.Optional("microphone_ids"): [str]}

type Answer = Mapping[str, Any] | None
type Command = Callable[[HomeAssistant, EarshotConfigEntry, ActiveConnection, dict[str, Any]], Awaitable[Answer]]


class CommandError(Exception):
    """A command that cannot be done, with the code that its caller is told."""

    def __init__(self, code: str, message: str) -> None:
        """Tell a caller this."""
        super().__init__(message)
        self.code = code


@callback
def async_register(hass: HomeAssistant) -> None:
    """Register every command, once; each says so where Earshot is not loaded."""
    for command in (audit, audit_check, activations, correct, day_counts, explain, purge, retry, subscribe, timeline):
        async_register_command(hass, command)


def _answered(command: Command) -> WebSocketCommandHandler:
    """Return the handler that sends a command's answer, or why there is none."""

    @async_response
    @wraps(command)
    async def handle(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
        entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            connection.send_error(msg["id"], ERR_NOT_LOADED, "Earshot is not set up, or not loaded")
            return
        try:
            answer = await command(hass, entries[0], connection, msg)
        except CommandError as err:
            connection.send_error(msg["id"], err.code, str(err))
            return
        except ServiceValidationError as err:
            connection.send_error(
                msg["id"],
                ERR_SERVICE_VALIDATION_ERROR,
                str(err),
                translation_domain=err.translation_domain,
                translation_key=err.translation_key,
                translation_placeholders=err.translation_placeholders,
            )
            return
        except Unauthorized as err:
            what = err.entity_id or ("one of these microphones" if err.perm_category == CAT_ENTITIES else "the log")
            connection.send_error(msg["id"], ERR_UNAUTHORIZED, f"You have no right to {err.permission} {what}")
            return
        connection.send_result(msg["id"], answer)

    return handle


@websocket_command(
    {
        vol.Required("type"): "earshot/audit",
        vol.Optional("language"): vol.All(str, vol.Match(_LANGUAGE)),
    }
)
@require_admin
@_answered
async def audit(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Return what the privacy audit finds, worded in the language that is asked for or the server's."""
    words = await AuditWords.async_load(hass, msg.get("language", hass.config.language))
    findings = judge(await async_gather(hass, entry), dt_util.now().date())
    return {"findings": [words.as_data(finding) for finding in findings]}


@websocket_command(
    {
        vol.Required("type"): "earshot/audit/check",
        vol.Required("microphone_id"): str,
        vol.Required("check"): vol.In([check.value for check in Check]),
        vol.Required("done"): bool,
    }
)
@require_admin
@_answered
async def audit_check(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Tick a microphone's check with its vendor off as of today, or take the tick back."""
    config = _microphone(entry, msg["microphone_id"])
    if vendor_of(config) is None:
        raise CommandError(ERR_NOT_SUPPORTED, f"The microphone “{config.id}” has no vendor to check anything with")
    subentry = entry.subentries[config.id]
    checks = {key: day for key, day in subentry.data.get(CONF_VENDOR_CHECKS, {}).items() if key != msg["check"]}
    if msg["done"]:
        checks[msg["check"]] = dt_util.now().date().isoformat()
    hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, CONF_VENDOR_CHECKS: checks})
    return None


# --- The log --------------------------------------------------------------------------------------------------------------


@websocket_command(
    {
        vol.Required("type"): "earshot/activations",
        **_MICROPHONES_FIELD,
        **SPAN_FIELDS,
        vol.Optional("kinds"): [vol.In(sorted(KINDS))],
        **PAGE_FIELDS,
    }
)
@_answered
async def activations(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Return a page of activations, newest first, and the cursor of the next."""
    access = async_log_access(hass, entry, connection.user, _chosen(entry, msg))
    return await async_page(entry, access, span(msg), msg.get("kinds"), msg)


@websocket_command(
    {
        vol.Required("type"): "earshot/timeline",
        **_MICROPHONES_FIELD,
        vol.Required(ATTR_START): cv.datetime,
        vol.Required(ATTR_END): cv.datetime,
        vol.Optional("marks", default=False): bool,
    }
)
@_answered
async def timeline(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Return what was all through a span: statuses, changes and activations, oldest first, of what the user may read."""
    access = async_log_access(hass, entry, connection.user, _chosen(entry, msg))
    return await (async_marked_timeline if msg["marks"] else async_timeline)(entry, access, msg)


@websocket_command(
    {
        vol.Required("type"): "earshot/day_counts",
        **_MICROPHONES_FIELD,
        vol.Required(ATTR_FIRST_DAY): cv.date,
        vol.Required(ATTR_LAST_DAY): cv.date,
    }
)
@_answered
async def day_counts(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Return how often what the user may read of was heard on each local day, without a word of what was said."""
    access = async_log_access(hass, entry, connection.user, _chosen(entry, msg))
    return {"days": await async_day_counts(entry, access, msg[ATTR_FIRST_DAY], msg[ATTR_LAST_DAY])}


@websocket_command(
    {
        vol.Required("type"): "earshot/correct",
        vol.Required("activation_id"): vol.All(int, vol.Range(min=1, max=2**63 - 1)),
        vol.Required("misfire"): bool,
    }
)
@_answered
async def correct(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Keep what a person says, whether an activation was a misfire; return the activation as it is now."""
    user, number = connection.user, msg["activation_id"]
    unknown = CommandError(ERR_NOT_FOUND, f"There is no activation {number} in the log (activation_id)")
    access = async_log_access(hass, entry, user, None)
    if (log := entry.runtime_data.log.store) is None:
        raise unknown
    try:
        record = await asyncio.wrap_future(log.activation(number))
        if access.microphone_ids is not None and record.microphone_id not in access.microphone_ids:
            # What somebody may not see is, to them, as little there as what is not.
            raise unknown
        _check_control(hass, entry, user, record.microphone_id)
        flipped = await asyncio.wrap_future(log.correct(number, msg["misfire"]))
        record = await asyncio.wrap_future(log.activation(number))
    except UnknownRecord as err:
        raise unknown from err
    except LogError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_not_corrected") from err
    household = entry.runtime_data.household
    if flipped:
        household.async_misfire_corrected(record.microphone_id, record.end, misfire=msg["misfire"])
    names = microphone_names(household)
    return {"activation": activation_as_data(names, record, words=access.words)}


@websocket_command(
    {
        vol.Required("type"): "earshot/purge",
        **_MICROPHONES_FIELD,
        **SPAN_FIELDS,
        **HISTORY_FIELD,
    }
)
@require_admin
@_answered
async def purge(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Erase a span of the log, and of the recorder's history what it can erase."""
    return await async_purge(
        hass,
        entry,
        connection.user,
        _chosen(entry, msg),
        span(msg),
        include_history=msg[ATTR_INCLUDE_HISTORY],
    )


# --- Now ------------------------------------------------------------------------------------------------------------------


@websocket_command({vol.Required("type"): "earshot/subscribe"})
@callback
def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send what the user may see of the home, and from then on what changes of it; also that Earshot is not loaded."""
    subscription = Subscription(hass, connection.user, partial(connection.send_event, msg["id"]))
    connection.subscriptions[msg["id"]] = subscription.stop
    connection.send_result(msg["id"])
    subscription.start()


@websocket_command({vol.Required("type"): "earshot/retry", vol.Required("microphone_id"): str})
@_answered
async def retry(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Apply the mute of a microphone that is to be muted once more, at once."""
    household, user, microphone_id = entry.runtime_data.household, connection.user, msg["microphone_id"]
    microphone = household.microphones.get(microphone_id)
    if microphone is None or not async_may(hass, user, microphone, POLICY_READ):
        raise _unknown(microphone_id)
    async_check_user(hass, user, [microphone], POLICY_CONTROL)
    async with translated_refusals(hass, user.id):
        commands.retry(household, microphone)
    return None


# --- Decisions ------------------------------------------------------------------------------------------------------------


@websocket_command({vol.Required("type"): "earshot/explain", **_MICROPHONES_FIELD, **SPAN_FIELDS})
@_answered
async def explain(
    hass: HomeAssistant, entry: EarshotConfigEntry, connection: ActiveConnection, msg: dict[str, Any]
) -> Answer:
    """Return what is decided for microphones, why, and what is coming; without a choice for all that the user may see."""
    household, user = entry.runtime_data.household, connection.user
    if (chosen := _chosen(entry, msg)) is not None:
        async_check_user(hass, user, [household.microphones[id_] for id_ in chosen], POLICY_READ)
    elif (chosen := async_readable(hass, entry, user)) is None:
        chosen = list(household.microphones)
    return explain_all(household, [household.microphones[id_] for id_ in chosen], msg)


def _chosen(entry: EarshotConfigEntry, msg: Mapping[str, Any]) -> list[str] | None:
    """Return the ids of the microphones that a message names; None where it names none, and so means all."""
    chosen: list[str] | None = msg.get("microphone_ids")
    return None if chosen is None else [_microphone(entry, id_).id for id_ in dict.fromkeys(chosen)]


def _check_control(hass: HomeAssistant, entry: EarshotConfigEntry, user: User, microphone_id: str) -> None:
    """Raise Unauthorized for a user without the right to control; over a removed microphone only who may control everything has it."""
    if user.permissions.access_all_entities(POLICY_CONTROL):
        return
    microphone = entry.runtime_data.household.microphones.get(microphone_id)
    if microphone is None:
        raise Unauthorized(user_id=user.id, permission=POLICY_CONTROL)
    async_check_user(hass, user, [microphone], POLICY_CONTROL)


def _microphone(entry: EarshotConfigEntry, microphone_id: str) -> MicrophoneConfig:
    """Return a microphone's configuration. Raises CommandError for one that is not in Earshot's care."""
    microphone = entry.runtime_data.household.microphones.get(microphone_id)
    if microphone is None:
        raise _unknown(microphone_id)
    return microphone.config


def _unknown(microphone_id: str) -> CommandError:
    return CommandError(ERR_NOT_FOUND, f"There is no microphone “{microphone_id}” in Earshot's care")
