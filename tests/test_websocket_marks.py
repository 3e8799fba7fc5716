"""`earshot/timeline` with `marks`: as little as draws a span, for whom the whole of it is."""

from datetime import UTC, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.earshot.log.records import to_milliseconds

from .calls import async_plain_user, async_turn, limited_user
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown
from .logged import START, async_log, async_logged, id_of, record
from .test_websocket_api import async_ask, async_refused
from .test_websocket_log import DAY, async_client, async_let_everyone_read

pytestmark = pytest.mark.usefixtures("tuesday_evening")

MARKS: dict[str, Any] = {"type": "earshot/timeline", "marks": True, **DAY}


def minute(minutes: float) -> int:
    """Return an instant of the evening in milliseconds."""
    return to_milliseconds(START + timedelta(minutes=minutes))


@pytest.fixture
async def logged(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations, and let the evening go on."""
    entry = await async_logged(hass)
    await async_wait(hass, tuesday_evening, START + timedelta(minutes=10))
    return entry


@pytest.fixture
async def client(logged: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Any:
    """Return an administrator's connection."""
    return await hass_ws_client()


async def test_the_same_in_less(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """What was, what was heard and what is coming, by microphone, a removed one's too; no word of what was said."""
    told, full = await async_ask(client, **MARKS), await async_ask(client, **{**MARKS, "marks": False})
    assert full == await async_ask(client, type="earshot/timeline", **DAY)
    assert list(told) == ["start", "end", "since", "microphones"]
    assert {key: told[key] for key in ("start", "end", "since")} == {
        key: full[key] for key in ("start", "end", "since")
    }
    kitchen, bedroom, removed = told["microphones"]
    first, second, third, fourth = [each["id"] for each in full["activations"]]
    seconds = 3000
    assert kitchen == {
        "microphone_id": id_of(logged, "Kitchen"),
        "microphone": "Kitchen",
        "spans": [
            [minute(-21 * 60), minute(0), None],
            [minute(0), minute(10), "armed"],
        ],
        "marks": [
            [first, minute(1), minute(1) + seconds, 0],
            [fourth, minute(4), minute(4) + seconds, 0],
        ],
        "violations": [],
        "coming": full["microphones"][0]["coming"],
    }
    assert kitchen["coming"]
    assert bedroom["marks"] == [[second, minute(2), minute(2) + seconds, 3]]
    assert (removed["microphone_id"], removed["microphone"], removed["coming"]) == ("removed", None, [])
    assert removed["marks"] == [[third, minute(3), minute(3) + seconds, 4]]
    assert "turn on" not in str(told)


async def test_a_span_without_a_past(
    hass: HomeAssistant, logged: MockConfigEntry, client: MockHAClientWebSocket
) -> None:
    """What is to come is told where no log is kept, and for a day that has not begun."""
    tomorrow = {"start": "2026-10-22 00:00:00", "end": "2026-10-23 00:00:00"}
    later = await async_ask(client, **{**MARKS, **tomorrow})
    hass.config_entries.async_update_entry(logged, options={"retention_days": 0})
    await hass.async_block_till_done()
    without = await async_ask(client, **MARKS)
    for answer in (later, without):
        assert [each["microphone"] for each in answer["microphones"]] == ["Kitchen", "Bedroom"]
        for each in answer["microphones"]:
            assert [each[key] for key in ("spans", "marks", "violations")] == [[], [], []]
            assert len(each["coming"]) == 1


@pytest.mark.parametrize("marks", [True, False])
async def test_a_past_of_less_than_a_millisecond(
    logged: MockConfigEntry,
    client: MockHAClientWebSocket,
    tuesday_evening: FrozenDateTimeFactory,
    marks: bool,
) -> None:
    """A page that asks from this very moment on is told what is coming; nothing fails."""
    now = tuesday_evening.tick(timedelta(microseconds=900)).replace(tzinfo=UTC)
    start, end = now - timedelta(microseconds=400), now + timedelta(hours=1)
    told = await async_ask(client, **{**MARKS, "marks": marks, "start": start.isoformat(), "end": end.isoformat()})
    assert told["since"] == start.isoformat()
    assert [each["microphone"] for each in told["microphones"]] == ["Kitchen", "Bedroom"]


async def test_the_log_is_for_its_readers(
    hass: HomeAssistant, logged: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> None:
    """Marks are the log's content; and only of the microphones that the user may see."""
    plain = await async_client(hass, hass_ws_client, await async_plain_user(hass))
    assert await async_refused(plain, **MARKS) == ("unauthorized", "You have no right to read the log")
    await async_let_everyone_read(hass, logged)
    assert len((await async_ask(plain, **MARKS))["microphones"]) == 3
    status = entity(hass, "sensor", "status", "Bedroom")
    limited = await async_client(hass, hass_ws_client, limited_user(hass, **{status: {"read": True}}))
    answer = await async_ask(limited, **MARKS)
    assert [each["microphone"] for each in answer["microphones"]] == ["Bedroom"]
    assert (await async_refused(limited, **MARKS, microphone_ids=[id_of(logged, "Kitchen")]))[0] == "unauthorized"


@pytest.mark.parametrize("fields", [{"marks": 1}, {"marks": "yes"}, {"marks": None}])
async def test_bad_input(client: MockHAClientWebSocket, fields: dict[str, Any]) -> None:
    """Names the field."""
    code, message = await async_refused(client, **{**MARKS, **fields})
    assert (code, "marks" in message) == ("invalid_format", True)
    code, message = await async_refused(client, **{**MARKS, "end": DAY["start"]})
    assert (code, "end" in message.lower()) == ("service_validation_error", True)


async def test_ten_thousand_activations(logged: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """All of them are told: a card draws them as combs, and counts them."""
    kitchen = id_of(logged, "Kitchen")
    beginning = START - timedelta(hours=20)
    rows = [
        record(kitchen, 0, start=(at := beginning + timedelta(seconds=7 * number)), end=at, transcript=None)
        for number in range(10_000)
    ]
    await async_log(logged, *rows)
    answer = await async_ask(client, **MARKS)
    marks = answer["microphones"][0]["marks"]
    assert len(marks) == 10_002
    assert answer["since"] == answer["start"]
    assert [mark[1] for mark in marks] == sorted(mark[1] for mark in marks)


# --- Violations -----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


async def async_violations(client: MockHAClientWebSocket) -> list[list[int]]:
    """Return from when until when the kitchen's mute did not hold."""
    violations: list[list[int]] = (await async_ask(client, **MARKS))["microphones"][0]["violations"]
    return violations


async def test_a_mute_that_failed_until_it_was_not_wanted_any_more(
    hass: HomeAssistant,
    kitchen: Satellite,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """It showed as armed before and after: that it is over is written for its own sake."""
    await async_earshot(hass, microphone(hass, kitchen))
    client = await hass_ws_client()
    kitchen.switch.ignores = True
    mute = entity(hass, "switch", "mute", "Kitchen")
    await async_turn(hass, "turn_on", mute)
    for _ in range(10):
        await async_wait(hass, tuesday_evening, timedelta(seconds=6))
    ((start, until),) = await async_violations(client)
    assert minute(0) < start < until == minute(1)
    await async_turn(hass, "turn_off", mute, user=hass_admin_user)
    await async_wait(hass, tuesday_evening, timedelta(minutes=5))
    assert await async_violations(client) == [[start, minute(1)]]


async def test_a_mute_that_was_gone_after_a_loss(
    hass: HomeAssistant, kitchen: Satellite, hass_ws_client: WebSocketGenerator, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """From when it was seen until the mute held again."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    kitchen.switch.come_and_go(False)
    await async_wait(hass, tuesday_evening, timedelta(seconds=10))
    kitchen.switch.ignores = True
    kitchen.switch._attr_is_on = False
    kitchen.switch.come_and_go(True)
    await hass.async_block_till_done()
    tuesday_evening.tick(2)
    kitchen.switch.by_hand(True)
    await async_wait(hass, tuesday_evening, timedelta(seconds=10))
    assert await async_violations(await hass_ws_client()) == [[minute(0) + 10_000, minute(0) + 12_000]]


async def test_a_stream_against_a_mute_until_that_was_lifted(
    hass: HomeAssistant,
    kitchen: Satellite,
    hass_ws_client: WebSocketGenerator,
    hass_admin_user: MockUser,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """It goes on streaming, as it may then."""
    hass.states.async_set("binary_sensor.upload", "on")
    sources = [{"kind": "streaming_sensor", "entity": "binary_sensor.upload"}]
    await async_earshot(hass, microphone(hass, kitchen, sources=sources))
    mute = entity(hass, "switch", "mute", "Kitchen")
    await async_turn(hass, "turn_on", mute)
    await async_wait(hass, tuesday_evening, timedelta(seconds=2))
    await async_wait(hass, tuesday_evening, timedelta(seconds=30))
    await async_turn(hass, "turn_off", mute, user=hass_admin_user)
    await async_wait(hass, tuesday_evening, timedelta(seconds=30))
    assert shown(hass, "sensor", "status", "Kitchen") == "streaming"
    assert await async_violations(await hass_ws_client()) == [[minute(0) + 2000, minute(0) + 32_000]]
