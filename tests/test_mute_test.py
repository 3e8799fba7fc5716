"""The mute test: mutes, reads back, restores, and lifts nothing that stands."""

import asyncio
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.microphone_config import MicrophoneConfig
from custom_components.earshot.mute_test import Step, async_test_controls

from .home import (
    TEN,
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    shown,
)

pytestmark = pytest.mark.usefixtures("before_the_night")


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")


async def async_try(hass: HomeAssistant, *titles: str, user: User | None = None) -> list[dict[str, Any]]:
    """Call the action, and return what it answers of each microphone."""
    answer = await hass.services.async_call(
        DOMAIN,
        "test_mute",
        {"entity_id": [entity(hass, "sensor", "status", title) for title in titles]},
        blocking=True,
        return_response=True,
        context=Context(user_id=user.id if user else None),
    )
    await hass.async_block_till_done()
    assert answer is not None
    return answer["microphones"]


def steps(answer: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return the steps without their times, which are there where something read back."""
    for step in answer["steps"]:
        assert (step["milliseconds"] is not None) is (step["ok"] and step["step"] in ("mute", "restore"))
    return [(step["control"], step["step"], step["ok"]) for step in answer["steps"]]


async def test_mutes_reads_back_and_restores(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Nothing of it stays: neither a mute, nor a person's hold, nor a problem."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    [answer] = await async_try(hass, "Kitchen")
    assert (answer["microphone"], answer["ok"], answer["assurance"]) == ("Kitchen", True, "software")
    assert steps(answer) == [("switch", "mute", True), ("switch", "restore", True)]
    assert kitchen.switch.calls == [True, False]
    assert not kitchen.muted
    [alive] = entry.runtime_data.household.microphones.values()
    assert alive.standing.person_mute is None
    assert entry.runtime_data.ledger.memory.owned == {}
    assert shown(hass, "binary_sensor", "problem", "Kitchen") == "off"


async def test_a_mute_that_stands_is_not_lifted(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """By a rule or by a hand."""
    study = await async_satellite(hass, "Study", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, study), night())
    await async_wait(hass, freezer, TEN)
    for answer in await async_try(hass, "Kitchen", "Study"):
        assert steps(answer) == [("switch", "already_muted", True)]
    assert kitchen.switch.calls == [True]
    assert study.switch.calls == []


async def test_what_does_not_mute_or_cannot_be_read(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said of each, with the one that works beside them."""
    monkeypatch.setattr("custom_components.earshot.microphones.controls.switch.SwitchControl.deadline", timedelta(0))
    study, bath = await async_satellite(hass, "Study"), await async_satellite(hass, "Bath")
    watched = microphone(hass, bath, controls=[])
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, study), watched)
    kitchen.switch.ignores = True
    study.switch.come_and_go(available=False)
    await hass.async_block_till_done()
    answers = await async_try(hass, "Kitchen", "Study", "Bath")
    assert [answer["ok"] for answer in answers] == [False, False, False]
    assert steps(answers[0])[0] == ("switch", "mute", False)
    assert steps(answers[1]) == [("switch", "unreadable", False)]
    assert steps(answers[2]) == []


async def test_what_should_be_muted_and_is_not(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """It is being tried all the time."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    kitchen.switch.ignores = True
    await async_wait(hass, freezer, TEN)
    [answer] = await async_try(hass, "Kitchen")
    assert steps(answer) == [("switch", "mute", False)]
    assert kitchen.switch.calls == [True]


async def test_a_control_that_is_shared_is_tried_once(hass: HomeAssistant, kitchen: Satellite) -> None:
    """And answers for both."""
    study = await async_satellite(hass, "Study")
    shared = microphone(hass, kitchen)["data"]["controls"]
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, study, controls=shared))
    answers = await async_try(hass, "Kitchen", "Study")
    assert [steps(answer) for answer in answers] == [[("switch", "mute", True), ("switch", "restore", True)]] * 2
    assert kitchen.switch.calls == [True, False]


async def test_each_of_several_controls_is_tried(hass: HomeAssistant, kitchen: Satellite) -> None:
    """None is released by what another one tells, nor by a look in between."""
    plug = await async_satellite(hass, "Plug", platform="plug")
    own, other = (microphone(hass, each)["data"]["controls"][0] for each in (kitchen, plug))
    await async_earshot(hass, microphone(hass, kitchen, controls=[own, other]))
    [answer] = await async_try(hass, "Kitchen")
    assert steps(answer) == [("switch", "mute", True), ("switch", "restore", True)] * 2
    assert (kitchen.switch.calls, plug.switch.calls) == ([True, False], [True, False])


async def test_controls_that_are_not_in_care_yet(hass: HomeAssistant, kitchen: Satellite) -> None:
    """As the flow tries them before anything is saved."""
    entry = await async_earshot(hass)
    subentry = type("Subentry", (), {**microphone(hass, kitchen), "subentry_id": "x"})
    config = MicrophoneConfig.from_subentry(subentry)
    tested = await async_test_controls(hass, entry.runtime_data.household, config.controls)
    assert [(step.step, step.ok) for step in tested] == [(Step.MUTE, True), (Step.RESTORE, True)]
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]


async def test_a_release_that_needs_time_gets_it(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No test leaves a satellite deaf."""
    [control] = microphone(hass, kitchen)["data"]["controls"]
    entry = await async_earshot(hass)
    subentry = type(
        "Subentry", (), {**microphone(hass, kitchen, controls=[control | {"least_hold": 3}]), "subentry_id": "x"}
    )
    controls = MicrophoneConfig.from_subentry(subentry).controls
    test = hass.async_create_task(async_test_controls(hass, entry.runtime_data.household, controls))
    for _ in range(20):
        await asyncio.sleep(0)
    assert kitchen.switch.calls == [True]
    freezer.tick(4)
    assert [step.ok for step in await test] == [True, True]
    assert kitchen.switch.calls == [True, False]


async def test_it_needs_the_right_to_control(
    hass: HomeAssistant, kitchen: Satellite, hass_read_only_user: MockUser
) -> None:
    """Whoever may only read tests nothing."""
    await async_earshot(hass, microphone(hass, kitchen))
    with pytest.raises(Unauthorized):
        await async_try(hass, "Kitchen", user=hass_read_only_user)
    assert kitchen.switch.calls == []


async def test_a_person_may_mute_meanwhile(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: User) -> None:
    """After the test their mute stands."""
    await async_earshot(hass, microphone(hass, kitchen))
    test = hass.async_create_task(async_try(hass, "Kitchen"))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    await test
    assert kitchen.muted
