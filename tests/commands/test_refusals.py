"""What is refused: to whom it is not allowed, and what makes no sense."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.earshot.const import DOMAIN
from tests.calls import async_do, async_refused, async_turn, of
from tests.home import TEN, Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night

ACTIONS = {"mute": {}, "unmute": {}, "resume_schedule": {}, "release": {"hold": "x"}, "explain": {}}
LOG_ACTIONS = {"get_activations": {}, "export_log": {}, "purge_log": {}}

# --- Rights -------------------------------------------------------------------------------------------------------------


async def test_resume_schedule_by_automation(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, plain_user: MockUser
) -> None:
    """An automation does not lift what a person has muted, where the setting does not let it."""
    await async_do(hass, "mute", of(hass, "Kitchen"), user=plain_user)
    error = await async_refused(hass, ServiceValidationError, "resume_schedule", of(hass, "Kitchen"))
    assert error.translation_key == "unmute_not_allowed"
    assert error.translation_placeholders == {"microphone": "Kitchen"}
    assert kitchen.muted


async def test_privacy_mode_refuses(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """Nobody unmutes while privacy mode is on; muting and resuming go on."""
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"), user=hass_admin_user)
    assert kitchen.muted
    error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen"), user=hass_admin_user)
    assert error.translation_key == "privacy_mode_on"
    assert error.translation_placeholders == {"microphone": "Kitchen"}
    assert "Kitchen" in str(error)
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user)
    await async_do(hass, "resume_schedule", of(hass, "Kitchen"), user=hass_admin_user)
    assert kitchen.muted
    assert kitchen.switch.calls == [True]


@pytest.mark.parametrize(
    ("policy", "admin", "plain", "automation"),
    [
        ("nobody", False, False, False),
        ("administrators", True, False, False),
        ("users", True, True, False),
        ("anyone", True, True, True),
    ],
)
async def test_who_may_unmute(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: MockUser,
    plain_user: MockUser,
    *,
    policy: str,
    admin: bool,
    plain: bool,
    automation: bool,
) -> None:
    """The microphone's setting decides who unmutes in quiet time."""
    await async_earshot(hass, microphone(hass, kitchen, who_may_unmute=policy), night())
    await async_wait(hass, freezer, TEN)
    users: list[tuple[User | None, bool]] = [(hass_admin_user, admin), (plain_user, plain), (None, automation)]
    for user, may in users:
        if may:
            await async_do(hass, "unmute", of(hass, "Kitchen"), user=user)
            assert not kitchen.muted
            await async_do(hass, "resume_schedule", of(hass, "Kitchen"), user=user)
        else:
            error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen"), user=user)
            assert error.translation_key == "unmute_not_allowed"
        assert kitchen.muted


async def test_refused_for_one_is_refused_for_all(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, plain_user: MockUser
) -> None:
    """Nothing is changed where one microphone of a call may not be unmuted."""
    bedroom = await async_satellite(hass, "Bedroom")
    await async_earshot(
        hass, microphone(hass, kitchen), microphone(hass, bedroom, who_may_unmute="administrators"), night()
    )
    await async_wait(hass, freezer, TEN)
    error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen", "Bedroom"), user=plain_user)
    assert error.translation_placeholders == {"microphone": "Bedroom"}
    assert kitchen.muted
    assert bedroom.muted


# --- Bad input ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["mute", "unmute"])
@pytest.mark.parametrize(
    ("fields", "field", "key"),
    [
        ({"until": "2026-10-20 20:59:59"}, "until", "until_in_past"),
        # Now is not in the future either.
        ({"until": "2026-10-20 21:00:00"}, "until", "until_in_past"),
        ({"until": "0001-01-01 00:00:00"}, "until", "instant_out_of_range"),
        ({"until": "9999-12-31T23:59:59-12:00"}, "until", "instant_out_of_range"),
        ({"duration": 0}, "duration", "duration_not_positive"),
        ({"duration": "00:00:00"}, "duration", "duration_not_positive"),
        ({"duration": "-00:05:00"}, "duration", "duration_not_positive"),
        ({"duration": {"minutes": -5}}, "duration", "duration_not_positive"),
        ({"duration": {"days": 999_999_999}}, "duration", "duration_too_long"),
        ({"duration": "00:05:00", "until": "2026-10-20 23:00:00"}, "until", "duration_and_until"),
    ],
)
async def test_bad_end(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    hass_admin_user: MockUser,
    *,
    action: str,
    fields: dict[str, Any],
    field: str,
    key: str,
) -> None:
    """An end that is none is refused with the name of the field, and nothing happens."""
    error = await async_refused(
        hass, ServiceValidationError, action, of(hass, "Kitchen"), user=hass_admin_user, **fields
    )
    assert error.translation_domain == DOMAIN
    assert error.translation_key == key
    assert error.translation_placeholders is not None
    assert error.translation_placeholders["field"] == field
    assert field in str(error).lower()
    assert kitchen.switch.calls == []


@pytest.mark.parametrize(
    ("action", "fields", "field"),
    [
        ("mute", {"duration": "soon"}, "duration"),
        ("mute", {"duration": float("inf")}, "duration"),
        ("mute", {"duration": float("nan")}, "duration"),
        ("mute", {"duration": "1e300"}, "duration"),
        ("mute", {"duration": {"days": 1e12}}, "duration"),
        ("mute", {"duration": "999999999999:00"}, "duration"),
        ("mute", {"until": "tomorrow"}, "until"),
        ("mute", {"until": "2026-02-30 10:00:00"}, "until"),
        ("mute", {"hold": "   "}, "hold"),
        ("mute", {"hold": "x" * 101}, "hold"),
        ("mute", {"hold": {"name": "x"}}, "hold"),
        ("mute", {"unheard_of": 1}, "unheard_of"),
        ("release", {}, "hold"),
        ("release", {"hold": ""}, "hold"),
        ("explain", {"start": "x"}, "start"),
    ],
)
async def test_refused_by_schema(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, *, action: str, fields: dict[str, Any], field: str
) -> None:
    """What is not even of the right kind is refused with the name of the field."""
    with pytest.raises(vol.Invalid) as caught:
        await async_do(hass, action, of(hass, "Kitchen"), **fields)
    assert field in str(caught.value)
    assert kitchen.switch.calls == []


# --- Nothing to act on --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("action", "fields"), [*ACTIONS.items(), *LOG_ACTIONS.items()])
async def test_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, action: str, fields: dict[str, Any]
) -> None:
    """The actions stay while Earshot is not loaded, and say so."""
    target = of(hass, "Kitchen")
    assert await hass.config_entries.async_unload(entry.entry_id)
    error = await async_refused(hass, ServiceValidationError, action, target, **fields)
    assert error.translation_key == "not_loaded"


async def test_actions_without_an_entry(hass: HomeAssistant) -> None:
    """The actions are there as soon as the integration is."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services_for_domain(DOMAIN)) == {*ACTIONS, *LOG_ACTIONS, "test_mute"}
    error = await async_refused(hass, ServiceValidationError, "get_activations")
    assert error.translation_key == "not_loaded"


@pytest.mark.parametrize(("action", "fields"), ACTIONS.items())
async def test_no_target(hass: HomeAssistant, entry: MockConfigEntry, action: str, fields: dict[str, Any]) -> None:
    """An action about microphones wants one."""
    error = await async_refused(hass, ServiceValidationError, action, {}, **fields)
    assert error.translation_key == "target_missing"
