"""One home and one browser for all tests, and screens of whoever looks at the cards."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, Protocol

from playwright.async_api import expect
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
from .screen import Screen, Screens

__all__ = ["enable_earshot", "sockets", "verify_cleanup"]

SATELLITES = {"Kitchen": Habits(), "Living room": Habits(), "Bedroom": Habits()}

# The first screen of all loads Home Assistant's frontend, which takes a while on a slow machine.
expect.set_options(timeout=20_000)

_FAILED = pytest.StashKey[bool]()


class Opens(Protocol):
    """Opens a path on a screen of its own."""

    async def __call__(self, path: str, person: Person | None = None, **how: Any) -> Screen:
        """Show a path to a person, the administrator if nobody is named; `how` is as for `Screens.open`."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """A home with the demo's dashboards and those of the tests."""
    async with home(tmp_path_factory.mktemp("browser"), SATELLITES) as found:
        await dashboard.create(found.client, found.entities)
        await boards.create(found.client)
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def all_screens(one_home: Home) -> AsyncIterator[Screens]:
    """One browser for all tests."""
    async with chromium() as browser:
        found = Screens(browser, one_home.household.url)
        yield found
        await found.close()


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
async def opens(all_screens: Screens, administrator: Person, request: pytest.FixtureRequest) -> AsyncIterator[Opens]:
    """Open screens; what is on them is kept where the test fails, and an error in the console fails it."""
    screens: list[Screen] = []

    async def open_(path: str, person: Person | None = None, **how: Any) -> Screen:
        screen = await all_screens.open(person or administrator, **how)
        screens.append(screen)
        await screen.go(path)
        return screen

    yield open_
    if failed := request.node.stash.get(_FAILED, False):
        for number, screen in enumerate(screens):
            await screen.shoot(f"failed-{request.node.name}-{number}")
    for screen in screens:
        await screen.page.close()
    if not failed:
        assert not [error for screen in screens for error in screen.errors]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let fixtures know that their test has failed."""
    report: pytest.TestReport = yield
    if report.when == "call" and report.failed:
        item.stash[_FAILED] = True
    return report
