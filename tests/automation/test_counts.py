"""What counts as muted, as live and as all of them, for whatever status is shown."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
import pytest

from custom_components.earshot.condition import CONDITIONS
from custom_components.earshot.const import MicrophoneStatus
from tests.home import async_earshot, async_satellite, async_wait, entity, microphone

from .parts import async_armed, async_met, show

pytestmark = pytest.mark.usefixtures("tuesday_evening")

UNMUTED = sorted(set(MicrophoneStatus) - {MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED})
LIVE = ["armed", "listening", "recording", "streaming", "unobserved"]


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


# --- For a while --------------------------------------------------------------------------------------------------------


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
