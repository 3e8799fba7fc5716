"""The home that the tests of this package begin with: a kitchen downstairs."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
import pytest

from tests.home import Satellite, async_earshot, async_satellite, microphone, night


@pytest.fixture
async def kitchen(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> Satellite:
    """A satellite in the area Downstairs, where another integration shows things as well."""
    area = ar.async_get(hass).async_create("Downstairs")
    satellite = await async_satellite(hass, "Kitchen")
    other = er.async_get(hass).async_get_or_create("binary_sensor", "other", "door", original_device_class="problem")
    er.async_get(hass).async_update_entity(other.entity_id, area_id=area.id)
    hass.states.async_set(other.entity_id, "off", {"device_class": "problem"})
    registry = dr.async_get(hass)
    device_id = er.async_get(hass).async_get(satellite.entity_id).device_id
    registry.async_update_device(device_id, area_id=area.id)
    return satellite


@pytest.fixture
async def downstairs(hass: HomeAssistant, kitchen: Satellite) -> dict[str, Any]:
    """Earshot with the kitchen, and its area as a target."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    [area] = ar.async_get(hass).async_list_areas()
    return {"area_id": area.id}
