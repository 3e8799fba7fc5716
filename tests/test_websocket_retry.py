"""`earshot/retry`: a mute that stands is applied once more, at once, and nothing else changes."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from .calls import async_do, async_plain_user, async_turn, limited_user, of
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night, shown
from .logged import START, id_of
from .test_websocket_api import async_ask
from .test_websocket_log import async_client

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set Earshot up with the kitchen and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


@pytest.fixture
async def client(entry: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Any:
    """Return an administrator's connection."""
    return await hass_ws_client()


async def async_retry(hass: HomeAssistant, client: MockHAClientWebSocket, microphone_id: str) -> None:
    """Have a mute applied once more, and wait for what it brings about."""
    assert await async_ask(client, type="earshot/retry", microphone_id=microphone_id) is None
    await hass.async_block_till_done()


async def async_error(client: MockHAClientWebSocket, **fields: Any) -> dict[str, Any]:
    """Send the command where it is refused; return the error."""
    await client.send_json_auto_id({"type": "earshot/retry", **fields})
    answer = await client.receive_json()
    assert not answer["success"]
    return answer["error"]


async def test_a_mute_that_fails_is_tried_at_once(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    client: MockHAClientWebSocket,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """Although the next attempt would come later; what stands is the same as before."""
    kitchen.switch.ignores = True
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    for _ in range(12):
        await async_wait(hass, tuesday_evening, timedelta(seconds=6))
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "on"
    alive = entry.runtime_data.household.microphones[id_of(entry, "Kitchen")]
    assert alive.enforcements[0].retry_at is not None or alive.enforcements[0].asked
    while alive.enforcements[0].retry_at is None:
        await async_wait(hass, tuesday_evening, timedelta(seconds=1))
    kitchen.switch.ignores = False
    standing, calls = alive.standing, len(kitchen.switch.calls)
    await async_retry(hass, client, alive.config.id)
    assert kitchen.switch.calls[calls:] == [True]
    assert shown(hass, "sensor", "status", "Kitchen") == "paused"
    assert alive.standing is standing


async def test_a_mute_that_reads_back_is_asked_for_again(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, client: MockHAClientWebSocket
) -> None:
    """A device may go on hearing although it says otherwise. A mute that is a person's own stays that person's."""
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    calls = len(kitchen.switch.calls)
    await async_retry(hass, client, id_of(entry, "Kitchen"))
    assert kitchen.switch.calls[calls:] == [True]
    household = entry.runtime_data.household
    assert household.ledger.memory.owned == {}
    assert household.microphones[id_of(entry, "Kitchen")].standing.person_mute.origin == "unattributed"


async def test_nothing_is_retried_where_nothing_is_to_be_muted(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, client: MockHAClientWebSocket
) -> None:
    """A retry is no mute."""
    error = await async_error(client, microphone_id=id_of(entry, "Kitchen"))
    assert (error["code"], error["translation_domain"], error["translation_key"]) == (
        "service_validation_error",
        "earshot",
        "retry_not_muted",
    )
    assert error["translation_placeholders"] == {"microphone": "Kitchen"}
    assert error["message"] == "Kitchen is not to be muted now, so there is no mute to apply again"
    assert kitchen.switch.calls == []


async def test_what_cannot_be_reached_cannot_be_retried(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    client: MockHAClientWebSocket,
    hass_admin_user: MockUser,
) -> None:
    """It is muted when it comes back; to say that a retry was made would be to lie."""
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user)
    kitchen.switch.come_and_go(False)
    await hass.async_block_till_done()
    error = await async_error(client, microphone_id=id_of(entry, "Kitchen"))
    assert error["translation_key"] == "retry_unreachable"


async def test_what_nothing_mutes(hass: HomeAssistant, kitchen: Satellite, hass_ws_client: WebSocketGenerator) -> None:
    """Has no mute that could be applied, also where it is to be muted."""
    entry = await async_earshot(hass, microphone(hass, kitchen, controls=[], default="muted"))
    client = await hass_ws_client()
    error = await async_error(client, microphone_id=id_of(entry, "Kitchen"))
    assert error["translation_key"] == "retry_no_control"


async def test_who_may(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_ws_client: WebSocketGenerator
) -> None:
    """Whoever may mute it; who may only see it is told so, and to who may not even do that it is not there."""
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    status, id_ = entity(hass, "sensor", "status", "Kitchen"), id_of(entry, "Kitchen")
    plain = await async_client(hass, hass_ws_client, await async_plain_user(hass))
    await async_retry(hass, plain, id_)
    user = limited_user(hass, **{status: {"read": True}})
    limited = await async_client(hass, hass_ws_client, user)
    calls = len(kitchen.switch.calls)
    error = await async_error(limited, microphone_id=id_)
    assert (error["code"], error["message"]) == ("unauthorized", f"You have no right to control {status}")
    user.mock_policy({"entities": {"entity_ids": {"sensor.other": True}}})
    hidden, missing = [await async_error(limited, microphone_id=each) for each in (id_, "x")]
    assert hidden == {"code": "not_found", "message": f"There is no microphone “{id_}” in Earshot's care"}
    assert missing["code"] == "not_found"
    assert len(kitchen.switch.calls) == calls


@pytest.mark.parametrize("fields", [{}, {"microphone_id": 5}, {"microphone_id": None}, {"microphone_id": "x", "y": 1}])
async def test_bad_input(client: MockHAClientWebSocket, fields: dict[str, Any]) -> None:
    """Names what is wrong."""
    assert (await async_error(client, **fields))["code"] == "invalid_format"


async def test_not_loaded(hass: HomeAssistant, entry: MockConfigEntry, client: MockHAClientWebSocket) -> None:
    """As every command says it."""
    id_ = id_of(entry, "Kitchen")
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert (await async_error(client, microphone_id=id_))["code"] == "not_loaded"


async def test_a_rule_that_waits_for_a_command_goes_on_waiting(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    client: MockHAClientWebSocket,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """A retry cuts nobody short."""
    tuesday_evening.move_to(START + timedelta(minutes=59, seconds=55))
    await kitchen.async_show("listening")
    await async_wait(hass, tuesday_evening, START + timedelta(hours=1))
    assert shown(hass, "sensor", "status", "Kitchen") == "muting"
    await async_retry(hass, client, id_of(entry, "Kitchen"))
    assert kitchen.switch.calls == []
