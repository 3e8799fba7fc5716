"""What every action begins with: its registration, the loaded entry, and the microphones that its caller has a right to."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .const import DOMAIN
from .data import EarshotConfigEntry
from .microphone import Microphone
from .rights import async_check
from .targets import async_microphones

type Handler = Callable[[HomeAssistant, ServiceCall], Coroutine[Any, Any, ServiceResponse | None]]


@callback
def async_register(
    hass: HomeAssistant,
    name: str,
    handler: Handler,
    fields: Mapping[Any, Any] | None = None,
    supports_response: SupportsResponse = SupportsResponse.NONE,
) -> None:
    """Register an action that has a target and these fields."""

    async def handle(call: ServiceCall) -> ServiceResponse:
        return await handler(hass, call)

    schema = vol.Schema({**cv.TARGET_SERVICE_FIELDS, **(fields or {})})
    hass.services.async_register(DOMAIN, name, handle, schema, supports_response)


@callback
def loaded_entry(hass: HomeAssistant) -> EarshotConfigEntry:
    """Return the loaded entry. Raises ServiceValidationError where there is none."""
    entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="not_loaded")
    return entries[0]


async def async_targeted(
    hass: HomeAssistant, call: ServiceCall, policy: str
) -> tuple[EarshotConfigEntry, list[Microphone]]:
    """Return the entry and the microphones that a call is about, of which its caller has the right to each."""
    entry = loaded_entry(hass)
    microphones = async_microphones(hass, entry, call.data)
    await async_check(hass, entry, call.context, microphones, policy)
    return entry, microphones


async def async_controlled(hass: HomeAssistant, call: ServiceCall) -> tuple[EarshotConfigEntry, list[Microphone]]:
    """Return the entry and the microphones that a call is about, each of which its caller may control."""
    return await async_targeted(hass, call, POLICY_CONTROL)
