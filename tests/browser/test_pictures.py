"""Pictures of every state, on every screen, light and dark: artefacts to be looked at beside the reference."""

from collections.abc import Mapping

from playwright.async_api import expect
import pytest

from demo.scenes import Scene

from . import boards
from .conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

# What of each scene has to be there before it is taken.
SCENES = {
    "evening": "earshot-row",
    "states": "earshot-row",
    "privacy": "earshot-row",
    "muted": "earshot-row",
    "one": "earshot-row",
    "twelve": "earshot-row",
    "many": "earshot-areas",
    "empty": "earshot-notice",
    "missing": "earshot-notice",
    "forbidden": "earshot-notice",
    "not_set_up": "earshot-notice",
}


@pytest.mark.parametrize("scene", SCENES)
async def test_scene(opens: Opens, staged: Mapping[str, Scene], scene: str) -> None:
    """The full card in one state of the home."""
    screen = await opens(boards.path("full"), scene=staged[scene])
    await expect(screen.page.locator(SCENES[scene]).first).to_be_visible()
    await screen.shoot_all(f"full-{scene}")


@pytest.mark.parametrize("view", ["week", "compact", "chips", "dim", "badge"])
async def test_view(opens: Opens, staged: Mapping[str, Scene], view: str) -> None:
    """An evening in one shape of the card."""
    screen = await opens(boards.path(view), scene=staged["evening"])
    await expect(screen.page.locator("earshot-badge" if view == "badge" else "earshot-card").first).to_be_visible()
    await screen.shoot_all(view)


@pytest.mark.parametrize("name", ["Living room", "Kitchen", "Kids’ room", "Office Echo", "Den Echo", "Hallway"])
async def test_sheet(opens: Opens, staged: Mapping[str, Scene], name: str) -> None:
    """What is behind a tap on each kind of row."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    await screen.row(name).locator("button.open").click()
    await expect(screen.sheet).to_be_visible()
    await screen.shoot_all(f"sheet-{name.lower().replace(' ', '-').replace('’', '')}")


async def test_log(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """The log of the real home."""
    screen = await opens(boards.path("log"))
    await expect(screen.page.locator("earshot-log-card")).to_be_visible()
    await screen.shoot_all("log")
