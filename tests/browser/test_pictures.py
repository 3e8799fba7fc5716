"""Pictures of every state, on every screen, light and dark: artefacts to be looked at beside the reference."""

from collections.abc import Mapping
from typing import Final

from playwright.async_api import expect
import pytest

from demo.scenes import Scene

from . import boards
from .conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="session")]

# States of the home that follow each other on one page, and what has to be there before each is taken.
STATES: Final[Mapping[str, str]] = {
    "evening": "earshot-legend",
    "states": "earshot-row[compact]",
    "privacy": "earshot-legend",
    "muted": "earshot-legend",
    "one": "earshot-legend",
    "twelve": "earshot-row[compact]",
    "many": "earshot-areas",
    "empty": "earshot-notice",
    "not_set_up": "earshot-notice",
}
SHEETS: Final = ("Living room", "Kitchen", "Kids’ room", "Office Echo", "Den Echo", "Hallway")


async def test_states(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """The full card in each state of the home, on a page that stays open."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    assert screen.told is not None
    await screen.page.emulate_media(reduced_motion="reduce")
    await expect(screen.page.locator("earshot-row")).to_have_count(7)
    for name, shown in STATES.items():
        screen.told.become(staged[name])
        await expect(screen.page.locator(shown).first).to_be_visible()
        await screen.shoot_all(f"full-{name}")


@pytest.mark.parametrize("scene", ["missing", "forbidden"])
async def test_what_there_is_to_say_in_place_of_a_card(opens: Opens, staged: Mapping[str, Scene], scene: str) -> None:
    """Where Earshot does not answer, or this user may see nothing of it."""
    screen = await opens(boards.path("full"), scene=staged[scene])
    await expect(screen.page.locator("earshot-notice")).to_be_visible()
    await screen.shoot_all(f"full-{scene}")


@pytest.mark.parametrize("view", ["week", "compact", "chips", "dim", "badge"])
async def test_view(opens: Opens, staged: Mapping[str, Scene], view: str) -> None:
    """An evening in one shape of the card."""
    screen = await opens(boards.path(view), scene=staged["evening"])
    await screen.page.emulate_media(reduced_motion="reduce")
    await expect(screen.page.locator("earshot-badge" if view == "badge" else "earshot-card").first).to_contain_text(
        "Living room"
    )
    await screen.shoot_all(view)


async def test_sheets(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """What is behind a tap on each kind of row."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    await screen.page.emulate_media(reduced_motion="reduce")
    for name in SHEETS:
        await screen.row(name).locator("button.open").click()
        await expect(screen.sheet).to_be_visible()
        await screen.shoot_all(f"sheet-{name.lower().replace(' ', '-').replace('’', '')}")
        await screen.page.keyboard.press("Escape")
        await expect(screen.sheet).to_have_count(0)


async def test_german(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """The longest words: nothing is cut off."""
    screen = await opens(boards.path("full"), scene=staged["evening"], language="de")
    await screen.page.emulate_media(reduced_motion="reduce")
    await expect(screen.page.locator("earshot-legend")).to_contain_text("Stumm")
    await screen.shoot_all("german-full")
    await screen.row("Kitchen").locator("button.open").click()
    await expect(screen.sheet).to_be_visible()
    await screen.shoot_all("german-sheet")


@pytest.mark.parametrize("scene", ["log", "log_many", "log_empty", "log_off", "log_forbidden", "log_failed"])
async def test_log(opens: Opens, staged: Mapping[str, Scene], scene: str) -> None:
    """The log as it is, with a row that is opened and the map of misfires, and what it says where there is nothing to show."""
    screen = await opens(boards.path("log"), scene=staged[scene])
    card = screen.page.locator("earshot-log-card")
    if scene not in ("log", "log_many"):
        await expect(card.locator("strong, h2").first).to_be_visible()
        await screen.shoot_all(scene)
        return
    await expect(card.locator("earshot-log-row").first).to_be_visible()
    if scene == "log":
        await card.locator("earshot-log-row").filter(has_text="Likely misfire").first.locator("button").first.click()
        await expect(card).to_contain_text("I meant it")
    await screen.shoot_all(scene)
    await card.get_by_role("button", name="When they misfire").click()
    await expect(card.get_by_role("grid")).to_be_visible()
    await screen.shoot_all(f"{scene}-heat")
