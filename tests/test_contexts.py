"""The contexts in which states are written: the logbook tells by them what a change has come from."""

from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from .calls import async_do, async_turn, of
from .home import Satellite, async_earshot, async_satellite, entity, microphone

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite, in Earshot's care."""
    satellite = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, satellite))
    return satellite


def context_of(hass: HomeAssistant, platform: str, key: str) -> Context:
    """Return the context in which an entity of the one microphone was written last."""
    return hass.states.get(entity(hass, platform, key, "Kitchen")).context


@pytest.mark.parametrize("key", ["recording", "status"])
async def test_what_a_satellite_does_is_shown_in_its_context(hass: HomeAssistant, kitchen: Satellite, key: str) -> None:
    """The satellite's own change is what an indicator or a status has come from."""
    platform = "sensor" if key == "status" else "binary_sensor"
    heard = Context()

    hass.states.async_set(kitchen.entity_id, "listening", context=heard)

    assert context_of(hass, platform, key) is heard


@pytest.mark.parametrize(("platform", "key"), [("event", "activation"), ("sensor", "last_activation")])
async def test_an_activation_is_told_in_the_context_of_its_end(
    hass: HomeAssistant, kitchen: Satellite, platform: str, key: str
) -> None:
    """What tells of an activation comes from the change that has ended it."""
    over = Context()
    hass.states.async_set(kitchen.entity_id, "listening", context=Context())
    hass.states.async_set(kitchen.entity_id, "idle", context=over)

    assert context_of(hass, platform, key) is over


async def test_a_change_without_an_event_has_nobody_else_s_context(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Home Assistant would keep a context for seconds, and give it to whatever comes next."""
    heard = Context()
    hass.states.async_set(kitchen.entity_id, "listening", context=heard)
    hass.states.async_set(kitchen.entity_id, "idle", context=Context())
    before = context_of(hass, "sensor", "status")

    kitchen.switch.ignores = True
    await async_do(hass, "mute", of(hass, "Kitchen"))

    assert context_of(hass, "sensor", "status") not in (heard, before)


async def test_a_switch_s_call_keeps_its_author(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """A satellite's event is nobody's call: were its context kept, somebody's unmute could be taken for another's."""
    hass.states.async_set(kitchen.entity_id, "listening", context=Context(user_id="somebody"))
    hass.states.async_set(kitchen.entity_id, "idle", context=Context(user_id="somebody"))

    await async_turn(hass, "turn_on", entity(hass, "switch", "mute", "Kitchen"), user=hass_admin_user)

    assert context_of(hass, "switch", "mute").user_id == hass_admin_user.id
