"""What the tests of this package share."""

from datetime import datetime
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


async def async_set(hass: HomeAssistant, entity_id: str, state: str, **attributes: Any) -> None:
    """Let an entity show a state."""
    hass.states.async_set(entity_id, state, attributes)
    await hass.async_block_till_done()


async def async_jump(hass: HomeAssistant, freezer: FrozenDateTimeFactory, instant: datetime) -> None:
    """Let the clock jump, which no timer notices, and the safety tick come: it goes by the time since Home Assistant began."""
    freezer.move_to(instant)
    hass.config_entries.async_entries("earshot")[0].runtime_data.household._tick(instant)
    await hass.async_block_till_done()
