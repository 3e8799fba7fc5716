"""What the end-to-end tests do without, a Home Assistant inside the test's own process, and what they have instead."""

from collections.abc import Callable, Iterator

import pytest

type Measured = Callable[[str], None]
"""Tells what a test has measured, in words."""


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Nothing to enable: the real Home Assistant has a configuration folder of its own."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Nothing to verify between tests: a home of processes, and the loop that watches it, outlive one of them."""


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let tests talk to processes on this machine."""


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
