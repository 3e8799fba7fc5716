"""Whatever befalls the log's file: microphones are muted and shown, no word is left behind, and the event loop does not wait."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
import sqlite3
import threading
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.log.database import Database

from .calls import async_do, of
from .home import Satellite, async_earshot, async_satellite, microphone, shown
from .logged import async_log, id_of, record
from .test_websocket_api import async_ask

pytestmark = pytest.mark.usefixtures("tuesday_evening")

WORDS = ("Zwetschgenkuchen", "Quittengelee", "Fliederbeersuppe")


def log_file(hass: HomeAssistant) -> Path:
    """Return where the log is."""
    return Path(hass.config.path(LOG_FILE))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite."""
    return await async_satellite(hass, "Kitchen")


# --- Trouble with the file ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def folder(hass: HomeAssistant) -> AsyncIterator[None]:
    """Something that is no file, and not empty, is in its place."""
    (log_file(hass) / "of somebody else").mkdir(parents=True)
    yield


@asynccontextmanager
async def corrupt(hass: HomeAssistant) -> AsyncIterator[None]:
    """Its header is none."""
    log_file(hass).write_bytes(b"\xff" * 8_192)
    yield


@asynccontextmanager
async def locked(hass: HomeAssistant) -> AsyncIterator[None]:
    """Another process holds it."""
    with closing(sqlite3.connect(log_file(hass), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


@asynccontextmanager
async def full(hass: HomeAssistant) -> AsyncIterator[None]:
    """There is no room on the disk that it is on."""
    log_file(hass).symlink_to("/dev/full")
    yield
    log_file(hass).unlink()


@pytest.mark.parametrize("trouble", [folder, corrupt, locked, full])
async def test_muting_and_showing_go_on(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser, trouble: Callable[[HomeAssistant], Any]
) -> None:
    """From the start, and to the end: what is heard is shown, what is muted is muted, what is counted is counted."""
    async with trouble(hass):
        entry = await async_earshot(hass, microphone(hass, kitchen))
        await kitchen.async_show("listening")
        assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
        await kitchen.async_show("idle")
        assert shown(hass, "sensor", "activations_today", "Kitchen") == "1"
        await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user)
        await hass.async_block_till_done()
        assert kitchen.muted
        assert shown(hass, "sensor", "status", "Kitchen") == "paused"
        await async_do(hass, "resume_schedule", of(hass, "Kitchen"), user=hass_admin_user)
        await hass.async_block_till_done()
        assert not kitchen.muted
        assert await hass.config_entries.async_unload(entry.entry_id)


# --- Words that are gone --------------------------------------------------------------------------------------------------


def left(hass: HomeAssistant) -> set[str]:
    """Return which of the words are in any file of the configuration's folder, in whatever case."""
    content = b"".join(each.read_bytes().lower() for each in Path(hass.config.config_dir).rglob("*") if each.is_file())
    return {word for word in WORDS if word.lower().encode() in content}


@pytest.fixture
async def talked(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Earshot with words in its log, which are in its files."""
    entry = await async_earshot(hass, microphone(hass, kitchen, keep_transcripts=True))
    wake_phrase, transcript, reply = WORDS
    await async_log(
        entry,
        *(
            record(id_of(entry, "Kitchen"), number, wake_phrase=wake_phrase, transcript=transcript, reply=reply)
            for number in range(200)
        ),
    )
    assert left(hass) == set(WORDS)
    return entry


async def test_no_word_is_left_after_a_purge(
    hass: HomeAssistant, talked: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """As soon as the action has answered."""
    assert (await async_do(hass, "purge_log", user=hass_admin_user))["rows"] >= 200
    assert left(hass) == set()


async def test_no_word_is_left_after_its_retention(
    hass: HomeAssistant, talked: MockConfigEntry, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """As soon as the option is a day, where the evening was long ago."""
    tuesday_evening.tick(3 * 86_400)
    hass.config_entries.async_update_entry(talked, options={"retention_days": 1})
    await hass.async_block_till_done(wait_background_tasks=True)
    assert left(hass) == set()


async def test_no_word_is_left_of_a_file_that_broke(
    hass: HomeAssistant, talked: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """It is kept aside until a purge, and gone with it."""
    assert await hass.config_entries.async_unload(talked.entry_id)
    content = log_file(hass).read_bytes()
    log_file(hass).write_bytes(b"\xff" * 100 + content[100:])
    assert await hass.config_entries.async_setup(talked.entry_id)
    await hass.async_block_till_done()
    assert left(hass) == set(WORDS)
    await async_do(hass, "purge_log", user=hass_admin_user)
    assert left(hass) == set()


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken"])
async def test_no_word_is_left_of_a_removed_entry(hass: HomeAssistant, talked: MockConfigEntry, broken: bool) -> None:
    """Nor of what was kept aside."""
    if broken:
        assert await hass.config_entries.async_unload(talked.entry_id)
        log_file(hass).write_bytes(b"\xff" * 100 + log_file(hass).read_bytes()[100:])
        assert await hass.config_entries.async_setup(talked.entry_id)
        assert left(hass) == set(WORDS)
    await hass.config_entries.async_remove(talked.entry_id)
    await hass.async_block_till_done(wait_background_tasks=True)
    assert left(hass) == set()


# --- The event loop -------------------------------------------------------------------------------------------------------


async def test_the_event_loop_touches_no_file(
    hass: HomeAssistant,
    kitchen: Satellite,
    hass_admin_user: MockUser,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is asked of the log, by whichever door: its own two threads do it."""
    threads = dict[str, set[str]]()

    def watched(name: str) -> Callable[..., Any]:
        method = getattr(Database, name)

        def call(self: Database, *args: Any, **kwargs: Any) -> Any:
            threads.setdefault(name, set()).add(threading.current_thread().name)
            return method(self, *args, **kwargs)

        return call

    names = ("open", "insert", "correct", "delete", "scrub", "read", "checkpoint", "go_on", "close", "is_sound")
    for name in names:
        monkeypatch.setattr(Database, name, watched(name))
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_speak()
    page = await async_do(hass, "get_activations", user=hass_admin_user, text="nothing")
    assert page["activations"] == []
    client = await hass_ws_client(hass)
    offer = await async_do(hass, "export_log", user=hass_admin_user)
    assert (await (await hass_client()).get(offer["url"])).status == 200
    day = {"start": "2026-10-20T00:00:00+02:00", "end": "2026-10-21T00:00:00+02:00"}
    await async_ask(client, type="earshot/timeline", marks=True, **day)
    await async_ask(client, type="earshot/timeline", **day)
    await async_ask(client, type="earshot/day_counts", first_day="2026-10-20", last_day="2026-10-20")
    (activation,) = (await async_ask(client, type="earshot/activations"))["activations"]
    await async_ask(client, type="earshot/correct", activation_id=activation["id"], misfire=True)
    await entry.runtime_data.log.async_pre_backup()
    await entry.runtime_data.log.async_post_backup()
    await async_do(hass, "purge_log", user=hass_admin_user)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert threads.keys() == set(names)
    assert set().union(*threads.values()) == {"earshot log", "earshot log reader"}
