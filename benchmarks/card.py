"""What the cards cost in a browser, in a page of the real Home Assistant: fifty microphones and ten thousand activations."""

import asyncio
from collections.abc import Mapping
from functools import partial
import json
from pathlib import Path
from tempfile import TemporaryDirectory
import time
from typing import Any, Final

from playwright.async_api import Error, Page, Route

from demo import scenes
from demo.api import Client
from demo.browser import chromium
from demo.configuration import INTEGRATION
from demo.household import PASSWORD, USER, Household
from demo.setup import move_in

from .row import Row, Sample

_SCENE: Final = "many"
_CARDS: Final = INTEGRATION / "www"
_PROGRAM: Final = Path(__file__).with_suffix(".js")
_AT: Final = "/benchmark"
# Of each microphone once: half of the changes are that it begins to listen.
_CHANGES: Final = 50

STATE_CHANGE_TARGET: Final = 16.0
TIMELINE_TARGET: Final = 100.0


def card(repetitions: int) -> list[Row]:
    """Return the rows of the cards, in milliseconds of a frame. Raises RuntimeError where there is no browser, or no card."""
    if not (_CARDS / "earshot.js").is_file():
        raise RuntimeError("the cards are not built: scripts/build-card")
    try:
        return asyncio.run(_async_card(repetitions))
    except Error as err:
        raise RuntimeError(err.message) from err


async def _async_card(repetitions: int) -> list[Row]:
    with TemporaryDirectory(prefix="earshot-bench-") as folder:
        async with Household({}, where=Path(folder)) as household, chromium() as browser:
            await household.start()
            async with Client(household.url) as client:
                await move_in(household, client)
                storage = _logged_in(household.url, await client.log_in(USER, PASSWORD))
            page = await browser.new_page(viewport={"width": 1280, "height": 900})
            await _open(page, household.url, storage)
            return await _measure(page, repetitions)


def _logged_in(url: str, tokens: Mapping[str, Any]) -> str:
    kept = {**tokens, "hassUrl": url, "clientId": f"{url}/", "expires": (time.time() + 1800) * 1000}
    return f"localStorage.setItem('hassTokens', {json.dumps(json.dumps(kept))})"


async def _open(page: Page, url: str, storage: str) -> None:
    """Open Home Assistant, and load the cards into it as they are committed."""
    scene = scenes.load()[_SCENE]
    await page.add_init_script(storage)
    for folder in (_CARDS, _PROGRAM.parent):
        await page.route(f"**{_AT}/{folder.name}/*.js", partial(_serve, folder))
    await page.goto(f"{url}/lovelace")
    # A dashboard brings the card helpers.
    await page.wait_for_function("document.querySelector('home-assistant')?.hass?.states && window.loadCardHelpers")
    await page.evaluate(
        """async ([cards, program, scene, now]) => {
          await import(cards);
          const { default: bench } = await import(program);
          Date.now = () => now;
          Object.assign(window, { bench, scene });
        }""",
        [
            f"{_AT}/{_CARDS.name}/earshot.js",
            f"{_AT}/{_PROGRAM.parent.name}/{_PROGRAM.name}",
            {"events": scene.events, "day": scene.day, "week": scene.week},
            scene.now * 1000,
        ],
    )


async def _serve(folder: Path, route: Route) -> None:
    await route.fulfill(path=folder / route.request.url.rpartition("/")[2])


async def _measure(page: Page, repetitions: int) -> list[Row]:
    changes: dict[str, list[float]] = {"stateChanges": [], "tileChanges": [], "bareChanges": []}
    weeks: dict[str, list[float]] = {"timeline": [], "history": [], "barePaths": []}
    # The first turn warms up.
    for turn in range(repetitions + 1):
        for name, values in changes.items():
            of_scene = "scene, " if name == "stateChanges" else ""
            measured = await page.evaluate(f"bench.{name}({of_scene}{_CHANGES})")
            values += measured if turn else []
        for name, values in weeks.items():
            took = await page.evaluate(f"bench.{name}(scene)")
            values += [took] if turn else []
    ours, tiles, text = (Sample(values) for values in changes.values())
    week, history, paths = (Sample(values) for values in weeks.values())
    worst = (("the longest", max(ours.values)),)
    return [
        Row("card_state_change", "ms", ours, tiles, "50 tile cards", text, STATE_CHANGE_TARGET, worst),
        Row("card_timeline_7d", "ms", week, history, "history card", paths, TIMELINE_TARGET),
    ]
