"""Keeps the log as the options say: opened, bounded by its retention, closed, deleted. A broken log raises a repair and stops nothing."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later, async_track_time_interval
from homeassistant.util import dt as dt_util

from .const import LOG_FILE, LOGGER
from .issues import async_set_log_problem
from .log.errors import LogError, LogProblem
from .log.records import Record
from .log.store import LogStore

_RETAIN_EVERY: Final = timedelta(hours=1)
# A backup that never says that it is over has failed: nothing may grow, and stay unerased, for its sake.
_BACKUP_AT_MOST: Final = timedelta(hours=3)


class LogKeeper:
    """Owns the log's store while its retention is more than nothing."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Keep nothing yet."""
        self._hass = hass
        self._retention = timedelta()
        self._in_backups = True
        self._backup: CALLBACK_TYPE | None = None
        self._untrack: CALLBACK_TYPE | None = None
        self._lock = asyncio.Lock()
        self.store: LogStore | None = None

    @callback
    def append(self, record: Record) -> None:
        """Take a record, to be committed on the log's own thread."""
        if self.store is not None:
            self.store.append(record)

    async def async_apply(self, retention: timedelta, *, in_backups: bool = True) -> None:
        """Keep rows for this long from now on, where backups take them along or leave them out.

        Zero deletes the log and keeps none. Returns when the log takes records and reads; at a start the reads wait until
        what is older is erased, and nobody else does.
        """
        async with self._lock:
            moved = in_backups is not self._in_backups
            self._retention, self._in_backups = retention, in_backups
            if not retention:
                await self._async_close()
                await self._async_delete()
                # What stood against the log stands against nothing any more.
                async_set_log_problem(self._hass, None)
                return
            if self.store is None:
                self.store = self._new_store()
                await asyncio.wrap_future(self.store.open(retention))
                self._untrack = async_track_time_interval(
                    self._hass, self._async_retain, _RETAIN_EVERY, name="earshot log retention"
                )
                return
            if moved:
                await asyncio.wrap_future(self.store.move(self._path))
            await self._async_retain(dt_util.utcnow())

    async def async_forget(self, microphone_id: str) -> None:
        """Erase everything of one microphone."""
        if self.store is None:
            return
        try:
            await asyncio.wrap_future(self.store.forget_microphone(microphone_id))
        except LogError as err:
            LOGGER.error("The log of a removed microphone could not be erased, it goes with its retention: %s", err)

    async def async_forget_others(self, microphone_ids: Collection[str]) -> None:
        """Erase everything of microphones that are none of these: they were removed while nobody looked."""
        if self.store is None:
            return
        try:
            known = await asyncio.wrap_future(self.store.microphones())
        except LogError as err:
            LOGGER.warning("Whether the log has rows of removed microphones cannot be read: %s", err)
            return
        for microphone_id in known:
            if microphone_id not in microphone_ids:
                await self.async_forget(microphone_id)

    async def async_pre_backup(self) -> None:
        """Make the log's file whole and let it rest while a backup reads it, three hours at most; records are taken all the while."""
        self._forget_backup()
        self._backup = async_call_later(
            self._hass, _BACKUP_AT_MOST, HassJob(self._async_give_up_backup, "earshot backup", cancel_on_shutdown=True)
        )
        if self.store is None:
            return
        try:
            await asyncio.wrap_future(self.store.rest())
        except LogError as err:
            # A backup without the latest rows is better than none.
            LOGGER.warning("The log's file could not be made whole for the backup: %s", err)

    async def async_post_backup(self) -> None:
        """Let the file be written again, and do what waited for that."""
        self._forget_backup()
        if self.store is None:
            return
        try:
            await asyncio.wrap_future(self.store.go_on())
        except LogError as err:
            LOGGER.warning("The log's file is at rest until the log is opened anew: %s", err)
        await self._async_retain(dt_util.utcnow())

    async def _async_give_up_backup(self, _now: datetime) -> None:
        LOGGER.warning("A backup has not said for three hours that it is over: the log is written again")
        await self.async_post_backup()

    @callback
    def _forget_backup(self) -> None:
        if self._backup is not None:
            self._backup()
            self._backup = None

    async def async_close(self) -> None:
        """Commit what waits and close."""
        async with self._lock:
            await self._async_close()

    async def async_remove(self) -> None:
        """Close, and delete the log with everything that was kept aside."""
        async with self._lock:
            await self._async_close()
            await self._async_delete()

    @property
    def _path(self) -> str:
        return self._place(in_backups=self._in_backups)

    def _place(self, *, in_backups: bool) -> str:
        config = self._hass.config
        return config.path(LOG_FILE) if in_backups else config.cache_path(LOG_FILE)

    def _new_store(self) -> LogStore:
        return LogStore(self._path, on_problem=self._problem, former=self._place(in_backups=not self._in_backups))

    @callback
    def _problem_on_loop(self, problem: LogProblem | None) -> None:
        async_set_log_problem(self._hass, problem)

    def _problem(self, problem: LogProblem | None) -> None:
        # Called on the log's own thread.
        self._hass.loop.call_soon_threadsafe(self._problem_on_loop, problem)

    async def _async_retain(self, _now: datetime) -> None:
        """Erase what is older than the retention. Not under a backup's eyes: it would copy half of the file as it was."""
        if self.store is None or self._backup is not None:
            return
        try:
            rows = await asyncio.wrap_future(self.store.retain(self._retention))
        except LogError as err:
            LOGGER.warning("The log's retention could not be kept, trying again in an hour: %s", err)
        else:
            if rows is None:
                LOGGER.warning(
                    "The clock has jumped: nothing is erased from the log until its time has stood for an hour"
                )

    async def _async_close(self) -> None:
        if self._untrack is not None:
            self._untrack()
            self._untrack = None
        self._forget_backup()
        store, self.store = self.store, None
        if store is not None:
            await asyncio.wrap_future(store.close())
            await self._hass.async_add_executor_job(store.join)

    async def _async_delete(self) -> None:
        try:
            await asyncio.wrap_future(self._new_store().delete_files())
        except LogError as err:
            LOGGER.error("The log could not be deleted: %s", err)
