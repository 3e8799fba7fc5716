"""What is remembered comes back as it was, at once, and a damaged file costs no mute."""

import asyncio
from collections.abc import Callable
import copy
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot import ledger as ledger_module
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.ledger import Ledger, Memory
from custom_components.earshot.policy.model import (
    OVERRIDE_LIMIT,
    Default,
    NamedHold,
    Origin,
    Override,
    PersonMute,
    Standing,
)
from custom_components.earshot.violations import Violation, ViolationKind

from .home import async_earshot, async_satellite, microphone, shown

NOW = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)

INSTANTS = st.timedeltas(timedelta(), timedelta(days=36_525)).map(lambda later: NOW + later)
NAMES = st.text(min_size=1, max_size=8)
ORIGINS = st.sampled_from(Origin)
OVERRIDES = st.builds(
    lambda since, lasts, origin, user, rules: Override(since, since + lasts, origin, user, rules),
    INSTANTS,
    st.timedeltas(timedelta(microseconds=1), OVERRIDE_LIMIT),
    ORIGINS,
    st.none() | NAMES,
    st.frozensets(NAMES, max_size=3),
)
STANDINGS = st.builds(
    Standing,
    default=st.just(Default.LIVE),
    person_mute=st.none() | st.builds(PersonMute, INSTANTS, st.none() | INSTANTS, ORIGINS, st.none() | NAMES),
    holds=st.lists(st.builds(NamedHold, NAMES, INSTANTS, st.none() | INSTANTS), max_size=3).map(tuple),
    override=st.none() | OVERRIDES,
)
MEMORIES = st.builds(
    Memory,
    privacy_mode=st.booleans(),
    scheduler=st.booleans(),
    disabled_rules=st.sets(NAMES, max_size=3),
    standings=st.dictionaries(NAMES, STANDINGS, max_size=3),
    owned=st.dictionaries(NAMES, INSTANTS, max_size=3),
    present=st.dictionaries(NAMES, st.booleans(), max_size=3),
    conditions=st.dictionaries(NAMES, st.booleans(), max_size=3),
    saved_at=st.none(),
    clean=st.booleans(),
)


@given(MEMORIES)
def test_round_trip(memory: Memory) -> None:
    """Everything comes back, but for standings in which nothing stands."""
    ledger = object.__new__(Ledger)
    ledger.memory = copy.deepcopy(memory)
    with patch.object(ledger_module.dt_util, "utcnow", return_value=NOW):
        data = ledger._as_data()
    memory.standings = {key: standing for key, standing in memory.standings.items() if standing != Standing()}
    memory.saved_at = NOW
    assert ledger_module._memory(data) == memory


async def test_nothing_remembered(hass: HomeAssistant) -> None:
    """A first run begins with rules on and nothing else."""
    ledger = Ledger(hass)
    await ledger.async_load()
    assert ledger.memory == Memory()
    assert (ledger.memory.privacy_mode, ledger.memory.scheduler, ledger.memory.clean) == (False, True, True)
    assert ledger.left_at is None


async def test_saved_at_once(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """Before anything else gets its turn, not after a delay."""
    ledger = Ledger(hass)
    ledger.memory.privacy_mode = True
    ledger.changed()
    await hass.async_block_till_done()
    saved = hass_storage[DOMAIN]
    assert (saved["version"], saved["data"]["privacy_mode"], saved["data"]["clean"]) == (1, True, True)


async def test_saved_as_it_is_in_the_end(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """A change while a save is under way is saved by another one, and only one."""
    ledger = Ledger(hass)
    going, go_on = asyncio.Event(), asyncio.Event()
    saves: list[bool] = []
    write = Store.async_save

    async def slow(store: Store[Any], data: Any) -> None:
        saves.append(data["privacy_mode"])
        going.set()
        await go_on.wait()
        await write(store, data)

    with patch.object(Store, "async_save", slow):
        ledger.changed()
        await going.wait()
        ledger.memory.privacy_mode = True
        ledger.changed()
        ledger.changed()
        go_on.set()
        await hass.async_block_till_done()
    assert saves == [False, True]
    assert hass_storage[DOMAIN]["data"]["privacy_mode"] is True


async def test_closed_in_order(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """A stop in order is told from a kill."""
    ledger = Ledger(hass)
    ledger.memory.clean = False
    ledger.changed()
    await hass.async_block_till_done()
    killed = Ledger(hass)
    await killed.async_load()
    assert killed.memory.clean is False
    await ledger.async_close()
    stopped = Ledger(hass)
    await stopped.async_load()
    assert stopped.memory.clean is True


async def test_removed(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """The file goes, and no save that was under way brings it back."""
    ledger = Ledger(hass)
    going, go_on = asyncio.Event(), asyncio.Event()
    write = Store.async_save

    async def slow(store: Store[Any], data: Any) -> None:
        going.set()
        await go_on.wait()
        await write(store, data)

    with patch.object(Store, "async_save", slow):
        ledger.changed()
        await going.wait()
        ledger.changed()
        removal = hass.async_create_task(ledger.async_remove())
        go_on.set()
        await removal
        await hass.async_block_till_done()
    assert DOMAIN not in hass_storage


GOOD: dict[str, Any] = {
    "privacy_mode": True,
    "scheduler": False,
    "disabled_rules": [],
    "standings": {},
    "owned": {},
    "present": {},
    "saved_at": NOW.isoformat(),
    "clean": True,
}
MUTE = {"since": NOW.isoformat(), "until": None, "origin": "person", "user_id": None}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("scheduler"),
        lambda data: data.update(standings=[]),
        lambda data: data.update(standings={"a": {"person_mute": {"since": NOW.isoformat()}}}),
        lambda data: data.update(standings={"a": {"person_mute": MUTE | {"origin": "nobody"}}}),
        lambda data: data.update(standings={"a": {"person_mute": MUTE | {"since": "yesterday"}}}),
        lambda data: data.update(standings={"a": {"person_mute": MUTE | {"until": "2026-10-20T19:00:00"}}}),
        lambda data: data.update(standings={"a": {"override": MUTE | {"until": NOW.isoformat(), "rules": []}}}),
        lambda data: data.update(standings={"a": "muted"}),
        lambda data: data.update(owned={"a": 5}),
        lambda data: data.update(owned=None),
        lambda data: data.update(present=7),
        lambda data: data.update(saved_at="2026-10-20T19:00:00"),
        lambda data: data.update(saved_at=None),
        lambda data: data.update(disabled_rules=[{}]),
    ],
)
async def test_damaged(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[dict[str, Any]], object],
) -> None:
    """A file that cannot be understood is as good as none, and that is said."""
    data = copy.deepcopy(GOOD)
    spoil(data)
    hass_storage[DOMAIN] = {"version": 1, "minor_version": 1, "key": DOMAIN, "data": data}
    ledger = Ledger(hass)
    await ledger.async_load()
    assert ledger.memory == Memory()
    assert "The saved holds cannot be read" in caplog.text
    assert "Traceback" not in caplog.text


async def test_damaged_file_unmutes_nothing(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """What was Earshot's mute is a person's then: it stays until a person lifts it."""
    hass_storage[DOMAIN] = {"version": 1, "minor_version": 1, "key": DOMAIN, "data": {"owned": "x"}}
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen))
    assert kitchen.switch.calls == []
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"


async def test_a_file_of_a_newer_version_is_left_as_it_is(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """Earshot says so and does not start: what it would save then would lose every hold."""
    newer = {"version": 2, "minor_version": 1, "key": DOMAIN, "data": {"holds": "in another way"}}
    hass_storage[DOMAIN] = copy.deepcopy(newer)
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone(hass, kitchen)])
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "saved_by_newer_version"
    await hass.async_stop()
    assert hass_storage[DOMAIN] == newer
    assert kitchen.switch.calls == []


@pytest.mark.parametrize("last", [None, 7, [], {"a": 3}, {"a": [["heard"]]}, {"a": [["whispered", NOW.isoformat()]]}])
async def test_damaged_violations_lose_no_hold(hass: HomeAssistant, hass_storage: dict[str, Any], last: Any) -> None:
    """They begin anew, alone."""
    ledger = Ledger(hass)
    ledger.memory.privacy_mode = True
    ledger.memory.violations = {"a": (Violation(ViolationKind.HEARD, NOW),)}
    ledger.changed()
    await hass.async_block_till_done()
    read = Ledger(hass)
    await read.async_load()
    assert read.memory.violations == ledger.memory.violations
    hass_storage[DOMAIN]["data"]["violations"] = last
    await read.async_load()
    assert read.memory.privacy_mode
    assert read.memory.violations == {}


@pytest.mark.parametrize(
    "counts", [None, 7, [], {"violations": 3}, {"violations": {"a": "many"}}, {"violations": None}]
)
async def test_damaged_counts_lose_no_hold(hass: HomeAssistant, hass_storage: dict[str, Any], counts: Any) -> None:
    """They begin anew, alone."""
    ledger = Ledger(hass)
    ledger.memory.privacy_mode = True
    ledger.changed()
    await hass.async_block_till_done()
    hass_storage[DOMAIN]["data"]["counts"] = counts
    read = Ledger(hass)
    await read.async_load()
    assert read.memory.privacy_mode
    assert read.memory.counts == {}
