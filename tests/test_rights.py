"""Who may do what: administrators, users, users with rights to some entities alone, and calls without a user."""

import asyncio
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.earshot import rights
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.log.records import ActivationRecord

from .calls import async_do, async_plain_user, async_refused, async_turn, limited_user, of
from .home import Satellite, async_earshot, async_satellite, entity, microphone, night, shown

CONTROL = {"mute": {}, "unmute": {}, "resume_schedule": {}, "release": {"hold": "x"}}

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with kitchen, bedroom and one activation in the kitchen."""
    bedroom = await async_satellite(hass, "Bedroom")
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    now = dt_util.utcnow()
    log = entry.runtime_data.log
    log.append(
        ActivationRecord(
            start=now,
            end=now,
            microphone_id=next(iter(entry.subentries)),
            kind="activation",
            outcome="intent",
            started_by="wake_word",
            transcript="secret",
        )
    )
    await asyncio.wrap_future(log.store.flush())
    return entry


async def async_read(hass: HomeAssistant, user: User | None) -> list[dict[str, Any]]:
    """Return the log's activations as somebody sees them."""
    answer: Any = await async_do(hass, "get_activations", user=user)
    return answer["activations"]


@pytest.mark.parametrize(("action", "fields"), CONTROL.items())
async def test_control(hass: HomeAssistant, entry: MockConfigEntry, action: str, fields: dict[str, Any]) -> None:
    """Every user with the right to control the microphone may; so may a script."""
    await async_do(hass, action, of(hass, "Kitchen"), user=await async_plain_user(hass), **fields)
    await async_do(hass, action, of(hass, "Kitchen"), **fields)


@pytest.mark.parametrize(("action", "fields"), CONTROL.items())
async def test_read_only(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    *,
    kitchen: Satellite,
    hass_read_only_user: MockUser,
    action: str,
    fields: dict[str, Any],
) -> None:
    """Who may only read controls nothing."""
    target = of(hass, "Kitchen")
    error = await async_refused(hass, Unauthorized, action, target, user=hass_read_only_user, **fields)
    assert isinstance(error, Unauthorized)
    assert error.permission == "control"
    assert error.entity_id == entity(hass, "sensor", "status", "Kitchen")
    assert kitchen.switch.calls == []


async def test_read_only_explains(hass: HomeAssistant, entry: MockConfigEntry, hass_read_only_user: MockUser) -> None:
    """Reasons are for those who may read."""
    await async_do(hass, "explain", of(hass, "Kitchen", "Bedroom"), user=hass_read_only_user)


async def test_rights_to_one_microphone(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A right is checked for each microphone of a call; nothing is done where one is missing."""
    user = limited_user(
        hass,
        **{
            entity(hass, "sensor", "status", "Kitchen"): {"read": True, "control": True},
            entity(hass, "sensor", "status", "Bedroom"): {"read": True},
        },
    )
    await async_refused(hass, Unauthorized, "mute", of(hass, "Kitchen", "Bedroom"), user=user)
    assert kitchen.switch.calls == []
    await async_do(hass, "mute", of(hass, "Kitchen"), user=user)
    assert kitchen.switch.calls == [True]
    await async_do(hass, "explain", of(hass, "Kitchen", "Bedroom"), user=user)


async def test_no_right_at_all(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A user without a right to the microphone learns nothing of it."""
    user = limited_user(hass)
    for action in (*CONTROL, "explain"):
        error = await async_refused(
            hass, Unauthorized, action, of(hass, "Kitchen"), user=user, **CONTROL.get(action, {})
        )
        assert isinstance(error, Unauthorized)
        assert error.entity_id is None


async def test_microphone_without_status_entity(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Where there is nothing to have a right to, nobody limited has one."""
    er.async_get(hass).async_remove(entity(hass, "sensor", "status", "Kitchen"))
    await hass.async_block_till_done()
    target = {"entity_id": entity(hass, "switch", "mute", "Kitchen")}
    await async_refused(hass, Unauthorized, "mute", target, user=limited_user(hass))
    await async_do(hass, "mute", target, user=await async_plain_user(hass))


@pytest.mark.parametrize(("action", "fields"), [*CONTROL.items(), ("explain", {}), ("get_activations", {})])
async def test_unknown_user(hass: HomeAssistant, entry: MockConfigEntry, action: str, fields: dict[str, Any]) -> None:
    """A user who is gone is nobody, not an automation."""
    user = MockUser(id="gone")
    await async_refused(hass, UnknownUser, action, of(hass, "Kitchen"), user=user, **fields)


@pytest.mark.parametrize("read", [True, False])
@pytest.mark.parametrize(("key", "privacy_mode"), [("privacy_mode_on", "turn_on"), ("unmute_not_allowed", "turn_off")])
async def test_a_refusal_names_what_its_caller_may_see(
    hass: HomeAssistant, kitchen: Satellite, *, key: str, privacy_mode: str, read: bool
) -> None:
    """Somebody may control a microphone that they do not see: a refusal does not tell which one it is."""
    await async_earshot(hass, microphone(hass, kitchen, default="muted", who_may_unmute="nobody"), night())
    await async_turn(hass, privacy_mode, entity(hass, "switch", "privacy_mode"), user=await async_plain_user(hass))
    status, switch = entity(hass, "sensor", "status", "Kitchen"), entity(hass, "switch", "mute", "Kitchen")
    user = limited_user(hass, **{status: {"read": read, "control": True}, switch: {"control": True}})
    by_action = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen"), user=user)
    with pytest.raises(ServiceValidationError) as by_switch:
        await async_turn(hass, "turn_off", switch, user=user)
    for error in (by_action, by_switch.value):
        assert error.translation_key == (key if read else f"{key}_unnamed")
        assert ("Kitchen" in str(error)) is read
        assert ("Kitchen" in str(error.translation_placeholders)) is read


# --- The log --------------------------------------------------------------------------------------------------------------


async def test_log_is_for_administrators(
    hass: HomeAssistant, entry: MockConfigEntry, hass_admin_user: MockUser, hass_read_only_user: MockUser
) -> None:
    """Unless the option says otherwise; a script gets no words."""
    assert [row["transcript"] for row in await async_read(hass, hass_admin_user)] == ["secret"]
    assert ["transcript" in row for row in await async_read(hass, None)] == [False]
    for user in (await async_plain_user(hass), hass_read_only_user, limited_user(hass)):
        error = await async_refused(hass, Unauthorized, "get_activations", user=user)
        assert isinstance(error, Unauthorized)
        assert error.permission == "read"


async def test_log_is_for_everyone(hass: HomeAssistant, entry: MockConfigEntry, hass_read_only_user: MockUser) -> None:
    """Where the option says so, and it counts at once."""
    user = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    hass.config_entries.async_update_entry(entry, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    assert [row["transcript"] for row in await async_read(hass, hass_read_only_user)] == ["secret"]
    assert await async_do(hass, "get_activations", of(hass, "Kitchen"), user=user)
    error = await async_refused(hass, Unauthorized, "get_activations", of(hass, "Bedroom"), user=user)
    assert isinstance(error, Unauthorized)
    assert error.entity_id is None
    hass.config_entries.async_update_entry(entry, options={"log_readers": "administrators"})
    await hass.async_block_till_done()
    await async_refused(hass, Unauthorized, "get_activations", user=hass_read_only_user)


async def test_log_is_filtered_by_the_right_to_read(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Without a target, who may see some microphones alone sees the activations of those alone."""
    hass.config_entries.async_update_entry(entry, options={"log_readers": "everyone"})
    await hass.async_block_till_done()
    bedroom = limited_user(hass, **{entity(hass, "sensor", "status", "Bedroom"): {"read": True}})
    assert await async_read(hass, bedroom) == []


async def test_user(hass: HomeAssistant, hass_admin_user: MockUser) -> None:
    """The user of a context, none for none."""
    assert await rights.async_user(hass, Context(user_id=hass_admin_user.id)) is hass_admin_user
    assert await rights.async_user(hass, Context()) is None
    assert rights.may_read_words(hass_admin_user)
    assert not rights.may_read_words(None)


# --- Privacy mode and scheduler -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lifters", "admin", "plain", "automation"),
    [("administrators", True, False, False), ("users", True, True, False), ("anyone", True, True, True)],
)
@pytest.mark.parametrize(
    ("key", "refusal"),
    [("privacy_mode", "privacy_mode_lift_not_allowed"), ("scheduler", "scheduler_off_not_allowed")],
)
async def test_lifting(
    hass: HomeAssistant,
    kitchen: Satellite,
    *,
    hass_admin_user: MockUser,
    lifters: str,
    admin: bool,
    plain: bool,
    automation: bool,
    key: str,
    refusal: str,
) -> None:
    """Turning privacy mode or a scheduler that mutes off is for those whom the option names; turning them on is for all."""
    await async_earshot(hass, microphone(hass, kitchen), night(), options={"privacy_mode_lifters": lifters})
    switch = entity(hass, "switch", key)
    users: list[tuple[User | None, bool]] = [
        (hass_admin_user, admin),
        (await async_plain_user(hass), plain),
        (None, automation),
    ]
    for user, may in users:
        await async_turn(hass, "turn_on", switch, user=user)
        if may:
            await async_turn(hass, "turn_off", switch, user=user)
            assert shown(hass, "switch", key) == "off"
            continue
        with pytest.raises(ServiceValidationError) as caught:
            await async_turn(hass, "turn_off", switch, user=user)
        assert caught.value.translation_domain == DOMAIN
        assert caught.value.translation_key == refusal
        assert str(caught.value) != refusal
        assert shown(hass, "switch", key) == "on"


async def test_turning_off_what_is_off(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Lifts nothing, so nobody is refused."""
    await async_earshot(hass, microphone(hass, kitchen), options={"privacy_mode_lifters": "administrators"})
    await async_turn(hass, "turn_off", entity(hass, "switch", "privacy_mode"))
    assert shown(hass, "switch", "privacy_mode") == "off"
