"""The dashboard's own editors: what is offered, what is asked for, and in which words."""

from collections.abc import Mapping
import re
from typing import Final

from playwright.async_api import Locator, expect
import pytest

from tests.e2e.faults.home import Home

from . import boards
from .conftest import Opens
from .screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

# What each editor asks for, as the screen has it.
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "full": ("View", "Microphones", "Title", "Timeline", "Button for privacy mode", "Legend", "Bedroom dim"),
    "log": ("Microphones", "Title", "Map of likely misfires"),
    "badge": ("Words beside the icon", "Where a tap leads"),
}
# A key in place of its words, as `editor.view` or `privacy_mode`.
_KEY: Final = re.compile(r"\b[a-z]+[._][a-z_.]+\b")


async def edit(screen: Screen, what: str) -> Locator:
    """Open the editor of the one card or badge of a view, and return its dialog."""
    page = screen.page
    if what == "badge":
        await page.locator("hui-badge-edit-mode").hover()
        await page.locator("hui-badge-edit-mode").get_by_role("button", name="Edit").first.click()
        dialog = page.locator("hui-dialog-edit-badge")
    else:
        await page.locator("hui-card-edit-mode").hover()
        await page.get_by_role("button", name="Edit card").click()
        dialog = page.locator("hui-dialog-edit-card")
    await expect(dialog.locator("ha-form").first).to_be_visible()
    return dialog


@pytest.mark.parametrize("what", LABELS)
async def test_every_editor_asks_in_words(one_home: Home, opens: Opens, what: str) -> None:
    """The dashboard's own form with our fields, each with its label; nothing is left to be written as code."""
    screen = await opens(f"{boards.path(what)}?edit=1")
    dialog = await edit(screen, what)
    for label in LABELS[what]:
        await expect(dialog.locator("ha-form").first).to_contain_text(label)
    await expect(dialog.locator("ha-code-editor")).to_have_count(0)
    words = await dialog.locator("ha-form").first.inner_text()
    assert not _KEY.findall(words), words
    await screen.shoot(f"editor-{what}")


async def test_an_editor_speaks_the_users_language(one_home: Home, opens: Opens) -> None:
    """A German user's editor has no English label left."""
    screen = await opens(f"{boards.path('full')}?edit=1", language="de")
    await screen.page.locator("hui-card-edit-mode").hover()
    await screen.page.get_by_role("button", name="Karte bearbeiten").click()
    form = screen.page.locator("hui-dialog-edit-card ha-form").first
    await expect(form).to_contain_text("Mikrofone")
    await expect(form).not_to_contain_text("Microphones")


async def test_what_is_chosen_in_an_editor_is_shown_at_once(one_home: Home, opens: Opens) -> None:
    """The preview beside the form is the card itself."""
    screen = await opens(f"{boards.path('full')}?edit=1")
    dialog = await edit(screen, "full")
    await dialog.get_by_role("textbox", name="Title").fill("Who listens")
    await expect(dialog.locator("earshot-card")).to_contain_text("Who listens")


async def test_an_editor_shows_what_holds_and_changes_it(one_home: Home, opens: Opens) -> None:
    """What a card does without being told is on in its form, and what is turned off there is gone from the card."""
    screen = await opens(f"{boards.path('week')}?edit=1")
    dialog = await edit(screen, "week")
    form = dialog.locator("ha-form").first
    for label in ("Button for privacy mode", "Legend"):
        switch = form.locator("ha-selector-boolean").filter(has_text=label).locator("ha-switch")
        await expect(switch).to_have_js_property("checked", True)
    await expect(form.locator("ha-selector-select").nth(1)).to_contain_text("7 days")
    await expect(dialog.locator("earshot-axis")).to_contain_text("7 d")
    await form.locator("ha-selector-boolean").filter(has_text="Legend").locator("ha-switch").click()
    await expect(dialog.locator("earshot-legend")).to_have_count(0)


async def add(screen: Screen) -> Locator:
    """Open what adds a card to a section, and return its dialog."""
    await screen.page.get_by_role("button", name="Add card").first.click()
    dialog = screen.page.locator("hui-dialog-create-card")
    await expect(dialog.locator("hui-suggestion-picker")).to_be_visible()
    return dialog


async def test_the_picker_offers_our_cards(one_home: Home, opens: Opens) -> None:
    """Both cards are among the community's, with a name and a description, and a preview that is alive."""
    screen = await opens(f"{boards.path('full')}?edit=1")
    dialog = await add(screen)
    await dialog.get_by_text("By card", exact=True).click()
    await dialog.locator("hui-card-picker input").first.fill("Earshot")
    await expect(dialog.locator("hui-card-picker .card").filter(has_text="Earshot")).to_have_count(2)
    await expect(dialog.locator("hui-card-picker earshot-card")).to_contain_text("Kitchen")
    await screen.shoot("picker")


@pytest.mark.parametrize(
    ("entity", "ours"),
    [("Microphone mute", True), ("Microphone status", True), ("Mute", False), ("Kitchen lamp", False)],
)
async def test_the_picker_suggests_our_card_for_our_entities_only(
    one_home: Home, opens: Opens, entity: str, ours: bool
) -> None:
    """For an entity of Earshot's the card of its microphone; for any other, also of the same device, nothing."""
    screen = await opens(f"{boards.path('full')}?edit=1")
    dialog = await add(screen)
    await dialog.locator("hui-suggestion-entity-tree input").fill(
        f"Kitchen {entity}" if "Kitchen" not in entity else entity
    )
    await dialog.locator("hui-suggestion-entity-tree").get_by_text(entity, exact=True).first.click()
    await expect(dialog.locator("hui-suggestion-card").first).to_be_visible()
    suggested = dialog.locator("hui-suggestion-card earshot-card")
    if ours:
        await expect(suggested.locator("earshot-row")).to_have_count(1)
        await expect(suggested).to_contain_text("Kitchen")
    else:
        await expect(suggested).to_have_count(0)


async def test_the_strategy_is_among_the_communitys_dashboards(one_home: Home, opens: Opens) -> None:
    """Whoever adds a dashboard is offered the one that Earshot builds."""
    screen = await opens("config/lovelace/dashboards")
    await screen.page.get_by_role("button", name="Add dashboard").click()
    await expect(screen.page.locator("dashboard-card").filter(has_text="Earshot")).to_be_visible()
    await screen.shoot("strategies")


@pytest.mark.parametrize("view", ["Home", "Microphones", "Rules", "Log", "Audit"])
async def test_the_strategy_builds_a_dashboard(one_home: Home, opens: Opens, view: str) -> None:
    """A view for each: home, microphones, rules, log and audit, none with a card that fails."""
    screen = await opens("earshot-built")
    await screen.page.get_by_role("tab", name=view).click()
    await expect(screen.page.locator("hui-card").first).to_be_visible()
    await expect(screen.page.locator("hui-error-card, hui-error-badge")).to_have_count(0)
    await screen.shoot_all(f"strategy-{view.lower()}")


async def test_the_demos_dashboard_is_made_of_our_cards(at_home: Home, opens: Opens) -> None:
    """What a visitor sees first: the card, the chips, the badge and the log."""
    screen = await opens("earshot-demo/home")
    await expect(screen.page.locator("earshot-row")).to_have_count(3)
    await expect(screen.page.locator("earshot-chip")).to_have_count(3)
    await expect(screen.page.locator("earshot-badge")).to_be_visible()
    await expect(screen.page.locator("earshot-log-card")).to_be_visible()
    await expect(screen.page.locator("hui-error-card, hui-error-badge")).to_have_count(0)
    await screen.shoot_all("demo")
