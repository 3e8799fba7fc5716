"""A page of Home Assistant as somebody has it before them."""

from collections.abc import AsyncIterator, Mapping
import json
import os
from pathlib import Path
import re
from typing import Final, Literal

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page

from demo.pretence import Pretence
from demo.scenes import Scene

from .people import Person

ARTEFACTS: Final = Path(os.environ.get("EARSHOT_ARTEFACTS") or Path(__file__).with_name("artefacts"))
WIDTHS: Final[Mapping[str, tuple[int, int]]] = {"phone": (390, 844), "tablet": (834, 1112), "desktop": (1280, 900)}

type Scheme = Literal["light", "dark"]

SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
_OURS: Final = "/earshot-cards/"
# Where the scenes are at home.
_SCENES_ZONE: Final = "Europe/Berlin"

# Its label, or else its text.
_FOCUSED: Final = """() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return (element.getAttribute('aria-label') ?? element.textContent).trim();
}"""


class Screen:
    """One page in a browser of its own, and what went wrong in it.

    Locators reach through shadow roots. `errors` are exceptions and errors in the console that name our files.
    """

    def __init__(self, page: Page, url: str) -> None:
        """Listen for errors from the beginning."""
        self.page = page
        self.errors: list[str] = []
        self.told: Pretence | None = None
        self._url = url
        page.on("pageerror", self._failed)
        page.on("console", self._said)
        page.set_default_timeout(20_000)

    def _failed(self, error: Error) -> None:
        if _OURS in (error.stack or ""):
            self.errors.append(f"{error.name}: {error.message}\n{error.stack}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and _OURS in f"{message.text} {message.location.get('url')}":
            self.errors.append(message.text)

    # --- What is on it ---

    def row(self, name: str) -> Locator:
        """Return the row of a microphone."""
        return self.page.locator("earshot-row").filter(has_text=name)

    @property
    def sheet(self) -> Locator:
        """Return the dialog of choices."""
        return self.page.locator("earshot-sheet dialog")

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Return a button of our cards by its name."""
        return self.page.locator("earshot-card").get_by_role("button", name=name)

    async def focused(self) -> str:
        """Return what is read out of the element that has the focus."""
        name: str = await self.page.evaluate(_FOCUSED)
        return name

    # --- What is done with it ---

    async def go(self, path: str) -> None:
        """Open a path of Home Assistant; what it shows is waited for by who looks for it."""
        await self.page.goto(f"{self._url}/{path}", wait_until="commit")

    async def shoot(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=ARTEFACTS / f"{name}.png", animations="disabled")

    async def shoot_all(self, name: str) -> None:
        """Keep pictures on phone, tablet and desktop, light and dark, and leave the page on the last of them."""
        async for size, scheme in self.everywhere():
            await self.shoot(f"{name}-{size}-{scheme}")

    async def everywhere(self) -> AsyncIterator[tuple[str, Scheme]]:
        """Go through all sizes and schemes."""
        for scheme in SCHEMES:
            await self.page.emulate_media(color_scheme=scheme)
            for size, (width, height) in WIDTHS.items():
                await self.page.set_viewport_size({"width": width, "height": height})
                await self.settled()
                yield size, scheme

    async def settled(self) -> None:
        """Wait until the page has drawn what it knows."""
        await self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


class Screens:
    """Opens screens. Each person has one browser of their own for each language: what it has loaded once it need not load again."""

    def __init__(self, browser: Browser, url: str) -> None:
        """Open nothing yet."""
        self._browser = browser
        self._url = url
        self._contexts: dict[tuple[str, str | None, bool], BrowserContext] = {}

    async def open(
        self,
        person: Person,
        *,
        size: tuple[int, int] = WIDTHS["desktop"],
        scheme: Scheme = "light",
        language: str | None = None,
        scene: Scene | None = None,
    ) -> Screen:
        """Open an empty screen of somebody who has logged in. In a scene, Earshot's words and the time are made up."""
        key = (person.user, language, scene is not None)
        if key not in self._contexts:
            self._contexts[key] = await self._new(person, language, None if scene is None else _SCENES_ZONE)
        screen = Screen(await self._contexts[key].new_page(), self._url)
        await screen.page.set_viewport_size({"width": size[0], "height": size[1]})
        await screen.page.emulate_media(color_scheme=scheme)
        if scene is not None:
            screen.told = Pretence(scene)
            await screen.told.attach(screen.page)
        return screen

    async def close(self) -> None:
        """Close everything."""
        for context in self._contexts.values():
            await context.close()

    async def _new(self, person: Person, language: str | None, zone: str | None) -> BrowserContext:
        # Home Assistant's service worker would load the whole frontend, again for each of them.
        context = await self._browser.new_context(locale="en-GB", timezone_id=zone, service_workers="block")
        stored = person.storage(self._url) | ({"selectedLanguage": json.dumps(language)} if language else {})
        await context.add_init_script(
            f"for (const [key, value] of Object.entries({json.dumps(stored)})) localStorage.getItem(key) ?? localStorage.setItem(key, value);"
        )
        return context
