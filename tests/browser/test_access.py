"""Everybody can use the cards, and no name can do more than be read."""

from collections.abc import Mapping
import re
from typing import Any, Final

from playwright.async_api import expect
import pytest

from demo.process import ROOT
from demo.scenes import Scene

from . import boards
from .conftest import Opens
from .people import Person
from .screen import SCHEMES, Screen

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

AXE: Final = ROOT / "card" / "node_modules" / "axe-core" / "axe.min.js"
CARDS: Final[Mapping[str, str]] = {
    "full": "earshot-card",
    "compact": "earshot-card",
    "chips": "earshot-card",
    "dim": "earshot-card",
    "log": "earshot-log-card",
    "badge": "earshot-badge",
}
HOSTILE: Final = "<img src=x"

_VIOLATIONS: Final = """async (selector) => {
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.matches(selector) ? [each] : []), ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const { violations } = await axe.run(find(document), { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.flat().join(' ')}: ${failureSummary}`));
}"""

# What reaches out of its card, as far as it can be seen: what is cut off on purpose ends where it is cut off.
_OVERFLOWING: Final = """(selector) => {
  const walk = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? walk(each.shadowRoot) : [])]);
  const above = (each) => each.assignedSlot ?? each.parentElement ?? each.getRootNode().host;
  const { width } = document.documentElement.getBoundingClientRect();
  const wide = document.scrollingElement.scrollWidth > width ? ['the page'] : [];
  for (const card of walk(document).filter((each) => each.matches(selector))) {
    const box = card.getBoundingClientRect();
    for (const each of walk(card.shadowRoot)) {
      if (each.getClientRects().length === 0 || getComputedStyle(each).position === 'absolute') continue;
      let { left, right } = each.getBoundingClientRect();
      for (let clip = above(each); clip !== card; clip = above(clip)) {
        if (getComputedStyle(clip).overflowX === 'visible') continue;
        const edges = clip.getBoundingClientRect();
        [left, right] = [Math.max(left, edges.left), Math.min(right, edges.right)];
      }
      if (left < box.left - 1 || right > box.right + 1) {
        wide.push(`${each.localName}.${each.getAttribute('class')} ${left}–${right} of ${box.left}–${box.right}`);
      }
    }
  }
  return wide;
}"""

# Whatever moves for ever.
_RUNNING: Final = (
    "(root) => root.getAnimations().filter((each) => each.effect.getComputedTiming().iterations === Infinity).length"
)


async def violations(screen: Screen, selector: str) -> list[str]:
    """Return what axe-core has against the elements that a selector finds, through shadow roots."""
    await screen.page.add_script_tag(path=AXE)
    found: list[str] = await screen.page.evaluate(_VIOLATIONS, selector)
    return found


async def both_violations(screen: Screen, selector: str) -> list[str]:
    """Return what axe-core has against the elements that a selector finds, by day and by night."""
    found: list[str] = []
    for scheme in SCHEMES:
        # Colours that are on their way from one to the other are neither.
        await screen.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        await screen.settled()
        found += [f"{scheme}: {each}" for each in await violations(screen, selector)]
    return found


@pytest.mark.parametrize("view", ["full", "compact", "chips", "dim", "badge"])
async def test_axe_finds_nothing(opens: Opens, staged: Mapping[str, Scene], view: str) -> None:
    """Names, roles and contrasts of every card are as they have to be, light and dark, in each status there is."""
    screen = await opens(boards.path(view), scene=staged["evening"])
    await expect(screen.page.locator(f"{CARDS[view]} svg").first).to_be_visible()
    assert screen.told is not None
    for scene in ("evening", "states", "privacy", "many"):
        screen.told.become(staged[scene])
        assert not await both_violations(screen, CARDS[view]), scene


async def test_axe_finds_nothing_in_the_log(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """Rows of every kind, one of them opened, and the map of misfires."""
    screen = await opens(boards.path("log"), scene=staged["log"])
    card = screen.page.locator("earshot-log-card")
    await card.locator("earshot-log-row").filter(has_text="Likely misfire").first.locator("button").first.click()
    await card.get_by_role("button", name="Show what it understood").click()
    assert not await both_violations(screen, "earshot-log-card")
    await card.get_by_role("button", name="When they misfire").click()
    await expect(card.get_by_role("grid")).to_be_visible()
    assert not await both_violations(screen, "earshot-log-card")


async def test_axe_finds_nothing_in_the_audit(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """Findings of every severity."""
    screen = await opens("earshot-built/audit", scene=staged["log"])
    await expect(screen.page.locator("earshot-audit-card")).to_contain_text("sound file")
    assert not await both_violations(screen, "earshot-audit-card")
    await screen.shoot_all("audit")


async def test_axe_finds_nothing_in_a_sheet(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """The dialog of choices, of a microphone that is paused, that hears, and whose mute does not hold."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    for name in ("Kitchen", "Living room", "Kids’ room"):
        await screen.row(name).locator("button.open").click()
        await expect(screen.sheet).to_be_visible()
        assert not await both_violations(screen, "earshot-sheet")
        await screen.page.keyboard.press("Escape")
        await expect(screen.sheet).to_have_count(0)


async def test_axe_would_find_something(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """A button without a name, within a shadow root of ours, is seen."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    await screen.row("Kitchen").evaluate("row => row.shadowRoot.append(document.createElement('button'))")
    assert any(each.startswith("button-name") for each in await violations(screen, "earshot-card"))


async def test_everything_is_reached_by_keyboard(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """Privacy mode, then each row, its button and its strip; a sheet takes the focus and gives it back."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    main = screen.row("Kitchen").locator("button.open")
    await expect(main).to_be_visible()
    await screen.page.locator("earshot-header button").focus()
    names = [await screen.focused()]
    for _ in range(5):
        await screen.page.keyboard.press("Tab")
        names.append(await screen.focused())
    assert names[0] == "Privacy mode"
    assert names[1].startswith("Living room, listening")
    assert names[2].startswith("Mute Living room")
    assert names[3].startswith("Living room, last 24 hours")
    assert names[4].startswith("Kitchen, paused")
    assert names[5].startswith("Kitchen, last 24 hours")
    await screen.page.keyboard.press("End")
    await expect(screen.row("Kitchen").locator("earshot-strip .tip")).to_be_visible()
    await main.focus()
    await screen.page.keyboard.press("Enter")
    await expect(screen.sheet).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(screen.sheet).to_have_count(0)
    assert (await screen.focused()).startswith("Kitchen, paused")


async def test_the_arrow_keys_stop_at_a_mute_that_failed_and_it_is_read_out(
    opens: Opens, staged: Mapping[str, Scene]
) -> None:
    """It lasted from then until then, and what was heard meanwhile is a stop before it."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    strip = screen.row("Kids’ room").locator("earshot-strip")
    said = strip.get_by_role("status")
    await expect(strip.get_by_role("img")).to_have_accessible_name(re.compile("mute failed for 21 min"))
    await strip.get_by_role("img").focus()
    await expect(said).to_have_text("")
    await screen.page.keyboard.press("ArrowLeft")
    await expect(said).to_have_text("22:51–23:12 · Mute failed")
    await screen.page.keyboard.press("ArrowLeft")
    await expect(said).to_have_text("22:55 · While muted")
    await screen.page.keyboard.press("ArrowRight")
    await expect(said).to_have_text("22:51–23:12 · Mute failed")
    await screen.page.keyboard.press("Escape")
    await expect(said).to_have_text("")


@pytest.mark.parametrize("view", ["full", "compact", "chips", "log"])
async def test_a_name_of_markup_and_script_is_text(opens: Opens, staged: Mapping[str, Scene], view: str) -> None:
    """It is read as it is written, in every shape, and nothing of it is an element; a long name leaves the card as it is."""
    screen = await opens(boards.path(view), scene=staged["hostile"])
    await expect(screen.page.locator(CARDS[view]).first).to_contain_text(HOSTILE if view != "log" else "")
    await expect(screen.page.locator(f"{CARDS[view]} img")).to_have_count(0)
    assert await screen.page.title() != "hacked"
    if view == "full":
        await screen.page.locator("earshot-row button.open").first.click()
        await expect(screen.sheet).to_contain_text(HOSTILE)
        await expect(screen.page.locator("earshot-sheet img")).to_have_count(0)
        await screen.page.keyboard.press("Escape")
    assert not await screen.page.evaluate(_OVERFLOWING, CARDS[view])


@pytest.mark.parametrize("view", ["full", "compact", "chips", "log", "badge"])
async def test_right_to_left_nothing_is_cut_off(opens: Opens, staged: Mapping[str, Scene], view: str) -> None:
    """In Hebrew the card is mirrored; at no width does anything reach out of it, and time still goes to the right."""
    scene = {"full": "evening", "log": "log"}.get(view, "states")
    screen = await opens(boards.path(view), scene=staged[scene], language="he")
    await expect(screen.page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(screen.page.locator(CARDS[view]).first).to_be_visible()
    async for size, scheme in screen.everywhere():
        assert not await screen.page.evaluate(_OVERFLOWING, CARDS[view]), size
        await screen.shoot(f"rtl-{view}-{size}-{scheme}")
    if view == "full":
        glyph = await screen.row("Kitchen").locator(".ic").bounding_box()
        name = await screen.row("Kitchen").locator(".nm").bounding_box()
        assert glyph is not None
        assert name is not None
        assert glyph["x"] > name["x"]


async def test_what_a_card_does_not_understand_leaves_it_as_it_is(
    opens: Opens, staged: Mapping[str, Scene], administrator: Person
) -> None:
    """Words of a later version, or of nobody's, blank nothing; and what comes after them is seen."""
    screen = await opens(boards.path("full"), administrator, scene=staged["evening"])
    await expect(screen.row("Kitchen")).to_contain_text("Paused")
    assert screen.told is not None
    nonsense: list[Any] = [
        None, 7, "full", [], {"microphones": 3}, {"microphones": [None, {"id": 4}]}, {"home": "hacked"}, {"rules": {}},
        {"microphones": [{"id": "kitchen", "name": "Kitchen", "status": "dreaming"}]}, {"full": True, "microphones": "all"},
    ]  # fmt: skip
    for each in nonsense:
        screen.told.say(each)
    await screen.settled()
    await expect(screen.page.locator("earshot-row")).to_have_count(7)
    kitchen = next(each for each in staged["evening"].events[0]["microphones"] if each["id"] == "kitchen")
    screen.told.say({"microphones": [{**kitchen, "status": "listening", "decision": "live", "reasons": []}]})
    await expect(screen.row("Kitchen")).to_contain_text("Listening")


async def test_reduced_motion_stills_the_pulse(opens: Opens, staged: Mapping[str, Scene]) -> None:
    """What listens moves, and does not where that is not wanted."""
    screen = await opens(boards.path("full"), scene=staged["evening"])
    await expect(screen.row("Living room")).to_contain_text("Listening")
    moving = await screen.row("Living room").evaluate(f"row => ({_RUNNING})(row.shadowRoot)")
    await screen.page.emulate_media(reduced_motion="reduce")
    still = await screen.row("Living room").evaluate(f"row => ({_RUNNING})(row.shadowRoot)")
    assert moving > 0
    assert still == 0
