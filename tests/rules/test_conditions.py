"""Rules by any condition that Home Assistant knows."""

from datetime import timedelta
from typing import Any, override
from unittest.mock import Mock

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition
from homeassistant.helpers.typing import ConfigType
import pytest
from pytest_homeassistant_custom_component.common import MockModule, mock_integration, mock_platform

from tests.home import TEN, Satellite, async_earshot, async_satellite, async_wait, microphone, night, rule, shown

from .parts import async_set


async def test_a_condition_of_home_assistant(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Tracked where it can be, asked every minute where it cannot; unloaded with its rule."""
    hass.states.async_set("sensor.noise", "10")
    hass.states.async_set("input_boolean.film", "off")
    conditions = [
        {
            "condition": "or",
            "conditions": [
                {"condition": "numeric_state", "entity_id": "sensor.noise", "above": 50},
                {"condition": "template", "value_template": "{{ is_state('input_boolean.film', 'on') }}"},
            ],
        }
    ]
    entry = await async_earshot(hass, microphone(hass, kitchen), rule("Loud", conditions=conditions))
    assert not kitchen.muted
    await async_set(hass, "sensor.noise", "60")
    assert kitchen.muted
    await async_set(hass, "sensor.noise", "40")
    assert not kitchen.muted
    await async_set(hass, "input_boolean.film", "on")
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert kitchen.muted
    hass.config_entries.async_remove_subentry(
        entry, next(id_ for id_, each in entry.subentries.items() if each.title == "Loud")
    )
    await hass.async_block_till_done()
    assert not kitchen.muted


@pytest.mark.parametrize(
    "condition",
    [
        {"condition": "nonsense"},
        {"condition": "state"},
        {"condition": "template", "value_template": "{{ 1 / 0 }}"},
        {"condition": "state", "entity_id": "switch.tv", "state": "on", "for": {"days": 1e20}},
    ],
)
async def test_a_condition_that_cannot_be_evaluated_mutes(
    hass: HomeAssistant, kitchen: Satellite, condition: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Privacy wins ties, and the log says it without a traceback."""
    await async_earshot(hass, microphone(hass, kitchen), rule("Odd", conditions=[condition]))
    assert shown(hass, "binary_sensor", "active", "Odd") in ("unknown", "off")
    assert kitchen.muted is (shown(hass, "binary_sensor", "active", "Odd") == "unknown")
    assert "Traceback" not in caplog.text


class Broken(Condition):
    """A condition of another integration, with a fault."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        return config

    @override
    def _async_check(self, **kwargs: Any) -> bool:
        raise ZeroDivisionError


async def test_a_condition_with_a_fault_stops_no_mute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, caplog: pytest.LogCaptureFixture
) -> None:
    """Its own rule is undetermined, all others go on."""
    bedroom = await async_satellite(hass, "Bedroom")

    async def conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
        return {"broken": Broken}

    mock_integration(hass, MockModule("faulty"), built_in=False)
    mock_platform(hass, "faulty.condition", Mock(async_get_conditions=conditions))
    entry = await async_earshot(
        hass,
        microphone(hass, kitchen),
        microphone(hass, bedroom),
        night(),
        rule("Odd", conditions=[{"condition": "faulty.broken"}], all_microphones=False),
    )
    assert shown(hass, "binary_sensor", "active", "Odd") == "unknown"
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    assert bedroom.muted
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert caplog.text.count("A rule's condition fails") == 2
    assert "Traceback" not in caplog.text
