"""What the tests of the log share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from custom_components.earshot.log.errors import LogProblem
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.writer import Patience

# Seconds after which a future of the log counts as lost.
SOON = 20

type MakeStore = Callable[..., LogStore]


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: the log is free of it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the log is."""
    return tmp_path / "config" / "earshot.db"


@pytest.fixture
def problems() -> list[LogProblem | None]:
    """Return the list of what the problem callback heard."""
    return []


@pytest.fixture
def make_store(path: Path, problems: list[LogProblem | None]) -> Iterator[MakeStore]:
    """Make stores that are impatient, and close them in the end."""
    made = list[LogStore]()

    def make(**options: Any) -> LogStore:
        impatient: dict[str, Any] = {"busy_timeout": 0.05, "patience": Patience(0.02, 0.1)}
        made.append(LogStore(path, **impatient | {"on_problem": problems.append} | options))
        return made[-1]

    yield make
    for each in made:
        each.close().result(SOON)


@pytest.fixture
def store(make_store: MakeStore) -> LogStore:
    """Return an open store."""
    opened = make_store()
    assert opened.open().result(SOON) is None
    return opened
