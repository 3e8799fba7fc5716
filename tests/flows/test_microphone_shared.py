"""One entity may mute several microphones, in one way alone: what would work against another microphone is refused by its name."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import Home, Satellite, Subentries, fields
from .microphones import NEW, change, control, finish, plug, put, stored, to_details, to_way

UNKNOWN = {"assurance": "software", "confirmed": False}
MUTE, LIVE = [{"action": "script.mute"}], [{"action": "script.live"}]


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


@pytest.fixture
def phone(home: Home) -> Satellite:
    """Return a satellite that nothing mutes."""
    return home.satellite("phone", "Phone", "voip", mute=False)


@pytest.fixture
def relay(home: Home) -> er.RegistryEntry:
    """Return a switch of which nothing is known."""
    return home.entity("switch.relay")


def hall(hass: HomeAssistant, entry: MockConfigEntry, *controls: dict[str, Any], title: str = "Hall") -> str:
    """Put another microphone into the entry that is muted so, and answer its id."""
    return put(hass, entry, None, title, {"device_id": None, "sources": [], "controls": list(controls), **NEW})


def actions(relay: er.RegistryEntry, **changes: Any) -> dict[str, Any]:
    """Return actions that a switch is read back from, as they are stored."""
    software = control(relay, "on", "software", confirmed=False)
    return software | {"kind": "actions", "mute_actions": MUTE, "live_actions": LIVE} | changes


async def test_a_switch_cannot_be_another_microphones_plug(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, phone: Satellite, relay: er.RegistryEntry
) -> None:
    """Each would turn it against the other; as a plug of both it is shared."""
    hall(hass, entry, plug(relay), title="Hall\n{x}")
    step = await flows.fill_in(await to_way(flows, phone, "switch"), {"entity_id": "switch.relay"})
    assert (step["step_id"], step["errors"]) == ("switch", {"entity_id": "used_otherwise"})
    assert step["description_placeholders"] == {"who": "Hall {x}"}
    assert fields(step) == {"entity_id": "switch.relay"}

    step = await flows.fill_in(await to_way(flows, phone, "plug"), {"entity_id": "switch.relay"})
    await finish(flows, await flows.fill_in(step, {"boot_time": 5}))
    assert stored(entry)[1][2]["controls"] == [plug(relay, 5)]


async def test_one_switch_has_one_muted_state(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home, relay: er.RegistryEntry
) -> None:
    """Muting one microphone would release the other."""
    phone = home.satellite("phone", "Phone", "voip", mute=False)
    hall(hass, entry, plug(home.entity("switch.socket")), control(relay, "off", "software", confirmed=False))
    step = await flows.fill_in(await to_way(flows, phone, "switch"), {"entity_id": "switch.relay"})
    step = await flows.fill_in(step, {"muted_state": "on", **UNKNOWN})
    assert (step["step_id"], step["errors"]) == ("switch_settings", {"muted_state": "used_otherwise"})
    assert step["description_placeholders"] == {"who": "Hall"}
    await finish(flows, await flows.fill_in(step, {"muted_state": "off", **UNKNOWN}))
    assert stored(entry)[1][2]["controls"] == [control(relay, "off", "software", confirmed=False)]


@pytest.mark.parametrize(
    "other",
    [{"mute_actions": [{"action": "script.other"}]}, {"live_actions": [*LIVE, *LIVE]}],
)
async def test_two_sequences_are_not_told_apart_by_one_read_back(
    *,
    hass: HomeAssistant,
    entry: MockConfigEntry,
    flows: Subentries,
    phone: Satellite,
    relay: er.RegistryEntry,
    other: dict[str, Any],
) -> None:
    """What is read back from one entity is done by the same actions for both."""
    hall(hass, entry, actions(relay, **other))
    chosen = {"mute_actions": MUTE, "live_actions": LIVE, "entity_id": "switch.relay"}
    step = await flows.fill_in(await to_way(flows, phone, "actions"), chosen)
    assert (step["step_id"], step["errors"]) == ("actions", {"entity_id": "used_otherwise"})
    assert fields(step) == chosen
    step = await flows.fill_in(step, chosen | other)
    await finish(flows, await flows.fill_in(step, {"muted_state": "on", **UNKNOWN}))
    assert stored(entry)[1][2]["controls"] == [actions(relay, **other)]


async def test_a_second_way_is_looked_at_as_well(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, home: Home, relay: er.RegistryEntry
) -> None:
    """Whatever stands in for one microphone may be the other's first way."""
    hall(hass, entry, plug(relay))
    step = await to_details(flows, home.satellite("kitchen", "Kitchen"))
    step = await flows.choose(await flows.fill_in(step, fields(step)), "second_control")
    step = await flows.fill_in(await flows.fill_in(step, {"way": "network_block"}), {"entity_id": "switch.relay"})
    assert step["errors"] == {"entity_id": "used_otherwise"}


async def test_a_microphone_is_not_in_its_own_way(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, relay: er.RegistryEntry
) -> None:
    """What is changed may become anything that no other microphone contradicts."""
    microphone_id = hall(hass, entry, plug(relay))
    step = await change(flows, microphone_id, "control")
    step = await flows.fill_in(await flows.fill_in(step, {"way": "switch"}), {"entity_id": "switch.relay"})
    step = await flows.fill_in(step, {"muted_state": "on", **UNKNOWN})
    await flows.choose(step, "done")
    assert stored(entry)[0][2]["controls"] == [control(relay, "on", "software", confirmed=False)]


async def test_what_mutes_together_is_in_nobody_elses_hands(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, phone: Satellite, relay: er.RegistryEntry
) -> None:
    """A switch that another microphone needs beside its own cannot be turned without it."""
    socket = Home(hass).entity("switch.socket")
    hall(hass, entry, control(socket, "on", "software", confirmed=False) | {"also": [relay.id]})
    for entity_id in ("switch.relay", "switch.socket"):
        step = await flows.fill_in(await to_way(flows, phone, "switch"), {"entity_id": entity_id})
        assert step["errors"] == {"entity_id": "used_otherwise"}


async def test_an_entity_is_the_same_by_whichever_name(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, phone: Satellite, relay: er.RegistryEntry
) -> None:
    """One that was stored before it was registered is still recognized."""
    hall(hass, entry, plug(relay) | {"entity": "switch.relay"})
    step = await flows.fill_in(await to_way(flows, phone, "switch"), {"entity_id": "switch.relay"})
    assert step["errors"] == {"entity_id": "used_otherwise"}
