"""The mute is tried out from the dialog, with everything as it really runs."""

import asyncio
from collections.abc import Generator
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
    """Choose the test and wait for it."""
    step = await flows.choose(step, "test")
    assert (step["type"], step["step_id"], step["progress_action"]) == (FlowResultType.SHOW_PROGRESS, "test", "testing")
    await hass.async_block_till_done()
    return await flows.look(step)


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
            [(Step.MUTE, True, 12.4), (Step.RESTORE, False, None)],
            ["muted, and read back after 12 ms", "what was before did not read back in time"],
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


@pytest.fixture
def slow() -> Generator[asyncio.Event]:
    """Make the test last until it is let go; the event is set when it is over."""
    let_go = asyncio.Event()

    async def controls(*_: Any) -> list[mute_test.TestStep]:
        await let_go.wait()
        over.set()
        return []

    over = asyncio.Event()
    let_go.over = over  # type: ignore[attr-defined]
    with patch.object(microphone_test, "async_test_controls", controls):
        yield let_go


async def test_a_dialog_that_is_closed_stops_no_test(hass: HomeAssistant, kitchen: Satellite, slow: Any) -> None:
    """A test that has muted still has to restore, though nobody waits for it any more."""
    flows, step = await to_menu(hass, kitchen)
    step = await flows.choose(step, "test")
    await asyncio.sleep(0)
    hass.config_entries.subentries.async_abort(step["flow_id"])
    await asyncio.sleep(0)
    slow.set()
    await hass.async_block_till_done()
    assert slow.over.is_set()


async def test_a_dialog_does_not_wait_for_ever(hass: HomeAssistant, kitchen: Satellite, slow: Any) -> None:
    """Where the test hangs, the dialog goes on, and says what may be."""
    flows, step = await to_menu(hass, kitchen)
    with patch.object(microphone_test, "_LIMIT_SECONDS", 0):
        step = await flows.choose(step, "test")
        for _ in range(5):
            await asyncio.sleep(0)
    shown = await flows.look(step)
    assert shown["description_placeholders"]["result"] == "The test took too long. Look at the device: it may be muted."
    slow.set()
    await hass.async_block_till_done()
    assert slow.over.is_set()


def _reference(hass: HomeAssistant, kitchen: Satellite) -> str:
    return microphone(hass, kitchen)["unique_id"]
