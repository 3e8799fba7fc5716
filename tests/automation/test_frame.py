"""What Home Assistant is told of triggers and conditions: targets, words, icons and options."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition as condition_helper, trigger as trigger_helper
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.components.common import (
    TargetSupport,
    assert_conditions_target_support,
    assert_triggers_target_support,
)
import voluptuous as vol

from custom_components.earshot.condition import CONDITIONS
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.trigger import TRIGGERS
from tests.test_contract import ICONS, TEXTS

from .parts import async_armed, async_met


def test_targets_are_home_assistants_own() -> None:
    """Nothing of how a target is resolved is written anew, but that nothing is true of all where there is none."""
    assert_triggers_target_support(TRIGGERS, dict.fromkeys(TRIGGERS, TargetSupport.STANDARD))
    assert_conditions_target_support(CONDITIONS, dict.fromkeys(CONDITIONS, TargetSupport.CUSTOM))


async def test_they_are_described_worded_and_drawn(hass: HomeAssistant) -> None:
    """Every one and every field of it, and nothing besides; only what Earshot shows is offered as a target."""
    assert await async_setup_component(hass, DOMAIN, {})
    for plural, singular, registered, described in (
        ("triggers", "trigger", TRIGGERS, await trigger_helper.async_get_all_descriptions(hass)),
        ("conditions", "condition", CONDITIONS, await condition_helper.async_get_all_descriptions(hass)),
    ):
        assert set(registered) == set(TEXTS[plural]) == set(ICONS[plural])
        for key, cls in registered.items():
            description = described[f"{DOMAIN}.{key}"]
            assert all(each["integration"] == DOMAIN for each in description["target"]["entity"])
            options = cls._schema.schema.get("options", {})
            fields = set(description.get("fields", {}))
            assert fields == {str(each) for each in options}, key
            texts = TEXTS[plural][key]
            assert fields == set(texts.get("fields", {})), key
            assert all(each["name"] and each["description"] for each in (texts, *texts.get("fields", {}).values()))
            assert ICONS[plural][key][singular].startswith("mdi:")


@pytest.mark.parametrize("options", [{"assurance": "upload_blocked"}, {"assurance": "telepathy"}, {"least": 1}])
async def test_options_that_make_no_sense_are_refused(hass: HomeAssistant, options: dict[str, Any]) -> None:
    """An upload that is blocked is no mute, whatever is asked for."""
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(vol.Invalid):
        await async_armed(hass, "microphone_muted", {"entity_id": "sensor.x"}, options)
    with pytest.raises(vol.Invalid):
        await async_met(hass, "is_muted", {"entity_id": "sensor.x"}, **options)
