"""Where the blueprints are, here and for the people who import them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

ROOT = Path(__file__).parent.parent.parent
FOLDER = "blueprints/automation/earshot"
BLUEPRINTS = sorted(file.stem for file in (ROOT / FOLDER).glob("*.yaml"))
RAW = f"https://raw.githubusercontent.com/earshot-ha/earshot/main/{FOLDER}"
PAGE = f"https://github.com/earshot-ha/earshot/blob/main/{FOLDER}"

type Run = Callable[..., Awaitable[None]]
"""Imports a blueprint, and runs an automation of it with these inputs."""


def published(aioclient_mock: AiohttpClientMocker, name: str) -> str:
    """Publish a blueprint; return its page."""
    aioclient_mock.get(f"{RAW}/{name}.yaml", text=(ROOT / FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return f"{PAGE}/{name}.yaml"
