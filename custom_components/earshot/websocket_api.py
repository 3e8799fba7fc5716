"""The WebSocket API of the cards: each command a plain function from the loaded entry and the message to its answer."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, Final

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_NOT_FOUND, ERR_NOT_SUPPORTED, WebSocketCommandHandler
from homeassistant.components.websocket_api.decorators import async_response, require_admin, websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .audit.findings import Check, judge
from .audit.gather import async_gather, vendor_of
from .audit.words import AuditWords
from .configuration import MicrophoneConfig
from .const import CONF_VENDOR_CHECKS, DOMAIN
from .data import EarshotConfigEntry

ERR_NOT_LOADED: Final = "not_loaded"
# A language names a file of translations: nothing else may come in by it.
_LANGUAGE: Final = r"[A-Za-z0-9-]{2,35}\Z"

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
    for command in (audit, audit_check):
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


def _microphone(entry: EarshotConfigEntry, microphone_id: str) -> MicrophoneConfig:
    """Return a microphone's configuration. Raises CommandError for one that is not in Earshot's care."""
    microphone = entry.runtime_data.household.microphones.get(microphone_id)
    if microphone is None:
        raise CommandError(ERR_NOT_FOUND, f"There is no microphone “{microphone_id}” in Earshot's care")
    return microphone.config
