"""The mute is tried out from the dialog, with everything as it really runs."""

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.earshot import mute_test
from custom_components.earshot.flows import microphone_test
from custom_components.earshot.mute_test import Step
from tests.home import Satellite, async_earshot, async_satellite, microphone

from .home import Subentries, fields
from .test_translations import TEXTS


@pytest.fixture(autouse=True)
def mock_setup_entry() -> None:
    """Leave nothing out."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """Return a satellite that is live."""
    return await async_satellite(hass, "Kitchen")


async def to_menu(hass: HomeAssistant, kitchen: Satellite, **changes: Any) -> tuple[Subentries, dict[str, Any]]:
    """Set Earshot up with the kitchen, and open its reconfiguration."""
    entry = await async_earshot(hass, microphone(hass, kitchen, **changes))
    flows = Subentries(hass, entry, "microphone")
    return flows, await flows.reconfigure(next(iter(entry.subentries)))


async def try_out(hass: HomeAssistant, flows: Subentries, step: dict[str, Any]) -> dict[str, Any]:
    """Choose the test, which is over at once."""
    step = await flows.choose(step, "test")
    await hass.async_block_till_done()
    return step


async def test_each_step_is_told_with_its_milliseconds(hass: HomeAssistant, kitchen: Satellite) -> None:
    """It mutes, reads back and restores; then it can be done again, or the rest be changed."""
    flows, step = await to_menu(hass, kitchen)
    step = await try_out(hass, flows, step)
    assert (step["type"], step["step_id"], step["menu_options"]) == (FlowResultType.MENU, "tested", ["test", "menu"])
    texts = TEXTS["config_subentries"]["microphone"]
    assert list(texts["step"]["tested"]["menu_options"]) == step["menu_options"]
    assert set(texts["progress"]) == {"testing"}
    assert texts["step"]["test"]["title"]
    muted, restored = step["description_placeholders"]["result"].replace("\\", "").split("\n")
    assert muted.startswith("- Switch: muted, and read back after ")
    assert restored.startswith("- Switch: restored after ")
    assert restored.endswith(" ms")
    assert kitchen.switch.calls == [True, False]
    assert not kitchen.muted

    step = await try_out(hass, flows, step)
    assert kitchen.switch.calls == [True, False] * 2
    step = await flows.choose(step, "menu")
    assert step["step_id"] == "menu"
    assert (await flows.choose(step, "done"))["reason"] == "reconfigure_successful"


async def test_what_is_not_in_care_yet(hass: HomeAssistant, kitchen: Satellite) -> None:
    """The mute can be tried before the microphone is added."""
    flows = Subentries(hass, await async_earshot(hass), "microphone")
    step = await flows.fill_in(await flows.add(), {"microphone": _reference(hass, kitchen)})
    for _ in range(2):
        step = await flows.fill_in(step, fields(step))
    assert step["menu_options"] == ["save", "second_control", "test"]
    step = await try_out(hass, flows, step)
    assert kitchen.switch.calls == [True, False]
    step = await flows.choose(step, "menu")
    assert step["step_id"] == "ready"


async def test_a_mute_that_stands_is_left_alone(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Testing never makes anything more open than it is."""
    flows, step = await to_menu(hass, kitchen, default="muted")
    assert kitchen.muted
    calls = list(kitchen.switch.calls)
    step = await try_out(hass, flows, step)
    assert step["description_placeholders"]["result"] == "- Switch\\: muted already\\, and left so"
    assert kitchen.switch.calls == calls
    assert kitchen.muted


async def test_a_control_of_a_later_version_is_not_tested(hass: HomeAssistant, kitchen: Satellite) -> None:
    """What this version does not know it leaves alone; where that is all there is, no test is offered."""
    entry = await async_earshot(hass)
    flows = Subentries(hass, entry, "microphone")
    step = await flows.fill_in(await flows.add(), {"microphone": _reference(hass, kitchen)})
    for _ in range(2):
        step = await flows.fill_in(step, fields(step))
    draft = hass.config_entries.subentries._progress[step["flow_id"]]._draft
    laser = {"kind": "laser", "entity": "switch.x", "muted_state": "on", "assurance": "software", "confirmed": False}
    draft.controls.append(laser)
    step = await try_out(hass, flows, step)
    assert len(step["description_placeholders"]["result"].split("\n")) == 2
    draft.controls[:] = [laser]
    step = await flows.choose(step, "menu")
    assert "test" not in step["menu_options"]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([(Step.MUTE, False, None)], ["the mute did not read back in time"]),
        (
            [(Step.MUTE, True, 12.4), (Step.RESTORE, True, 0.26), (Step.RESTORE, False, None)],
            ["muted, and read back after 12 ms", "restored after 0.3 ms", "what was before did not read back in time"],
        ),
        ([(Step.UNREADABLE, False, None)], ["cannot be read back at the moment, so nothing was tried"]),
    ],
)
async def test_what_goes_wrong_is_said(
    hass: HomeAssistant, kitchen: Satellite, steps: list[tuple[Step, bool, float | None]], words: list[str]
) -> None:
    """Each outcome has words of its own."""
    flows, step = await to_menu(hass, kitchen)
    result = [mute_test.TestStep("plug", *each) for each in steps]
    with patch.object(microphone_test, "async_test_controls", return_value=result):
        step = await try_out(hass, flows, step)
    told = step["description_placeholders"]["result"].replace("\\", "")
    assert told == "\n".join(f"- Smart plug: {line}" for line in words)


@dataclass
class Slow:
    """A test that lasts until it is let go."""

    let_go: asyncio.Event
    over: bool = False


@pytest.fixture
def slow() -> Generator[Slow]:
    """Make the test last, and the dialog impatient."""
    slow = Slow(asyncio.Event())

    async def controls(*_: Any) -> list[mute_test.TestStep]:
        await slow.let_go.wait()
        slow.over = True
        return [mute_test.TestStep("switch", Step.MUTE, ok=True, milliseconds=9000.0)]

    with (
        patch.object(microphone_test, "async_test_controls", controls),
        patch.object(microphone_test, "_PATIENCE", 0),
        patch.object(microphone_test, "_SHOWN", 0),
    ):
        yield slow


async def test_a_test_that_takes_time_is_waited_for(hass: HomeAssistant, kitchen: Satellite, slow: Slow) -> None:
    """The dialog shows that something is going on, and then what came of it."""
    flows, step = await to_menu(hass, kitchen)
    step = await flows.choose(step, "test")
    assert (step["type"], step["step_id"], step["progress_action"]) == (FlowResultType.SHOW_PROGRESS, "test", "testing")
    assert (await flows.look(step))["type"] is FlowResultType.SHOW_PROGRESS
    slow.let_go.set()
    await hass.async_block_till_done()
    step = await flows.look(step)
    assert step["step_id"] == "tested"
    assert "muted" in step["description_placeholders"]["result"]
    slow.let_go.clear()
    assert (await flows.choose(step, "test"))["type"] is FlowResultType.SHOW_PROGRESS
    slow.let_go.set()
    await hass.async_block_till_done()


async def test_a_progress_stays_until_a_browser_can_follow_it(
    hass: HomeAssistant, kitchen: Satellite, slow: Slow
) -> None:
    """A test that is over as soon as its progress is shown would leave the dialog waiting for ever."""
    flows, step = await to_menu(hass, kitchen)
    with patch.object(microphone_test, "_SHOWN", 0.05):
        step = await flows.choose(step, "test")
        slow.let_go.set()
        for _ in range(5):
            await asyncio.sleep(0)
        assert slow.over
        assert (await flows.look(step))["type"] is FlowResultType.SHOW_PROGRESS
        await hass.async_block_till_done()
    assert (await flows.look(step))["step_id"] == "tested"


async def test_a_dialog_that_is_closed_stops_no_test(hass: HomeAssistant, kitchen: Satellite, slow: Slow) -> None:
    """A test that has muted still has to restore, though nobody waits for it any more."""
    flows, step = await to_menu(hass, kitchen)
    step = await flows.choose(step, "test")
    hass.config_entries.subentries.async_abort(step["flow_id"])
    await asyncio.sleep(0)
    slow.let_go.set()
    await hass.async_block_till_done()
    assert slow.over


async def test_a_dialog_does_not_wait_for_ever(hass: HomeAssistant, kitchen: Satellite, slow: Slow) -> None:
    """Where the test hangs, the dialog goes on, and says what may be."""
    flows, step = await to_menu(hass, kitchen)
    with patch.object(microphone_test, "_LIMIT", 0):
        step = await flows.choose(step, "test")
        for _ in range(5):
            await asyncio.sleep(0)
    shown = await flows.look(step)
    assert shown["description_placeholders"]["result"] == "The test took too long. Look at the device: it may be muted."
    slow.let_go.set()
    await hass.async_block_till_done()
    assert slow.over


def _reference(hass: HomeAssistant, kitchen: Satellite) -> str:
    return microphone(hass, kitchen)["unique_id"]
