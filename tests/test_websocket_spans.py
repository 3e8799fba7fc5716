"""The WebSocket commands about spans of time: the counts of days, and what it was all through the timeline."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from .calls import async_do, of
from .home import async_earshot, async_satellite, async_wait, microphone, night
from .logged import START, async_log, async_logged, id_of, minutes, record
from .test_websocket_api import async_ask, async_refused
from .test_websocket_log import DAY

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations, and let the evening go on."""
    entry = await async_logged(hass)
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=10))
    return entry


@pytest.fixture
async def client(hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Any:
    """Return an administrator's connection."""
    return await hass_ws_client(hass)


# --- Counts of days -------------------------------------------------------------------------------------------------------


async def test_day_counts(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """Each microphone on each local day, a removed one's too; what was not heard is left out."""
    await async_log(logged, record(id_of(logged, "Kitchen"), 3 * 60), record(id_of(logged, "Kitchen"), 30 * 60))
    answer = await async_ask(client, type="earshot/day_counts", first_day="2026-10-01", last_day="2026-10-21")
    nothing = {"activations": 0, "captures": 0, "misfires": 0, "while_muted": 0}
    kitchen = {"microphone_id": id_of(logged, "Kitchen"), "microphone": "Kitchen"}
    bedroom = {"microphone_id": id_of(logged, "Bedroom"), "microphone": "Bedroom"}
    first, second = answer["days"]
    assert first["date"] == "2026-10-20"
    assert sorted(first["microphones"], key=str) == sorted(
        [
            kitchen | nothing | {"activations": 2},
            bedroom | nothing | {"activations": 1, "misfires": 1, "while_muted": 1},
            {"microphone_id": "removed", "microphone": None} | nothing | {"captures": 1},
        ],
        key=str,
    )
    assert second == {"date": "2026-10-21", "microphones": [kitchen | nothing | {"activations": 1}]}
    of_bedroom = await async_ask(
        client,
        type="earshot/day_counts",
        first_day="2026-10-20",
        last_day="2026-10-20",
        microphone_ids=[id_of(logged, "Bedroom")],
    )
    assert [each["microphone"] for day in of_bedroom["days"] for each in day["microphones"]] == ["Bedroom"]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-10-20", "2026-10-19", "end"),
        ("2016-10-20", "2026-11-20", "ten years"),
        ("9999-12-31", "9999-12-31", "last_day"),
        ("0001-01-01", "0001-01-02", "last_day"),
    ],
)
async def test_days_that_cannot_be_counted(client: MockHAClientWebSocket, first: str, last: str, why: str) -> None:
    """Refused in words."""
    code, message = await async_refused(client, type="earshot/day_counts", first_day=first, last_day=last)
    assert code == "service_validation_error"
    assert why in message


async def test_a_day_that_was_left_out(
    hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """Samoa went from the 29th to the 31st of December 2011."""
    await hass.config.async_set_time_zone("Pacific/Apia")
    for first, last in (("2011-12-30", "2011-12-30"), ("2011-12-28", "2011-12-31")):
        assert await async_ask(client, type="earshot/day_counts", first_day=first, last_day=last) == {"days": []}


async def test_day_counts_without_a_log(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> None:
    """There are none."""
    await async_earshot(hass, options={"retention_days": 0})
    client = await hass_ws_client(hass)
    answer = await async_ask(client, type="earshot/day_counts", first_day="2026-10-01", last_day="2026-10-21")
    assert answer == {"days": []}


# --- The timeline ---------------------------------------------------------------------------------------------------------


async def test_timeline(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    tuesday_evening: FrozenDateTimeFactory,
    hass_admin_user: MockUser,
) -> None:
    """What it was from change to change, who or what changed it, what was heard, and what is coming."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=5))
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user, duration="00:10:00")
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=15))
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=30))
    client = await hass_ws_client(hass)
    answer = await async_ask(client, type="earshot/timeline", **DAY)
    assert answer["since"] == answer["start"] == "2026-10-19T22:00:00+00:00"
    assert answer["end"] == "2026-10-20T22:00:00+00:00"
    (told,) = answer["microphones"]
    assert (told["microphone_id"], told["microphone"]) == (id_of(entry, "Kitchen"), "Kitchen")
    spans = [(each["start"][11:16], each["end"][11:16], each["status"]) for each in told["spans"]]
    assert spans[-3:] == [("19:00", "19:05", "armed"), ("19:05", "19:15", "paused"), ("19:15", "19:30", "armed")]
    coming = [(each["start"][11:16], each["end"][11:16], each["decision"]) for each in told["coming"]]
    assert coming == [("19:30", "20:00", "live"), ("20:00", "22:00", "muted")]
    causes = [(each["at"][11:16], each["cause"], each["status"]) for each in answer["changes"]]
    assert ("19:05", "person", "paused") in causes
    assert hass_admin_user.id not in str(answer)
    assert answer["activations"] == []
    assert told["seconds"]["paused"] == 600.0
    assert told["seconds"]["armed"] == 1200.0
    assert sum(told["seconds"].values()) == timedelta(hours=21.5).total_seconds()
    assert told["heard_seconds"] == {}


async def test_timeline_of_what_is_over(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """Activations oldest first, a removed microphone's too; nothing is coming where the span has ended."""
    answer = await async_ask(client, type="earshot/timeline", start="2026-10-20 21:00:00", end="2026-10-20 21:05:00")
    assert minutes(answer) == [1, 2, 3, 4]
    assert [each["microphone"] for each in answer["microphones"]] == ["Kitchen", "Bedroom"]
    assert [each["coming"] for each in answer["microphones"]] == [[], []]
    assert [each["heard_seconds"] for each in answer["microphones"]] == [{"activation": 6.0}, {"activation": 3.0}]


async def test_timeline_of_what_is_to_come(
    hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """A span that has not begun has no past, with or without a log; there is no forecast at the end of the calendar."""
    span = {"start": "2026-10-22 00:00:00", "end": "2026-10-23 00:00:00"}
    for options in ({}, {"retention_days": 0}):
        hass.config_entries.async_update_entry(logged, options=options)
        await hass.async_block_till_done()
        answer = await async_ask(client, type="earshot/timeline", **span)
        assert answer["activations"] == answer["changes"] == []
        assert [each["spans"] for each in answer["microphones"]] == [[], []]
        assert [len(each["coming"]) for each in answer["microphones"]] == [1, 1]
    code, message = await async_refused(
        client, type="earshot/timeline", start="9999-12-30 00:00:00", end="9999-12-31 00:00:00"
    )
    assert (code, "end" in message) == ("service_validation_error", True)
    code, message = await async_refused(
        client, type="earshot/timeline", start="2026-10-01 00:00:00", end="2026-11-01 00:00:01"
    )
    assert (code, "end" in message.lower()) == ("service_validation_error", True)
