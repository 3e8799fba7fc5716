"""Who unmutes while something holds: what stands, what is put right, and when that is a problem."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from tests.home import SEVEN, TEN, Satellite, async_call, async_earshot, async_wait, entity, microphone, night, shown

from .parts import async_forget, async_hand, reasons


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
        await async_forget(hass, bedroom)
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
            await async_forget(hass, bedroom)
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
