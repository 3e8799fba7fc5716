"""The action that erases: what goes, who may, and what the mute history tells of it."""

import asyncio
from concurrent.futures import Future
import json
import sqlite3
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot.log.errors import LogError, LogProblem
from custom_components.earshot.log.records import ChangeRecord
from custom_components.earshot.log.store import LogStore

from .calls import async_do, async_plain_user, async_refused, of
from .home import async_earshot, async_satellite, microphone
from .logged import async_logged, id_of, minutes

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: Any) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations."""
    return await async_logged(hass)


async def async_changes(entry: MockConfigEntry) -> list[ChangeRecord]:
    """Return the mute history, newest first."""
    log = entry.runtime_data.log.store
    await asyncio.wrap_future(log.flush())
    return list((await asyncio.wrap_future(log.changes())).records)


async def async_causes(entry: MockConfigEntry) -> list[tuple[str | None, str]]:
    """Return whose the changes in the mute history are, and their causes, newest first."""
    return [(change.microphone_id, change.cause) for change in await async_changes(entry)]


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({}, []),
        ({"start": "2026-10-20 21:03:00"}, [2, 1]),
        ({"end": "2026-10-20 21:03:00"}, [4, 3]),
        ({"start": "2026-10-20 21:02:00", "end": "2026-10-20 21:04:00"}, [4, 1]),
        ({"include_history": False}, []),
        ({"start": "2030-01-01 00:00:00"}, [4, 3, 2, 1]),
    ],
)
async def test_purge_erases_a_span(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    hass_admin_user: MockUser,
    *,
    fields: dict[str, Any],
    left: list[int],
) -> None:
    """The rows in it and no other; those of removed microphones too."""
    before = len(await async_causes(logged))
    answer = await async_do(hass, "purge_log", user=hass_admin_user, **fields)
    assert minutes(await async_do(hass, "get_activations")) == left
    changes = [each for each in await async_causes(logged) if each[1] != "purge"]
    assert answer == {"rows": 4 - len(left) + before - len(changes), "history": False}


async def test_purge_of_a_target(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """The rows of its microphones alone."""
    await async_do(hass, "purge_log", of(hass, "Kitchen"), user=hass_admin_user)
    assert minutes(await async_do(hass, "get_activations")) == [3, 2]
    await async_do(hass, "purge_log", of(hass, "Kitchen", "Bedroom"), user=hass_admin_user)
    assert minutes(await async_do(hass, "get_activations")) == [3]


async def test_purge_is_told_in_the_mute_history(
    hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """A log with a hole says that it has one, and who made it."""
    await async_do(hass, "purge_log", user=hass_admin_user)
    assert await async_causes(logged) == [(None, "purge")]
    await async_do(hass, "purge_log", of(hass, "Kitchen"), end="2026-10-20 21:00:00")
    changes = await async_changes(logged)
    assert {(each.microphone_id, each.cause) for each in changes} == {
        (None, "purge"),
        (id_of(logged, "Kitchen"), "purge"),
    }
    assert any(f'"user":"{hass_admin_user.id}"' in each.detail for each in changes)
    assert any('"end":"2026-10-20T19:00:00+00:00","rows":0}' in each.detail for each in changes)


async def test_purge_is_for_administrators(
    hass: HomeAssistant, logged: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    """Also where everyone may read the log; an automation acts for an administrator, who made it."""
    hass.config_entries.async_update_entry(logged, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    for user in (await async_plain_user(hass), hass_read_only_user):
        error = await async_refused(hass, Unauthorized, "purge_log", user=user)
        assert isinstance(error, Unauthorized)
        assert error.permission == "admin"
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]
    await async_do(hass, "purge_log")
    assert minutes(await async_do(hass, "get_activations")) == []


async def test_purge_that_fails(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """Says so, and does not claim in the mute history that anything was erased."""
    log = logged.runtime_data.log.store
    with patch.object(log._database, "delete", side_effect=sqlite3.OperationalError("disk I/O error")):
        error = await async_refused(hass, HomeAssistantError, "purge_log", user=hass_admin_user)
    assert error.translation_key == "log_not_erased"
    assert (None, "purge") not in await async_causes(logged)
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]


@pytest.mark.parametrize("problem", [LogProblem.LOCKED, LogProblem.NOT_ERASED])
async def test_purge_that_fails_in_part(
    hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser, problem: LogProblem
) -> None:
    """What was erased is told also where another microphone's was not, and where bytes are still to go."""
    kitchen, bedroom = id_of(logged, "Kitchen"), id_of(logged, "Bedroom")
    purge = LogStore.purge

    def purges(store: LogStore, start: Any, end: Any, microphone_id: str) -> Future[int]:
        if microphone_id != kitchen:
            return purge(store, start, end, microphone_id)
        failed = Future[int]()
        failed.set_exception(LogError("not erased", problem))
        return failed

    before = [each.microphone_id for each in await async_changes(logged)].count(bedroom)
    with patch.object(LogStore, "purge", purges):
        error = await async_refused(
            hass, HomeAssistantError, "purge_log", of(hass, "Kitchen", "Bedroom"), user=hass_admin_user
        )
    assert error.translation_key == "log_not_erased"
    told = {
        each.microphone_id: json.loads(each.detail) for each in await async_changes(logged) if each.cause == "purge"
    }
    expected: dict[str, Any] = {bedroom: {"rows": 1 + before, "user": hass_admin_user.id}}
    if problem is LogProblem.NOT_ERASED:
        expected[kitchen] = {"user": hass_admin_user.id}
    assert told == expected


async def test_purge_without_a_log(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    """Where no log is kept there is nothing to erase."""
    kitchen = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, kitchen), options={"retention_days": 0})
    assert await async_do(hass, "purge_log", user=hass_admin_user) == {"rows": 0, "history": False}
