"""The card on a real dashboard, satellites behind it: what they do is seen, and what is tapped reaches them."""

import asyncio
import re
from statistics import median
import time

from playwright.async_api import Locator, expect
import pytest

from demo.wire import RUN, sent
from tests.conftest import Measured
from tests.e2e.faults.home import Home

from . import boards
from .conftest import Opens
from .people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="session")]

NAMES = ("Bedroom", "Kitchen", "Living room")
KITCHEN = "kitchen"

# Milliseconds from the satellite's own word to the frame that shows it.
SEEN = 300.0

# Resolves with the wall-clock time, in milliseconds, of the first frame in which a row says something.
_SAYS = """(row, words) => new Promise((resolve) => {
  const look = () => row.shadowRoot.textContent.includes(words)
    ? resolve(performance.timeOrigin + performance.now())
    : requestAnimationFrame(look);
  look();
})"""


async def seen(row: Locator, words: str) -> float:
    """Return when a row first says something, in seconds of wall-clock time."""
    moment: float = await row.evaluate(_SAYS, words)
    return moment / 1000


async def test_each_microphone_has_a_row_that_says_its_status_in_words(at_home: Home, opens: Opens) -> None:
    """A row per satellite, in colour, glyph and word; and the sentence above them."""
    screen = await opens(boards.path("full"))
    await expect(screen.page.locator("earshot-row")).to_have_count(len(NAMES))
    for name in NAMES:
        await expect(screen.row(name)).to_contain_text("Armed")
        await expect(screen.row(name).locator("svg path").first).to_be_attached()
        await expect(screen.row(name).locator("earshot-strip").get_by_role("img")).to_have_accessible_name(
            re.compile(name)
        )
    await expect(screen.page.locator("earshot-header")).to_contain_text("3 microphones can hear you")


async def test_a_satellite_that_listens_is_seen_at_once(at_home: Home, opens: Opens, measured: Measured) -> None:
    """From the satellite's first word on the wire to the frame in which its row says so."""
    screen = await opens(boards.path("full"))
    row = screen.row("Kitchen")
    await expect(row).to_contain_text("Armed")
    delays = []
    for _ in range(3):
        await at_home.until(KITCHEN, "satellite", "idle", seconds=20)
        since = time.time()
        shown = asyncio.create_task(seen(row, "Listening"))
        assert (await at_home.satellite(KITCHEN).hear("LAMP_ON", 1))["woke"]
        async with asyncio.timeout(10):
            shown_at = await shown
        said = sent(at_home.satellite(KITCHEN).wire.events(since), "detection")[0].time
        delays.append((shown_at - said) * 1000)
        await expect(screen.page.locator("earshot-header")).to_contain_text("Kitchen is listening")
        await expect(row).to_contain_text("Armed", timeout=20_000)
    measured(f"seen {', '.join(f'{delay:.0f}' for delay in delays)} ms after the satellite's word")
    assert 0 < median(delays) <= SEEN


async def test_mute_for_a_quarter_of_an_hour_reaches_the_satellite(
    at_home: Home, opens: Opens, measured: Measured
) -> None:
    """A row is opened, a time is chosen: the satellite is paused on the wire, and nothing of it is until it is resumed."""
    screen = await opens(boards.path("full"))
    row = screen.row("Kitchen")
    await row.get_by_role("button", name=re.compile("^Kitchen, armed", re.IGNORECASE)).click()
    await expect(screen.sheet).to_be_visible()
    since = time.time()
    await screen.sheet.get_by_role("button", name=re.compile("15 min")).first.click()
    paused = await at_home.paused(KITCHEN, since)
    await expect(row).to_contain_text("Paused by Home Assistant")
    await expect(row).to_contain_text("by you until")
    assert not (await at_home.satellite(KITCHEN).hear("LAMP_ON", 1))["woke"]
    # A sheet that is still there shows what is known now.
    if not await screen.sheet.is_visible():
        await row.get_by_role("button", name=re.compile("^Kitchen, paused", re.IGNORECASE)).click()
    await expect(screen.sheet).to_contain_text("Muted by you")
    # What is unmuted before Home Assistant has noticed its own pause stays paused.
    await at_home.noticed()
    resumed = time.time()
    at_home.silent(paused, resumed, [KITCHEN])
    await screen.sheet.get_by_role("button", name=re.compile("Resume schedule")).click()
    await at_home.on_wire(KITCHEN, RUN, resumed)
    await expect(row).to_contain_text("Armed")
    measured(f"paused on the wire {(paused - since) * 1000:.0f} ms after the tap; 0 chunks in {resumed - paused:.1f} s")


async def test_the_button_of_a_row_mutes_until_somebody_resumes(at_home: Home, opens: Opens) -> None:
    """One tap, no question; its colour follows the read-back."""
    screen = await opens(boards.path("full"))
    since = time.time()
    await screen.row("Bedroom").get_by_role("button", name="Mute Bedroom").click()
    await at_home.paused("bedroom", since)
    await expect(screen.row("Bedroom")).to_contain_text("by you, until you resume")
    await expect(screen.row("Bedroom").get_by_role("button", name="Mute Bedroom")).to_have_count(0)


async def test_privacy_mode_is_one_button_for_the_whole_home(at_home: Home, opens: Opens) -> None:
    """One tap pauses every satellite, one more lets them go; the button says which."""
    screen = await opens(boards.path("full"))
    header = screen.page.locator("earshot-header")
    since = time.time()
    await header.get_by_role("button", name="Privacy mode", exact=True).click()
    for key in at_home.keys:
        await at_home.paused(key, since)
    end = header.get_by_role("button", name="End privacy mode", exact=True)
    await expect(end).to_be_visible()
    await expect(header).to_contain_text("Muted or paused")
    for name in NAMES:
        await expect(screen.row(name)).to_contain_text("Privacy mode")
    await at_home.noticed()
    resumed = time.time()
    await end.click()
    for key in at_home.keys:
        await at_home.on_wire(key, RUN, resumed)
    await expect(header.get_by_role("button", name="Privacy mode", exact=True)).to_be_visible()
    for name in NAMES:
        await expect(screen.row(name)).to_contain_text("Armed")


async def test_a_card_that_lost_its_connection_knows_nothing_and_comes_back_by_itself(
    at_home: Home, opens: Opens
) -> None:
    """While Home Assistant is away every status is unknown; when it is back, so is what is."""
    screen = await opens(boards.path("full"))
    await expect(screen.row("Kitchen")).to_contain_text("Armed")
    await at_home.stop()
    try:
        for name in NAMES:
            await expect(screen.row(name)).to_contain_text("Unknown · was armed at")
        await expect(screen.page.locator("earshot-header")).to_contain_text("Connection lost")
        await expect(screen.button(re.compile("^Mute "))).to_have_count(0)
        await screen.shoot_all("real-lost")
    finally:
        await at_home.start()
    for name in NAMES:
        await expect(screen.row(name)).to_contain_text("Armed", timeout=40_000)
    # What goes on is seen again.
    await at_home.ready()
    assert (await at_home.satellite(KITCHEN).hear("LAMP_ON", 2))["woke"]
    await expect(screen.row("Kitchen")).to_contain_text("Listening")


async def test_who_may_not_read_the_log_sees_the_present_and_is_told_why_there_is_no_past(
    at_home: Home, opens: Opens, guest: Person
) -> None:
    """Statuses and mutes are there; the log says who may read it."""
    screen = await opens(boards.path("full"), guest)
    await expect(screen.row("Kitchen")).to_contain_text("Armed")
    strip = screen.row("Kitchen").locator("earshot-strip")
    await expect(strip.get_by_role("img")).to_have_accessible_name(re.compile("Only those who may read the log"))
    await strip.hover(position={"x": 20, "y": 10})
    await expect(strip).to_contain_text("Only those who may read the log")
    await screen.go(boards.path("log"))
    await expect(screen.page.locator("earshot-log-card")).to_contain_text("Only administrators may read the log")


async def test_a_row_that_is_held_shows_its_entity(at_home: Home, opens: Opens) -> None:
    """As with Home Assistant's own cards: a tap is ours, a hold leads to the entity and opens nothing of ours."""
    screen = await opens(boards.path("full"))
    await screen.row("Kitchen").locator("button.open").click(delay=700)
    await expect(screen.page.locator("ha-more-info-dialog")).to_contain_text("Kitchen")
    await expect(screen.sheet).to_have_count(0)


async def test_compact_chips_and_badge_tell_the_same(at_home: Home, opens: Opens) -> None:
    """Each has its own shape for the same words."""
    screen = await opens(boards.path("compact"))
    await expect(screen.page.locator("earshot-row")).to_have_count(len(NAMES))
    await expect(screen.page.locator("earshot-strip")).to_have_count(0)
    await screen.go(boards.path("chips"))
    for name in NAMES:
        await expect(screen.page.locator("earshot-chip").filter(has_text=name)).to_contain_text("Armed")
    await screen.go(boards.path("badge"))
    await expect(screen.page.locator("earshot-badge")).to_contain_text("3 can hear you")


async def test_the_card_lives_in_masonry_too(at_home: Home, opens: Opens) -> None:
    """Every card is drawn in the older layout, none is in the way of another."""
    screen = await opens(boards.path("masonry"))
    await expect(screen.page.locator("earshot-card")).to_have_count(5)
    for card in await screen.page.locator("earshot-card").all():
        await expect(card).to_contain_text("Kitchen")
        box = await card.bounding_box()
        assert box is not None
        assert box["height"] > 40
