"""Run a mute control's sequence of actions in Home Assistant's own script engine."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any, Final

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.script import Script, async_validate_actions_config
import voluptuous as vol

from ...const import DOMAIN, LOGGER
from .model import Sequence

# A script that is given up waits for its action to end. A device's action that hangs never does: it is left behind then, and no
# further action follows it.
_STOPS_WITHIN: Final = 1.0


class SequenceError(Exception):
    """A sequence was not done. Its words are for the log: no person waits for what a mute control does."""


async def async_validate_sequence(hass: HomeAssistant, actions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return actions in the form that a script runs; what was entered stays as it is.

    Raises vol.Invalid or HomeAssistantError where Home Assistant does not accept them.
    """
    return await async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(list(actions)))


async def async_run_sequence(hass: HomeAssistant, sequence: Sequence, context: Context) -> None:
    """Run a sequence to its end.

    Raises vol.Invalid for actions that Home Assistant does not accept, HomeAssistantError where one fails, and SequenceError where
    one fails otherwise or the time is over.
    """
    limit = sequence.timeout.total_seconds()
    try:
        async with asyncio.timeout(limit + _STOPS_WITHIN), asyncio.timeout(limit) as timeout:
            actions = await async_validate_sequence(hass, sequence.actions)
            await _async_run(hass, sequence.name, actions, context)
    except HomeAssistantError, vol.Invalid:
        raise
    except Exception as err:
        if timeout.expired():
            raise SequenceError(f"Not done within {limit:g} s and given up") from err
        # An integration may raise anything.
        raise SequenceError(f"{type(err).__name__}: {err}") from err


async def _async_run(hass: HomeAssistant, name: str, actions: list[dict[str, Any]], context: Context) -> None:
    script = Script(hass, actions, name, DOMAIN, logger=LOGGER, log_exceptions=False)
    try:
        await script.async_run(context=context)
    finally:
        # Done at once, unless the script was left behind.
        hass.async_create_background_task(script.async_unload(), f"earshot unload {name}")
