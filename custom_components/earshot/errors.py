"""Refusals in words, for every door that people come through."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import ServiceValidationError

from .commands import RefusedError
from .const import DOMAIN


@contextmanager
def translated_refusals() -> Iterator[None]:
    """Turn a refusal into a translated ServiceValidationError that names the microphone."""
    try:
        yield
    except RefusedError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=err.refusal.value,
            translation_placeholders={"microphone": "" if err.microphone is None else err.microphone.config.name},
        ) from err


def invalid(field: str, key: str) -> ServiceValidationError:
    """Return the translated refusal of what a field holds."""
    return ServiceValidationError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"field": field}
    )
