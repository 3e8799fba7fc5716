"""Whatever the registries hold, discovery keeps its word: it never fails, and nothing belongs to two microphones."""

from collections import Counter
import json

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from hypothesis import HealthCheck, given, settings, strategies as st
from pytest_homeassistant_custom_component.common import RegistryEntryWithDefaults, mock_device_registry, mock_registry

from custom_components.earshot.microphones.coverage import coverage
from custom_components.earshot.microphones.discovery import async_candidate, async_discover
from custom_components.earshot.microphones.families import FAMILIES

MARKS = [
    mark
    for family in FAMILIES.values()
    for mark in (*family.main, *(proposed.mark for proposed in (*family.controls, *family.observations)))
]
DOMAINS = sorted({mark.domain for mark in MARKS} | {"camera", "light"})
KEYS = sorted({key for mark in MARKS for key in mark.keys})
NAMES = sorted({name for mark in MARKS for name in mark.names})
PLATFORMS = sorted({platform for family in FAMILIES.values() for platform in family.platforms} | {"earshot", "other"})
MODELS = sorted({model for family in FAMILIES.values() if family.models for model in family.models.beginnings})

# What JSON may hold in place of a text.
JUNK = st.none() | st.text(max_size=8) | st.integers() | st.booleans()
ADDRESSES = ["20:f8:3b:00:00:01", "20:f8:3b:00:00:02", "00:00:00:00:00:00"]
DEVICE_IDS = [f"d{number}" for number in range(6)]
SERIALS = st.sampled_from(["G0911W0793510001", "G0911W0793510002", "unknown"])


@st.composite
def a_device(draw: st.DrawFn, device_id: str) -> dr.DeviceEntry:
    """Make a device of which nothing can be relied on but its id."""
    part = JUNK | SERIALS | st.sampled_from(PLATFORMS)
    return dr.DeviceEntry(
        config_entry_id=draw(st.sampled_from(["e1", "e2", "e3"])),
        id=device_id,
        name=draw(JUNK),
        name_by_user=draw(JUNK),
        model=draw(JUNK | st.sampled_from(MODELS)),
        manufacturer=draw(JUNK),
        serial_number=draw(JUNK | SERIALS),
        identifiers=draw(st.sets(st.lists(part, max_size=3).map(tuple), max_size=3)),
        connections=draw(
            st.sets(
                st.tuples(st.just(dr.CONNECTION_NETWORK_MAC), st.sampled_from(ADDRESSES)) | st.tuples(part, part),
                max_size=3,
            )
        ),
        composite_device_id=draw(st.sampled_from([None, None, "c1", "c2", *DEVICE_IDS])),
    )


@st.composite
def an_entity(draw: st.DrawFn, number: int) -> er.RegistryEntry:
    """Make an entity of any integration, on any device, one that is not there, or none."""
    return RegistryEntryWithDefaults(
        entity_id=f"{draw(st.sampled_from(DOMAINS))}.e{number}",
        id=f"id{number}",
        unique_id=draw(st.sampled_from(["mute", "microphone", "x"])),
        platform=draw(st.sampled_from(PLATFORMS)),
        device_id=draw(st.sampled_from([None, "gone", "c1", *DEVICE_IDS])),
        disabled_by=draw(st.sampled_from([None, None, er.RegistryEntryDisabler.USER])),
        name=draw(JUNK),
        original_name=draw(JUNK | st.sampled_from(NAMES)),
        original_name_unprefixed=draw(JUNK | st.sampled_from(NAMES)),
        translation_key=draw(JUNK | st.sampled_from(KEYS)),
    )


@st.composite
def homes(draw: st.DrawFn) -> tuple[dict[str, dr.DeviceEntry], dict[str, er.RegistryEntry]]:
    """Make a home's devices and entities."""
    devices = {each: draw(a_device(each)) for each in DEVICE_IDS if draw(st.booleans())}
    entities = [draw(an_entity(number)) for number in range(draw(st.integers(0, 12)))]
    return devices, {entry.entity_id: entry for entry in entities}


@given(home=homes())
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
async def test_discovery_never_fails_and_no_entity_belongs_to_two_microphones(
    hass: HomeAssistant, home: tuple[dict[str, dr.DeviceEntry], dict[str, er.RegistryEntry]]
) -> None:
    """Over hostile names, malformed identifiers and devices that are the same in many ways at once."""
    devices, entities = home
    mock_device_registry(hass, devices)
    mock_registry(hass, entities)
    by_id = {entry.id: entry for entry in entities.values()}

    candidates = async_discover(hass)
    assert async_discover(hass) == candidates
    covered = Counter(name for candidate in candidates for name in candidate.covers)
    assert not [name for name, times in covered.items() if times > 1]
    for candidate in candidates:
        json.dumps(candidate.as_data())
        used = [part["entity"] for part in (*candidate.sources, *candidate.controls, *candidate.observations)]
        assert {candidate.reference, *used} <= candidate.covers
        assert not any(by_id[each].disabled for each in (candidate.reference, *used))
        assert not any(each in by_id and by_id[each].platform == "earshot" for each in candidate.covers)
        assert async_candidate(hass, candidate.main.entity_id) == candidate
    assert coverage(candidates, ()).percent == (0 if candidates else None)
    for entity_id in entities:
        async_candidate(hass, entity_id)
