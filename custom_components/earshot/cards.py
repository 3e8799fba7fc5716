"""The cards' way to the browser: their files, and the one address that every page loads.

The files' version is in their path: a browser may keep them for long, and parts of two versions never meet.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.setup import async_when_setup

_FOLDER: Final = Path(__file__).parent / "www"
_ENTRY: Final = "earshot.js"
_URL: Final = "/earshot-cards/{version}"


@callback
def async_register(hass: HomeAssistant) -> None:
    """Serve the cards as soon as there is a frontend; until then, and where there is none, nothing waits for them."""
    async_when_setup(hass, "frontend", _async_serve)


async def _async_serve(hass: HomeAssistant, _component: str) -> None:
    if (version := await hass.async_add_executor_job(_version, _FOLDER)) is None:
        return
    # There by now. Earshot itself starts before them, and without them.
    from homeassistant.components.frontend import add_extra_js_url
    from homeassistant.components.http import StaticPathConfig  # type: ignore[attr-defined]

    url = _URL.format(version=version)
    await hass.http.async_register_static_paths([StaticPathConfig(url, str(_FOLDER), cache_headers=True)])
    add_extra_js_url(hass, f"{url}/{_ENTRY}")


def _version(folder: Path) -> str | None:
    """Return what stands for the names and the content of all files of a folder; None where there are no cards in it."""
    if not (folder / _ENTRY).is_file():
        return None
    content = sha256()
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = file.read_bytes()
        content.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        content.update(data)
    return content.hexdigest()[:12]
