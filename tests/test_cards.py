"""The cards are served once there is a frontend, under a path that changes with them, and nothing waits for them."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
import shutil

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.earshot import cards
from custom_components.earshot.const import DOMAIN

from .home import async_earshot

CARD = "import('./earshot-log.js');\n"


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a small bundle in the place of the real one."""
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "earshot.js").write_text(CARD, encoding="utf-8")
    (folder / "earshot-log.js").write_text("0", encoding="utf-8")
    monkeypatch.setattr(cards, "_FOLDER", folder)
    return folder


def urls(hass: HomeAssistant) -> list[str]:
    """Return the modules that every page loads."""
    return sorted(hass.data[DATA_EXTRA_MODULE_URL].urls)


async def test_every_page_loads_the_cards(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, bundle: Path
) -> None:
    """From an address that a browser may keep; their parts are beside them, and nothing else is."""
    assert await async_setup_component(hass, "frontend", {})
    await async_earshot(hass)
    (url,) = urls(hass)
    client = await hass_client_no_auth()
    answer = await client.get(url)
    assert (answer.status, await answer.text()) == (HTTPStatus.OK, CARD)
    assert answer.content_type == "text/javascript"
    assert "max-age" in answer.headers["Cache-Control"]
    folder = url.removesuffix("earshot.js")
    assert url.startswith("/earshot-cards/") and url == f"{folder}earshot.js"
    assert (await client.get(f"{folder}earshot-log.js")).status == HTTPStatus.OK
    for outside in ("", "nothing.js", "%2e%2e/config/earshot.db", "..%2f..%2fsecrets.yaml"):
        assert HTTPStatus.BAD_REQUEST <= (await client.get(folder + outside)).status < HTTPStatus.INTERNAL_SERVER_ERROR


async def test_the_frontend_may_come_later(hass: HomeAssistant, bundle: Path) -> None:
    """Earshot starts before it and without it; a reload of the entry adds no second address."""
    entry = await async_earshot(hass)
    assert "frontend" not in hass.config.components
    assert await async_setup_component(hass, "frontend", {})
    await hass.async_block_till_done()
    served = urls(hass)
    assert len(served) == 1
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert urls(hass) == served


async def test_without_a_bundle_nothing_is_served(
    hass: HomeAssistant, bundle: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As in a copy of the source that was not built: no address is given that leads nowhere."""
    shutil.rmtree(bundle)
    assert await async_setup_component(hass, "frontend", {})
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert urls(hass) == []
    assert "Error" not in caplog.text


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "earshot-log.js").write_text("1", encoding="utf-8"),
        lambda folder: (folder / "earshot-log.js").rename(folder / "earshot-gol.js"),
        lambda folder: (folder / "earshot-log.js").unlink(),
    ],
    ids=["content", "name", "gone"],
)
def test_the_path_changes_with_any_file(bundle: Path, change: Callable[[Path], object]) -> None:
    """Also where the first file stays as it was; the same files have the same path."""
    before = cards._version(bundle)
    assert cards._version(bundle) == before
    change(bundle)
    assert cards._version(bundle) not in (before, None)
