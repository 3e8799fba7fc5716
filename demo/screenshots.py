"""The pictures of the documents, in docs/images: taken in the demo, so that they can be taken again."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
import json
import time
from typing import Any, Final

from playwright.async_api import Browser, Page, expect

from . import dashboard, earshot, scenes
from .api import Client
from .browser import chromium
from .entities import Entities
from .household import PASSWORD, USER, Household
from .pretence import Pretence
from .process import ROOT
from .scenes import Scene
from .setup import move_in

IMAGES: Final = ROOT / "docs" / "images"
_PHONE: Final = (500, 1900)
_DESKTOP: Final = (1100, 900)
# What the log is to show: a sentence that is understood, one that is not, and a wake word without a sentence.
_HEARD: Final[tuple[tuple[str, str | None], ...]] = (
    ("kitchen", "LAMP_ON"),
    ("living_room", "NONSENSE"),
    ("bedroom", None),
    ("kitchen", "LAMP_OFF"),
)


class Studio:
    """A browser in which somebody has logged in."""

    def __init__(self, browser: Browser, url: str, tokens: Mapping[str, Any]) -> None:
        """Take no picture yet."""
        self._browser = browser
        self._url = url
        kept = {**tokens, "hassUrl": url, "clientId": f"{url}/", "expires": (time.time() + 1800) * 1000}
        self._storage = {"hassTokens": json.dumps(kept), "dockedSidebar": '"always_hidden"'}

    @asynccontextmanager
    async def page(
        self, path: str, size: tuple[int, int] = _DESKTOP, *, dark: bool = False, scene: Scene | None = None
    ) -> AsyncIterator[Page]:
        """Open a path of Home Assistant; in a scene, Earshot's words and the time are made up."""
        context = await self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=2,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
        try:
            script = "".join(
                f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)});" for key, value in self._storage.items()
            )
            await context.add_init_script(script)
            page = await context.new_page()
            page.set_default_timeout(30_000)
            if scene is not None:
                await Pretence(scene).attach(page)
            await page.goto(f"{self._url}/{path}", wait_until="commit")
            yield page
        finally:
            await context.close()


async def _async_first_run(studio: Studio) -> None:
    """Take the first screen of the set-up, before there is anything."""
    async with studio.page("config/integrations/dashboard/add?domain=earshot") as page:
        dialog = page.locator("dialog-data-entry-flow")
        await page.get_by_role("button", name="OK").click()
        await expect(dialog.locator("step-flow-form")).to_be_visible(timeout=30_000)
        await _async_shoot(page, "first-run")


async def _async_cards(studio: Studio, staged: Mapping[str, Scene]) -> None:
    """Take the card on an evening, light and dark."""
    for dark in (False, True):
        async with studio.page(f"{dashboard.PATH}/home", _PHONE, dark=dark, scene=staged["evening"]) as page:
            card = page.locator("earshot-card").first
            await expect(card.locator("earshot-row").first).to_be_visible(timeout=30_000)
            await card.screenshot(path=IMAGES / f"card-{'dark' if dark else 'light'}.png", animations="disabled")


async def _async_pages(studio: Studio, entities: Entities) -> None:
    """Take the log with what was heard, a microphone's device, Earshot's own page."""
    async with studio.page(f"{dashboard.PATH}/home") as page:
        log = page.locator("earshot-log-card").first
        await expect(log.locator("earshot-log-row").nth(len(_HEARD) - 1)).to_be_visible(timeout=30_000)
        await log.screenshot(path=IMAGES / "log.png", animations="disabled")
    device = entities.microphones["kitchen"].device_id
    async with studio.page(f"config/devices/device/{device}") as page:
        await expect(page.get_by_text("Microphone status").first).to_be_visible(timeout=30_000)
        await _async_shoot(page, "device")
    async with studio.page("config/integrations/integration/earshot") as page:
        await expect(page.get_by_text("Night").first).to_be_visible(timeout=30_000)
        await _async_shoot(page, "integration")


async def _async_shoot(page: Page, name: str) -> None:
    # Dialogs and lists slide in.
    await page.wait_for_timeout(1500)
    await page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


async def _async_speak(household: Household, client: Client, entities: Entities) -> None:
    for key, sentence in _HEARD:
        satellite, since = entities.microphones[key].satellite, time.time()
        await household.satellites[key].hear(sentence, 1.0)
        begun = await client.states.next_change(satellite, "listening", since=since, seconds=20)
        await client.states.next_change(satellite, "idle", since=begun.time, seconds=40)


async def _async_main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with Household() as household, chromium() as browser:
        await household.start()
        async with Client(household.url) as client:
            await move_in(household, client)
            async with Client(household.url) as visitor:
                studio = Studio(browser, household.url, await visitor.log_in(USER, PASSWORD))
            await _async_first_run(studio)
            await earshot.set_up(client)
            await client.settled()
            entities = await Entities.load(client)
            await dashboard.create(client, entities)
            await _async_speak(household, client, entities)
            await _async_cards(studio, scenes.load())
            await _async_pages(studio, entities)


if __name__ == "__main__":
    asyncio.run(_async_main())
