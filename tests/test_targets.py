"""Which microphones a target means: through everything that may name them, and nothing that does not."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .calls import async_do, async_refused
from .home import Satellite, async_earshot, async_satellite, entity, microphone, night

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant, kitchen: Satellite) -> Satellite:
    """Return the bedroom's satellite."""
    return await async_satellite(hass, "Bedroom")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> MockConfigEntry:
    """Set up Earshot with kitchen, bedroom, a plug without a device, and the night."""
    plug = microphone(hass, kitchen)
    plug = plug | {
        "title": "Plug",
        "unique_id": "plug",
        "data": {**plug["data"], "device_id": None, "sources": [], "controls": []},
    }
    return await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), plug, night())


async def async_meant(hass: HomeAssistant, target: dict[str, Any]) -> list[str]:
    """Return the microphones that a target means."""
    answer: Any = await async_do(hass, "explain", target)
    return [found["microphone"] for found in answer["microphones"]]


async def async_meant_nothing(hass: HomeAssistant, field: str, value: str, given: Any = None) -> None:
    """Look that a target is refused by field and value."""
    error = await async_refused(hass, ServiceValidationError, "explain", {field: value if given is None else given})
    assert error.translation_key == "target_no_microphone"
    assert error.translation_placeholders == {"field": field, "value": value}
    assert field in str(error)
    assert value in str(error)


@pytest.mark.parametrize(
    ("platform", "key"),
    [
        ("sensor", "status"),
        ("sensor", "next_change"),
        ("sensor", "last_activation"),
        ("binary_sensor", "recording"),
        ("binary_sensor", "problem"),
        ("switch", "mute"),
        ("button", "resume_schedule"),
        ("event", "activation"),
    ],
)
async def test_every_entity(
    hass: HomeAssistant, entry: MockConfigEntry, entity_registry: er.EntityRegistry, platform: str, key: str
) -> None:
    """Any entity of the microphone means it: by id, by registry id, hidden, and in any case of letters."""
    entity_id = entity(hass, platform, key, "Kitchen")
    assert await async_meant(hass, {"entity_id": entity_id}) == ["Kitchen"]
    assert await async_meant(hass, {"entity_id": entity_id.upper()}) == ["Kitchen"]
    entity_registry.async_update_entity(entity_id, hidden_by=er.RegistryEntryHider.USER)
    assert await async_meant(hass, {"entity_id": [entity_id]}) == ["Kitchen"]
    registered = entity_registry.async_get(entity_id)
    assert registered is not None
    assert await async_meant(hass, {"entity_id": registered.id}) == ["Kitchen"]


async def test_source_and_its_device(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """The satellite itself, and the device that it is on."""
    registered = er.async_get(hass).async_get(kitchen.entity_id)
    assert registered is not None
    assert await async_meant(hass, {"entity_id": kitchen.entity_id}) == ["Kitchen"]
    assert await async_meant(hass, {"entity_id": registered.id}) == ["Kitchen"]
    assert await async_meant(hass, {"device_id": registered.device_id}) == ["Kitchen"]


async def test_service_device(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A microphone without a source device has a device of its own."""
    registered = er.async_get(hass).async_get(entity(hass, "sensor", "status", "Plug"))
    assert registered is not None
    assert await async_meant(hass, {"device_id": registered.device_id}) == ["Plug"]


async def test_area_floor_and_label(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    *,
    kitchen: Satellite,
    bedroom: Satellite,
    area_registry: ar.AreaRegistry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    floor_registry: fr.FloorRegistry,
    label_registry: lr.LabelRegistry,
) -> None:
    """Areas of device and entity, the floor of the area, labels of device, entity and area."""
    floor = floor_registry.async_create("Ground")
    labels = {name: label_registry.async_create(name).label_id for name in ("device", "entity", "area", "unused")}
    ground = area_registry.async_create("Ground", floor_id=floor.floor_id, labels={labels["area"]})
    upper = area_registry.async_create("Upper")
    empty = area_registry.async_create("Empty")
    kitchen_device = entity_registry.async_get(kitchen.entity_id).device_id
    bedroom_device = entity_registry.async_get(bedroom.entity_id).device_id
    device_registry.async_update_device(kitchen_device, area_id=ground.id, labels={labels["device"]})
    device_registry.async_update_device(bedroom_device, area_id=upper.id)
    entity_registry.async_update_entity(
        entity(hass, "sensor", "status", "Plug"), area_id=upper.id, labels={labels["entity"]}
    )

    assert await async_meant(hass, {"area_id": ground.id}) == ["Kitchen"]
    assert await async_meant(hass, {"area_id": [upper.id]}) == ["Bedroom", "Plug"]
    assert await async_meant(hass, {"floor_id": floor.floor_id}) == ["Kitchen"]
    assert await async_meant(hass, {"label_id": labels["device"]}) == ["Kitchen"]
    assert await async_meant(hass, {"label_id": labels["area"]}) == ["Kitchen"]
    assert await async_meant(hass, {"label_id": labels["entity"]}) == ["Plug"]
    assert await async_meant(hass, {"area_id": [upper.id, ground.id]}) == ["Kitchen", "Bedroom", "Plug"]
    assert await async_meant(hass, {"area_id": ground.id, "entity_id": bedroom.entity_id}) == ["Kitchen", "Bedroom"]
    await async_meant_nothing(hass, "area_id", empty.id)
    await async_meant_nothing(hass, "label_id", labels["unused"])

    # An entity in an area of its own is not in its device's any more; the microphone's others still are.
    entity_registry.async_update_entity(entity(hass, "sensor", "status", "Kitchen"), area_id=empty.id)
    assert await async_meant(hass, {"area_id": empty.id}) == ["Kitchen"]
    assert await async_meant(hass, {"area_id": ground.id}) == ["Kitchen"]


async def test_area_that_is_gone(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, area_registry: ar.AreaRegistry
) -> None:
    """A removed area means nothing any more."""
    area = area_registry.async_create("Short-lived")
    device_id = er.async_get(hass).async_get(kitchen.entity_id).device_id
    dr.async_get(hass).async_update_device(device_id, area_id=area.id)
    area_registry.async_delete(area.id)
    await hass.async_block_till_done()
    await async_meant_nothing(hass, "area_id", area.id)


async def test_group(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """A group means its members, and each of them has to be a microphone's."""
    groups = {
        "both": {"entities": [kitchen.entity_id, entity(hass, "switch", "mute", "Bedroom")]},
        "mixed": {"entities": [kitchen.entity_id, "light.kitchen"]},
        "nested": {"entities": ["group.both"]},
        "nothing": {"entities": []},
    }
    assert await async_setup_component(hass, "group", {"group": groups})
    await hass.async_block_till_done()
    assert await async_meant(hass, {"entity_id": "group.both"}) == ["Kitchen", "Bedroom"]
    assert await async_meant(hass, {"entity_id": "group.nested"}) == ["Kitchen", "Bedroom"]
    await async_meant_nothing(hass, "entity_id", "light.kitchen", ["group.mixed"])
    error = await async_refused(hass, ServiceValidationError, "explain", {"entity_id": "group.nothing"})
    assert error.translation_key == "target_missing"


async def test_all_and_none(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """`all` means every microphone, `none` none."""
    assert await async_meant(hass, {"entity_id": "all"}) == ["Kitchen", "Bedroom", "Plug"]
    for field in ("entity_id", "device_id", "area_id", "floor_id", "label_id"):
        error = await async_refused(hass, ServiceValidationError, "explain", {field: "none"})
        assert error.translation_key == "target_missing"


async def test_all_of_none(hass: HomeAssistant) -> None:
    """Without microphones there is nothing that `all` could mean."""
    await async_earshot(hass)
    await async_meant_nothing(hass, "entity_id", "all")


async def test_no_microphone(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Other devices, other entities and those of the home and of rules are refused; so is what does not exist."""
    hass.states.async_set("light.kitchen", "on")
    for entity_id in (
        "light.kitchen",
        "sensor.never_heard_of",
        entity(hass, "switch", "privacy_mode"),
        entity(hass, "switch", "enabled", "Night"),
    ):
        await async_meant_nothing(hass, "entity_id", entity_id)
        # One that is does not make up for one that is not.
        await async_meant_nothing(hass, "entity_id", entity_id, [kitchen.entity_id, entity_id])
    home = er.async_get(hass).async_get(entity(hass, "switch", "privacy_mode"))
    assert home is not None
    await async_meant_nothing(hass, "entity_id", home.entity_id, [home.id])
    await async_meant_nothing(hass, "device_id", home.device_id)
    await async_meant_nothing(hass, "entity_id", "0123456789abcdef0123456789abcdef")
    for field in ("device_id", "area_id", "floor_id", "label_id"):
        await async_meant_nothing(hass, field, "' OR 1=1 --")


async def test_microphone_whose_source_is_gone(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, entity_registry: er.EntityRegistry
) -> None:
    """It is still meant by its own entities and its device."""
    device_id = entity_registry.async_get(kitchen.entity_id).device_id
    entity_registry.async_remove(kitchen.entity_id)
    await hass.async_block_till_done()
    await async_meant_nothing(hass, "entity_id", kitchen.entity_id)
    assert await async_meant(hass, {"device_id": device_id}) == ["Kitchen"]
