"""The calls that mute and release: one for all that share an action, and each sequence on its own. None of them is waited for."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import batched, chain
from typing import Any, Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import voluptuous as vol

from .const import LOGGER
from .microphones.controls import Doing, Sequence, Together
from .microphones.controls.sequence import SequenceError, async_run_sequence

# One call for a whole boundary, but no call that a single slow switch could hold up for a thousand others.
_CHUNK: Final = 100
# What was called for this many calls ago has had its effect long since.
_MOST_REMEMBERED: Final = 256


class Calls:
    """Has Home Assistant do what mute controls ask for. What fails is logged; what counts is what reads back."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nothing under way."""
        self._hass = hass
        self._sequences: dict[str, asyncio.Task[None]] = {}
        self._contexts: deque[str] = deque(maxlen=_MOST_REMEMBERED)

    @callback
    def async_make(self, doings: Iterable[Doing]) -> None:
        """Make the calls for these, a turn of the loop from now.

        Never within the change that asked for them: a Wyoming switch writes its state before it acts, and would act on the earlier call
        after ours (its state `on`, its audio flowing).
        """
        grouped: defaultdict[tuple[str, str, tuple[tuple[str, Any], ...]], list[str]] = defaultdict(list)
        actions = chain.from_iterable(each.actions if isinstance(each, Together) else (each,) for each in doings)
        for action in actions:
            if isinstance(action, Sequence):
                self._begin(action)
            else:
                grouped[action.domain, action.service, action.data].append(action.entity_id)
        for (domain, service, data), entity_ids in grouped.items():
            for chunk in batched(entity_ids, _CHUNK, strict=False):
                self._hass.async_create_task(
                    self._async_call(domain, service, {**dict(data), ATTR_ENTITY_ID: list(chunk)}),
                    f"earshot {domain}.{service}",
                    eager_start=False,
                )

    def caused(self, context: Context) -> bool:
        """Whether these calls are what a context stands for, or what has set it off."""
        return context.id in self._contexts or context.parent_id in self._contexts

    def _context(self) -> Context:
        context = Context()
        self._contexts.append(context.id)
        return context

    def _begin(self, sequence: Sequence) -> None:
        """Run a sequence in place of the one that the same control had asked for before."""
        if (before := self._sequences.get(sequence.name)) is not None:
            before.cancel()
        self._sequences[sequence.name] = self._hass.async_create_task(
            self._async_run(sequence), f"earshot actions of {sequence.name}", eager_start=False
        )

    async def _async_call(self, domain: str, service: str, data: dict[str, Any]) -> None:
        try:
            await self._hass.services.async_call(domain, service, data, blocking=False, context=self._context())
        except HomeAssistantError as err:
            # The read-back's deadline takes it from here.
            LOGGER.warning("%s.%s failed: %s", domain, service, err)

    async def _async_run(self, sequence: Sequence) -> None:
        try:
            await async_run_sequence(self._hass, sequence, self._context())
        except (HomeAssistantError, SequenceError, vol.Invalid) as err:
            LOGGER.warning("The actions of %s failed: %s", sequence.name, err)
