"""Earshot's actions on the log: a page of it, an address to download it from, and its erasure."""

from typing import Final

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .activations import PAGE_FIELDS, async_page
from .activity.model import Kind
from .data import EarshotConfigEntry
from .export import Format, async_offer
from .places import TARGET_KEYS
from .purge import ATTR_INCLUDE_HISTORY, HISTORY_FIELD, async_purge
from .rights import async_log_access, async_user
from .service_calls import async_register, loaded_entry
from .spans import SPAN_FIELDS, span
from .targets import async_microphones

ATTR_FORMAT: Final = "format"
ATTR_KIND: Final = "kind"


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    kinds = {vol.Optional(ATTR_KIND): vol.All(cv.ensure_list, [vol.Coerce(Kind)])}
    formats = {vol.Optional(ATTR_FORMAT, default=Format.CSV): vol.Coerce(Format)}
    async_register(
        hass, "get_activations", _get_activations, {**SPAN_FIELDS, **kinds, **PAGE_FIELDS}, SupportsResponse.ONLY
    )
    async_register(hass, "export_log", _export_log, {**SPAN_FIELDS, **formats}, SupportsResponse.ONLY)
    async_register(hass, "purge_log", _purge_log, {**SPAN_FIELDS, **HISTORY_FIELD}, SupportsResponse.OPTIONAL)


async def _get_activations(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry = loaded_entry(hass)
    user = await async_user(hass, call.context)
    access = async_log_access(hass, entry, user, _chosen(hass, entry, call))
    return await async_page(entry, access, span(call.data), call.data.get(ATTR_KIND), call.data)


async def _export_log(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry = loaded_entry(hass)
    user = await async_user(hass, call.context)
    return async_offer(hass, entry, user, _chosen(hass, entry, call), span(call.data), call.data[ATTR_FORMAT])


async def _purge_log(hass: HomeAssistant, call: ServiceCall) -> ServiceResponse:
    entry = loaded_entry(hass)
    user = await async_user(hass, call.context)
    if user is not None and not user.is_admin:
        raise Unauthorized(context=call.context, permission="admin")
    return await async_purge(
        hass,
        entry,
        user,
        _chosen(hass, entry, call),
        span(call.data),
        include_history=call.data[ATTR_INCLUDE_HISTORY],
    )


def _chosen(hass: HomeAssistant, entry: EarshotConfigEntry, call: ServiceCall) -> list[str] | None:
    """Return the ids of the microphones that a call names; None where it names none, and so means all."""
    if not any(call.data.get(key) for key in TARGET_KEYS):
        return None
    return [microphone.config.id for microphone in async_microphones(hass, entry, call.data)]
