"""Whose change was that: every line of it, on a home with real entities."""

import asyncio
from datetime import UTC, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Context, Event, EventStateChangedData, HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
import pytest

from .home import (
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    rule,
    shown,
)

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """A satellite that confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")


async def async_hand(hass: HomeAssistant, satellite: Satellite, *, muted: bool) -> None:
    """Press the button at the device."""
    satellite.switch.by_hand(muted)
    await hass.async_block_till_done()


def reasons(hass: HomeAssistant) -> list[tuple[str, str | None]]:
    """Return kind and origin of every hold of the bedroom."""
    held = hass.states.get(entity(hass, "sensor", "status", "Bedroom")).attributes["reasons"]
    return [(hold["kind"], hold.get("origin")) for hold in held]


# --- Muting ----------------------------------------------------------------------------------------------------------


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


async def test_a_call_explains_one_change(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """A device's own change within five seconds inherits the caller's context, and is not the caller's."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    assert not bedroom.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Bedroom"), hass_admin_user.id)
    assert bedroom.muted
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted, "put right: this change had no caller"


async def test_a_call_explains_for_thirty_seconds(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User, freezer: FrozenDateTimeFactory
) -> None:
    """What a device does much later is its own."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    bedroom.switch.ignores = True
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    bedroom.switch.ignores = False
    freezer.tick(31)
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted


# --- Unmuting while a rule holds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "author", "stands"),
    [
        ("nobody", "admin", False),
        ("administrators", "admin", True),
        ("administrators", "user", False),
        ("users", "user", True),
        ("users", "hand", False),
        ("users", "automation", False),
        ("anyone", "hand", True),
        ("anyone", "automation", True),
        ("anyone", "device", False),
    ],
)
async def test_who_may_unmute_during_quiet_time(
    hass: HomeAssistant,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    hass_read_only_user: User,
    setting: str,
    author: str,
    stands: bool,
) -> None:
    """Who may makes an override; who may not, and devices always, are put right at once."""
    await async_earshot(hass, microphone(hass, bedroom, who_may_unmute=setting), night())
    await async_wait(hass, freezer, TEN)
    users = {"admin": hass_admin_user.id, "user": hass_read_only_user.id, "automation": None}
    hass_read_only_user.mock_policy({"entities": True})
    if author == "hand":
        await async_hand(hass, bedroom, muted=False)
    elif author == "device":
        bedroom.switch.come_and_go(False)
        bedroom.switch._attr_is_on = False
        bedroom.switch.come_and_go(True)
        await hass.async_block_till_done()
    else:
        await async_call(hass, "switch.turn_off", bedroom.switch_id, users[author])
    assert bedroom.muted is not stands
    assert shown(hass, "sensor", "status", "Bedroom") == ("armed" if stands else "muted")
    if stands:
        await async_wait(hass, freezer, SEVEN)
        await async_wait(hass, freezer, TEN + timedelta(days=1))
        assert bedroom.muted, "the next change of the rule ends the override"


async def test_privacy_mode_puts_every_outside_unmute_right(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User
) -> None:
    """Whoever it was, and whatever the setting."""
    await async_earshot(hass, microphone(hass, bedroom, who_may_unmute="anyone"))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted
    assert bedroom.switch.calls == [True, False, True, True]


async def test_what_is_put_right_is_what_the_device_was_told_last(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User
) -> None:
    """A switch that writes its state before it acts must not be overtaken by the counter-mute: audio would flow under `on`."""
    await async_earshot(hass, microphone(hass, bedroom))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    assert bedroom.muted
    assert bedroom.switch.told is True


async def test_a_persons_mute_is_lifted_by_a_person(
    hass: HomeAssistant, bedroom: Satellite, hass_admin_user: User
) -> None:
    """At the control too, outside quiet time whatever the setting; a hand at the device may not lift it."""
    await async_earshot(hass, microphone(hass, bedroom, who_may_unmute="nobody"))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted
    await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
    assert not bedroom.muted
    assert reasons(hass) == []


async def test_releasing_the_slider_in_a_window_is_put_right(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Hard and soft mute look alike: releasing the slider would cancel the scheduled mute."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_hand(hass, bedroom, muted=True)
    await async_wait(hass, freezer, TEN)
    assert bedroom.switch.calls == []
    await async_hand(hass, bedroom, muted=False)
    assert bedroom.muted
    await async_wait(hass, freezer, SEVEN)
    assert reasons(hass) == []
    assert not bedroom.muted, "the hand had let go; what was left was the rule's"


async def test_a_release_that_does_not_take_effect_is_a_persons_mute(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A hardware slider always wins towards muted; it is no failure."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    bedroom.switch.ignores = True
    await async_wait(hass, freezer, SEVEN)
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert reasons(hass) == [("person", "device")]
    assert shown(hass, "binary_sensor", "problem", "Bedroom") == "off"
    await async_wait(hass, freezer, timedelta(minutes=5))
    assert bedroom.switch.calls == [True, False], "not retried"
    bedroom.switch.ignores = False
    await async_hand(hass, bedroom, muted=False)
    assert reasons(hass) == []


async def test_a_device_that_forgets_its_mute_is_muted_again_on_its_return(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """linux-voice-assistant comes back `off` after a restart."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    bedroom.switch.come_and_go(False)
    await hass.async_block_till_done()
    assert shown(hass, "sensor", "status", "Bedroom") == "unknown"
    bedroom.switch._attr_is_on = False
    bedroom.switch.come_and_go(True)
    await hass.async_block_till_done()
    assert bedroom.muted
    assert bedroom.switch.calls == [True, True]
    await async_wait(hass, freezer, SEVEN)
    assert not bedroom.muted, "it was Earshot's own all the time"


async def test_a_mute_that_is_asked_for_while_unavailable_is_applied_on_return(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An action on an unavailable switch does nothing, so none is made."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(False)
    await async_wait(hass, freezer, TEN)
    assert bedroom.switch.calls == []
    bedroom.switch.come_and_go(True)
    await hass.async_block_till_done()
    assert bedroom.switch.calls == [True]


@pytest.mark.parametrize(
    ("author", "key"), [("person", "by_person"), ("hand", "by_unattributed"), ("device", "by_device")]
)
async def test_three_counter_mutes_in_ten_minutes_are_a_problem(
    hass: HomeAssistant,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    issue_registry: ir.IssueRegistry,
    author: str,
    key: str,
) -> None:
    """And a repair names what keeps unmuting it, until ten minutes have passed."""
    entry = await async_earshot(hass, microphone(hass, bedroom, who_may_unmute="nobody"), night())
    await async_wait(hass, freezer, TEN)
    for _ in range(3):
        assert shown(hass, "binary_sensor", "problem", "Bedroom") == "off"
        if author == "person":
            await async_call(hass, "switch.turn_off", bedroom.switch_id, hass_admin_user.id)
        elif author == "hand":
            await async_hand(hass, bedroom, muted=False)
        else:
            bedroom.switch.come_and_go(False)
            bedroom.switch._attr_is_on = False
            bedroom.switch.come_and_go(True)
        await async_wait(hass, freezer, timedelta(minutes=3))
    assert shown(hass, "binary_sensor", "problem", "Bedroom") == "on"
    assert shown(hass, "sensor", "status", "Bedroom") == "muted"
    issue = issue_registry.async_get_issue("earshot", f"unmuted_again_{next(iter(entry.subentries))}")
    assert issue.translation_key == f"unmuted_again_{key}"
    assert author != "person" or issue.translation_placeholders["user"] == hass_admin_user.name

    await async_wait(hass, freezer, timedelta(minutes=2))
    assert shown(hass, "binary_sensor", "problem", "Bedroom") == "off"
    assert issue_registry.async_get_issue("earshot", issue.issue_id) is None


async def test_counter_mutes_of_long_ago_delay_nothing(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A mute that waits for a command, and one with an end, are on time long after a clash is over."""
    await async_earshot(
        hass, microphone(hass, bedroom, who_may_unmute="nobody"), night(start="21:00:00", end="21:30:00")
    )
    for _ in range(3):
        await async_hand(hass, bedroom, muted=False)
    await async_wait(hass, freezer, timedelta(hours=23, minutes=59, seconds=50))
    await bedroom.async_show("listening")
    await async_wait(hass, freezer, timedelta(seconds=10))
    assert not bedroom.muted
    await async_wait(hass, freezer, timedelta(seconds=15))
    assert bedroom.muted

    await bedroom.async_show("idle")
    await async_wait(hass, freezer, timedelta(hours=1))
    assert not bedroom.muted
    await async_call(hass, "earshot.mute", entity(hass, "sensor", "status", "Bedroom"), duration="00:00:07")
    assert bedroom.muted
    await async_wait(hass, freezer, timedelta(seconds=7))
    assert not bedroom.muted


# --- Calls by other names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "target"),
    [
        ("switch.toggle", {}),
        ("homeassistant.turn_off", {}),
        ("switch.turn_off", {"entity_id": "all"}),
        ("switch.turn_off", {"by": "area"}),
    ],
)
async def test_a_person_may_call_the_control_by_other_names(
    hass: HomeAssistant,
    bedroom: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    service: str,
    target: dict[str, str],
) -> None:
    """Toggle, the core's own action, all, an area."""
    from homeassistant.core import Context
    from homeassistant.helpers import area_registry as ar
    from homeassistant.setup import async_setup_component

    assert await async_setup_component(hass, "homeassistant", {})
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    data = {"entity_id": bedroom.switch_id, **target}
    if target.get("by") == "area":
        area = ar.async_get(hass).async_create("Upstairs")
        # A category would keep it out of its area's expansion.
        er.async_get(hass).async_update_entity(bedroom.switch_id, area_id=area.id, entity_category=None)
        data = {"area_id": area.id}
    domain, name = service.split(".")
    await hass.services.async_call(domain, name, data, blocking=True, context=Context(user_id=hass_admin_user.id))
    await hass.async_block_till_done()
    assert not bedroom.muted


# --- The registry ----------------------------------------------------------------------------------------------------


async def test_a_renamed_control_is_followed(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A subentry refers to the registry's id, not to a name."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    er.async_get(hass).async_update_entity(bedroom.switch_id, new_entity_id="switch.renamed")
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    assert hass.states.get("switch.renamed").state == "on"
    assert shown(hass, "sensor", "status", "Bedroom") == "muted"


async def test_a_device_that_was_live_and_comes_back_live_has_unmuted_nothing(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It was away when the window began: it is muted, and nothing is told of a device that lost its mute."""
    entry = await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    bedroom.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert bedroom.muted
    assert shown(hass, "sensor", "violations_today") == "0"
    store = entry.runtime_data.log.store
    await asyncio.wrap_future(store.flush())
    page = await asyncio.wrap_future(store.changes())
    assert "device" not in {record.cause for record in page.records}


async def test_a_persons_call_to_what_is_out_of_reach_explains_no_later_change(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Home Assistant drops such a call; the rule's mute after it stays the rule's."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    bedroom.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_on", bedroom.switch_id, hass_admin_user.id)
    bedroom.switch.come_and_go(available=True)
    await hass.async_block_till_done()
    assert bedroom.muted
    await async_wait(hass, freezer, TEN + timedelta(hours=9))
    assert not bedroom.muted
