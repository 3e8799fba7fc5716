"""How many of the home's microphones are in Earshot's care."""

from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.microphones.coverage import Coverage, coverage
from custom_components.earshot.microphones.discovery import Candidate, async_discover
from tests.microphones.devices import alexa_player, echo, wyoming


def held(unique_id: str | None = None, **data: Any) -> ConfigSubentry:
    """Make a microphone's subentry."""
    return ConfigSubentry(
        data=MappingProxyType({"device_id": None, "sources": [], "controls": [], **data}),
        subentry_type="microphone",
        title="Microphone",
        unique_id=unique_id,
    )


async def test_nothing_known_is_no_share_at_all(hass: HomeAssistant) -> None:
    """It is neither good nor bad."""
    assert coverage(async_discover(hass), ()) == Coverage(None, ())


async def test_the_share_grows_with_every_microphone_that_is_taken_in(hass: HomeAssistant) -> None:
    """What is left is named."""
    for key in ("a", "b", "c"):
        wyoming(hass, key, key.upper())
    found = async_discover(hass)
    assert coverage(found, ()) == Coverage(0, tuple(found))
    for count, percent in ((1, 33), (2, 66), (3, 100)):
        taken = [held(candidate.reference, **candidate.as_data()) for candidate in found[:count]]
        assert coverage(found, taken) == Coverage(percent, tuple(found[count:]))


@pytest.mark.parametrize("by", ["unique_id", "device", "source", "control"])
async def test_any_reference_to_the_device_covers_it(hass: HomeAssistant, by: str) -> None:
    """Whichever entity a person has chosen."""
    made, satellite, switch = wyoming(hass, "kitchen", "Kitchen")
    taken = {
        "unique_id": held(satellite.id),
        "device": held("elsewhere", device_id=made.id),
        "source": held(sources=[{"kind": "assist_satellite", "entity": satellite.id}]),
        "control": held(controls=[{"kind": "switch", "entity": switch.id}]),
    }[by]
    assert coverage(async_discover(hass), (taken,)) == Coverage(100, ())


async def test_a_device_is_covered_through_whichever_integration_it_was_taken_in(hass: HomeAssistant) -> None:
    """It is found by another one as well, later."""
    played, player = alexa_player(hass, "G0911W0793510001", "Echo", "Echo Dot (Gen5)")
    taken = held(player.id, device_id=played.id, sources=[{"kind": "alexa_media", "entity": player.id}])
    echo(hass, "G0911W0793510001", "Echo")
    assert coverage(async_discover(hass), (taken,)) == Coverage(100, ())


async def test_a_microphone_that_discovery_does_not_know_counts_as_known(hass: HomeAssistant) -> None:
    """A person added it by hand; its plug covers nothing else."""
    wyoming(hass, "kitchen", "Kitchen")
    taken = held(None, controls=[{"kind": "plug", "entity": "switch.yaml_plug"}])
    assert coverage(async_discover(hass), (taken,)).percent == 50


@given(found=st.integers(0, 300), others=st.integers(0, 300), data=st.data())
def test_the_share_is_whole_only_where_nothing_is_left(found: int, others: int, data: st.DataObject) -> None:
    """However many there are."""
    taken = data.draw(st.integers(0, found))
    candidates = [
        Candidate(reference=f"r{n}", name="", device_id=None, family="cast", main=None, covers=frozenset({f"r{n}"}))  # type: ignore[arg-type]
        for n in range(found)
    ]
    microphones = [held(f"r{n}") for n in range(taken)] + [held(f"other{n}") for n in range(others)]
    result = coverage(candidates, microphones)
    assert [candidate.reference for candidate in result.uncovered] == [f"r{n}" for n in range(taken, found)]
    if not found + others:
        assert result.percent is None
    else:
        assert 0 <= result.percent <= 100
        assert (result.percent == 100) == (taken == found)
