"""One home and one browser for all tests, and screens of whoever looks at the cards."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any, Protocol

from playwright.async_api import Browser, expect
import pytest
import pytest_asyncio

from demo import dashboard, scenes
from demo.browser import chromium
from demo.satellite.habits import Habits
from demo.scenes import Scene
from tests.e2e.conftest import enable_earshot, sockets, verify_cleanup
from tests.e2e.faults.home import Home, home

from . import boards, people
from .people import Person
from .screen import Screen, open_screen

__all__ = ["enable_earshot", "sockets", "verify_cleanup"]

SATELLITES = {"Kitchen": Habits(), "Living room": Habits(), "Bedroom": Habits()}

# The first screen of all loads Home Assistant's frontend, which takes a while on a slow machine.
expect.set_options(timeout=20_000)

_FAILED = pytest.StashKey[bool]()


class Opens(Protocol):
    """Opens a path on a screen of its own."""

    async def __call__(self, path: str, person: Person | None = None, **how: Any) -> Screen:
        """Show a path to a person, the administrator if nobody is named; `how` is as for `open_screen`."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """A home with the demo's dashboards and those of the tests."""
    async with home(tmp_path_factory.mktemp("browser"), SATELLITES) as found:
        await dashboard.create(found.client, found.entities)
        await boards.create(found.client)
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A browser for all tests; each screen has its own storage."""
    async with chromium() as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def administrator(one_home: Home) -> Person:
    """Who lives here."""
    return await people.administrator(one_home)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def guest(one_home: Home) -> Person:
    """Who may not read the log."""
    return await people.guest(one_home)


@pytest.fixture(scope="session")
def staged() -> dict[str, Scene]:
    """The scenes of the development page."""
    return scenes.load()


@pytest_asyncio.fixture(loop_scope="session")
async def at_home(one_home: Home) -> Home:
    """The home on an ordinary day."""
    await one_home.settle()
    return one_home


@pytest_asyncio.fixture(loop_scope="session")
async def opens(
    one_home: Home, browser: Browser, administrator: Person, request: pytest.FixtureRequest
) -> AsyncIterator[Opens]:
    """Open screens; what is on them is kept where the test fails, and an error in the console fails it."""
    screens: list[Screen] = []
    async with AsyncExitStack() as stack:

        async def open_(path: str, person: Person | None = None, **how: Any) -> Screen:
            screen = await open_screen(browser, person or administrator, one_home.household.url, **how)
            stack.push_async_callback(screen.page.context.close)
            screens.append(screen)
            await screen.go(path)
            return screen

        yield open_
        if request.node.stash.get(_FAILED, False):
            for number, screen in enumerate(screens):
                await screen.shoot(f"failed-{request.node.name}-{number}")
        else:
            assert not [error for screen in screens for error in screen.errors]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know that their test has failed."""
    report: pytest.TestReport = yield
    if report.when == "call" and report.failed:
        item.stash[_FAILED] = True
    return report
