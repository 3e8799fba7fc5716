"""What the tests of this package share."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.components.common import arm_trigger, create_target_condition

from custom_components.earshot.const import DOMAIN
from tests.home import entity


async def async_armed(
    hass: HomeAssistant, key: str, target: dict[str, Any], options: dict[str, Any] | None = None
) -> list[str]:
    """Arm one of Earshot's triggers; return the entities that it will have fired for."""
    fired: list[str] = []
    await arm_trigger(hass, f"{DOMAIN}.{key}", options, target, fired)
    return fired


async def async_met(
    hass: HomeAssistant, key: str, target: dict[str, Any], behavior: str = "any", **options: Any
) -> Callable[[], bool | None]:
    """Make one of Earshot's conditions."""
    condition = await create_target_condition(
        hass, condition=f"{DOMAIN}.{key}", target=target, behavior=behavior, condition_options=options
    )
    return lambda: condition(hass)


def show(hass: HomeAssistant, status: str, assurance: str = "software", title: str = "Kitchen") -> None:
    """Let a status be shown."""
    hass.states.async_set(entity(hass, "sensor", "status", title), status, {"assurance": assurance})
