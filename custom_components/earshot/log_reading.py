"""Reading the log for people: with what has just ended, and in words where it cannot be read."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .log.errors import LogError, SearchTooLong
from .log.store import LogStore


async def async_read[T](log: LogStore, question: Callable[[LogStore], Future[T]]) -> T:
    """Return the log's answer to a question.

    Raises HomeAssistantError where the log cannot be read, and SearchTooLong as it is: that is up to who searches.
    """
    # What has just ended is in it. What cannot be written now is not worth an error of a reader.
    with suppress(LogError):
        await asyncio.wrap_future(log.flush())
    try:
        return await asyncio.wrap_future(question(log))
    except SearchTooLong:
        raise
    except LogError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="log_unreadable") from err
