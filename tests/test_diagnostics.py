"""Diagnostics help a maintainer, and tell nothing of the people: no names, no entities, no presence, no words."""

import asyncio
import json

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.components.diagnostics import get_diagnostics_for_config_entry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.earshot.log.records import ActivationRecord

from .audit.home import async_assist
from .calls import async_do, of
from .home import async_earshot, async_satellite, microphone, night, rule


@pytest.mark.usefixtures("tuesday_evening")
async def test_diagnostics(hass: HomeAssistant, hass_client: ClientSessionGenerator, hass_admin_user: MockUser) -> None:
    """Everything of the set-up, nothing of the household."""
    hass.states.async_set("person.anna", "unknown")
    kitchen = await async_satellite(hass, "Annas Kitchen")
    await async_satellite(hass, "Annas Bedroom")
    await async_assist(hass, debug_recording_dir="/secret")
    mic = microphone(hass, kitchen)
    watched = mic | {"title": "Annas Attic", "unique_id": "x", "data": {**mic["data"], "controls": []}}
    away = rule("Anna away", presence={"kind": "nobody_home", "persons": ["person.anna"]})
    entry = await async_earshot(
        hass, mic, watched, night(), away, options={"retention_days": 7, "televisions": ["media_player.annas_tv"]}
    )
    log = entry.runtime_data.log
    now = dt_util.utcnow()
    words = {"wake_phrase": "okay secret", "transcript": "secret words", "reply": "secret reply"}
    log.append(
        ActivationRecord(
            start=now, end=now, microphone_id="x", kind="activation", outcome="intent", started_by="unknown", **words
        )
    )
    await asyncio.wrap_future(log.store.flush())
    await async_do(hass, "mute", of(hass, "Annas Kitchen"), user=hass_admin_user)
    await async_do(hass, "mute", of(hass, "Annas Kitchen"), hold="secret hold")

    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    text = json.dumps(found).lower()
    registry = er.async_get(hass)
    secrets = {"anna", "kitchen", "attic", "bedroom", "secret", "person.", "sensor.", "switch.", hass_admin_user.id}
    secrets |= {registry.async_get(kitchen.entity_id).id, registry.async_get(kitchen.entity_id).device_id}
    secrets |= {registry.async_get(kitchen.switch_id).id}
    assert [secret for secret in secrets if secret.lower() in text] == []

    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    assert found["options"] == {"retention_days": 7, "televisions": "**REDACTED**"}
    assert [subentry["type"] for subentry in found["subentries"]] == ["microphone", "microphone", "rule", "rule"]
    assert found["subentries"][0]["controls"][0]["assurance"] == "software"
    assert (found["privacy_mode"], found["scheduler"], found["disabled_rules"]) == (False, True, [])
    first, second = found["microphones"]
    assert (first["id"], first["status"], first["decision"], first["decided_by"]) == (
        ids["Annas Kitchen"],
        "paused",
        "muted",
        "person_or_hold",
    )
    control = {"kind": "switch", "found": True, "read": True, "asked": None, "failures": 0, "owned": True}
    assert first["controls"] == [control]
    assert [reason["kind"] for reason in first["reasons"]] == ["person", "automation", "rule"]
    assert [reason["undetermined"] for reason in first["reasons"]] == [None, None, "**REDACTED**"]
    assert (second["id"], second["controls"]) == (ids["Annas Attic"], [])
    assert found["audit"] == [
        {"key": "debug_recordings", "severity": "risk", "microphone_id": None},
        {"key": "uncovered", "severity": "to_do", "microphone_id": None},
        {"key": "mute_unconfirmed", "severity": "notice", "microphone_id": ids["Annas Kitchen"]},
        {"key": "mute_none", "severity": "notice", "microphone_id": ids["Annas Attic"]},
    ]
    both = [ids["Annas Attic"], ids["Annas Kitchen"]]
    assert found["rules"] == [
        {"id": ids["Night"], "readable": True, "active": False, "microphones": sorted(both)},
        {"id": ids["Anna away"], "readable": True, "active": "**REDACTED**", "microphones": sorted(both)},
    ]
    assert (found["coverage"], found["not_covered"]) == (66, ["wyoming"])
    assert found["log"]["activations"] == 1
    assert found["log"]["problem"] is None
    assert found["log"]["copies"] == 0


async def test_without_log(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> None:
    """Where none is kept there is none to tell of."""
    entry = await async_earshot(hass, options={"retention_days": 0})
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert found["log"] is None
    assert found["microphones"] == found["rules"] == found["not_covered"] == []


async def test_with_a_log_that_has_ended(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> None:
    """Its problem is told, and everything else as ever."""
    entry = await async_earshot(hass, microphone(hass, await async_satellite(hass, "Kitchen")))
    await asyncio.wrap_future(entry.runtime_data.log.store.close())
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert found["log"] == {"problem": "unavailable"}
    assert len(found["microphones"]) == 1


async def test_a_rule_with_everything(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> None:
    """Ids of entities, zones, areas, floors and labels are made of names, and so may states and conditions be."""
    told = rule(
        "Annas rule",
        all_microphones=False,
        areas=["annas_room"],
        floors=["annas_floor"],
        labels=["annas_label"],
        schedules=["schedule.anna_sleeps"],
        day_filter={"entity": "binary_sensor.anna_works", "keep": "in"},
        presence={
            "kind": "nobody_home",
            "persons": ["person.anna"],
            "guests": "input_boolean.annas_guests",
            "zone": {"zone": "zone.annas_school", "comparison": "at_least", "count": 1},
        },
        states=[{"entity": "sensor.annas_phone", "states": ["Annas flat"], "negate": False}],
        conditions=[{"condition": "state", "entity_id": "person.anna", "state": "home"}],
        timing={"states": {"for": 60}},
    )
    entry = await async_earshot(hass, told)
    found = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert "anna" not in json.dumps(found).lower()
    (data,) = found["subentries"]
    assert (data["effect"], data["match"], data["presence"]["kind"]) == ("mute", "all", "nobody_home")
