"""The log is kept as long as the options say, by a clock that can be trusted."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
import threading
from typing import override

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest

from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log import session
from custom_components.earshot.log.writer import Writer
from tests.home import async_earshot, async_satellite, async_wait, microphone

from .kept import NOW, async_rows, async_until, files, record, threads


async def test_keeps(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """A log is a file, two threads, and gone from memory when closed."""
    keeper.append(record(timedelta()))
    assert files(hass) == []
    await keeper.async_apply(timedelta(days=30))
    await async_until(hass, lambda: threads() == 2)
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    assert oct((Path(hass.config.config_dir) / LOG_FILE).stat().st_mode & 0o777) == "0o600"
    await keeper.async_close()
    await async_until(hass, lambda: threads() == 0)
    assert keeper.store is None
    assert files(hass) == [LOG_FILE]
    keeper.append(record(timedelta()))
    await keeper.async_close()


class Lingering(threading.Thread):
    """A thread that goes only once somebody waits for it to be gone."""

    def __init__(self, name: str, target: Callable[[], None]) -> None:
        """Be told what to do."""
        super().__init__(target=target, name=name, daemon=True)
        self.awaited = threading.Event()

    @override
    def run(self) -> None:
        super().run()
        self.awaited.wait(20)

    @override
    def join(self, timeout: float | None = None) -> None:
        self.awaited.set()
        super().join(timeout)


async def test_closed_it_has_no_thread(keeper: LogKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even one that has nothing left to do."""
    monkeypatch.setattr(session, "thread", Lingering)
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    assert threads() == 2
    await keeper.async_close()
    assert threads() == 0


async def test_retention_changes(keeper: LogKeeper) -> None:
    """A shorter retention counts at once; a longer one brings nothing back."""
    await keeper.async_apply(timedelta(days=30))
    for days in (0, 5, 10, 29, 31):
        keeper.append(record(timedelta(days=days)))
    store = keeper.store
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 4
    await keeper.async_apply(timedelta(days=10))
    assert await async_rows(keeper) == 3
    await keeper.async_apply(timedelta(days=9))
    assert await async_rows(keeper) == 2
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 2
    assert keeper.store is store
    await keeper.async_close()


async def test_retention_every_hour(hass: HomeAssistant, keeper: LogKeeper, freezer: FrozenDateTimeFactory) -> None:
    """A row is erased within the hour after its time is over."""
    await keeper.async_apply(timedelta(days=1))
    keeper.append(record(timedelta(hours=23, minutes=30)))
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 2
    await async_wait(hass, freezer, timedelta(minutes=59))
    assert await async_rows(keeper) == 2
    await async_wait(hass, freezer, timedelta(minutes=2))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    await async_wait(hass, freezer, timedelta(hours=2))


async def test_no_retention_keeps_nothing(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """Zero days: no file, no thread, and what was kept aside goes as well."""
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    aside = Path(hass.config.config_dir) / f"{LOG_FILE}.broken-20261001T000000Z"
    await hass.async_add_executor_job(aside.write_bytes, b"not a database")
    await keeper.async_apply(timedelta())
    assert files(hass) == []
    await async_until(hass, lambda: threads() == 0)
    assert keeper.store is None
    keeper.append(record(timedelta()))
    await keeper.async_apply(timedelta())
    assert files(hass) == []
    await keeper.async_apply(timedelta(days=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_option(hass: HomeAssistant) -> None:
    """The option counts at once, in both directions."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert files(hass) != []
    hass.config_entries.async_update_entry(entry, options={"retention_days": 0})
    await hass.async_block_till_done()
    assert files(hass) == []
    await kitchen.async_speak()
    assert files(hass) == []
    hass.config_entries.async_update_entry(entry, options={"retention_days": 1})
    await hass.async_block_till_done()
    await kitchen.async_speak()
    assert await async_rows(entry.runtime_data.log) == 1


async def test_purge_after_close(keeper: LogKeeper) -> None:
    """An hour that strikes while it closes finds nothing to do."""
    await keeper._async_retain(NOW)


async def test_at_once(hass: HomeAssistant, keeper: LogKeeper) -> None:
    """Changes of the option that come faster than they are done are done one after the other."""
    await asyncio.gather(*(keeper.async_apply(timedelta(days=days)) for days in (3, 0, 2, 0, 1)))
    await async_until(hass, lambda: threads() == 2)
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    await asyncio.gather(keeper.async_apply(timedelta(days=1)), keeper.async_remove())
    assert files(hass) == []
    await async_until(hass, lambda: threads() == 0)


async def test_a_clock_that_jumps(
    hass: HomeAssistant, keeper: LogKeeper, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is erased until the new time has stood for an hour; that is said."""
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    freezer.tick(timedelta(days=4000))
    await keeper.async_apply(timedelta(days=30))
    assert await async_rows(keeper) == 1
    await async_wait(hass, freezer, timedelta(minutes=59))
    assert await async_rows(keeper) == 1
    await keeper.async_apply(timedelta(days=29))
    assert "The clock has jumped" in caplog.text
    assert await async_rows(keeper) == 1
    await async_wait(hass, freezer, timedelta(hours=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_retention_before_the_first_read(keeper: LogKeeper, freezer: FrozenDateTimeFactory) -> None:
    """What expired while nothing ran is gone before anyone can read it."""
    await keeper.async_apply(timedelta(days=1))
    keeper.append(record(timedelta(hours=23)))
    assert await async_rows(keeper) == 1
    await keeper.async_close()
    freezer.tick(timedelta(hours=2))
    await keeper.async_apply(timedelta(days=1))
    assert await async_rows(keeper) == 0
    await keeper.async_close()


async def test_setup_does_not_wait_for_retention(keeper: LogKeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes: the log takes records meanwhile, and only those who read wait."""
    go = threading.Event()
    retain = Writer.retain

    def slow(writer: Writer, retention: timedelta) -> int | None:
        assert go.wait(20)
        return retain(writer, retention)

    monkeypatch.setattr(Writer, "retain", slow)
    await keeper.async_apply(timedelta(days=30))
    assert keeper.store is not None
    page = keeper.store.activations()
    keeper.append(record(timedelta()))
    assert not page.done()
    go.set()
    await asyncio.wrap_future(page)
    assert await async_rows(keeper) == 1
    await keeper.async_close()
