"""The entities: where they live, what they are called for good, what they show, and whom they are shown to."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED, Platform
from homeassistant.core import Event, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import EntityCategory
from homeassistant.helpers.entity_component import DATA_INSTANCES, async_update_entity
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_capture_events, mock_restore_cache

from custom_components.earshot.activity.model import Activation, Kind, Outcome
from custom_components.earshot.const import DOMAIN, PLATFORMS, ActivationEvent
from custom_components.earshot.event import event_of

from .calls import async_turn
from .home import (
    Satellite,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    rule,
    shown,
)

pytestmark = pytest.mark.usefixtures("tuesday_evening")

OF_MICROPHONE = {
    ("sensor", "status"),
    ("sensor", "next_change"),
    ("sensor", "last_activation"),
    ("sensor", "activations_today"),
    ("sensor", "misfires_today"),
    ("sensor", "live_time_today"),
    ("binary_sensor", "recording"),
    ("binary_sensor", "problem"),
    ("switch", "mute"),
    ("button", "resume_schedule"),
    ("event", "activation"),
}
OF_SEEN = {
    ("event", "activation"),
    ("sensor", "last_activation"),
    ("sensor", "activations_today"),
    ("sensor", "misfires_today"),
}
OF_RULE = {("switch", "enabled"), ("binary_sensor", "active")}
OF_HOME = {
    ("switch", "privacy_mode"),
    ("switch", "scheduler"),
    ("binary_sensor", "recording"),
    ("sensor", "live_microphones"),
    ("sensor", "next_change"),
    ("sensor", "violations_today"),
    ("sensor", "coverage"),
    ("calendar", "schedule"),
}


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


def without(subentry: Any, title: str, **data: Any) -> Any:
    """Return a microphone's subentry under another title, with less to it."""
    return subentry | {"title": title, "unique_id": title, "data": {**subentry["data"], **data}}


def keys(hass: HomeAssistant, owner: str) -> set[tuple[str, str]]:
    """Return platform and key of every entity whose unique id begins with its owner's id."""
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    return {
        (registered.domain, registered.unique_id.removeprefix(f"{owner}-"))
        for registered in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if registered.unique_id.startswith(f"{owner}-")
    }


async def test_unique_ids_and_devices(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Unique ids come from the subentry's id; entities live on the source's page, or on a service device."""
    mic = microphone(hass, kitchen)
    entry = await async_earshot(
        hass,
        mic,
        without(mic, "Watched", device_id=None, controls=[]),
        without(mic, "Muted only", device_id="gone", sources=[]),
        night(),
    )
    entities, devices = er.async_get(hass), dr.async_get(hass)
    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    assert keys(hass, ids["Kitchen"]) == OF_MICROPHONE
    assert keys(hass, ids["Watched"]) == OF_MICROPHONE - {("switch", "mute"), ("button", "resume_schedule")}
    assert keys(hass, ids["Muted only"]) == OF_MICROPHONE - OF_SEEN
    assert keys(hass, ids["Night"]) == OF_RULE
    assert keys(hass, entry.entry_id) == OF_HOME

    source = entities.async_get(kitchen.entity_id).device_id
    for registered in er.async_entries_for_config_entry(entities, entry.entry_id):
        owner, _, _ = registered.unique_id.rpartition("-")
        assert registered.config_subentry_id == (None if owner == entry.entry_id else owner)
        assert registered.has_entity_name
        device = devices.async_get(registered.device_id)
        if owner == ids["Kitchen"]:
            assert device.id == source
            assert device.config_entry_id == kitchen.entry.entry_id
        else:
            assert device.entry_type is dr.DeviceEntryType.SERVICE
            assert device.identifiers == {(DOMAIN, owner)}
            assert device.name == ("Earshot" if owner == entry.entry_id else entry.subentries[owner].title)


async def test_categories(hass: HomeAssistant, kitchen: Satellite) -> None:
    """What configures is config, what is for the technician is diagnostic, what people look at is neither."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    registry = er.async_get(hass)
    categories = {
        (registered.domain, registered.translation_key): registered.entity_category
        for registered in registry.entities.values()
        if registered.platform == DOMAIN
    }
    config = {("switch", "mute"), ("switch", "privacy_mode"), ("switch", "scheduler"), ("switch", "enabled")}
    config |= {("button", "resume_schedule")}
    assert {key for key, category in categories.items() if category is EntityCategory.CONFIG} == config
    assert {key for key, category in categories.items() if category is EntityCategory.DIAGNOSTIC} == {
        ("binary_sensor", "problem")
    }


async def test_nothing_is_exposed_to_voice(hass: HomeAssistant, kitchen: Satellite) -> None:
    """No switch of Earshot's is offered to a voice assistant, nor anything else of it; other switches are."""
    assert await async_setup_component(hass, "homeassistant", {})
    await async_earshot(hass, microphone(hass, kitchen), night(), nobody_home("person.anna"))
    registry = er.async_get(hass)
    ours = [registered.entity_id for registered in registry.entities.values() if registered.platform == DOMAIN]
    assert sum(entity_id.startswith("switch.") for entity_id in ours) == 5
    for assistant in ("conversation", "cloud.alexa", "cloud.google_assistant"):
        assert [entity_id for entity_id in ours if async_should_expose(hass, assistant, entity_id)] == []
    other = registry.async_get_or_create("switch", "other", "plain").entity_id
    assert async_should_expose(hass, "conversation", other)


async def test_unknown_while_unavailable(hass: HomeAssistant, kitchen: Satellite) -> None:
    """An unavailable device is unknown, never "not recording", and counts among those that may hear."""
    await async_earshot(hass, microphone(hass, kitchen))
    assert shown(hass, "sensor", "live_microphones") == "1"
    kitchen.switch.come_and_go(False)
    await kitchen.async_show("unavailable")
    assert shown(hass, "sensor", "status", "Kitchen") == "unknown"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "unknown"
    assert shown(hass, "switch", "mute", "Kitchen") == "unknown"
    assert shown(hass, "binary_sensor", "recording") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_unknown_from_the_start(hass: HomeAssistant) -> None:
    """The same for a device that was never there since Home Assistant started."""
    kitchen = await async_satellite(hass, "Kitchen", state="unavailable")
    kitchen.switch.come_and_go(False)
    await async_earshot(hass, microphone(hass, kitchen))
    assert shown(hass, "sensor", "status", "Kitchen") == "unknown"
    assert shown(hass, "binary_sensor", "recording") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_status_attributes(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """Assurance, reasons and what comes next; none of it is recorded."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    state = hass.states.get(entity(hass, "sensor", "status", "Kitchen"))
    assert state.attributes["assurance"] == "software"
    assert state.attributes["reasons"] == []
    assert state.attributes["next_change"] == dt_util.parse_datetime("2026-10-20T20:00:00+00:00")
    await async_wait(hass, freezer, dt_util.parse_datetime("2026-10-20T20:00:00+00:00"))
    state = hass.states.get(entity(hass, "sensor", "status", "Kitchen"))
    night_id = next(id_ for id_, subentry in entry.subentries.items() if subentry.title == "Night")
    assert state.attributes["reasons"] == [
        {"kind": "rule", "id": night_id, "name": "Night", "until": "2026-10-21T05:00:00+00:00"}
    ]
    assert state.state in state.attributes["options"]
    assert unrecorded(state) >= {"assurance", "reasons", "next_change"}


def unrecorded(state: State) -> set[str]:
    """Return the attributes that the recorder leaves out."""
    assert state.state_info is not None
    return set(state.state_info["unrecorded_attributes"])


async def test_live_microphones(hass: HomeAssistant, kitchen: Satellite) -> None:
    """How many, and which; the list is not recorded."""
    bedroom = await async_satellite(hass, "Bedroom")
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    sensor = entity(hass, "sensor", "live_microphones")
    assert hass.states.get(sensor).state == "2"
    assert hass.states.get(sensor).attributes["microphones"] == ["Bedroom", "Kitchen"]
    assert "microphones" in unrecorded(hass.states.get(sensor))
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    assert hass.states.get(sensor).state == "1"
    assert hass.states.get(sensor).attributes["microphones"] == ["Bedroom"]


async def test_switches(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser) -> None:
    """Each does what it says, and shows it."""
    await async_earshot(
        hass, microphone(hass, kitchen), rule("Day", hours=[{"days": ["tue"], "start": "20:00:00", "end": "22:00:00"}])
    )
    assert kitchen.muted
    mute = entity(hass, "switch", "mute", "Kitchen")
    enabled = entity(hass, "switch", "enabled", "Day")
    await async_turn(hass, "turn_off", enabled, user=hass_admin_user)
    assert (shown(hass, "switch", "enabled", "Day"), shown(hass, "binary_sensor", "active", "Day")) == ("off", "off")
    assert not kitchen.muted
    await async_turn(hass, "turn_on", enabled, user=hass_admin_user)
    assert (shown(hass, "switch", "enabled", "Day"), shown(hass, "binary_sensor", "active", "Day")) == ("on", "on")
    assert kitchen.muted
    await async_turn(hass, "turn_off", entity(hass, "switch", "scheduler"), user=hass_admin_user)
    assert shown(hass, "binary_sensor", "active", "Day") == "off"
    assert not kitchen.muted
    await async_turn(hass, "turn_on", entity(hass, "switch", "scheduler"), user=hass_admin_user)
    assert kitchen.muted
    await async_turn(hass, "turn_off", mute, user=hass_admin_user)
    assert shown(hass, "switch", "mute", "Kitchen") == "off"
    await async_turn(
        hass, "press", entity(hass, "button", "resume_schedule", "Kitchen"), user=hass_admin_user, domain="button"
    )
    assert shown(hass, "switch", "mute", "Kitchen") == "on"
    await async_turn(hass, "turn_on", mute, user=hass_admin_user)
    assert hass.states.get(entity(hass, "sensor", "status", "Kitchen")).attributes["reasons"][0]["kind"] == "person"
    await async_update_entity(hass, mute)


async def test_undetermined_rule(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Unknown, while it counts as active."""
    hass.states.async_set("person.anna", "unknown")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.anna"))
    assert shown(hass, "binary_sensor", "active", "Nobody home") == "unknown"
    assert kitchen.muted


async def test_only_what_has_changed_is_written(hass: HomeAssistant, kitchen: Satellite) -> None:
    """A command costs no state of an entity that shows the same as before, not even the first command of a microphone."""
    bedroom = await async_satellite(hass, "Bedroom")
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    written: set[str] = set()

    @callback
    def note(event: Event[Any]) -> None:
        written.add(event.data["entity_id"])

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    hass.bus.async_listen(EVENT_STATE_REPORTED, note, event_filter=callback(lambda _data: True))

    async def speak(state: str) -> set[str]:
        written.clear()
        await kitchen.async_show(state)
        return written - {kitchen.entity_id}

    indicator = entity(hass, "binary_sensor", "recording", "Kitchen")
    status = entity(hass, "sensor", "status", "Kitchen")
    assert await speak("listening") == {indicator, status, entity(hass, "binary_sensor", "recording")}
    assert await speak("processing") == {status}
    assert await speak("responding") == set()
    told = {
        entity(hass, "event", "activation", "Kitchen"),
        entity(hass, "sensor", "last_activation", "Kitchen"),
        entity(hass, "sensor", "activations_today", "Kitchen"),
    }
    assert await speak("idle") == told
    assert await speak("listening") == {status}


async def test_the_indicator_comes_first(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Nobody waits for it until all else that shows the microphone was written, also where it is added last."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await hass.config_entries.async_unload_platforms(entry, [Platform.BINARY_SENSOR])
    await hass.config_entries.async_forward_entry_setups(entry, [Platform.BINARY_SENSOR])
    await hass.async_block_till_done()
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    await kitchen.async_show("listening")
    written = [event.data["entity_id"] for event in changes]
    assert written[:2] == [kitchen.entity_id, entity(hass, "binary_sensor", "recording", "Kitchen")]


async def test_activation_event(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """One event at the end of each activation; its attributes are not recorded, and no word is told."""
    await async_earshot(hass, microphone(hass, kitchen))
    event = entity(hass, "event", "activation", "Kitchen")
    changes = async_capture_events(hass, "state_changed")
    assert hass.states.get(event).state == "unknown"
    await kitchen.async_show("listening")
    freezer.tick(2.5)
    await kitchen.async_show("processing")
    assert hass.states.get(event).state == "unknown"
    await kitchen.async_show("idle")
    state = hass.states.get(event)
    assert state.state == "2026-10-20T19:00:02.500+00:00"
    assert {key: state.attributes[key] for key in ("event_type", "duration", "outcome")} == {
        "event_type": "activation",
        "duration": 2.5,
        "outcome": "intent",
    }
    assert set(state.attributes) == {"event_types", "event_type", "duration", "outcome", "friendly_name"}
    assert unrecorded(state) >= {"duration", "outcome"}
    assert shown(hass, "sensor", "last_activation", "Kitchen") == "2026-10-20T19:00:00+00:00"
    assert sum(change.data["entity_id"] == event for change in changes) == 1

    freezer.tick(60)
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert hass.states.get(event).attributes["event_type"] == "misfire"


async def test_activation_while_muted(hass: HomeAssistant, kitchen: Satellite) -> None:
    """The worst of all comes first."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"))
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    state = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert state.attributes["event_type"] == "while_muted"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ActivationEvent.ACTIVATION),
        ({"kind": Kind.CAPTURE}, ActivationEvent.CAPTURE),
        ({"misfire": True, "misfire_reason": "no_speech"}, ActivationEvent.MISFIRE),
        ({"kind": Kind.CAPTURE, "misfire": True, "while_muted": True}, ActivationEvent.WHILE_MUTED),
    ],
)
def test_event_of(changes: dict[str, Any], expected: ActivationEvent) -> None:
    """The first that fits."""
    now = dt_util.utcnow()
    activation = Activation(
        start=now,
        end=now,
        microphone_id="a",
        kind=Kind.ACTIVATION,
        outcome=Outcome.INTENT,
        listened=timedelta(),
        while_muted=False,
        misfire=False,
    )
    assert event_of(replace(activation, **changes)) is expected


@pytest.mark.parametrize(
    ("saved", "expected"),
    [("2026-10-19T12:00:00+00:00", "2026-10-19T12:00:00+00:00"), ("unknown", "unknown"), ("rubbish", "unknown")],
)
async def test_last_activation_restored(hass: HomeAssistant, kitchen: Satellite, saved: str, expected: str) -> None:
    """What was known before a restart is known again."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    sensor = entity(hass, "sensor", "last_activation", "Kitchen")
    assert hass.states.get(sensor).state == "unknown"
    assert await hass.config_entries.async_unload(entry.entry_id)
    mock_restore_cache(hass, [State(sensor, saved)])
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get(sensor).state == expected


async def test_last_activation_is_not_overwritten(hass: HomeAssistant, kitchen: Satellite) -> None:
    """One that happens while the entities are being added is newer than what was saved."""
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_speak()
    sensor = entity(hass, "sensor", "last_activation", "Kitchen")
    mock_restore_cache(hass, [State(sensor, "2020-01-01T00:00:00+00:00")])
    added = hass.data[DATA_INSTANCES]["sensor"].get_entity(sensor)
    await added.async_added_to_hass()
    (alive,) = entry.runtime_data.household.microphones.values()
    assert alive.last_activation == dt_util.utcnow()


def test_platforms() -> None:
    """Each platform that is named has a module, with nothing to be limited."""
    for platform in PLATFORMS:
        module = __import__(f"custom_components.earshot.{platform.value}", fromlist=["x"])
        assert module.PARALLEL_UPDATES == 0
