"""Calling Earshot's actions and its entities' own, as somebody in particular."""

from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockGroup, MockUser

from custom_components.earshot.const import DOMAIN

from .home import entity


def of(hass: HomeAssistant, *titles: str) -> dict[str, Any]:
    """Return the target that means these microphones: their status sensors."""
    return {"entity_id": [entity(hass, "sensor", "status", title) for title in titles]}


async def async_do(
    hass: HomeAssistant, action: str, target: dict[str, Any] | None = None, *, user: User | None = None, **fields: Any
) -> ServiceResponse:
    """Call one of Earshot's actions, as a user or as an automation, and wait for what it brings about."""
    answers = hass.services.supports_response(DOMAIN, action) is not SupportsResponse.NONE
    response = await hass.services.async_call(
        DOMAIN,
        action,
        {**(target or {}), **fields},
        blocking=True,
        context=Context(user_id=user.id) if user else None,
        return_response=answers,
    )
    await hass.async_block_till_done()
    return response


async def async_refused(
    hass: HomeAssistant,
    error: type[HomeAssistantError],
    action: str,
    target: dict[str, Any] | None = None,
    *,
    user: User | None = None,
    **fields: Any,
) -> HomeAssistantError:
    """Call an action that has to be refused; return the error, which has words for people."""
    with pytest.raises(error) as caught:
        await async_do(hass, action, target, user=user, **fields)
    assert type(caught.value) is error
    if caught.value.translation_domain == DOMAIN:
        # Raises where a placeholder is missing; without words the key would be all that is shown.
        assert str(caught.value) != caught.value.translation_key
    return caught.value


async def async_turn(
    hass: HomeAssistant, service: str, entity_id: str, *, user: User | None = None, domain: str = "switch"
) -> None:
    """Call an entity's own service, as a user or as an automation."""
    await hass.services.async_call(
        domain,
        service,
        {"entity_id": entity_id},
        blocking=True,
        context=Context(user_id=user.id) if user else None,
    )
    await hass.async_block_till_done()


async def async_plain_user(hass: HomeAssistant) -> MockUser:
    """Add a user who may do everything with every entity, and is no administrator."""
    group = await hass.auth.async_get_group(GROUP_ID_USER)
    assert group is not None
    return MockUser(name="Plain", groups=[group]).add_to_hass(hass)


def limited_user(hass: HomeAssistant, **rights: dict[str, bool]) -> MockUser:
    """Add a user who has rights to some entities alone; given by object id of the status sensor's entity id."""
    group = MockGroup(id="limited", name="Limited").add_to_hass(hass)
    user = MockUser(name="Limited", groups=[group]).add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": rights}})
    return user
