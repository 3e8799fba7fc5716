"""Triggers and conditions in Home Assistant's own harness: each, first, any and all; by entity and by label; and their options.

The harness takes it for granted that an entity without a value is one of none. With Earshot it is one of all, as nobody
can say of it that it is muted, has stopped or has failed: `truthful_triggers` and `truthful_conditions` say where.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, label_registry as lr
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components import common
from pytest_homeassistant_custom_component.components.common import (
    ConditionStateDescription,
    TriggerStateDescription,
    assert_condition_behavior_all,
    assert_condition_behavior_any,
    assert_condition_options_supported,
    assert_trigger_behavior_all,
    assert_trigger_behavior_each,
    assert_trigger_behavior_first,
    assert_trigger_options_supported,
    parametrize_condition_states_all,
    parametrize_condition_states_any,
    parametrize_trigger_states,
)

import custom_components.earshot as package
from custom_components.earshot.condition import CONDITIONS
from custom_components.earshot.const import DOMAIN, MicrophoneStatus
from custom_components.earshot.trigger import TRIGGERS

type TriggerRow = tuple[str, dict[str, Any], list[TriggerStateDescription]]
type ConditionRow = tuple[str, dict[str, Any], list[ConditionStateDescription]]
type Behaves = Callable[..., Awaitable[None]]
type Targets = Callable[[str], dict[str, Any]]

_ENTITIES = {
    "activated_while_muted": ("event", "activation"),
    "can_listen": ("sensor", "status"),
    "is_muted": ("sensor", "status"),
    "is_recording": ("binary_sensor", "recording"),
    "microphone_muted": ("sensor", "status"),
    "microphone_unmuted": ("sensor", "status"),
    "misfire": ("event", "activation"),
    "mute_failed": ("binary_sensor", "problem"),
    "recording_started": ("binary_sensor", "recording"),
    "recording_stopped": ("binary_sensor", "recording"),
}
_SOFTWARE, _PLUG, _UPLOAD = ({"assurance": each} for each in ("software", "power_cut", "upload_blocked"))
_LIVE = ["armed", "listening", "streaming", "recording", "unobserved"]
# Only what is Earshot's shows it: what is not is in the same place, in the same domain, and changes in the same way.
_OURS = {"attribution": "of Earshot"}
_NOBODY_KNOWS = (STATE_UNAVAILABLE, STATE_UNKNOWN)


def truthful_triggers(rows: list[TriggerRow]) -> list[TriggerRow]:
    """Expect nothing of all where nobody knows it of one."""
    for _, _, states in rows:
        for each in states:
            if each["others_state"]["state"] in _NOBODY_KNOWS:
                each["count"] = 0
    return rows


def truthful_conditions(rows: list[ConditionRow]) -> list[ConditionRow]:
    """Expect nothing of all where nobody knows it of one, and nothing of none."""
    for _, _, states in rows:
        for each in states:
            if each["included_state"]["state"] in (None, *_NOBODY_KNOWS):
                each["condition_true"] = each["condition_true_first_entity"] = False
    return rows


def trigger_rows() -> list[TriggerRow]:
    """Return what each trigger with a behaviour is put through."""
    cases: tuple[tuple[str, list[Any], list[Any], dict[str, Any]], ...] = (
        ("recording_started", ["on"], ["off"], {}),
        ("recording_stopped", ["off"], ["on"], {}),
        ("mute_failed", ["on"], ["off"], {}),
        ("microphone_muted", [("muted", _SOFTWARE), ("muted", _PLUG)], [("paused", _SOFTWARE), ("armed", _PLUG)], {}),
        (
            "microphone_muted",
            [("muted", _PLUG), ("paused", _PLUG)],
            [("muted", _SOFTWARE), ("blocked", _UPLOAD)],
            {"assurance": "power_cut", "include_paused": True},
        ),
        ("microphone_unmuted", ["armed", "unobserved"], ["muted", "paused"], {}),
    )
    return [
        row
        for key, target, other, options in cases
        for row in parametrize_trigger_states(
            trigger=f"{DOMAIN}.{key}",
            trigger_options=options,
            target_states=target,
            other_states=other,
            required_filter_attributes=_OURS,
        )
    ]


def condition_rows(behavior: str) -> list[ConditionRow]:
    """Return what each condition is put through."""
    parametrize = parametrize_condition_states_any if behavior == "any" else parametrize_condition_states_all
    not_live = sorted({*MicrophoneStatus} - {*_LIVE})
    cases: tuple[tuple[str, list[Any], list[Any], dict[str, Any]], ...] = (
        ("is_recording", ["on"], ["off"], {}),
        ("is_muted", [("muted", _SOFTWARE), ("muted", _PLUG)], ["armed", ("paused", _SOFTWARE)], {}),
        ("is_muted", [("muted", _PLUG)], [("muted", _SOFTWARE), ("armed", _PLUG)], {"assurance": "power_cut"}),
        ("can_listen", list(_LIVE), not_live, {}),
    )
    return [
        row
        for key, target, other, options in cases
        for row in parametrize(
            condition=f"{DOMAIN}.{key}",
            condition_options=options,
            target_states=target,
            other_states=other,
            required_filter_attributes=_OURS,
        )
    ]


@pytest.fixture(autouse=True)
async def earshot(hass: HomeAssistant) -> None:
    """Load Earshot, with nothing set up."""
    assert await async_setup_component(hass, DOMAIN, {})


def place(hass: HomeAssistant, key: str) -> dict[str, list[str]]:
    """Register what a trigger or condition is about, on a device with a label and by itself, and beside it what it is not about."""
    domain, shows = _ENTITIES[key.removeprefix(f"{DOMAIN}.")]
    config_entry = MockConfigEntry(domain=DOMAIN)
    config_entry.add_to_hass(hass)
    label = lr.async_get(hass).async_create("Upstairs")
    device = dr.async_get(hass).async_get_or_create(config_entry_id=config_entry.entry_id, identifiers={("test", "x")})
    dr.async_get(hass).async_update_device(device.id, labels={label.label_id})
    category = EntityCategory.DIAGNOSTIC if shows == "problem" else None

    def register(name: str, platform: str, translation_key: str, device_id: str | None = None) -> str:
        return (
            er.async_get(hass)
            .async_get_or_create(
                domain,
                platform,
                name,
                suggested_object_id=name,
                config_entry=config_entry,
                device_id=device_id,
                translation_key=translation_key,
                entity_category=category,
            )
            .entity_id
        )

    labelled = register("labelled", DOMAIN, shows)
    er.async_get(hass).async_update_entity(labelled, labels={label.label_id})
    return {
        "included_entities": [
            register("alone", DOMAIN, shows),
            register("alone_2", DOMAIN, shows),
            labelled,
            register("on_device", DOMAIN, shows, device.id),
            register("on_device_2", DOMAIN, shows, device.id),
        ],
        "excluded_entities": [
            register("foreign", "test", shows, device.id),
            register("other", DOMAIN, "something_else", device.id),
        ],
    }


def by_entity(key: str) -> dict[str, Any]:
    """Return a target of two entities as the harness wants it, with the one that is watched."""
    domain = _ENTITIES[key.removeprefix(f"{DOMAIN}.")][0]
    target = {"entity_id": [f"{domain}.alone", f"{domain}.alone_2"]}
    return {"target": target, "entity_id": f"{domain}.alone", "entities_in_target": 2}


def by_label(key: str) -> dict[str, Any]:
    """Return a label as a target: one entity has it, two more are on a device that has it."""
    domain = _ENTITIES[key.removeprefix(f"{DOMAIN}.")][0]
    return {"target": {"label_id": "upstairs"}, "entity_id": f"{domain}.labelled", "entities_in_target": 3}


# --- Triggers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaves", "targets", "trigger", "options", "states"),
    [
        pytest.param(behaves, targets, *row, id=f"{behaves.__name__.rpartition('_')[2]}-{number}")
        for behaves, targets, rows in (
            # Every one of those that are meant, and nothing else.
            (assert_trigger_behavior_each, by_label, trigger_rows()),
            (assert_trigger_behavior_first, by_label, trigger_rows()),
            # The last of all, and not as long as nobody knows of one.
            (assert_trigger_behavior_all, by_entity, truthful_triggers(trigger_rows())),
        )
        for number, row in enumerate(rows)
    ],
)
async def test_triggers(
    hass: HomeAssistant,
    behaves: Behaves,
    targets: Targets,
    trigger: str,
    options: dict[str, Any],
    states: list[TriggerStateDescription],
) -> None:
    """Each microphone that is meant, the first of them, or all of them."""
    entities, where = place(hass, trigger), targets(trigger)
    await behaves(
        hass,
        target_entities=entities,
        trigger_target_config=where.pop("target"),
        trigger=trigger,
        trigger_options=options,
        states=states,
        **where,
    )


@pytest.mark.parametrize(
    ("key", "own", "other"),
    [("activated_while_muted", "while_muted", "misfire"), ("misfire", "misfire", "while_muted")],
)
async def test_events(hass: HomeAssistant, key: str, own: str, other: str) -> None:
    """One for each event of the type, the first after a start too, and none for another or for a return."""
    entities, where = place(hass, key), by_label(key)
    fired: list[str] = []
    everything = [*entities["included_entities"], *entities["excluded_entities"]]
    for entity_id in everything:
        hass.states.async_set(entity_id, STATE_UNKNOWN)
    await common.arm_trigger(hass, f"{DOMAIN}.{key}", None, where["target"], fired)
    counts = []
    for instant, event_type in ((1, own), (2, other), (3, own), (None, None), (3, own), (4, own)):
        state = STATE_UNAVAILABLE if instant is None else f"2026-10-20T20:00:0{instant}+00:00"
        for entity_id in everything:
            hass.states.async_set(entity_id, state, {"event_type": event_type} if event_type else {})
        await hass.async_block_till_done()
        counts.append(len(fired))
        assert set(fired) <= set(entities["included_entities"])
        fired.clear()
    times = where["entities_in_target"]
    assert counts == [times, 0, times, 0, 0, times]


# --- Conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaves", "targets", "condition", "options", "states"),
    [
        pytest.param(behaves, targets, *row, id=f"{behaves.__name__.rpartition('_')[2]}-{number}")
        for behaves, targets, rows in (
            (assert_condition_behavior_any, by_label, condition_rows("any")),
            # What nobody knows is not one of them.
            (assert_condition_behavior_all, by_entity, truthful_conditions(condition_rows("all"))),
        )
        for number, row in enumerate(rows)
    ],
)
async def test_conditions(
    hass: HomeAssistant,
    behaves: Behaves,
    targets: Targets,
    condition: str,
    options: dict[str, Any],
    states: list[ConditionStateDescription],
) -> None:
    """One of those that are meant is enough, or every one of them is asked for."""
    entities, where = place(hass, condition), targets(condition)
    await behaves(
        hass,
        target_entities=entities,
        condition_target_config=where.pop("target"),
        condition=condition,
        condition_options=options,
        states=states,
        **where,
    )


# --- Options ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def descriptions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the harness find the descriptions where a custom integration has them."""

    def fields(key: str, kind: str) -> dict[str, Any]:
        described = load_yaml_dict(str(Path(package.__path__[0]) / f"{kind}.yaml"))
        found: dict[str, Any] = described[key.removeprefix(f"{DOMAIN}.")].get("fields", {})
        return found

    monkeypatch.setattr(common, "_get_yaml_fields", fields)


@pytest.mark.usefixtures("descriptions")
@pytest.mark.parametrize("key", TRIGGERS)
async def test_options_of_triggers(hass: HomeAssistant, key: str) -> None:
    """An event is over at once: it lasts for no time, and there is no first of many."""
    lasts = _ENTITIES[key][0] != "event"
    await assert_trigger_options_supported(
        hass, f"{DOMAIN}.{key}", None, supports_behavior=lasts, supports_duration=lasts
    )


@pytest.mark.usefixtures("descriptions")
@pytest.mark.parametrize("key", CONDITIONS)
async def test_options_of_conditions(hass: HomeAssistant, key: str) -> None:
    """Each takes a behaviour and a duration, and nothing that it does not know."""
    await assert_condition_options_supported(
        hass, f"{DOMAIN}.{key}", None, supports_behavior=True, supports_duration=True
    )
