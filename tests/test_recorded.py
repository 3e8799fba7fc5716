"""What a real recorder keeps of Earshot: every entity, its events and its statistics, and no word of the log."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
import json
from pathlib import Path
import sqlite3
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.assist_pipeline import PipelineStage
from homeassistant.components.recorder import get_instance
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)
from pytest_homeassistant_custom_component.typing import RecorderInstanceContextManager, WebSocketGenerator

from custom_components.earshot.const import DOMAIN, LOG_FILE

from .calls import async_do, of
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, nobody_home, shown
from .microphones.assist import PHRASE, Assist, async_assist

NAME = "Zebedee Quillfeather"
PERSON = "person.quillfeather"
SAID = "rhubarb marmalade rhubarb"
# What a recorder has no business with, in any table and in any byte.
SECRETS = (PHRASE, "rhubarb", "marmalade", "Zebedee", "Quillfeather")
UNRECORDED = {"assurance", "reasons", "next_change", "observations", "microphones", "duration", "outcome"}

pytestmark = [
    pytest.mark.parametrize("persistent_database", [True]),
    pytest.mark.usefixtures("tuesday_evening"),
]


@pytest.fixture(autouse=True)
def enable_earshot(recorder_db_url: str, enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration; the recorder's database has to be there before Home Assistant is."""


@pytest.fixture
async def assist(async_setup_recorder_instance: RecorderInstanceContextManager, hass: HomeAssistant) -> Assist:
    """A home with a recorder, which records no persons, and a real Assist."""
    await async_setup_recorder_instance(hass, {"exclude": {"domains": ["person"]}})
    hass.states.async_set(PERSON, "unknown", {"friendly_name": NAME})
    return await async_assist(hass)


@pytest.fixture
async def hall(hass: HomeAssistant, assist: Assist) -> Satellite:
    """A satellite that can be muted."""
    return await async_satellite(hass, "Hall")


@pytest.fixture
async def entry(hass: HomeAssistant, assist: Assist, hall: Satellite) -> MockConfigEntry:
    """Earshot with both satellites, what the kitchen hears kept in words, and a rule about a person."""
    kitchen = microphone(hass, hall, keep_transcripts=True)
    source = {"kind": "assist_satellite", "entity": assist.kitchen.entity_id}
    data = {**kitchen["data"], "device_id": None, "sources": [source], "controls": []}
    spoken_to = kitchen | {"title": "Kitchen", "unique_id": "kitchen", "data": data}
    return await async_earshot(hass, spoken_to, microphone(hass, hall), nobody_home(PERSON))


async def async_a_day(
    hass: HomeAssistant, assist: Assist, hall: Satellite, freezer: FrozenDateTimeFactory, user: MockUser
) -> None:
    """Let everything happen that is shown or logged: a command with words, a misfire, a mute, a violation, a restart of the count."""
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word()
    freezer.tick(2)
    await assist.async_understand(SAID)
    assist.kitchen.tts_response_finished()
    await hass.async_block_till_done()
    await async_do(hass, "mute", of(hass, "Hall"), user=user)
    await async_wait(hass, freezer, timedelta(seconds=20))
    await hall.async_show("listening")
    await async_wait(hass, freezer, timedelta(seconds=3))
    await hall.async_show("idle")
    await async_wait(hass, freezer, timedelta(minutes=6))


async def async_in_database(hass: HomeAssistant) -> sqlite3.Connection:
    """Return the recorder's file, once everything is in it."""
    await async_wait_recording_done(hass)
    return sqlite3.connect(f"file:{file_of(hass)}?mode=ro", uri=True, check_same_thread=False)


def file_of(hass: HomeAssistant) -> Path:
    """Return where the recorder's database lies."""
    return Path(get_instance(hass).db_url.removeprefix("sqlite:///"))


def log_bytes(hass: HomeAssistant) -> bytes:
    """Return what is in the log's files."""
    return b"".join(each.read_bytes() for each in Path(hass.config.config_dir).glob(f"{LOG_FILE}*"))


def cells(database: sqlite3.Connection) -> Iterator[tuple[str, Any]]:
    """Yield everything that is in any table, with the table's name."""
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of its own tables
            yield from ((table, cell) for cell in row)


def spilt(hass: HomeAssistant, database: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return each secret that is in a table, or in the bytes of a file, and where."""
    found = {
        (table, secret) for table, cell in cells(database) for secret in SECRETS if secret.lower() in str(cell).lower()
    }
    for file in file_of(hass).parent.iterdir():
        content = file.read_bytes().lower()
        found |= {(file.name, secret) for secret in SECRETS if secret.lower().encode() in content}
    return found


async def test_everything_arrives_and_no_word_does(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    assist: Assist,
    hall: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_admin_user: MockUser,
) -> None:
    """A day with a command in the log, word by word, and a person in the reasons: of both the recorder has nothing."""
    began = dt_util.utcnow()
    await async_a_day(hass, assist, hall, freezer, hass_admin_user)
    # What is not to be found is there to be found.
    log = entry.runtime_data.log.store
    await asyncio.wrap_future(log.flush())
    [kept] = [each for each in (await asyncio.wrap_future(log.activations())).records if each.transcript]
    assert (kept.transcript, kept.wake_phrase) == (SAID, PHRASE)
    assert SAID.encode() in log_bytes(hass)
    reasons = hass.states.get(entity(hass, "sensor", "status", "Hall")).attributes["reasons"]
    assert PERSON in str(reasons)

    do_adhoc_statistics(hass, start=began)
    database = await async_in_database(hass)
    assert spilt(hass, database) == set()

    ours = {each.entity_id for each in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)}
    recorded = database.execute(
        "SELECT states_meta.entity_id, state, shared_attrs FROM states JOIN states_meta USING (metadata_id) "
        "LEFT JOIN state_attributes USING (attributes_id)"
    ).fetchall()
    assert ours <= {entity_id for entity_id, _, _ in recorded}
    told = {
        name for entity_id, _, attributes in recorded if entity_id in ours for name in json.loads(attributes or "{}")
    }
    assert told & UNRECORDED == set()
    assert "event_type" in told
    assert {state for entity_id, state, _ in recorded if entity_id == entity(hass, "sensor", "status", "Hall")} >= {
        "paused",
        "listening",
    }
    database.close()


async def test_events_and_statistics_arrive(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    assist: Assist,
    hall: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_admin_user: MockUser,
) -> None:
    """The violation with all of its data, and a sum for everything that is counted or measured."""
    began = dt_util.utcnow()
    await async_a_day(hass, assist, hall, freezer, hass_admin_user)
    assert shown(hass, "sensor", "violations_today") != "0"
    do_adhoc_statistics(hass, start=began)
    database = await async_in_database(hass)
    events = database.execute(
        "SELECT event_types.event_type, shared_data FROM events JOIN event_types USING (event_type_id) JOIN event_data USING (data_id)"
    ).fetchall()
    violations = [json.loads(data) for event_type, data in events if event_type == f"{DOMAIN}_violation"]
    assert {(each["name"], each["kind"]) for each in violations} == {("Hall", "heard"), ("Kitchen", "heard")}
    counted = {
        each.entity_id
        for each in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if (state := hass.states.get(each.entity_id)) is not None and "state_class" in state.attributes
    }
    assert {entity(hass, "sensor", key, "Hall") for key in ("activations_today", "live_time_today")} <= counted
    rows = database.execute(
        "SELECT statistic_id, sum, mean FROM statistics_short_term JOIN statistics_meta ON metadata_id = statistics_meta.id"
    ).fetchall()
    assert counted == {statistic_id for statistic_id, total, mean in rows if total is not None or mean is not None}
    database.close()


async def test_what_is_searched_by_a_card_leaves_no_trace(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    assist: Assist,
    hall: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """A search by its action would: Home Assistant tells the event bus of every action with all of its fields."""
    await async_a_day(hass, assist, hall, freezer, hass_admin_user)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "earshot/activations", "text": "marmalade"})
    answer = await client.receive_json()
    assert [each["transcript"] for each in answer["result"]["activations"]] == [SAID]
    database = await async_in_database(hass)
    assert spilt(hass, database) == set()
    database.close()
