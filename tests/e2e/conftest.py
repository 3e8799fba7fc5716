"""What the end-to-end tests do without: a Home Assistant inside the test's own process."""

import pytest


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Nothing to enable: the real Home Assistant has a configuration folder of its own."""
