"""What tests of real processes do without: a Home Assistant inside the test's own process."""

import pytest

from tests.conftest import Measured

__all__ = ["Measured"]


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Nothing to enable: the real Home Assistant has a configuration folder of its own."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Nothing to verify between tests: a home of processes, and the loop that watches it, outlive one of them."""


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let tests talk to processes on this machine."""
