"""Fixtures of all tests."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from hypothesis import find, settings, strategies as st
import pytest

type Measured = Callable[[str], None]
"""Tells what a test has measured, in words."""


# Examples of each fuzz that does not say how many it needs, in CI and in full.
_EXAMPLES, _EXAMPLES_IN_FULL = 60, 3_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the long proofs be run in full."""
    parser.addoption("--long", action="store_true", help="run the long proofs in full instead of shortened")


def pytest_configure(config: pytest.Config) -> None:
    """Say how long a fuzz is, before any test is loaded."""
    examples = _EXAMPLES_IN_FULL if config.getoption("--long") else _EXAMPLES
    settings.register_profile("earshot", max_examples=examples)
    settings.load_profile("earshot")


@pytest.fixture(autouse=True, scope="session")
def source_of_chance() -> None:
    """Let Hypothesis make its source of chance, and see that it is held, before the first module's tests.

    Of what is there before them the Home Assistant plugin hides from the garbage collector who holds it.
    """
    find(st.none(), lambda _: True, settings=settings(database=None))


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give each test a configuration folder of its own: the log is a real file in it."""
    folder = tmp_path / "config"
    folder.mkdir()
    return str(folder)


@pytest.fixture(autouse=True)
def enable_earshot(enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration from this repository."""


@pytest.fixture
async def tuesday_evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> FrozenDateTimeFactory:
    """Begin on a Tuesday in Berlin, at 21:00 there: an hour before the night."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))
    return freezer


@pytest.fixture
def before_the_night(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin on that Tuesday, a minute before the night."""
    tuesday_evening.tick(timedelta(minutes=59))


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the chance out of the back-off."""
    monkeypatch.setattr("custom_components.earshot.reconciler.random.uniform", lambda low, high: 1.0)


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Measured:
    """Have what was measured printed at the end, however the test ends."""
    return lambda words: record_property("measured", words)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests have measured."""
    rows = list(_rows(terminalreporter))
    if rows:
        terminalreporter.section("measured")
    for name, words in rows:
        terminalreporter.write_line(f"{name}: {words}")


def _rows(terminalreporter: pytest.TerminalReporter) -> Iterator[tuple[str, object]]:
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call":
                name = report.nodeid.rpartition("::")[2]
                yield from ((name, words) for key, words in report.user_properties if key == "measured")
