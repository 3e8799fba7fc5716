"""The brand's images, as `custom_components/earshot/brand` has them: drawn by the browser from docs/brand/*.svg."""

import asyncio
from collections.abc import Iterator
import re
from typing import Final

from playwright.async_api import Browser

from .browser import chromium
from .configuration import INTEGRATION
from .process import ROOT

SOURCES: Final = ROOT / "docs" / "brand"
IMAGES: Final = INTEGRATION / "brand"

# The shorter side in pixels, as Home Assistant's brands ask for it: an icon is square.
_SIDES: Final = {"icon": 256, "logo": 128}
# On a dark ground: the ink turns light, the colours stay.
_INK: Final = ("#16404f", "#e3f1f6")


def variants() -> Iterator[tuple[str, str, int]]:
    """Yield file name, SVG and height in pixels of each image."""
    for name, side in _SIDES.items():
        light = (SOURCES / f"{name}.svg").read_text(encoding="utf-8")
        for prefix, drawing in (("", light), ("dark_", light.replace(*_INK))):
            for suffix, scale in (("", 1), ("@2x", 2)):
                yield f"{prefix}{name}{suffix}.png", drawing, side * scale


def width(drawing: str, height: int) -> int:
    """Return the width in pixels that belongs to a height."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    if found is None:
        raise ValueError("the drawing has no viewBox")
    return round(height * int(found[1]) / int(found[2]))


async def async_draw(browser: Browser, drawing: str, height: int) -> bytes:
    """Return a drawing as a PNG on nothing."""
    page = await browser.new_page(viewport={"width": width(drawing, height), "height": height})
    try:
        await page.set_content(
            f"<style>body {{ margin: 0 }} svg {{ display: block; height: {height}px }}</style>{drawing}"
        )
        return await page.screenshot(omit_background=True)
    finally:
        await page.close()


async def _async_main() -> None:
    IMAGES.mkdir(exist_ok=True)
    async with chromium() as browser:
        for name, drawing, height in variants():
            (IMAGES / name).write_bytes(await async_draw(browser, drawing, height))


if __name__ == "__main__":
    asyncio.run(_async_main())
