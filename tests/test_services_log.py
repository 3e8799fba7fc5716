"""The actions on the log: its pages, and every input that they refuse, by name of the field."""

import sqlite3
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.earshot.const import LOG_FILE
from custom_components.earshot.export import DATA_EXPORTS
from custom_components.earshot.log import search
from custom_components.earshot.log.errors import LogError

from .calls import async_do, async_refused, of
from .home import async_earshot, async_satellite, entity, microphone
from .log.helpers import on_writer
from .logged import async_log, async_logged, minutes, record

pytestmark = pytest.mark.usefixtures("tuesday_evening")

ACTIONS = ("get_activations", "export_log", "purge_log")


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: Any) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations."""
    return await async_logged(hass)


# --- Bad input, by every action -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "fields", "field"),
    [
        ("get_activations", {"kind": "murmur"}, "kind"),
        ("get_activations", {"text": ""}, "text"),
        ("get_activations", {"text": "x" * 201}, "text"),
        ("get_activations", {"limit": 0}, "limit"),
        ("get_activations", {"limit": -1}, "limit"),
        ("get_activations", {"limit": 501}, "limit"),
        ("get_activations", {"limit": 1_000_000}, "limit"),
        ("get_activations", {"limit": "many"}, "limit"),
        ("get_activations", {"cursor": "x" * 201}, "cursor"),
        ("get_activations", {"start": "x"}, "start"),
        ("export_log", {"format": "xlsx"}, "format"),
        ("export_log", {"end": "soon"}, "end"),
        ("export_log", {"limit": 5}, "limit"),
        ("purge_log", {"start": "2026-02-30 00:00:00"}, "start"),
        ("purge_log", {"include_history": "perhaps"}, "include_history"),
        ("purge_log", {"older_than": 5}, "older_than"),
    ],
)
async def test_refused_by_schema(
    hass: HomeAssistant, logged: MockConfigEntry, *, action: str, fields: dict[str, Any], field: str
) -> None:
    """What is not even of the right kind is refused with the name of the field."""
    with pytest.raises(vol.Invalid) as caught:
        await async_do(hass, action, **fields)
    assert field in str(caught.value)
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]
    assert not hass.data[DATA_EXPORTS]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("fields", "field", "key"),
    [
        ({"start": "2026-10-20 21:02:00", "end": "2026-10-20 21:02:00"}, "end", "end_before_start"),
        ({"start": "2026-10-20 21:03:00", "end": "2026-10-20 21:02:00"}, "end", "end_before_start"),
        ({"start": "0001-01-01 00:00:00"}, "start", "instant_out_of_range"),
        ({"end": "9999-12-31T23:59:59-12:00"}, "end", "instant_out_of_range"),
    ],
)
async def test_a_span_that_is_none(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    hass_admin_user: MockUser,
    *,
    action: str,
    fields: dict[str, Any],
    field: str,
    key: str,
) -> None:
    """It is refused with the name of the field; nothing is erased, and there is no address to come for."""
    error = await async_refused(hass, ServiceValidationError, action, user=hass_admin_user, **fields)
    assert error.translation_key == key
    assert error.translation_placeholders == {"field": field}
    assert field in str(error).lower()
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]
    assert not hass.data[DATA_EXPORTS]


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_target_that_is_no_microphone(
    hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser, action: str
) -> None:
    """Neither Earshot's own switches nor what does not exist stand for all microphones."""
    for target in (
        {"entity_id": entity(hass, "switch", "privacy_mode")},
        {"entity_id": ["sensor.nothing"]},
        {"device_id": ["nothing"]},
    ):
        error = await async_refused(hass, ServiceValidationError, action, target, user=hass_admin_user)
        assert error.translation_key == "target_no_microphone"
        assert error.translation_placeholders["field"] in target
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]
    assert not hass.data[DATA_EXPORTS]


# --- Pages ----------------------------------------------------------------------------------------------------------------


async def test_activations_with_words(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """A person who may read the log sees all of it, newest first."""
    answer = await async_do(hass, "get_activations", user=hass_admin_user)
    assert minutes(answer) == [4, 3, 2, 1]
    assert answer["cursor"] is None
    ids = {subentry.title: id_ for id_, subentry in logged.subentries.items()}
    misfire = answer["activations"][2]
    assert isinstance(misfire.pop("id"), int)
    assert misfire == {
        "microphone_id": ids["Bedroom"],
        "microphone": "Bedroom",
        "start": "2026-10-20T19:02:00+00:00",
        "end": "2026-10-20T19:02:03+00:00",
        "duration": 3.0,
        "kind": "activation",
        "outcome": "no_speech",
        "misfire": True,
        "misfire_reason": "no_speech",
        "corrected_from": None,
        "unusual": ["nobody_home", "asleep"],
        "while_muted": True,
        "started_by": "wake_word",
        "home_count": 2,
        "decision": "live",
        "wake_phrase": "okay nabu",
        "transcript": "turn on light 2",
        "reply": "done",
    }
    # A microphone that was removed has no name any more.
    assert answer["activations"][1]["microphone"] is None


async def test_activations_without_words(hass: HomeAssistant, logged: MockConfigEntry) -> None:
    """An automation's trace would keep them."""
    answer = await async_do(hass, "get_activations")
    assert minutes(answer) == [4, 3, 2, 1]
    assert not {"wake_phrase", "transcript", "reply"} & {key for row in answer["activations"] for key in row}
    error = await async_refused(hass, ServiceValidationError, "get_activations", text="light")
    assert error.translation_key == "text_needs_user"
    assert error.translation_placeholders == {"field": "text"}
    assert "light" not in str(error)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "capture"}, [3]),
        ({"kind": ["activation", "capture"]}, [4, 3, 2, 1]),
        ({"text": "LIGHT"}, [3, 2, 1]),
        ({"text": "100%"}, []),
        ({"start": "2026-10-20 21:02:00"}, [4, 3, 2]),
        ({"end": "2026-10-20 21:02:00"}, [1]),
        ({"start": "2026-10-20 21:02:00", "end": "2026-10-20 21:04:00"}, [3, 2]),
        ({"start": "0001-01-02 00:00:00", "end": "9999-12-31 00:00:00"}, [4, 3, 2, 1]),
    ],
)
async def test_activations_filtered(
    hass: HomeAssistant,
    logged: MockConfigEntry,
    hass_admin_user: MockUser,
    fields: dict[str, Any],
    expected: list[int],
) -> None:
    """Each filter alone."""
    assert minutes(await async_do(hass, "get_activations", user=hass_admin_user, **fields)) == expected


async def test_activations_of_target(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """A target narrows; one that is no microphone is refused."""
    assert minutes(await async_do(hass, "get_activations", of(hass, "Kitchen"), user=hass_admin_user)) == [4, 1]
    target = {"entity_id": entity(hass, "switch", "privacy_mode")}
    error = await async_refused(hass, ServiceValidationError, "get_activations", target, user=hass_admin_user)
    assert error.translation_key == "target_no_microphone"


async def test_activations_paged(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """A cursor leads to the next page of the same question, and to nothing else."""
    first = await async_do(hass, "get_activations", user=hass_admin_user, limit=3)
    assert minutes(first) == [4, 3, 2]
    second = await async_do(hass, "get_activations", user=hass_admin_user, limit=3, cursor=first["cursor"])
    assert minutes(second) == [1]
    assert second["cursor"] is None
    for fields in (
        {"cursor": first["cursor"], "kind": "capture"},
        {"cursor": f"B{first['cursor'][1:]}"},
        {"cursor": f"{first['cursor'][:-4]}AAAA"},
        {"cursor": "x"},
        {"cursor": "ünlesbar"},
        {"cursor": "' OR 1=1 --"},
    ):
        error = await async_refused(hass, ServiceValidationError, "get_activations", user=hass_admin_user, **fields)
        assert error.translation_key == "invalid_cursor"
        assert error.translation_placeholders == {"field": "cursor"}


async def test_activations_bad_span(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """A span that ends before it starts."""
    error = await async_refused(
        hass,
        ServiceValidationError,
        "get_activations",
        user=hass_admin_user,
        start="2026-10-20 21:02:00",
        end="2026-10-20 21:02:00",
    )
    assert error.translation_key == "end_before_start"
    assert error.translation_placeholders == {"field": "end"}


async def test_activations_without_log(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    """Where no log is kept there is nothing to answer."""
    kitchen = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, kitchen), options={"retention_days": 0})
    answer = await async_do(hass, "get_activations", user=hass_admin_user)
    assert answer == {"activations": [], "cursor": None}


async def test_activations_unreadable(hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser) -> None:
    """A log that cannot be read is a failure in words, and the microphones go on."""

    log = logged.runtime_data.log.store

    def unreadable(_connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with patch.object(log._database, "read", side_effect=unreadable):
        error = await async_refused(hass, HomeAssistantError, "get_activations", user=hass_admin_user)
    assert error.translation_key == "log_unreadable"
    assert logged.state is ConfigEntryState.LOADED


async def test_what_cannot_be_written_now_keeps_no_reader_away(
    hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """What is in the log is read, though the disk is full and something waits for room."""
    log = logged.runtime_data.log.store
    on_writer(log, "PRAGMA max_page_count = 1")
    with pytest.raises(LogError):
        await async_log(logged, *(record("waits", 5, transcript="x" * 3_000) for _ in range(20)))
    assert len((await async_do(hass, "get_activations", user=hass_admin_user))["activations"]) >= 4
    on_writer(log, "PRAGMA max_page_count = 100000")


async def test_a_search_through_too_much(
    hass: HomeAssistant, logged: MockConfigEntry, hass_admin_user: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up in words that say what to do; a page without a text is answered all the same."""
    for name in ("_FIRST", "_LEAST", "_MOST"):
        monkeypatch.setattr(search, name, 1)
    monkeypatch.setattr(search, "_ALL", -1.0)
    error = await async_refused(
        hass, ServiceValidationError, "get_activations", user=hass_admin_user, text="nowhere", limit=1
    )
    assert error.translation_key == "search_too_long"
    assert error.translation_placeholders == {"field": "text"}
    assert len((await async_do(hass, "get_activations", user=hass_admin_user))["activations"]) == 4


async def test_log_is_a_file_of_the_configuration_folder(hass: HomeAssistant, logged: MockConfigEntry) -> None:
    """It is where the documentation says, and holds what was appended."""

    def count() -> int:
        connection = sqlite3.connect(hass.config.path(LOG_FILE))
        try:
            return connection.execute("SELECT count(*) FROM activations").fetchone()[0]
        finally:
            connection.close()

    assert await hass.async_add_executor_job(count) == 4
