"""Home Assistant's own automation editor: our triggers and conditions are offered in words, filled in, saved, and run."""

from collections.abc import AsyncIterator
import json
from typing import Any, Final, Literal

from playwright.async_api import Locator, expect
import pytest
import pytest_asyncio

from demo.configuration import INTEGRATION
from tests.e2e.faults.home import Home

from .conftest import Opens
from .screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

TEXTS: Final[dict[str, Any]] = json.loads((INTEGRATION / "translations" / "en.json").read_text(encoding="utf-8"))
KITCHEN: Final = "kitchen"
AREA: Final = "Kitchen"
NAME: Final = "Tell of the kitchen"
AUTOMATION: Final = "automation.tell_of_the_kitchen"

type Part = Literal["trigger", "condition"]


async def adding(screen: Screen, part: Part) -> Locator:
    """Open what adds a trigger or a condition, and return its dialog."""
    await screen.page.get_by_role("button", name=f"Add {part}").first.click()
    dialog = screen.page.locator("add-automation-element-dialog")
    await expect(dialog.locator("ha-automation-add-from-target")).to_be_visible()
    return dialog


async def add(screen: Screen, part: Part, key: str) -> Locator:
    """Add one of ours to the kitchen's area; return the panel beside, which asks for its fields."""
    dialog = await adding(screen, part)
    await dialog.locator("ha-automation-add-from-target").get_by_text(AREA, exact=True).first.click()
    name = TEXTS[f"{part}s"][key]["name"]
    await dialog.locator("ha-automation-add-items").get_by_text(name).first.click()
    panel = screen.page.locator("ha-automation-sidebar")
    await expect(panel).to_contain_text(name)
    return panel


@pytest_asyncio.fixture(loop_scope="session")
async def home_without_it(at_home: Home) -> AsyncIterator[Home]:
    """The home on an ordinary day, in which no automation is left."""
    yield at_home
    if (left := at_home.client.states.current.get(AUTOMATION)) is not None:
        await at_home.client.delete(f"/api/config/automation/config/{left.attributes['id']}")


@pytest.mark.parametrize("part", ["trigger", "condition"])
async def test_all_of_ours_are_found_by_their_words(one_home: Home, opens: Opens, part: Part) -> None:
    """Each with its name and its description."""
    screen = await opens("config/automation/edit/new")
    dialog = await adding(screen, part)
    for texts in TEXTS[f"{part}s"].values():
        await dialog.locator("input").first.fill(texts["name"])
        found = dialog.locator("ha-automation-add-search")
        await expect(found).to_contain_text(texts["name"])
        await expect(found).to_contain_text(texts["description"])
    await dialog.locator("input").first.fill("Microphone")
    await expect(dialog.locator("ha-automation-add-search")).to_contain_text("Microphone")
    await screen.shoot(f"automation-{part}s")


@pytest.mark.parametrize(("part", "key"), [("trigger", "microphone_muted"), ("condition", "is_muted")])
async def test_every_field_is_asked_for_in_words(one_home: Home, opens: Opens, part: Part, key: str) -> None:
    """By an area: what is asked for is labelled and described, and so is each choice of how far a mute is to be trusted."""
    screen = await opens("config/automation/edit/new")
    panel = await add(screen, part, key)
    for field in TEXTS[f"{part}s"][key]["fields"].values():
        await expect(panel).to_contain_text(field["name"])
        await expect(panel).to_contain_text(field["description"])
    for choice in ("software", "firmware", "hardware", "power_cut"):
        await expect(panel).to_contain_text(TEXTS["selector"]["assurance"]["options"][choice])
    await expect(panel).to_contain_text("1 entity")
    await screen.shoot(f"automation-{key}")


async def test_an_automation_is_made_and_runs(home_without_it: Home, opens: Opens) -> None:
    """Clicked together and saved, it runs when somebody speaks to the kitchen."""
    screen, states = await opens("config/automation/edit/new"), home_without_it.client.states
    await add(screen, "trigger", "recording_started")
    await add(screen, "condition", "can_listen")
    await screen.shoot("automation")
    await screen.page.get_by_role("button", name="Save").first.click()
    saving = screen.page.locator("ha-dialog-automation-save")
    await saving.locator("input").first.fill(NAME)
    await saving.get_by_role("button", name="Save", exact=True).click()
    await states.until(AUTOMATION, "on", seconds=20)
    await home_without_it.satellite(KITCHEN).hear("LAMP_ON", 1.0)
    await states.until_true(
        lambda: states.current[AUTOMATION].attributes["last_triggered"] is not None, 20, lambda: "it did not run"
    )
