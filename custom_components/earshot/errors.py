"""Refusals in words, for every door that people come through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from homeassistant.auth.permissions.const import POLICY_READ
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .commands import Refusal, RefusedError
from .const import DOMAIN
from .rights import async_may

# The words for whoever may not know which microphone it is.
UNNAMED: Final = {
    Refusal.PRIVACY_MODE: "privacy_mode_on_unnamed",
    Refusal.QUIET_TIME: "unmute_not_allowed_unnamed",
}


@asynccontextmanager
async def translated_refusals(hass: HomeAssistant, user_id: str | None) -> AsyncIterator[None]:
    """Turn a refusal into a translated ServiceValidationError that names the microphone, where the user may know of it."""
    try:
        yield
    except RefusedError as err:
        microphone = err.microphone
        user = None if user_id is None else await hass.auth.async_get_user(user_id)
        named = microphone is None or user is None or async_may(hass, user, microphone, POLICY_READ)
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=err.refusal.value if named else UNNAMED[err.refusal],
            translation_placeholders={"microphone": microphone.config.name} if named and microphone else {},
        ) from err


def invalid(field: str, key: str) -> ServiceValidationError:
    """Return the translated refusal of what a field holds."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"field": field}
    )
