"""The rows of microphones that were removed go with them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest

from custom_components.earshot.keeper import LogKeeper
from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.store import LogStore

from .kept import async_rows, record


async def test_a_removed_microphone(keeper: LogKeeper, caplog: pytest.LogCaptureFixture) -> None:
    """Its rows go with it; where they cannot that is said. Without a log there is nothing to do."""
    await keeper.async_forget("a")
    await keeper.async_apply(timedelta(days=30))
    keeper.append(record(timedelta()))
    keeper.append(replace(record(timedelta()), microphone_id="b"))
    await keeper.async_forget("a")
    assert await async_rows(keeper) == 1
    with patch.object(LogStore, "forget_microphone", side_effect=LogError("locked", LogProblem.LOCKED)):
        await keeper.async_forget("b")
    assert "removed microphone could not be erased" in caplog.text
    await keeper.async_close()


async def test_microphones_that_were_removed_meanwhile(keeper: LogKeeper, caplog: pytest.LogCaptureFixture) -> None:
    """Their rows go, those of the others stay; where nobody can tell whose rows there are, all stay."""
    await keeper.async_forget_others(())
    await keeper.async_apply(timedelta(days=30))
    for microphone_id in ("a", "b", "c"):
        keeper.append(replace(record(timedelta()), microphone_id=microphone_id))
    assert await async_rows(keeper) == 3
    with patch.object(LogStore, "microphones", side_effect=LogError("locked", LogProblem.LOCKED)):
        await keeper.async_forget_others(("b",))
    assert "removed microphones cannot be read" in caplog.text
    assert await async_rows(keeper) == 3
    await keeper.async_forget_others(("b",))
    assert keeper.store is not None
    assert await asyncio.wrap_future(keeper.store.microphones()) == ["b"]
    assert await async_rows(keeper) == 1
    await keeper.async_close()
