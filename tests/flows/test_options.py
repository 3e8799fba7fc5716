"""The entry's options."""

from datetime import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import check_stored, fields, selector_of

DEFAULTS = {
    "retention_days": 30,
    "linger": 5,
    "log_readers": "administrators",
    "privacy_mode_lifters": "users",
    "log_in_backups": True,
    "notice_new": True,
}
OTHERS = {
    "retention_days": 0,
    "linger": 60,
    "log_readers": "everyone",
    "privacy_mode_lifters": "anyone",
    "log_in_backups": False,
    "notice_new": False,
    "asleep_from": "22:30:00",
    "asleep_until": "06:00:00",
}


async def start(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Open the options."""
    return await hass.config_entries.options.async_init(entry.entry_id)


async def fill_in(hass: HomeAssistant, step: dict[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
    """Fill them in."""
    return await hass.config_entries.options.async_configure(step["flow_id"], user_input)


async def test_defaults_then_choices(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """They open with what holds, keep what is chosen, and numbers are whole."""
    step = await start(hass, entry)
    assert (step["step_id"], fields(step)) == ("init", DEFAULTS)
    # Somebody must be able to lift privacy mode.
    assert selector_of(step, "privacy_mode_lifters").config["options"] == ["administrators", "users", "anyone"]

    step = await fill_in(hass, step, OTHERS | {"retention_days": 0.0, "linger": 60.0})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == OTHERS
    assert all(type(entry.options[key]) is int for key in ("retention_days", "linger"))
    assert check_stored(entry).options.retention.days == 0
    assert check_stored(entry).options.notice_new is False
    assert check_stored(entry).options.log_in_backups is False
    assert check_stored(entry).options.asleep == (time(22, 30), time(6))
    step = await start(hass, entry)
    assert fields(step) == OTHERS
    await fill_in(hass, step, DEFAULTS)
    assert (entry.options, check_stored(entry).options.asleep) == (DEFAULTS, None)


async def test_televisions(hass: HomeAssistant, entity_registry: er.EntityRegistry, entry: MockConfigEntry) -> None:
    """They are kept so that a rename does not lose them, shown by their entity ids, and can be left out again."""
    tv = entity_registry.async_get_or_create("media_player", "tv", "1")
    hass.states.async_set("media_player.projector", "off")
    step = await start(hass, entry)
    assert selector_of(step, "televisions").config["filter"] == [{"domain": ["media_player"]}]
    await fill_in(hass, step, DEFAULTS | {"televisions": [tv.entity_id, "media_player.projector"]})
    assert entry.options == DEFAULTS | {"televisions": [tv.id, "media_player.projector"]}
    assert check_stored(entry).options.televisions == (tv.id, "media_player.projector")
    entity_registry.async_update_entity(tv.entity_id, new_entity_id="media_player.big_one")
    step = await start(hass, entry)
    assert fields(step) == DEFAULTS | {"televisions": ["media_player.big_one", "media_player.projector"]}
    await fill_in(hass, step, DEFAULTS | {"televisions": []})
    assert entry.options == DEFAULTS
    assert check_stored(entry).options.televisions == ()


@pytest.mark.parametrize(
    ("chosen", "named", "error"),
    [
        ("media_player.gone", "media_player.gone", "entity_not_found"),
        ("light.lamp", "lamp", "entity_not_found"),
        ("media_player.disabled", "media_player.disabled", "entity_disabled"),
    ],
)
async def test_what_is_no_television(
    hass: HomeAssistant, entity_registry: er.EntityRegistry, entry: MockConfigEntry, chosen: str, named: str, error: str
) -> None:
    """Refused by name, and nothing is lost."""
    hass.states.async_set("light.lamp", "on")
    entity_registry.async_get_or_create(
        "media_player", "tv", "1", suggested_object_id="disabled", disabled_by=er.RegistryEntryDisabler.USER
    )
    televisions = {"televisions": [chosen]}
    step = await start(hass, entry)
    step = await fill_in(hass, step, DEFAULTS | televisions)
    assert step["errors"] == {"televisions": error}
    assert step["description_placeholders"] == {"who": named}
    assert fields(step) == DEFAULTS | televisions
    assert entry.options == {}


async def test_options_of_a_later_version_stay(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """What has no field here is kept."""
    hass.config_entries.async_update_entry(entry, options={"of_a_later_version": True})
    await fill_in(hass, await start(hass, entry), DEFAULTS)
    assert entry.options == {"of_a_later_version": True} | DEFAULTS


@pytest.mark.parametrize("field", ["retention_days", "linger"])
async def test_a_part_of_a_day_is_no_number(hass: HomeAssistant, entry: MockConfigEntry, field: str) -> None:
    """Half a day would silently become no log at all: it is refused and can be put right."""
    step = await fill_in(hass, await start(hass, entry), DEFAULTS | {field: 0.5})
    assert step["errors"] == {field: "not_whole"}
    assert fields(step) == DEFAULTS | {field: 0.5}
    assert entry.options == {}

    step = await fill_in(hass, step, DEFAULTS)
    assert entry.options == DEFAULTS


@pytest.mark.parametrize(
    "wrong",
    [
        {"retention_days": -1},
        {"retention_days": 3651},
        {"linger": -1},
        {"linger": 61},
        {"privacy_mode_lifters": "nobody"},
    ],
)
async def test_out_of_bounds(hass: HomeAssistant, entry: MockConfigEntry, wrong: dict[str, Any]) -> None:
    """The form's own bounds hold."""
    step = await start(hass, entry)
    with pytest.raises(InvalidData) as refused:
        await fill_in(hass, step, DEFAULTS | wrong)
    assert list(refused.value.schema_errors) == list(wrong)
    assert entry.options == {}


@pytest.mark.parametrize(
    ("asleep", "error"),
    [
        ({"asleep_from": "22:00:00"}, {"asleep_until": "both_or_neither"}),
        ({"asleep_until": "22:00:00"}, {"asleep_from": "both_or_neither"}),
        ({"asleep_from": "22:00:00", "asleep_until": "22:00:00"}, {"asleep_until": "same_time"}),
    ],
)
async def test_hours_of_sleep_are_two_different_times(
    hass: HomeAssistant, entry: MockConfigEntry, asleep: dict[str, str], error: dict[str, str]
) -> None:
    """One alone says nothing, and neither does a night without a length: refused, and nothing is lost."""
    step = await fill_in(hass, await start(hass, entry), DEFAULTS | asleep)
    assert step["errors"] == error
    assert fields(step) == DEFAULTS | asleep
    assert entry.options == {}
