"""Rules switched on and off, one or all: whoever opens a microphone by it has to be one who may."""

from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.earshot.const import DOMAIN

from .calls import async_plain_user, async_turn, limited_user
from .home import Satellite, async_earshot, async_satellite, entity, microphone, rule, shown

EVENING = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "20:00:00", "end": "23:00:00"}
MORNING = EVENING | {"start": "06:00:00", "end": "09:00:00"}

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


async def async_refused(hass: HomeAssistant, service: str, user: User | None = None) -> None:
    """Let somebody turn the rule on or off who may not."""
    await async_turn_in_vain(hass, service, entity(hass, "switch", "enabled", "Evening"), "unmute_not_allowed", user)


async def async_turn_in_vain(
    hass: HomeAssistant, service: str, switch: str, refusal: str, user: User | None = None
) -> None:
    """Let somebody turn a switch on or off who may not."""
    before = hass.states.get(switch).state
    with pytest.raises(ServiceValidationError) as caught:
        await async_turn(hass, service, switch, user=user)
    assert (caught.value.translation_domain, caught.value.translation_key) == (DOMAIN, refusal)
    # Without words the key would be all that is shown.
    assert str(caught.value) != refusal
    await hass.async_block_till_done()
    assert hass.states.get(switch).state == before


@pytest.mark.parametrize(
    ("who", "admin", "plain", "automation"),
    [
        ("nobody", False, False, False),
        ("administrators", True, False, False),
        ("users", True, True, False),
        ("anyone", True, True, True),
    ],
)
@pytest.mark.parametrize(
    ("effect", "default", "opens", "closes"),
    [("mute", "live", "turn_off", "turn_on"), ("listen", "muted", "turn_on", "turn_off")],
)
async def test_who_may_open_a_microphone_by_a_rule(
    hass: HomeAssistant,
    kitchen: Satellite,
    *,
    hass_admin_user: MockUser,
    who: str,
    admin: bool,
    plain: bool,
    automation: bool,
    effect: str,
    default: str,
    opens: str,
    closes: str,
) -> None:
    """Whom the microphone's setting lets unmute it, be it a mute rule that goes or a listen rule that comes; to close it is for all."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, default=default, who_may_unmute=who),
        rule("Evening", effect=effect, hours=[EVENING]),
    )
    switch = entity(hass, "switch", "enabled", "Evening")
    users: list[tuple[User | None, bool]] = [
        (hass_admin_user, admin),
        (await async_plain_user(hass), plain),
        (None, automation),
    ]
    for user, may in users:
        await async_turn(hass, closes, switch, user=user)
        assert kitchen.muted
        if may:
            await async_turn(hass, opens, switch, user=user)
        else:
            await async_refused(hass, opens, user)
        assert kitchen.muted is not may


@pytest.mark.parametrize("scheduler", ["turn_on", "turn_off"])
async def test_a_listen_rule_that_will_open_a_microphone_only_later(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser, scheduler: str
) -> None:
    """Is quiet time for all that: whoever may not unmute it now lets nobody listen tomorrow, or once the scheduler is on again."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, default="muted", who_may_unmute="users"),
        rule("Evening", effect="listen", hours=[MORNING]),
    )
    switch = entity(hass, "switch", "enabled", "Evening")
    await async_turn(hass, scheduler, entity(hass, "switch", "scheduler"), user=hass_admin_user)
    # It is on already.
    await async_turn(hass, "turn_on", switch)
    await async_turn(hass, "turn_off", switch)
    await async_refused(hass, "turn_on")
    await async_turn(hass, "turn_on", switch, user=hass_admin_user)
    assert shown(hass, "switch", "enabled", "Evening") == "on"


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"default": "live"}, {}),
        ({"default": "muted"}, {"all_microphones": False}),
        ({"default": "muted", "controls": []}, {}),
    ],
)
async def test_what_a_listen_rule_cannot_open_is_not_asked(
    hass: HomeAssistant, kitchen: Satellite, changes: dict[str, Any], about: dict[str, Any]
) -> None:
    """What is live without it, what it is not about, and what nothing mutes."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, who_may_unmute="nobody", **changes),
        rule("Evening", effect="listen", hours=[EVENING], **about),
    )
    for service in ("turn_off", "turn_on"):
        await async_turn(hass, service, entity(hass, "switch", "enabled", "Evening"))
    assert shown(hass, "switch", "enabled", "Evening") == "on"


async def test_what_nothing_mutes_keeps_no_mute_rule_on(hass: HomeAssistant, kitchen: Satellite) -> None:
    """To turn the rule off opens nothing."""
    await async_earshot(
        hass, microphone(hass, kitchen, who_may_unmute="nobody", controls=[]), rule("Evening", hours=[EVENING])
    )
    await async_turn(hass, "turn_off", entity(hass, "switch", "enabled", "Evening"))
    assert shown(hass, "switch", "enabled", "Evening") == "off"


@pytest.mark.parametrize("read", [True, False])
@pytest.mark.parametrize(("effect", "default", "opens"), [("mute", "live", "turn_off"), ("listen", "muted", "turn_on")])
async def test_a_refusal_names_no_microphone_that_its_caller_may_not_see(
    hass: HomeAssistant, kitchen: Satellite, *, effect: str, default: str, opens: str, read: bool
) -> None:
    """Whoever may switch a rule need not know whom it is about."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, default=default, who_may_unmute="nobody"),
        rule("Evening", effect=effect, hours=[EVENING]),
    )
    switch = entity(hass, "switch", "enabled", "Evening")
    status = entity(hass, "sensor", "status", "Kitchen")
    user = limited_user(hass, **{switch: {"read": True, "control": True}, status: {"read": read}})
    if opens == "turn_on":
        await async_turn(hass, "turn_off", switch, user=user)
    with pytest.raises(ServiceValidationError) as caught:
        await async_turn(hass, opens, switch, user=user)
    assert ("Kitchen" in str(caught.value)) is read
    assert "{" not in str(caught.value)


# --- The scheduler: all of them at once -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "admin", "plain", "automation"),
    [("administrators", True, False, False), ("users", True, True, False), ("anyone", True, True, True)],
)
@pytest.mark.parametrize("hours", [EVENING, MORNING])
@pytest.mark.parametrize(
    ("effect", "default", "opens", "closes"),
    [("mute", "live", "turn_off", "turn_on"), ("listen", "muted", "turn_on", "turn_off")],
)
async def test_who_may_open_a_microphone_by_the_scheduler(
    hass: HomeAssistant,
    kitchen: Satellite,
    *,
    hass_admin_user: MockUser,
    who: str,
    admin: bool,
    plain: bool,
    automation: bool,
    hours: dict[str, Any],
    effect: str,
    default: str,
    opens: str,
    closes: str,
) -> None:
    """Whom the option lets, be it now or later that a rule mutes no more or lets listen; to close it is for all."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, default=default),
        rule("Evening", effect=effect, hours=[hours]),
        options={"privacy_mode_lifters": who},
    )
    switch = entity(hass, "switch", "scheduler")
    users: list[tuple[User | None, bool]] = [
        (hass_admin_user, admin),
        (await async_plain_user(hass), plain),
        (None, automation),
    ]
    for user, may in users:
        await async_turn(hass, closes, switch, user=user)
        closed = kitchen.muted
        if may:
            await async_turn(hass, opens, switch, user=user)
            # Who finds it so changes nothing.
            await async_turn(hass, opens, switch)
        else:
            await async_turn_in_vain(hass, opens, switch, f"scheduler_{opens.removeprefix('turn_')}_not_allowed", user)
        opened = not kitchen.muted
        assert (closed, opened) == ((True, may) if hours is EVENING else (default == "muted", default == "live"))


@pytest.mark.parametrize(
    ("effect", "changes", "about"),
    [
        ("listen", {"default": "live"}, {}),
        ("mute", {"default": "muted"}, {}),
        ("listen", {"default": "muted"}, {"all_microphones": False}),
        ("mute", {"default": "live"}, {"all_microphones": False}),
        ("listen", {"default": "muted", "controls": []}, {}),
        ("mute", {"default": "live", "controls": []}, {}),
    ],
)
async def test_where_the_scheduler_opens_nothing_nobody_is_asked(
    hass: HomeAssistant, kitchen: Satellite, effect: str, changes: dict[str, Any], about: dict[str, Any]
) -> None:
    """What its rules do not change, what they are not about, and what nothing mutes."""
    await async_earshot(
        hass,
        microphone(hass, kitchen, **changes),
        rule("Evening", effect=effect, hours=[EVENING], **about),
        options={"privacy_mode_lifters": "administrators"},
    )
    before = kitchen.muted
    for service in ("turn_off", "turn_on"):
        await async_turn(hass, service, entity(hass, "switch", "scheduler"))
        assert kitchen.muted is before
    assert shown(hass, "switch", "scheduler") == "on"


@pytest.mark.parametrize(("effect", "default"), [("mute", "live"), ("listen", "muted")])
async def test_the_scheduler_opens_nothing_by_a_rule_that_is_off(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser, effect: str, default: str
) -> None:
    """So nobody is asked."""
    await async_earshot(
        hass, microphone(hass, kitchen, default=default), rule("Evening", effect=effect, hours=[EVENING])
    )
    await async_turn(hass, "turn_off", entity(hass, "switch", "enabled", "Evening"), user=hass_admin_user)
    for service in ("turn_off", "turn_on"):
        await async_turn(hass, service, entity(hass, "switch", "scheduler"))
        assert kitchen.muted is (default == "muted")
    assert shown(hass, "switch", "scheduler") == "on"
