"""Whether each can be imported, and is linked to."""

from urllib.parse import quote

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .parts import BLUEPRINTS, PAGE, ROOT, published


@pytest.mark.parametrize("name", BLUEPRINTS)
async def test_each_can_be_imported(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, aioclient_mock: AiohttpClientMocker, name: str
) -> None:
    """By the dialog, from its address, with nothing that Home Assistant has to object, and every input worded."""
    assert await async_setup_component(hass, "automation", {})
    address = published(aioclient_mock, name)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "blueprint/import", "url": address})
    answer = await client.receive_json()
    assert answer["success"], answer
    found = answer["result"]
    assert found["validation_errors"] is None
    assert found["suggested_filename"] == f"earshot-ha/{name}"
    metadata = found["blueprint"]["metadata"]
    assert metadata["source_url"] == address
    assert f"source_url: {address}\n" in found["raw_data"]
    assert all(given["name"] and given["selector"] for given in metadata["input"].values())


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_each_has_its_link_in_the_docs(name: str) -> None:
    """One press opens the import dialog of one's own Home Assistant."""
    page = (ROOT / "docs" / "blueprints.md").read_text(encoding="utf-8")
    address = quote(f"{PAGE}/{name}.yaml", safe="")
    assert f"https://my.home-assistant.io/redirect/blueprint_import/?blueprint_url={address}" in page
