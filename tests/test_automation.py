"""Triggers and conditions, on a home that Earshot looks after: by entity, by device and by area."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    condition as condition_helper,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
    trigger as trigger_helper,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.components.common import (
    TargetSupport,
    arm_trigger,
    assert_conditions_target_support,
    assert_triggers_target_support,
    create_target_condition,
)
import voluptuous as vol

from custom_components.earshot.condition import CONDITIONS
from custom_components.earshot.const import DOMAIN, MicrophoneStatus
from custom_components.earshot.trigger import TRIGGERS

from .home import Satellite, async_call, async_earshot, async_satellite, async_wait, entity, microphone, night
from .test_contract import ICONS, TEXTS

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
UNMUTED = sorted(set(MicrophoneStatus) - {MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED})
LIVE = ["armed", "listening", "recording", "streaming", "unobserved"]


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_update(latitude=52.52, longitude=13.4, elevation=34, time_zone="Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
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


# --- The frame ----------------------------------------------------------------------------------------------------------


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


# --- What really happens ------------------------------------------------------------------------------------------------


async def test_a_command_starts_and_stops_the_recording(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """The indicator lingers, and what else is in the area does not count."""
    started = await async_armed(hass, "recording_started", downstairs)
    stopped = await async_armed(hass, "recording_stopped", downstairs)
    recording = await async_met(hass, "is_recording", downstairs)
    assert not recording()
    hass.states.async_set("binary_sensor.other_door", "on", {"device_class": "problem"})
    await kitchen.async_show("listening")
    indicator = entity(hass, "binary_sensor", "recording", "Kitchen")
    assert started == [indicator]
    assert recording()
    await kitchen.async_show("idle")
    assert stopped == []
    await async_wait(hass, freezer, timedelta(seconds=6))
    assert stopped == [indicator]
    assert not recording()


async def test_the_night_pauses_and_the_morning_unmutes(
    hass: HomeAssistant, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """A satellite that does not confirm its mute is paused: that is muted only for who says so."""
    muted = await async_armed(hass, "microphone_muted", downstairs)
    with_paused = await async_armed(hass, "microphone_muted", downstairs, {"include_paused": True})
    unmuted = await async_armed(hass, "microphone_unmuted", downstairs)
    is_muted = await async_met(hass, "is_muted", downstairs)
    is_muted_or_paused = await async_met(hass, "is_muted", downstairs, include_paused=True)
    can_listen = await async_met(hass, "can_listen", downstairs)
    status = entity(hass, "sensor", "status", "Kitchen")
    assert can_listen()
    await async_wait(hass, freezer, TEN)
    assert hass.states.get(status).state == "paused"
    assert (muted, with_paused, unmuted) == ([], [status], [])
    assert (is_muted(), is_muted_or_paused(), can_listen()) == (False, True, False)
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    assert (muted, with_paused, unmuted) == ([], [status], [status])
    assert can_listen()


async def test_what_is_heard_while_muted_triggers(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """By the event entity, for its own type alone."""
    while_muted = await async_armed(hass, "activated_while_muted", downstairs)
    misfired = await async_armed(hass, "misfire", downstairs)
    event = entity(hass, "event", "activation", "Kitchen")
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert (while_muted, misfired) == ([], [event])
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert (while_muted, misfired) == ([event], [event])


async def test_a_mute_that_fails_triggers_by_its_area(
    hass: HomeAssistant, kitchen: Satellite, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """Though the entity that shows it is a diagnostic one; three attempts have failed by then."""
    failed = await async_armed(hass, "mute_failed", downstairs)
    kitchen.switch.ignores = True
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    hass.states.async_set("binary_sensor.other_door", "on", {"device_class": "problem"})
    await hass.async_block_till_done()
    assert failed == []
    for seconds in (6, 2, 6, 3, 6):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
    assert failed == [entity(hass, "binary_sensor", "problem", "Kitchen")]


@pytest.mark.parametrize("kind", ["entity_id", "device_id", "area_id", "floor_id", "label_id"])
async def test_whatever_is_the_target(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, kind: str
) -> None:
    """A night with everything in it: each trigger finds the microphone's entity by any kind of target, and so do the conditions."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    shown_by = {
        key: entity(hass, platform, each, "Kitchen")
        for key, platform, each in (
            ("recording_started", "binary_sensor", "recording"),
            ("recording_stopped", "binary_sensor", "recording"),
            ("misfire", "event", "activation"),
            ("microphone_muted", "sensor", "status"),
            ("activated_while_muted", "event", "activation"),
            ("microphone_unmuted", "sensor", "status"),
            ("mute_failed", "binary_sensor", "problem"),
        )
    }
    where = places(hass, kitchen)
    target = {kind: where.get(kind, sorted(set(shown_by.values())))}
    muted = {"include_paused": True}
    fired = {
        key: await async_armed(hass, key, target, muted if key == "microphone_muted" else None) for key in TRIGGERS
    }
    met = {key: await async_met(hass, key, target, **(muted if key == "is_muted" else {})) for key in CONDITIONS}
    seen = []

    def look() -> None:
        seen.append({key for key in met if met[key]()})

    await kitchen.async_show("listening")
    look()
    await kitchen.async_show("idle")
    await async_wait(hass, freezer, TEN)
    look()
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    look()
    kitchen.switch.ignores = True
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Kitchen"))
    for seconds in (6, 2, 6, 3, 6):
        await async_wait(hass, freezer, timedelta(seconds=seconds))
    assert {key: set(entities) for key, entities in fired.items()} == {key: {id_} for key, id_ in shown_by.items()}
    assert seen == [{"can_listen", "is_recording"}, {"is_muted"}, {"can_listen"}]


def places(hass: HomeAssistant, satellite: Satellite) -> dict[str, str]:
    """Put a floor and a label around a satellite's device; return where it is, by every kind of target but the entity."""
    [area] = ar.async_get(hass).async_list_areas()
    floor = fr.async_get(hass).async_create("Ground floor")
    ar.async_get(hass).async_update(area.id, floor_id=floor.floor_id)
    label = lr.async_get(hass).async_create("Ours")
    device_id = er.async_get(hass).async_get(satellite.entity_id).device_id
    dr.async_get(hass).async_update_device(device_id, labels={label.label_id})
    return {"device_id": device_id, "area_id": area.id, "floor_id": floor.floor_id, "label_id": label.label_id}


# --- What counts as muted -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("least", "assurance", "counts"),
    [
        ("software", "software", True),
        ("software", "power_cut", True),
        ("firmware", "software", False),
        ("power_cut", "hardware", False),
        ("power_cut", "power_cut", True),
    ],
)
async def test_the_least_assurance_that_counts(
    hass: HomeAssistant, downstairs: dict[str, Any], least: str, assurance: str, counts: bool
) -> None:
    """What can be trusted less is not muted."""
    fired = await async_armed(hass, "microphone_muted", downstairs, {"assurance": least})
    met = await async_met(hass, "is_muted", downstairs, assurance=least)
    show(hass, "muted", assurance)
    await hass.async_block_till_done()
    assert bool(fired) is counts
    assert met() is counts


async def test_what_is_trusted_more_than_before_triggers_once(hass: HomeAssistant, downstairs: dict[str, Any]) -> None:
    """A plug is cut behind a mute in software: from then on it counts."""
    fired = await async_armed(hass, "microphone_muted", downstairs, {"assurance": "power_cut"})
    for assurance in ("software", "power_cut", "power_cut"):
        show(hass, "muted", assurance)
        await hass.async_block_till_done()
    assert len(fired) == 1


@pytest.mark.parametrize("status", [*UNMUTED, "unknown", "unavailable"])
async def test_nothing_else_is_muted(hass: HomeAssistant, downstairs: dict[str, Any], status: str) -> None:
    """Nor is one whose assurance nobody tells."""
    met = await async_met(hass, "is_muted", downstairs, include_paused=True)
    show(hass, status, "power_cut")
    assert not met()
    hass.states.async_set(entity(hass, "sensor", "status", "Kitchen"), "muted")
    assert not met()


@pytest.mark.parametrize("status", [*MicrophoneStatus, "unknown", "unavailable"])
async def test_who_can_be_asked(hass: HomeAssistant, downstairs: dict[str, Any], status: str) -> None:
    """What is live and is not about to be muted. What is unknown is not asked."""
    met = await async_met(hass, "can_listen", downstairs)
    show(hass, status)
    assert met() is (status in LIVE)


@pytest.mark.parametrize("origin", ["muted", "paused"])
@pytest.mark.parametrize("status", UNMUTED)
async def test_whatever_may_hear_is_unmuted(
    hass: HomeAssistant, downstairs: dict[str, Any], origin: str, status: str
) -> None:
    """Not only what is armed."""
    show(hass, origin)
    await hass.async_block_till_done()
    fired = await async_armed(hass, "microphone_unmuted", downstairs)
    show(hass, status)
    await hass.async_block_till_done()
    assert len(fired) == 1


async def test_a_mute_that_is_confirmed_no_more_is_not_yet_unmuted(
    hass: HomeAssistant, downstairs: dict[str, Any]
) -> None:
    """Neither is one that becomes unknown: that is told by no trigger."""
    show(hass, "muted")
    await hass.async_block_till_done()
    fired = await async_armed(hass, "microphone_unmuted", downstairs)
    for status in ("paused", "muted", "unknown", "armed"):
        show(hass, status)
        await hass.async_block_till_done()
    assert fired == []


# --- All of them --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", ["unknown", "unavailable", "armed", "paused"])
async def test_all_are_muted_only_if_none_is_unknown(hass: HomeAssistant, other: str) -> None:
    """Home Assistant would leave out what is unknown, and then say that all are muted."""
    satellites = [await async_satellite(hass, name) for name in ("Kitchen", "Bedroom")]
    await async_earshot(hass, *(microphone(hass, each) for each in satellites))
    target = {"entity_id": [entity(hass, "sensor", "status", each.name) for each in satellites]}
    show(hass, "muted")
    show(hass, other, title="Bedroom")
    every = await async_met(hass, "is_muted", target, "all")
    assert not every()
    fired = await async_armed(hass, "microphone_muted", target, {"behavior": "all"})
    show(hass, "armed")
    await hass.async_block_till_done()
    show(hass, "muted")
    await hass.async_block_till_done()
    assert fired == []
    show(hass, "armed", title="Bedroom")
    await hass.async_block_till_done()
    show(hass, "muted", title="Bedroom")
    await hass.async_block_till_done()
    assert every()
    assert len(fired) == 1


async def test_of_no_microphone_nothing_is_true(hass: HomeAssistant, downstairs: dict[str, Any]) -> None:
    """An area without microphones is not one where all are muted."""
    attic = ar.async_get(hass).async_create("Attic")
    for key in CONDITIONS:
        every = await async_met(hass, key, {"area_id": attic.id}, "all")
        assert not every()


async def test_muted_for_a_while(
    hass: HomeAssistant, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """The time begins anew with each mute."""
    fired = await async_armed(hass, "microphone_muted", downstairs, {"for": {"minutes": 5}})
    met = await async_met(hass, "is_muted", downstairs, **{"for": {"minutes": 5}})
    show(hass, "muted")
    await hass.async_block_till_done()
    await async_wait(hass, freezer, timedelta(minutes=4))
    show(hass, "muted")
    assert not met()
    show(hass, "armed")
    await hass.async_block_till_done()
    show(hass, "muted")
    await hass.async_block_till_done()
    await async_wait(hass, freezer, timedelta(minutes=4))
    assert fired == []
    assert not met()
    await async_wait(hass, freezer, timedelta(minutes=1, seconds=1))
    assert len(fired) == 1
    assert met()


async def test_trusted_for_a_while(
    hass: HomeAssistant, downstairs: dict[str, Any], freezer: FrozenDateTimeFactory
) -> None:
    """The time begins when it can be trusted as far as is asked for, not when it was muted."""
    show(hass, "muted", "software")
    await async_wait(hass, freezer, timedelta(minutes=10))
    options: dict[str, Any] = {"for": {"minutes": 5}, "assurance": "power_cut"}
    before = await async_met(hass, "is_muted", downstairs, **options)
    show(hass, "muted", "power_cut")
    await hass.async_block_till_done()
    after = await async_met(hass, "is_muted", downstairs, **options)
    assert (before(), after()) == (False, False)
    await async_wait(hass, freezer, timedelta(minutes=5))
    assert (before(), after()) == (True, True)
