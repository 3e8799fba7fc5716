"""Who mutes: people, hands, automations and Earshot itself, also one after another."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Context, Event, EventStateChangedData, HomeAssistant
import pytest

from tests.home import (
    SEVEN,
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    rule,
)

from .parts import async_hand, reasons


async def test_muting_by_a_person_in_home_assistant(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """A call with a user for that control in that direction."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    assert reasons(hass) == [("person", "person")]
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert bedroom.muted


async def test_muting_by_a_hand_at_the_device(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody called: it is a person's all the same, and the hand lifts it again."""
    await async_earshot(hass, microphone(hass, bedroom))
    await async_hand(hass, bedroom, muted=True)
    assert reasons(hass) == [("person", "unattributed")]
    await async_hand(hass, bedroom, muted=False)
    assert reasons(hass) == []
    assert bedroom.switch.calls == []


@pytest.mark.parametrize("live_by", ["override", "listen rule"])
async def test_muting_by_a_hand_what_may_be_live_for_now(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, live_by: str
) -> None:
    """A microphone that is muted by default is not unmuted again: whoever muted it while it was live, it was not Earshot."""
    hass.states.async_set("binary_sensor.meeting", "on" if live_by == "listen rule" else "off")
    states = [{"entity": "binary_sensor.meeting", "states": ["on"]}]
    await async_earshot(hass, microphone(hass, bedroom, default="muted"), rule("Ask", effect="listen", states=states))
    if live_by == "override":
        await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    bedroom.switch.calls.clear()
    await async_hand(hass, bedroom, muted=True)
    assert bedroom.muted
    assert bedroom.switch.calls == []
    assert reasons(hass) == [("person", "unattributed"), ("default", None)]


async def test_muting_by_a_hand_what_two_share(hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User) -> None:
    """That one of them is muted by default makes it no less a person's for the other."""
    attic = await async_satellite(hass, "Attic")
    shared = microphone(hass, bedroom)["data"]["controls"]
    muted = microphone(hass, bedroom, default="muted")
    await async_earshot(hass, muted, microphone(hass, attic, controls=shared))
    bedroom.switch.come_and_go(False)
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    bedroom.switch._attr_is_on = False
    bedroom.switch.come_and_go(True)
    await hass.async_block_till_done()
    bedroom.switch.calls.clear()
    await async_hand(hass, bedroom, muted=True)
    assert bedroom.switch.calls == []
    for title in ("Bedroom", "Attic"):
        held = hass.states.get(entity(hass, "sensor", "status", title)).attributes["reasons"]
        assert held[0]["kind"] == "person"


async def test_muting_by_a_person_what_earshot_had_muted(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """It outlives the rule that had muted before."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    assert reasons(hass) == [("person", "person"), ("rule", None)]
    await async_wait(hass, freezer, SEVEN)
    assert bedroom.muted


async def test_muting_by_an_automation_what_earshot_had_muted(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It outlives the rule as well, until whoever called calls again for the contrary."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    assert reasons(hass) == [("rule", None)], "what Earshot calls itself is nobody's"
    await async_call(hass, "switch.turn_on", bedroom.switch_id)
    assert reasons(hass) == [("person", "unattributed"), ("rule", None)]
    await async_wait(hass, freezer, SEVEN)
    assert bedroom.muted
    await async_call(hass, "switch.turn_off", bedroom.switch_id)
    assert reasons(hass) == []
    assert not bedroom.muted


async def test_muting_by_an_automation_with_earshots_own_switch(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Is a person's mute, whoever had muted before."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"))
    assert reasons(hass) == [("person", "automation"), ("rule", None)]
    await async_wait(hass, freezer, SEVEN)
    assert bedroom.muted


async def test_muting_by_an_automation_while_earshot_mutes(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Both have called for what comes about in the end."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_on", bedroom.switch_id)
    assert reasons(hass) == [("rule", None)]
    await async_hand(hass, bedroom, muted=True)
    assert reasons(hass) == [("person", "unattributed"), ("rule", None)]


async def test_muting_by_an_automation_after_a_person(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """It takes nothing over: neither the mute that stands, nor the one that is under way."""
    await async_earshot(hass, microphone(hass, bedroom))
    bedroom.switch.ignores = True
    await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    await async_call(hass, "switch.turn_on", bedroom.switch_id)
    await async_hand(hass, bedroom, muted=True)
    assert reasons(hass) == [("person", "person")]
    await async_call(hass, "switch.turn_on", bedroom.switch_id)
    assert reasons(hass) == [("person", "person")]


async def test_what_earshots_own_mute_sets_off_is_nobodys(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An automation that has one mute follow another must not make them last for good."""
    attic = await async_satellite(hass, "Attic")

    async def follow(event: Event[EventStateChangedData]) -> None:
        state = event.data["new_state"]
        if state is not None and event.data["entity_id"] == attic.switch_id and state.state in ("on", "off"):
            # As an automation that this has triggered.
            context = Context(parent_id=event.context.id)
            data = {"entity_id": bedroom.switch_id}
            await hass.services.async_call("switch", f"turn_{state.state}", data, blocking=True, context=context)

    hass.bus.async_listen(EVENT_STATE_CHANGED, follow)
    await async_earshot(hass, microphone(hass, bedroom), microphone(hass, attic), night())
    await async_wait(hass, freezer, TEN)
    assert attic.muted
    assert bedroom.switch.calls == [True, True]
    assert reasons(hass) == [("rule", None)]
    await async_wait(hass, freezer, SEVEN)
    assert not bedroom.muted
