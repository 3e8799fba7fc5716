"""Speaking to Home Assistant's own agent, as somebody and to some satellite."""

from homeassistant.auth.models import User
from homeassistant.components.conversation import async_converse
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.helpers.intent import IntentResponse
from homeassistant.setup import async_setup_component

from tests.home import Satellite


async def async_talk(hass: HomeAssistant) -> None:
    """Set the conversation integration up, later than everything else."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    await hass.async_block_till_done()


async def async_say(
    hass: HomeAssistant,
    text: str,
    *,
    language: str = "en",
    to: Satellite | None = None,
    user: User | None = None,
) -> IntentResponse:
    """Say something, and return the response."""
    context = Context(user_id=user.id) if user else Context()
    result = await async_converse(
        hass, text, None, context, language=language, satellite_id=None if to is None else to.entity_id
    )
    await hass.async_block_till_done()
    return result.response


async def async_answer(
    hass: HomeAssistant,
    text: str,
    *,
    language: str = "en",
    to: Satellite | None = None,
    user: User | None = None,
) -> str:
    """Say something, and return the words of the answer."""
    response = await async_say(hass, text, language=language, to=to, user=user)
    return response.speech["plain"]["speech"]


def device_of(hass: HomeAssistant, satellite: Satellite) -> str:
    """Return the id of a satellite's device."""
    registered = er.async_get(hass).async_get(satellite.entity_id)
    assert registered is not None and registered.device_id is not None
    return registered.device_id


def put_into(hass: HomeAssistant, satellite: Satellite, area: ar.AreaEntry) -> None:
    """Put a satellite into an area."""
    dr.async_get(hass).async_update_device(device_of(hass, satellite), area_id=area.id)
