"""Keeps the log as the options say: opened, bounded by its retention, closed, deleted. A broken log raises a repair and stops nothing."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .const import LOG_FILE, LOGGER
from .issues import async_set_log_problem
from .log.errors import LogError, LogProblem
from .log.records import Record
from .log.store import LogStore

_PURGE_EVERY: Final = timedelta(hours=1)


class LogKeeper:
    """Owns the log's store while its retention is more than nothing."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Keep nothing yet."""
        self._hass = hass
        self._retention = timedelta()
        self._untrack: CALLBACK_TYPE | None = None
        self._lock = asyncio.Lock()
        self.store: LogStore | None = None

    @callback
    def append(self, record: Record) -> None:
        """Take a record, to be committed on the log's own thread."""
        if self.store is not None:
            self.store.append(record)

    async def async_apply(self, retention: timedelta) -> None:
        """Keep rows for this long from now on; zero deletes the log and keeps none."""
        async with self._lock:
            self._retention = retention
            if not retention:
                await self._async_close()
                await self._async_delete()
                # What stood against the log stands against nothing any more.
                async_set_log_problem(self._hass, None)
                return
            if self.store is None:
                self.store = self._new_store()
                await asyncio.wrap_future(self.store.open())
                self._untrack = async_track_time_interval(
                    self._hass, self._async_purge, _PURGE_EVERY, name="earshot log retention"
                )
            await self._async_purge(dt_util.utcnow())

    async def async_close(self) -> None:
        """Commit what waits and close."""
        async with self._lock:
            await self._async_close()

    async def async_remove(self) -> None:
        """Close, and delete the log with everything that was kept aside."""
        async with self._lock:
            await self._async_close()
            await self._async_delete()

    def _new_store(self) -> LogStore:
        return LogStore(self._hass.config.path(LOG_FILE), on_problem=self._problem)

    @callback
    def _problem_on_loop(self, problem: LogProblem | None) -> None:
        async_set_log_problem(self._hass, problem)

    def _problem(self, problem: LogProblem | None) -> None:
        # Called on the log's own thread.
        self._hass.loop.call_soon_threadsafe(self._problem_on_loop, problem)

    async def _async_purge(self, now: datetime) -> None:
        """Erase what is older than the retention."""
        if self.store is None:
            return
        try:
            await asyncio.wrap_future(self.store.purge_before(now - self._retention))
        except LogError as err:
            LOGGER.warning("The log's retention could not be kept, trying again in an hour: %s", err)

    async def _async_close(self) -> None:
        if self._untrack is not None:
            self._untrack()
            self._untrack = None
        store, self.store = self.store, None
        if store is not None:
            await asyncio.wrap_future(store.close())
            await self._hass.async_add_executor_job(store.join)

    async def _async_delete(self) -> None:
        try:
            await asyncio.wrap_future(self._new_store().delete_files())
        except LogError as err:
            LOGGER.error("The log could not be deleted: %s", err)
